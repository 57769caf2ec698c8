"""The administrator adds a day off: the tray moves, “Mengapa?” says so, and it can be undone."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page

from tests.journeys.acts import file_request, signed
from tests.journeys.people import People
from tests.journeys.test_time import moment, why

pytestmark = pytest.mark.browser
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
NAME = "Hari jadi kabupaten"


def day_of(words: str) -> date:
    """ "24 Nov 2026 16.00 WITA"."""
    day, month, year = words.split()[:3]
    return date(int(year), MONTHS.index(month) + 1, int(day))


def counts(page: Page) -> dict[str, int]:
    """How many deadlines would move, by direction."""
    rows = page.locator("dl.moves > div").all()
    return {row.locator("dt").inner_text(): int(row.locator("dd").inner_text()) for row in rows}


def test_a_day_off_is_added_the_tray_moves_and_it_is_withdrawn_again(people: People) -> None:
    request = file_request(people, signed("sumbawa"), "sumbawa", "Aplikasi libur")
    tray, admin = people.page("kadis.sumbawa"), people.page("admin.sumbawa")

    def due() -> str:
        tray.goto(request.address(f"tugas/?cari={request.number}"))
        return moment(tray.locator(".tray__due").first.inner_text())

    before = due()
    day = day_of(before)
    add(admin, request.address("kelola/kalender/tambah/"), day)
    assert counts(admin)["Lebih lambat"] >= 1
    assert counts(admin)["Lebih awal"] == 0
    admin.get_by_role("button", name="Ya, simpan").click()
    admin.locator(".messages").wait_for()

    assert day_of(due()) > day
    assert NAME in str(why(tray))
    assert "Bergeser karena kalender kantor berubah" in tray.locator("main").inner_text()

    withdraw(admin, request.address(f"kelola/kalender/hari/{day.isoformat()}/"))
    assert counts(admin)["Lebih awal"] >= 1
    admin.get_by_role("button", name="Ya, simpan").click()
    assert "menjadi lebih awal" in admin.locator("#galat").inner_text()
    admin.check("[name=lebih_awal]")
    admin.get_by_role("button", name="Ya, simpan").click()
    admin.locator(".messages").wait_for()

    assert due() == before
    tray.goto(request.address("pemberitahuan/"))
    assert re.search(r"[Tt]enggat.*(semula|lebih awal)", tray.locator("main").inner_text())


def add(page: Page, address: str, day: date) -> None:
    page.goto(address)
    page.fill("[name=name]", NAME)
    page.fill("[name=first]", day.isoformat())
    page.fill("[name=source]", "SE Bupati 100.3.4/12/2026")
    page.get_by_role("button", name="Lihat akibatnya").click()
    page.locator("dl.moves").wait_for()


def withdraw(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("main details > summary").click()
    page.locator("[name=source]").fill("Tetap hari kerja")
    page.get_by_role("button", name="Cabut dari kalender").click()
    page.locator("dl.moves").wait_for()


def test_hours_are_summed_while_they_are_typed(people: People) -> None:
    page = people.page("admin.sumbawa")
    page.goto(f"{people.house.address}/sumbawa/kelola/kalender/jam/sepekan/")
    total = page.locator("#jumlah-jam")
    assert "37 jam 30 menit" in total.inner_text()
    page.fill("[name=hari5]", "08.00-12.00")
    page.locator("#jumlah-jam", has_text="41 jam 30 menit").wait_for()
    page.fill("[name=hari5]", "besok")
    page.locator("#jumlah-jam", has_text="Sabtu").wait_for()
