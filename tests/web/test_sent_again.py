"""A form whose answer was lost is sent again, and answered as the first time."""

import pytest

from tests.web.desk import Desk, build_desk, fields_of


@pytest.fixture
def desk(db: None) -> Desk:
    return build_desk()


def test_papers_that_have_arrived_since_do_not_make_it_another_request(desk: Desk) -> None:
    case_id = desk.file()
    item = desk.reach(case_id, "analisis")
    dewi, page = desk.client("Dewi"), desk.url(case_id, item.number)
    act = f"{page}selesaikan/"
    papers = ("daftar_aplikasi", "daftar_kebutuhan", "laporan_analisis", "laporan_ketersediaan")
    form = fields_of(dewi.get(page), act) | {f"kertas_{paper}": "Isi." for paper in papers}

    answers = [dewi.post(act, {**form, "tahap": "kirim"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert desk.item(case_id).step == "verifikasi"
    assert len(desk.house.open_items(case_id)) == 1


def test_what_was_asked_for_and_completed_is_answered_again(desk: Desk) -> None:
    case_id = desk.file()
    budi, page = desk.client("Budi"), desk.url(case_id, 2)
    returned = fields_of(budi.get(page), f"{page}kembalikan/")
    budi.post(
        f"{page}kembalikan/", {**returned, "kurang": ["surat_permohonan"], "alasan": "Tanpa cap."}
    )
    siti, place = desk.client("Siti"), desk.url(case_id, desk.item(case_id).number)
    act = f"{place}selesaikan/"
    form = fields_of(siti.get(place), act) | {"kertas_surat_permohonan": "Bercap."}

    answers = [siti.post(act, {**form, "tahap": "kirim"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
