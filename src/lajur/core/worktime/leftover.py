"""What is left of a standard time, as people count it: days by the calendar, hours by the clock.

The rule and why: docs/decisions/0005-how-time-counts.md.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.standard import Duration, TimeUnit

_WEEK = 5  # working days


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Left:
    """An amount of office time."""

    days: int  # working days, whole ones
    minutes: float  # office minutes beside them


def spent_from(limit: Duration, start: datetime, calendar: OfficeCalendar) -> datetime:
    """From when a time that counts from `start` is spent (aware).

    Days are whole: what is left of the day of arrival is no part of them, but given on top.
    """
    if limit.unit in (TimeUnit.WORKING_DAY, TimeUnit.WEEK):
        return calendar.add_working_days(start, 0)
    arrival = calendar.local_date(start)
    if limit.unit in (TimeUnit.CALENDAR_DAY, TimeUnit.MONTH) and calendar.hours_on(arrival):
        return max(start, calendar.closing_on_or_after(arrival))
    return start


def left_of(
    limit: Duration,
    *,
    start: datetime,
    unpaused: datetime,
    due: datetime,
    at: datetime,
    calendar: OfficeCalendar,
) -> Left:
    """What is left at `at`, or when the clock stopped then; never more than was given.

    `unpaused` is the due time without pauses, `due` the one with them, not before `at`; all aware.
    """
    begins = spent_from(limit, start, calendar)
    days = _days(limit)
    given = between(begins, unpaused, calendar) if days is None else Left(days=days, minutes=0)
    return min(given, between(max(at, begins), due, calendar))


def _days(limit: Duration) -> int | None:
    """The working days a limit names; None: it names none."""
    match limit.unit:
        case TimeUnit.WORKING_DAY | TimeUnit.CLOCK_DAY:
            return limit.amount
        case TimeUnit.WEEK:
            return limit.amount * _WEEK
        case _:
            return None


def between(at: datetime, due: datetime, calendar: OfficeCalendar) -> Left:
    """The whole working days after today that end by `due`, and the minutes beside them."""
    today, last = calendar.local_date(at), calendar.local_date(due)
    if due < calendar.closing_on_or_after(last):
        last -= timedelta(days=1)
    if last <= today:
        return _rounded(0, calendar.minutes_between(at, due), at, calendar)
    tomorrow, after = (
        datetime.combine(day + timedelta(days=1), time(), tzinfo=calendar.zone)
        for day in (today, last)
    )
    rest = calendar.minutes_between(at, tomorrow) + calendar.minutes_between(after, due)
    return _rounded(calendar.working_days(today, last), rest, at, calendar)


def _rounded(days: int, minutes: float, at: datetime, calendar: OfficeCalendar) -> Left:
    """Before the office opens today is a whole day as well."""
    today = sum(end - start for start, end in calendar.hours_on(calendar.local_date(at)))
    if 0 < today <= minutes:
        return Left(days=days + 1, minutes=minutes - today)
    return Left(days=days, minutes=minutes)
