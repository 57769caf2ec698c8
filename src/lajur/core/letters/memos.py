"""Papers from one officer to another: nota dinas and telaahan staf."""

from lajur.core.letters.sections import (
    ABOUT,
    ATTACHMENTS,
    COPIES,
    ONE_EACH,
    RULE,
    WRITER_SIGNS,
    line,
    paragraph,
    section,
)
from lajur.core.letters.shapes import Fixed, LetterKind, Part, PartKind, Prefill, Shape
from lajur.core.refusals import marked

HEADER = (
    line("yth", marked("Kepada (Yth.)"), "Yth.", hint=marked("Jabatan atasan yang dituju.")),
    line("dari", marked("Dari"), "Dari", begins="{jabatan}"),
    Fixed(pairs=(("Hal", "{perihal}"),)),
    line(ATTACHMENTS, marked("Lampiran"), "Lampiran", required=False),
    Fixed(pairs=(("Tanggal", "{tanggal}"),)),
    RULE,
)

MEMO = LetterKind(
    id="nota_dinas",
    name=marked("Nota dinas"),
    about=marked("Laporan atau usul kepada atasan, di dalam dinas."),
    shape=Shape.TITLED,
    register="nota-dinas",
    title="NOTA DINAS",
    content=(
        *HEADER,
        paragraph(
            "pembuka",
            marked("Alinea pembuka"),
            "Berdasarkan permohonan {perangkat_daerah} Nomor {permohonan} tanggal "
            "{tanggal_permohonan} perihal {judul}, dengan hormat kami laporkan hal-hal sebagai "
            "berikut.",
        ),
        Part(
            id="isi",
            label=marked("Isi"),
            kind=PartKind.LIST,
            hint=ONE_EACH,
            prefill=Prefill.DECISIONS,
        ),
        paragraph(
            "penutup",
            marked("Alinea penutup"),
            "Demikian kami laporkan. Mohon arahan dan petunjuk lebih lanjut.",
        ),
        COPIES,
    ),
    signers=WRITER_SIGNS,
)

STAFF_REVIEW = LetterKind(
    id="telaahan_staf",
    name=marked("Telaahan staf"),
    about=marked("Mengenali persoalan sebuah permohonan dan menyarankan jalan keluarnya."),
    shape=Shape.TITLED,
    register="nota-dinas",
    title="TELAAHAN STAF",
    concerning=True,
    subject="Permohonan {judul}",
    content=(
        ABOUT,
        section(
            "persoalan",
            marked("Persoalan"),
            "Persoalan",
            begins=(
                "{perangkat_daerah} mengajukan permohonan Nomor {permohonan} tanggal "
                "{tanggal_permohonan} perihal {judul}."
            ),
        ),
        section("praanggapan", marked("Praanggapan"), "Praanggapan", required=False),
        section(
            "fakta",
            marked("Fakta yang memengaruhi"),
            "Fakta yang Memengaruhi",
            prefill=Prefill.NEEDS,
        ),
        section("analisis", marked("Analisis"), "Analisis"),
        section("simpulan", marked("Simpulan"), "Simpulan"),
        section("saran", marked("Saran"), "Saran", kind=PartKind.LIST),
        paragraph(
            "penutup",
            marked("Alinea penutup"),
            "Demikian telaahan ini disampaikan sebagai bahan pertimbangan.",
        ),
    ),
    signers=WRITER_SIGNS,
)

KINDS = (MEMO, STAFF_REVIEW)
