"""The laws of deadlines: later never means earlier, and every minute counts once."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from lajur.core.worktime.deadlines import add
from lajur.core.worktime.standard import Duration, TimeUnit
from tests.core.worktime.offices import DAYS, MOMENTS, ZONES, Described, offices, on_the_wall

LIMITS = st.builds(Duration, amount=st.integers(1, 60), unit=st.sampled_from(list(TimeUnit)))
WAITS = st.timedeltas(timedelta(), timedelta(9))
AMOUNTS = st.integers(1, 6_000)  # office minutes


@given(office=offices(), start=MOMENTS, limit=LIMITS)
def test_a_deadline_comes_after_its_start(
    office: Described, start: datetime, limit: Duration
) -> None:
    assert add(limit, office.aware(start), office.calendar()) > office.aware(start)


@given(office=offices(), start=MOMENTS, limit=LIMITS)
def test_a_deadline_never_falls_outside_office_hours(
    office: Described, start: datetime, limit: Duration
) -> None:
    due = on_the_wall(add(limit, office.aware(start), office.calendar()), office.zone)
    moment = due.replace(second=0, microsecond=0)
    before = due - timedelta(microseconds=1)
    assert office.walked.is_open(moment) or office.walked.is_open(before)


@given(office=offices(), start=MOMENTS, limit=LIMITS, more=st.integers(1, 30))
def test_a_longer_allowance_is_never_due_earlier(
    office: Described, start: datetime, limit: Duration, more: int
) -> None:
    calendar, longer = office.calendar(), replace(limit, amount=limit.amount + more)
    assert add(longer, office.aware(start), calendar) >= add(limit, office.aware(start), calendar)


@given(office=offices(), start=MOMENTS, limit=LIMITS, wait=WAITS)
def test_what_arrives_later_is_never_due_earlier(
    office: Described, start: datetime, limit: Duration, wait: timedelta
) -> None:
    calendar, begun = office.calendar(), office.aware(start)
    assert add(limit, begun + wait, calendar) >= add(limit, begun, calendar)


@given(office=offices(), start=MOMENTS, limit=LIMITS, off=DAYS)
def test_a_day_off_never_makes_a_deadline_earlier_nor_its_end_later(
    office: Described, start: datetime, limit: Duration, off: date
) -> None:
    working = office.calendar(closed=office.closed - {off})
    resting = office.calendar(closed=office.closed | {off})
    begun = office.aware(start)
    assert add(limit, begun, working) <= add(limit, begun, resting)


@given(office=offices(), start=MOMENTS, limit=LIMITS)
def test_offices_of_one_calendar_have_one_deadline_on_the_wall_in_every_zone(
    office: Described, start: datetime, limit: Duration
) -> None:
    found = set()
    for zone in ZONES:
        calendar = office.calendar(zone=zone)
        found.add(on_the_wall(add(limit, start.replace(tzinfo=calendar.zone), calendar), zone))
    assert len(found) == 1


@given(office=offices(), start=MOMENTS, limit=LIMITS)
def test_the_same_moment_told_in_another_zone_has_the_same_deadline(
    office: Described, start: datetime, limit: Duration
) -> None:
    begun, calendar = office.aware(start), office.calendar()
    for zone in ZONES:
        told = begun.astimezone(ZoneInfo(zone))
        assert add(limit, told, calendar) == add(limit, begun, calendar)


@given(office=offices(), start=MOMENTS)
def test_an_opening_opens_at_once_and_never_lies_in_the_past(
    office: Described, start: datetime
) -> None:
    calendar = office.calendar()
    opening = calendar.opening(office.aware(start))
    assert opening >= office.aware(start)
    assert calendar.opening(opening) == opening
    assert calendar.minutes_between(office.aware(start), opening) == 0


@given(office=offices(), start=MOMENTS, one=AMOUNTS, other=AMOUNTS)
def test_minutes_add_up_in_any_order(
    office: Described, start: datetime, one: int, other: int
) -> None:
    calendar, begun = office.calendar(), office.aware(start)
    both = calendar.add_minutes(begun, one + other)
    assert calendar.add_minutes(calendar.add_minutes(begun, one), other) == both
    assert calendar.add_minutes(calendar.add_minutes(begun, other), one) == both


@given(office=offices(), start=MOMENTS, minutes=AMOUNTS)
def test_minutes_added_are_minutes_between(
    office: Described, start: datetime, minutes: int
) -> None:
    calendar, begun = office.calendar(), office.aware(start)
    due = calendar.add_minutes(begun, minutes)
    assert calendar.minutes_between(begun, due) == minutes
    assert calendar.minutes_between(due, begun) == -minutes


@given(office=offices(), moments=st.lists(MOMENTS, min_size=3, max_size=3).map(sorted))
def test_every_minute_between_counts_once(office: Described, moments: list[datetime]) -> None:
    calendar = office.calendar()
    first, middle, last = map(office.aware, moments)
    parts = calendar.minutes_between(first, middle) + calendar.minutes_between(middle, last)
    assert abs(calendar.minutes_between(first, last) - parts) < 1e-6


@given(office=offices(), start=MOMENTS, limit=LIMITS, off=DAYS)
def test_a_day_off_outside_the_span_changes_nothing(
    office: Described, start: datetime, limit: Duration, off: date
) -> None:
    calendar, begun = office.calendar(), office.aware(start)
    due = add(limit, begun, calendar)
    assume(not start.date() <= off <= calendar.local_date(due))
    assert add(limit, begun, office.calendar(closed=office.closed | {off})) == due
