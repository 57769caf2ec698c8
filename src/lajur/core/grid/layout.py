"""Where each shape stands and how each arrow runs.

Shapes stand in the middle of their column and row. An arrow to the next row leaves the foot of its
shape; every other one leaves a side and runs up or down a gutter, the strip beside a column, where
no shape ever stands. Arrows come in from above; one that goes back comes in from the gutter's side.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import wrap

from lajur.core.grid.parts import (
    FOOT,
    HEAD,
    MIDDLE,
    Bond,
    Direction,
    Edge,
    Head,
    Label,
    Layout,
    Line,
    Row,
    Shape,
    Stub,
)
from lajur.core.procedure.definition import LaneId, Procedure, Step, StepId, Symbol

_TURN_OUT = 0.94  # the height, in the row it leaves, at which an arrow turns to another column
_TURN_IN = 0.07  # the height, in the row it reaches, at which it turns to its column
_TRACK = 0.07  # columns between arrows that share a gutter
_WIDE = 4  # of them on one side of a boundary; more stand closer together
_REACH = 0.42  # columns from a boundary within which all of them stand, clear of every shape
_STUB = 0.48  # columns from the middle of a decision to an end marked beside it, clear of it
_WORDS = 10  # characters of a line of a word beside a shape, unless a single word is longer
_STEP = {Direction.LEFT: -1, Direction.RIGHT: 1}


@dataclass(slots=True)
class _Drawn:
    """One row as it grows."""

    shapes: list[Shape] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    stubs: list[Stub] = field(default_factory=list)


@dataclass(slots=True)
class _Sheet:
    """The drawing as it grows."""

    procedure: Procedure
    number: dict[StepId, int]  # row of a step, from 0
    column: dict[LaneId, int]
    rows: list[_Drawn]
    tracks: dict[int, list[tuple[int, int, int]]] = field(  # by gutter: first row, last row, track
        default_factory=lambda: defaultdict(list)
    )

    def x(self, step: StepId) -> float:
        return self.column[self.procedure.steps[step].performer] + MIDDLE

    def line(
        self, row: int, edge: Edge, start: tuple[float, float], to: tuple[float, float]
    ) -> None:
        if start != to:
            line = Line(edge=edge, x1=start[0], y1=start[1], x2=to[0], y2=to[1])
            self.rows[row].lines.append(line)

    def gutter(self, boundary: int, first: int, last: int) -> float:
        """A free x beside a column boundary, for an arrow that runs through these rows."""
        taken = {t for a, b, t in self.tracks[boundary] if a <= last and first <= b}
        track = next(n for n in range(len(taken) + 1) if n not in taken)
        self.tracks[boundary].append((first, last, track))
        if boundary == 0:
            return _offset(track + 1)
        if boundary == len(self.column):
            return boundary - _offset(track + 1)
        return boundary + (1 if track % 2 == 0 else -1) * _offset(track // 2 + 1)

    def is_clear(self, row: int, x1: float, x2: float) -> bool:
        """Whether no shape of the row stands strictly between two places."""
        low, high = sorted((x1, x2))
        return not any(low < s.column + MIDDLE < high for s in self.rows[row].shapes)


def _offset(place: int) -> float:
    """Columns from the boundary to the first, second … arrow on one side of it."""
    near = min(place, _WIDE)
    return _TRACK * near + (_REACH - _TRACK * _WIDE) * (1 - near / place)


def layout(procedure: Procedure) -> Layout:
    """Place every shape and run every arrow of a procedure; the same input, the same drawing."""
    steps = list(procedure.steps)
    sheet = _Sheet(
        procedure=procedure,
        number={step: n for n, step in enumerate(steps)},
        column={lane: n for n, lane in enumerate(procedure.lanes)},
        rows=[_Drawn() for _ in steps],
    )
    for step in procedure.steps.values():
        _place(sheet, step)
    for step in procedure.steps.values():
        _run_arrows(sheet, step)
    return Layout(
        columns=tuple(procedure.lanes),
        rows=tuple(_row(step, drawn) for step, drawn in zip(steps, sheet.rows, strict=True)),
    )


def _row(step: StepId, drawn: _Drawn) -> Row:
    return Row(
        step=step,
        shapes=tuple(drawn.shapes),
        bond=_bond(drawn.shapes),
        lines=tuple(drawn.lines),
        heads=tuple(drawn.heads),
        labels=tuple(drawn.labels),
        stubs=tuple(drawn.stubs),
    )


def _bond(shapes: list[Shape]) -> Bond | None:
    if len(shapes) == 1:
        return None
    columns = [shape.column for shape in shapes]
    return Bond(x1=min(columns) + MIDDLE, x2=max(columns) + MIDDLE)


def _place(sheet: _Sheet, step: Step) -> None:
    row = sheet.number[step.id]
    own = sheet.column[step.performer]
    sheet.rows[row].shapes.append(Shape(column=own, symbol=step.symbol))
    others = {sheet.column[lane] for lane in (*step.participants, *step.cosigners)} - {own}
    for column in sorted(others):
        sheet.rows[row].shapes.append(Shape(column=column, symbol=Symbol.PROCESS, joint=True))


def _run_arrows(sheet: _Sheet, step: Step) -> None:
    used: list[Direction] = []
    for edge in sorted(_edges(step), key=lambda edge: not _needs_its_side(sheet, edge)):
        if edge.target is None:
            if step.is_decision:
                _mark_end(sheet, edge, _side(sheet, edge, used))
        elif sheet.number[edge.target] == sheet.number[edge.source] + 1:
            _run_down(sheet, edge)
        else:
            _run_round(sheet, edge, _side(sheet, edge, used))


def _edges(step: Step) -> Iterator[Edge]:
    for outcome in step.outcomes:
        if outcome.end is not None:
            yield Edge(source=step.id, outcome=outcome.label, target=None, end=outcome.end)
        for target in outcome.targets:
            yield Edge(source=step.id, outcome=outcome.label, target=target)


def _comes_beside(sheet: _Sheet, edge: Edge) -> bool:
    """Whether an arrow back comes in beside its goal: the way there is clear of shapes."""
    if edge.target is None or sheet.number[edge.target] > sheet.number[edge.source]:
        return False
    return sheet.is_clear(sheet.number[edge.source], sheet.x(edge.source), sheet.x(edge.target))


def _needs_its_side(sheet: _Sheet, edge: Edge) -> bool:
    """Whether only one side will do: straight across the row to the gutter of its goal."""
    if edge.target is None or not _comes_beside(sheet, edge):
        return False
    return sheet.x(edge.source) != sheet.x(edge.target)


def _side(sheet: _Sheet, edge: Edge, used: list[Direction]) -> Direction:
    """The side an arrow leaves by: towards its goal or more room, unless another one does."""
    wanted = _towards(sheet, edge)
    if wanted in used and _opposite(wanted) not in used and not _needs_its_side(sheet, edge):
        wanted = _opposite(wanted)
    used.append(wanted)
    return wanted


def _towards(sheet: _Sheet, edge: Edge) -> Direction:
    x = sheet.x(edge.source)
    goal = x if edge.target is None else sheet.x(edge.target)
    if goal != x:
        return Direction.RIGHT if goal > x else Direction.LEFT
    has_room = x + 1 < len(sheet.column) or len(sheet.column) == 1
    return Direction.RIGHT if has_room else Direction.LEFT


def _run_down(sheet: _Sheet, edge: Edge) -> None:
    """From the foot of a shape to the head of the one in the next row."""
    assert edge.target is not None
    row, x1, x2 = sheet.number[edge.source], sheet.x(edge.source), sheet.x(edge.target)
    if x1 == x2:
        sheet.line(row, edge, (x1, MIDDLE), (x1, FOOT))
    else:
        sheet.line(row, edge, (x1, MIDDLE), (x1, _TURN_OUT))
        sheet.line(row, edge, (x1, _TURN_OUT), (x2, _TURN_OUT))
        sheet.line(row, edge, (x2, _TURN_OUT), (x2, FOOT))
    _arrive(sheet, edge, x2)
    _word(sheet, edge, x1, Direction.DOWN)


def _run_round(sheet: _Sheet, edge: Edge, side: Direction) -> None:
    """By a gutter, past the rows between, forward or back."""
    assert edge.target is not None
    row, goal = sheet.number[edge.source], sheet.number[edge.target]
    x1, x2 = sheet.x(edge.source), sheet.x(edge.target)
    beside_goal = _comes_beside(sheet, edge)
    outward = _opposite(side) if beside_goal and x1 != x2 else side
    boundary = round((x2 if beside_goal else x1) + _STEP[outward] * MIDDLE)
    x = sheet.gutter(boundary, min(row, goal), max(row, goal))
    sheet.line(row, edge, (x1, MIDDLE), (x, MIDDLE))
    _pass_rows(sheet, edge, x)
    _come_beside(sheet, edge, x) if beside_goal else _come_from_above(sheet, edge, x)
    _word(sheet, edge, x1, Direction.RIGHT if x > x1 else Direction.LEFT)


def _opposite(side: Direction) -> Direction:
    return Direction.LEFT if side is Direction.RIGHT else Direction.RIGHT


def _pass_rows(sheet: _Sheet, edge: Edge, x: float) -> None:
    """The upright of the gutter: out of the source's row and through those between."""
    assert edge.target is not None
    row, goal = sheet.number[edge.source], sheet.number[edge.target]
    if row != goal:
        sheet.line(row, edge, (x, MIDDLE), (x, FOOT if goal > row else HEAD))
    for between in range(min(row, goal) + 1, max(row, goal)):
        sheet.line(between, edge, (x, HEAD), (x, FOOT))


def _come_from_above(sheet: _Sheet, edge: Edge, x: float) -> None:
    assert edge.target is not None
    row, goal = sheet.number[edge.source], sheet.number[edge.target]
    x2 = sheet.x(edge.target)
    edge_of_row = HEAD if goal > row else FOOT if goal < row else MIDDLE
    sheet.line(goal, edge, (x, edge_of_row), (x, _TURN_IN))
    sheet.line(goal, edge, (x, _TURN_IN), (x2, _TURN_IN))
    sheet.line(goal, edge, (x2, _TURN_IN), (x2, MIDDLE))
    sheet.rows[goal].heads.append(Head(edge=edge, x=x2, pointing=Direction.DOWN))


def _come_beside(sheet: _Sheet, edge: Edge, x: float) -> None:
    assert edge.target is not None
    row, goal = sheet.number[edge.source], sheet.number[edge.target]
    x2 = sheet.x(edge.target)
    if row != goal:
        sheet.line(goal, edge, (x, FOOT), (x, MIDDLE))
    sheet.line(goal, edge, (x, MIDDLE), (x2, MIDDLE))
    pointing = Direction.LEFT if x > x2 else Direction.RIGHT
    sheet.rows[goal].heads.append(Head(edge=edge, x=x2, pointing=pointing))


def _arrive(sheet: _Sheet, edge: Edge, x: float) -> None:
    assert edge.target is not None
    goal = sheet.number[edge.target]
    sheet.line(goal, edge, (x, HEAD), (x, MIDDLE))
    sheet.rows[goal].heads.append(Head(edge=edge, x=x, pointing=Direction.DOWN))


def _mark_end(sheet: _Sheet, edge: Edge, side: Direction) -> None:
    row, x1 = sheet.number[edge.source], sheet.x(edge.source)
    x = x1 + _STEP[side] * _STUB
    sheet.line(row, edge, (x1, MIDDLE), (x, MIDDLE))
    sheet.rows[row].stubs.append(Stub(edge=edge, x=x))
    _word(sheet, edge, x1, side)


def _word(sheet: _Sheet, edge: Edge, x: float, leaving: Direction) -> None:
    if edge.outcome is None:
        return
    labels = sheet.rows[sheet.number[edge.source]].labels
    said = any(one.edge.outcome == edge.outcome and one.leaving is leaving for one in labels)
    if not said:  # a fork says the word of its outcome once on each side
        above = sum(len(one.lines) for one in labels if one.leaving is leaving)
        lines = tuple(wrap(edge.outcome, _WORDS, break_long_words=False, break_on_hyphens=False))
        labels.append(Label(edge=edge, lines=lines, x=x, leaving=leaving, above=above))
