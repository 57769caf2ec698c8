"""What a way costs among the ways already taken: length, bends, and above all what it crosses."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lajur.core.grid.ground import Ground
from lajur.core.grid.parts import MIDDLE, Direction
from lajur.core.grid.routes import SIDES, Route

# Costs, in the worth of some four columns of line. Only their order matters: first nothing that
# misleads, then no word or end run over, then the fewest crossings, then the fewest bends.
_MIXED = 1000.0  # arrows leave and arrive on one side of a shape
_SHARED = 500.0  # two outcomes leave by one side
_BONDED = 100.0  # an arrow on the line that joins those who work together
_OUTSIDE = 10.0  # a word that would stand outside the columns
_OVER_WORD = 12.0
_CROSSING = 6.0
_JOINING = 1.0  # crossing an arrow that goes to the same shape misleads nobody
_CROWDED = 0.8  # beside another arrow in one gutter
_NOT_ALONE = 6.0  # beside another arrow in the middle of a column
_MERGED = -1.5  # along with another arrow to the same shape
_BEND = 0.6
_COLUMN = 0.25
_FROM_BESIDE = 1.2  # what goes on comes in from above, what goes back from the side
_FROM_ABOVE = 1.0
_SIDEWAYS_ON = 1.0  # what goes on without a decision leaves by the foot

_WORD_HEIGHT = 0.3  # where in its row the word of a side exit stands: above the line
_WORD_WIDTH = 1.1  # columns a word may cover, from the middle of its shape


@dataclass(frozen=True, slots=True)
class _Bar:
    """Something level that uprights had better not cross: an arrow, a word, a bond."""

    height: float
    low: float
    high: float
    weight: float
    goal: int | None

    def cost(self, gutter: float, top: float, foot: float, goal: int | None) -> float:
        if not (self.low < gutter < self.high and top < self.height < foot):
            return 0.0
        return _JOINING if goal is not None and goal == self.goal else self.weight


def alone(route: Route) -> float:
    """What a way costs on an empty table."""
    length = sum(high - low for _, low, high in route.levels)
    cost = _COLUMN * length + _BEND * _bends(route)
    if route.goal is None:
        return cost
    back = route.goal <= route.row
    if back == (route.pointing is Direction.DOWN):
        cost += _FROM_ABOVE if back else _FROM_BESIDE
    if not back and route.leaving is not Direction.DOWN and route.edge.outcome is None:
        cost += _SIDEWAYS_ON
    return cost


@dataclass(slots=True)
class Board:
    """The table with the ways taken so far."""

    ground: Ground
    bars: list[list[_Bar]] = field(init=False)  # by row
    posts: list[list[Route]] = field(init=False)  # by row: what runs up or down a gutter there
    exits: dict[tuple[int, Direction], list[Route]] = field(init=False)
    arrivals: dict[tuple[int, Direction], list[Route]] = field(init=False)  # on a side of a shape

    def __post_init__(self) -> None:
        self.bars = [list(self._bond_bars(row)) for row in range(len(self.ground.steps))]
        self.posts = [[] for _ in self.ground.steps]
        self.exits, self.arrivals = defaultdict(list), defaultdict(list)

    def _bond_bars(self, row: int) -> Iterator[_Bar]:
        if (bond := self.ground.bond(row)) is not None:
            yield _Bar(row + MIDDLE, bond.x1, bond.x2, _CROSSING, None)

    def take(self, route: Route) -> None:
        for bar in self._bars(route):
            self.bars[int(bar.height)].append(bar)
        for row in _rows(route):
            self.posts[row].append(route)
        self.exits[route.row, route.leaving].append(route)
        if (side := _arrives_on(route)) is not None:
            self.arrivals[side].append(route)

    def leave(self, route: Route) -> None:
        for bar in self._bars(route):
            self.bars[int(bar.height)].remove(bar)
        for row in _rows(route):
            self.posts[row].remove(route)
        self.exits[route.row, route.leaving].remove(route)
        if (side := _arrives_on(route)) is not None:
            self.arrivals[side].remove(route)

    def cheapest(self, routes: Sequence[Route]) -> Route:
        """The way with the least cost; of equals the first.

        Args:
            routes: in the order of their cost on an empty table, so that few need a closer look.
        """
        least, best = float("inf"), routes[0]
        for route in routes:
            cost = alone(route)
            if cost + _MERGED >= least:
                break
            cost += self._sides(route)
            if cost < least:
                cost += self._crossings(route) + self._company(route)
            if cost < least:
                least, best = cost, route
        return best

    def _sides(self, route: Route) -> float:
        """What it costs to leave and to arrive by the sides it does."""
        port = route.row, route.leaving
        others = sum(one.edge.outcome != route.edge.outcome for one in self.exits[port])
        cost = _SHARED * others + _MIXED * len(self.arrivals[port])
        cost += _BONDED * self.ground.is_bonded(*port)
        if route.edge.outcome is not None and self._has_no_room(route):
            cost += _OUTSIDE
        if (side := _arrives_on(route)) is not None:
            cost += _MIXED * self._is_for_leaving(side) + _BONDED * self.ground.is_bonded(*side)
        return cost

    def _is_for_leaving(self, side: tuple[int, Direction]) -> bool:
        """Whether an arrow that came in by this side would be in the way of one that leaves."""
        row, _ = side
        used = {one for one in SIDES if self.arrivals[row, one]} | {side[1]}
        return bool(self.exits[side]) or len(used) > self.ground.sides_to_come_in_by(row)

    def _has_no_room(self, route: Route) -> bool:
        """Whether a word would stand beside the outermost side of the outermost shape."""
        column = self.ground.column(route.row)
        last = self.ground.width - 1
        return (route.leaving, column) in ((Direction.LEFT, 0), (Direction.RIGHT, last))

    def _crossings(self, route: Route) -> float:
        cost = 0.0
        if route.gutter is not None:
            top, foot = route.span
            for row in _rows(route):
                for bar in self.bars[row]:
                    cost += bar.cost(route.gutter, top, foot, route.goal)
        for bar in self._bars(route):
            for post in self.posts[int(bar.height)]:
                assert post.gutter is not None
                cost += bar.cost(post.gutter, *post.span, post.goal)
        return cost

    def _company(self, route: Route) -> float:
        """Others in the same gutter: a trunk to share, or neighbours to squeeze beside."""
        others = {
            post.trunk
            for row in _rows(route)
            for post in self.posts[row]
            if post.gutter == route.gutter
        }
        if route.trunk in others:
            return _MERGED
        return (_CROWDED if route.gutter == round(route.gutter or 0) else _NOT_ALONE) * len(others)

    def _bars(self, route: Route) -> Iterator[_Bar]:
        for height, low, high in route.levels:
            if low < high:
                yield _Bar(height, low, high, _CROSSING, route.goal)
        if route.edge.outcome is not None and route.leaving is not Direction.DOWN:
            low, high = sorted((route.x, route.x + route.leaving.sign * _WORD_WIDTH))
            yield _Bar(route.row + _WORD_HEIGHT, low, high, _OVER_WORD, None)


def _rows(route: Route) -> range:
    if route.gutter is None:
        return range(0)
    top, foot = route.span
    return range(int(top), int(foot) + 1)


def _arrives_on(route: Route) -> tuple[int, Direction] | None:
    """The row and the side of the shape an arrow comes in at; None: from above, or nowhere."""
    if route.goal is None or route.pointing is Direction.DOWN:
        return None
    side = Direction.LEFT if route.pointing is Direction.RIGHT else Direction.RIGHT
    return route.goal, side


def _bends(route: Route) -> int:
    if route.gutter is None or route.goal is None:
        return 0
    bends = 2 * (route.gutter != route.x) if route.leaving is Direction.DOWN else 1
    return bends + (2 * (route.gutter != route.goal_x) if route.pointing is Direction.DOWN else 1)
