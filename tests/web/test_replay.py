"""A case replayed through another's SOP: who may read it, what it tells, what it costs."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lajur.core.access import Role
from lajur.core.procedure.writer import write
from lajur.services.procedures import publish_procedure
from tests.core.comparing.papers import long_way
from tests.web.desk import Desk, build_desk
from tests.web.world import World, build_world

pytestmark = pytest.mark.django_db
THROUGH = {"dengan": "cirebon/cirebon-2019"}


@pytest.fixture
def desk(db: None) -> Desk:
    return build_desk()


def page(desk: Desk, case_id: int, who: str, **asked: str) -> str:
    answer = desk.client(who).get(desk.url(case_id, None, "sop-lain/"), asked)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def test_the_case_page_leads_there_and_others_can_be_chosen(desk: Desk, cirebon: World) -> None:
    case_id = desk.file()
    address = desk.url(case_id, None, "sop-lain/")
    assert f'href="{address}"' in desk.client("Wayan").get(desk.url(case_id)).text
    shown = page(desk, case_id, "Wayan")
    assert '<option value="cirebon/cirebon-2019"' in shown
    assert f'<option value="{desk.house.slug}/' not in shown  # not through its own


def test_what_was_done_is_known_again_under_another_name(desk: Desk, cirebon: World) -> None:
    case_id = desk.file()
    desk.reach(case_id, "verifikasi")
    shown = page(desk, case_id, "Wayan", **THROUGH)
    assert "Menurut SOP Kabupaten Cirebon, berkas ini dapat melalui 15 langkah." in shown
    assert "sudah dikerjakan di sini: 5; belum dikerjakan: 3; tidak ada padanannya: 7." in shown
    assert "langkah 5: " in shown  # the analysis, beside theirs
    assert "Berkas ini sudah berjalan" in shown


def test_decisions_that_only_the_other_takes_are_not_made_up(desk: Desk, cirebon: World) -> None:
    shown = page(desk, desk.file(), "Wayan", **THROUGH)
    assert "bagaimana keputusan ini akan diambil: langkah 4." in shown
    assert "kira-kira 0,3 hari kerja (belum termasuk 1 langkah tanpa waktu) sampai" in shown
    assert "<strong>kira-kira 72,4 hari kerja</strong>" in shown


def test_a_closed_case_says_what_it_took(desk: Desk, cirebon: World) -> None:
    case_id = desk.file()
    desk.reach(case_id, "verifikasi")
    desk.complete(case_id, "Wayan", outcome="tidak", text="Anggaran belum ada.")
    desk.complete(case_id, "Wayan")
    shown = page(desk, case_id, "Wayan", **THROUGH)
    assert "sejak diajukan sampai ditutup" in shown
    assert "tidak sampai dikerjakan di sini" in shown
    assert "Anggaran belum ada." not in shown  # steps and outcomes only, no words of people


def publish(desk: Desk, source: str) -> None:
    """Another version of the house's SOP, for the cases to come."""
    setter = replace(desk.house.actor("Wayan"), roles=frozenset({Role.ADMIN}))
    publish_procedure(source=source.encode(), transcript="", actor=setter, at=timezone.now())


AUTOMATIC = """
  - id: tercatat
    no: "3a"
    kegiatan: Permohonan tercatat dalam agenda Dinas
    pelaksana: kabid
    otomatis: ya
    lanjut: bentuk_tim
"""


def test_what_the_system_passed_counts_as_done(desk: Desk) -> None:
    """Nobody is asked about an automatic row, and yet the case has it behind it."""
    source = desk.house.procedure.source
    head, row, rest = source.partition("  - id: bentuk_tim")
    head = head.replace("lanjut: bentuk_tim", "lanjut: tercatat")
    publish(desk, f"{head}{AUTOMATIC.lstrip(chr(10))}\n{row}{rest}")
    case_id = desk.file()
    desk.reach(case_id, "bentuk_tim")
    own = f"{desk.house.slug}/{desk.house.procedure.key}"
    shown = page(desk, case_id, "Wayan", dengan=own)
    assert "sudah dikerjakan di sini: 4; belum dikerjakan: 14; tidak ada padanannya: 0." in shown


def test_decisions_that_fit_no_way_there_are_not_said_to_be_too_many(desk: Desk) -> None:
    """Granted, sent back to the analysis, and refused then: there nothing leads back so far."""
    there = build_world("lombok")
    back = "{hasil: tidak, ke: %s, alasan: wajib}"
    publish(desk, desk.house.procedure.source.replace(back % "pengembangan", back % "analisis"))
    case_id = desk.file()
    desk.reach(case_id, "tanggapan_hasil")
    desk.complete(case_id, "Siti", outcome="tidak", text="Bukan ini yang diminta.")
    desk.reach(case_id, "verifikasi")
    desk.complete(case_id, "Wayan", outcome="tidak", text="Anggaran belum ada.")
    shown = page(desk, case_id, "Wayan", dengan=f"{there.slug}/sumbawa-2021")
    assert "Tidak ada jalan SOP itu yang cocok dengan semua keputusan" in shown
    assert "terlalu banyak" not in shown
    assert shown.count("Waktu baku SOP itu sampai") == 2


def test_of_too_many_ways_none_is_said_to_be_on_some_only(desk: Desk, cirebon: World) -> None:
    publish(desk, write(replace(long_way(14), id="banyak", interpretations=())).decode())
    shown = page(desk, desk.file(), "Wayan", dengan=f"{desk.house.slug}/banyak")
    assert "terlalu banyak untuk dijumlahkan" in shown
    assert "hanya pada sebagian jalan" not in shown


def test_through_its_own_sop_everything_done_is_done(desk: Desk) -> None:
    case_id = desk.file()
    desk.reach(case_id, "bentuk_tim")
    own = f"{desk.house.slug}/{desk.house.procedure.key}"
    shown = page(desk, case_id, "Wayan", dengan=own)
    assert "tidak ada padanannya: 0." in shown


def test_the_applicant_may_read_it_and_a_stranger_may_not(desk: Desk, cirebon: World) -> None:
    case_id = desk.file()
    assert "Berkas ini menurut SOP lain" in page(desk, case_id, "Siti", **THROUGH)
    address = desk.url(case_id, None, "sop-lain/")
    assert desk.client("Umar").get(address).status_code in (403, 404)
    assert cirebon.client("siti").get(address).status_code == 404
    assert cirebon.client().get(address).status_code == 302


@pytest.mark.parametrize("other", ["cirebon/tidak-ada", "nusantara/x", "cirebon"])
def test_an_sop_that_is_not_in_force_is_not_there(desk: Desk, other: str) -> None:
    address = desk.url(desk.file(), None, "sop-lain/")
    assert desk.client("Wayan").get(address, {"dengan": other}).status_code == 404


def test_it_costs_as_many_statements_however_long_the_case(desk: Desk, cirebon: World) -> None:
    case_id, seen, client = desk.file(), [], desk.client("Wayan")
    address = desk.url(case_id, None, "sop-lain/")
    client.get(address, THROUGH)
    for step in ("analisis", "pengembangan"):
        desk.reach(case_id, step)
        with CaptureQueriesContext(connection) as asked:
            client.get(address, THROUGH)
        seen.append(len(asked))
    assert seen[0] == seen[1] <= 14
