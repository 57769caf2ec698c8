"""What a walk knows: the way to the end, and where it stands now."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

from lajur.core.access import Actor, PersonId
from lajur.core.completion import Completion
from lajur.core.engine.case import Case, WorkItem, WorkItemState, WorkKind
from lajur.core.engine.rules import rules_of
from lajur.core.procedure.definition import ItemId, LaneId, Outcome, Procedure, Step, StepId
from lajur.core.quick import quick
from lajur.core.simulation.cast import Cast
from lajur.core.worktime.standard import Duration, TimeUnit

_completion = quick(Completion)
_STEP, _READY, _RESERVED = WorkKind.STEP, WorkItemState.READY, WorkItemState.RESERVED
_WEEK = Duration(amount=5, unit=TimeUnit.WORKING_DAY)
_NONE: frozenset[ItemId] = frozenset()


class Guide:
    """What each step of a procedure asks for, and which way its end lies."""

    def __init__(self, procedure: Procedure) -> None:
        rules = rules_of(procedure)
        self.steps = procedure.steps
        self.papers: Mapping[StepId, frozenset[ItemId]] = {
            step: frozenset(use.item for use in (*asked.needs, *asked.yields))
            for step, asked in rules.steps.items()
        }
        self.renewed: Mapping[StepId, frozenset[ItemId]] = {
            step: frozenset(use.item for use in asked.renews) for step, asked in rules.steps.items()
        }
        self.suppliers = rules.suppliers
        # What is handed in where the step asks for nothing but its outcome.
        self.bare: Mapping[tuple[str | None, bool], Completion] = {
            (one.label, one.needs_reason): Completion(
                outcome=one.label, text="sebabnya" if one.needs_reason else ""
            )
            for step in procedure.steps.values()
            for one in step.outcomes
        }
        distances = _distances(procedure)
        self.onward: Mapping[StepId, tuple[Outcome, ...]] = {
            step.id: tuple(sorted(step.outcomes, key=lambda one: _far(one, distances)))
            for step in procedure.steps.values()
        }


@dataclass(slots=True)
class Scene:
    """Where a walk stands: the case as it is, the moment, and the dice."""

    case: Case
    cast: Cast
    guide: Guide
    random: Random
    at: datetime  # aware

    def eligible(self, item: WorkItem) -> list[Actor]:
        """Those of the lane whom this case's appointments leave the item to."""
        chosen = self.case.appointed.get(item.lane)
        both = self.cast.lanes[item.lane]
        return [one for one in both if chosen is None or one.acting.person in chosen]

    def worker(self, item: WorkItem) -> Actor:
        """Who may work on the item now: its owner, else one who is eligible; or a substitute."""
        actor = self._entitled(item)
        away = item.number % 3 == 0 and actor is self.cast.lanes[item.lane][0]
        return self.cast.substitutes[item.lane] if away else actor

    def _entitled(self, item: WorkItem) -> Actor:
        if item.owner is not None:
            return self.cast.people[item.owner]
        chosen = self.case.appointed.get(item.lane)
        if chosen is not None:
            return self.cast.people[chosen[0]]
        return self.cast.lanes[item.lane][item.number & 1]

    def some_item(self, *states: WorkItemState) -> WorkItem | None:
        """An open work item in one of these states, if there is one."""
        items = [item for item in self.case.items.values() if item.state in states]
        return self.random.choice(items) if items else None

    def some_work(self) -> WorkItem | None:
        """An open work item that can be worked on now, if there is one."""
        return self.some_item(_READY, _RESERVED)

    def completion(self, item: WorkItem, *, hurried: bool = False) -> Completion:
        """All that the work item asks for; of a decision, any outcome, or the shortest way."""
        if item.kind is not _STEP:
            return Completion(supplies=self._asked(item))
        guide = self.guide
        step = guide.steps[item.step]
        outcomes = guide.onward[item.step]
        outcome = outcomes[0]
        if len(outcomes) > 1 and not hurried:
            outcome = outcomes[int(self.random.random() * len(outcomes))]
        papers = guide.papers[item.step]
        lacking = papers.difference(self.case.documents) if papers else papers
        if item.visit > 1:
            return self._again(step, outcome, lacking)
        if lacking or step.appoints or step.sets_time_of:
            return self._full(step, outcome, lacking)
        return guide.bare[outcome.label, outcome.needs_reason]

    def _full(
        self,
        step: Step,
        outcome: Outcome,
        papers: frozenset[ItemId],
        *,
        unchanged: frozenset[ItemId] = _NONE,
    ) -> Completion:
        return _completion(
            outcome=outcome.label,
            text="sebabnya" if outcome.needs_reason or step.sets_time_of else "",
            supplies=papers,
            unchanged=unchanged,
            appoints=self._appointments(step) if step.appoints else {},
            duration=_WEEK if step.sets_time_of else None,
        )

    def _again(self, step: Step, outcome: Outcome, lacking: frozenset[ItemId]) -> Completion:
        """At a later visit: each paper the step brings forth written anew, or declared to stand."""
        there = self.guide.renewed[step.id] - lacking
        anew = frozenset(item for item in sorted(there) if self.random.random() < 0.5)
        return self._full(step, outcome, lacking | anew, unchanged=there - anew)

    def _asked(self, item: WorkItem) -> frozenset[ItemId]:
        """The papers a COMPLETION must bring."""
        returned = self.case.items[item.parent or 0].pending
        return _NONE if returned is None else frozenset(returned.missing)

    def _appointments(self, step: Step) -> dict[LaneId, tuple[PersonId, ...]]:
        lanes = self.cast.lanes
        return {
            lane: (self.random.choice(lanes[lane]).acting.person or 0,) for lane in step.appoints
        }


def _distances(procedure: Procedure) -> Mapping[StepId, int]:
    """Steps to the nearest end, from each step."""
    into: dict[StepId, list[StepId]] = {step: [] for step in procedure.steps}
    reached: dict[StepId, int] = {}
    queue: deque[StepId] = deque()
    for step in procedure.steps.values():
        if any(outcome.end for outcome in step.outcomes):
            reached[step.id] = 0
            queue.append(step.id)
        for outcome in step.outcomes:
            for target in outcome.targets:
                into[target].append(step.id)
    while queue:
        step_id = queue.popleft()
        for source in into[step_id]:
            if source not in reached:
                reached[source] = reached[step_id] + 1
                queue.append(source)
    return reached


def _far(outcome: Outcome, distances: Mapping[StepId, int]) -> int:
    return max((distances.get(target, 10**6) + 1 for target in outcome.targets), default=0)
