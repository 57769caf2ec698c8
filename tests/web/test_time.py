"""Time on the pages: due, used, why, and a variable time set anew."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lajur.services import work_items as services
from lajur.store.models import PersonRow
from tests.services.house import build
from tests.services.timed import Days, timed
from tests.web.desk import fields_of


@pytest.fixture
def days(db: None) -> Days:
    """A request filed an hour ago, which waits for the head of office."""
    house = timed(build())
    began = timezone.now() - timedelta(hours=1)
    return Days(house, house.file(at=began).case_id, at=timezone.now())


def browser(days: Days, who: str) -> Client:
    client = Client()
    client.force_login(PersonRow.objects.get(pk=days.house.people[who]))
    return client


def address(days: Days, rest: str) -> str:
    return f"/{days.house.slug}/{rest}"


def reach(days: Days, step: str) -> int:
    while days.item().step != step or days.item().kind != "step":
        days.complete()
    return int(days.item().number)


def panel(days: Days, number: int, who: str, **typed: str) -> tuple[int, str]:
    """Fill the panel for the time of this step; the status and what is shown then."""
    work = address(days, f"tugas/{days.case}/{number}/")
    act, client = f"{work}tetapkan-waktu/", browser(days, who)
    answer = client.post(act, {**fields_of(client.get(work), act), **typed})
    return answer.status_code, answer.content.decode()


def test_the_tray_tells_by_word_and_shape(days: Days) -> None:
    shown = browser(days, "Budi").get(address(days, "tugas/")).content.decode()

    assert "chip--begin" in shown
    assert "#begin" in shown
    assert "Belum dikerjakan" in shown
    assert "15 menit kerja, dihitung sejak dikerjakan" in shown
    assert f'href="/{days.house.slug}/berkas/{days.case}/tenggat/2/"' in shown


def test_the_page_explains_and_the_history_links_to_it(days: Days) -> None:
    number = reach(days, "bangun")
    client = browser(days, "Dewi")

    shown = client.get(address(days, f"berkas/{days.case}/tenggat/{number}/")).content.decode()
    assert "Cara menghitungnya" in shown
    assert "1 minggu" in shown
    case = client.get(address(days, f"berkas/{days.case}/")).content.decode()
    assert "waktu baku 2 jam kerja: tidak dinilai" in case
    assert f"/berkas/{days.case}/tenggat/{number}/" in case


@pytest.mark.parametrize("who", ["Umar", "Wayan"])
def test_who_has_no_part_in_the_case_finds_no_page(days: Days, who: str) -> None:
    answer = browser(days, who).get(address(days, f"berkas/{days.case}/tenggat/2/"))
    assert answer.status_code == 404


def test_work_that_never_was_has_no_page(days: Days) -> None:
    answer = browser(days, "Budi").get(address(days, f"berkas/{days.case}/tenggat/99/"))
    assert answer.status_code == 404


def test_a_variable_time_is_set_anew_on_its_page(days: Days) -> None:
    number, before = reach(days, "bangun"), days.item().due_at

    status, _ = panel(days, number, "Sari", lama="2", satuan="bulan", alasan="Lebih besar.")

    assert status == 302
    assert before is not None
    assert days.item().due_at > before


def test_what_was_typed_stays_when_it_cannot_be(days: Days) -> None:
    number = reach(days, "bangun")

    status, shown = panel(days, number, "Sari", lama="7", satuan="bulan", alasan="")
    assert status == 422
    assert "Tuliskan alasannya." in shown
    assert 'name="lama" value="7"' in shown

    status, shown = panel(days, number, "Sari", lama="9999", satuan="bulan", alasan="Lama.")
    assert status == 422
    assert "Paling lama 60 bulan." in shown


def test_who_may_not_set_a_time_is_not_offered_to(days: Days) -> None:
    number = reach(days, "bangun")
    work = address(days, f"tugas/{days.case}/{number}/")

    assert "tetapkan-waktu" in browser(days, "Dewi").get(work).content.decode()
    assert "tetapkan-waktu" not in browser(days, "Rahmat").get(work).content.decode()


def test_a_pause_is_told_on_the_case_page(days: Days) -> None:
    days.do(services.suspend_work_item, days.item(), text="Menunggu anggaran.")
    shown = browser(days, "Budi").get(address(days, f"berkas/{days.case}/")).content.decode()

    assert "chip--wait" in shown
    assert "Perkiraan selesai" in shown
