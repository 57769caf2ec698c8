"""Letters to the agency that asked."""

from lajur.core.letters.shapes import (
    LetterKind,
    Part,
    PartKind,
    Place,
    Prefill,
    Shape,
    Signer,
    SignerRole,
    Whom,
)
from lajur.core.refusals import marked

TO, AT, ATTACHMENTS, CC = "kepada", "di", "lampiran", "tembusan"  # parts the frames print

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
COPIES = Part(
    id=CC,
    label=marked("Tembusan"),
    kind=PartKind.LIST,
    place=Place.FOOT,
    required=False,
    hint=marked("Satu baris satu penerima."),
)
HEAD_SIGNS = (Signer(role=SignerRole.SIGNER, whom=Whom.HEAD),)
REQUEST = (
    "Menindaklanjuti permohonan Saudara Nomor {permohonan} tanggal {tanggal_permohonan} perihal "
    "{judul}, bersama ini kami sampaikan hal-hal sebagai berikut."
)
CLOSING = (
    "Demikian kami sampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih."
)


def opening(begins: str = REQUEST) -> Part:
    """The first paragraph."""
    return Part(id="pembuka", label=marked("Alinea pembuka"), kind=PartKind.TEXT, begins=begins)


def closing(begins: str = CLOSING) -> Part:
    """The last paragraph."""
    return Part(id="penutup", label=marked("Alinea penutup"), kind=PartKind.TEXT, begins=begins)


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
            hint=marked("Satu baris satu butir."),
            prefill=Prefill.DECISIONS,
        ),
        closing(),
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
        Part(
            id="jalan_lain",
            label=marked("Yang dapat dilakukan pemohon"),
            kind=PartKind.TEXT,
            required=False,
            begins=(
                "Saudara dapat mengajukan permohonan baru setelah hal-hal tersebut di atas "
                "dipenuhi, dan tim kami siap membantu menyiapkannya."
            ),
        ),
        closing(),
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
        Part(
            id="jalan_lain",
            label=marked("Rencana atau saran"),
            kind=PartKind.TEXT,
            required=False,
            begins=(
                "Permohonan dapat diajukan kembali apabila kebutuhan tersebut telah tersedia atau "
                "telah dianggarkan."
            ),
        ),
        closing(),
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
        Part(id="isi", label=marked("Isi surat"), kind=PartKind.TEXT, begins=REQUEST),
        closing(),
        COPIES,
    ),
    signers=HEAD_SIGNS,
)

KINDS = (REPLY, REJECTION, UNAVAILABLE, LETTER)
