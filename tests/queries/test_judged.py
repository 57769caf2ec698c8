"""How finished work is judged: by the calendar it was done under, to the minute it was due."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lajur.queries.handling import Hand, handling
from lajur.queries.moments import Nearness
from lajur.store.calendars import calendar_now
from tests.queries.test_time import MORNING, explained, on_to, page, time_of
from tests.services.calendars import DAY, add_days, change, withdraw
from tests.services.house import build
from tests.services.timed import Days, timed

WEDNESDAY, THURSDAY = "2026-11-25", "2026-11-26"


@pytest.fixture
def days(db: None) -> Days:
    begun = Days.begin(timed(build()))
    begun.at = MORNING
    return begun


def examined(days: Days, *, wait: int) -> int:
    """The three days of the test step, done so many days after they began; its number."""
    number = on_to(days, "uji")
    days.wait(days=wait).complete()
    return number


def card(days: Days, number: int) -> Hand:
    """The work as the control card shows it."""
    actor, zone = days.house.actor("Dewi", days.at), calendar_now(days.house.government).zone
    with days.house.scope():
        return handling(days.case, actor=actor, at=days.at, zone=zone).hands[number - 1]


def is_late(hand: Hand) -> bool:
    return hand.verdict is not None and hand.verdict.late


def test_a_day_off_withdrawn_later_makes_nothing_late_that_was_not(days: Days) -> None:
    for day in (WEDNESDAY, THURSDAY):
        change(days.house, add_days(day), at=MORNING)
    number = examined(days, wait=7)  # two days off and a weekend: on the third working day
    before, printed = explained(days, number), card(days, number)
    days.wait(days=40)
    for day in (WEDNESDAY, THURSDAY):
        change(days.house, withdraw(day), at=days.at)

    assert before.verdict == "tepat waktu"
    assert explained(days, number) == before
    assert card(days, number) == printed
    assert page(days, "Dewi").acts[0].time.endswith("tepat waktu")


def test_a_day_off_added_later_excuses_nothing_that_was_late(days: Days) -> None:
    number = examined(days, wait=6)  # Monday; the three days ended on Friday
    before = explained(days, number)
    change(days.house, add_days(WEDNESDAY), at=days.at + DAY)
    days.wait(days=40)

    assert before.verdict.startswith("lewat")
    assert explained(days, number) == before


def test_work_finished_after_hours_on_its_last_day_is_late_as_it_was_while_open(days: Days) -> None:
    number = on_to(days, "uji")  # due on Friday when the office closes
    days.wait(days=3, hours=9)
    found = time_of(days, "Dewi")
    days.complete()

    assert (found.nearness, found.words) == (Nearness.LATE, "lewat kurang dari 1 menit kerja")
    assert explained(days, number).verdict == found.words
    assert page(days, "Dewi").acts[0].time.endswith(found.words)
    assert is_late(card(days, number))


def test_work_finished_as_the_office_closes_on_its_last_day_is_in_time(days: Days) -> None:
    number = on_to(days, "uji")
    due = days.item().due_at
    assert due is not None
    days.at = due
    before = time_of(days, "Dewi").nearness
    days.complete()

    assert (before, explained(days, number).verdict) == (Nearness.NEAR, "tepat waktu")
    assert not is_late(card(days, number))


def test_open_work_counts_by_the_calendar_of_today(days: Days) -> None:
    number = on_to(days, "uji")
    before = explained(days, number).lines[-1]
    change(days.house, add_days(WEDNESDAY), at=days.at)

    assert explained(days, number).lines[-1] != before


def test_the_calendars_of_the_past_are_asked_for_once(days: Days) -> None:
    number = examined(days, wait=1)
    change(days.house, add_days(THURSDAY), at=days.at + DAY)
    explained(days, number)

    actor, zone = days.house.actor("Dewi", days.at), calendar_now(days.house.government).zone
    with days.house.scope(), CaptureQueriesContext(connection) as again:
        handling(days.case, actor=actor, at=days.at, zone=zone)
    assert not any("store_officeeventrow" in one["sql"] for one in again.captured_queries)
