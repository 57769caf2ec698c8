"""The case page: who may see what, what it tells, what it costs."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lajur.queries.cases import case
from lajur.services.files import store_upload
from lajur.services.papers import Paper
from lajur.store.models import DocumentRow, UnitRow
from lajur.web.views.cases import attachment
from tests.services.house import NOON
from tests.web.desk import PDF, Desk, build_desk, press


@pytest.fixture
def desk(db: None) -> Desk:
    return build_desk()


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def with_file(desk: Desk, case_id: int, name: str) -> int:
    """Let Budi hand in his disposition as a file; give the document's id."""
    actor = desk.house.actor("Budi")
    upload = SimpleUploadedFile(name, PDF)
    stored = store_upload(name, upload.chunks(), actor=actor, at=desk.began)
    desk.complete(case_id, "Budi", papers={"disposisi_kadis": Paper(file=stored)})
    with desk.house.scope():
        return DocumentRow.objects.get(case=case_id, item="disposisi_kadis").pk


def test_the_page_tells_whose_turn_it_is_and_what_was_done(desk: Desk) -> None:
    case_id = desk.file()
    desk.complete(case_id, "Budi", text="Segera.")

    shown = text_of(desk.client("Wayan"), desk.url(case_id))

    assert "Giliran Anda" in shown
    assert "Permohonan diajukan" in shown
    assert "Langkah 2 selesai" in shown
    assert "Segera." in shown
    assert "sop-" in shown or "alur" in shown


def test_the_applicant_reads_acts_but_no_internal_words(desk: Desk) -> None:
    case_id = desk.file()
    paper = Paper(text="Disposisi rahasia.")
    desk.complete(case_id, "Budi", text="Catatan dalam.", papers={"disposisi_kadis": paper})

    shown = text_of(desk.client("Siti"), desk.url(case_id))

    assert "Langkah 2 selesai" in shown
    assert "Catatan dalam." not in shown
    assert "Disposisi rahasia." not in shown
    assert "Disposisi rahasia." in text_of(desk.client("Wayan"), desk.url(case_id))


def test_a_refusal_and_its_letter_reach_the_applicant(desk: Desk) -> None:
    case_id = desk.file()
    desk.reach(case_id, "verifikasi")
    desk.complete(case_id, "Wayan", outcome="tidak", text="Peladen belum ada.")
    desk.complete(case_id, "Wayan", papers={
        "laporan_ketidaktersediaan": Paper(text="Laporan."),
        "surat_jawaban": Paper(text="Dengan menyesal kami sampaikan."),
    })  # fmt: skip

    shown = text_of(desk.client("Siti"), desk.url(case_id))

    assert "Tidak dapat dilayani" in shown
    assert "Peladen belum ada." in shown
    assert "Dengan menyesal kami sampaikan." in shown


def test_a_loop_counts_its_rounds(desk: Desk) -> None:
    case_id = desk.file()
    desk.reach(case_id, "tanggapan_rencana")
    desk.complete(case_id, "Siti", outcome="tidak", text="Loket ada tiga.")
    desk.complete(case_id, "Rahmat")

    assert "putaran ke-2" in text_of(desk.client("Sari"), desk.url(case_id))


def row_of(page: str, step: str) -> str:
    return page.split(f'id="langkah-{step}"')[1].split("</tr>")[0]


def test_the_drawing_says_in_words_what_was_done_chosen_and_is_late(desk: Desk) -> None:
    filed = timezone.now() - timedelta(days=30)
    case_id = desk.house.file(at=filed).case_id
    desk.reach(case_id, "tanggapan_rencana")
    desk.complete(case_id, "Siti", outcome="tidak", text="Loket ada tiga.")

    page = text_of(desk.client("Sari"), desk.url(case_id))

    assert "Dilalui" in row_of(page, "disposisi_kadis")
    assert "pernah terlambat" in row_of(page, "disposisi_kadis")  # a day was allowed, 30 went by
    assert "pernah terlambat" not in row_of(page, "verifikasi")  # no time is printed there
    no, yes = row_of(page, "verifikasi").split("<li>")[1:]
    assert "tidak →" in no
    assert "ditempuh" not in no
    assert "ya →" in yes
    assert "ditempuh" in yes
    here = row_of(page, "susun_rencana")
    assert "Posisi sekarang" in here
    assert "Putaran ke-2" in here
    assert 'aria-current="step"' in here
    assert "Dilalui" not in row_of(page, "pengembangan")
    outside = text_of(desk.client("Siti"), desk.url(case_id))
    assert "Dilalui" in row_of(outside, "disposisi_kadis")
    assert "pernah terlambat" not in outside  # how an office divides its time is its own matter


def test_open_work_that_is_late_says_so_on_its_row(desk: Desk) -> None:
    case_id = desk.house.file(at=timezone.now() - timedelta(days=30)).case_id

    row = row_of(text_of(desk.client("Siti"), desk.url(case_id)), "disposisi_kadis")

    assert "Posisi sekarang" in row
    assert "chip--late" in row
    assert "lewat" in row


@pytest.mark.parametrize("who", ["Budi", "Wayan", "Rahmat", "Siti", "Sari"])
def test_whoever_has_a_part_sees_the_case(desk: Desk, who: str) -> None:
    case_id = desk.file()

    assert desk.client(who).get(desk.url(case_id)).status_code == 200


def test_nobody_else_sees_it(desk: Desk) -> None:
    case_id = desk.file()
    other = build_desk("bima")

    assert desk.client("Umar").get(desk.url(case_id)).status_code in (403, 404)
    assert other.client("Budi").get(other.url(case_id)).status_code == 404
    assert other.client("Budi").get(desk.url(case_id)).status_code == 404


def test_another_agency_does_not_find_the_case(desk: Desk) -> None:
    case_id = desk.file()
    with desk.house.scope():
        other = UnitRow.objects.create(
            government_id=desk.house.government, name="Dinas Sosial", kind="agency"
        )
    client = desk.client("Umar")
    from lajur.store.models import PersonRow

    PersonRow.objects.filter(pk=desk.house.people["Umar"]).update(unit=other)

    assert client.get(desk.url(case_id)).status_code == 404


def test_a_vendor_sees_only_the_cases_it_is_appointed_to(desk: Desk) -> None:
    first, second = desk.file(), desk.file()
    desk.reach(first, "analisis")
    with desk.house.scope():
        vendor = UnitRow.objects.create(
            government_id=desk.house.government, name="PT Contoh", kind="vendor"
        )
        from lajur.store.models import PositionRow

        PositionRow.objects.filter(pk=desk.house.positions["tim"]).update(unit=vendor)

    rahmat = desk.client("Rahmat")
    assert rahmat.get(desk.url(first)).status_code == 200
    assert rahmat.get(desk.url(second)).status_code == 404


def test_a_paper_comes_as_an_attachment_and_nothing_else(desk: Desk) -> None:
    case_id = desk.file()
    document = with_file(desk, case_id, "Disposisi “Dinas”; 2026.pdf")

    response = desk.client("Wayan").get(desk.url(case_id, None, f"dokumen/{document}/"))

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="Disposisi ')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_an_internal_paper_is_not_there_for_the_applicant(desk: Desk) -> None:
    case_id = desk.file()
    document = with_file(desk, case_id, "disposisi.pdf")
    address = desk.url(case_id, None, f"dokumen/{document}/")

    assert desk.client("Siti").get(address).status_code == 404
    assert desk.client("Umar").get(address).status_code in (403, 404)


def test_a_paper_is_found_only_under_its_own_case(desk: Desk) -> None:
    case_id, other = desk.file(), desk.file()
    document = with_file(desk, case_id, "disposisi.pdf")
    address = desk.url(other, None, f"dokumen/{document}/")

    assert desk.client("Wayan").get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("surat.pdf", "attachment; filename=\"surat.pdf\"; filename*=UTF-8''surat.pdf"),
        ('a"b\\c.pdf', "attachment; filename=\"a_b_c.pdf\"; filename*=UTF-8''a%22b%5Cc.pdf"),
        ("résumé\r\n.pdf", "attachment; filename=\"r_sum___.pdf\"; "
         "filename*=UTF-8''r%C3%A9sum%C3%A9%0D%0A.pdf"),
        ("", "attachment; filename=\"berkas\"; filename*=UTF-8''"),
    ],
)  # fmt: skip
def test_a_file_name_cannot_break_the_header(name: str, expected: str) -> None:
    assert attachment(name) == expected


def test_the_applicant_withdraws_with_a_reason(desk: Desk) -> None:
    case_id = desk.file()
    siti, page = desk.client("Siti"), desk.url(case_id, None, "tarik/")

    assert press(siti, page, page, {"alasan": ""}).status_code == 422
    assert press(siti, page, page, {"alasan": "Sudah ada aplikasi pusat."}).status_code == 302

    shown = text_of(siti, desk.url(case_id))
    assert "Ditarik pemohon" in shown
    assert "Sudah ada aplikasi pusat." in shown


def test_only_the_agency_withdraws(desk: Desk) -> None:
    case_id = desk.file()

    assert desk.client("Budi").get(desk.url(case_id, None, "tarik/")).status_code == 404


def test_a_correction_stands_beside_what_it_corrects(desk: Desk) -> None:
    case_id = desk.file()
    desk.complete(case_id, "Budi", text="Tanggal 31 Februari.")
    sari, page = desk.client("Sari"), desk.url(case_id, None, "koreksi/1/")

    press(sari, page, page, {"alasan": "Yang benar nomor 12."})

    shown = text_of(sari, desk.url(case_id))
    assert "Pembetulan:" in shown
    assert "Yang benar nomor 12." in shown
    assert "Tanggal 31 Februari." in shown


def test_there_is_nothing_to_correct_where_nothing_was_written(desk: Desk) -> None:
    case_id = desk.file()

    assert desk.client("Sari").get(desk.url(case_id, None, "koreksi/999/")).status_code == 404


def test_the_case_costs_at_most_eight_statements(desk: Desk) -> None:
    case_id = desk.file()
    desk.reach(case_id, "tanggapan_hasil")
    actor = desk.house.actor("Wayan", NOON)
    desk.client("Wayan").get(desk.url(case_id))

    from zoneinfo import ZoneInfo

    with desk.house.scope(), CaptureQueriesContext(connection) as queries:
        case(case_id, actor=actor, at=desk.began, zone=ZoneInfo("Asia/Makassar"))

    assert len(queries) <= 8
