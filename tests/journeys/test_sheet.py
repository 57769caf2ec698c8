"""The official form of an SOP in a browser: read, walked by keyboard, printed, timed."""

import io

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.acts import signed
from tests.journeys.looking import Window, close, sound, windows
from tests.journeys.people import People

pytestmark = pytest.mark.browser
SHEET = "sumbawa/sop/sumbawa-2021/"
PRESSES = 60  # of Tab, more than any of these pages has places


def focused(page: Page) -> str:
    """What has the focus: its words, or what it is called."""
    return str(
        page.evaluate(
            "(() => { const one = document.activeElement;"
            " return one.getAttribute('aria-label') || one.innerText || one.tagName })()"
        )
    )


def tab_to(page: Page, words: str) -> None:
    for _ in range(PRESSES):
        page.keyboard.press("Tab")
        if words in focused(page):
            return
    raise AssertionError(f"no way to “{words}” by keyboard")


def test_a_visitor_reads_the_sheet_as_signed(
    people: People, anybody: tuple[Window, Window]
) -> None:
    sop, (desk, phone) = signed("sumbawa"), anybody
    sound(anybody, f"{people.house.address}/{SHEET}")
    for window in anybody:
        rows = window.page.locator(".grid tbody tr").all_inner_texts()
        for row, step in zip(rows, sop.steps.values(), strict=True):
            told, cells = " ".join(row.split()), step.printed
            for words in (cells.no, cells.title, cells.requirements, cells.time, cells.outputs):
                assert " ".join(words.split()) in told
            assert window is desk or sop.lanes[step.performer].name in told
    assert desk.page.locator(".alur").first.is_visible()
    assert not phone.page.locator(".alur").first.is_visible()  # lanes are chips there
    assert phone.page.locator(".lane__mark").first.is_visible()
    phone.page.locator("#langkah-verifikasi").get_by_role("link", name="tidak → ").click()
    assert phone.page.url.endswith("#langkah-laporan_ketidaktersediaan")
    desk.page.get_by_role("link", name="Dalam kata").click()
    expect(desk.page.locator(".alur").first).to_be_hidden()
    assert list(desk.faults()) == []


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_no_signed_table_is_cut_off_on_a_desk(
    people: People, anybody: tuple[Window, Window], width: int
) -> None:
    page = anybody[0].page
    page.set_viewport_size({"width": width, "height": 900})
    for government in ("buleleng", "sumbawa", "cirebon", "banten"):
        page.goto(f"{people.house.address}/{government}/sop/{signed(government).id}/")
        hidden, right, lane = page.locator(".grid").evaluate(
            "(grid) => [grid.scrollWidth - grid.clientWidth,"
            " grid.querySelector('thead th:last-child').getBoundingClientRect().right,"
            " Math.min(...[...grid.querySelectorAll('.grid__lane')].map((one) => one.offsetWidth))]"
        )
        assert hidden <= 1
        assert right <= width
        assert lane >= 60  # pixels: a decision is 52 wide


def test_the_sheet_is_walked_by_keyboard_alone(
    people: People, anybody: tuple[Window, Window]
) -> None:
    page = anybody[0].page
    page.set_viewport_size({"width": 720, "height": 600})  # lanes do not fit: the table scrolls
    page.goto(f"{people.house.address}/{SHEET}")
    page.keyboard.press("Tab")
    assert focused(page) == "Langsung ke isi"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"
    tab_to(page, "Tabel SOP")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"
    for _ in range(8):
        page.keyboard.press("ArrowRight", delay=20)
    page.wait_for_timeout(300)  # it scrolls smoothly
    assert page.evaluate("document.activeElement.scrollLeft") > 0
    expect(page.get_by_text("Geser tabel ke samping")).to_be_visible()
    steps = list(signed("sumbawa").steps)
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("End", -1), ("Home", 0)):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") == f"langkah-{steps[place]}"
        assert page.evaluate(outline) == "solid"
    for _ in range(steps.index("verifikasi")):
        page.keyboard.press("ArrowDown")
    tab_to(page, "ya → langkah 8")  # the ways on of the step one stands on, and of no other
    assert page.evaluate("document.activeElement.offsetParent.offsetWidth") > 100  # seen
    page.keyboard.press("Enter")
    expect(page.locator("tr:target .sop__no")).to_have_text("8")
    page.keyboard.press("ArrowDown")  # the walk goes on from there
    assert page.evaluate("document.activeElement.id") == f"langkah-{steps[8]}"


def test_a_reading_that_is_led_to_unfolds_and_leads_back(
    people: People, anybody: tuple[Window, Window]
) -> None:
    phone = anybody[1]
    phone.page.goto(f"{people.house.address}/{SHEET}")
    assert phone.page.locator(".tafsir").first.is_hidden()
    phone.page.locator("#langkah-verifikasi").get_by_role("link", name="tafsir").click()
    opened = phone.page.locator(".reading[open]")
    expect(opened).to_have_count(1)
    assert list(phone.faults()) == []
    opened.get_by_role("link", name="Ke langkah 6").click()
    expect(phone.page.locator("tr:target .sop__no")).to_have_text("6")


def test_the_page_prints_whole_on_landscape_paper(
    people: People, anybody: tuple[Window, Window]
) -> None:
    page = anybody[0].page
    page.goto(f"{people.house.address}/{SHEET}")
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    text = " ".join(" ".join(one.extract_text() for one in pages).split())
    assert all(one.mediabox.width > one.mediabox.height for one in pages)
    assert text.count("Keyakinan") == len(signed("sumbawa").interpretations)  # folded on the screen
    assert "Ke langkah" not in text


def test_no_row_that_is_led_to_hides_behind_the_names_of_the_lanes(people: People) -> None:
    page = people.page("kasi.sumbawa")
    page.goto(f"{people.house.address}/{SHEET}")
    step = next(one for one in signed("sumbawa").steps.values() if one.printed.no == "9")
    page.goto(f"{people.house.address}/{SHEET}#langkah-{step.id}")
    places = page.evaluate(
        "[document.querySelector('.grid thead').getBoundingClientRect().bottom,"
        " document.querySelector('tr:target').getBoundingClientRect().top]"
    )
    assert places[0] <= places[1] + 1


def test_the_form_is_printed_with_all_its_pages(
    people: People, anybody: tuple[Window, Window]
) -> None:
    page, sop = anybody[0].page, signed("sumbawa")
    page.goto(f"{people.house.address}/{SHEET}")
    paper = page.get_by_role("link", name="Formulir resmi").get_attribute("href")
    answer = page.request.get(f"{people.house.address}{paper}")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'inline; filename="sop-sumbawa-2021.pdf"'
    pages = [one.extract_text() for one in PdfReader(io.BytesIO(answer.body())).pages]
    assert len(pages) == 4
    assert "Halaman 4 dari 4" in pages[-1]
    last = list(sop.steps.values())[-1]
    assert last.printed.title.split()[0] in pages[-1]


def test_an_official_sees_where_time_goes(people: People) -> None:
    page = people.page("kasi.sumbawa")
    page.goto(f"{people.house.address}/sumbawa/register/")
    page.get_by_role("link", name="Waktu tiap langkah").click()
    page.get_by_role("link", name="Semua", exact=True).click()
    expect(page.locator(".heat__most")).to_have_count(1)
    assert page.locator(".heat tbody tr").count() == len(signed("sumbawa").steps)
    both = windows(people, "kasi.sumbawa")
    sound(both, f"{people.house.address}/{SHEET}?tampil=waktu&masa=semua")
    drawn = both[0].page.locator(".heat__most .alur-bagian").text_content()
    assert drawn == both[0].page.locator(".heat__most .heat__share").inner_text()
    sound(both, page.url)
    assert both[1].page.locator(".lane__mark").first.is_visible()  # a chip for each lane
    both[1].page.get_by_text("Sebagai tabel angka").click()
    assert list(both[1].faults()) == []
    close(both)


def test_the_auditor_downloads_the_log_with_names_veiled(people: People) -> None:
    page = people.page("pemeriksa.sumbawa")
    page.goto(f"{people.house.address}/sumbawa/register/")
    page.get_by_role("link", name="Log peristiwa").click()
    page.get_by_label("Sejak").fill("")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Unduh log").click()
    log = coming.value.path().read_text(encoding="utf-8")
    assert coming.value.suggested_filename == "log-sumbawa-disamarkan.xes"
    assert log.rstrip().endswith("</log>")
    assert "Orang 1" in log
    assert "Muhammad Zainuddin" not in log
    page.get_by_label("Sampai dengan").fill("2001-01-01")
    page.get_by_role("button", name="Unduh log").click()
    expect(page.get_by_role("alert")).to_contain_text("Tidak ada permohonan")
