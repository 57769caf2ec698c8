"""What is left of a standard time is never more than what was given, in the words people count."""

from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lajur.core.worktime.calendar import OfficeCalendar, default_calendar
from lajur.core.worktime.deadlines import add
from lajur.core.worktime.derivation import derive
from lajur.core.worktime.judging import used
from lajur.core.worktime.leftover import Left, left_of, spent_from
from lajur.core.worktime.standard import Duration, TimeUnit
from tests.core.worktime.offices import MOMENTS, Described, offices
from tests.core.worktime.test_pauses import pauses_of, stops

WORKING = (TimeUnit.WORKING_DAY, TimeUnit.WEEK, TimeUnit.CLOCK_DAY)
IN_DAYS = st.builds(
    Duration,
    amount=st.integers(1, 40),
    unit=st.sampled_from([*WORKING, TimeUnit.CALENDAR_DAY]),
)
WAITS = st.timedeltas(timedelta(), timedelta(60))
SUMBAWA = default_calendar("Asia/Makassar")


def most(limit: Duration) -> int:
    """The most working days a limit of days can be."""
    return limit.amount * (5 if limit.unit is TimeUnit.WEEK else 1)


def left(limit: Duration, start: datetime, at: datetime, calendar: OfficeCalendar) -> Left:
    due = add(limit, start, calendar)
    return left_of(limit, start=start, unpaused=due, due=due, at=at, calendar=calendar)


@given(office=offices(), limit=IN_DAYS, times=stops(), wait=WAITS)
def test_what_is_left_is_never_more_than_what_was_given(
    office: Described,
    limit: Duration,
    times: tuple[datetime, list[tuple[datetime, datetime]]],
    wait: timedelta,
) -> None:
    calendar, (begun, spans) = office.calendar(), times
    start, now = office.aware(begun), office.aware(begun + wait)
    past = [one for one in spans if one[1] <= begun + wait]
    deadline = derive(limit, start, calendar, pauses_of(past, office))
    assume(now <= deadline.due)
    facts = {"unpaused": deadline.unpaused, "due": deadline.due, "at": now, "calendar": calendar}

    remains = left_of(limit, start=start, **facts)  # type: ignore[arg-type]
    assert Left(days=0, minutes=0) <= remains <= Left(days=most(limit), minutes=0)
    spent = used(start=spent_from(limit, start, calendar), **facts)  # type: ignore[arg-type]
    assert 0 <= spent.part <= 1
    assert 0 <= spent.left <= spent.budget


@given(
    office=offices(),
    start=MOMENTS,
    unit=st.sampled_from([TimeUnit.WORKING_DAY, TimeUnit.WEEK]),
    amount=st.integers(1, 40),
)
def test_until_the_day_of_arrival_is_over_all_of_it_is_left(
    office: Described, start: datetime, unit: TimeUnit, amount: int
) -> None:
    calendar, limit = office.calendar(), Duration(amount=amount, unit=unit)
    begun = office.aware(start)
    over = spent_from(limit, begun, calendar)

    assert left(limit, begun, begun, calendar) == Left(days=most(limit), minutes=0)
    assert left(limit, begun, over, calendar) == Left(days=most(limit), minutes=0)
    assert left(limit, begun, over + timedelta(days=1), calendar) <= Left(
        days=most(limit), minutes=0
    )


@given(office=offices(), limit=IN_DAYS, begun=MOMENTS, wait=WAITS, more=WAITS)
def test_what_is_left_never_grows_by_waiting(
    office: Described, limit: Duration, begun: datetime, wait: timedelta, more: timedelta
) -> None:
    calendar, start = office.calendar(), office.aware(begun)
    assume(start + wait + more <= add(limit, start, calendar))

    assert left(limit, start, start + wait + more, calendar) <= left(
        limit, start, start + wait, calendar
    )


@pytest.mark.parametrize(
    ("limit", "start", "now", "expected"),
    [
        ((1, "hari_kerja"), "2026-11-23T09:00", "2026-11-23T09:00", (1, 0)),  # Monday
        ((1, "hari_kerja"), "2026-11-23T09:00", "2026-11-24T07:30", (1, 0)),
        ((1, "hari_kerja"), "2026-11-23T09:00", "2026-11-24T10:00", (0, 300)),
        ((1, "hari_kerja"), "2026-11-22T23:30", "2026-11-22T23:31", (1, 0)),  # Sunday night
        ((35, "hari_kerja"), "2026-11-23T09:00", "2026-11-23T11:00", (35, 0)),
        ((3, "hari_kerja"), "2026-11-23T09:00", "2026-11-24T10:00", (2, 300)),
        ((1, "minggu"), "2026-11-23T09:00", "2026-11-27T17:00", (1, 0)),  # Friday evening
        ((1, "1x24_jam"), "2026-11-27T15:00", "2026-11-27T15:00", (1, 0)),  # to Monday, 15.00
        ((7, "hari_kalender"), "2026-11-23T09:00", "2026-11-23T09:00", (5, 0)),
        ((7, "hari_kalender"), "2026-11-21T09:00", "2026-11-21T09:00", (6, 0)),  # to a Monday
    ],
)
def test_days_are_counted_as_people_do(
    limit: tuple[int, str], start: str, now: str, expected: tuple[int, float]
) -> None:
    span = Duration(amount=limit[0], unit=TimeUnit(limit[1]))
    begun, at = (datetime.fromisoformat(one).replace(tzinfo=SUMBAWA.zone) for one in (start, now))
    found = left(span, begun, at, SUMBAWA)
    assert (found.days, found.minutes) == expected
