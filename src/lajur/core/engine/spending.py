"""How long work waited and was worked on, in office time, and how that stands to its standard.

Two clocks: waiting from its arrival until somebody takes it in hand, handling from then on. Work
that was done without being taken in hand first waited the whole time, as far as anybody knows.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from lajur.core.engine.deadlines import counting_of, due_of
from lajur.core.engine.ledger import Ledger, WorkTimes
from lajur.core.procedure.definition import Procedure
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.judging import is_late
from lajur.core.worktime.pauses import Pause, paused_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """The office minutes of one work item, pauses apart."""

    waiting: float
    handling: float | None  # None: not taken in hand yet, or done without
    paused: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How closed work stands to its due time."""

    late: bool
    minutes: float  # office minutes after it, 0 when the office was closed; negative: before it


def spent_of(work: WorkTimes, calendar: OfficeCalendar, *, at: datetime) -> Spent:
    """What work has taken until it ended; until `at` (aware) while it is open."""
    end = max(ended_at(work) or at, work.opened_at)
    begun = min(work.started_at or end, end)
    handled = None if work.started_at is None else _running(work, begun, end, calendar)
    return Spent(
        waiting=_running(work, work.opened_at, begun, calendar),
        handling=handled,
        paused=_paused(work, work.opened_at, end, calendar),
    )


def ended_at(work: WorkTimes) -> datetime | None:
    """When it was done; of what was done on paper and recorded later, that moment."""
    return work.done_at or work.closed_at


def verdict_of(
    ledger: Ledger, number: int, procedure: Procedure, calendar: OfficeCalendar
) -> Verdict | None:
    """Whether closed work ended after its due time, and by how much.

    None: it was called off, it has no standard, or one of minutes or hours while its handling is
    not known.
    """
    work, counting = ledger.work[number], counting_of(ledger, number, procedure)
    end = ended_at(work)
    if end is None or work.called_off or counting is None or not counting.begun:
        return None
    due = due_of(counting, calendar)
    return Verdict(late=is_late(due, end), minutes=calendar.minutes_between(due, end))


def _running(work: WorkTimes, start: datetime, end: datetime, calendar: OfficeCalendar) -> float:
    return calendar.minutes_between(start, end) - _paused(work, start, end, calendar)


def _paused(work: WorkTimes, start: datetime, end: datetime, calendar: OfficeCalendar) -> float:
    within = [_until(pause, end) for pause in work.pauses if pause.since < end]
    return paused_minutes(within, start=start, at=end, calendar=calendar)


def _until(pause: Pause, end: datetime) -> Pause:
    return replace(pause, until=min(pause.until or end, end))
