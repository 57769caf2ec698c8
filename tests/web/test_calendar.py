"""The pages of the office calendar, as administrators and officials use them."""

import re
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from lajur.services.calendars.provide import provide_calendar
from lajur.store.models import (
    CalendarDayRow,
    DeadlineChangeRow,
    GovernmentRow,
    OfficeEventRow,
    OfficeHoursRow,
)
from tests.web.test_offices import hidden, send, text
from tests.web.world import World

CALENDAR = "kelola/kalender/"
PAGES = (
    CALENDAR,
    CALENDAR + "?tahun=2015",
    CALENDAR + "?tahun=2060",
    CALENDAR + "?tahun=99999",
    CALENDAR + "tambah/",
    CALENDAR + "tambah/?tanggal=2026-12-24",
    CALENDAR + "muat/",
    CALENDAR + "hari/2026-12-25/",
    CALENDAR + "hari/2026-12-24/",
    CALENDAR + "hari/2026-11-23/",
    CALENDAR + "jam/",
    CALENDAR + "jam/sepekan/",
    CALENDAR + "jam/musiman/",
    CALENDAR + "riwayat/",
    "kalender/",
    "kalender/?tahun=2027",
)
DAY = {
    "name": "Hari Jadi Kabupaten",
    "kind": "libur_daerah",
    "first": "2027-01-22",
    "last": "",
    "source": "SE Bupati 12/2026",
    "stops_clock": "on",
}
WEEK = {f"hari{number}": "08:00-12:00, 13:00-16:30" for number in range(5)}


@pytest.fixture
def world(sumbawa: World) -> World:
    """An office with a calendar of its own."""
    provide_calendar(sumbawa.government, at=timezone.now())
    return sumbawa


@pytest.fixture
def wayan(world: World) -> Client:
    return world.client("wayan")


def agree(client: Client, asking: HttpResponse, url: str, **more: str) -> HttpResponse:
    """Send the page of consequences, as it stands."""
    return client.post(url, hidden(asking) | more)  # type: ignore[return-value]


def add(client: Client, world: World, **typed: Any) -> HttpResponse:
    """Add a day and agree to what follows."""
    url = world.url(CALENDAR + "tambah/")
    asking = send(client, url, **{**DAY, **typed})
    assert asking.status_code == 200, text(asking)
    return agree(client, asking, url)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_and_without_a_calendar_of_its_own(page: str, sumbawa: World) -> None:
    client = sumbawa.client("wayan")
    assert client.get(sumbawa.url(page)).status_code == 200
    provide_calendar(sumbawa.government, at=timezone.now())
    assert client.get(sumbawa.url(page)).status_code == 200


@pytest.mark.parametrize("day", ["2026-02-30", "besok", "1999-01-01", "2061-01-01"])
def test_a_day_that_is_none_is_not_found(day: str, wayan: Client, world: World) -> None:
    assert wayan.get(world.url(f"{CALENDAR}hari/{day}/")).status_code == 404


def test_the_year_tells_every_day_off_with_kind_and_source(wayan: Client, world: World) -> None:
    page = text(wayan.get(world.url("kalender/?tahun=2026")))
    assert "Jumat, 25 Desember 2026" in page
    assert "Hari Raya Natal" in page
    assert "SKB Tiga Menteri" in page
    assert "(holidays" not in page  # what collected them is no law; the rows keep it
    assert page.count("hari kerja</span>") == 12


def test_nothing_is_done_before_its_consequences_were_shown(wayan: Client, world: World) -> None:
    asking = send(wayan, world.url(CALENDAR + "tambah/"), **DAY)
    assert "Belum ada yang berubah" in text(asking)
    assert "Hari Jadi Kabupaten" in text(asking)
    with scope(government=world.government):
        assert not CalendarDayRow.objects.filter(day=date(2027, 1, 22)).exists()


def test_a_day_is_added_and_stands_in_year_journal_and_history(wayan: Client, world: World) -> None:
    answer = add(wayan, world)
    assert answer.status_code == 302
    history = text(wayan.get(answer.headers["Location"]))
    assert "Kalender disimpan sebagai versi 2." in history
    assert "22 Januari 2027" in history
    assert "SE Bupati 12/2026" in history
    assert "Hari Jadi Kabupaten" in text(wayan.get(world.url("kalender/?tahun=2027")))
    assert "Hari Jadi Kabupaten" in text(wayan.get(world.url("kelola/riwayat/")))


def test_everything_typed_is_kept_when_something_is_missing(wayan: Client, world: World) -> None:
    answer = send(wayan, world.url(CALENDAR + "tambah/"), **{**DAY, "source": ""})
    assert answer.status_code == 422
    assert "Isi dasarnya" in text(answer)
    assert 'value="Hari Jadi Kabupaten"' in text(answer)
    assert 'value="2027-01-22"' in text(answer)


def test_a_day_that_is_there_already_is_told_in_the_form(wayan: Client, world: World) -> None:
    add(wayan, world)
    answer = send(wayan, world.url(CALENDAR + "tambah/"), **DAY)
    assert answer.status_code == 422
    assert "sudah tercatat di kalender" in text(answer)


def test_the_second_of_two_administrators_is_told_and_loses_nothing_typed(
    wayan: Client, world: World
) -> None:
    url = world.url(CALENDAR + "tambah/")
    first = send(wayan, url, **DAY)
    second = send(wayan, url, **{**DAY, "first": "2027-02-02", "name": "Pemilihan"})
    agree(wayan, first, url)
    answer = agree(wayan, second, url)
    assert answer.status_code == 422
    assert "diubah oleh Wayan Sudira" in text(answer)
    assert 'value="Pemilihan"' in text(answer)


def test_the_button_pressed_twice_changes_once(wayan: Client, world: World) -> None:
    url = world.url(CALENDAR + "tambah/")
    keys = hidden(send(wayan, url, **DAY))
    assert [wayan.post(url, keys).status_code for _ in range(2)] == [302, 302]
    world.government.refresh_from_db()
    assert world.government.calendar_version == 2


def test_a_day_is_withdrawn_with_a_reason(wayan: Client, world: World) -> None:
    url = world.url(CALENDAR + "hari/2026-12-24/")
    refused = send(wayan, url, aksi="cabut:cuti_bersama", source="")
    assert refused.status_code == 422
    asking = send(wayan, url, aksi="cabut:cuti_bersama", source="SE Menpan 9/2026")
    assert agree(wayan, asking, url).status_code == 302
    page = text(wayan.get(url))
    assert "tidak tercatat sebagai hari libur" in page
    assert "Sebelumnya" in page


def test_an_office_may_work_through_a_day(wayan: Client, world: World) -> None:
    url = world.url(CALENDAR + "hari/2026-12-24/")
    asking = send(wayan, url, aksi="waktu:cuti_bersama", source="Layanan tetap buka")
    assert agree(wayan, asking, url).status_code == 302
    assert "kantor tetap bekerja" in text(wayan.get(url))


def test_an_act_on_a_kind_the_day_does_not_have_is_not_found(wayan: Client, world: World) -> None:
    url = world.url(CALENDAR + "hari/2026-12-24/")
    for action in ("cabut:libur_daerah", "hapus:cuti_bersama", ""):
        assert send(wayan, url, aksi=action, source="x").status_code == 404


def test_a_year_that_is_complete_says_so(wayan: Client, world: World) -> None:
    answer = send(wayan, world.url(CALENDAR + "muat/"), what="nasional", year="2026", source="")
    assert answer.status_code == 422
    assert "kalender sudah seperti itu" in text(answer)


def test_a_year_without_its_decree_says_what_to_do(wayan: Client, world: World) -> None:
    answer = send(wayan, world.url(CALENDAR + "muat/"), what="nasional", year="2050", source="")
    assert "Perbarui Lajur" in text(answer)


def test_balinese_days_need_their_circular(wayan: Client, world: World) -> None:
    url = world.url(CALENDAR + "muat/")
    answer = send(wayan, url, what="bali", year="2026", source="")
    assert "Isi nomor surat edarannya" in text(answer)
    asking = send(wayan, url, what="bali", year="2026", source="SE Gubernur Bali 1/2025")
    assert "Galungan" in text(asking)
    assert agree(wayan, asking, url).status_code == 302


def test_hours_are_read_while_they_are_typed(wayan: Client, world: World) -> None:
    url, script = world.url(CALENDAR + "jam/sepekan/"), {"X-Requested-With": "lajur"}
    answer = text(wayan.get(url, WEEK, headers=script))
    assert "37 jam 30 menit" in answer
    assert "Sesuai Perpres 21/2023" in answer
    assert "<html" not in answer
    answer = text(wayan.get(url, {**WEEK, "hari4": "07.00-11.30"}, headers=script))
    assert "34 jam 30 menit" in answer
    assert "Perpres 21/2023: 37 jam 30 menit" in answer
    answer = text(wayan.get(url, {**WEEK, "hari2": "pagi"}, headers=script))
    assert "Rabu: “pagi”" in answer


def test_a_week_is_set_after_showing_it(wayan: Client, world: World) -> None:
    url = world.url(CALENDAR + "jam/sepekan/")
    asking = send(wayan, url, **WEEK, source="Perbup 7/2026")
    assert "Mulai berlaku" in text(asking)
    assert agree(wayan, asking, url).status_code == 302
    assert "08:00-12:00, 13:00-16:30" in text(wayan.get(world.url(CALENDAR + "jam/")))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"hari0": "16:00-08:00"}, "harus sesudah jam mulai"),
        ({"hari0": "08:00-12:00, 11:00-13:00"}, "sesudah jam sebelumnya"),
        ({f"hari{number}": "" for number in range(5)}, "paling sedikit satu hari"),
    ],
)
def test_hours_that_cannot_be_are_told_where_they_stand(
    typed: dict[str, str], told: str, wayan: Client, world: World
) -> None:
    url = world.url(CALENDAR + "jam/sepekan/")
    answer = send(wayan, url, **{**WEEK, **typed}, source="Perbup 7/2026")
    assert answer.status_code == 422
    assert told in text(answer)


def season_of(world: World, **where: object) -> OfficeHoursRow:
    with scope(government=world.government):
        return OfficeHoursRow.objects.get(until_version=None, **where)


def test_a_season_is_added_changed_and_withdrawn(wayan: Client, world: World) -> None:
    url = world.url(CALENDAR + "jam/musiman/")
    typed = {**WEEK, "name": "Jam piket", "first": "2026-12-28", "last": "2026-12-31"}
    asking = send(wayan, url, **typed, source="SE Sekda 4/2026")
    assert agree(wayan, asking, url).status_code == 302

    row = season_of(world, name="Jam piket")
    url = world.url(f"{CALENDAR}jam/musiman/{row.pk}/")
    page = text(wayan.get(url))
    assert 'value="2026-12-28"' in page
    changed = {**typed, "last": "2026-12-30", "source": "SE Sekda 5/2026"}
    asking = wayan.post(url, hidden(wayan.get(url)) | changed)
    assert agree(wayan, asking, url).status_code == 302

    row = season_of(world, name="Jam piket", last=date(2026, 12, 30))
    url = world.url(f"{CALENDAR}jam/musiman/{row.pk}/")
    refused = send(wayan, url, aksi="cabut", source="")
    assert refused.status_code == 422
    asking = send(wayan, url, aksi="cabut", source="Tidak jadi")
    assert agree(wayan, asking, url).status_code == 302
    assert wayan.get(url).status_code == 404


def test_seasons_that_overlap_are_told(wayan: Client, world: World) -> None:
    url = world.url(CALENDAR + "jam/musiman/")
    typed = {**WEEK, "name": "Lain", "first": "2027-02-10", "last": "2027-02-12", "source": "SE 1"}
    answer = send(wayan, url, **typed)
    assert "Satu hari hanya punya satu jam kerja" in text(answer)


def test_what_was_moved_is_listed_old_and_new(wayan: Client, world: World) -> None:
    with scope(government=world.government):
        act = OfficeEventRow.objects.get(kind="calendar_provided")
    url = world.url(f"{CALENDAR}riwayat/{act.seq}/")
    assert "Tidak ada tenggat yang bergeser" in text(wayan.get(url))
    with scope(government=world.government):
        assert not DeadlineChangeRow.objects.exists()
    assert wayan.get(world.url(f"{CALENDAR}riwayat/999/")).status_code == 404


def test_officials_read_the_calendar_and_find_it_at_the_foot(world: World) -> None:
    budi = world.client("budi")
    assert world.url("kalender/") in text(budi.get(world.url("tugas/")))
    page = text(budi.get(world.url("kalender/?tahun=2026")))
    assert "Tambah hari" not in page
    assert not re.search(r'href="[^"]*kelola', page)


def test_a_calendar_that_runs_out_is_told_where_it_is_managed(wayan: Client, world: World) -> None:
    with scope(government=world.government):
        CalendarDayRow.objects.filter(day__year__gte=timezone.now().year + 1).delete()
    for page in ("kelola/", CALENDAR):
        assert "Isi daftar tahun" in text(wayan.get(world.url(page)))


def test_a_neighbour_s_calendar_is_its_own(world: World, cirebon: World) -> None:
    wayan = world.client("wayan")
    add(wayan, world)
    assert GovernmentRow.objects.get(pk=cirebon.government.pk).calendar_version == 0
    page = text(cirebon.client("wayan").get(cirebon.url("kalender/?tahun=2027")))
    assert "Hari Jadi Kabupaten" not in page
