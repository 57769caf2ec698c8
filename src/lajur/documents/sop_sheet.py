"""The official form of an SOP AP on paper: identity block with its approval, table with its flowchart.

The form is that of PermenPAN-RB 35/2012 and always Indonesian, whatever its reader's language.
"""

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from lajur.core.grid.layout import layout
from lajur.core.grid.parts import FOOT, Layout, Line, Row
from lajur.core.procedure.definition import Identity, Lane, Procedure, Step
from lajur.documents.printing import Picture, print_pages, print_paper

_TEMPLATE = "sop_sheet"
_ADDED = "\u00a0*)"  # behind what the signed paper does not print
_ADDRESS = re.compile(r"(jalan|jln|jl)\b", re.IGNORECASE)  # how the lines of an address begin


def sop_sheet(procedure: Procedure, *, printed_on: str, arms: str = "") -> bytes:
    """The sheet of a procedure as PDF; `printed_on` is an ISO date, `arms` a picture as base64.

    Raises:
        CannotPrint: see `print_paper`.
    """
    return print_paper(_TEMPLATE, _sheet(procedure, printed_on, arms))


def sop_pictures(procedure: Procedure, *, printed_on: str, kind: Picture) -> list[bytes]:
    """The pages of the same sheet as pictures, an SVG with a title for screen readers.

    Raises:
        CannotPrint: see `print_pages`.
    """
    facts = _sheet(procedure, printed_on, "")
    pages = print_pages(_TEMPLATE, facts, kind=kind)
    return pages if kind == "png" else list(_titled(pages, str(facts["title"])))


def _titled(pages: list[bytes], title: str) -> Iterator[bytes]:
    for number, page in enumerate(pages, start=1):
        said = escape(f"{title}, halaman {number} dari {len(pages)}")
        start, end, rest = page.partition(b">")
        yield start + b' role="img"' + end + f"<title>{said}</title>".encode() + rest


def _sheet(procedure: Procedure, printed_on: str, arms: str) -> dict[str, object]:
    identity, placed = procedure.identity, layout(procedure)
    rows = [_row(procedure, procedure.steps[row.step], row) for row in placed.rows]
    return {
        "title": f"SOP {identity.title}",
        "language": "id",
        "printed_on": printed_on,
        "is_draft": _is_draft(identity),
        "running": f"SOP {identity.number} · {identity.title}",
        "arms": arms,
        "issuer": _issuer(identity.issuing_unit),
        "facts": _facts(identity),
        "approval": [identity.approved_by_position, identity.approved_by_name],
        "lists": _lists(identity),
        "lanes": [_lane_name(procedure.lanes[lane]) for lane in placed.columns],
        "remarks_title": "Keterangan" if _has_remarks(procedure) else "Ket.",
        "rows": rows,
        "legend": list(_legend(procedure, placed)),
    }


def _is_draft(identity: Identity) -> bool:
    """Nobody has given it a number, or nobody is named who approves it."""
    approval = identity.approved_by_position or identity.approved_by_name
    return not (identity.number and approval)


def _issuer(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names of the unit, and the lines of its address behind them."""
    start = next((n for n, line in enumerate(lines) if _ADDRESS.match(line)), len(lines))
    return list(lines[:start]), list(lines[start:])


def _lane_name(lane: Lane) -> str:
    return lane.name + _ADDED if lane.added else lane.name


def _has_remarks(procedure: Procedure) -> bool:
    return any(step.printed.remarks for step in procedure.steps.values())


def _legend(procedure: Procedure, placed: Layout) -> Iterator[str]:
    """What the form shows and the signed paper does not."""
    added = [lane.added for lane in procedure.lanes.values()]
    if any(added) or any(step.implied for step in procedure.steps.values()):
        yield f"{_ADDED.strip()} Tidak tercetak pada SOP yang disahkan; ditambahkan menurut tafsir."
    if any(row.stubs for row in placed.rows):
        yield "Kapsul kecil: alur berakhir di sini menurut tafsir; SOP tidak menggambarkannya."


def _facts(identity: Identity) -> list[tuple[str, str]]:
    """Items 2 to 5 and 7 of the identity block."""
    return [
        ("Nomor SOP", identity.number),
        ("Tanggal Pembuatan", identity.created_on),
        ("Tanggal Revisi", identity.revised_on),
        ("Tanggal Efektif", identity.effective_on),
        ("Nama SOP", identity.title),
    ]


def _lists(identity: Identity) -> list[tuple[str, list[str]]]:
    """Items 8 to 13, as they stand beside each other on the form."""
    return [
        ("Dasar Hukum", list(identity.legal_bases)),
        ("Kualifikasi Pelaksana", list(identity.qualifications)),
        ("Keterkaitan", list(identity.related_procedures)),
        ("Peralatan/Perlengkapan", list(identity.equipment)),
        ("Peringatan", list(identity.warnings)),
        ("Pencatatan dan Pendataan", list(identity.records)),
    ]


def _row(procedure: Procedure, step: Step, row: Row) -> dict[str, object]:
    printed = step.printed
    return {
        "no": printed.no,
        "texts": [_as_listed(words) for words in _words(step)],
        "spoken": "; ".join(_spoken(procedure, step)),
        "symbol": step.symbol.value,
        "shapes": [[shape.column, shape.symbol.value] for shape in row.shapes],
        "bond": [row.bond.x1, row.bond.x2] if row.bond else None,
        "lines": [[line.x1, line.y1, line.x2, line.y2] for line in row.lines],
        "heads": [[head.x, head.pointing.value] for head in row.heads],
        "labels": [
            [label.lines, label.x, label.leaving.value, label.above] for label in row.labels
        ],
        "stubs": [stub.x for stub in row.stubs],
        "leaving": sorted(set(_crossing(row, FOOT))),  # arrows that join are one
    }


def _words(step: Step) -> Iterator[str]:
    """The cells of words, in the order of the columns."""
    printed = step.printed
    yield printed.title + _ADDED if step.implied else printed.title
    yield from (printed.requirements, printed.time, printed.outputs, printed.remarks)


def _as_listed(words: str) -> str:
    """Each point of a list, "a) … b) …" or "1) … 2) …", on a line of its own."""
    for points in ("abcdefghijklmnopqrstuvwxyz", "123456789"):
        count = next((n for n, point in enumerate(points) if f" {point})" not in f" {words}"), 0)
        for point in points[:count] if count > 1 else "":
            words = words.replace(f" {point})", f"\n{point})", 1)
    return words


def _crossing(row: Row, edge: float) -> Iterator[float]:
    """Where arrows cross one edge of the row: there a page that ends needs a connector."""
    for line in row.lines:
        yield from (x for x, y in _ends(line) if y == edge)


def _ends(line: Line) -> Iterator[tuple[float, float]]:
    yield line.x1, line.y1
    yield line.x2, line.y2


def _spoken(procedure: Procedure, step: Step) -> Iterator[str]:
    """The drawing of a row in words, for those who do not see it."""
    lanes = [procedure.lanes[lane].name for lane in (step.performer, *step.participants)]
    yield "Pelaksana: " + ", ".join(dict.fromkeys(lanes))
    for lane in step.cosigners:
        yield f"Diketahui: {procedure.lanes[lane].name}"
    for outcome in step.outcomes:
        ends = [procedure.ends[outcome.end].name] if outcome.end else []
        goals = [procedure.steps[target].printed for target in outcome.targets]
        named = [f"langkah {goal.no}" if goal.no else goal.title for goal in goals]
        yield f"{outcome.label or 'lanjut'}: " + ", ".join([*named, *ends])
