"""Whatever is done to registers, in whatever order: every place filled, no number twice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lajur.core.refusals import Refusal
from lajur.services.letters.books import void_line
from lajur.store.models import CounterRow, EntryRow
from tests.services.books import OUT, Desk, faults
from tests.services.house import House

NEW_YEAR = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)  # midnight in Sumbawa

Act = Callable[[Desk, int, datetime], object]


def _void(desk: Desk, number: int, at: datetime) -> None:
    with desk.house.scope():
        lines = list(EntryRow.objects.order_by("pk").values_list("pk", flat=True))
    if lines:
        asked = {**desk.asked(), "at": at}
        void_line(entry_id=lines[number % len(lines)], reason="Salah", **asked)  # type: ignore[arg-type]


def _by_hand(desk: Desk, number: int, at: datetime) -> None:
    """Around the place the year has come to: before it, just after it, beyond it."""
    day = (at + timedelta(hours=8)).date()
    with desk.house.scope():
        come = CounterRow.objects.filter(register=OUT, year=day.year).values_list(
            "value", flat=True
        )
        place = max(1, (come.first() or 0) + number - 4)
    desk.by_hand(f"555/{place}/DKIST/{day.year}", day, at=at)


ACTS: dict[str, Act] = {
    "issue": lambda desk, _, at: desk.draw(at=at),
    "reserve": lambda desk, _, at: desk.reserve(at=at),
    "by hand": _by_hand,
    "slip in": lambda desk, number, at: desk.by_hand(f"555/1.{number}/X", at.date(), at=at),
    "void": _void,
}


@pytest.mark.django_db
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(sorted(ACTS)), st.integers(1, 6), st.integers(-2, 2)),
        max_size=12,
    )
)
def test_no_order_of_acts_leaves_a_gap_or_a_number_twice(
    house: House, acts: list[tuple[str, int, int]]
) -> None:
    desk = Desk(house)
    for act, number, hours in acts:
        try:
            ACTS[act](desk, number, NEW_YEAR + timedelta(hours=hours))
        except Refusal:
            continue
    with house.scope():
        numbers = list(EntryRow.objects.values_list("register", "number"))
    assert len(numbers) == len(set(numbers))
    assert faults() == []


def test_the_law_sees_a_number_that_was_drawn_and_lost(house: House) -> None:
    desk = Desk(house)
    desk.draw()
    with house.scope():
        EntryRow.objects.update(sequence=2, number="555/2/DKIST/2026")
    assert faults() != []
