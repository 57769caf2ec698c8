"""The official form of an SOP AP on paper: identity block with approval, table with flowchart.

The form is that of PermenPAN-RB 35/2012 and always Indonesian, whatever its reader's language.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from lajur.core.grid.layout import layout
from lajur.core.grid.parts import FOOT, Line, Row
from lajur.core.procedure.definition import Procedure, Step
from lajur.documents.printing import PATIENCE, Picture, print_pages, print_paper
from lajur.documents.sop_identity import identity_facts
from lajur.documents.sop_words import cells, lane_name, legend, spoken

_TEMPLATE = "sop_sheet"


def sop_sheet(
    procedure: Procedure, *, printed_on: str, arms: str = "", patience: float = PATIENCE
) -> bytes:
    """The sheet of a procedure as PDF; `printed_on` is an ISO date, `arms` a picture as base64.

    It may take `patience` seconds.

    Raises:
        CannotPrint: see `print_paper`.
    """
    return print_paper(_TEMPLATE, _sheet(procedure, printed_on, arms), patience=patience)


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
    placed = layout(procedure, character=_character(len(procedure.lanes)))
    remarks = any(step.printed.remarks for step in procedure.steps.values())
    return {
        "title": f"SOP {procedure.identity.title}",
        "language": "id",
        "printed_on": printed_on,
        "arms": arms,
        **identity_facts(procedure.identity),
        "lanes": [lane_name(procedure.lanes[lane]) for lane in placed.columns],
        "remarks_title": "Keterangan" if remarks else "Ket.",
        "rows": [_row(procedure, procedure.steps[row.step], row) for row in placed.rows],
        "legend": list(legend(procedure, placed)),
    }


def _character(lanes: int) -> float:
    """Columns that a character on an arrow takes; few lanes are wider (see sop_measures.typ)."""
    return 0.05 if lanes <= 5 else 0.072


def _row(procedure: Procedure, step: Step, row: Row) -> dict[str, object]:
    return {
        "no": step.printed.no,
        "texts": cells(step),
        "spoken": spoken(procedure, step),
        "symbol": step.symbol.value,
        "shapes": [[shape.column, shape.symbol.value] for shape in row.shapes],
        "bond": [row.bond.x1, row.bond.x2] if row.bond else None,
        "lines": [[line.x1, line.y1, line.x2, line.y2] for line in row.lines],
        "heads": [[head.x, head.pointing.value] for head in row.heads],
        "labels": [[label.lines, label.x, label.place.value, label.past] for label in row.labels],
        "stubs": [[stub.x, stub.half] for stub in row.stubs],
        "leaving": sorted(set(_crossing(row, FOOT))),  # arrows that join are one
    }


def _crossing(row: Row, edge: float) -> Iterator[float]:
    """Where arrows cross one edge of the row: there a page that ends needs a connector."""
    for line in row.lines:
        yield from (x for x, y in _ends(line) if y == edge)


def _ends(line: Line) -> Iterator[tuple[float, float]]:
    yield line.x1, line.y1
    yield line.x2, line.y2
