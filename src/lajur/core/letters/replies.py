"""Letters to the agency that asked."""

from lajur.core.letters.sections import (
    AT,
    ATTACHMENTS,
    COPIES,
    HEAD_SIGNS,
    ONE_EACH,
    TO,
    paragraph,
)
from lajur.core.letters.shapes import LetterKind, Part, PartKind, Place, Prefill, Shape
from lajur.core.refusals import marked

ADDRESS = (
    Part(
        id=TO,
        label=marked("Kepada (Yth.)"),
        kind=PartKind.LIST,
        place=Place.HEAD,
        hint=marked("Satu baris satu penerima: sebut jabatannya."),
        prefill=Prefill.ADDRESSEE,
    ),
    Part(
        id=AT,
        label=marked("Di"),
        kind=PartKind.LINE,
        place=Place.HEAD,
        required=False,
        hint=marked("Kota tujuan, atau “Tempat”."),
        begins="Tempat",
    ),
    Part(
        id=ATTACHMENTS,
        label=marked("Lampiran"),
        kind=PartKind.LINE,
        place=Place.HEAD,
        required=False,
        hint=marked("Misalnya “1 (satu) berkas”. Kosongkan bila tidak ada."),
    ),
)
REQUEST = (
    "Menindaklanjuti permohonan Saudara Nomor {permohonan} tanggal {tanggal_permohonan} perihal "
    "{judul}, bersama ini kami sampaikan hal-hal sebagai berikut."
)
CLOSING = (
    "Demikian kami sampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih."
)


def opening(begins: str = REQUEST) -> Part:
    """The first paragraph."""
    return paragraph("pembuka", marked("Alinea pembuka"), begins)


CLOSES = paragraph("penutup", marked("Alinea penutup"), CLOSING)
REASONS = Part(
    id="alasan",
    label=marked("Alasan"),
    kind=PartKind.LIST,
    hint=marked("Satu baris satu alasan, lengkap dan dapat dimengerti orang di luar kantor."),
    prefill=Prefill.REASONS,
)

REPLY = LetterKind(
    id="surat_balasan",
    name=marked("Surat balasan"),
    about=marked("Jawaban atas permohonan: hasilnya, atau mengapa belum dapat dipenuhi."),
    shape=Shape.CORRESPONDENCE,
    register="agenda-keluar",
    subject="Jawaban atas permohonan {judul}",
    content=(
        *ADDRESS,
        opening(),
        Part(
            id="isi",
            label=marked("Isi surat"),
            kind=PartKind.LIST,
            hint=ONE_EACH,
            prefill=Prefill.DECISIONS,
        ),
        CLOSES,
        COPIES,
    ),
    signers=HEAD_SIGNS,
)

REJECTION = LetterKind(
    id="surat_penolakan",
    name=marked("Surat penolakan"),
    about=marked("Permohonan tidak dapat dipenuhi, dengan alasan dan jalan lain."),
    shape=Shape.CORRESPONDENCE,
    register="agenda-keluar",
    subject="Jawaban atas permohonan {judul}",
    content=(
        *ADDRESS,
        opening(
            "Sehubungan dengan permohonan Saudara Nomor {permohonan} tanggal {tanggal_permohonan} "
            "perihal {judul}, dengan ini kami sampaikan bahwa setelah diteliti, permohonan "
            "tersebut belum dapat kami penuhi dengan alasan:"
        ),
        REASONS,
        paragraph(
            "jalan_lain",
            marked("Yang dapat dilakukan pemohon"),
            "Saudara dapat mengajukan permohonan baru setelah hal-hal tersebut di atas "
            "dipenuhi, dan tim kami siap membantu menyiapkannya.",
            required=False,
        ),
        CLOSES,
        COPIES,
    ),
    signers=HEAD_SIGNS,
)

UNAVAILABLE = LetterKind(
    id="surat_ketidaktersediaan",
    name=marked("Surat ketidaktersediaan kepada perangkat daerah"),
    about=marked("Memberi tahu pemohon bahwa infrastruktur, SDM, atau anggaran belum tersedia."),
    shape=Shape.CORRESPONDENCE,
    register="agenda-keluar",
    subject="Ketidaktersediaan sumber daya untuk {judul}",
    content=(
        *ADDRESS,
        opening(
            "Sehubungan dengan permohonan Saudara Nomor {permohonan} tanggal {tanggal_permohonan} "
            "perihal {judul}, kami sampaikan bahwa berdasarkan hasil pemeriksaan ketersediaan "
            "infrastruktur, sumber daya manusia, dan anggaran, permohonan tersebut belum dapat "
            "kami layani dengan penjelasan sebagai berikut."
        ),
        REASONS,
        paragraph(
            "jalan_lain",
            marked("Rencana atau saran"),
            "Permohonan dapat diajukan kembali apabila kebutuhan tersebut telah tersedia atau "
            "telah dianggarkan.",
            required=False,
        ),
        CLOSES,
        COPIES,
    ),
    signers=HEAD_SIGNS,
)

LETTER = LetterKind(
    id="surat_dinas",
    name=marked("Surat dinas"),
    about=marked("Surat lain kepada siapa saja, misalnya undangan presentasi atau pengantar."),
    shape=Shape.CORRESPONDENCE,
    register="agenda-keluar",
    content=(
        *ADDRESS,
        paragraph("isi", marked("Isi surat"), REQUEST),
        CLOSES,
        COPIES,
    ),
    signers=HEAD_SIGNS,
)

KINDS = (REPLY, REJECTION, UNAVAILABLE, LETTER)
