"""Deadlines from a journal: laws over any course of visits and pauses."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lajur.core.access import Acting
from lajur.core.engine.case import WorkKind
from lajur.core.engine.deadlines import clock_of, counting_of, deadline_of, due_of
from lajur.core.engine.events import (
    AnyEvent,
    DurationSet,
    WorkItemClaimed,
    WorkItemCompleted,
    WorkItemOpened,
    WorkItemResumed,
    WorkItemSuspended,
)
from lajur.core.engine.ledger import ledger_of
from lajur.core.engine.spending import spent_of, verdict_of
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.reader import read
from lajur.core.worktime.calendar import default_calendar
from lajur.core.worktime.deadlines import add
from lajur.core.worktime.pauses import PauseKind, after_pause
from lajur.core.worktime.standard import Duration, TimeUnit

SHEET = Path(__file__).parents[2] / "services" / "timed.yaml"
BEGIN = datetime(2026, 11, 24, 1, tzinfo=UTC)  # Tuesday, 09.00 WITA
BUDI = Acting(person=1, name="Budi", position="Kasi")
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
WITA = default_calendar("Asia/Makassar")
MINUTES = st.integers(1, 9_000)


@cache
def timed() -> Procedure:
    procedure = read(SHEET.read_bytes(), name=SHEET.name).procedure
    assert procedure is not None
    return procedure


class Course:
    """A journal in the making: one step, visited again and again."""

    def __init__(self, step: str) -> None:
        self.step, self.at, self.number = step, BEGIN, 0
        self.events: list[AnyEvent] = []

    def wait(self, minutes: int) -> "Course":
        self.at += timedelta(minutes=minutes)
        return self

    def visit(self) -> None:
        self.number += 1
        self.events.append(
            WorkItemOpened(
                at=self.at,
                by=BUDI,
                number=self.number,
                step=self.step,
                kind=WorkKind.STEP,
                lane="kasi",
                visit=self.number,
            )
        )

    def claim(self) -> None:
        self.events.append(WorkItemClaimed(at=self.at, by=BUDI, number=self.number, person=1))

    def pause(self, minutes: int) -> None:
        self.events.append(
            WorkItemSuspended(at=self.at, by=BUDI, number=self.number, text="Ada sebabnya.")
        )
        self.wait(minutes)
        self.events.append(WorkItemResumed(at=self.at, by=BUDI, number=self.number))

    def leave(self) -> None:
        done = WorkItemCompleted(
            at=self.at, by=BUDI, number=self.number, step=self.step, outcome=None
        )
        self.events.append(done)


@pytest.mark.parametrize("zone", ZONES)
@given(visits=st.lists(st.tuples(MINUTES, MINUTES), min_size=1, max_size=5))
@settings(max_examples=40)
def test_a_shared_budget_is_one_deadline_with_the_time_elsewhere_given_back(
    zone: str, visits: list[tuple[int, int]]
) -> None:
    calendar, course = default_calendar(zone), Course("uji")
    expected = None
    for stay, away in visits:
        course.visit()
        if expected is None:
            expected = add(Duration(amount=3, unit=TimeUnit.WORKING_DAY), course.at, calendar)
        course.wait(stay).leave()
        left = course.at
        expected = after_pause(
            expected, paused_at=left, resumed_at=course.wait(away).at, calendar=calendar
        )
    course.visit()

    ledger = ledger_of(course.events)
    deadline = deadline_of(ledger, course.number, timed(), calendar, at=course.at)
    assert deadline is not None
    assert deadline.due == expected
    assert clock_of(ledger, course.number, timed(), calendar).due == expected
    assert {one.pause.kind for one in deadline.pauses} == {PauseKind.ELSEWHERE}


@given(before=MINUTES, paused=MINUTES, again=MINUTES)
def test_a_pause_gives_back_its_office_minutes_wherever_it_lies(
    before: int, paused: int, again: int
) -> None:
    course = Course("uji")
    course.visit()
    counting = counting_of(ledger_of(course.events), 1, timed())
    assert counting is not None
    unpaused = due_of(counting, WITA)
    given_back = 0.0
    for minutes in (paused, again):
        since = course.wait(before).at
        course.pause(minutes)
        given_back += WITA.minutes_between(since, course.at)

    counting = counting_of(ledger_of(course.events), 1, timed())
    assert counting is not None
    assert WITA.minutes_between(unpaused, due_of(counting, WITA)) == given_back


@given(before=MINUTES, paused=MINUTES)
def test_a_pause_before_minutes_begin_gives_nothing_back(before: int, paused: int) -> None:
    course = Course("catat")
    course.visit()
    course.wait(before).pause(paused)
    course.wait(5).claim()

    clock = clock_of(ledger_of(course.events), 1, timed(), WITA)
    assert clock.due == WITA.add_minutes(course.at, 30)
    assert clock.paused_at is None


@given(spans=st.lists(st.tuples(MINUTES, MINUTES), min_size=1, max_size=4))
def test_minutes_that_have_not_begun_stay_due_as_they_came(spans: list[tuple[int, int]]) -> None:
    course = Course("catat")
    course.visit()
    for before, paused in spans:
        course.wait(before).pause(paused)

    for told in (course.events, course.events[:-1]):  # resumed, and still suspended
        clock = clock_of(ledger_of(told), 1, timed(), WITA)
        assert (clock.due, clock.paused_at) == (WITA.add_minutes(BEGIN, 30), BEGIN)


@given(waiting=MINUTES, handling=MINUTES, paused=MINUTES)
def test_waiting_handling_and_pauses_make_up_the_whole_time(
    waiting: int, handling: int, paused: int
) -> None:
    course = Course("uji")
    course.visit()
    course.wait(waiting).claim()
    course.wait(handling).pause(paused)
    course.leave()

    work = ledger_of(course.events).work[1]
    spent = spent_of(work, WITA, at=course.at)
    assert spent.handling is not None
    whole = WITA.minutes_between(BEGIN, course.at)
    assert spent.waiting + spent.handling + spent.paused == whole


def test_work_done_without_being_taken_is_never_late_by_minutes() -> None:
    course = Course("catat")
    course.visit()
    course.wait(9_000).leave()

    ledger = ledger_of(course.events)
    assert verdict_of(ledger, 1, timed(), WITA) is None
    assert spent_of(ledger.work[1], WITA, at=course.at).handling is None


def test_closed_work_keeps_the_variable_time_it_was_judged_by() -> None:
    course = Course("bangun")
    week, month = (Duration(amount=1, unit=unit) for unit in (TimeUnit.WEEK, TimeUnit.MONTH))
    for duration in (week, month):
        course.events.append(
            DurationSet(at=course.at, by=BUDI, step="bangun", duration=duration, text="")
        )
        course.visit()
        course.wait(60).leave()
        course.wait(60)

    ledger = ledger_of(course.events)
    limits = [counting_of(ledger, number, timed()) for number in (1, 2)]
    assert [one and one.limit for one in limits] == [week, month]
