"""A whole route on a phone without JavaScript, and a piece of work with the keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from lajur.core.procedure.routes import routes
from tests.journeys.acts import do_step, file_request, open_turn, signed
from tests.journeys.house import House
from tests.journeys.people import People

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}
FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    tag: one.tagName, name: one.name || "", words: one.textContent.trim(), value: one.value || "",
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
  };
}"""


@pytest.fixture
def without_script(house: House, browser: Browser) -> Iterator[People]:
    crowd = People(house=house, browser=browser, device=PHONE)
    yield crowd
    crowd.close()


def test_a_route_of_banten_needs_no_script_and_no_wide_screen(without_script: People) -> None:
    procedure = signed("banten")
    route = max(routes(procedure), key=lambda one: len(one.steps))
    request = file_request(without_script, procedure, "banten", "Aplikasi tanpa skrip")
    for passed in route.steps[1:]:
        do_step(request, procedure.steps[passed.step], passed.outcome)
    page = without_script.page("pemohon.banten")
    page.goto(request.address(f"berkas/{request.case}/"))
    assert procedure.ends[route.end].name in page.locator("main").inner_text()


def test_a_piece_of_work_is_done_with_the_keyboard_alone(people: People) -> None:
    request = file_request(people, signed("banten"), "banten", "Aplikasi papan ketik")
    page = open_turn(request, "kadis.banten")
    page.reload()
    page.keyboard.press("Tab")
    assert "Langsung ke isi" in _focused(page)["words"]
    page.keyboard.press("Enter")
    _tab_to(page, name="hasil")
    page.keyboard.press("Space")
    _tab_to(page, tag="TEXTAREA")
    page.keyboard.type("Disetujui dengan papan ketik.")
    _tab_to(page, words="Periksa dan lanjutkan")
    page.keyboard.press("Enter")
    page.locator('main button[value="kirim"]').wait_for()
    _tab_to(page, value="kirim")
    page.keyboard.press("Space")
    page.wait_for_url("**/tugas/")
    assert "selesai" in page.locator(".messages").inner_text()


def _tab_to(page: Page, **wanted: str) -> None:
    """Press Tab until the focus is there; on the way it is always seen."""
    for _ in range(80):
        page.keyboard.press("Tab")
        found = _focused(page)
        assert found["seen"], found
        assert found["ring"], found
        if all(found[fact] == value for fact, value in wanted.items()):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


def _focused(page: Page) -> dict[str, str]:
    facts: dict[str, str] = page.evaluate(FOCUSED)
    return facts
