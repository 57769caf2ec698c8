"""Where the arrows of a drawing lead, gateways seen through: what is a step, and what follows it.

A choice right behind work is that work's decision; any other is a step of its own. A fork is
several targets of one outcome, a join what the step behind it waits for. What only merges is
passed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lajur.core.bpmn.drawing import Arrow, Drawing, Kind, Shape

_DOING = (Kind.WORK, Kind.CALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One arrow out of a step, followed: what it opens, and where it ends."""

    arrow: Arrow | None  # None: there is no arrow, the step just stops
    targets: tuple[str, ...] = ()  # shapes that are steps
    ends: tuple[str, ...] = ()  # shapes of ends


@dataclass(slots=True)
class Ways:
    """The drawing as steps and what follows each."""

    drawing: Drawing
    out: Mapping[str, list[Arrow]] = field(init=False)
    into: Mapping[str, list[Arrow]] = field(init=False)
    choices: dict[str, str] = field(default_factory=dict)  # work -> the choice behind it
    joins: dict[str, str] = field(default_factory=dict)  # join -> the step that waits there
    waiting: set[str] = field(default_factory=set)  # joins and merges that are steps of their own
    awaited: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        self.out, self.into = self.drawing.ways_out(), self.drawing.ways_in()
        for shape in self.drawing.shapes.values():
            self._attach(shape)
        joins = [one for one in self.drawing.shapes.values() if self.is_join(one)]
        for join in joins:
            self._merges_before(join)
        for join in joins:
            self._waiter(join)

    def is_join(self, shape: Shape) -> bool:
        return shape.kind is Kind.PARALLEL and len(self.into[shape.id]) > 1

    def is_step(self, id: str) -> bool:
        shape = self.drawing.shapes[id]
        if shape.kind in _DOING or id in self.waiting:
            return True
        chooses = shape.kind is Kind.CHOICE and len(self.out[id]) > 1
        return chooses and id not in self.choices.values()

    def of(self, id: str) -> tuple[Way, ...]:
        """The ways out of a step, in the order of their arrows."""
        arrows = self.out[self.choices.get(id, id)]
        if not arrows:
            return (Way(arrow=None),)
        if id in self.waiting or (self.forks(id) and not self.is_conditional(id)):
            return (self._together(arrows, id),)
        return tuple(self._together([arrow], id) for arrow in arrows)

    def forks(self, id: str) -> bool:
        """Whether work sends several arrows out itself, which BPMN means as a fork."""
        shape = self.drawing.shapes[id]
        return shape.kind in _DOING and id not in self.choices and len(self.out[id]) > 1

    def is_conditional(self, id: str) -> bool:
        """Whether its arrows are ways to choose from: with conditions, or each with a name."""
        arrows = self.out[id]
        conditional = any(arrow.condition or arrow.is_default for arrow in arrows)
        return conditional or all(arrow.name for arrow in arrows)

    def from_start(self, start: str) -> Way:
        """What begins; a start has no step, so no join counts it."""
        return self._together(self.out[start], "")

    def _attach(self, shape: Shape) -> None:
        """Give a choice to the work right before it, when nothing else leads there."""
        into, out = self.into[shape.id], self.out[shape.id]
        if shape.kind is not Kind.CHOICE or len(into) != 1 or len(out) < 2:
            return
        source = self.drawing.shapes[into[0].source]
        alone = shape.id in self.drawing.own  # our own export: a decision that follows another
        if source.kind in _DOING and len(self.out[source.id]) == 1 and not alone:
            self.choices[source.id] = shape.id

    def _merges_before(self, join: Shape) -> None:
        """A branch that may come from several sides arrives as one: let its merge be a step."""
        for arrow in self.into[join.id]:
            here, seen = arrow.source, {join.id}
            while here not in seen and not self.is_step(here) and self._passes(here):
                seen.add(here)
                if len(self.into[here]) > 1:
                    self.waiting.add(here)
                elif self.into[here]:
                    here = self.into[here][0].source

    def _passes(self, id: str) -> bool:
        shape = self.drawing.shapes[id]
        return shape.kind in (Kind.CHOICE, Kind.PASSED, Kind.PARALLEL) and len(self.out[id]) == 1

    def _waiter(self, join: Shape) -> None:
        """Let the step behind a join wait, or the join itself be a step."""
        out = self.out[join.id]
        here, seen = (out[0].target if len(out) == 1 else ""), {join.id}
        while here and here not in seen and len(self.into[here]) == 1:
            if self.is_step(here) and here not in self.waiting:
                self.joins[join.id] = here
                return
            seen.add(here)
            here = self.out[here][0].target if self._passes(here) else ""
        self.waiting.add(join.id)
        self.joins[join.id] = join.id

    def _together(self, arrows: Iterable[Arrow], source: str) -> Way:
        targets: dict[str, None] = {}
        ends: dict[str, None] = {}
        first: Arrow | None = None
        for arrow in arrows:
            first = first or arrow
            self._follow(arrow.target, source, targets, ends)
        return Way(arrow=first, targets=tuple(targets), ends=tuple(ends))

    def _follow(
        self, first: str, source: str, targets: dict[str, None], ends: dict[str, None]
    ) -> None:
        ahead, seen = [first], set[str]()
        while ahead:
            here = ahead.pop()
            shape = self.drawing.shapes[here]
            if here in self.joins:
                targets[self.joins[here]] = None
                if source:
                    self.awaited[self.joins[here]][source] = None
            elif self.is_step(here):
                targets[here] = None
            elif shape.kind is Kind.END or not self.out[here]:
                ends[here] = None
            elif here not in seen:
                seen.add(here)
                ahead += [arrow.target for arrow in reversed(self.out[here])]
