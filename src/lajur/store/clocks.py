"""When the work items of a case are due, and how pauses move that."""

from dataclasses import dataclass
from datetime import datetime

from lajur.core.engine.case import Case, WorkItem, WorkItemState, WorkKind
from lajur.core.engine.events import WorkItemOpened
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.deadlines import due_at
from lajur.core.worktime.pauses import after_pause


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The clock of one open work item."""

    due: datetime | None = None  # aware; None: no standard time
    paused_at: datetime | None = None  # aware; None: running


STOPPED = Clock()


def opened(
    event: WorkItemOpened,
    case: Case,
    calendar: OfficeCalendar,
    *,
    parent: Clock = STOPPED,
    before: tuple[datetime, datetime] | None = None,
) -> Clock:
    """The clock of an item that opens.

    A co-signature shares the time of its step; what the applicant must complete has no time of the
    office. `before` is when the previous visit of a step with one budget for all visits was due
    and when it ended: the budget goes on from there.
    """
    match event.kind:
        case WorkKind.SIGNATURE:
            return Clock(due=parent.due)
        case WorkKind.COMPLETION:
            return STOPPED
    if before is not None:
        due, ended = before
        return Clock(due=after_pause(due, paused_at=ended, resumed_at=event.at, calendar=calendar))
    step = case.procedure.steps[event.step]
    return Clock(due=due_at(step.standard_time, event.at, calendar, case.durations.get(event.step)))


def changed(
    clock: Clock, item: WorkItem, case: Case, *, at: datetime, calendar: OfficeCalendar
) -> Clock:
    """The clock after a change at `at`: it stands still while the office cannot go on."""
    stands = stands_still(item, case)
    if stands and clock.paused_at is None:
        return Clock(due=clock.due, paused_at=at)
    if stands or clock.paused_at is None:
        return clock
    if clock.due is None:
        return STOPPED
    return Clock(
        due=after_pause(clock.due, paused_at=clock.paused_at, resumed_at=at, calendar=calendar)
    )


def stands_still(item: WorkItem, case: Case) -> bool:
    """Suspended, or returned to the applicant: not the office's time."""
    if item.state is not WorkItemState.WAITING:
        return item.state is WorkItemState.SUSPENDED
    return any(
        other.kind is WorkKind.COMPLETION and other.parent == item.number
        for other in case.items.values()
    )
