"""What must hold after every move, whatever the move was.

The net is played a second time here, independently of the engine: two books that must agree.
"""

from collections import Counter
from collections.abc import Iterable

from lajur.core.access import PersonId
from lajur.core.engine.apply import Transition, apply, replay
from lajur.core.engine.case import Case, CaseState, WorkItem, WorkItemState, WorkKind
from lajur.core.engine.events import (
    AnyEvent,
    CaseWithdrawn,
    SignaturesAsked,
    StepPassed,
    WorkItemClaimed,
    WorkItemCompleted,
    WorkItemOpened,
)
from lajur.core.engine.mapping import (
    canonical,
    event_from_dict,
    event_to_dict,
    item_from_dict,
    item_to_dict,
    restore,
    snapshot,
    snapshot_with_items,
)
from lajur.core.procedure.definition import Procedure, StepId


class LawBroken(Exception):
    """A law does not hold; `law` names it, the message tells what was seen."""

    def __init__(self, law: str, seen: str) -> None:
        self.law = law
        super().__init__(f"{law}: {seen}")


class Net:
    """The tokens as the events tell them: at steps, and at joins from each source."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.at_steps: Counter[StepId] = Counter({procedure.start: 1})
        self.at_joins: Counter[tuple[StepId, StepId]] = Counter()
        self._steps: dict[int, StepId] = {}  # open work items of kind STEP
        self._signed: dict[int, int] = {}  # open work items of kind SIGNATURE -> what they sign
        self._done_by: dict[int, PersonId | None] = {}  # steps that wait for signatures

    def play(self, events: Iterable[AnyEvent]) -> None:
        for event in events:
            self._play_signature(event)
            match event:
                case WorkItemOpened(kind=WorkKind.STEP, number=number, step=step):
                    self._steps[number] = step
                case WorkItemCompleted(number=number, step=step, outcome=outcome):
                    if number in self._steps:
                        self._fire(self._steps.pop(number), outcome)
                case StepPassed(step=step, outcome=outcome):
                    self._fire(step, outcome)
                case CaseWithdrawn():
                    self.at_steps.clear()
                    self.at_joins.clear()

    def _play_signature(self, event: AnyEvent) -> None:
        match event:
            case WorkItemOpened(kind=WorkKind.SIGNATURE, number=number, parent=int(parent)):
                self._signed[number] = parent
            case SignaturesAsked(number=number, by=by, done_at=done_at):
                self._done_by[number] = by.person if done_at is None else None
            case WorkItemCompleted(number=number, by=by) if number in self._signed:
                if by.person == self._done_by[self._signed[number]]:
                    raise LawBroken("two signatures, two people", f"{by.name} signed for both")

    def _fire(self, step: StepId, label: str | None) -> None:
        (outcome,) = (one for one in self.procedure.steps[step].outcomes if one.label == label)
        self.at_steps[step] -= 1
        for target in outcome.targets:
            sources = self.procedure.steps[target].waits_for
            if not sources:
                self.at_steps[target] += 1
                continue
            self.at_joins[target, step] += 1
            if all(self.at_joins[target, source] for source in sources):
                self.at_joins.subtract({(target, source): 1 for source in sources})
                self.at_steps[target] += 1


def check_move(before: Case, transition: Transition, net: Net) -> None:
    """Raises: LawBroken."""
    after = transition.case
    _replays(before, transition)
    _survives_storing(after)
    _is_told(before, transition)
    _comes_back(transition)
    net.play(transition.events)
    _agrees(after, net)
    _has_work(after)


def check_refused(before: str, case: Case) -> None:
    """A refused command changed nothing; `before` is the case as `written` then."""
    if written(case) != before:
        raise LawBroken("refused means unchanged", f"{before} became {written(case)}")


def check_log(case: Case, log: Iterable[AnyEvent]) -> None:
    """The whole journal, as it is stored, rebuilds the case byte for byte."""
    stored = [event_from_dict(event_to_dict(event)) for event in log]
    rebuilt = replay(case.procedure, stored)
    if rebuilt != case or written(rebuilt) != written(case):
        raise LawBroken("replay", f"{written(rebuilt)} is not {written(case)}")


def written(case: Case) -> str:
    return canonical(snapshot_with_items(case))


def _replays(before: Case, transition: Transition) -> None:
    case = before
    for event in transition.events:
        case = apply(case, event)
    if case != transition.case:
        raise LawBroken("replay", f"{written(case)} is not {written(transition.case)}")


def _survives_storing(case: Case) -> None:
    items = [item_from_dict(item_to_dict(item)) for item in case.items.values()]
    if restore(case.procedure, snapshot(case), items) != case:
        raise LawBroken("store and restore", written(case))


def _is_told(before: Case, transition: Transition) -> None:
    events = transition.events
    if transition.case.seq != before.seq + len(events):
        raise LawBroken("one number per event", f"{before.seq} to {transition.case.seq}")
    if not events or len({event.at for event in events}) != 1:
        raise LawBroken("one moment per command", f"{len(events)} events")


def _comes_back(transition: Transition) -> None:
    """Work that is taken for somebody who is away lies on that person's desk."""
    for event in transition.events:
        if not isinstance(event, WorkItemClaimed) or event.by.instead_of is None:
            continue
        if event.person != event.by.instead_of.person:
            raise LawBroken("what is taken for the absent is theirs", f"{event}")


def _agrees(case: Case, net: Net) -> None:
    steps = Counter(item.step for item in case.items.values() if item.kind is WorkKind.STEP)
    if steps != +net.at_steps:
        raise LawBroken("tokens at steps", f"{dict(steps)} is not {dict(+net.at_steps)}")
    joins = {(join, source) for join, came in case.arrivals.items() for source in came}
    if Counter(joins) != +net.at_joins:
        raise LawBroken("tokens at joins", f"{joins} is not {dict(+net.at_joins)}")


def _has_work(case: Case) -> None:
    if case.state is not CaseState.OPEN:
        if case.items or case.arrivals:
            raise LawBroken("a closed case has no open work", written(case))
    elif not any(_is_enabled(item) for item in case.items.values()):
        raise LawBroken("an open case has work to do", written(case))
    for item in case.items.values():
        if item.state is WorkItemState.WAITING and not _has_what_it_waits_for(case, item):
            raise LawBroken("nothing waits for nothing", f"{item}")


def _is_enabled(item: WorkItem) -> bool:
    waits_for_child = item.pending is not None and item.pending.child is not None
    return item.state is not WorkItemState.WAITING or waits_for_child


def _has_what_it_waits_for(case: Case, item: WorkItem) -> bool:
    return _is_enabled(item) or any(one.parent == item.number for one in case.items.values())
