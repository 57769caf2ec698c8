"""How flows run between shapes: straight, with one bend, or through a corridor under a lane.

Each flow takes the simplest way that runs through no shape, along no other flow, and uses no side
of a shape twice. Only when there is none left, two flows share the last few pixels at a shape.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lajur.core.bpmn.model import Flow, Model
from lajur.core.bpmn.places import FOOT, MIDDLE, STEP, TOP, Height, Place, Plan

Bend = tuple[int, Height]  # x in pixels, and a height that has no pixels yet
Half = tuple[tuple[Bend, ...], str]  # of a way, and the side of the shape where it ends
Side = tuple[str, str]  # a shape, and "left" "right" "top" "foot"


@dataclass(frozen=True, slots=True)
class Way:
    """A flow as it would run."""

    bends: tuple[Bend, ...]
    leaves: Side
    enters: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Where a flow may run upright in the gaps at its ends."""

    behind: list[int]  # x, right of where it comes from
    before: list[int]  # x, left of where it goes


@dataclass(slots=True)
class Routes:
    """The ways found so far."""

    plan: Plan
    taken: dict[str, Way] = field(default_factory=dict)  # by flow
    _sides: set[Side] = field(default_factory=set)
    _left: Counter[str] = field(default_factory=Counter)  # flows, by shape
    _entered: Counter[str] = field(default_factory=Counter)
    _across: dict[Height, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    _down: dict[int, list[tuple[Height, Height]]] = field(default_factory=lambda: defaultdict(list))

    def corridors(self, lane: int) -> int:
        """How many corridors a lane has."""
        used = (height[1] - FOOT for height in self._across if height[0] == lane)
        return max([0, *used])

    def take(self, flow: Flow) -> None:
        """Find a way for one more flow."""
        source, target = self.plan.places[flow.source], self.plan.places[flow.target]
        ways = _direct(self.plan, source, target, self._slots(source, target))
        found = next((way for way in ways if self._fits(way)), None)
        if found is None:
            found = self._around(source, target)
        self._keep(flow, found)

    def _slots(self, source: Place, target: Place) -> Slots:
        """The first place in each gap, and the next that no flow has taken."""
        left, entered = self._left[source.node.id], self._entered[target.node.id]
        return Slots(
            behind=[source.right + STEP * (number + 1) for number in sorted({0, left})],
            before=[target.left - STEP * (number + 2) for number in sorted({0, entered})],
        )

    def _around(self, source: Place, target: Place) -> Way:
        """Through a corridor; sharing a side of a shape if need be.

        A corridor of its own and the gaps, which have a place for every flow, are always free.
        """
        lanes = range(max(source.lane - 1, 0), source.lane + 1)
        deepest = FOOT + 1 + max(map(self.corridors, lanes))
        slots = self._slots(source, target)
        return next(
            way
            for shares in (False, True)
            for level in range(FOOT + 1, deepest + 1)
            for way in _through(source, target, level, slots)
            if self._fits(way, shares=shares)
        )

    def _keep(self, flow: Flow, way: Way) -> None:
        self.taken[flow.id] = way
        self._sides |= {way.leaves, way.enters}
        self._left[flow.source] += 1
        self._entered[flow.target] += 1
        for (x, y), (to_x, to_y) in pairwise(way.bends):
            if y == to_y:
                self._across[y].append((min(x, to_x), max(x, to_x)))
            else:
                self._down[x].append((min(y, to_y), max(y, to_y)))

    def _fits(self, way: Way, *, shares: bool = False) -> bool:
        legs = list(pairwise(way.bends))
        if shares:  # the level pixels next to a shape
            legs = legs[way.leaves[1] == "right" : len(legs) - (way.enters[1] == "left")]
        elif {way.leaves, way.enters} & self._sides:
            return False
        return all(self._is_free(*leg) for leg in legs)

    def _is_free(self, one: Bend, other: Bend) -> bool:
        (x, y), (to_x, to_y) = one, other
        if y == to_y:
            first, last = sorted((x, to_x))
            return all(last <= a or b <= first for a, b in self._across[y])
        top, foot = sorted((y, to_y))
        return all(foot <= a or b <= top for a, b in self._down[x])


def routes_of(model: Model, plan: Plan) -> Routes:
    """Find a way for every flow, the shortest first, those back to earlier work last."""
    found = Routes(plan)
    for flow in sorted(model.flows, key=lambda flow: _turn(plan, flow)):
        found.take(flow)
    return found


def _turn(plan: Plan, flow: Flow) -> tuple[bool, int, int]:
    source, target = plan.places[flow.source], plan.places[flow.target]
    distance = target.column - source.column
    return distance < 0, abs(distance), int(source.lane != target.lane)


def _direct(plan: Plan, source: Place, target: Place, slots: Slots) -> Iterator[Way]:
    """Yield the ways to the right with at most two bends."""
    if source.column >= target.column:
        return
    here, there = (source.lane, MIDDLE), (target.lane, MIDDLE)
    leaves, enters = (source.node.id, "right"), (target.node.id, "left")
    if source.lane == target.lane:
        if plan.is_free(source.lane, source, target):
            yield Way(((source.right, here), (target.left, here)), leaves, enters)
        return
    if plan.is_free(source.lane, source, target):
        for x in slots.before:
            bends = ((source.right, here), (x, here), (x, there), (target.left, there))
            yield Way(bends, leaves, enters)
    out, into = _sides(source.lane, target.lane)
    if plan.is_free(target.lane, source, target):
        top = (source.lane, _level(out))
        down = ((source.centre, top), (source.centre, there), (target.left, there))
        yield Way(down, (source.node.id, out), enters)
    if plan.is_free(source.lane, source, target):
        end = (target.lane, _level(into))
        along = ((source.right, here), (target.centre, here), (target.centre, end))
        yield Way(along, leaves, (target.node.id, into))


def _through(source: Place, target: Place, level: int, slots: Slots) -> Iterator[Way]:
    """Yield the ways through one corridor above or below the source, the nearer to come first."""
    above, below = ("top", source.lane - 1), ("foot", source.lane)
    for side, lane in (above, below) if target.lane < source.lane else (below, above):
        if lane < 0:
            continue
        into = "foot" if target.lane <= lane else "top"
        for first, leaves in _out(source, side, (lane, level), slots.behind):
            for last, enters in _in(target, into, (lane, level), slots.before):
                yield Way((*first, *last), (source.node.id, leaves), (target.node.id, enters))


def _out(source: Place, side: str, corridor: Height, slots: list[int]) -> Iterator[Half]:
    x, here = source.centre, (source.lane, MIDDLE)
    yield ((x, (source.lane, _level(side))), (x, corridor)), side
    for x in slots:
        yield ((source.right, here), (x, here), (x, corridor)), "right"


def _in(target: Place, side: str, corridor: Height, slots: list[int]) -> Iterator[Half]:
    x, there = target.centre, (target.lane, MIDDLE)
    yield ((x, corridor), (x, (target.lane, _level(side)))), side
    for x in slots:
        yield ((x, corridor), (x, there), (target.left, there)), "left"


def _sides(source: int, target: int) -> Side:
    return ("foot", "top") if target > source else ("top", "foot")


def _level(side: str) -> int:
    return TOP if side == "top" else FOOT
