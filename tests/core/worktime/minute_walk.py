"""An office's clock that walks through time minute by minute: slow, and plainly right.

It shares no code and no data with the calendar it is held against. Days and moments are naive:
those of the office's own wall clock. An office is described in words, as a decree would.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

MINUTE, DAY, MIDNIGHT = timedelta(minutes=1), timedelta(days=1), datetime.min.time()
WeekWords = Sequence[Sequence[str]]  # Monday first: ["07:30-12:00", "13:00-16:00"]


@dataclass(frozen=True, kw_only=True)
class Office:
    """When an office works, as written on paper."""

    week: WeekWords
    closed: frozenset[date] = frozenset()
    season: tuple[date, date, WeekWords] | None = None  # first and last inclusive, other hours
    _open: dict[date, set[int]] = field(default_factory=dict)  # its minutes, once asked

    def is_open(self, minute: datetime) -> bool:
        """Whether the office works in the minute that begins now."""
        day = minute.date()
        if day not in self._open:
            self._open[day] = self._minutes(day)
        return minute.hour * 60 + minute.minute in self._open[day]

    def _minutes(self, day: date) -> set[int]:
        if day in self.closed:
            return set()
        week = self.week
        if self.season and self.season[0] <= day <= self.season[1]:
            week = self.season[2]
        spans = (span.split("-") for span in week[day.weekday()])
        return {minute for first, last in spans for minute in range(_minute(first), _minute(last))}


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def walk(office: Office, amount: int, unit: str, start: datetime) -> datetime:
    """When `amount` of a printed unit, counted from `start` (a whole minute), is over."""
    match unit:
        case "menit":
            return _after_open_minutes(office, amount, start)
        case "jam":
            return _after_open_minutes(office, amount * 60, start)
        case "1x24_jam":
            return _same_clock(office, amount, start)
        case "hari_kerja":
            return _closing(office, _working_day(office, amount, start))
        case "minggu":
            return _closing(office, _working_day(office, amount * 5, start))
        case "hari_kalender":
            return _rolled_forward(office, start.date() + amount * DAY)
        case "bulan":
            return _rolled_forward(office, _months_on(start.date(), amount))
    raise AssertionError(unit)


def _after_open_minutes(office: Office, minutes: int, start: datetime) -> datetime:
    now = start
    while minutes:
        minutes -= office.is_open(now)
        now += MINUTE
    return now


def arrival(office: Office, start: datetime) -> datetime:
    """Now, if the office has worked today and works on, or closes now; else when it works next."""
    if start.time() > MIDNIGHT and office.is_open(start - MINUTE):
        return start
    now = start
    while not office.is_open(now):
        now += MINUTE
    same_day = now.date() == start.date()
    begun = any(office.is_open(minute) for minute in _minutes_of(start.date()) if minute < start)
    return start if same_day and begun else now


def _working_day(office: Office, days: int, start: datetime) -> date:
    """The n-th day with an open minute after the day of arrival."""
    now = datetime.combine(arrival(office, start).date() + DAY, MIDNIGHT)
    while True:
        if office.is_open(now):
            days -= 1
            if not days:
                return now.date()
            now = datetime.combine(now.date() + DAY, MIDNIGHT)
        else:
            now += MINUTE


def _same_clock(office: Office, days: int, start: datetime) -> datetime:
    """The same clock time; if the office is closed then, its next opening, or else its closing."""
    clock = arrival(office, start).time()
    day = _working_day(office, days, start)
    now = datetime.combine(day, clock)
    if office.is_open(now - MINUTE):
        return now
    while now.date() == day:
        if office.is_open(now):
            return now
        now += MINUTE
    return _closing(office, day)


def _rolled_forward(office: Office, day: date) -> datetime:
    while not any(office.is_open(minute) for minute in _minutes_of(day)):
        day += DAY
    return _closing(office, day)


def _closing(office: Office, day: date) -> datetime:
    return max(minute for minute in _minutes_of(day) if office.is_open(minute)) + MINUTE


def _months_on(day: date, months: int) -> date:
    first = day.replace(day=1)
    for _ in range(months):
        first = (first + 31 * DAY).replace(day=1)
    last = first
    while last.day < day.day and (last + DAY).month == first.month:
        last += DAY
    return last


def _minutes_of(day: date) -> Iterator[datetime]:
    midnight = datetime.combine(day, MIDNIGHT)
    return (midnight + n * MINUTE for n in range(24 * 60))
