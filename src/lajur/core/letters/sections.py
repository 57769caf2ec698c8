"""Parts that many kinds of paper share, and how they are commonly made."""

from lajur.core.letters.shapes import (
    Fixed,
    Part,
    PartId,
    PartKind,
    Place,
    Prefill,
    Signer,
    SignerRole,
    Style,
    Whom,
)
from lajur.core.refusals import marked

TO, AT, ATTACHMENTS, CC = "kepada", "di", "lampiran", "tembusan"  # parts the frames print

HEAD_SIGNS = (Signer(role=SignerRole.SIGNER, whom=Whom.HEAD),)
WRITER_SIGNS = (Signer(role=SignerRole.SIGNER, whom=Whom.WRITER),)
RULE = Fixed(style=Style.RULE)
ONE_EACH = marked("Satu baris satu butir.")


def line(
    id: PartId,
    label: str,
    heading: str,
    *,
    hint: str = "",
    begins: str = "",
    prefill: Prefill | None = None,
    required: bool = True,
    is_day: bool = False,
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
        prefill=prefill,
        required=required,
        is_day=is_day,
    )


def section(
    id: PartId,
    label: str,
    heading: str,
    *,
    kind: PartKind = PartKind.TEXT,
    hint: str = "",
    begins: str = "",
    prefill: Prefill | None = None,
    columns: tuple[str, ...] = (),
    required: bool = True,
) -> Part:
    """A lettered section of a report; without columns it holds words, with them a table."""
    return Part(
        id=id,
        label=label,
        kind=PartKind.TABLE if columns else kind,
        heading=heading,
        lettered=True,
        hint=hint or (ONE_EACH if kind is PartKind.LIST else ""),
        begins=begins,
        prefill=prefill,
        columns=columns,
        required=required,
    )


def paragraph(id: PartId, label: str, begins: str = "", *, required: bool = True) -> Part:
    """Sentences without a heading."""
    return Part(id=id, label=label, kind=PartKind.TEXT, begins=begins, required=required)


BASES = section(
    "dasar",
    marked("Dasar"),
    "Dasar",
    kind=PartKind.LIST,
    prefill=Prefill.GROUNDS,
)
ABOUT = section(
    "permohonan",
    marked("Permohonan"),
    "Permohonan",
    kind=PartKind.PAIRS,
    hint=marked("Satu baris satu keterangan: “Nama aplikasi: …”."),
    prefill=Prefill.ABOUT,
)
CONCLUSION = section("simpulan", marked("Simpulan"), "Simpulan")
ADVICE = section("saran", marked("Saran"), "Saran", kind=PartKind.LIST, required=False)
REPORTED = paragraph(
    "penutup",
    marked("Alinea penutup"),
    "Demikian laporan ini disusun untuk dipergunakan sebagaimana mestinya.",
)
COPIES = Part(
    id=CC,
    label=marked("Tembusan"),
    kind=PartKind.LIST,
    place=Place.FOOT,
    required=False,
    hint=marked("Satu baris satu penerima."),
)
