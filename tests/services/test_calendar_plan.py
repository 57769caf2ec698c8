"""What a calendar moves is worked out beforehand; what is done meanwhile is worked out again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from lajur.services.calendars import change as changing
from lajur.services.calendars import moving
from lajur.store import deadlines, due_plan
from tests.services.calendars import (
    DAY,
    add_days,
    change,
    derived_dues,
    file_four,
    kept_dues,
    moved_rows,
    withdraw,
)
from tests.services.house import NOON, House
from tests.services.office import newest_act
from tests.services.test_open_work import stand_still
from tests.services.test_plans import plan_of, walks

WEEK = ("2026-11-24", "2026-11-30")


@pytest.fixture
def filed(house: House) -> House:
    return file_four(house)


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The cases that are derived again under the lock."""
    seen: list[int] = []
    read = deadlines.open_cases_anew

    def listening(government: int, case_ids: Any) -> Any:
        seen.extend(case_ids)
        return read(government, case_ids)

    monkeypatch.setattr(moving, "open_cases_anew", listening)
    return seen


def before_the_lock(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let somebody act when all is planned, just before the office is kept waiting."""
    stop = changing.stop_counting

    def acting(government: int) -> None:
        act()
        stop(government)

    monkeypatch.setattr(changing, "stop_counting", acting)


def busy(house: House, monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Work that is done meanwhile: one request goes on, one stands still, one is new."""
    first = min(case for case, _ in kept_dues(house))
    touched = {first}

    def act() -> None:
        house.complete(first, "Budi", at=NOON + DAY / 24)
        touched.add(stand_still(house, 2))
        touched.add(house.file().case_id)

    before_the_lock(monkeypatch, act)
    return touched


def test_nothing_is_derived_again_where_nobody_worked(filed: House, anew: list[int]) -> None:
    assert change(filed, add_days(*WEEK))["later"] == 4
    assert anew == []
    assert kept_dues(filed) == derived_dues(filed)


def test_what_was_worked_on_meanwhile_is_derived_again_and_nothing_else(
    filed: House, monkeypatch: pytest.MonkeyPatch, anew: list[int]
) -> None:
    touched = busy(filed, monkeypatch)
    change(filed, add_days(*WEEK))
    assert set(anew) == touched
    assert kept_dues(filed) == derived_dues(filed)


def test_the_act_counts_what_it_moved_and_not_what_was_planned(
    filed: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(filed, monkeypatch)
    facts = change(filed, add_days(*WEEK))
    act = newest_act(filed)
    assert act.data["later"] == facts["later"] == len(moved_rows(filed)) == 5
    assert {row.act for row in moved_rows(filed)} == {act.seq}


def test_a_plan_that_is_not_looked_at_again_leaves_wrong_deadlines(
    filed: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: what was planned is written, whatever has happened since."""
    busy(filed, monkeypatch)
    monkeypatch.setattr(due_plan, "forget_changed", lambda: None)
    monkeypatch.setattr(due_plan, "unplanned", lambda government: [])
    change(filed, add_days(*WEEK))
    assert kept_dues(filed) != derived_dues(filed)


def test_a_change_leaves_no_plan_behind(filed: House) -> None:
    for _ in range(2):
        change(filed, add_days(*WEEK))
        change(filed, withdraw(WEEK[0]))
        change(filed, add_days(WEEK[0]))
        for day in range(24, 31):
            change(filed, withdraw(f"2026-11-{day}"))
    assert kept_dues(filed) == derived_dues(filed)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="plans of a small table say nothing")
def test_under_the_lock_no_table_of_work_is_walked_through(filed: House) -> None:
    with due_plan.scratch():
        for sql in (due_plan._FORGET, due_plan._MOVE, due_plan._KEEP, due_plan._EARLIER):
            assert walks(plan_of(sql.replace("%s", "1"))) == []
