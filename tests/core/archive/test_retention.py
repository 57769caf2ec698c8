"""Years of keeping: active, inactive, over; and no leap year loses a case."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lajur.core.archive.retention import Disposal, Phase, Schedule, years_later

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
years = st.integers(0, 60)


def schedule(active: int = 2, inactive: int = 3, disposal: Disposal = Disposal.DESTROY) -> Schedule:
    return Schedule(
        code="500.12", title="", active_years=active, inactive_years=inactive, disposal=disposal
    )


def test_the_three_phases_of_a_case() -> None:
    closed = date(2026, 11, 23)
    phases = {
        date(2026, 11, 23): Phase.ACTIVE,
        date(2028, 11, 23): Phase.ACTIVE,
        date(2028, 11, 24): Phase.INACTIVE,
        date(2031, 11, 23): Phase.INACTIVE,
        date(2031, 11, 24): Phase.OVER,
    }
    assert {day: schedule().phase(closed, today=day) for day in phases} == phases


@given(closed=days, today=days, active=years, inactive=years)
def test_whatever_is_over_closed_by_over_since_and_nothing_else(
    closed: date, today: date, active: int, inactive: int
) -> None:
    line = schedule(active, inactive)
    over = line.phase(closed, today=today) is Phase.OVER
    assert over == (closed <= line.over_since(today))


@given(day=days, years=st.integers(-60, 60))
def test_years_later_is_the_same_day_or_the_day_before_a_leap_day(day: date, years: int) -> None:
    later = years_later(day, years)
    assert later.year == day.year + years
    assert (later.month, later.day) in ((day.month, day.day), (2, 28))


@given(closed=days, active=years, inactive=years)
def test_who_closes_later_is_never_over_earlier(closed: date, active: int, inactive: int) -> None:
    line = schedule(active, inactive)
    assert line.inactive_until(closed) <= line.inactive_until(closed + timedelta(days=1))
    assert line.active_until(closed) <= line.inactive_until(closed)


def test_ten_years_are_the_nations_matter_and_permanent_is_for_ever() -> None:
    assert [schedule(2, years).is_national for years in (7, 8)] == [False, True]
    assert not schedule(disposal=Disposal.PERMANENT).may_be_destroyed


def test_only_what_the_schedule_destroys_is_destroyed_and_a_review_is_a_decision_first() -> None:
    may = {disposal: schedule(disposal=disposal).may_be_destroyed for disposal in Disposal}
    assert may == {Disposal.DESTROY: True, Disposal.PERMANENT: False, Disposal.REVIEW: False}
    permanent = [one for one in Disposal if schedule(disposal=one).is_permanent]
    assert permanent == [Disposal.PERMANENT]
