"""What people do on the pages: file a request, take their turn, answer, sign."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, Page

from lajur.core.procedure.definition import Procedure, Step
from lajur.core.procedure.reader import read
from tests.journeys.people import CAST, LETTER, People, empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request on its way, as the one who follows it knows it."""

    people: People
    procedure: Procedure
    government: str
    case: str  # id in the address
    number: str

    def account(self, lane: str) -> str:
        return CAST[self.procedure.id][lane]

    def address(self, rest: str) -> str:
        return f"{self.people.house.address}/{self.government}/{rest}"


@cache
def signed(government: str) -> Procedure:
    """The SOP this government has signed."""
    (path,) = Path("sops").glob(f"{government}/*.yaml")
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    return procedure


def begin_draft(page: Page, office: str, procedure: Procedure) -> Page:
    """Choose the first service of the procedure; `office` is the address ending in its slug."""
    page.goto(f"{office}permohonan/baru/")
    number = procedure.identity.number
    page.locator("main label.choice", has_text=number).first.locator("input").check()
    page.locator("main form button.btn--primary").click()
    page.wait_for_url("**/draf/**")
    return page


def file_request(
    people: People,
    procedure: Procedure,
    government: str,
    title: str,
    *,
    letter: tuple[str, bytes] = ("surat.pdf", LETTER),
) -> Request:
    """Choose the service, fill the form, attach the papers (`letter`), check and send."""
    lane = procedure.steps[procedure.start].performer
    page = begin_draft(
        people.page(CAST[procedure.id][lane]), f"{people.house.address}/{government}/", procedure
    )
    _fill_form(page, title, *letter)
    page.get_by_role("button", name="Lanjut: periksa isian").click()
    page.get_by_role("button", name="Kirim permohonan").click()
    page.wait_for_url("**/tanda-terima/")
    case = page.url.rstrip("/").split("/")[-2]
    number = page.locator(".secret--plain").first.inner_text()
    return Request(
        people=people, procedure=procedure, government=government, case=case, number=number
    )


def _fill_form(page: Page, title: str, file_name: str, content: bytes) -> None:
    for blank in empty(page.locator("main form :is(input[type=text], textarea)")):
        name = blank.get_attribute("name") or ""
        blank.fill(_subdomain(title) if name == "subdomain" else title)
    for blank in empty(page.locator("main form input[type=email]")):
        blank.fill("siti@contoh.test")
    for blank in empty(page.locator("main form input[type=tel]")):
        blank.fill("0812 0000 1234")
    for box in page.locator("main form input[type=checkbox]").all():
        box.check()
    for upload in page.locator("main form input[type=file]").all():
        upload.set_input_files(
            {"name": file_name, "mimeType": "application/pdf", "buffer": content}
        )


def _subdomain(title: str) -> str:
    return "".join(letter for letter in title.lower() if letter.isalnum())


def open_turn(request: Request, account: str) -> Page:
    """Open, from the tray, the work that waits for this person in this case."""
    page = request.people.page(account)
    page.goto(request.address(f"tugas/?cari={request.number}"))
    return follow_work(page.locator(f'main a[href*="/tugas/{request.case}/"]').first)


def follow_work(link: Locator) -> Page:
    """Follow a link to a piece of work, until its page is there whole: all of its form counts."""
    link.click()
    link.page.wait_for_url("**/tugas/*/*/")
    return link.page


def do_step(request: Request, step: Step, outcome: str | None) -> None:
    """The performer does the step, as the paper says; the co-signers sign."""
    page = open_turn(request, request.account(step.performer))
    fill_step(page, outcome, f"Dikerjakan menurut langkah {step.printed.no}.")
    send(page)
    for lane in step.cosigners:
        send(open_turn(request, request.account(lane)))


def fill_step(page: Page, outcome: str | None, words: str) -> None:
    form = page.locator('form[action$="/selesaikan/"]')
    if outcome is not None:
        form.locator(f'input[name=hasil][value="{outcome}"]').check()
    for group in form.locator("fieldset:has(input[name^=tunjuk_])").all():
        group.locator("input[name^=tunjuk_]").first.check()
    for blank in empty(form.locator("input[name=lama]")):
        blank.fill("20")
    for blank in empty(form.locator("textarea")):
        blank.fill(words)


def send(page: Page) -> None:
    """Check what will happen next, then confirm."""
    page.get_by_role("button", name="Periksa dan lanjutkan").click()
    page.locator('main button[name=tahap][value="kirim"]').click()
    page.wait_for_url(lambda url: "/selesaikan/" not in url)
