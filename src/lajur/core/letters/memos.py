"""Papers from one officer to another: nota dinas and telaahan staf."""

from lajur.core.letters.replies import ATTACHMENTS, COPIES
from lajur.core.letters.shapes import (
    Fixed,
    LetterKind,
    Part,
    PartKind,
    Prefill,
    Shape,
    Signer,
    SignerRole,
    Style,
    Whom,
)
from lajur.core.refusals import marked

WRITER_SIGNS = (Signer(role=SignerRole.SIGNER, whom=Whom.WRITER),)


def line(
    id: str, label: str, heading: str, *, hint: str = "", begins: str = "", required: bool = True
) -> Part:
    """A line to the right of its heading."""
    return Part(
        id=id,
        label=label,
        kind=PartKind.LINE,
        heading=heading,
        style=Style.SIDE,
        hint=hint,
        begins=begins,
        required=required,
    )


HEADER = (
    line("yth", marked("Kepada (Yth.)"), "Yth.", hint=marked("Jabatan atasan yang dituju.")),
    line("dari", marked("Dari"), "Dari", begins="{jabatan}"),
    Fixed(pairs=(("Hal", "{perihal}"),)),
    line(ATTACHMENTS, marked("Lampiran"), "Lampiran", required=False),
    Fixed(pairs=(("Tanggal", "{tanggal}"),)),
    Fixed(style=Style.RULE),
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
        Part(
            id="pembuka",
            label=marked("Alinea pembuka"),
            kind=PartKind.TEXT,
            begins=(
                "Berdasarkan permohonan {perangkat_daerah} Nomor {permohonan} tanggal "
                "{tanggal_permohonan} perihal {judul}, dengan hormat kami laporkan hal-hal sebagai "
                "berikut."
            ),
        ),
        Part(
            id="isi",
            label=marked("Isi"),
            kind=PartKind.LIST,
            hint=marked("Satu baris satu butir."),
            prefill=Prefill.DECISIONS,
        ),
        Part(
            id="penutup",
            label=marked("Alinea penutup"),
            kind=PartKind.TEXT,
            begins="Demikian kami laporkan. Mohon arahan dan petunjuk lebih lanjut.",
        ),
        COPIES,
    ),
    signers=WRITER_SIGNS,
)

KINDS = (MEMO,)
