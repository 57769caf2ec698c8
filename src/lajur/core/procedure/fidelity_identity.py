"""The identity block, the columns and the printed form, against the sheet they come from."""

import re
from collections.abc import Callable, Iterator

from lajur.core.procedure.definition import FieldKind, FormField, Part, Procedure
from lajur.core.procedure.fault_log import fault
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.places import line_of
from lajur.core.procedure.readings import declared
from lajur.core.procedure.transcript import Transcript, plain
from lajur.core.refusals import marked

IDENTITY_CHANGED = marked("Identitas: “%(words)s” tidak tercetak di lembar.")
IDENTITY_MISSING = marked("Identitas: “%(words)s” tercetak di lembar, tetapi tidak ada di berkas.")
MISLABELLED = marked("Identitas: di lembar “%(words)s” tidak berdiri di belakang “%(label)s”.")
LANE_NOT_PRINTED = marked(
    "Pelaksana “%(lane)s” tidak tercetak sebagai kolom. Jelaskan di tafsir bagian lajur dengan "
    "“dibaca: %(lane)s”."
)
LANE_MISSING = marked("Kolom “%(lane)s” tercetak di lembar, tetapi tidak ada di “pelaksana”.")
LANE_ORDER = marked("Urutan pelaksana berbeda dengan urutan kolom di lembar.")
FIELD_NOT_PRINTED = marked("Isian “%(label)s” bertanda tercetak, tetapi tidak ada di formulir.")
FIELD_MISSING = marked(
    "Isian “%(label)s” tercetak di formulir, tetapi tidak ada di “formulir”. Tambahkan, atau "
    "jelaskan di tafsir bagian identitas."
)
MISQUOTED = marked("Tafsir mengutip “%(words)s”, tetapi kata itu tidak tercetak di lembar.")

_LABELS = {
    "nomor": ("Nomor SOP",),
    "nama": ("Nama SOP",),
    "tanggal_pembuatan": ("Tanggal Pembuatan", "Tanggal"),
    "tanggal_revisi": ("Tanggal Revisi",),
    "tanggal_efektif": ("Tanggal Efektif",),
}
_HEADINGS = re.compile(
    r"\b(?:nomor sop|nama sop|tanggal pembuatan|tanggal revisi|tanggal efektif|tanggal|"
    r"di ?sahkan oleh|dasar hukum|kualifikasi pelaksana|keterkaitan sop|keterkaitan|"
    r"peralatan/ ?perlengkapan|peringatan|pencatatan dan pendataan|nip)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\(tidak disalin\)|\b\d+\.|[\s:;,.|-]+")


def faults(procedure: Procedure, sheet: Transcript) -> Iterator[Fault]:
    """Yield what differs, undeclared, outside the rows."""
    yield from _identity(procedure, sheet)
    yield from _lanes(procedure, sheet)
    yield from _form(procedure, sheet)
    for one in procedure.interpretations:
        if one.step is None and plain(one.written) not in sheet.words:
            line = line_of(procedure, "tafsir")
            facts = {"words": one.written}
            yield fault("misquoted", MISQUOTED, place="tafsir", line=line, facts=facts)


def _identity(procedure: Procedure, sheet: Transcript) -> Iterator[Fault]:
    """Cross every line of the block off the sheet; nothing may be left on either side."""
    left = sheet.identity
    lines = [plain(line) for line in _identity_lines(procedure)]
    for words in sorted((line for line in lines if re.search(r"\w", line)), key=len, reverse=True):
        whole = re.compile(rf"(?<![\w/]){re.escape(words)}(?![\w/])")
        left, found = whole.subn("|", left, count=1)
        if not found:
            yield _fault(procedure, "identity_changed", IDENTITY_CHANGED, words=words)
    rest = " ".join(_BETWEEN.sub(" ", _HEADINGS.sub(" ", left)).split())
    if rest:
        yield _fault(procedure, "identity_missing", IDENTITY_MISSING, words=rest)
    yield from _labels(procedure, sheet)


def _identity_lines(procedure: Procedure) -> Iterator[str]:
    block = procedure.identity
    yield from (block.number, block.title, block.created_on, block.revised_on, block.effective_on)
    yield from (block.approved_by_position, block.approved_by_name)
    for lines in (block.issuing_unit, block.legal_bases, block.related_procedures):
        yield from lines
    for lines in (block.warnings, block.qualifications, block.equipment, block.records):
        yield from lines


def _labels(procedure: Procedure, sheet: Transcript) -> Iterator[Fault]:
    """Yield the lines that stand behind another label than their key says."""
    block = procedure.identity
    dates = (block.created_on, block.revised_on, block.effective_on)
    given = dict(zip(_LABELS, (block.number, block.title, *dates), strict=True))
    for key, words in given.items():
        behind = rf"(?:{'|'.join(_LABELS[key])}) ?:? ?{re.escape(plain(words or '-'))}(?!\S)"
        if bool(re.search(behind, sheet.identity)) != bool(words):
            facts = {"words": words, "label": _LABELS[key][0]}
            yield _fault(procedure, "identity_mislabelled", MISLABELLED, key, **facts)


def _lanes(procedure: Procedure, sheet: Transcript) -> Iterator[Fault]:
    explained = [one.read_as for one in declared(procedure, None, Part.LANE)]
    names = [lane.name for lane in procedure.lanes.values()]
    for name in names:
        if name not in sheet.lanes and name not in explained:
            yield _lane_fault(procedure, "lane_not_printed", LANE_NOT_PRINTED, name)
    for name in sheet.lanes:
        if name not in names and not name.isdigit():
            yield _lane_fault(procedure, "lane_missing", LANE_MISSING, name)
    printed = [name for name in names if name in sheet.lanes]
    if names != sorted(names, key=_column_order(procedure, sheet)):
        yield _lane_fault(procedure, "lane_order", LANE_ORDER, "")
    numbered = sum(name.isdigit() for name in sheet.lanes)
    unprinted = sum(not lane.added for lane in procedure.lanes.values()) - len(printed)
    if numbered > unprinted:
        yield _lane_fault(procedure, "lane_missing", LANE_MISSING, sheet.lanes[-1])


def _column_order(procedure: Procedure, sheet: Transcript) -> Callable[[str], int]:
    """Return the place of a lane: its printed column, else where the tafsir names it.

    A lane that is neither keeps the last place, and has its own fault.
    """
    explained = [one.read_as for one in declared(procedure, None, Part.LANE)]
    columns = list(sheet.lanes) if not any(map(str.isdigit, sheet.lanes)) else explained
    return lambda name: columns.index(name) if name in columns else len(columns)


def _form(procedure: Procedure, sheet: Transcript) -> Iterator[Fault]:
    printed = [field for field in procedure.form if field.printed]
    for field in printed:
        if not all(_stands(part, sheet.form) for part in _label_parts(field)):
            line = line_of(procedure, "formulir", field.id)
            facts = {"label": field.label}
            yield fault(
                "field_not_printed", FIELD_NOT_PRINTED, place="formulir", line=line, facts=facts
            )
    known = [part for field in printed for part in _label_parts(field)]
    known += [plain(one.written) for one in declared(procedure, None, Part.IDENTITY)]
    for label in _blanks(sheet.form):
        if label not in known and not any(_begins(label, field) for field in printed):
            facts = {"label": label}
            yield fault("field_missing", FIELD_MISSING, place="formulir", line=0, facts=facts)


def _begins(line: str, field: FormField) -> bool:
    """Whether the line is the commitment, with the signature block behind it."""
    return field.kind is FieldKind.COMMITMENT and line.startswith(plain(field.label))


def _label_parts(field: FormField) -> list[str]:
    """Return "Penanggung Jawab" and "Nama" of "Penanggung Jawab: Nama": heading and blank."""
    return [plain(part) for part in field.label.split(": ")]


def _stands(words: str, form: tuple[str, ...]) -> bool:
    return any(line == words or line.startswith(f"{words} ") for line in form)


def _blanks(form: tuple[str, ...]) -> Iterator[str]:
    """Yield the labels of the form, without its heading in capitals."""
    return (line for line in form if not line.isupper())


def _lane_fault(procedure: Procedure, code: str, message: str, lane: str) -> Fault:
    line = line_of(procedure, "pelaksana")
    return fault(code, message, place="pelaksana", line=line, facts={"lane": lane})


def _fault(procedure: Procedure, code: str, message: str, key: str = "", **facts: str) -> Fault:
    line = line_of(procedure, "identitas", *((key,) if key else ()))
    place = f"identitas › {key}" if key else "identitas"
    return fault(code, message, place=place, line=line, facts=facts)
