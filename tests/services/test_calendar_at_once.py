"""The calendar changes in the middle of work."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest
from django.db import connection, connections

from lajur.services import acts
from lajur.store import locks
from tests.services.calendars import add_days, change, derived_dues, kept_dues
from tests.services.house import House, build
from tests.services.office import administrator

pytestmark = pytest.mark.django_db(transaction=True)
TOMORROW = "2026-11-24"


def apart(work: Callable[[], object]) -> Callable[[], object]:
    """In a thread of its own, with a connection of its own."""

    def run() -> object:
        try:
            return work()
        finally:
            connections.close_all()

    return run


@contextmanager
def held_after_reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Event, Event]]:
    """Let an act read its case and its calendar, and wait before it writes."""
    read, go_on, load = Event(), Event(), locks.load

    def slow(*args: Any, **given: Any) -> Any:
        loaded = load(*args, **given)
        read.set()
        assert go_on.wait(timeout=30)
        return loaded

    monkeypatch.setattr(acts.locks, "load", slow)
    yield read, go_on


def before_analysis(house: House) -> int:
    """A case whose next act opens a step with a deadline."""
    case = house.file().case_id
    house.complete(case, "Budi")
    house.complete(case, "Wayan")
    return case


def act_and_change(house: House, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Complete work while a day is added; gives whether the change waited for the work."""
    case = before_analysis(house)
    administrator(house)
    with ThreadPoolExecutor(2) as threads, held_after_reading(monkeypatch) as (read, go_on):
        acting = threads.submit(apart(lambda: house.complete(case, "Dewi")))
        assert read.wait(timeout=30)
        changing: Future[object] = threads.submit(apart(lambda: change(house, add_days(TOMORROW))))
        waited = _still_runs(changing)
        go_on.set()
        acting.result(timeout=30)
        changing.result(timeout=30)
    return waited


def _still_runs(future: Future[object]) -> bool:
    try:
        future.result(timeout=0.5)
    except TimeoutError:
        return True
    return False


def test_a_change_waits_for_work_under_way_and_moves_what_it_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    house = build()
    assert act_and_change(house, monkeypatch)
    assert kept_dues(house) == derived_dues(house)


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer anyway")
def test_without_the_lock_a_deadline_of_the_old_calendar_is_left_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin: acts that do not hold their calendar."""
    assert connection.vendor == "postgresql"
    house = build()
    monkeypatch.setattr(locks, "counting", lambda government: [])
    assert not act_and_change(house, monkeypatch)
    assert kept_dues(house) != derived_dues(house)


def test_many_acts_and_changes_at_once_leave_every_deadline_right() -> None:
    house = build()
    administrator(house)
    cases = [before_analysis(house) for _ in range(6)]
    edits = [add_days(f"2026-12-{day:02}", f"2026-12-{day + 1:02}") for day in (1, 3, 8)]
    with ThreadPoolExecutor(3) as threads:
        doing = [
            threads.submit(apart(lambda case=case: house.complete(case, "Dewi"))) for case in cases
        ]
        changing = threads.submit(apart(lambda: [change(house, edit) for edit in edits]))
        for one in (*doing, changing):
            one.result(timeout=60)
    assert kept_dues(house) == derived_dues(house)
