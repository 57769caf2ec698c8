"""When rules speak: laws over any deadline, then the days of real calendars."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lajur.core.reminders import (
    DEFAULT_RULES,
    UNITS,
    Audience,
    Moment,
    Rule,
    Work,
    is_ripe,
    lateness,
    planned_at,
    reach,
)
from lajur.core.worktime.calendar import default_calendar
from lajur.core.worktime.standard import Duration, TimeUnit

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
WITA = ZoneInfo("Asia/Makassar")
CALENDAR = default_calendar("Asia/Makassar")
TINY, MINUTE = timedelta(microseconds=1), timedelta(minutes=1)

calendars = st.sampled_from([default_calendar(zone) for zone in ZONES])
minutes = st.integers(0, 1_500_000)  # of 2025 to 2027
moments = st.builds(
    lambda minute, tail: datetime(2025, 1, 6, tzinfo=UTC) + minute * MINUTE + tail * TINY,
    minutes,
    st.sampled_from((0, 0, 1, 59_999_999)),
)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    moment = draw(st.sampled_from(Moment))
    amount = 0 if moment is Moment.AT else draw(st.integers(1, 20))
    unit = draw(st.sampled_from(UNITS))
    return Rule(moment=moment, amount=amount, unit=unit, audience=Audience.PERFORMER)


def of(moment: Moment, amount: int = 0, unit: TimeUnit = TimeUnit.WORKING_DAY) -> Rule:
    return Rule(moment=moment, amount=amount, unit=unit, audience=Audience.PERFORMER)


def wita(words: str) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H.%M").replace(tzinfo=WITA)


@given(rule=rules(), calendar=calendars, one=moments, other=moments)
def test_a_later_deadline_is_never_told_of_earlier(rule, calendar, one, other) -> None:
    first, second = sorted((one, other))

    assert planned_at(rule, first, calendar) <= planned_at(rule, second, calendar)


@given(rule=rules(), calendar=calendars, at=moments)
def test_the_reach_is_the_latest_deadline_whose_moment_has_come(rule, calendar, at) -> None:
    latest = reach(rule, at, calendar)

    assert planned_at(rule, latest, calendar) <= at < planned_at(rule, latest + TINY, calendar)


@given(rule=rules(), calendar=calendars, due=moments, tiny=st.sampled_from((-TINY, 0 * TINY, TINY)))
def test_the_reach_decides_as_the_moment_does(rule, calendar, due, tiny) -> None:
    planned = planned_at(rule, due, calendar)

    assert (due <= reach(rule, planned + tiny, calendar)) == (tiny >= 0 * TINY)


def test_a_reach_that_only_mirrors_the_span_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: counting the same days back is not the inverse, because days off lie elsewhere."""

    def mirrored(rule, at, calendar):
        if rule.moment is Moment.AT:
            return at
        back = Moment.BEFORE if rule.moment is Moment.AFTER else Moment.AFTER
        return planned_at(of(back, rule.amount, rule.unit), at, calendar)

    monkeypatch.setitem(globals(), "reach", mirrored)
    with pytest.raises(AssertionError):
        test_the_reach_is_the_latest_deadline_whose_moment_has_come()


@given(rule=rules(), calendar=calendars, due=moments)
def test_moments_lie_on_their_side_of_the_deadline(rule, calendar, due) -> None:
    planned = planned_at(rule, due, calendar)

    match rule.moment:
        case Moment.BEFORE:
            assert planned < due
        case Moment.AT:
            assert planned == due
        case Moment.AFTER:
            assert planned > due


@given(rule=rules(), calendar=calendars, due=moments)
def test_people_are_told_within_office_hours(rule, calendar, due) -> None:
    assume(rule.moment is not Moment.AT)
    local = planned_at(rule, due, calendar).astimezone(calendar.zone)
    minute = local.hour * 60 + local.minute

    hours = calendar.hours_on(local.date())
    assert hours
    assert hours[0][0] <= minute <= hours[-1][1]


@pytest.mark.parametrize(
    ("rule", "due", "planned"),
    [
        # Thursday 24 and Friday 25 December 2026 are off.
        (of(Moment.BEFORE, 1), "2026-12-28 16.00", "2026-12-23 16.00"),
        (of(Moment.AFTER, 1), "2026-12-23 16.00", "2026-12-28 16.00"),
        (of(Moment.AFTER, 3), "2026-12-23 10.00", "2026-12-30 10.00"),
        # Friday closes at 16.30, Monday at 16.00.
        (of(Moment.AFTER, 1), "2026-11-20 16.30", "2026-11-23 16.00"),
        (of(Moment.BEFORE, 2, TimeUnit.HOUR), "2026-11-23 08.30", "2026-11-20 15.30"),
        (of(Moment.BEFORE, 30, TimeUnit.MINUTE), "2026-11-23 13.15", "2026-11-23 11.45"),
        (of(Moment.AFTER, 2, TimeUnit.HOUR), "2026-11-20 16.00", "2026-11-23 09.00"),
    ],
)
def test_moments_of_real_deadlines(rule: Rule, due: str, planned: str) -> None:
    assert planned_at(rule, wita(due), CALENDAR) == wita(planned)


@pytest.mark.parametrize(
    ("at", "late"),
    [
        ("2026-12-23 16.00", None),
        ("2026-12-28 07.45", Duration(amount=15, unit=TimeUnit.MINUTE)),
        ("2026-12-28 10.00", Duration(amount=2, unit=TimeUnit.HOUR)),
        ("2026-12-28 16.00", Duration(amount=1, unit=TimeUnit.WORKING_DAY)),
        ("2026-12-29 15.00", Duration(amount=1, unit=TimeUnit.WORKING_DAY)),
        ("2026-12-30 16.00", Duration(amount=3, unit=TimeUnit.WORKING_DAY)),
    ],
)
def test_lateness_is_said_in_office_time(at: str, late: Duration | None) -> None:
    assert lateness(wita("2026-12-23 16.00"), wita(at), CALENDAR) == late


DUE = wita("2026-11-25 16.00")
WORK = Work(due=DUE, opened_at=wita("2026-11-16 09.00"))


def speaks(rule: Rule, at: str, *, told: str = "", work: Work = WORK) -> bool:
    planned = planned_at(rule, work.due, CALENDAR)
    told_at = wita(told) if told else None
    return is_ripe(rule, work, planned=planned, told_at=told_at, at=wita(at))


def test_a_rule_speaks_from_its_moment_on() -> None:
    assert not speaks(of(Moment.AFTER, 1), "2026-11-26 15.59")
    assert speaks(of(Moment.AFTER, 1), "2026-11-26 16.00")
    assert speaks(of(Moment.AFTER, 1), "2026-12-03 09.00")


def test_nothing_is_said_before_a_deadline_that_has_passed() -> None:
    assert speaks(of(Moment.BEFORE, 1), "2026-11-25 15.59")
    assert not speaks(of(Moment.BEFORE, 1), "2026-11-25 16.00")


def test_nothing_is_said_of_work_that_came_after_the_moment() -> None:
    short = Work(due=DUE, opened_at=wita("2026-11-24 16.30"))

    assert not speaks(of(Moment.BEFORE, 1), "2026-11-25 08.00", work=short)


def test_a_deadline_that_moved_is_told_of_only_when_its_moment_comes_anew() -> None:
    rule = of(Moment.AFTER, 1)

    assert not speaks(rule, "2026-12-01 09.00", told="2026-11-26 16.00")
    assert speaks(rule, "2026-12-01 09.00", told="2026-11-26 15.59")


def test_work_nobody_has_started_is_only_brought_to_mind() -> None:
    waits = Work(due=DUE, opened_at=WORK.opened_at, waits=True)
    told = [rule for rule in DEFAULT_RULES if speaks(rule, "2026-12-03 09.00", work=waits)]

    assert told == [of(Moment.AFTER, 1)]


def test_the_applicant_has_no_superior_in_the_office() -> None:
    asked = Work(due=DUE, opened_at=WORK.opened_at, of_applicant=True)
    told = {rule.audience for rule in DEFAULT_RULES if speaks(rule, "2026-12-03 09.00", work=asked)}

    assert told == {Audience.PERFORMER, Audience.CLERK}


@pytest.mark.parametrize(
    "given",
    [
        {"moment": Moment.AT, "amount": 1},
        {"moment": Moment.AFTER, "amount": 0},
        {"moment": Moment.BEFORE, "amount": -1},
        {"moment": Moment.BEFORE, "amount": 400},
        {"moment": Moment.BEFORE, "amount": 1, "unit": TimeUnit.MONTH},
    ],
)
def test_what_is_no_rule_cannot_be_made(given) -> None:
    with pytest.raises(ValueError):
        Rule(audience=Audience.CLERK, **given)


def test_no_default_rule_stands_twice() -> None:
    assert len(set(DEFAULT_RULES)) == len(DEFAULT_RULES)
    assert {rule.unit for rule in DEFAULT_RULES} == {TimeUnit.WORKING_DAY}
