"""Where each shape stands and how each arrow runs.

Shapes stand in the middle of their column and row. An arrow to the next row leaves the foot of its
shape; every other one runs up or down a gutter, the strip about a border of columns where no shape
ever stands, and changes columns level with a shape it belongs to or just above or below it. So no
arrow can meet a shape of another step; which gutter it takes is decided by what it would cross.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lajur.core.grid.choosing import choose
from lajur.core.grid.ground import Ground, ground_of
from lajur.core.grid.parts import FOOT, HEAD, MIDDLE, Head, Label, Layout, Line, Row, Stub
from lajur.core.grid.routes import Route
from lajur.core.grid.tracks import Berth, berths
from lajur.core.grid.words import CHARACTER, labels_of
from lajur.core.procedure.definition import Procedure

Point = tuple[float, float]  # x, and a height that runs on from row to row


@dataclass(slots=True)
class _Drawn:
    """The arrows of one row as they are drawn."""

    lines: list[Line] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    stubs: list[Stub] = field(default_factory=list)


def layout(procedure: Procedure, *, character: float = CHARACTER) -> Layout:
    """Place every shape and run every arrow of a procedure; the same input, the same drawing.

    Args:
        character: how many columns wide a character of a word beside a shape is drawn.
    """
    ground = ground_of(procedure)
    return drawing(ground, choose(ground), character=character)


def drawing(ground: Ground, routes: Sequence[Route], *, character: float = CHARACTER) -> Layout:
    """The table with its arrows running by these ways, one for every arrow."""
    drawn = _draw(routes, berths(routes, ground.width), len(ground.steps))
    labels = labels_of(ground, routes, character)
    return Layout(
        columns=ground.lanes,
        rows=tuple(_row(ground, n, one, labels.get(n, ())) for n, one in enumerate(drawn)),
    )


def _row(ground: Ground, number: int, drawn: _Drawn, labels: Iterable[Label]) -> Row:
    return Row(
        step=ground.steps[number].id,
        shapes=ground.shapes[number],
        bond=ground.bond(number),
        lines=tuple(drawn.lines),
        heads=tuple(drawn.heads),
        labels=tuple(labels),
        stubs=tuple(drawn.stubs),
    )


def _draw(routes: Iterable[Route], stand: dict[object, Berth], rows: int) -> list[_Drawn]:
    drawn = [_Drawn() for _ in range(rows)]
    for route in routes:
        berth = stand.get(route.trunk, Berth(0.0, 0.0))
        for start, to in pairwise(_corners(route, berth.x)):
            for row, line in _pieces(route, start, to):
                drawn[row].lines.append(line)
        if route.goal is None:
            drawn[route.row].stubs.append(Stub(edge=route.edge, x=berth.x, half=berth.half))
        elif route.pointing is not None:
            head = Head(edge=route.edge, x=route.goal_x, pointing=route.pointing)
            drawn[route.goal].heads.append(head)
    return drawn


def _corners(route: Route, x: float) -> list[Point]:
    """Where a route begins, turns and ends; `x` is its place in its gutter."""
    begin = (route.x, route.row + MIDDLE)
    if route.goal is None:
        return [begin, (x, route.row + MIDDLE)]
    end = (route.goal_x, route.goal + MIDDLE)
    out = (route.x, route.leaves_at)
    if route.gutter is None:
        return [begin, out, (route.goal_x, route.leaves_at), end]
    return [
        begin,
        out,
        (x, route.leaves_at),
        (x, route.arrives_at),
        (route.goal_x, route.arrives_at),
        end,
    ]


def _pieces(route: Route, start: Point, to: Point) -> Iterator[tuple[int, Line]]:
    """A straight piece, cut where it runs from one row into the next."""
    (x1, y1), (x2, y2) = start, to
    if start == to:
        return
    if y1 == y2:
        row = int(y1)
        level = round(y1 - row, 6)
        yield row, Line(edge=route.edge, x1=x1, y1=level, x2=x2, y2=level)
        return
    top, foot = min(y1, y2), max(y1, y2)
    for row in range(int(top), int(foot) + 1):
        a, b = round(max(top - row, HEAD), 6), round(min(foot - row, FOOT), 6)
        if y1 > y2:
            a, b = b, a
        yield row, Line(edge=route.edge, x1=x1, y1=a, x2=x2, y2=b)
