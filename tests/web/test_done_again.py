"""Work that is done again, or goes on without what was asked, on the work page."""

import pytest
from django.test import Client

from tests.web.desk import Desk, build_desk, fields_of, press


@pytest.fixture
def desk(db: None) -> Desk:
    return build_desk()


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_clerk_recalls_what_the_applicant_never_answers(desk: Desk) -> None:
    case_id = desk.file()
    given = {"alasan": "Belum ditandatangani.", "kurang": "surat_permohonan"}
    press(desk.client("Budi"), desk.url(case_id, 2), desk.url(case_id, 2, "kembalikan/"), given)
    sari, page = desk.client("Sari"), desk.url(case_id, 2)
    assert "Tarik permintaan kelengkapan" in text_of(sari, page)

    given = {"alasan": "Surat sudah diterima langsung."}
    assert press(sari, page, desk.url(case_id, 2, "tarik-kembali/"), given).status_code == 302

    (item,) = desk.house.open_items(case_id)
    assert (item.number, item.state) == (2, "reserved")
    assert "Permintaan kelengkapan ditarik" in text_of(sari, desk.url(case_id))
    assert "Tarik permintaan kelengkapan" not in text_of(sari, page)


def rejected(desk: Desk) -> tuple[int, int]:
    """A request whose plan was sent back: the case, and the number of the work to do again."""
    case_id = desk.file()
    desk.reach(case_id, "tanggapan_rencana")
    desk.complete(case_id, "Siti", outcome="tidak", text="Jadwalnya terlalu panjang.")
    return case_id, desk.item(case_id).number


def test_at_a_later_visit_each_paper_is_written_anew_or_declared_to_stand(desk: Desk) -> None:
    case_id, number = rejected(desk)
    rahmat, page = desk.client("Rahmat"), desk.url(case_id, number)
    act = desk.url(case_id, number, "selesaikan/")
    assert text_of(rahmat, page).count("Tetap seperti versi 1, tidak berubah") == 3

    lacking = press(rahmat, page, act, {"kertas_jadwal": "Tiga bulan.", "tetap_alur_bisnis": "on"})
    assert lacking.status_code == 422
    assert (
        "Tulis atau lampirkan “Dokumen analisis”, atau nyatakan tetap." in lacking.content.decode()
    )
    assert "Tulis atau lampirkan “Alur Bisnis”" not in lacking.content.decode()

    given = {"kertas_jadwal": "Tiga bulan.", "tetap_alur_bisnis": "on"}
    confirm = press(rahmat, page, act, {**given, "tetap_dokumen_analisis": "on"})
    assert confirm.content.decode().count("Tetap seperti versi 1") == 2
    sent = rahmat.post(act, {**fields_of(confirm, act), "tahap": "kirim"})

    assert sent.status_code == 302
    history = text_of(rahmat, desk.url(case_id))
    assert "Jadwal Pengembangan Aplikasi (v2)" in history
    assert "Alur Bisnis (tetap, v1)" in history


def test_no_paper_that_must_be_settled_is_called_optional(desk: Desk) -> None:
    case_id, number = rejected(desk)

    page = text_of(desk.client("Rahmat"), desk.url(case_id, number))

    papers = page.partition('<fieldset class="paperblank">')[2].partition("Berkas PDF")[0]
    assert "(boleh dikosongkan)" not in papers
    assert papers.count("(tulis baru atau nyatakan tetap)") == 3
    assert page.count("Langkah ini dikerjakan lagi") == 1


def test_the_last_notes_begin_with_the_latest_decision(desk: Desk) -> None:
    case_id, _ = rejected(desk)
    desk.reach(case_id, "tanggapan_rencana")
    desk.complete(case_id, "Siti", outcome="ya", text="")
    number = desk.item(case_id).number

    page = text_of(desk.client("Rahmat"), desk.url(case_id, number))

    latest = page.partition('id="pesan-judul"')[2].partition("</li>")[0]
    assert 'Langkah 11 selesai: <span class="kata" lang="id">ya</span>' in latest
