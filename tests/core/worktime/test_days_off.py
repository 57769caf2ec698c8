"""The days off of a year: national, Balinese, and how long a calendar of them can be trusted."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from lajur.core.worktime.calendar import RAMADANS, default_calendar
from lajur.core.worktime.days import DayKind, DayOff
from lajur.core.worktime.expiry import ExpiryState, expiry
from lajur.core.worktime.national_days import (
    FIRST_YEAR,
    decreed_days,
    is_decreed,
    last_decreed_year,
    national_days,
    national_source,
)
from lajur.core.worktime.pawukon import pawukon_days

# Day/month. Sources: SKB 1017/2024 and its amendment, SKB 1497/2025, SKB of 2027.
NATIONAL = {
    2025: "1/1 27/1 29/1 29/3 31/3 1/4 18/4 20/4 1/5 12/5 29/5 1/6 6/6 27/6 17/8 5/9 25/12",
    2026: "1/1 16/1 17/2 19/3 21/3 22/3 3/4 5/4 1/5 14/5 27/5 31/5 1/6 16/6 17/8 25/8 25/12",
    2027: "1/1 5/1 6/2 8/3 10/3 11/3 26/3 28/3 1/5 6/5 17/5 20/5 1/6 6/6 15/8 17/8 25/12 26/12",
}
JOINT_LEAVE = {
    2025: "28/1 28/3 2/4 3/4 4/4 7/4 13/5 30/5 9/6 18/8 26/12",
    2026: "16/2 18/3 20/3 23/3 24/3 15/5 28/5 24/12",
    2027: "5/2 9/3 12/3 15/3 25/3 18/5 19/5 24/12",
}
WORKING_DAYS = {2025: 237, 2026: 240, 2027: 242}
# The Governor's list of 2024, without what follows the moon.
BALI_2024 = "27/2 28/2 29/2 8/3 9/3 13/7 17/7 24/9 25/9 26/9 4/10 5/10"
# Those of later years that fall from Monday to Friday.
BALI_WEEKDAYS = {
    2025: "12/2 22/4 23/4 24/4 2/5 10/9 18/11 19/11 20/11 28/11",
    2026: "8/4 16/6 17/6 18/6 26/6 4/11",
    2027: "12/1 13/1 14/1 22/1 2/6 10/8 11/8 12/8 20/8 29/12",
}


def listed(words: str, year: int) -> set[date]:
    return {date(year, *map(int, reversed(one.split("/")))) for one in words.split()}


def of_kind(kind: DayKind, year: int) -> set[date]:
    return {one.day for one in national_days(year) if one.kind is kind}


@pytest.mark.parametrize("year", NATIONAL)
def test_national_days_are_those_of_the_decrees(year: int) -> None:
    assert of_kind(DayKind.NATIONAL, year) == listed(NATIONAL[year], year)
    assert of_kind(DayKind.JOINT_LEAVE, year) == listed(JOINT_LEAVE[year], year)


@pytest.mark.parametrize("year", WORKING_DAYS)
def test_the_working_days_of_a_year_are_as_many_as_officials_count(year: int) -> None:
    calendar, days = (
        default_calendar("Asia/Jakarta"),
        (date(year, 1, 1) + timedelta(n) for n in range(365)),
    )
    assert sum(bool(calendar.hours_on(day)) for day in days) == WORKING_DAYS[year]


def test_names_are_indonesian_and_estimates_say_so() -> None:
    estimates = {one.day: one.name for one in national_days(2027) if one.is_estimate}
    assert estimates == {
        date(2027, 3, 10): "Hari Raya Idul Fitri (perkiraan)",
        date(2027, 3, 11): "Hari kedua dari Hari Raya Idul Fitri (perkiraan)",
        date(2027, 5, 17): "Hari Raya Idul Adha (perkiraan)",
    }
    assert not any(one.is_estimate for one in national_days(2026))


def test_days_come_in_order_and_each_once() -> None:
    days = [one.day for one in decreed_days()]
    assert days == sorted(set(days))


def test_a_year_without_its_decree_is_not_relied_on() -> None:
    last = last_decreed_year()
    assert last >= 2027
    assert all(is_decreed(year) for year in range(FIRST_YEAR, last + 1))
    assert not is_decreed(last + 1)
    assert {one.day.year for one in decreed_days()} == set(range(FIRST_YEAR, last + 1))
    assert "SKB Tiga Menteri" in national_source(last)
    assert national_source(last + 1).startswith("Perkiraan")


def test_the_pawukon_gives_the_twelve_days_of_the_official_list() -> None:
    days = pawukon_days(2024)
    assert [one.day for one in days] == sorted(listed(BALI_2024, 2024))
    assert {one.kind for one in days} == {DayKind.FACULTATIVE}


@pytest.mark.parametrize("year", BALI_WEEKDAYS)
def test_the_pawukon_gives_the_weekdays_of_later_years(year: int) -> None:
    weekdays = [one.day for one in pawukon_days(year) if one.day.weekday() < 5]
    assert weekdays == sorted(listed(BALI_WEEKDAYS[year], year))


def test_the_cycle_runs_through_every_year_without_a_gap() -> None:
    """Also where the days of one Galungan lie in two years."""
    days: dict[str, list[date]] = {}
    for year in range(2015, 2061):
        for one in pawukon_days(year):
            days.setdefault(one.name, []).append(one.day)
    assert len(days) == 7
    for of_name in days.values():
        assert {(after - before).days for before, after in pairwise(of_name)} == {210}
        assert of_name[0] < date(2015, 8, 1)
        assert of_name[-1] > date(2060, 6, 1)


def test_each_holy_day_falls_on_its_day_of_the_week() -> None:
    weekdays = {
        one.name: one.day.weekday() for year in range(2015, 2061) for one in pawukon_days(year)
    }
    assert weekdays == {
        "Hari Raya Saraswati": 5,
        "Hari Raya Pagerwesi": 2,
        "Penampahan Galungan": 1,
        "Hari Raya Galungan": 2,
        "Umanis Galungan": 3,
        "Penampahan Kuningan": 4,
        "Hari Raya Kuningan": 5,
    }


def years(*listed: int, kinds: tuple[DayKind, ...] = tuple(DayKind)) -> list[DayOff]:
    return [
        DayOff(day=date(year, 5, 1), kind=kind, name="Libur") for year in listed for kind in kinds
    ]


@pytest.mark.parametrize(
    ("days", "on", "state", "missing"),
    [
        (years(2026, 2027), date(2026, 12, 31), ExpiryState.GOOD, 2028),
        (years(2026, 2027), date(2027, 1, 1), ExpiryState.SOON, 2028),  # a year ahead
        (years(2026, 2027), date(2027, 12, 31), ExpiryState.SOON, 2028),
        (years(2026, 2027), date(2028, 1, 1), ExpiryState.EXPIRED, 2028),
        (years(2026, 2028), date(2026, 5, 1), ExpiryState.SOON, 2027),  # a gap
        (years(2024, 2026, 2027), date(2026, 5, 1), ExpiryState.GOOD, 2028),  # a past one
        (years(2026, kinds=(DayKind.NATIONAL,)), date(2026, 5, 1), ExpiryState.EXPIRED, 2026),
        (years(2026, kinds=(DayKind.REGIONAL,)), date(2026, 5, 1), ExpiryState.EXPIRED, 2026),
        ([], date(2026, 5, 1), ExpiryState.EXPIRED, 2026),
    ],
)
def test_a_calendar_says_a_year_ahead_that_it_expires(
    days: list[DayOff], on: date, state: ExpiryState, missing: int
) -> None:
    found = expiry(days, on=on)
    assert (found.state, found.missing, found.until) == (state, missing, date(missing - 1, 12, 31))
    assert str(missing) in str(found.message % found.facts) or state is ExpiryState.GOOD


NOVEMBER = date(2026, 11, 23)


def test_an_office_with_ramadan_hours_hears_of_a_year_without_them() -> None:
    days = years(2026, 2027)
    of_2026 = [season for season in RAMADANS if season.first.year == 2026]
    found = expiry(days, on=NOVEMBER, seasons=of_2026)
    assert (found.state, found.missing) == (ExpiryState.SOON, 2027)
    assert "Ramadan tahun 2027" in str(found.message % found.facts)
    assert expiry(days, on=NOVEMBER, seasons=RAMADANS) == expiry(days, on=NOVEMBER)


def test_a_balinese_office_hears_of_a_year_without_its_holy_days() -> None:
    days = years(2026, 2027)
    found = expiry([*days, *pawukon_days(2026)], on=NOVEMBER)
    assert (found.state, found.missing) == (ExpiryState.SOON, 2027)
    assert "Bali tahun 2027" in str(found.message % found.facts)
    both = [*days, *pawukon_days(2026), *pawukon_days(2027)]
    assert expiry(both, on=NOVEMBER) == expiry(days, on=NOVEMBER)
