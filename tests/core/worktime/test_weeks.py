"""Weeks in words: what is written is read back, and what is no week says why."""

import pytest
from hypothesis import given

from lajur.core.worktime.calendar import RAMADANS
from lajur.core.worktime.weeks import (
    BACKWARDS,
    NEVER_OPEN,
    NORMAL_WEEK,
    OVERLAPPING,
    RAMADAN_WEEK,
    UNREADABLE,
    UnreadableWeek,
    Week,
    read_week,
    write_week,
)
from tests.core.worktime.minute_walk import WeekWords
from tests.core.worktime.offices import Described, offices

REST: WeekWords = [[], [], [], [], [], []]


def minutes(week: Week) -> int:
    return sum(end - start for day in week for start, end in day)


def test_the_weeks_of_the_decree_have_its_hours() -> None:
    assert minutes(NORMAL_WEEK) == 37.5 * 60
    assert minutes(RAMADAN_WEEK) == 32.5 * 60
    assert write_week(NORMAL_WEEK)[4] == ["07:30-11:30", "13:00-16:30"]


def test_each_ramadan_lasts_a_month_and_works_its_hours() -> None:
    for season in RAMADANS:
        assert 29 <= (season.last - season.first).days + 1 <= 30
        assert season.week == RAMADAN_WEEK


@given(office=offices())
def test_what_is_written_is_read_back(office: Described) -> None:
    week = read_week(office.week)
    assert write_week(week) == [list(day) for day in office.week]
    assert read_week(write_week(week)) == week


@pytest.mark.parametrize("text", ["07:30-12:00", "7.30–12.00", " 07:30 - 12.00 "])
def test_people_may_write_as_they_are_used_to(text: str) -> None:
    assert read_week([[text], *REST])[0] == ((450, 720),)


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        (["pagi"], UNREADABLE),
        (["07:30"], UNREADABLE),
        (["07:60-12:00"], UNREADABLE),
        (["25:00-26:00"], UNREADABLE),
        (["07:30-12:00-13:00"], UNREADABLE),
        (["12:00-07:30"], BACKWARDS),
        (["12:00-12:00"], BACKWARDS),
        (["23:00-24:30"], BACKWARDS),
        (["07:30-12:00", "11:00-13:00"], OVERLAPPING),
        (["07:30-12:00", "12:00-13:00"], OVERLAPPING),
        (["13:00-16:00", "07:30-12:00"], OVERLAPPING),
    ],
)
def test_what_is_no_span_says_which_day_and_why(spans: list[str], message: str) -> None:
    with pytest.raises(UnreadableWeek) as caught:
        read_week([["07:30-12:00"], spans, *REST[1:]])
    assert (caught.value.message, caught.value.day) == (message, 1)
    assert spans[-1] in str(caught.value)


def test_an_office_that_never_opens_is_no_office() -> None:
    with pytest.raises(UnreadableWeek) as caught:
        read_week([[], *REST])
    assert (caught.value.message, caught.value.day) == (NEVER_OPEN, None)


def test_a_week_has_seven_days() -> None:
    with pytest.raises(ValueError, match="seven days, not 6"):
        read_week(REST)


def test_a_day_may_end_at_midnight() -> None:
    assert read_week([["22:00-24:00"], *REST])[0] == ((1320, 1440),)
