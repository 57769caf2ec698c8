"""Formulir pengajuan as Banten's sheet prints it, filled in."""

from datetime import UTC, datetime
from pathlib import Path

from pypdfium2 import PdfDocument

from lajur.core.procedure.reader import read
from lajur.documents.request_papers import request_form_paper
from lajur.queries.filed_forms import FiledForm
from lajur.queries.governments import GovernmentView

SOP = Path(__file__).resolve().parents[2] / "sops" / "banten" / "banten-2020.yaml"
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
BANTEN = GovernmentView(
    id=1,
    slug="banten",
    name="Pemerintah Provinsi Banten",
    office_name="Dinas Komunikasi, Informatika, Statistik dan Persandian",
    zone="Asia/Jakarta",
    base_domain="bantenprov.go.id",
)


def test_the_form_stands_in_the_words_and_the_order_of_the_sheet() -> None:
    procedure = read(SOP.read_bytes(), name=SOP.name).procedure
    assert procedure is not None
    answers = {blank.id: f"jawaban {blank.id}" for blank in procedure.form}
    form = FiledForm(
        number="027/PA/DISKOMINFO/2026",
        title="Cadangan Pangan",
        agency="Dinas Ketahanan Pangan",
        applicant="Mulyati",
        filed_at=NOON,
        blanks=procedure.form,
        answers={**answers, "subdomain": "sicadang"},
        heading=procedure.form_title,
        place="Serang",
    )

    paper = PdfDocument(request_form_paper(form, government=BANTEN, letterhead={}, at=NOON))

    text = " ".join("".join(page.get_textpage().get_text_range() for page in paper).split())
    told = [
        "FORMULIR PENGAJUAN PEMBANGUNAN SISTEM INFORMASI / APLIKASI",
        "Nomor Permohonan",
        "027/PA/DISKOMINFO/2026",
        "Nama OPD",
        "Penanggung Jawab Sistem Informasi",
        "jawaban pj_nama",
        "Email",
        "Jabatan",
        "Nama Sub domain",
        "sicadang.bantenprov.go.id",
        "untuk OPD Dinas Ketahanan Pangan dan menyanggupi",
        "Serang, 23 November 2026",
        "Kepala Dinas Ketahanan Pangan",
        "NIP:",
        "*) Coret yang tidak perlu",
        "Isian tambahan",
        "jawaban pengguna",
    ]
    places = [text.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)
