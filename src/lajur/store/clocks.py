"""The clocks that the rows of open work keep: an index for trays, derived from the journal."""

from dataclasses import replace
from datetime import datetime

from lajur.core.engine.case import Case, WorkItem, WorkItemState, WorkKind
from lajur.core.engine.deadlines import Clock
from lajur.core.engine.events import WorkItemOpened
from lajur.core.procedure.definition import StepId
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.deadlines import add, judges_handling, limit_of
from lajur.core.worktime.standard import Duration

STOPPED = Clock()


def opened(
    event: WorkItemOpened, case: Case, calendar: OfficeCalendar, *, parent: Clock = STOPPED
) -> Clock:
    """The clock of an item that opens with a time of its own.

    A co-signature shares the time of its step, where that has begun to count; what the applicant
    must complete has no time of the office.
    """
    match event.kind:
        case WorkKind.SIGNATURE:
            return Clock(due=parent.due) if has_begun(parent) else STOPPED
        case WorkKind.COMPLETION:
            return STOPPED
    limit = limit_in(case, event.step)
    if limit is None:
        return STOPPED
    return Clock(
        due=add(limit, event.at, calendar), paused_at=event.at if judges_handling(limit) else None
    )


def changed(clock: Clock, item: WorkItem, case: Case, *, at: datetime) -> Clock:
    """The clock after a change at `at`, still due as before: it is started, or stands still.

    Work is started when it first is somebody's.
    """
    started, paused = clock.started_at, clock.paused_at
    if started is None and item.owner is not None:
        started = at
    after = replace(clock, started_at=started)
    if not stands_still(item, case) and not (started is None and counts_from_start(item, case)):
        paused = None
    elif paused is None or begins_to_count(clock, after, item, case):
        paused = at
    return replace(after, paused_at=paused)


def has_begun(clock: Clock) -> bool:
    """Whether its time counts, or has: minutes of work that nobody has started do not."""
    return clock.started_at is not None or clock.paused_at is None


def goes_on(before: Clock, after: Clock) -> bool:
    """Whether it stood still and runs again."""
    return before.paused_at is not None and after.paused_at is None


def begins_to_count(before: Clock, after: Clock, item: WorkItem, case: Case) -> bool:
    """Whether its minutes count from now, when it was taken in hand."""
    started = before.started_at is None and after.started_at is not None
    return started and counts_from_start(item, case)


def counts_from_start(item: WorkItem, case: Case) -> bool:
    """Whether its time is of minutes or hours, which count from when work is taken in hand."""
    limit = limit_in(case, item.step) if item.kind is WorkKind.STEP else None
    return limit is not None and judges_handling(limit)


def counted_now(clock: Clock, item: WorkItem, case: Case, calendar: OfficeCalendar) -> Clock:
    """The clock of an item with a budget of its own whose time counts from when it was started."""
    limit = limit_in(case, item.step)
    assert limit is not None
    assert clock.started_at is not None
    return replace(clock, due=add(limit, clock.started_at, calendar))


def limit_in(case: Case, step: StepId) -> Duration | None:
    """After how long a step of this case is late; None when it has no time."""
    return limit_of(case.procedure.steps[step].standard_time, case.durations.get(step))


def shares_budget(case: Case, step: str, visit: int) -> bool:
    """Whether an earlier visit has used up some of the item's time."""
    return visit > 1 and case.procedure.steps[step].standard_time.cumulative


def stands_still(item: WorkItem, case: Case) -> bool:
    """Suspended, or returned to the applicant: not the office's time."""
    if item.state is not WorkItemState.WAITING:
        return item.state is WorkItemState.SUSPENDED
    return any(
        other.kind is WorkKind.COMPLETION and other.parent == item.number
        for other in case.items.values()
    )
