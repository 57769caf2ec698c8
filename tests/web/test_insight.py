"""Pages of measures over many cases: who may open them, what they say, what they refuse."""

import json
from collections.abc import Mapping
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lajur.core.refusals import NotFound
from lajur.queries.actors import actor_of
from lajur.queries.event_logs import Asked, NothingLogged, open_log
from lajur.queries.governments import find_government
from lajur.store.models import PersonRow
from tests.web.desk import Desk, build_desk

pytestmark = pytest.mark.django_db
SHEET = "/sumbawa/sop/sumbawa-2021/"
TIMES, LOG = "/sumbawa/register/waktu/", "/sumbawa/register/log/"
EVERYTHING = {"bentuk": "xes", "nama": "samar"}


@pytest.fixture
def desk(db: None) -> Desk:
    """Rahmat, of the team, inspects as well; Sari administers instead of keeping the register."""
    desk = build_desk()
    people = desk.house.people
    PersonRow.objects.filter(pk=people["Rahmat"]).update(is_auditor=True)
    PersonRow.objects.filter(pk=people["Sari"]).update(is_clerk=False, is_admin=True)
    return desk


def log(client: Client, **asked: str) -> bytes:
    answer = client.get(f"{LOG}unduh/", {**EVERYTHING, **asked})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def statuses(desk: Desk, address: str) -> Mapping[str, int]:
    asked = {who: desk.client(who).get(address) for who in ("Siti", "Budi", "Rahmat", "Sari")}
    return {who: answer.status_code for who, answer in asked.items()}


def test_officials_auditors_and_administrators_see_where_time_goes(desk: Desk) -> None:
    assert statuses(desk, TIMES) == {"Siti": 403, "Budi": 200, "Rahmat": 200, "Sari": 200}
    assert Client().get(TIMES).status_code == 302


def test_before_the_first_request_the_page_says_so_and_offers_all_of_time(desk: Desk) -> None:
    page = desk.client("Budi").get(TIMES).text
    assert "Belum ada yang dapat diukur" in page
    assert "masa=semua" in page
    assert "<table" not in page


def test_every_step_stands_on_its_row_with_what_it_took(desk: Desk) -> None:
    filed = timezone.now() - timedelta(days=30)  # the office was open meanwhile
    desk.complete(desk.house.file(at=filed).case_id, "Budi")
    page = desk.client("Budi").get(TIMES, {"masa": "semua"}).text
    procedure = desk.house.procedure
    assert procedure.title in page
    assert "Menunggu" in page
    assert "Paling banyak waktu" in page
    assert page.count('class="batang"') >= 2
    assert page.count('id="langkah-') == page.count('class="sop__no"')
    assert "Sebagai tabel angka" in page


def test_the_page_costs_the_same_statements_for_one_case_and_for_several(desk: Desk) -> None:
    client = desk.client("Budi")
    counts = []
    for _ in range(2):
        for _ in range(3):
            desk.complete(desk.file(), "Budi")
        client.get(TIMES)
        with CaptureQueriesContext(connection) as seen:
            client.get(TIMES)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 9


def test_the_sheet_itself_shows_where_time_goes_to_those_permitted(desk: Desk) -> None:
    case = desk.house.file(at=timezone.now() - timedelta(days=30)).case_id
    desk.complete(case, "Budi")
    asked = {"tampil": "waktu", "masa": "semua"}
    page = desk.client("Budi").get(SHEET, asked).text
    row = page.split('id="langkah-disposisi_kadis"')[1].split("</tr>")[0]
    assert 'class="alur-bagian" y="4">100\N{NO-BREAK SPACE}%</text>' in row  # in the symbol
    assert '<span class="num">100\N{NO-BREAK SPACE}%</span>' in row
    assert "tint-4 heat__most" in page
    assert '<span class="num">1×</span>' in row
    assert "1 dari 1" in row  # late
    assert "Waktu baku</dt><dd>1 hari kerja" in row
    assert "Menunggu" not in row  # nobody took it in hand: nothing is known apart
    assert 'id="tafsir' in page
    assert "alur-bagian" not in desk.client("Budi").get(SHEET).text
    assert "alur-bagian" not in desk.client("Siti").get(SHEET, asked).text


def test_a_sheet_that_never_ran_says_so_and_keeps_the_way_back(desk: Desk) -> None:
    page = desk.client("Budi").get(SHEET, {"tampil": "waktu"}).text
    assert "Belum ada yang dapat diukur" in page
    assert "?tampil=waktu&amp;masa=semua" in page
    assert f'href="{SHEET}#tabel"' in page


def test_measures_on_the_sheet_cost_the_same_for_one_case_and_for_several(desk: Desk) -> None:
    client, counts = desk.client("Budi"), []
    for _ in range(2):
        for _ in range(3):
            desk.complete(desk.file(), "Budi")
        client.get(SHEET, {"tampil": "waktu"})
        with CaptureQueriesContext(connection) as seen:
            client.get(SHEET, {"tampil": "waktu"})
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 10


def test_an_sop_of_nobody_here_is_not_found(desk: Desk) -> None:
    build_desk("bima")
    assert desk.client("Budi").get(TIMES, {"sop": "tidak-ada"}).status_code == 404
    assert desk.client("Budi").get("/bima/register/waktu/").status_code == 404


def test_only_auditor_and_administrator_may_have_the_log(desk: Desk) -> None:
    desk.file()
    for address in (LOG, f"{LOG}unduh/?bentuk=xes"):
        assert statuses(desk, address) == {"Siti": 403, "Budi": 403, "Rahmat": 200, "Sari": 200}
    government = find_government("sumbawa")
    assert government is not None
    actor = actor_of(desk.house.people["Budi"], government="sumbawa", at=timezone.now())
    with pytest.raises(NotFound):
        open_log(Asked(format="xes"), actor=actor, government=government)


@pytest.mark.parametrize("form", ["xes", "ocel"])
def test_the_log_is_the_one_of_the_command_and_hides_names_unless_asked(
    desk: Desk, form: str
) -> None:
    desk.complete(desk.file(), "Budi")
    auditor = desk.client("Rahmat")
    hidden, plain = log(auditor, bentuk=form), log(auditor, bentuk=form, nama="asli")
    ElementTree.fromstring(hidden) if form == "xes" else json.loads(hidden)
    assert b"Budi" not in hidden
    assert b"Budi" in plain
    assert b"Budi" not in b"".join(
        auditor.get(f"{LOG}unduh/", {"bentuk": form}).streaming_content  # type: ignore[attr-defined]
    )


def test_the_page_says_what_of_a_person_stays_in_a_log_without_names(desk: Desk) -> None:
    desk.complete(desk.file(), "Budi")
    auditor = desk.client("Rahmat")
    page = auditor.get(LOG).text
    assert "pelaksana menurut SOP, seperti “Kepala Dinas Kominfo”, tetap tertulis" in page
    assert b'<string key="org:group" value="Kepala Dinas' in log(auditor)
    assert b"org:role" not in log(auditor)


def test_the_log_is_sent_piece_by_piece_under_a_name_that_says_what_it_is(desk: Desk) -> None:
    desk.file()
    desk.file()
    answer = desk.client("Rahmat").get(f"{LOG}unduh/", {**EVERYTHING, "sejak": "2020-01-01"})
    assert answer.streaming
    named = 'attachment; filename="log-sumbawa-2020-01-01-disamarkan.xes"'
    assert answer["Content-Disposition"] == named
    assert len(list(answer.streaming_content)) > 3  # type: ignore[attr-defined]


def test_a_period_without_requests_is_refused_in_a_sentence(desk: Desk) -> None:
    assert NothingLogged.code == "nothing_logged"
    answer = desk.client("Rahmat").get(f"{LOG}unduh/", {**EVERYTHING, "sampai": "2001-01-01"})
    assert answer.status_code == 422
    assert "Tidak ada permohonan pada masa itu" in answer.text
    assert 'value="2001-01-01"' in answer.text  # what was typed is kept


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"sejak": "2026-02-02", "sampai": "2026-02-01"}, "Hari terakhir mendahului"),
        ({"sejak": "kemarin"}, "Tulis tanggal seperti"),
        ({"sejak": "0001-01-01"}, "di luar masa"),
        ({"sampai": "9999-12-31"}, "di luar masa"),
        ({"bentuk": "csv"}, "Pilih XES atau OCEL 2.0"),
        ({"nama": "ya"}, "Pilih apakah nama disamarkan"),
        ({"permohonan": "semua"}, "Pilih permohonan mana yang ikut"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(
    desk: Desk, asked: dict[str, str], sentence: str
) -> None:
    answer = desk.client("Rahmat").get(f"{LOG}unduh/", {**EVERYTHING, **asked})
    assert answer.status_code == 422
    assert sentence in answer.text
