"""What a way costs among the ways already taken: length, bends, and above all what it crosses."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lajur.core.grid.ground import Ground
from lajur.core.grid.parts import MIDDLE, Direction
from lajur.core.grid.routes import CROSSING, JOINING, SIDES, Bar, Route
from lajur.core.grid.runs import crossed, meet

# Costs, in the worth of some four columns of line. Only their order matters: first nothing that
# misleads, then no word or end run over, then the fewest crossings, then the fewest bends.
_MIXED = 1000.0  # arrows leave and arrive on one side of a shape
_SHARED = 500.0  # two outcomes leave by one side
_BONDED = 100.0  # an arrow on the line that joins those who work together
_OUTSIDE = 10.0  # a word that would stand outside the columns
_CROWDED = 0.8  # beside another arrow in one gutter
_NOT_ALONE = 6.0  # beside another arrow in the middle of a column
_MERGED = -1.5  # along with another arrow to the same shape
_BEND = 0.6
_COLUMN = 0.25
_FROM_BESIDE = 1.2  # what goes on comes in from above, what goes back from the side
_FROM_ABOVE = 1.0
_SIDEWAYS_ON = 1.0  # what goes on without a decision leaves by the foot


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
    """The table with the ways taken so far.

    What a long arrow crosses is read off sums by row and gutter, so that its cost does not grow
    with all that is drawn beside it. A gutter's place among them is twice its number.
    """

    ground: Ground
    bars: list[list[Bar]] = field(init=False)  # by row
    passing: list[list[Route]] = field(init=False)  # by row: what begins or ends a run there
    gutters: list[list[Route]] = field(init=False)  # what runs in each gutter
    weight: list[list[float]] = field(init=False)  # of the bars across a gutter, row by row
    through: list[list[int]] = field(init=False)  # by row: how many run through in each gutter
    to: dict[int | None, list[Route]] = field(init=False)  # by the row they lead to
    exits: dict[tuple[int, Direction], list[Route]] = field(init=False)
    arrivals: dict[tuple[int, Direction], list[Route]] = field(init=False)  # on a side of a shape

    def __post_init__(self) -> None:
        rows, places = len(self.ground.steps), 2 * self.ground.width + 1
        self.bars, self.passing = [[] for _ in range(rows)], [[] for _ in range(rows)]
        self.gutters = [[] for _ in range(places)]
        self.weight = [[0.0] * rows for _ in range(places)]
        self.through = [[0] * places for _ in range(rows)]
        self.to, self.exits, self.arrivals = defaultdict(list), defaultdict(list), defaultdict(list)
        for row in range(rows):
            if (bond := self.ground.bond(row)) is not None:
                self._weigh(Bar(row + MIDDLE, bond.x1, bond.x2, CROSSING, None), 1)

    def take(self, route: Route) -> None:
        for bar in route.bars:
            self._weigh(bar, 1)
        self._run(route, 1)
        for kept in self._kept(route):
            kept.append(route)

    def leave(self, route: Route) -> None:
        for bar in route.bars:
            self._weigh(bar, -1)
        self._run(route, -1)
        for kept in self._kept(route):
            kept.remove(route)

    def _weigh(self, bar: Bar, sign: int) -> None:
        self.bars[bar.row].append(bar) if sign > 0 else self.bars[bar.row].remove(bar)
        for across in self.weight[bar.gutters]:
            across[bar.row] += sign * bar.weight

    def _run(self, route: Route, sign: int) -> None:
        if route.gutter is not None:
            for row in _inside(route):
                self.through[row][_place(route)] += sign

    def _kept(self, route: Route) -> Iterator[list[Route]]:
        yield self.exits[route.row, route.leaving]
        yield self.to[route.goal]
        if (side := _arrives_on(route)) is not None:
            yield self.arrivals[side]
        if route.gutter is not None:
            yield self.gutters[_place(route)]
            yield from (self.passing[row] for row in _ends(route))

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
        cost += _BONDED * (port in self.ground.bonded)
        if route.edge.outcome is not None and self._has_no_room(route):
            cost += _OUTSIDE
        if (side := _arrives_on(route)) is not None:
            cost += _MIXED * self._is_for_leaving(side) + _BONDED * (side in self.ground.bonded)
        return cost

    def _is_for_leaving(self, side: tuple[int, Direction]) -> bool:
        """Whether an arrow that came in by this side would be in the way of one that leaves."""
        row, _ = side
        used = {one for one in SIDES if self.arrivals[row, one]} | {side[1]}
        return bool(self.exits[side]) or len(used) > self.ground.spare[row]

    def _has_no_room(self, route: Route) -> bool:
        """Whether a word would stand beside the outermost side of the outermost shape."""
        column = self.ground.column(route.row)
        last = self.ground.width - 1
        return (route.leaving, column) in ((Direction.LEFT, 0), (Direction.RIGHT, last))

    def _crossings(self, route: Route) -> float:
        return self._crossed_by_run(route) + sum(
            self._crossed_by_level(bar, route.goal) for bar in route.bars
        )

    def _crossed_by_run(self, route: Route) -> float:
        if route.gutter is None:
            return 0.0
        inside = _inside(route)
        cost = sum(self.weight[_place(route)][inside.start : inside.stop])
        for row in _ends(route):
            cost += sum(bar.over(route.goal) for bar in self.bars[row] if bar.is_crossed(route))
        for other in self.to[route.goal] if route.goal is not None else ():
            cost -= sum(
                bar.weight - JOINING
                for bar in other.bars
                if bar.goal == route.goal and bar.row in inside and bar.is_crossed(route)
            )
        return cost

    def _crossed_by_level(self, bar: Bar, goal: int | None) -> float:
        row = bar.row
        cost = bar.weight * sum(self.through[row][bar.gutters])
        for post in self.passing[row]:
            if bar.is_crossed(post):
                cost += bar.over(post.goal)
        for post in self.to[goal] if bar.goal is not None else ():
            if row in _inside(post) and bar.is_crossed(post):
                cost -= bar.weight - JOINING
        return cost

    def _company(self, route: Route) -> float:
        """Others in the same gutter: a trunk to share, or neighbours to squeeze beside."""
        if route.gutter is None:
            return 0.0
        beside = [post for post in self.gutters[_place(route)] if meet(post, route)]
        others = {post.trunk: post for post in beside}
        if route.trunk in others:
            return _MERGED
        each = _NOT_ALONE if route.gutter % 1 else _CROWDED
        return sum(each + CROSSING * _entangled(route, post) for post in others.values())


def _entangled(one: Route, other: Route) -> int:
    """How often two in one gutter cross, whichever stands on the left."""
    if one.goal is not None and one.goal == other.goal:
        return 0
    return min(crossed(one, other), crossed(other, one))


def _place(route: Route) -> int:
    return round(2 * (route.gutter or 0))


def _ends(route: Route) -> set[int]:
    """The rows in which it turns into its gutter and out of it."""
    return {int(height) for height in route.span}


def _inside(route: Route) -> range:
    """The rows it runs through from head to foot."""
    if route.gutter is None:
        return range(0)
    top, foot = route.span
    return range(int(top) + 1, int(foot))


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
