"""How a deadline was reached: budget, ledger and calendar, as facts a person can follow."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lajur.core.worktime.calendar import DayOff, OfficeCalendar, Season
from lajur.core.worktime.deadlines import add, nominal_day
from lajur.core.worktime.pauses import GivenBack, Pause, given_back, later
from lajur.core.worktime.standard import Duration, TimeUnit

_NOMINAL = frozenset({TimeUnit.CALENDAR_DAY, TimeUnit.MONTH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Days in a row, first and last inclusive, on which the office does not work."""

    first: date
    last: date
    reason: DayOff | None  # None: a weekend, or another day without office hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When a step is due, and everything that made it so."""

    limit: Duration
    start: datetime  # aware: what the time counts from
    counted: datetime  # UTC: `start`, or the next opening when the office was closed
    unpaused: datetime  # UTC: due, had the clock never stood still
    due: datetime  # UTC
    nominal: date | None  # months and calendar days: where they end, working day or not
    closed: tuple[Closed, ...]  # not counted, from the first day to the day it is due
    seasons: tuple[Season, ...]  # other hours within the span
    pauses: tuple[GivenBack, ...]


def derive(
    limit: Duration,
    start: datetime,
    calendar: OfficeCalendar,
    pauses: Iterable[Pause] = (),
    *,
    at: datetime | None = None,
) -> Deadline:
    """The deadline of `limit` counted from `start` (aware).

    A pause that still stands counts up to `at`. Raises `ValueError` outside the calendar's years.
    """
    unpaused = add(limit, start, calendar)
    given = tuple(given_back(pauses, start=start, at=at or start, calendar=calendar))
    due = later(unpaused, sum(one.minutes for one in given), calendar)
    first, last = calendar.local_date(start), calendar.local_date(due)
    return Deadline(
        limit=limit,
        start=start,
        counted=calendar.opening(start),
        unpaused=unpaused,
        due=due,
        nominal=nominal_day(limit, start, calendar) if limit.unit in _NOMINAL else None,
        closed=tuple(_closed(first, last, calendar)),
        seasons=tuple(
            season for season in calendar.seasons if season.first <= last and first <= season.last
        ),
        pauses=given,
    )


def _closed(first: date, last: date, calendar: OfficeCalendar) -> Iterator[Closed]:
    """The days without office hours between two days, inclusive; alike neighbours together."""
    run: Closed | None = None
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if calendar.hours_on(day):
            continue
        reason = calendar.days_off.get(day)
        if run and run.last + timedelta(days=1) == day and _alike(run.reason, reason):
            run = Closed(first=run.first, last=day, reason=run.reason)
            continue
        if run:
            yield run
        run = Closed(first=day, last=day, reason=reason)
    if run:
        yield run


def _alike(one: DayOff | None, other: DayOff | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.kind, one.name) == (other.kind, other.name)
