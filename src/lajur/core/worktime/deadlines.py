"""When a step is due, by its standard time and the office's calendar.

How each printed word is read, and why: docs/decisions/0005-how-time-counts.md.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta

from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.standard import Duration, StandardTime, TimeKind, TimeUnit

HANDLING = frozenset({TimeUnit.MINUTE, TimeUnit.HOUR})


def limit_of(standard: StandardTime, duration: Duration | None = None) -> Duration | None:
    """After how long the step is late; None when the paper sets no time.

    `duration` is what was set for this case, for a variable time.
    """
    return duration if standard.kind is TimeKind.VARIABLE else standard.limit


def judges_handling(limit: Duration) -> bool:
    """Whether the time counts from when the work was taken in hand, not from when it arrived.

    Minutes and hours measure the doing: a letter that arrives while the head of office travels
    is not a breach of five minutes. Days and longer count from the arrival.
    """
    return limit.unit in HANDLING


def counted_from(limit: Duration, *, opened_at: datetime, started_at: datetime | None) -> datetime:
    """From which moment the time counts. What nobody has started counts from its arrival, so that
    it stands in due order with the rest."""
    return started_at if started_at is not None and judges_handling(limit) else opened_at


def add(duration: Duration, start: datetime, calendar: OfficeCalendar) -> datetime:
    """The moment (UTC) at which `duration` has passed since `start` in this office."""
    amount = duration.amount
    match duration.unit:
        case TimeUnit.MINUTE:
            return calendar.add_minutes(start, amount)
        case TimeUnit.HOUR:
            return calendar.add_minutes(start, amount * 60)
        case TimeUnit.CLOCK_DAY:
            return calendar.add_clock_day(start, amount)
        case TimeUnit.WORKING_DAY:
            return calendar.add_working_days(start, amount)
        case TimeUnit.WEEK:
            return calendar.add_working_days(start, amount * 5)
        case TimeUnit.CALENDAR_DAY | TimeUnit.MONTH:
            return calendar.closing_on_or_after(nominal_day(duration, start, calendar))


def nominal_day(duration: Duration, start: datetime, calendar: OfficeCalendar) -> date:
    """The day a span of calendar days or months ends on, working or not."""
    day = calendar.local_date(start)
    if duration.unit is TimeUnit.MONTH:
        return _months_later(day, duration.amount)
    return day + timedelta(days=duration.amount)


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
