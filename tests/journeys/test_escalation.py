"""A late step escalates: those above the performer see it, and the office decides who and when."""

import time

import pytest
from playwright.sync_api import Page

from tests.journeys.people import People

pytestmark = pytest.mark.browser
PATIENCE = 75.0  # seconds; a worker looks every half minute
LATE = "Integrasi Data Kependudukan dengan Layanan Kecamatan"  # of the demo, late by days


def escalations(page: Page, people: People) -> list[str]:
    """The notices about somebody else's late work on the case."""
    page.goto(f"{people.house.address}/cirebon/pemberitahuan/")
    lines = page.locator("main .line", has_text=LATE).all()
    return [line.inner_text() for line in lines if "pelaksana" in line.inner_text()]


def test_the_superior_hears_of_late_work_and_finds_it(people: People) -> None:
    page = people.page("aplikasi.cirebon")
    told = escalations(page, people)
    assert told
    assert "Terlambat" in told[0]
    assert "hari kerja" in told[0]

    page.locator("main .line", has_text=LATE).locator("a").first.click()
    page.wait_for_load_state()
    assert LATE in page.locator("main").inner_text()


def test_a_rule_the_administrator_adds_escalates_by_itself(people: People) -> None:
    superior = people.page("aplikasi.cirebon")
    before = len(escalations(superior, people))
    page = people.page("admin.cirebon")
    page.goto(f"{people.house.address}/cirebon/kelola/pengingat/")
    form = page.locator("main form:has(input[name=moment])")
    form.get_by_label("Setelah tenggat").check()
    form.get_by_label("Berapa lama").fill("2")
    form.get_by_label("Satuan").select_option("jam")
    form.get_by_label("Atasan pelaksana").check()
    form.get_by_role("button", name="Tambah aturan").click()
    assert "2 jam kerja setelah tenggat, beri tahu atasan" in page.locator("main").inner_text()

    deadline = time.monotonic() + PATIENCE
    while (told := len(escalations(superior, people))) == before and time.monotonic() < deadline:
        time.sleep(1)
    assert told == before + 1

    page.goto(f"{people.house.address}/cirebon/kelola/pengingat/riwayat/")
    newest = page.locator("main tbody tr", has_text=LATE).first.inner_text()
    assert "2 jam kerja setelah tenggat" in newest
