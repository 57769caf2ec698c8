"""A head is away: an administrator names a substitute, who acts; afterwards all is back."""

import pytest
from playwright.sync_api import Page

from tests.journeys.acts import Request, file_request, fill_step, open_turn, send, signed
from tests.journeys.deviating import act_of, has_turn
from tests.journeys.people import People

pytestmark = pytest.mark.browser
HEAD, INSTEAD = "Lalu Hasbi", "Rizky Ardiansyah"


def choose(page: Page, name: str, person: str) -> None:
    """Pick the person whose entry in this list has the name in it."""
    option = page.locator(f"select[name={name}] option", has_text=person).first
    page.select_option(f"select[name={name}]", option.get_attribute("value"))


def absences(people: People) -> Page:
    page = people.page("admin.sumbawa")
    page.goto(f"{people.house.address}/sumbawa/kelola/")
    page.get_by_role("link", name="Ketidakhadiran").click()
    return page


def record(people: People) -> str:
    """The head is away today, and replaced; give what the administrator was shown before."""
    page = absences(people)
    choose(page, "orang", HEAD)
    page.get_by_role("button", name="Catat").click()
    page.fill("input[name=until]", page.input_value("input[name=since]"))
    choose(page, "substitute", INSTEAD)
    page.fill("input[name=decree]", "800.1.11.1/99/2026")
    page.get_by_role("button", name="Periksa").click()
    shown = page.locator("main").inner_text()
    page.get_by_role("button", name="Ya, catat").click()
    page.locator(".messages").wait_for()
    return shown


def end(people: People) -> None:
    page = absences(people)
    line = page.locator("li.line", has_text=INSTEAD).first
    line.get_by_role("button", name="Akhiri sekarang").click()
    page.locator(".messages").wait_for()


def test_a_substitute_acts_and_afterwards_the_work_is_back(people: People) -> None:
    done, taken = (
        file_request(people, signed("sumbawa"), "sumbawa", f"Aplikasi pengganti {number}")
        for number in (1, 2)
    )
    assert not has_turn(done, "analis.sumbawa")

    shown = record(people)
    assert "Plh. Kepala Dinas" in shown
    assert "tugas yang terbuka sekarang" in shown

    page = open_turn(done, "analis.sumbawa")
    assert "tercatat sebagai Plh. Kepala Dinas" in page.locator("main").inner_text()
    fill_step(page, None, "Mohon ditindaklanjuti.")
    send(page)
    assert_told_who(done, "Rizky Ardiansyah, S.Kom., Plh. Kepala Dinas")

    page = open_turn(taken, "analis.sumbawa")
    page.get_by_role("button", name="Ambil tugas ini").click()
    page.locator(".messages").wait_for()
    head = people.page("kadis.sumbawa")
    head.goto(taken.address("tugas/"))
    assert "Anda tercatat tidak di tempat" in head.locator("main").inner_text()

    end(people)
    assert not has_turn(taken, "analis.sumbawa")
    page = open_turn(taken, "kadis.sumbawa")
    assert "oleh Anda" in page.locator("main").inner_text()
    fill_step(page, None, "Mohon ditindaklanjuti.")
    send(page)
    assert_told_who(taken, "Lalu Hasbi Ramadhan, S.STP., M.M., Kepala Dinas")
    assert people.house.verify().returncode == 0


def assert_told_who(request: Request, who: str) -> None:
    """The history of the case names who did the last step, in which capacity."""
    assert who in act_of(request, "registrar.sumbawa", "Langkah 2 selesai").inner_text()
