"""Berita acara: what two parties declare on a day, and who knows of it."""

from lajur.core.letters.sections import COPIES, paragraph
from lajur.core.letters.shapes import (
    Fixed,
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

OPENING = Fixed(
    text=(
        "Pada hari ini {hari_tanggal}, bertempat di {tempat}, kami yang bertanda tangan di bawah "
        "ini:"
    )
)


PARTIES = (
    OPENING,
    Fixed(parties=(SignerRole.FIRST_PARTY, SignerRole.SECOND_PARTY)),
)
DELIVERED = Part(
    id="hasil",
    label=marked("Yang diserahkan"),
    heading="Hasil yang diserahkan",
    kind=PartKind.TABLE,
    columns=("Uraian", "Versi", "Tanggal", "Keterangan"),
    prefill=Prefill.DELIVERED,
)
DOCUMENTS = Part(
    id="dokumen",
    label=marked("Dokumen"),
    heading="Dokumen",
    kind=PartKind.TABLE,
    columns=("Dokumen", "Versi", "Tanggal"),
    prefill=Prefill.DOCUMENTS,
    required=False,
)
TESTS = Part(
    id="pengujian",
    label=marked("Pengujian"),
    heading="Pengujian",
    kind=PartKind.TABLE,
    columns=("Pengujian", "Tanggal", "Hasil"),
    prefill=Prefill.TESTS,
    required=False,
)
TRAINING = Part(
    id="pelatihan",
    label=marked("Sosialisasi dan pelatihan"),
    heading="Sosialisasi dan pelatihan",
    kind=PartKind.TABLE,
    columns=("Kegiatan", "Tanggal", "Peserta"),
    prefill=Prefill.TRAINING,
    required=False,
)
OPEN_ITEMS = Part(
    id="terbuka",
    label=marked("Hal yang belum selesai"),
    heading="Hal yang belum selesai",
    kind=PartKind.LIST,
    required=False,
    hint=marked("Satu baris satu hal, dengan siapa menyelesaikan dan kapan. Kosong: tidak ada."),
)
SEALED = paragraph(
    "penutup",
    marked("Alinea penutup"),
    "Demikian Berita Acara ini dibuat dengan sebenarnya dalam rangkap 2 (dua) untuk dipergunakan "
    "sebagaimana mestinya.",
)
BOTH_SIGN = (
    Signer(role=SignerRole.FIRST_PARTY, whom=Whom.WRITER),
    Signer(role=SignerRole.SECOND_PARTY, whom=Whom.APPLICANT),
    Signer(role=SignerRole.KNOWING, whom=Whom.HEAD),
)

WORK = LetterKind(
    id="berita_acara_pekerjaan",
    name=marked("Berita acara pekerjaan"),
    about=marked("Pekerjaan selesai: kedua pihak menyatakan, kepala dinas mengetahui."),
    shape=Shape.TITLED,
    register="berita-acara",
    title="BERITA ACARA PEKERJAAN",
    subject="{judul}",
    content=(
        *PARTIES,
        Fixed(
            text=(
                "PIHAK PERTAMA dan PIHAK KEDUA menyatakan bahwa pekerjaan {perihal} telah selesai "
                "dilaksanakan dengan rincian sebagai berikut."
            )
        ),
        Part(
            id="pekerjaan",
            label=marked("Pekerjaan yang dilaksanakan"),
            heading="Pekerjaan yang dilaksanakan",
            kind=PartKind.TABLE,
            columns=("Kegiatan", "Pelaksana", "Selesai"),
            prefill=Prefill.WORK_DONE,
        ),
        DELIVERED,
        TESTS,
        OPEN_ITEMS,
        SEALED,
        COPIES,
    ),
    signers=BOTH_SIGN,
)

HANDOVER = LetterKind(
    id="berita_acara_serah_terima",
    name=marked("Berita acara serah terima"),
    about=marked("Aplikasi diserahkan kepada perangkat daerah, lengkap dengan dokumennya."),
    shape=Shape.TITLED,
    register="berita-acara",
    title="BERITA ACARA SERAH TERIMA",
    subject="Serah terima {aplikasi}",
    content=(
        *PARTIES,
        Fixed(
            text=(
                "Berdasarkan permohonan Nomor {nomor_permohonan} tanggal {tanggal_masuk}, PIHAK "
                "PERTAMA menyerahkan kepada PIHAK KEDUA, dan PIHAK KEDUA menerima dari PIHAK "
                "PERTAMA dalam keadaan baik dan dapat dipergunakan, hasil sebagai berikut."
            )
        ),
        Part(
            id="nomor_permohonan",
            label=marked("Nomor permohonan"),
            kind=PartKind.LINE,
            place=Place.HEAD,
            begins="{permohonan}",
        ),
        Part(
            id="tanggal_masuk",
            label=marked("Tanggal permohonan"),
            kind=PartKind.LINE,
            place=Place.HEAD,
            begins="{tanggal_permohonan}",
            is_day=True,
        ),
        DELIVERED,
        DOCUMENTS,
        TESTS,
        TRAINING,
        OPEN_ITEMS,
        paragraph(
            "ketentuan",
            marked("Ketentuan"),
            "Dengan ditandatanganinya Berita Acara ini, pengelolaan aplikasi beserta data di "
            "dalamnya beralih kepada PIHAK KEDUA; PIHAK PERTAMA tetap memberikan pendampingan "
            "teknis sesuai dengan tugas dan fungsinya.",
        ),
        SEALED,
        COPIES,
    ),
    signers=(
        Signer(role=SignerRole.FIRST_PARTY, whom=Whom.HEAD),
        Signer(role=SignerRole.SECOND_PARTY, whom=Whom.APPLICANT),
    ),
)

KINDS = (WORK, HANDOVER)
