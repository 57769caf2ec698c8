"""What people do with letters on the pages: write, issue, take home, sign, have checked."""

import re
from io import BytesIO

from playwright.sync_api import Locator, Page
from pypdf import PdfReader

from tests.journeys.acts import Request
from tests.journeys.people import empty


def begin_beside_the_sop(request: Request, account: str, kind: str) -> Page:
    """Choose a kind of paper on the page of the case, and come to its draft."""
    page = request.people.page(account)
    page.goto(request.address(f"berkas/{request.case}/naskah/baru/"))
    page.locator(f'input[name=jenis][value="{kind}"]').check()
    page.get_by_role("button", name="Mulai menulis").click()
    page.wait_for_url("**/naskah/*/")
    return page


def fill_first_row(fieldset: Locator, words: str) -> None:
    """Write into every cell of the first row."""
    for blank in empty(fieldset.locator("li").first.locator("textarea")):
        blank.fill(words)


def issue(page: Page) -> str:
    """Issue the draft that is open; gives its number, as it was foretold."""
    page.get_by_role("button", name="Lanjut: terbitkan").click()
    page.wait_for_url("**/terbitkan/")
    foretold = page.locator("dd .strong").first.inner_text()
    page.get_by_role("button", name="Terbitkan").click()
    page.wait_for_url("**/naskah/*/")
    assert page.locator(".lettermark").inner_text() == foretold
    return foretold


def taken_home(page: Page) -> bytes:
    """The letter whose page is open, downloaded."""
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("Unduh naskah")).click()
    return taken.value.path().read_bytes()


def address_on(letter: bytes) -> str:
    """The address in the foot of the printed paper, where anybody may check it."""
    said = PdfReader(BytesIO(letter)).pages[0].extract_text().replace("\u200b", "")
    found = re.search(r"https?://\S+/periksa/[\w-]+/", said)
    assert found is not None, said
    return found[0]


def open_signing(request: Request, account: str, number: str) -> Page:
    """Open, from the list of what waits for this person, the letter of this number."""
    page = request.people.page(account)
    page.goto(request.address("tanda-tangan/"))
    page.locator("li.line", has_text=number).locator("a").first.click()
    page.wait_for_url("**/tanda-tangan/*/")
    return page


def hand_in_scan(page: Page, scan: bytes) -> None:
    """Upload the paper that was signed with a pen."""
    page.locator("input[name=pindaian]").set_input_files(
        {"name": "pindaian.pdf", "mimeType": "application/pdf", "buffer": scan}
    )
    page.get_by_role("button", name="Unggah pindaian").click()
    page.locator(".messages").wait_for()


def compare(page: Page, file: bytes) -> str:
    """Drop a file on the public page that is open; gives what was found."""
    page.locator("input[name=berkas]").set_input_files(
        {"name": "naskah.pdf", "mimeType": "application/pdf", "buffer": file}
    )
    page.get_by_role("button", name="Periksa berkas").click()
    page.locator("#hasil").wait_for()
    return page.locator("#hasil").inner_text()


def altered(file: bytes) -> bytes:
    """The same with one byte changed, within what a signature covers."""
    place = file.index(b"stream") + 20
    return file[:place] + bytes([file[place] ^ 1]) + file[place + 1 :]
