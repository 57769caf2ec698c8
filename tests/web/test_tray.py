"""The tray as a page."""

import pytest
from django.test import Client

from lajur.store.models import CaseRow, UnitRow
from tests.web.desk import Desk, build_desk, fields_of

LONG = "Sistem Informasi " + "Pengelolaan" * 12 + " <script>alert(1)</script>"


@pytest.fixture
def desk(db: None) -> Desk:
    return build_desk()


def page(client: Client, address: str = "/sumbawa/tugas/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_budi_sees_what_waits_for_him_and_a_way_to_do_it(desk: Desk) -> None:
    case_id = desk.file()

    shown = page(desk.client("Budi"))

    assert "Antrean Puskesmas" in shown
    assert f'href="{desk.url(case_id, 2)}"' in shown
    assert "Belum diambil" in shown
    assert "1 dari 1 tugas" in shown


def test_an_empty_tray_says_what_will_come(desk: Desk) -> None:
    assert "Tidak ada yang menunggu Anda" in page(desk.client("Budi"))


def test_a_search_that_finds_nothing_offers_the_whole_tray(desk: Desk) -> None:
    desk.file()

    shown = page(desk.client("Budi"), "/sumbawa/tugas/?cari=tidak+ada")

    assert "Tidak ada yang cocok" in shown
    assert "Tampilkan semua tugas" in shown


@pytest.mark.parametrize(
    "address",
    [
        "?setelah=abc_def",
        "?setelah=1e400_5",
        "?setelah=nan_5",
        "?setelah=_99999999999999999999999",
        "?bagian=apa&waktu=kapan&jenis=x&langkah=:",
        "?cari=%00%25",
    ],
)
def test_an_address_that_makes_no_sense_shows_a_tray(desk: Desk, address: str) -> None:
    desk.file()

    assert "Tugas" in page(desk.client("Budi"), f"/sumbawa/tugas/{address}")


def test_long_and_hostile_names_are_words_only(desk: Desk) -> None:
    case_id = desk.file()
    with desk.house.scope():
        CaseRow.objects.filter(pk=case_id).update(title=LONG)
        UnitRow.objects.filter(kind="agency").update(name="Dinas " + "Panjang " * 20)

    shown = page(desk.client("Budi"))

    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_another_governments_tray_does_not_exist(desk: Desk) -> None:
    build_desk("bima").file()

    assert desk.client("Budi").get("/bima/tugas/").status_code == 404


def test_many_are_disposed_with_one_instruction(desk: Desk) -> None:
    first, second = desk.file(), desk.file()
    budi = desk.client("Budi")
    chosen = budi.get(f"/sumbawa/tugas/disposisi/?pilih={first}-2-1&pilih={second}-2-1")
    assert chosen.content.decode().count("Antrean Puskesmas") == 2

    form = fields_of(chosen, "/sumbawa/tugas/disposisi/")
    form |= {"pilih": [f"{first}-2-1", f"{second}-2-1"], "instruksi": "Teliti dan laporkan."}
    result = budi.post("/sumbawa/tugas/disposisi/", form)

    assert "2 berkas selesai didisposisikan, 0 tidak." in result.content.decode()
    assert desk.item(first).lane == desk.item(second).lane == "kabid"


def test_disposing_twice_with_the_same_key_does_it_once(desk: Desk) -> None:
    case_id = desk.file()
    budi = desk.client("Budi")
    shown = budi.get(f"/sumbawa/tugas/disposisi/?pilih={case_id}-2-1")
    form = fields_of(shown, "/sumbawa/tugas/disposisi/") | {"instruksi": "Teliti."}

    budi.post("/sumbawa/tugas/disposisi/", form)
    again = budi.post("/sumbawa/tugas/disposisi/", form)

    assert "1 berkas selesai didisposisikan" in again.content.decode()
    assert desk.house.version(case_id) == 2


def test_one_that_somebody_else_took_is_told_and_the_others_go_on(desk: Desk) -> None:
    first, second = desk.file(), desk.file()
    budi = desk.client("Budi")
    shown = budi.get(f"/sumbawa/tugas/disposisi/?pilih={first}-2-1&pilih={second}-2-1")
    form = fields_of(shown, "/sumbawa/tugas/disposisi/")
    desk.complete(first, "Budi")

    form |= {"pilih": [f"{first}-2-1", f"{second}-2-1"], "instruksi": "Teliti."}
    result = budi.post("/sumbawa/tugas/disposisi/", form).content.decode()

    assert "1 berkas selesai didisposisikan, 1 tidak." in result
    assert "baru saja berubah" in result


def test_an_instruction_is_asked_for(desk: Desk) -> None:
    case_id = desk.file()
    budi = desk.client("Budi")
    shown = budi.get(f"/sumbawa/tugas/disposisi/?pilih={case_id}-2-1")
    form = fields_of(shown, "/sumbawa/tugas/disposisi/") | {"instruksi": " "}

    refused = budi.post("/sumbawa/tugas/disposisi/", form)

    assert refused.status_code == 422
    assert "Tuliskan instruksinya" in refused.content.decode()


def test_nothing_ticked_says_how_to_tick(desk: Desk) -> None:
    shown = desk.client("Budi").get("/sumbawa/tugas/disposisi/?pilih=x&pilih=1-2")

    assert "Belum ada berkas yang dipilih" in shown.content.decode()
