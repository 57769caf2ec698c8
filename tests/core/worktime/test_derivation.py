"""The facts of a deadline: what was counted from where, and what was passed over."""

from datetime import date, datetime

import pytest

from lajur.core.worktime.calendar import calendar_of
from lajur.core.worktime.days import DayKind
from lajur.core.worktime.derivation import Deadline, derive
from lajur.core.worktime.national_days import decreed_days
from lajur.core.worktime.standard import Duration, TimeUnit

BANTEN = calendar_of("Asia/Jakarta", decreed_days())


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=BANTEN.zone)


def deadline(amount: int, unit: TimeUnit, start: str) -> Deadline:
    return derive(Duration(amount=amount, unit=unit), at(start), BANTEN)


def test_christmas_is_told_day_by_day_and_its_weekend_as_one() -> None:
    closed = deadline(2, TimeUnit.WORKING_DAY, "2026-12-23T10:00").closed
    assert [(one.first.day, one.last.day, one.reason and one.reason.kind) for one in closed] == [
        (24, 24, DayKind.JOINT_LEAVE),
        (25, 25, DayKind.NATIONAL),
        (26, 27, None),
    ]


def test_neighbours_of_one_name_are_one_and_of_another_are_not() -> None:
    closed = deadline(5, TimeUnit.WORKING_DAY, "2026-03-16T09:00").closed
    names = [(one.first.day, one.last.day, one.reason and one.reason.name) for one in closed]
    assert names[:5] == [
        (18, 18, "Cuti Bersama Hari Suci Nyepi"),
        (19, 19, "Hari Suci Nyepi"),
        (20, 20, "Cuti Bersama Hari Raya Idul Fitri"),
        (21, 21, "Hari Raya Idul Fitri"),
        (22, 22, "Hari kedua dari Hari Raya Idul Fitri"),
    ]
    assert names[5:] == [(23, 24, "Cuti Bersama Hari Raya Idul Fitri"), (28, 29, None)]


@pytest.mark.parametrize(
    ("start", "counted"),
    [
        ("2026-09-07T10:00", "2026-09-07T10:00"),
        ("2026-09-07T06:00", "2026-09-07T07:30"),
        ("2026-09-07T12:30", "2026-09-07T12:30"),  # a break does not end the day
        ("2026-09-11T17:00", "2026-09-14T07:30"),
    ],
)
def test_it_tells_from_when_office_time_counts(start: str, counted: str) -> None:
    assert deadline(1, TimeUnit.WORKING_DAY, start).counted == at(counted)


def test_only_months_and_calendar_days_have_a_day_on_which_they_end_as_such() -> None:
    ends = {unit: deadline(1, unit, "2026-09-11T09:00").nominal for unit in TimeUnit}
    assert ends.pop(TimeUnit.MONTH) == date(2026, 10, 11)
    assert ends.pop(TimeUnit.CALENDAR_DAY) == date(2026, 9, 12)
    assert set(ends.values()) == {None}


@pytest.mark.parametrize(
    ("start", "names"),
    [
        ("2026-02-11T09:00", []),
        ("2026-02-18T09:00", ["Jam kerja Ramadan 1447 H"]),  # due on its first day
        ("2026-03-17T09:00", ["Jam kerja Ramadan 1447 H"]),
        ("2026-03-25T09:00", []),
    ],
)
def test_it_tells_the_seasons_it_ran_through(start: str, names: list[str]) -> None:
    assert [one.name for one in deadline(1, TimeUnit.WORKING_DAY, start).seasons] == names


def test_without_pauses_it_is_due_when_its_time_is_over() -> None:
    plain = deadline(35, TimeUnit.WORKING_DAY, "2026-02-09T09:00")
    assert plain.due == plain.unpaused == at("2026-04-09T16:00")
    assert plain.pauses == ()
