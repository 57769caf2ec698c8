"""The SOP-AP table for a screen: the cells of each row, with its drawing as SVG.

Positions are percentages of the row's own box, so the drawing follows any row height and column
width; shapes and points keep their size in pixels. Colours come from the stylesheet.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from lajur.core.grid.layout import layout
from lajur.core.grid.parts import (
    Bond,
    Direction,
    Head,
    Label,
    Layout,
    Line,
    Place,
    Row,
    Shape,
    Stub,
)
from lajur.core.grid.trail import NO_TRAIL, Trail
from lajur.core.procedure.definition import Procedure, Step, Symbol

_HALF_WIDTH = {Symbol.TERMINATOR: 22, Symbol.PROCESS: 21, Symbol.DECISION: 23}  # pixels
_HALF_HEIGHT = {Symbol.TERMINATOR: 12, Symbol.PROCESS: 12, Symbol.DECISION: 18}
_OUTLINE = {
    Symbol.TERMINATOR: '<rect x="-22" y="-12" width="44" height="24" rx="12"/>',
    Symbol.PROCESS: '<rect x="-21" y="-12" width="42" height="24"/>',
    Symbol.DECISION: '<path d="M-23 0 0-18 23 0 0 18Z"/>',
}
_LEADING = 11  # pixels from line to line of a word on an arrow
_HEIGHTS = (1, 2, 3, 6, 12, 24)  # lines for which grid.css knows the height of a row
_LANE = 64  # pixels of the narrowest column, see grid.css
_WORDS = 424  # of the other columns, there
_DESK = 1232  # of the table in a window of 1280, where all columns grow alike
_CHARACTER = 5.5  # of one on an arrow


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One row: the printed cells, who works in it, and its drawing."""

    step: Step
    performer: str
    drawing: SafeString
    visits: int
    lines: int  # of words on arrows that a half of the row must hold; one of _HEIGHTS
    is_live: bool
    is_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GridView:
    rows: tuple[GridRow, ...]
    has_remarks: bool  # whether the printed table has anything under Keterangan


def grid_of(procedure: Procedure, trail: Trail = NO_TRAIL) -> GridView:
    """The table of a procedure, with the way a case has gone when a trail is given."""
    placed = _placed(_Itself(procedure))
    return GridView(
        rows=tuple(_row(procedure, row, len(placed.columns), trail) for row in placed.rows),
        has_remarks=any(step.printed.remarks for step in procedure.steps.values()),
    )


class _Itself:
    """A procedure told from others by being that one: it never changes, and is read only once."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure

    def __hash__(self) -> int:
        return id(self.procedure)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.procedure is other.procedure


@lru_cache(maxsize=64)
def _placed(one: _Itself) -> Layout:
    return layout(one.procedure, character=character_of(len(one.procedure.lanes)))


def character_of(lanes: int) -> float:
    """Columns that a character on an arrow takes, as wide as so many lanes are on a desk."""
    return _CHARACTER * (_WORDS + _LANE * lanes) / (_LANE * _DESK)


def _row(procedure: Procedure, row: Row, columns: int, trail: Trail) -> GridRow:
    step = procedure.steps[row.step]
    visits = trail.visits.get(step.id, 0)
    return GridRow(
        step=step,
        performer=procedure.lanes[step.performer].name,
        drawing=mark_safe(_svg(row, columns, trail)),  # noqa: S308 built here, words escaped
        visits=visits,
        lines=_lines_of_words(row),
        is_live=step.id in trail.live,
        is_done=_is_done(step.id, trail) and step.id not in trail.live,
    )


def _lines_of_words(row: Row) -> int:
    lines = max((len(one.lines) + one.past for one in row.labels), default=0)
    return next((height for height in _HEIGHTS if lines <= height), _HEIGHTS[-1])


def _svg(row: Row, columns: int, trail: Trail) -> str:
    # Arrows taken are drawn last, so that they lie on top.
    lines = sorted(row.lines, key=lambda line: trail.has_taken(line.edge))
    parts = [
        '<svg class="alur" aria-hidden="true" focusable="false">',
        *(_separator(n, columns) for n in range(1, columns)),
        _bond(row.bond, columns) if row.bond else "",
        *(_line(line, columns, trail) for line in lines),
        *(_shape(shape, columns, row.step, trail) for shape in row.shapes),
        *(_head(head, columns, row, trail) for head in row.heads),
        *(_stub(stub, columns, trail) for stub in row.stubs),
        *(_label(label, columns, row, trail) for label in row.labels),
        "</svg>",
    ]
    return "".join(parts)


def _percent(x: float, columns: int) -> str:
    return f"{x * 100 / columns:.4g}%"


def _separator(n: int, columns: int) -> str:
    x = _percent(n, columns)
    return f'<line class="alur-batas" x1="{x}" y1="0" x2="{x}" y2="100%"/>'


def _bond(bond: Bond, columns: int) -> str:
    x1, x2 = _percent(bond.x1, columns), _percent(bond.x2, columns)
    return f'<line class="alur-ikatan" x1="{x1}" y1="50%" x2="{x2}" y2="50%"/>'


def _line(line: Line, columns: int, trail: Trail) -> str:
    return (
        f'<line class="alur-garis{_taken(trail.has_taken(line.edge))}"'
        f' x1="{_percent(line.x1, columns)}" y1="{line.y1 * 100:.3g}%"'
        f' x2="{_percent(line.x2, columns)}" y2="{line.y2 * 100:.3g}%"/>'
    )


def _shape(shape: Shape, columns: int, step: str, trail: Trail) -> str:
    state = " kini" if step in trail.live else " lalu" if _is_done(step, trail) else ""
    joint = " bersama" if shape.joint else ""
    badge = "" if shape.joint else _badge(trail.visits.get(step, 0))
    return _at(
        shape.column + 0.5,
        columns,
        f'<g class="alur-simbol{state}{joint}">{_OUTLINE[shape.symbol]}{badge}</g>',
    )


def _is_done(step: str, trail: Trail) -> bool:
    return any(source == step for source, _ in trail.taken)


def _badge(visits: int) -> str:
    return f'<text class="alur-kali" y="4">{visits}×</text>' if visits > 1 else ""


def _head(head: Head, columns: int, row: Row, trail: Trail) -> str:
    symbol = next(s.symbol for s in row.shapes if not s.joint)
    match head.pointing:
        case Direction.DOWN:
            path = f"M0 {-_HALF_HEIGHT[symbol]}l-4.5-7h9z"
        case Direction.RIGHT:
            path = f"M{-_HALF_WIDTH[symbol]} 0l-7-4.5v9z"
        case Direction.LEFT:
            path = f"M{_HALF_WIDTH[symbol]} 0l7-4.5v9z"
    state = _taken(trail.has_taken(head.edge))
    return _at(head.x, columns, f'<path class="alur-panah{state}" d="{path}"/>')


def _stub(stub: Stub, columns: int, trail: Trail) -> str:
    state = _taken(trail.has_taken(stub.edge))
    half = min(11, round(stub.half * _LANE))
    outline = f'<rect x="{-half}" y="-5" width="{2 * half}" height="10" rx="{min(half, 5)}"/>'
    return _at(stub.x, columns, f'<g class="alur-akhir{state}">{outline}</g>')


def _label(label: Label, columns: int, row: Row, trail: Trail) -> str:
    x, first = _beside(label, row)
    state = _taken(trail.has_taken(label.edge))
    anchor = "end" if label.place.sign < 0 else "start"
    lines = "".join(
        f'<text class="alur-kata{state}" x="{x}" y="{first + _LEADING * n}" text-anchor="{anchor}">'
        f"{escape(line)}</text>"
        for n, line in enumerate(label.lines)
    )
    return _at(label.x, columns, lines)


def _beside(label: Label, row: Row) -> tuple[int, int]:
    """Where a word begins and where its first line stands, in pixels from its shape's middle."""
    symbol = next(s.symbol for s in row.shapes if not s.joint)
    across, down = _HALF_WIDTH[symbol] + 1, _HALF_HEIGHT[symbol]
    past, lines, sign = _LEADING * label.past, _LEADING * (len(label.lines) - 1), label.place.sign
    match label.place:
        case Place.ABOVE_RIGHT | Place.ABOVE_LEFT:
            return sign * across, -9 - past - lines
        case Place.BELOW_RIGHT | Place.BELOW_LEFT:
            return sign * across, 12 + past
        case Place.FOOT_RIGHT | Place.FOOT_LEFT:
            return sign * 5, down + 11 + past
        case Place.SHOULDER_RIGHT | Place.SHOULDER_LEFT:
            return sign * 5, -down - 5 - past - lines


def _at(x: float, columns: int, content: str) -> str:
    return f'<svg x="{_percent(x, columns)}" y="50%" overflow="visible">{content}</svg>'


def _taken(taken: bool) -> str:
    return " ditempuh" if taken else ""
