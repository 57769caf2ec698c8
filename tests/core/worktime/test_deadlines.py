"""Standard times on the office calendar: the published vectors, and the laws."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lajur.core.worktime.calendar import DayKind, DayOff, OfficeCalendar, default_calendar
from lajur.core.worktime.deadlines import add, due_at
from lajur.core.worktime.standard import UNSET, Duration, StandardTime, TimeKind, TimeUnit

JAKARTA = default_calendar("Asia/Jakarta")
VECTORS = [
    (35, TimeUnit.WORKING_DAY, "2026-02-09T09:00", "2026-04-09T16:00"),
    (1, TimeUnit.WEEK, "2026-03-16T09:00", "2026-03-30T16:00"),
    (1, TimeUnit.MONTH, "2026-01-31T09:00", "2026-03-02T15:00"),  # Ramadan hours
    (60, TimeUnit.WORKING_DAY, "2026-01-05T09:00", "2026-04-10T16:30"),
    (60, TimeUnit.CALENDAR_DAY, "2026-01-05T09:00", "2026-03-06T15:30"),
    (2, TimeUnit.WORKING_DAY, "2026-06-15T09:00", "2026-06-18T16:00"),
    (1, TimeUnit.WORKING_DAY, "2027-03-05T09:00", "2027-03-16T16:00"),
    (2, TimeUnit.WORKING_DAY, "2026-12-23T10:00", "2026-12-29T16:00"),
    (2, TimeUnit.HOUR, "2026-09-04T15:30", "2026-09-07T08:30"),
    (15, TimeUnit.MINUTE, "2026-09-04T11:20", "2026-09-04T13:05"),
    (24, TimeUnit.HOUR, "2026-09-07T08:00", "2026-09-10T09:30"),
    (1, TimeUnit.CLOCK_DAY, "2026-09-07T08:00", "2026-09-08T08:00"),
    (45, TimeUnit.MINUTE, "2026-12-24T10:00", "2026-12-28T08:15"),
]
ZONES = st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
DURATIONS = st.builds(Duration, amount=st.integers(1, 400), unit=st.sampled_from(list(TimeUnit)))
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31))  # noqa: DTZ001


@pytest.mark.parametrize(("amount", "unit", "start", "due"), VECTORS)
@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_the_published_vectors_hold_in_every_zone(
    amount: int, unit: TimeUnit, start: str, due: str, zone: str
) -> None:
    moment = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
    reached = add(Duration(amount=amount, unit=unit), moment, default_calendar(zone))
    assert reached == datetime.fromisoformat(due).replace(tzinfo=ZoneInfo(zone))


def test_a_regional_day_off_moves_the_deadline() -> None:
    galungan = {
        day: DayOff(day=day, kind=DayKind.FACULTATIVE, name="Galungan")
        for day in (date(2026, 6, 17), date(2026, 6, 18))
    }
    calendar = OfficeCalendar(
        zone="Asia/Makassar", days_off={**default_calendar("Asia/Makassar").days_off, **galungan}
    )
    start = datetime(2026, 6, 15, 9, tzinfo=ZoneInfo("Asia/Makassar"))
    due = add(Duration(amount=2, unit=TimeUnit.WORKING_DAY), start, calendar)
    assert calendar.local_date(due) == date(2026, 6, 22)


def test_the_week_has_the_hours_of_the_decree() -> None:
    normal = [JAKARTA.hours_on(date(2026, 9, 7) + timedelta(days=n)) for n in range(7)]
    ramadan = [JAKARTA.hours_on(date(2026, 2, 23) + timedelta(days=n)) for n in range(7)]
    assert sum(end - start for day in normal for start, end in day) == 2250
    assert sum(end - start for day in ramadan for start, end in day) == 1950


def test_a_range_is_late_after_its_maximum_and_an_empty_cell_never() -> None:
    start = datetime(2026, 9, 7, 1, tzinfo=ZoneInfo("UTC"))
    ranged = StandardTime(kind=TimeKind.RANGE, minimum=1, maximum=2, unit=TimeUnit.WORKING_DAY)
    due = due_at(ranged, start, JAKARTA)
    assert due is not None
    assert JAKARTA.local_date(due) == date(2026, 9, 9)
    assert due_at(UNSET, start, JAKARTA) is None


def test_a_variable_time_is_what_was_set_for_the_case() -> None:
    start = datetime(2026, 9, 7, 1, tzinfo=ZoneInfo("UTC"))
    variable = StandardTime(kind=TimeKind.VARIABLE, set_by="delegasi")
    assert due_at(variable, start, JAKARTA) is None
    due = due_at(variable, start, JAKARTA, Duration(amount=3, unit=TimeUnit.WORKING_DAY))
    assert due is not None
    assert JAKARTA.local_date(due) == date(2026, 9, 10)


@given(moment=MOMENTS, duration=DURATIONS, zone=ZONES)
def test_a_deadline_never_comes_before_its_start(
    moment: datetime, duration: Duration, zone: str
) -> None:
    start = moment.replace(tzinfo=ZoneInfo(zone))
    assert add(duration, start, default_calendar(zone)) >= start


@given(moment=MOMENTS, duration=DURATIONS, zone=ZONES)
def test_a_longer_allowance_is_never_due_earlier(
    moment: datetime, duration: Duration, zone: str
) -> None:
    start = moment.replace(tzinfo=ZoneInfo(zone))
    longer = Duration(amount=duration.amount + 1, unit=duration.unit)
    calendar = default_calendar(zone)
    assert add(longer, start, calendar) >= add(duration, start, calendar)


@settings(max_examples=15)
@given(moment=MOMENTS, duration=DURATIONS, off=st.dates(date(2025, 1, 1), date(2028, 1, 1)))
def test_a_new_holiday_never_makes_a_deadline_earlier(
    moment: datetime, duration: Duration, off: date
) -> None:
    start = moment.replace(tzinfo=JAKARTA.zone)
    extra = {off: DayOff(day=off, kind=DayKind.SPECIAL, name="Pemilu")}
    calendar = OfficeCalendar(
        zone="Asia/Jakarta", days_off={**JAKARTA.days_off, **extra}, seasons=JAKARTA.seasons
    )
    assert add(duration, start, calendar) >= add(duration, start, JAKARTA)


@settings(max_examples=30)
@given(moment=MOMENTS, minutes=st.integers(1, 900))
def test_minutes_agree_with_walking_them_one_by_one(moment: datetime, minutes: int) -> None:
    start = moment.replace(second=0, microsecond=0, tzinfo=JAKARTA.zone)
    walker, left = start, minutes
    while left:
        of_day = walker.hour * 60 + walker.minute
        left -= any(a <= of_day < b for a, b in JAKARTA.hours_on(walker.date()))
        walker += timedelta(minutes=1)
    assert JAKARTA.add_minutes(start, minutes) == walker
