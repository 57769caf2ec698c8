"""What a drawn SOP-AP table is made of.

x counts performer columns from the left edge (the middle of the first column is 0.5); y runs from 0
at the top of a row to 1 at its foot. Rows may have any height: every line belongs to one row.
Whoever draws it keeps every symbol within `REACH` of the middle of its column; nearer to a border
of columns than that, in the gutter, run the arrows.
"""

from dataclasses import dataclass
from enum import StrEnum

from lajur.core.procedure.definition import EndId, LaneId, StepId, Symbol

MIDDLE = 0.5  # of a row, where the shapes stand
HEAD = 0.0  # the top edge of a row, where arrows come in
FOOT = 1.0  # the bottom edge, where they go on
TURN_IN = 0.07  # the height at which an arrow turns to the column of the shape it comes to
TURN_OUT = 0.94  # the height at which one from the foot of a shape turns away from its column
REACH = 0.37  # columns from the middle of its own that a symbol may cover


class Direction(StrEnum):
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"

    @property
    def sign(self) -> int:
        """-1 to the left, 1 to the right, 0 down."""
        return (self is Direction.RIGHT) - (self is Direction.LEFT)


class Place(StrEnum):
    """Where a word stands: beside the level line it belongs to, or beside the upright one below."""

    ABOVE_RIGHT = "above_right"
    BELOW_RIGHT = "below_right"
    ABOVE_LEFT = "above_left"
    BELOW_LEFT = "below_left"
    FOOT_RIGHT = "foot_right"
    FOOT_LEFT = "foot_left"
    SHOULDER_RIGHT = "shoulder_right"  # over the shape, within its column: where all else is taken
    SHOULDER_LEFT = "shoulder_left"

    @property
    def sign(self) -> int:
        """-1 when the word runs to the left of its shape, 1 when it runs to the right."""
        return -1 if self.value.endswith("left") else 1


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

    @property
    def is_upright(self) -> bool:
        return self.x1 == self.x2


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The point of an arrow, touching the shape in its column."""

    edge: Edge
    x: float
    pointing: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The word on an exit, beside the shape it leaves."""

    edge: Edge
    lines: tuple[str, ...]  # one above the other
    x: float  # the middle of the shape
    place: Place
    past: int = 0  # lines of other words in the same place, between it and the arrow


@dataclass(frozen=True, slots=True, kw_only=True)
class Stub:
    """An end the paper does not draw, marked beside the decision that leads to it."""

    edge: Edge
    x: float
    half: float  # of its width


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
