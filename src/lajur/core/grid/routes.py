"""The ways an arrow may take across the table."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor

from lajur.core.grid.ground import Ground
from lajur.core.grid.parts import MIDDLE, TURN_IN, TURN_OUT, Direction, Edge

SIDES = (Direction.LEFT, Direction.RIGHT)
_STUB = 0.1  # of a row, above and below the middle, that an end beside a decision covers

# What crossing costs, in the worth of some four columns of line; see board.py for the other costs.
OVER_WORD = 12.0
CROSSING = 6.0
JOINING = 1.0  # crossing an arrow that goes to the same shape misleads nobody

_WORD_HEIGHT = 0.3  # where in its row the word of a side exit stands: above the line
_WORD_WIDTH = 1.1  # columns a word may cover, from the middle of its shape


@dataclass(frozen=True, slots=True)
class Bar:
    """Something level that uprights had better not cross: an arrow, a word, a bond."""

    height: float
    low: float
    high: float
    weight: float
    goal: int | None

    @property
    def row(self) -> int:
        return int(self.height)

    @property
    def gutters(self) -> slice:
        """The places of the gutters it runs across."""
        return slice(floor(2 * self.low) + 1, ceil(2 * self.high))

    def over(self, goal: int | None) -> float:
        """What crossing it costs an arrow that leads to that row."""
        return JOINING if goal is not None and goal == self.goal else self.weight

    def is_crossed(self, route: "Route") -> bool:
        top, foot = route.span
        return self.low < (route.gutter or 0) < self.high and top < self.height < foot


@dataclass(frozen=True)
class Route:
    """One way for one arrow: out of a shape, along a gutter, into another shape.

    Heights here run on from row to row: 3.5 is the middle of row 3. A gutter is told by the border
    of columns it lies about (2 is that of the columns 1 and 2), or by the middle of a column no
    shape stands in (2.5); where in it the arrow runs is settled when all its neighbours are known.
    """

    edge: Edge
    row: int
    x: float  # of the shape it leaves
    leaving: Direction
    gutter: float | None  # None: straight down to the next row
    goal: int | None = None  # the row it comes to; None: an end beside the decision
    goal_x: float = 0.0
    pointing: Direction | None = None

    @cached_property
    def leaves_at(self) -> float:
        return self.row + (TURN_OUT if self.leaving is Direction.DOWN else MIDDLE)

    @cached_property
    def arrives_at(self) -> float:
        assert self.goal is not None
        return self.goal + (TURN_IN if self.pointing is Direction.DOWN else MIDDLE)

    @cached_property
    def span(self) -> tuple[float, float]:
        """From where to where it runs up or down its gutter."""
        if self.goal is None:
            return self.leaves_at - _STUB, self.leaves_at + _STUB
        return min(self.leaves_at, self.arrives_at), max(self.leaves_at, self.arrives_at)

    @cached_property
    def levels(self) -> tuple[tuple[float, float, float], ...]:
        """Its level pieces: height, from x, to x; the gutter counted as its middle."""
        if self.gutter is None:
            return (_level(self.leaves_at, self.x, self.goal_x),)
        first = _level(self.leaves_at, self.x, self.gutter)
        if self.goal is None:
            return (first,)
        return first, _level(self.arrives_at, self.goal_x, self.gutter)

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """Its level pieces, and its word when that stands beside one."""
        bars = [
            Bar(height, low, high, CROSSING, self.goal)
            for height, low, high in self.levels
            if low < high
        ]
        if self.edge.outcome is not None and self.leaving is not Direction.DOWN:
            low, high = sorted((self.x, self.x + self.leaving.sign * _WORD_WIDTH))
            bars.append(Bar(self.row + _WORD_HEIGHT, max(low, 0.0), high, OVER_WORD, None))
        return tuple(bars)

    @cached_property
    def joints(self) -> tuple[tuple[float, Direction], ...]:
        """Where its level pieces meet the gutter, and on which side."""
        assert self.gutter is not None
        first = (self.leaves_at, _side(self.x, self.gutter))
        if self.goal is None:
            return (first,)
        return first, (self.arrives_at, _side(self.goal_x, self.gutter))

    @cached_property
    def trunk(self) -> object:
        """Arrows of one trunk run as one line: they come to the same shape by the same gutter."""
        if self.goal is None:
            return self.edge
        return self.gutter, self.goal, self.pointing


def _side(x: float, gutter: float) -> Direction:
    return Direction.LEFT if x < gutter else Direction.RIGHT


def _level(height: float, x: float, other: float) -> tuple[float, float, float]:
    return height, min(x, other), max(x, other)


def ways(ground: Ground, edge: Edge) -> list[Route]:
    """Every way an arrow may take; never through a shape, for it keeps to gutters and edges."""
    row = ground.row[edge.source]
    if edge.target is None:
        return [_to_end(ground, edge, row, side) for side in SIDES]
    goal = ground.row[edge.target]
    return [
        Route(edge, row, ground.x(row), leaving, gutter, goal, ground.x(goal), pointing)
        for leaving, gutter in _exits(ground, row, goal)
        for pointing in _entries(ground, row, goal, gutter)
    ]


def straight(ground: Ground, edge: Edge) -> Route | None:
    """From the foot of a shape to the head of the one in the next row; None: it leads elsewhere."""
    row = ground.row[edge.source]
    if edge.target is None or ground.row[edge.target] != row + 1:
        return None
    x, goal_x = ground.x(row), ground.x(row + 1)
    return Route(edge, row, x, Direction.DOWN, None, row + 1, goal_x, Direction.DOWN)


def _to_end(ground: Ground, edge: Edge, row: int, side: Direction) -> Route:
    return Route(edge, row, ground.x(row), side, ground.reach(row, side)[0])


def _exits(ground: Ground, row: int, goal: int) -> Iterator[tuple[Direction, float]]:
    for side in SIDES:
        yield from ((side, gutter) for gutter in ground.reach(row, side))
    if goal > row:
        yield from ((Direction.DOWN, gutter) for gutter in range(ground.width + 1))
        for column in sorted({ground.column(row), ground.column(goal)}):
            if ground.is_empty(column, range(row + 1, goal)):
                yield Direction.DOWN, column + MIDDLE


def _entries(ground: Ground, row: int, goal: int, gutter: float) -> Iterator[Direction]:
    yield Direction.DOWN
    if goal == row:
        return
    if gutter in ground.reach(goal, Direction.LEFT):
        yield Direction.RIGHT
    if gutter in ground.reach(goal, Direction.RIGHT):
        yield Direction.LEFT
