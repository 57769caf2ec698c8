"""Pages that say no: each is a whole page, in words, with everything typed still there."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.journeys.acts import begin_draft, file_request, fill_step, open_turn, send, signed
from tests.journeys.looking import Window, close, windows
from tests.journeys.people import People

pytestmark = pytest.mark.browser
Both = tuple[Window, Window]
Visit = Callable[[str], Both]


@pytest.fixture
def visit(people: People) -> Iterator[Visit]:
    """Sit somebody down at a desk and at a phone."""
    opened: list[Window] = []

    def sit(account: str) -> Both:
        both = windows(people, account)
        opened.extend(both)
        return both

    yield sit
    close(opened)


def _assert_sound(window: Window) -> None:
    faults = list(window.faults())
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("account", "address", "status"),
    [
        ("", "tidak-ada/", 404),
        ("", "sumbawa/sop/tidak-ada/", 404),
        ("", "sumbawa/keluar/", 405),
        ("kadis.sumbawa", "sumbawa/berkas/999999/", 404),
        ("kadis.sumbawa", "banten/tugas/", 404),
        ("kadis.sumbawa", "sumbawa/kelola/", 403),
        ("admin.sumbawa", "sumbawa/tugas/", 403),
    ],
)
def test_a_page_that_is_not_for_this_visitor_says_so(
    people: People, visit: Visit, account: str, address: str, status: int
) -> None:
    for window in visit(account):
        answer = window.page.goto(f"{people.house.address}/{address}")
        assert answer is not None
        assert answer.status == status
        _assert_sound(window)


def _send_empty(page: Page, button: str) -> None:
    """Press a button of a form as a browser that checks nothing itself would."""
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    with page.expect_navigation():
        page.get_by_role("button", name=button).last.click()


@pytest.mark.parametrize(
    ("account", "address", "button"),
    [
        ("", "sumbawa/masuk/", "Masuk"),
        ("", "sumbawa/lacak/", "Lacak"),
        ("pemohon.buleleng", "buleleng/permohonan/baru/", "Mulai mengisi"),
        ("admin.sumbawa", "sumbawa/kelola/orang/baru/", "Buat akun"),
        ("admin.sumbawa", "sumbawa/akun/", "Ganti kata sandi"),
    ],
)
def test_an_empty_form_comes_back_with_what_is_missing(
    people: People, visit: Visit, account: str, address: str, button: str
) -> None:
    for window in visit(account):
        window.page.goto(f"{people.house.address}/{address}")
        _send_empty(window.page, button)
        assert window.page.locator("main [role=alert]").count()
        _assert_sound(window)


def test_a_draft_that_lacks_everything_says_what(people: People, visit: Visit) -> None:
    procedure = signed("sumbawa")
    for window in visit("pemohon.sumbawa"):
        begin_draft(window.page, f"{people.house.address}/sumbawa/", procedure)
        _send_empty(window.page, "Lanjut: periksa isian")
        assert window.page.locator("#galat li").count() > 1
        _assert_sound(window)


def test_work_that_lacks_its_decision_and_work_done_by_another(
    people: People, visit: Visit
) -> None:
    request = file_request(people, signed("banten"), "banten", "Aplikasi dua meja")
    both = visit("sekretaris.banten")
    for window in both:
        window.page.goto(request.address(f"tugas/{request.case}/2/"))
        _send_empty(window.page, "Periksa dan lanjutkan")
        assert "Pilih salah satu keputusan." in window.page.locator("#galat").inner_text()
        _assert_sound(window)
        fill_step(window.page, "tolak", "Belum ada anggarannya.")
    quicker = open_turn(request, "kadis.banten")
    fill_step(quicker, "terima", "Diterima.")
    send(quicker)
    for window in both:
        with window.page.expect_navigation() as answer:
            window.page.get_by_role("button", name="Periksa dan lanjutkan").click()
        assert answer.value is not None
        assert answer.value.status == 409
        _assert_sound(window)
