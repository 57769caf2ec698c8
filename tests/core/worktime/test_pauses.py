"""A pause gives back what it took, and a deadline is its limit, its pauses and the calendar."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.worktime.calendar import OfficeCalendar, default_calendar
from lajur.core.worktime.deadlines import add
from lajur.core.worktime.derivation import Deadline, derive
from lajur.core.worktime.judging import used
from lajur.core.worktime.pauses import Pause, PauseKind, after_pause, given_back, paused_minutes
from lajur.core.worktime.standard import Duration, TimeUnit
from tests.core.worktime.offices import MOMENTS, Described, offices

LIMITS = st.builds(Duration, amount=st.integers(1, 20), unit=st.sampled_from(list(TimeUnit)))
WAITS = st.timedeltas(timedelta(), timedelta(30))
BANTEN = default_calendar("Asia/Jakarta")
TWO_DAYS = Duration(amount=2, unit=TimeUnit.WORKING_DAY)


@st.composite
def stops(draw: st.DrawFn) -> tuple[datetime, list[tuple[datetime, datetime]]]:
    """A start, and pauses after it that do not overlap, in order."""
    start = draw(MOMENTS)
    edges = draw(st.lists(st.timedeltas(timedelta(), timedelta(20)), max_size=8).map(sorted))
    moments = [start + edge for edge in edges]
    return start, list(zip(moments[::2], moments[1::2], strict=False))


def pauses_of(spans: list[tuple[datetime, datetime]], office: Described) -> list[Pause]:
    return [
        Pause(since=office.aware(since), until=office.aware(until), kind=PauseKind.SUSPENDED)
        for since, until in spans
    ]


@given(office=offices(), limit=LIMITS, times=stops())
def test_a_pause_moves_the_deadline_by_exactly_the_office_time_it_took(
    office: Described, limit: Duration, times: tuple[datetime, list[tuple[datetime, datetime]]]
) -> None:
    calendar, (begun, spans) = office.calendar(), times
    start, pauses = office.aware(begun), pauses_of(spans, office)
    deadline = derive(limit, start, calendar, pauses)
    stood = sum(calendar.minutes_between(one.since, one.until) for one in pauses)  # type: ignore[arg-type]
    assert calendar.minutes_between(deadline.unpaused, deadline.due) == pytest.approx(stood)


@given(office=offices(), limit=LIMITS, times=stops())
def test_the_derived_deadline_is_what_folding_pause_after_pause_gives(
    office: Described, limit: Duration, times: tuple[datetime, list[tuple[datetime, datetime]]]
) -> None:
    calendar, (begun, spans) = office.calendar(), times
    start, pauses = office.aware(begun), pauses_of(spans, office)
    due = add(limit, start, calendar)
    for since, until in spans:
        since, until = office.aware(since), office.aware(until)
        due = after_pause(due, paused_at=since, resumed_at=until, calendar=calendar)
    assert derive(limit, start, calendar, pauses).due == due
    assert derive(limit, start, calendar, pauses[::-1]).due == due


@given(office=offices(), limit=LIMITS, times=stops(), late=WAITS)
def test_a_deadline_without_a_standing_pause_is_the_same_whenever_it_is_asked(
    office: Described,
    limit: Duration,
    times: tuple[datetime, list[tuple[datetime, datetime]]],
    late: timedelta,
) -> None:
    calendar, (begun, spans) = office.calendar(), times
    start, pauses = office.aware(begun), pauses_of(spans, office)
    asked = derive(limit, start, calendar, pauses, at=start + late)
    assert asked == derive(limit, start, calendar, pauses)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=BANTEN.zone)


def pause(since: str, until: str | None) -> Pause:
    ended = None if until is None else at(until)
    return Pause(since=at(since), until=ended, kind=PauseKind.RETURNED, reason="surat", by="Siti")


def monday(*pauses: Pause, now: str = "2026-09-09T10:00") -> Deadline:
    """Two working days from a Monday morning."""
    return derive(TWO_DAYS, at("2026-09-07T09:00"), BANTEN, pauses, at=at(now))


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], "2026-09-09T16:00"),
        ([pause("2026-09-08T10:00", "2026-09-08T11:00")], "2026-09-10T08:30"),
        ([pause("2026-09-08T16:00", "2026-09-09T07:30")], "2026-09-09T16:00"),  # a night
        ([pause("2026-09-07T07:30", "2026-09-07T10:00")], "2026-09-10T08:30"),  # from its start
        ([pause("2026-09-11T09:00", "2026-09-11T10:00")], "2026-09-10T08:30"),  # when already late
        ([pause("2026-09-09T09:00", None)], "2026-09-10T08:30"),  # stands, for an hour now
    ],
)
def test_pauses_by_hand(pauses: list[Pause], due: str) -> None:
    assert monday(*pauses).due == at(due)


def test_where_pauses_overlap_the_clock_stood_still_once() -> None:
    long, within = (
        pause("2026-09-08T09:00", "2026-09-08T12:00"),
        pause("2026-09-08T10:00", "2026-09-08T11:00"),
    )
    after = pause("2026-09-08T11:30", "2026-09-08T14:00")
    deadline = monday(after, long, within)
    assert [one.minutes for one in deadline.pauses] == [180, 0, 60]
    assert deadline.due == monday(pause("2026-09-08T09:00", "2026-09-08T14:00")).due


def test_the_sum_is_that_of_the_parts() -> None:
    pauses = [pause("2026-09-08T09:00", "2026-09-08T10:00"), pause("2026-09-09T09:00", None)]
    facts = {"start": at("2026-09-07T09:00"), "at": at("2026-09-09T11:00"), "calendar": BANTEN}
    assert [one.minutes for one in given_back(pauses, **facts)] == [60, 120]  # type: ignore[arg-type]
    assert paused_minutes(pauses, **facts) == 180  # type: ignore[arg-type]


@given(office=offices(), limit=LIMITS, begun=MOMENTS, spent=WAITS)
def test_what_is_used_and_what_is_left_make_the_whole(
    office: Described, limit: Duration, begun: datetime, spent: timedelta
) -> None:
    calendar, start = office.calendar(), office.aware(begun)
    deadline, now = derive(limit, start, calendar), start + spent
    judged = used(
        start=start, unpaused=deadline.unpaused, due=deadline.due, at=now, calendar=calendar
    )
    assert judged.budget > 0
    worked = calendar.minutes_between(start, now)
    assert worked + judged.left == pytest.approx(judged.budget)
    assert judged.part == pytest.approx(worked / judged.budget)
    assert (judged.left < 0) <= (now > deadline.due)


def test_the_clock_of_paused_work_shows_what_was_used_when_it_stopped() -> None:
    deadline = monday()
    facts = {
        "start": deadline.start,
        "unpaused": deadline.unpaused,
        "due": deadline.due,
        "calendar": BANTEN,
    }
    stopped = used(at=at("2026-09-30T10:00"), paused_at=at("2026-09-08T09:00"), **facts)  # type: ignore[arg-type]
    assert stopped == used(at=at("2026-09-08T09:00"), **facts)  # type: ignore[arg-type]
    assert stopped.left == 810  # the rest of Tuesday, and Wednesday


def test_a_pause_gives_time_back_and_does_not_enlarge_the_budget() -> None:
    hour = pause("2026-09-08T10:00", "2026-09-08T11:00")
    told = [
        used(
            start=one.start,
            unpaused=one.unpaused,
            due=one.due,
            at=at("2026-09-09T10:00"),
            calendar=BANTEN,
        )
        for one in (monday(), monday(hour))
    ]
    assert [one.budget for one in told] == [1260, 1260]
    assert told[1].left - told[0].left == 60


class _GivesBackTheNight(OfficeCalendar):
    """Broken: a pause gives back clock time."""

    def minutes_between(self, start: datetime, end: datetime) -> float:
        return (end - start) / timedelta(minutes=1)


def test_a_calendar_that_gives_back_nights_is_caught() -> None:
    broken = _GivesBackTheNight(
        zone="Asia/Jakarta", days_off=BANTEN.days_off, seasons=BANTEN.seasons
    )
    night = pause("2026-09-08T16:00", "2026-09-09T07:30")
    true, false = (
        derive(TWO_DAYS, at("2026-09-07T09:00"), calendar, [night]).due
        for calendar in (BANTEN, broken)
    )
    assert true == at("2026-09-09T16:00") != false


def _open_days(deadline: Deadline) -> Iterator[datetime]:
    yield deadline.start
    yield deadline.due


@given(office=offices(), limit=LIMITS, begun=MOMENTS)
def test_the_closed_days_are_exactly_those_without_hours(
    office: Described, limit: Duration, begun: datetime
) -> None:
    calendar = office.calendar()
    deadline = derive(limit, office.aware(begun), calendar)
    first, last = (calendar.local_date(one) for one in _open_days(deadline))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    told = {
        one.first + timedelta(days=n)
        for one in deadline.closed
        for n in range((one.last - one.first).days + 1)
    }
    assert told == {day for day in days if not calendar.hours_on(day)}
    assert all((one.reason is not None) == (one.first in office.closed) for one in deadline.closed)
