"""Cases and events as plain data: the same again, and always the same bytes."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.access import SYSTEM, Acting, Capacity
from lajur.core.engine.case import Pending
from lajur.core.engine.events import KINDS, AnyEvent, DurationSet, WorkItemOpened
from lajur.core.engine.mapping import (
    acting_from_dict,
    acting_to_dict,
    canonical,
    event_from_dict,
    event_to_dict,
    item_from_dict,
    item_to_dict,
    pending_from_dict,
    pending_to_dict,
    restore,
    snapshot,
    snapshot_with_items,
)
from tests.core.engine.office import NOON, SITI, WEEK, done, opened, step

moments = st.datetimes(timezones=st.just(UTC))
st.register_type_strategy(datetime, moments)
words = st.text(max_size=20)


@given(st.sampled_from(sorted(KINDS)).flatmap(lambda kind: st.from_type(KINDS[kind])))
def test_every_event_comes_back_from_its_json(event: AnyEvent) -> None:
    stored = json.loads(canonical(event_to_dict(event)))
    assert event_from_dict(stored) == event
    assert canonical(event_to_dict(event_from_dict(stored))) == canonical(event_to_dict(event))


def test_an_event_is_always_written_the_same() -> None:
    event = DurationSet(
        at=NOON,
        by=Acting(person=2, name="Budi", position="Kasi", capacity=Capacity.ACTING),
        step="bangun",
        duration=WEEK,
        text="“cukup”",
    )
    assert canonical(event_to_dict(event)) == (
        '{"at":"2026-01-05T05:00:00+00:00","by":{"capacity":"Plt.","name":"Budi","person":2,'
        '"position":"Kasi"},"duration":{"amount":1,"unit":"minggu"},"event":"DurationSet",'
        '"step":"bangun","text":"“cukup”"}'
    )


def test_an_unknown_event_is_an_error() -> None:
    with pytest.raises(KeyError):
        event_from_dict({"event": "Sulap"})


@given(st.from_type(Pending) | st.none())
def test_what_an_item_waits_for_comes_back(pending: Pending | None) -> None:
    assert pending_from_dict(json.loads(canonical(pending_to_dict(pending)))) == pending


def test_the_system_is_an_actor_too() -> None:
    assert acting_from_dict(acting_to_dict(SYSTEM)) == SYSTEM


def test_a_case_comes_back_from_its_json_with_everything_it_knows() -> None:
    case = opened(
        step("a", "opd", "b", gives="surat", appoints=("tim",), sets_time_of="b"),
        step("b", "tim", "!"),
    )
    supplies = frozenset({"surat"})
    case = done(
        case, 1, SITI, supplies=supplies, appoints={"tim": (3,)}, duration=WEEK, text="besar"
    )
    stored = json.loads(canonical(snapshot_with_items(case)))
    items = [item_from_dict(item) for item in stored["items"]]
    assert restore(case.procedure, stored, items) == case
    assert canonical(snapshot(case)) == canonical(snapshot(restore(case.procedure, stored, items)))


def test_an_opened_item_keeps_its_kind_as_a_word() -> None:
    case = opened(step("a", "opd", "!"))
    assert item_to_dict(case.items[1])["kind"] == "step"
    assert WorkItemOpened in KINDS.values()
