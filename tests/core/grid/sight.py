"""A drawing as an eye sees it: which line crosses which, which share ink, what lies on what."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from lajur.core.grid.parts import (
    FOOT,
    HEAD,
    MIDDLE,
    REACH,
    TURN_IN,
    TURN_OUT,
    Edge,
    Label,
    Layout,
    Line,
    Place,
    Row,
)

CHARACTER = 0.065  # columns
NEAR = 0.04  # columns from the middle at which a word beside an upright begins
HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    foot: float

    def is_run_over(self, line: Line) -> bool:
        """Whether a line runs through the inside."""
        left, right = sorted((line.x1, line.x2))
        top, foot = sorted((line.y1, line.y2))
        return (
            left < self.right - HAIR
            and right > self.left + HAIR
            and top < self.foot - HAIR
            and foot > self.top + HAIR
        )

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right - HAIR
            and other.left < self.right - HAIR
            and self.top < other.foot - HAIR
            and other.top < self.foot - HAIR
        )


def box_of(label: Label) -> Box:
    """Where a word stands; all heights above or below the middle, as rows have any height."""
    width = CHARACTER * max(len(line) for line in label.lines)
    at_upright = label.place in (
        Place.FOOT_LEFT,
        Place.FOOT_RIGHT,
        Place.SHOULDER_LEFT,
        Place.SHOULDER_RIGHT,
    )
    near = NEAR if at_upright else REACH
    left, right = sorted(
        (label.x + label.place.sign * near, label.x + label.place.sign * (near + width))
    )
    is_above = label.place.value.startswith(("above", "shoulder"))
    return Box(left, TURN_IN, right, MIDDLE) if is_above else Box(left, MIDDLE, right, TURN_OUT)


def crossings(drawn: Layout) -> int:
    """Places where arrows that do not lead to the same step run across each other."""
    found = set()
    for number, row in enumerate(drawn.rows):
        for one, other in combinations(row.lines, 2):
            up, level = (one, other) if one.is_upright else (other, one)
            if not up.is_upright or level.is_upright or may_join(up.edge, level.edge):
                continue
            low, high = sorted((level.x1, level.x2))
            top, foot = sorted((up.y1, up.y2))
            inside = low + HAIR < up.x1 < high - HAIR and top + HAIR < level.y1 < foot - HAIR
            if inside:
                found.add((number, round(up.x1, 6), round(level.y1, 6)))
    return len(found)


def may_join(one: Edge, other: Edge) -> bool:
    """Arrows may run as one when they lead to one step, or leave one step by one outcome."""
    same_goal = one.target is not None and one.target == other.target
    return same_goal or (one.source, one.outcome) == (other.source, other.outcome)


def shared_ink(row: Row) -> Iterator[tuple[Line, Line]]:
    """Pieces of different arrows that lie on each other for more than a point."""
    for one, other in combinations(row.lines, 2):
        if one.is_upright and other.is_upright and abs(one.x1 - other.x1) < HAIR:
            low = max(min(one.y1, one.y2), min(other.y1, other.y2))
            high = min(max(one.y1, one.y2), max(other.y1, other.y2))
        elif not one.is_upright and not other.is_upright and abs(one.y1 - other.y1) < HAIR:
            low = max(min(one.x1, one.x2), min(other.x1, other.x2))
            high = min(max(one.x1, one.x2), max(other.x1, other.x2))
        else:
            continue
        if high - low > HAIR:
            yield one, other


def on_bond(row: Row) -> Iterator[Line]:
    """Level pieces that lie on the line between those who do the step together."""
    if row.bond is None:
        return
    for line in row.lines:
        low, high = sorted((line.x1, line.x2))
        if line.y1 == line.y2 == MIDDLE and low < row.bond.x2 - HAIR and high > row.bond.x1 + HAIR:
            yield line


def shapes_of(row: Row) -> Iterator[Box]:
    """The room of each symbol, as wide as any drawing of it and half the row high."""
    for shape in row.shapes:
        middle = shape.column + MIDDLE
        yield Box(middle - REACH, 0.3, middle + REACH, 0.7)


def ends(line: Line) -> Iterator[tuple[float, float]]:
    yield line.x1, line.y1
    yield line.x2, line.y2


def path(drawn: Layout, edge: Edge) -> list[tuple[float, float]]:
    """The corners of an arrow in the order it runs, heights running on from row to row."""
    pieces = [
        ((line.x1, n + line.y1), (line.x2, n + line.y2))
        for n, row in enumerate(drawn.rows)
        for line in row.lines
        if line.edge == edge
    ]
    return list(_chained(pieces, drawn, edge))


def _chained(
    pieces: list[tuple[tuple[float, float], tuple[float, float]]], drawn: Layout, edge: Edge
) -> Iterator[tuple[float, float]]:
    number = [row.step for row in drawn.rows].index(edge.source)
    own = drawn.rows[number].shapes[0].column + MIDDLE
    here = (own, number + MIDDLE)
    left = list(pieces)
    yield here
    while left:
        piece = next(one for one in left if _is_at(one[0], here))
        left.remove(piece)
        here = piece[1]
        yield here


def _is_at(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < HAIR and abs(one[1] - other[1]) < HAIR


def crossing_edge(row: Row, edge: float) -> set[tuple[Edge, float]]:
    """What runs over the upper or the lower edge of a row, and where."""
    assert edge in (HEAD, FOOT)
    return {(line.edge, x) for line in row.lines for x, y in ends(line) if y == edge}
