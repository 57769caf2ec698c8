"""Every deadline is the one that a walk through all minutes finds; broken calendars are caught."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.deadlines import add
from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.core.worktime.weeks import Hours
from tests.core.worktime.minute_walk import WeekWords, arrival, walk
from tests.core.worktime.offices import (
    FIRST,
    MINUTES,
    NORMAL,
    ZONES,
    Described,
    offices,
    on_the_wall,
)

MOST = {
    TimeUnit.MINUTE: 2_000,
    TimeUnit.HOUR: 40,
    TimeUnit.CLOCK_DAY: 4,
    TimeUnit.WORKING_DAY: 9,
    TimeUnit.CALENDAR_DAY: 40,
    TimeUnit.WEEK: 2,
    TimeUnit.MONTH: 14,
}
RAMADAN: WeekWords = [
    *[["08:00-12:00", "12:30-15:00"]] * 4,
    ["08:00-11:30", "12:30-15:30"],
    [],
    [],
]


def reached(calendar: OfficeCalendar, limit: Duration, start: datetime) -> datetime:
    """What the clock on the wall shows when the time is over."""
    zone = calendar.zone
    return on_the_wall(add(limit, start.replace(tzinfo=zone), calendar), zone.key)


@pytest.mark.parametrize("unit", list(TimeUnit))
@given(office=offices(), start=MINUTES, data=st.data())
def test_a_deadline_is_where_a_walk_through_every_minute_ends(
    unit: TimeUnit, office: Described, start: datetime, data: st.DataObject
) -> None:
    limit = Duration(amount=data.draw(st.integers(1, MOST[unit])), unit=unit)
    walked = walk(office.walked, limit.amount, unit.value, start)
    assert reached(office.calendar(), limit, start) == walked


@settings(max_examples=20)
@given(office=offices(), start=MINUTES)
def test_work_arrives_when_a_walk_finds_the_office_at_work(
    office: Described, start: datetime
) -> None:
    opening = office.calendar().opening(office.aware(start))
    walked = arrival(office.walked, start)
    first = next(minute for minute in _minutes(walked) if office.walked.is_open(minute))
    assert on_the_wall(opening, office.zone) == max(walked, first)


def _minutes(moment: datetime) -> Iterator[datetime]:
    midnight = moment.replace(hour=0, minute=0)
    return (midnight + timedelta(minutes=n) for n in range(24 * 60))


class CountsBreaks(OfficeCalendar):
    """Works from the first opening to the last closing."""

    @cached_property
    def _hours(self) -> list[Hours]:
        return [((day[0][0], day[-1][1]),) if day else () for day in super()._hours]


class CountsTheDayOfArrival(OfficeCalendar):
    def _working_day(self, index: int, days: int) -> int:
        return super()._working_day(index - 1, days)


class SkipsArrivalsAfterClosing(OfficeCalendar):
    """Takes an arrival at night as one of that day."""

    def _arrival(self, moment: datetime) -> tuple[int, int]:
        return self._place(moment)


class ForgetsSeasons(OfficeCalendar):
    def __init__(self, **parts: object) -> None:
        super().__init__(**{**parts, "seasons": ()})  # type: ignore[arg-type]


class ForgetsDaysOff(OfficeCalendar):
    def __init__(self, **parts: object) -> None:
        super().__init__(**{**parts, "days_off": {}})  # type: ignore[arg-type]


class ThinksInUtc(OfficeCalendar):
    def _place(self, moment: datetime) -> tuple[int, int]:
        return super()._place(moment + (moment.utcoffset() or timedelta()))


class EndsInTheMorning(OfficeCalendar):
    """What ends at closing time ends when the office opens again."""

    def add_minutes(self, start: datetime, minutes: float) -> datetime:
        due = super().add_minutes(start, minutes)
        index, clock = self._place(due)
        if clock == self._hours[index][-1][1] * 60_000_000:
            return self.opening(due + timedelta(microseconds=1))
        return due


class KeepsTheClockInABreak(OfficeCalendar):
    def add_clock_day(self, start: datetime, days: int) -> datetime:
        index, clock = self._arrival(start)
        index = self._working_days[bisect_left(self._working_days, index + 1) + days - 1]
        return self._moment(index, min(clock, self._hours[index][-1][1] * 60_000_000))


class RollsBack(OfficeCalendar):
    """Moves the end of a month back, not forward, to a working day."""

    def closing_on_or_after(self, day: object) -> datetime:
        index = self._index(day)  # type: ignore[arg-type]
        return self._closing(self._working_days[bisect_left(self._working_days, index + 1) - 1])


TWINS = [
    CountsBreaks,
    CountsTheDayOfArrival,
    SkipsArrivalsAfterClosing,
    ForgetsSeasons,
    ForgetsDaysOff,
    ThinksInUtc,
    EndsInTheMorning,
    KeepsTheClockInABreak,
    RollsBack,
]


@dataclass(frozen=True, kw_only=True)
class Walked:
    """One office, and where each of its deadlines ends."""

    office: Described
    ends: list[tuple[Duration, datetime, datetime]]  # limit, start, end


@cache
def walked(number: int) -> Walked:
    """Deadlines of one office, six of each unit, from any hour of its days."""
    chance = Random(number)
    closed = frozenset(FIRST + timedelta(days=chance.randrange(120)) for _ in range(12))
    ramadan = (FIRST + timedelta(days=49), FIRST + timedelta(days=78), RAMADAN)
    office = Described(zone=ZONES[number], week=NORMAL, closed=closed, season=ramadan)
    ends = []
    for unit in list(TimeUnit) * 6:
        amount = chance.randint(1, min(MOST[unit], 30)) * (15 if unit is TimeUnit.MINUTE else 1)
        start = datetime.combine(FIRST, datetime.min.time()) + timedelta(
            days=chance.randrange(90), minutes=15 * chance.randrange(24, 72)
        )
        end = walk(office.walked, amount, unit.value, start)
        ends.append((Duration(amount=amount, unit=unit), start, end))
    return Walked(office=office, ends=ends)


def disagreements(kind: type[OfficeCalendar]) -> list[str]:
    """Where calendars of this class and the walks part."""
    found = []
    for one in map(walked, range(len(ZONES))):
        calendar = one.office.calendar_like(kind, one.office.zone, one.office.closed)
        for limit, start, end in one.ends:
            if reached(calendar, limit, start) != end:
                found.append(f"{limit} from {start}")
    return found


def test_the_same_deadlines_agree_for_the_true_calendar() -> None:
    assert disagreements(OfficeCalendar) == []


@pytest.mark.parametrize("twin", TWINS)
def test_a_broken_calendar_is_caught(twin: type[OfficeCalendar]) -> None:
    assert disagreements(twin) != []
