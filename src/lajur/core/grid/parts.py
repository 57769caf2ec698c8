"""What a drawn SOP-AP table is made of.

x counts performer columns from the left edge (the middle of the first column is 0.5); y runs from 0
at the top of a row to 1 at its foot. Rows may have any height: every line belongs to one row.
"""

from dataclasses import dataclass
from enum import StrEnum

from lajur.core.procedure.definition import EndId, LaneId, StepId, Symbol

MIDDLE = 0.5  # of a row, where the shapes stand
HEAD = 0.0  # the top edge of a row, where arrows come in
FOOT = 1.0  # the bottom edge, where they go on


class Direction(StrEnum):
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One arrow: from a step, by an outcome, to a step or to an end."""

    source: StepId
    outcome: str | None
    target: StepId | None  # None: to the end
    end: EndId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The symbol of a step in the column of one who does it."""

    column: int
    symbol: Symbol
    joint: bool = False  # somebody who takes part or co-signs, not the performer


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """The level line that joins the shapes of those who do one activity together."""

    x1: float
    x2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight piece of an arrow within one row: upright or level."""

    edge: Edge
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The point of an arrow, touching the shape (or the end) in its column."""

    edge: Edge
    x: float
    pointing: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The word on an exit, beside the shape it leaves."""

    edge: Edge
    lines: tuple[str, ...]  # one above the other, short enough to stand in the column
    x: float
    leaving: Direction
    above: int = 0  # lines of other words that already stand there, between it and the arrow

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stub:
    """An end the paper does not draw, marked beside the decision that leads to it."""

    edge: Edge
    x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table, drawn."""

    step: StepId
    shapes: tuple[Shape, ...]
    bond: Bond | None
    lines: tuple[Line, ...]
    heads: tuple[Head, ...]
    labels: tuple[Label, ...]
    stubs: tuple[Stub, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    columns: tuple[LaneId, ...]
    rows: tuple[Row, ...]
