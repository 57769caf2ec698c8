"""The times of a case as its journal tells them: when work came, was taken in hand, stood still.

Nothing here counts or judges; `deadlines` does, with the procedure and the office's calendar.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lajur.core.engine.case import WorkKind
from lajur.core.engine.events import (
    AnyEvent,
    DurationSet,
    ReturnedForCompletion,
    SignatureDeclined,
    WorkItemCancelled,
    WorkItemClaimed,
    WorkItemCompleted,
    WorkItemDelegated,
    WorkItemOpened,
    WorkItemReassigned,
    WorkItemReinstated,
    WorkItemResumed,
    WorkItemSuspended,
)
from lajur.core.procedure.definition import StepId
from lajur.core.worktime.pauses import Pause, PauseKind
from lajur.core.worktime.standard import Duration

# The events a ledger reads; it may be given any others.
TELLING = frozenset(
    kind.__name__
    for kind in (
        WorkItemOpened,
        WorkItemClaimed,
        WorkItemDelegated,
        WorkItemReassigned,
        WorkItemSuspended,
        WorkItemResumed,
        ReturnedForCompletion,
        WorkItemReinstated,
        WorkItemCompleted,
        WorkItemCancelled,
        SignatureDeclined,
        DurationSet,
    )
)
# Those without which the rows of the work items say as much as the journal.
PAUSING = frozenset(kind.__name__ for kind in (WorkItemSuspended, ReturnedForCompletion))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTimes:
    """One work item in time. Moments are aware."""

    number: int
    step: StepId
    kind: WorkKind
    visit: int  # from 1
    parent: int | None  # the step's item, of a SIGNATURE or COMPLETION
    opened_at: datetime
    started_at: datetime | None = None  # first taken in hand; None: never, or done without
    closed_at: datetime | None = None  # None: open
    done_at: datetime | None = None  # done on paper, then
    called_off: bool = False  # closed without being done
    pauses: tuple[Pause, ...] = ()  # in order; only the last may still stand

    @property
    def paused_at(self) -> datetime | None:
        """Since when its clock stands still."""
        last = self.pauses[-1] if self.pauses else None
        return last.since if last is not None and last.until is None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSet:
    """A version of a step's variable time."""

    duration: Duration
    at: datetime
    by: str  # name as it was then
    reason: str  # as typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The times of one case."""

    work: Mapping[int, WorkTimes] = field(default_factory=dict)  # by number
    set_times: Mapping[StepId, tuple[TimeSet, ...]] = field(default_factory=dict)  # oldest first

    def time_set(self, step: StepId, *, until: datetime | None = None) -> Duration | None:
        """The variable time of a step as it stood at `until`; None when it was not set."""
        known = self.set_times.get(step, ())
        before = [one.duration for one in known if until is None or one.at <= until]
        return before[-1] if before else None

    def visits_of(self, step: StepId) -> list[WorkTimes]:
        """Every visit of a step, in order."""
        return [w for w in self.work.values() if w.step == step and w.kind is WorkKind.STEP]


def ledger_of(events: Iterable[AnyEvent]) -> Ledger:
    """What the events of one case, in order, say about time."""
    draft = _Draft()
    for event in events:
        draft.record(event)
    return Ledger(
        work={number: entry.freeze() for number, entry in draft.work.items()},
        set_times={step: tuple(versions) for step, versions in draft.set_times.items()},
    )


@dataclass(slots=True)
class _Entry:
    """A work item whose times are being read."""

    opened: WorkItemOpened
    started_at: datetime | None = None
    closed_at: datetime | None = None
    done_at: datetime | None = None
    called_off: bool = False
    pauses: list[Pause] = field(default_factory=list)
    standing: Pause | None = None

    def take(self, at: datetime) -> None:
        self.started_at = self.started_at or at

    def pause(self, event: WorkItemSuspended | ReturnedForCompletion) -> None:
        suspended = isinstance(event, WorkItemSuspended)
        self.standing = Pause(
            since=event.at,
            until=None,
            kind=PauseKind.SUSPENDED if suspended else PauseKind.RETURNED,
            reason=event.text,
            by=event.by.name,
        )

    def go_on(self, at: datetime) -> None:
        """End the pause that stands, if one does: work is also reinstated from other waits."""
        if self.standing is not None:
            stood = self.standing
            self.standing = None
            self.pauses.append(
                Pause(
                    since=stood.since, until=at, kind=stood.kind, reason=stood.reason, by=stood.by
                )
            )

    def close(self, at: datetime, done_at: datetime | None = None) -> None:
        self.go_on(at)
        self.closed_at = at
        self.done_at = done_at

    def call_off(self, at: datetime) -> None:
        self.close(at)
        self.called_off = True

    def freeze(self) -> WorkTimes:
        opened = self.opened
        return WorkTimes(
            number=opened.number,
            step=opened.step,
            kind=opened.kind,
            visit=opened.visit,
            parent=opened.parent,
            opened_at=opened.at,
            started_at=self.started_at,
            closed_at=self.closed_at,
            done_at=self.done_at,
            called_off=self.called_off,
            pauses=(*self.pauses, *([self.standing] if self.standing else [])),
        )


@dataclass(slots=True)
class _Draft:
    work: dict[int, _Entry] = field(default_factory=dict)
    set_times: dict[StepId, list[TimeSet]] = field(default_factory=dict)

    def record(self, event: AnyEvent) -> None:  # noqa: C901 - one arm per event, on purpose
        match event:
            case WorkItemOpened(number=number):
                self.work[number] = _Entry(event)
            case WorkItemClaimed(number=number) | WorkItemDelegated(number=number):
                self.work[number].take(event.at)
            case WorkItemReassigned(number=number, to=to):
                if to is not None:
                    self.work[number].take(event.at)
            case WorkItemSuspended(number=number) | ReturnedForCompletion(number=number):
                self.work[number].pause(event)
            case WorkItemResumed(number=number) | WorkItemReinstated(number=number):
                self.work[number].go_on(event.at)
            case WorkItemCompleted(number=number, done_at=done_at):
                self.work[number].close(event.at, done_at)
            case WorkItemCancelled(number=number):
                self.work[number].call_off(event.at)
            case SignatureDeclined(number=number):
                self.work[number].close(event.at)
            case DurationSet(step=step):
                self._set_time(event, step)
            case _:
                pass  # says nothing about time

    def _set_time(self, event: DurationSet, step: StepId) -> None:
        version = TimeSet(duration=event.duration, at=event.at, by=event.by.name, reason=event.text)
        self.set_times.setdefault(step, []).append(version)
