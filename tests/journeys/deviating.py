"""What offices do beside the printed flow, on the pages; and what the history then says."""

from playwright.sync_api import Locator, Page

from tests.journeys.acts import Request, follow_work, open_turn, signed
from tests.journeys.people import People


def find_request(people: People, government: str, title: str) -> Request:
    """A request of the demo, as the registrar finds it."""
    page = people.page(f"registrar.{government}")
    page.goto(f"{people.house.address}/{government}/register/?cari={title}")
    line = page.locator("main tbody tr").filter(has_text=title)
    address = line.locator("a").first.get_attribute("href") or ""
    return Request(
        people=people,
        procedure=signed(government),
        government=government,
        case=address.rstrip("/").split("/")[-1],
        number=line.locator(".num").first.inner_text(),
    )


def open_work(request: Request, account: str) -> Page:
    """The open work of the case, as somebody comes to it from the case page."""
    page = open_case(request, account)
    return follow_work(page.locator(f'main .cards a[href*="/tugas/{request.case}/"]').first)


def open_case(request: Request, account: str) -> Page:
    page = request.people.page(account)
    page.goto(request.address(f"berkas/{request.case}/"))
    return page


def deviate(page: Page, title: str, reason: str, *, to: str = "") -> None:
    """Open the panel of this name, say why (and to whom), and press its button."""
    others = page.locator("details.others")
    if others.get_attribute("open") is None:
        others.locator("> summary").click()
    panel = others.locator("details.others__act", has=page.locator("summary", has_text=title))
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    for box in panel.locator("input[type=checkbox]").all()[:1]:
        box.check()
    if to:
        panel.locator("select").select_option(label=to)
    panel.locator("textarea").fill(reason)
    panel.locator("button").click()
    page.locator(".messages").wait_for()


def said(page: Page) -> str:
    """What the page tells of the act just done."""
    return page.locator(".messages").inner_text()


def act_of(request: Request, account: str, title: str) -> Locator:
    """The newest entry of this name in the history on the case page."""
    page = open_case(request, account)
    return page.locator(".timeline__act", has=page.locator(".timeline__title", has_text=title)).last


def assert_told(request: Request, account: str, title: str, *words: str) -> None:
    """The history names the act as outside the printed flow, with these words."""
    told = act_of(request, account, title).inner_text()
    for one in ("di luar alur SOP", *words):
        assert one in told, told


def has_turn(request: Request, account: str) -> bool:
    """Whether the case stands in this person's tray."""
    page = request.people.page(account)
    page.goto(request.address(f"tugas/?cari={request.number}"))
    return page.locator(f'main a[href*="/tugas/{request.case}/"]').count() > 0


def confirm_page(request: Request, account: str, words: str) -> Page:
    """The work filled in, up to the page that shows what will follow."""
    page = open_turn(request, account)
    for blank in page.locator('form[action$="/selesaikan/"] textarea:visible').all():
        blank.fill(words)
    page.get_by_role("button", name="Periksa dan lanjutkan").click()
    page.locator('main button[value="kirim"]').wait_for()
    return page
