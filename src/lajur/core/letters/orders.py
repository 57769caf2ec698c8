"""Papers that decide or order: keputusan and surat tugas."""

from lajur.core.letters.sections import (
    COPIES,
    HEAD_SIGNS,
    ONE_EACH,
    WRITER_SIGNS,
    paragraph,
)
from lajur.core.letters.shapes import (
    Fixed,
    LetterKind,
    Part,
    PartKind,
    Prefill,
    Shape,
    Style,
)
from lajur.core.refusals import marked

DECREE = LetterKind(
    id="keputusan",
    name=marked("Keputusan"),
    about=marked("Putusan atas permohonan, dengan pertimbangan dan alasannya."),
    shape=Shape.TITLED,
    register="keputusan",
    title="KEPUTUSAN {pejabat}",
    body="keputusan",
    concerning=True,
    subject="{judul}",
    content=(
        Part(
            id="menimbang",
            label=marked("Menimbang"),
            heading="Menimbang",
            kind=PartKind.LIST,
            style=Style.SIDE,
            hint=marked("Satu baris satu pertimbangan, diawali “bahwa”."),
            numbering="a.",
            prefill=Prefill.CONSIDERATIONS,
            begins=(
                "bahwa {perangkat_daerah} telah mengajukan permohonan Nomor {permohonan} tanggal "
                "{tanggal_permohonan} perihal {judul};"
            ),
        ),
        Part(
            id="mengingat",
            label=marked("Mengingat"),
            heading="Mengingat",
            kind=PartKind.LIST,
            style=Style.SIDE,
            hint=ONE_EACH,
            prefill=Prefill.LEGAL_BASES,
        ),
        Fixed(text="MEMUTUSKAN:", style=Style.CENTER),
        Fixed(pairs=(("Menetapkan", "KEPUTUSAN TENTANG {PERIHAL}."),)),
        Part(
            id="diktum",
            label=marked("Isi putusan"),
            kind=PartKind.LIST,
            style=Style.CLAUSES,
            hint=marked("Satu baris satu diktum: KESATU, KEDUA, dan seterusnya."),
            begins=(
                "Permohonan {perangkat_daerah} Nomor {permohonan} perihal {judul} dinyatakan "
                "{putusan}.\n"
                "Keputusan ini mulai berlaku pada tanggal ditetapkan."
            ),
        ),
        COPIES,
    ),
    signers=WRITER_SIGNS,
)

ASSIGNMENT = LetterKind(
    id="surat_tugas",
    name=marked("Surat tugas"),
    about=marked("Menugaskan tim pengembang, PIC, atau programmer."),
    shape=Shape.TITLED,
    register="surat-tugas",
    title="SURAT TUGAS",
    subject="Penugasan {judul}",
    content=(
        Part(
            id="dasar",
            label=marked("Dasar"),
            heading="Dasar",
            kind=PartKind.LIST,
            style=Style.SIDE,
            hint=ONE_EACH,
            prefill=Prefill.GROUNDS,
        ),
        Fixed(text="MENUGASKAN:", style=Style.CENTER),
        Part(
            id="petugas",
            label=marked("Yang ditugaskan"),
            heading="Kepada",
            kind=PartKind.PEOPLE,
            style=Style.SIDE,
            hint=marked("Satu baris satu orang: nama | jabatan | NIP."),
            prefill=Prefill.TEAM,
        ),
        Part(
            id="untuk",
            label=marked("Tugasnya"),
            heading="Untuk",
            kind=PartKind.LIST,
            style=Style.SIDE,
            hint=ONE_EACH,
            begins=(
                "melaksanakan {judul} yang dimohonkan {perangkat_daerah};\n"
                "melaporkan hasil pelaksanaan tugas kepada atasan langsung; dan\n"
                "melaksanakan tugas ini dengan penuh tanggung jawab."
            ),
        ),
        Part(
            id="waktu",
            label=marked("Waktu"),
            heading="Waktu",
            kind=PartKind.LINE,
            style=Style.SIDE,
            required=False,
            hint=marked("Misalnya “1 sampai dengan 31 Desember 2026”."),
            prefill=Prefill.PERIOD,
        ),
        paragraph(
            "penutup",
            marked("Alinea penutup"),
            "Demikian surat tugas ini dibuat untuk dilaksanakan sebagaimana mestinya.",
        ),
        COPIES,
    ),
    signers=HEAD_SIGNS,
)

KINDS = (DECREE, ASSIGNMENT)
