"""What the main pages weigh on the wire: little at first, next to nothing afterwards."""

import pytest
from playwright.sync_api import Page

from tests.journeys.people import People

pytestmark = pytest.mark.browser
FIRST, LATER = 60_000, 15_000  # bytes on the wire, with everything the page asks for
PAGES = (
    ("", ""),
    ("", "sumbawa/"),
    ("", "sumbawa/sop/sumbawa-2021/"),
    ("", "sumbawa/lacak/"),
    ("", "sumbawa/masuk/"),
    ("pemohon.sumbawa", "sumbawa/permohonan/"),
    ("kasi.sumbawa", "sumbawa/tugas/"),
    ("kasi.sumbawa", "work"),
    ("kasi.sumbawa", "case"),
    ("registrar.sumbawa", "sumbawa/register/"),
)


@pytest.mark.parametrize(("account", "address"), PAGES, ids=lambda one: one or "-")
def test_a_page_is_light_at_first_and_lighter_afterwards(
    people: People, account: str, address: str
) -> None:
    address = _address(people, account, address)
    state = people.page(account).context.storage_state() if account else None
    context = people.browser.new_context(storage_state=state)
    page = context.new_page()
    first, later = _bytes(page, address), _bytes(page, address)
    context.close()
    assert first <= FIRST, f"{first} bytes at first"
    assert later <= LATER, f"{later} bytes afterwards"


def _address(people: People, account: str, address: str) -> str:
    """The address; of a work or case page, that of the first piece of work in the tray."""
    if address not in ("work", "case"):
        return f"{people.house.address}/{address}"
    page = people.page(account)
    page.goto(f"{people.house.address}/sumbawa/tugas/")
    page.locator("main tbody a").first.click()
    if address == "case":
        page.get_by_role("link", name="Buka berkas").click()
    page.wait_for_load_state()
    return page.url


def _bytes(page: Page, address: str) -> int:
    """What the page and all it asks for take on the wire."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    taken: list[int] = []
    wire.on("Network.loadingFinished", lambda done: taken.append(int(done["encodedDataLength"])))
    page.goto(address, wait_until="networkidle")
    wire.detach()
    return sum(taken)
