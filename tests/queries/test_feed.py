"""The calendar of one's deadlines: what stands in it."""

from datetime import datetime, timedelta

import pytest
from django_scopes import scope

from lajur.queries import feeds
from lajur.queries.feeds import DeadlineView, list_deadlines, secret_of_feed
from lajur.services.feeds import open_feed
from lajur.services.work_items import claim_work_item
from lajur.store.models import HoldingRow, LaneBindingRow, PositionRow, WorkItemRow
from tests.services.absent import away
from tests.services.house import NOON, SINCE, House, build, new_key

HOUR = timedelta(hours=1)


@pytest.fixture
def house(db: None) -> House:
    """Umar holds a second position of Budi's lane."""
    house = build()
    with house.scope():
        position = PositionRow.objects.get(pk=house.positions["kadis"])
        position.pk, position.name = None, "Kadis II"
        position.save(force_insert=True)
        binding = LaneBindingRow.objects.get(lane="kadis")
        binding.pk, binding.position = None, position
        binding.save(force_insert=True)
        HoldingRow.objects.create(
            government_id=house.government,
            position=position,
            person_id=house.people["Umar"],
            since=SINCE,
        )
    return house


def feed(house: House, who: str, at: datetime = NOON) -> tuple[DeadlineView, ...]:
    actor = house.actor(who)
    with scope(government=house.government):
        if not secret_of_feed(actor):
            open_feed(actor=actor)
        return list_deadlines(
            secret_of_feed(actor), government_id=house.government, government=house.slug, at=at
        )


def cases(house: House, who: str) -> set[int]:
    return {one.case_id for one in feed(house, who)}


def claim(house: House, case: int, who: str) -> None:
    (item,) = house.open_items(case)
    claim_work_item(
        case_id=case,
        number=item.number,
        seen_version=house.version(case),
        actor=house.actor(who),
        at=NOON,
        key=new_key(),
    )


def test_what_nobody_has_taken_stands_in_the_calendar_of_everyone_who_may(house: House) -> None:
    case = house.file().case_id
    assert cases(house, "Budi") == cases(house, "Umar") == {case}
    assert cases(house, "Wayan") == set()


def test_what_a_colleague_has_taken_stands_in_theirs_alone(house: House) -> None:
    mine, theirs = house.file().case_id, house.file().case_id
    claim(house, mine, "Budi")
    claim(house, theirs, "Umar")
    assert cases(house, "Budi") == {mine}
    assert cases(house, "Umar") == {theirs}


def test_who_stands_in_has_what_lies_on_the_desk_of_the_absent(house: House) -> None:
    on_desk, of_colleague = house.file().case_id, house.file().case_id
    claim(house, on_desk, "Budi")
    claim(house, of_colleague, "Umar")
    away(house, "Budi", by="Wayan")
    assert cases(house, "Wayan") == {on_desk}


def test_what_is_long_late_does_not_take_the_place_of_what_is_to_come(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "COMING", 3)
    monkeypatch.setattr(feeds, "LATE", 2)
    case = house.file().case_id
    with house.scope():
        row = WorkItemRow.objects.get(case=case, closed_at=None)
        for number, hours in enumerate((-9, -5, -3, -1, 1, 2, 4, 8), start=100):
            row.pk, row.number, row.due_at = None, number, NOON + hours * HOUR
            row.save(force_insert=True)
        WorkItemRow.objects.filter(case=case, number__lt=100).update(due_at=None)
    assert [(one.due - NOON) / HOUR for one in feed(house, "Budi")] == [-3, -1, 1, 2, 4]


def test_a_clock_that_stands_still_has_no_deadline_to_meet(house: House) -> None:
    case = house.file().case_id
    with house.scope():
        WorkItemRow.objects.filter(case=case).update(paused_at=NOON)
    assert cases(house, "Budi") == set()
