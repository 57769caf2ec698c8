"""Two workers tick at the same instant, as often as it takes: each reminder fires once.

Source: T07 of the fault catalogue. What makes it so is one unique row; without it the same check
must find doubles.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django_scopes import scopes_disabled

from lajur.services.reminders import fire as firing
from lajur.store.models import NoticeRow, ReminderRow
from tests.faults.year import begin
from tests.services.house import House, build
from tests.services.reminders.telling import wita, with_rules

CASES = 12
MOMENT = "25 16.00"  # each case is a day late: at the deadline, and one day after


@pytest.fixture
def busy(transactional_db: None) -> House:
    house = with_rules(build())
    for _ in range(CASES):
        house.file()
    return house


@contextmanager
def hesitating() -> Iterator[None]:
    """Between finding what is to fire and firing it, every worker waits for the others."""
    looked_at = firing.office_at

    def slowly(*given):
        time.sleep(0.3)
        return looked_at(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(firing, "office_at", slowly)
        yield


def tick_together(workers: int) -> None:
    """So many processes tick at one moment; each comes to its end."""
    children = [begin(wita(MOMENT)) for _ in range(workers)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert codes == [0] * workers


def reminders() -> int:
    with scopes_disabled():
        return ReminderRow.objects.count()


def doubles() -> int:
    """How many reminders there are beyond one for each case and rule."""
    with scopes_disabled():
        once = ReminderRow.objects.values_list("case", "number", "rule").distinct().count()
        return ReminderRow.objects.count() - once


def test_workers_that_tick_at_one_instant_fire_each_reminder_once(busy: House) -> None:
    with hesitating():
        tick_together(3)

    assert reminders() == CASES * 4
    assert doubles() == 0
    with scopes_disabled():
        assert NoticeRow.objects.filter(reminder__isnull=False).count() == CASES * 2


def test_without_the_unique_row_the_same_instant_doubles_them(busy: House) -> None:
    with unguarded(), hesitating():
        tick_together(2)
        assert doubles() > 0


@contextmanager
def unguarded() -> Iterator[None]:
    """The table of reminders without what makes each of them unique."""
    (guard,) = kept = ReminderRow._meta.constraints
    ReminderRow._meta.constraints = []  # SQLite makes the table anew, from what is here
    with connection.schema_editor() as editor:
        editor.remove_constraint(ReminderRow, guard)
    try:
        yield
    finally:
        with scopes_disabled():
            NoticeRow.objects.all().delete()
            ReminderRow.objects.all().delete()
        ReminderRow._meta.constraints = kept
        with connection.schema_editor() as editor:
            editor.add_constraint(ReminderRow, guard)


def test_a_clock_that_jumps_a_day_back_fires_nothing_twice(busy: House) -> None:
    for moment in (MOMENT, "24 16.00", "26 16.00", MOMENT, "26 16.00"):
        firing.fire(at=wita(moment))

    assert doubles() == 0


def test_nodes_whose_clocks_differ_fire_what_one_clock_would(busy: House) -> None:
    """Ten minutes apart: the one that is ahead fires, the others find it done."""
    for minute in ("15.50", "16.10", "16.00", "15.55", "16.05"):
        firing.fire(at=wita(f"25 {minute}"))

    assert reminders() == CASES * 4
    assert doubles() == 0
