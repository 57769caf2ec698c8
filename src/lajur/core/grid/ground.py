"""Where the shapes stand, before any arrow is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass

from lajur.core.grid.parts import MIDDLE, Bond, Direction, Edge, Shape
from lajur.core.procedure.definition import LaneId, Procedure, Step, StepId, Symbol

_SIDES = 2  # of a shape, left and right


@dataclass(frozen=True, slots=True)
class Ground:
    """Rows of steps and columns of lanes, both counted from 0."""

    lanes: tuple[LaneId, ...]
    steps: tuple[Step, ...]
    row: dict[StepId, int]
    shapes: tuple[tuple[Shape, ...], ...]  # by row, the performer's first
    bonded: frozenset[tuple[int, Direction]]  # sides the line to those who take part leaves by
    spare: tuple[int, ...]  # by row: how many of its two sides no way out of a shape needs

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.lanes)

    def column(self, row: int) -> int:
        """The column of the performer."""
        return self.shapes[row][0].column

    def x(self, row: int) -> float:
        return self.column(row) + MIDDLE

    def bond(self, row: int) -> Bond | None:
        columns = [shape.column for shape in self.shapes[row]]
        if len(columns) == 1:
            return None
        return Bond(x1=min(columns) + MIDDLE, x2=max(columns) + MIDDLE)

    def is_empty(self, column: int, rows: range) -> bool:
        """Whether no shape stands in a column in any of these rows."""
        return all(shape.column != column for row in rows for shape in self.shapes[row])

    def reach(self, row: int, side: Direction) -> range:
        """The gutters a level line from that side of the performer's shape comes to, nearest first.

        The gutter n lies between the columns n - 1 and n; the first and the last have one side.
        """
        own = self.column(row)
        if side is Direction.RIGHT:
            beyond = [shape.column for shape in self.shapes[row] if shape.column > own]
            return range(own + 1, min(beyond, default=self.width) + 1)
        before = [shape.column for shape in self.shapes[row] if shape.column < own]
        return range(own, max(before, default=-1), -1)


def ground_of(procedure: Procedure) -> Ground:
    """The steps of a procedure as rows, its lanes as columns."""
    column = {lane: n for n, lane in enumerate(procedure.lanes)}
    steps = tuple(procedure.steps.values())
    row = {step.id: n for n, step in enumerate(steps)}
    shapes = tuple(tuple(_shapes(step, column)) for step in steps)
    return Ground(
        lanes=tuple(procedure.lanes),
        steps=steps,
        row=row,
        shapes=shapes,
        bonded=frozenset((n, side) for n, some in enumerate(shapes) for side in _bonded(some)),
        spare=tuple(_spare(step, row) for step in steps),
    )


def _bonded(shapes: tuple[Shape, ...]) -> Iterator[Direction]:
    own, *others = (shape.column for shape in shapes)
    yield from (Direction.RIGHT if other > own else Direction.LEFT for other in others)


def _spare(step: Step, row: dict[StepId, int]) -> int:
    """The foot serves one way on; each other way out takes a side."""
    ways = {edge.outcome: edge.target for edge in edges_of(step)}
    goes_on = any(target and row[target] > row[step.id] for target in ways.values())
    return max(0, _SIDES - len(ways) + goes_on)


def _shapes(step: Step, column: dict[LaneId, int]) -> Iterator[Shape]:
    own = column[step.performer]
    yield Shape(column=own, symbol=step.symbol)
    others = {column[lane] for lane in (*step.participants, *step.cosigners)} - {own}
    for other in sorted(others):
        yield Shape(column=other, symbol=Symbol.PROCESS, joint=True)


def edges_of(step: Step) -> Iterator[Edge]:
    """The arrows that leave a step; an end is drawn beside decisions only."""
    for outcome in step.outcomes:
        if outcome.end is not None and step.is_decision:
            yield Edge(source=step.id, outcome=outcome.label, target=None, end=outcome.end)
        for target in outcome.targets:
            yield Edge(source=step.id, outcome=outcome.label, target=target)
