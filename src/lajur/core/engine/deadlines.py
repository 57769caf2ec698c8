"""The deadline of a work item, derived from the journal: the one place that does.

What the rows keep (`due_at`, `paused_at`) is an index for trays; truth is the standard time, the
ledger and the calendar.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from lajur.core.engine.case import WorkKind
from lajur.core.engine.ledger import Ledger, WorkTimes
from lajur.core.procedure.definition import Procedure
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.deadlines import add, counted_from, judges_handling, limit_of
from lajur.core.worktime.derivation import Deadline, derive
from lajur.core.worktime.pauses import Pause, PauseKind, later, paused_minutes
from lajur.core.worktime.standard import Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """What a deadline is derived from, the calendar apart."""

    limit: Duration
    start: datetime  # aware: from when it counts
    begun: bool = True  # False: minutes count from when work is taken in hand, and nobody has
    pauses: tuple[Pause, ...] = ()  # the last may still stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The clock of one open work item, as its row keeps it. Moments are aware."""

    due: datetime | None = None  # None: no standard time
    paused_at: datetime | None = None  # since when it stands still, or waits to begin
    started_at: datetime | None = None  # None: nobody has taken it in hand yet


def counting_of(ledger: Ledger, number: int, procedure: Procedure) -> Counting | None:
    """What the deadline of a work item is derived from; None when it has none.

    A co-signature shares the time of its step, where that has begun to count; what the applicant
    completes has no time of the office. A cumulative standard counts from the first visit and
    stands still between visits.
    """
    work = ledger.work[number]
    match work.kind:
        case WorkKind.COMPLETION:
            return None
        case WorkKind.SIGNATURE:
            return _of_signature(ledger, work, procedure)
    standard = procedure.steps[work.step].standard_time
    limit = limit_of(standard, ledger.time_set(work.step, until=work.closed_at))
    if limit is None:
        return None
    begun = work.started_at is not None or not judges_handling(limit)
    if not begun:  # a clock that has not begun cannot stand still
        work = replace(work, pauses=())
    spans = _spans(ledger, work, cumulative=standard.cumulative, limit=limit)
    return Counting(limit=limit, start=spans[0][1], begun=begun, pauses=tuple(_pauses(spans)))


def _of_signature(ledger: Ledger, work: WorkTimes, procedure: Procedure) -> Counting | None:
    """Minutes of a step that nobody took in hand, as it was done on paper, were never counted."""
    shared = None if work.parent is None else counting_of(ledger, work.parent, procedure)
    if shared is None or not shared.begun:
        return None
    return Counting(limit=shared.limit, start=shared.start, pauses=(*shared.pauses, *work.pauses))


def _spans(
    ledger: Ledger, work: WorkTimes, *, cumulative: bool, limit: Duration
) -> list[tuple[WorkTimes, datetime]]:
    """The visits that share the budget, each with the moment from which it counts.

    An earlier visit whose handling is not known has used up nothing.
    """
    before: list[WorkTimes] = []
    if cumulative:
        visits = [one for one in ledger.visits_of(work.step) if one.visit < work.visit]
        before = [one for one in visits if one.started_at or not judges_handling(limit)]
    return [
        (one, counted_from(limit, opened_at=one.opened_at, started_at=one.started_at))
        for one in (*before, work)
    ]


def _pauses(spans: list[tuple[WorkTimes, datetime]]) -> Iterator[Pause]:
    """The pauses of every visit as far as it counts, and the time between the visits."""
    left: datetime | None = None
    for visit, begun in spans:
        if left is not None:
            yield Pause(since=left, until=begun, kind=PauseKind.ELSEWHERE)
        for pause in visit.pauses:
            if pause.until is None or pause.until > begun:
                yield replace(pause, since=max(pause.since, begun))
        left = visit.closed_at


def clock_of(ledger: Ledger, number: int, procedure: Procedure, calendar: OfficeCalendar) -> Clock:
    """The clock that the row of a work item must keep."""
    work, counting = ledger.work[number], counting_of(ledger, number, procedure)
    if counting is None:
        return Clock(paused_at=work.paused_at, started_at=work.started_at)
    return Clock(
        due=due_of(counting, calendar),
        paused_at=_standing(counting) if counting.begun else work.opened_at,
        started_at=work.started_at,
    )


def _standing(counting: Counting) -> datetime | None:
    last = counting.pauses[-1] if counting.pauses else None
    return last.since if last is not None and last.until is None else None


def due_of(counting: Counting, calendar: OfficeCalendar) -> datetime:
    """When it is due (UTC), without the derivation: what the rows keep.

    A pause that still stands has given nothing back yet.
    """
    start = counting.start
    given = paused_minutes(counting.pauses, start=start, at=start, calendar=calendar)
    return later(add(counting.limit, start, calendar), given, calendar)


def deadline_of(
    ledger: Ledger, number: int, procedure: Procedure, calendar: OfficeCalendar, *, at: datetime
) -> Deadline | None:
    """The deadline of a work item with its derivation; None when the paper sets no time.

    A pause that still stands counts up to `at` (aware).
    """
    counting = counting_of(ledger, number, procedure)
    if counting is None:
        return None
    return derive(counting.limit, counting.start, calendar, counting.pauses, at=at)
