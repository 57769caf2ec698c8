"""What a calendar counts in a day is what it says of the day, from its first year to its last."""

from datetime import date, datetime, timedelta
from random import Random

import pytest

from lajur.core.worktime.calendar import (
    RAMADANS,
    OfficeCalendar,
    Season,
    calendar_of,
    default_calendar,
)
from lajur.core.worktime.days import DayKind, DayOff
from lajur.core.worktime.national_days import decreed_days
from lajur.core.worktime.weeks import NORMAL_WEEK, RAMADAN_WEEK, read_week

HALF_DAYS = read_week([["08:00-12:00"], ["08:00-12:00"], ["08:00-12:00"], [], [], [], []])
FLOOD = Season(first=date(2026, 3, 10), last=date(2026, 4, 2), week=HALF_DAYS)
OUTSIDE = [date(2014, 12, 31), date(2061, 1, 1)]  # known, and of no use


def odd() -> OfficeCalendar:
    """A flood within Ramadan, a season before all time, and days off of other centuries."""
    days = [DayOff(day=day, kind=DayKind.SPECIAL, name="Libur") for day in OUTSIDE]
    calendar = calendar_of("Asia/Jayapura", [*decreed_days(), *days])
    before = Season(first=date(2014, 12, 1), last=date(2015, 1, 9), week=RAMADAN_WEEK)
    return OfficeCalendar(
        zone="Asia/Jayapura", days_off=calendar.days_off, seasons=(FLOOD, *RAMADANS, before)
    )


def counted(calendar: OfficeCalendar, day: date) -> float:
    midnight = datetime.combine(day, datetime.min.time(), tzinfo=calendar.zone)
    return calendar.minutes_between(midnight, midnight + timedelta(hours=23, minutes=59))


@pytest.mark.parametrize("calendar", [default_calendar("Asia/Jakarta"), odd()])
def test_every_day_counts_the_minutes_of_its_hours(calendar: OfficeCalendar) -> None:
    chance, first = Random(1), date(2015, 1, 1)
    busy = [date(2015, 1, 1) + timedelta(days=n) for n in range(20)]
    busy += [date(2026, 2, 15) + timedelta(days=n) for n in range(60)]
    days = [first + timedelta(days=chance.randrange(16_800)) for _ in range(200)]
    for day in [*busy, *days, date(2060, 12, 31)]:
        hours = sum(end - start for start, end in calendar.hours_on(day))
        assert counted(calendar, day) == hours, day


def test_where_seasons_overlap_the_first_counts() -> None:
    calendar = odd()
    assert calendar.hours_on(date(2026, 3, 9)) == RAMADAN_WEEK[0]
    assert calendar.hours_on(date(2026, 3, 10)) == HALF_DAYS[1]
    assert calendar.hours_on(date(2026, 4, 1)) == HALF_DAYS[2]
    assert calendar.hours_on(date(2026, 4, 2)) == ()
    assert calendar.hours_on(date(2026, 4, 6)) == NORMAL_WEEK[0]


def test_a_day_off_is_closed_in_any_season() -> None:
    assert default_calendar("Asia/Jakarta").hours_on(date(2026, 3, 19)) == ()  # Nyepi, in Ramadan


def test_the_default_calendar_is_made_once() -> None:
    assert default_calendar("Asia/Makassar") is default_calendar("Asia/Makassar")
