"""Standard times on the office calendar: the published vectors, and what each kind means."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lajur.core.worktime.calendar import calendar_of, default_calendar
from lajur.core.worktime.deadlines import add, counted_from, judges_handling, limit_of
from lajur.core.worktime.national_days import decreed_days
from lajur.core.worktime.pawukon import pawukon_days
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


@pytest.mark.parametrize(("amount", "unit", "start", "due"), VECTORS)
@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_the_published_vectors_hold_in_every_zone(
    amount: int, unit: TimeUnit, start: str, due: str, zone: str
) -> None:
    moment = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
    reached = add(Duration(amount=amount, unit=unit), moment, default_calendar(zone))
    assert reached == datetime.fromisoformat(due).replace(tzinfo=ZoneInfo(zone))


def test_galungan_moves_the_deadlines_of_buleleng() -> None:
    days = [*decreed_days(), *pawukon_days(2026)]
    calendar = calendar_of("Asia/Makassar", days)
    start = datetime(2026, 6, 15, 9, tzinfo=calendar.zone)
    due = add(Duration(amount=2, unit=TimeUnit.WORKING_DAY), start, calendar)
    assert due == datetime(2026, 6, 22, 16, tzinfo=calendar.zone)


def test_the_week_has_the_hours_of_the_decree() -> None:
    normal = [JAKARTA.hours_on(date(2026, 9, 7) + timedelta(days=n)) for n in range(7)]
    ramadan = [JAKARTA.hours_on(date(2026, 2, 23) + timedelta(days=n)) for n in range(7)]
    assert sum(end - start for day in normal for start, end in day) == 2250
    assert sum(end - start for day in ramadan for start, end in day) == 1950


def test_a_range_is_late_after_its_maximum_and_an_empty_cell_never() -> None:
    ranged = StandardTime(kind=TimeKind.RANGE, minimum=1, maximum=2, unit=TimeUnit.WORKING_DAY)
    assert limit_of(ranged) == Duration(amount=2, unit=TimeUnit.WORKING_DAY)
    assert limit_of(UNSET) is None


def test_a_variable_time_is_what_was_set_for_the_case_and_no_other_time_is() -> None:
    set_to = Duration(amount=3, unit=TimeUnit.WORKING_DAY)
    variable = StandardTime(kind=TimeKind.VARIABLE, set_by="delegasi")
    assert limit_of(variable) is None
    assert limit_of(variable, set_to) == set_to
    assert limit_of(UNSET, set_to) is None


def test_minutes_and_hours_judge_the_handling_and_all_else_the_waiting_too() -> None:
    opened, started = (datetime(2026, 9, day, tzinfo=JAKARTA.zone) for day in (7, 9))
    judged = {}
    for unit in TimeUnit:
        limit = Duration(amount=1, unit=unit)
        judged[unit] = counted_from(limit, opened_at=opened, started_at=started)
        assert (judged[unit] == started) == judges_handling(limit)
        assert counted_from(limit, opened_at=opened, started_at=None) == opened
    handling = {unit for unit, since in judged.items() if since == started}
    assert handling == {TimeUnit.MINUTE, TimeUnit.HOUR}


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-09-07T10:15", "2026-09-08T10:15"),
        ("2026-09-07T12:00", "2026-09-08T12:00"),  # as the break begins
        ("2026-09-07T16:00", "2026-09-08T16:00"),  # as the office closes
        ("2026-09-07T06:00", "2026-09-08T07:30"),  # before the office opens
        ("2026-09-07T20:00", "2026-09-09T07:30"),  # after it has closed: tomorrow's arrival
        ("2026-09-10T11:45", "2026-09-11T13:00"),  # into Friday's break
        ("2026-09-11T16:20", "2026-09-14T16:00"),  # Friday's last minutes: Monday has none such
        ("2026-02-18T07:45", "2026-02-19T08:00"),  # Ramadan opens later
    ],
)
def test_once_24_hours_end_at_the_same_clock_time_or_when_the_office_next_works(
    start: str, due: str
) -> None:
    moment, reached = (
        datetime.fromisoformat(one).replace(tzinfo=JAKARTA.zone) for one in (start, due)
    )
    assert add(Duration(amount=1, unit=TimeUnit.CLOCK_DAY), moment, JAKARTA) == reached


@pytest.mark.parametrize("unit", list(TimeUnit))
def test_what_leads_out_of_the_calendar_is_refused(unit: TimeUnit) -> None:
    start = datetime(2060, 12, 31, 15, tzinfo=JAKARTA.zone)
    with pytest.raises(ValueError, match="2015 to 2060"):
        add(Duration(amount=2_000, unit=unit), start, JAKARTA)
    with pytest.raises(ValueError, match="2015 to 2060"):
        add(Duration(amount=1, unit=unit), datetime(2014, 6, 1, tzinfo=JAKARTA.zone), JAKARTA)
