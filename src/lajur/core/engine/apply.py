"""The one place a case changes: `apply`, one event at a time.

A command applies its events as it records them, on one `Draft`, so that a case is rebuilt once per
command and not once per event. Replaying a journal runs the same `record`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lajur.core.access import Acting, PersonId
from lajur.core.engine.case import Case, CaseState, Pending, WorkItem, WorkItemState, WorkKind
from lajur.core.engine.events import (
    AnyEvent,
    CaseCompleted,
    CaseOpened,
    CaseWithdrawn,
    ChildOpened,
    Corrected,
    DocumentKept,
    DocumentSupplied,
    DurationSet,
    Event,
    JoinReached,
    LetterDeclined,
    LetterIssued,
    LetterSigned,
    LetterVoided,
    PerformersAppointed,
    ReturnedForCompletion,
    ReturnRecalled,
    SignatureDeclined,
    SignaturesAsked,
    StepPassed,
    WorkItemCancelled,
    WorkItemClaimed,
    WorkItemCompleted,
    WorkItemDelegated,
    WorkItemOpened,
    WorkItemReassigned,
    WorkItemReinstated,
    WorkItemReleased,
    WorkItemResumed,
    WorkItemSuspended,
)
from lajur.core.procedure.definition import ItemId, Procedure, StepId
from lajur.core.quick import quick


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """What a command answers: the case as it is now, and what happened on the way."""

    case: Case
    events: tuple[AnyEvent, ...]


_case = quick(Case)
_work_item = quick(WorkItem)
_transition = quick(Transition)

# Bound once: reaching a member through its class takes a tenth of a microsecond.
_STEP, _READY, _RESERVED = WorkKind.STEP, WorkItemState.READY, WorkItemState.RESERVED
_COMPLETED = CaseState.COMPLETED


class Draft:
    """A case being changed by one command. Its mappings are replaced, never written into."""

    __slots__ = (
        "appointed",
        "arrivals",
        "at",
        "by",
        "decisions",
        "documents",
        "durations",
        "end",
        "events",
        "items",
        "last_number",
        "procedure",
        "seq",
        "state",
        "visits",
    )

    def __init__(self, case: Case, *, at: datetime, by: Acting) -> None:
        self.procedure = case.procedure
        self.state = case.state
        self.end = case.end
        self.items = case.items
        self.last_number = case.last_number
        self.seq = case.seq
        self.documents = case.documents
        self.decisions = case.decisions
        self.visits = case.visits
        self.appointed = case.appointed
        self.arrivals = case.arrivals
        self.durations = case.durations
        self.at = at  # aware
        self.by = by
        self.events: list[AnyEvent] = []

    def record(self, event: AnyEvent) -> None:
        """Let `event` happen. The only place a case changes."""
        self.events.append(event)
        self.seq += 1
        _HAPPENS[type(event)](self, event)

    def freeze(self) -> Case:
        """The case as it is now."""
        return _case(
            procedure=self.procedure,
            state=self.state,
            end=self.end,
            items=self.items,
            last_number=self.last_number,
            seq=self.seq,
            documents=self.documents,
            decisions=self.decisions,
            visits=self.visits,
            appointed=self.appointed,
            arrivals=self.arrivals,
            durations=self.durations,
        )

    def transition(self) -> Transition:
        return _transition(case=self.freeze(), events=tuple(self.events))


def apply(case: Case, event: AnyEvent) -> Case:
    """Replay one event."""
    draft = Draft(case, at=event.at, by=event.by)
    draft.record(event)
    return draft.freeze()


def replay(procedure: Procedure, events: Iterable[AnyEvent]) -> Case:
    """Rebuild a case from its journal."""
    case = Case(procedure=procedure)
    for event in events:
        case = apply(case, event)
    return case


def _open(draft: Draft, event: WorkItemOpened) -> None:
    number = event.number
    if event.kind is _STEP:
        draft.visits = {**draft.visits, event.step: event.visit}
        if draft.arrivals:
            _start_afresh(draft, event.step)
    draft.last_number = number
    opened = _work_item(
        number=number,
        step=event.step,
        kind=event.kind,
        lane=event.lane,
        state=_READY,
        owner=None,
        visit=event.visit,
        opened_at=event.at,
        parent=event.parent,
        pending=None,
    )
    draft.items = {**draft.items, number: opened}


def _pass(draft: Draft, event: StepPassed) -> None:
    step = event.step
    draft.visits = {**draft.visits, step: draft.visits.get(step, 0) + 1}
    _start_afresh(draft, step)
    _decide(draft, step, event.outcome)


def _complete(draft: Draft, event: WorkItemCompleted) -> None:
    _close(draft, event.number)
    _decide(draft, event.step, event.outcome)


def _supply(draft: Draft, event: DocumentSupplied) -> None:
    draft.documents = {**draft.documents, event.item: event.version}
    if len(draft.items) > 1:  # what is returned, and the answer it waits for
        _no_longer_missing(draft, event.item)


def _reach(draft: Draft, event: JoinReached) -> None:
    came = draft.arrivals.get(event.step, frozenset()) | {event.source}
    draft.arrivals = {**draft.arrivals, event.step: came}


def _appoint(draft: Draft, event: PerformersAppointed) -> None:
    draft.appointed = {**draft.appointed, event.lane: event.people}


def _set_duration(draft: Draft, event: DurationSet) -> None:
    draft.durations = {**draft.durations, event.step: event.duration}


def _ask_signatures(draft: Draft, event: SignaturesAsked) -> None:
    waits = Pending(
        outcome=event.outcome,
        done_at=event.done_at,
        done_by=event.done_by,
        doer=None if event.by.instead_of is None else event.by.person,
    )
    _wait(draft, event.number, waits)


def _keep_owner(draft: Draft, event: WorkItemReinstated | WorkItemResumed) -> None:
    _hold(draft, event.number, draft.items[event.number].owner)


def _end(draft: Draft, event: CaseCompleted) -> None:
    draft.state = _COMPLETED
    draft.end = event.end


def _withdraw(draft: Draft) -> None:
    draft.state = CaseState.WITHDRAWN
    draft.arrivals = {}


def _only_tell(draft: Draft, event: Event) -> None:
    """The journal tells it; the case stays as it is."""


def _start_afresh(draft: Draft, step: StepId) -> None:
    """At a join, forget who came: the next round needs them all again."""
    draft.arrivals = {join: came for join, came in draft.arrivals.items() if join != step}


def _decide(draft: Draft, step: StepId, outcome: str | None) -> None:
    if outcome is not None:
        draft.decisions = {**draft.decisions, step: outcome}


def _close(draft: Draft, number: int) -> None:
    items = dict(draft.items)
    del items[number]
    draft.items = items


def _hold(draft: Draft, number: int, owner: PersonId | None) -> None:
    state = _READY if owner is None else _RESERVED
    _put(draft, draft.items[number], state, owner, None)


def _wait(draft: Draft, number: int, pending: Pending) -> None:
    item = draft.items[number]
    _put(draft, item, WorkItemState.WAITING, item.owner, pending)


def _suspend(draft: Draft, event: WorkItemSuspended) -> None:
    item = draft.items[event.number]
    _put(draft, item, WorkItemState.SUSPENDED, item.owner, None)


def _reassign(draft: Draft, event: WorkItemReassigned) -> None:
    item = draft.items[event.number]
    if item.state in (WorkItemState.SUSPENDED, WorkItemState.WAITING):
        _put(draft, item, item.state, event.to, item.pending)
    else:
        _hold(draft, event.number, event.to)


def _no_longer_missing(draft: Draft, supplied: ItemId) -> None:
    for item in draft.items.values():
        if item.pending is not None and supplied in item.pending.missing:
            left = tuple(one for one in item.pending.missing if one != supplied)
            _put(draft, item, item.state, item.owner, Pending(missing=left))


def _put(
    draft: Draft,
    item: WorkItem,
    state: WorkItemState,
    owner: PersonId | None,
    pending: Pending | None,
) -> None:
    changed = _work_item(
        number=item.number,
        step=item.step,
        kind=item.kind,
        lane=item.lane,
        state=state,
        owner=owner,
        visit=item.visit,
        opened_at=item.opened_at,
        parent=item.parent,
        pending=pending,
    )
    draft.items = {**draft.items, item.number: changed}


# One per kind of event, and no kind without one: a test compares it with `KINDS`.
_HAPPENS: Mapping[type[Event], Callable[[Draft, Any], None]] = {
    CaseOpened: _only_tell,
    WorkItemOpened: _open,
    WorkItemClaimed: lambda draft, event: _hold(draft, event.number, event.person),
    WorkItemReleased: lambda draft, event: _hold(draft, event.number, None),
    WorkItemDelegated: lambda draft, event: _hold(draft, event.number, event.to),
    WorkItemReassigned: _reassign,
    DocumentSupplied: _supply,
    DocumentKept: _only_tell,
    PerformersAppointed: _appoint,
    DurationSet: _set_duration,
    WorkItemCompleted: _complete,
    SignaturesAsked: _ask_signatures,
    SignatureDeclined: lambda draft, event: _close(draft, event.number),
    StepPassed: _pass,
    JoinReached: _reach,
    ReturnedForCompletion: lambda draft, event: _wait(
        draft, event.number, Pending(missing=event.missing)
    ),
    ReturnRecalled: _only_tell,
    WorkItemReinstated: _keep_owner,
    WorkItemSuspended: _suspend,
    WorkItemResumed: _keep_owner,
    ChildOpened: lambda draft, event: _wait(draft, event.number, Pending(child=event.child)),
    WorkItemCancelled: lambda draft, event: _close(draft, event.number),
    CaseWithdrawn: lambda draft, _: _withdraw(draft),
    Corrected: _only_tell,
    LetterIssued: _only_tell,
    LetterSigned: _only_tell,
    LetterDeclined: _only_tell,
    LetterVoided: _only_tell,
    CaseCompleted: _end,
}
