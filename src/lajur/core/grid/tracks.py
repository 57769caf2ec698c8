"""Where in its gutter each arrow runs: side by side, in the order in which they cross least."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from lajur.core.grid.parts import MIDDLE, REACH, Direction
from lajur.core.grid.routes import Route
from lajur.core.grid.runs import crossed, meet

_ROOM = MIDDLE - REACH - 0.01  # columns on either side of a boundary that no shape reaches
_APART = 0.12  # columns from arrow to arrow, while there is room
_STUB_UNITS = 2  # places that an end beside a decision takes
_STUB = 0.11, 0.02  # half its width and how far it leans to its shape, when it stands alone
_ROUNDS = 3  # of putting each trunk where it crosses least


@dataclass(slots=True)
class Trunk:
    """Arrows that run as one line along a gutter."""

    top: float
    foot: float
    joints: set[tuple[float, Direction]] = field(default_factory=set)
    is_end: bool = False

    @property
    def span(self) -> tuple[float, float]:
        return self.top, self.foot

    @property
    def units(self) -> int:
        return _STUB_UNITS if self.is_end else 1


@dataclass(frozen=True, slots=True)
class Berth:
    """Where a trunk runs, and how much room it has on either side."""

    x: float
    half: float


def berths(routes: Iterable[Route], width: int) -> dict[object, Berth]:
    """The place of every trunk, by `Route.trunk`; `width` is the number of columns."""
    gutters: dict[float, dict[object, Trunk]] = defaultdict(dict)
    for route in routes:
        if route.gutter is not None:
            _join(gutters[route.gutter], route)
    found: dict[object, Berth] = {}
    for gutter, trunks in gutters.items():
        for cluster in _clusters(trunks):
            found |= _stand(cluster, gutter, width)
    return found


def _join(trunks: dict[object, Trunk], route: Route) -> None:
    top, foot = route.span
    trunk = trunks.setdefault(route.trunk, Trunk(top, foot, is_end=route.goal is None))
    trunk.top, trunk.foot = min(trunk.top, top), max(trunk.foot, foot)
    trunk.joints.update(route.joints)


def _clusters(trunks: Mapping[object, Trunk]) -> Iterator[dict[object, Trunk]]:
    """Trunks that must stand beside each other, for each meets another of them."""
    cluster: dict[object, Trunk] = {}
    foot = float("-inf")
    for key, trunk in sorted(trunks.items(), key=lambda item: (item[1].top, item[1].foot)):
        if trunk.top > foot and cluster:
            yield cluster
            cluster = {}
        cluster[key] = trunk
        foot = max(foot, trunk.foot)
    if cluster:
        yield cluster


def _stand(cluster: dict[object, Trunk], gutter: float, width: int) -> dict[object, Berth]:
    ordered = _order(list(cluster.values()))
    slots = _slots(ordered)
    units = [1] * (max(slots.values()) + 1)
    for trunk in ordered:
        units[slots[id(trunk)]] = max(units[slots[id(trunk)]], trunk.units)
    room = _ROOM if gutter == round(gutter) else REACH
    low = 0.0 if gutter == 0 else -room
    high = 0.0 if gutter == width else room
    places = _places(units, low, high, leans=_lean(ordered) if room == _ROOM else 0)
    if low < 0 < high and len(ordered) == 1 and ordered[0].is_end:
        half, leaning = _STUB
        places = [(_lean(ordered) * leaning, half)]
    return {
        key: Berth(gutter + places[slots[id(trunk)]][0], places[slots[id(trunk)]][1])
        for key, trunk in cluster.items()
    }


def _order(trunks: list[Trunk]) -> list[Trunk]:
    """From left to right, so that they cross as seldom as may be."""
    before = [[crossed(left, right) for right in trunks] for left in trunks]
    order: list[int] = []
    for trunk in range(len(trunks)):
        _insert(order, trunk, before)
    for _ in range(_ROUNDS):
        was = list(order)
        for trunk in was:
            order.remove(trunk)
            _insert(order, trunk, before)
        if order == was:
            break
    return [trunks[trunk] for trunk in order]


def _insert(order: list[int], trunk: int, before: list[list[int]]) -> None:
    """Put it where it crosses least; of equal places the first."""
    cost = sum(before[trunk][other] for other in order)  # leftmost of all
    least, place = cost, 0
    for n, other in enumerate(order, start=1):
        cost += before[other][trunk] - before[trunk][other]
        if cost < least:
            least, place = cost, n
    order.insert(place, trunk)


def _slots(ordered: list[Trunk]) -> dict[int, int]:
    """As far left as the order lets each stand; those that never meet may share a slot."""
    slots: dict[int, int] = {}
    for n, trunk in enumerate(ordered):
        met = [slots[id(one)] for one in ordered[:n] if meet(one, trunk)]
        slots[id(trunk)] = max(met, default=-1) + 1
    return slots


def _lean(trunks: list[Trunk]) -> int:
    """To which side a lone arrow stands from the border of its columns: the one it works on."""
    sides = [side.sign for trunk in trunks for _, side in trunk.joints]
    return -1 if sum(sides) < 0 else 1


def _places(units: list[int], low: float, high: float, *, leans: int) -> list[tuple[float, float]]:
    """Middle and half width of each slot, spread about the border but never on it."""
    total = sum(units)
    unit = min(_APART, (high - low) / (total + 1))
    edges = [(low + high - unit * total) / 2]
    for one in units:
        edges.append(edges[-1] + one * unit)
    middles = [(a + b) / 2 for a, b in pairwise(edges)]
    if any(abs(one) < unit / 4 for one in middles):
        middles = [one + leans * unit / 2 for one in middles]
    return [(one, 0.45 * unit * n) for one, n in zip(middles, units, strict=True)]
