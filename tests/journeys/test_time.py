"""Time on the pages: how much is used, a pause and its give-back, a time set anew, the promise."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.acts import Request, do_step, file_request, open_turn, signed
from tests.journeys.deviating import deviate, find_request, open_case, open_work, said
from tests.journeys.people import People

pytestmark = pytest.mark.browser
MOMENT = re.compile(r"\d{1,2} \w{3} \d{4} \d\d\.\d\d WITA")


def why(page: Page) -> dict[str, str]:
    """Follow “Mengapa?” and read the facts, by their names."""
    page.locator("main a.why").first.click()
    page.wait_for_url("**/tenggat/**")
    rows = page.locator("main dl.facts > div").all()
    return {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows}


def moment(words: str) -> str:
    found = MOMENT.search(words)
    assert found, words
    return found.group()


def test_a_tray_tells_how_much_is_used_and_why(people: People) -> None:
    request = file_request(people, signed("sumbawa"), "sumbawa", "Aplikasi waktu")
    page = people.page("kadis.sumbawa")
    page.goto(request.address(f"tugas/?cari={request.number}"))

    due = page.locator(".tray__due").first.inner_text()
    assert re.search(r"terpakai \d+ % · sisa \d+ hari", due), due

    facts = why(page)
    assert facts["Waktu yang diberikan"].startswith("1 hari kerja")
    assert moment(facts["Tenggat"]) == moment(due)
    assert facts["Dikerjakan"] == "belum"


def test_a_pause_is_seen_and_given_back(people: People) -> None:
    request = find_request(people, "sumbawa", "Jadwal Imunisasi Keliling")
    page = open_work(request, "kasi.sumbawa")
    assert "Ditunda" in page.locator(".time").first.inner_text()
    before = why(page)
    assert "masih berlangsung" in before["Ditunda"]

    page = open_work(request, "kasi.sumbawa")
    deviate(page, "Lanjutkan tugas", "Data sasaran sudah diterima.")

    page = open_case(request, "kasi.sumbawa")
    shown = page.locator(".time").first.inner_text()
    after = why(page)
    assert "Ditunda" not in shown
    assert "Data sasaran" not in after["Ditunda"]
    assert "kerja dikembalikan" in after["Ditunda"]
    assert moment(after["Tanpa jeda"]) == moment(before["Tanpa jeda"])
    assert moment(after["Tenggat"]) == moment(shown)
    assert moment(after["Tenggat"]) != moment(after["Tanpa jeda"])


def test_a_time_that_varies_is_set_anew_and_both_are_kept(people: People) -> None:
    request = file_request(people, signed("buleleng"), "buleleng", "Aplikasi panjang")
    for name in list(request.procedure.steps)[1:8]:
        do_step(
            request, request.procedure.steps[name], "bisa dibuat" if name == "putusan" else None
        )
    before = moment(open_case(request, "kasi.buleleng").locator(".time").first.inner_text())

    set_time(request, "kasi.buleleng", amount="3", unit="bulan", reason="Ada tiga modul lagi.")

    page = open_case(request, "kasi.buleleng")
    assert moment(page.locator(".time").first.inner_text()) != before
    assert "Waktu langkah 9 diubah" in page.locator(".timeline").first.inner_text()
    why(page)
    told = page.locator("main .timeline").inner_text()
    assert told.index("20 hari kerja") < told.index("3 bulan") < told.index("Ada tiga modul lagi.")


def set_time(request: Request, account: str, *, amount: str, unit: str, reason: str) -> None:
    page = open_work(request, account)
    page.locator("details.others > summary").click()
    panel = page.locator("details.others__act", has_text="Ubah waktu langkah ini")
    panel.locator("summary").click()
    panel.locator("[name=lama]").fill(amount)
    panel.locator("[name=satuan]").select_option(label=unit)
    panel.locator("textarea").fill(reason)
    panel.locator("button").click()
    assert "ditetapkan" in said(page)


def test_anybody_with_the_code_reads_the_promise(people: People, browser: Browser) -> None:
    request = file_request(people, signed("sumbawa"), "sumbawa", "Aplikasi janji")
    receipt = people.page("pemohon.sumbawa")
    promised = receipt.locator(".notice", has_text="Perkiraan selesai").inner_text()
    code = receipt.locator(".secret:not(.secret--plain)").first.inner_text()

    stranger = browser.new_context().new_page()
    stranger.goto(request.address("lacak/"))
    stranger.fill("[name=number]", request.number)
    stranger.fill("[name=code]", code)
    stranger.locator("main form button").first.click()

    told = stranger.locator("main").inner_text()
    stranger.context.close()
    assert promised.split("\n")[0] in told
    assert "Mengapa?" not in told


def test_minutes_begin_when_the_work_is_taken(people: People) -> None:
    request = file_request(people, signed("buleleng"), "buleleng", "Aplikasi menit")
    do_step(request, request.procedure.steps["disposisi_kadis"], None)
    page = open_turn(request, "kabid.buleleng")  # one hour, says the SOP
    assert "dihitung sejak dikerjakan" in page.locator(".time").inner_text()

    page.get_by_role("button", name="Ambil tugas ini").click()
    page.locator(".messages").wait_for()

    assert "sisa" in page.locator(".time").inner_text()
