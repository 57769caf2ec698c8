"""The official form of an SOP AP on paper: identity block, table with its flowchart, sign-off.

The form is that of PermenPAN-RB 35/2012 and always Indonesian, whatever its reader's language.
"""

from collections.abc import Iterator

from lajur.core.grid.layout import layout
from lajur.core.grid.parts import FOOT, Line, Row
from lajur.core.procedure.definition import Identity, Procedure, Step
from lajur.documents.printing import Picture, print_pages, print_paper

_TEMPLATE = "sop_sheet"


def sop_sheet(procedure: Procedure, *, printed_on: str) -> bytes:
    """The sheet of a procedure as PDF; `printed_on` is an ISO date.

    Raises:
        CannotPrint: see `print_paper`.
    """
    return print_paper(_TEMPLATE, _sheet(procedure, printed_on))


def sop_pictures(procedure: Procedure, *, printed_on: str, kind: Picture) -> list[bytes]:
    """The pages of the same sheet as pictures.

    Raises:
        CannotPrint: see `print_pages`.
    """
    return print_pages(_TEMPLATE, _sheet(procedure, printed_on), kind=kind)


def _sheet(procedure: Procedure, printed_on: str) -> dict[str, object]:
    identity, placed = procedure.identity, layout(procedure)
    return {
        "title": f"SOP {identity.title}",
        "language": "id",
        "printed_on": printed_on,
        "issuer": list(identity.issuing_unit),
        "facts": _facts(identity),
        "approval": [identity.approved_by_position, identity.approved_by_name],
        "lists": _lists(identity),
        "lanes": [procedure.lanes[lane].name for lane in placed.columns],
        "has_remarks": any(step.printed.remarks for step in procedure.steps.values()),
        "rows": [_row(procedure, procedure.steps[row.step], row) for row in placed.rows],
    }


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
        "title": printed.title,
        "needs": printed.requirements,
        "time": printed.time,
        "output": printed.outputs,
        "remarks": printed.remarks,
        "implied": step.implied,
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
