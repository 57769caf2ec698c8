"""What work still lacks is said in one round, each at its field."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.desk import Desk, build_desk, press


@pytest.fixture
def desk(db: None) -> Desk:
    return build_desk()


def test_everything_that_is_missing_is_said_in_one_round(desk: Desk) -> None:
    case_id = desk.file()
    number = desk.reach(case_id, "analisis").number
    page, act = desk.url(case_id, number), desk.url(case_id, number, "selesaikan/")

    refused = press(desk.client("Dewi"), page, act, {"kertas_daftar_aplikasi": "SIMPUS"})

    names = ["Daftar Kebutuhan aplikasi", "Laporan Ketersediaan", "Laporan Hasil Analisis"]
    summary = refused.content.decode().partition('id="galat"')[2].partition("</ul>")[0]
    assert [name in summary for name in names] == [True] * 3
    assert "Dokumentasi daftar aplikasi" not in summary


def test_a_decision_not_taken_hides_no_missing_paper(desk: Desk) -> None:
    case_id = desk.file()
    number = desk.reach(case_id, "tanggapan_rencana").number
    siti, page = desk.client("Siti"), desk.url(case_id, number)
    act = desk.url(case_id, number, "selesaikan/")

    nothing = press(siti, page, act).content.decode()
    assert "Pilih salah satu keputusan." in nothing
    assert "Tulis atau lampirkan “" in nothing

    without_reason = press(siti, page, act, {"hasil": "tidak"}).content.decode()
    assert "Tuliskan alasannya" in without_reason
    assert "Tulis atau lampirkan “" in without_reason


def test_a_file_that_was_refused_is_not_also_called_missing(desk: Desk) -> None:
    case_id = desk.file()
    upload = SimpleUploadedFile("jahat.pdf", b"MZ\x90\x00not a pdf", "application/pdf")
    page, act = desk.url(case_id, 2), desk.url(case_id, 2, "selesaikan/")

    refused = press(desk.client("Budi"), page, act, {"lampiran_disposisi_kadis": upload})

    assert "Tulis atau lampirkan" not in refused.content.decode()
