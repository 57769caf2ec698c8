"""Completing work: once, by the right person, as the case stands."""

from datetime import timedelta

import pytest

from lajur.core.engine.refusals import NotYourWork, OutputMissing
from lajur.core.refusals import NotFound
from lajur.services.refusals import IdempotencyMismatch, NotInTheLane, StaleCase
from lajur.services.work_items import Done, Paper, claim_work_item, complete_work_item
from lajur.store.models import DocumentRow, EventRow, HoldingRow, OutboxRow, WorkItemRow
from tests.services.house import NOON, SINCE, House, new_key

DISPOSITION = {"disposisi_kadis": Paper(text="Tindak lanjuti.")}


def press(house: House, case_id: int, by: str = "Budi", **given: object) -> Done:
    """Budi completes the first office step of a new case."""
    asked = {
        "case_id": case_id,
        "number": 2,
        "seen_version": 1,
        "papers": DISPOSITION,
        "actor": house.actor(by),
        "at": NOON,
        "key": "satu",
    }
    return complete_work_item(**{**asked, **given})  # type: ignore[arg-type]


def test_completing_opens_what_follows(house: House) -> None:
    case = house.file().case_id

    done = press(house, case)

    assert [one.step for one in done.opened] == ["disposisi_kabid"]
    assert [item.step for item in house.open_items(case)] == ["disposisi_kabid"]


def test_completing_leaves_the_event_the_paper_and_the_announcement(house: House) -> None:
    case = house.file().case_id

    press(house, case)

    with house.scope():
        newest = EventRow.objects.filter(case=case).order_by("-seq")
        assert [event.kind for event in newest[:3]] == [
            "WorkItemOpened",
            "WorkItemCompleted",
            "DocumentSupplied",
        ]
        assert newest[0].by["position"] == "Kadis"
        assert DocumentRow.objects.get(case=case, item="disposisi_kadis").text == "Tindak lanjuti."
        assert OutboxRow.objects.filter(case=case).count() == 2


def test_a_repeated_key_gives_the_first_answer_and_changes_nothing(house: House) -> None:
    case = house.file().case_id
    first = press(house, case)
    with house.scope():
        events = list(EventRow.objects.values())

    assert press(house, case) == first

    with house.scope():
        assert list(EventRow.objects.values()) == events


def test_a_key_that_comes_with_another_body_is_refused(house: House) -> None:
    case = house.file().case_id
    press(house, case)

    with pytest.raises(IdempotencyMismatch):
        press(house, case, text="lain")


def test_a_key_used_on_one_case_is_refused_on_another(house: House) -> None:
    first, second = house.file().case_id, house.file().case_id
    press(house, first)

    with pytest.raises(IdempotencyMismatch):
        press(house, second)

    assert house.version(second) == 1


def test_the_second_of_two_is_told_who_did_what_and_when(house: House) -> None:
    case = house.file().case_id
    press(house, case)

    with pytest.raises(StaleCase) as refused:
        press(house, case, key="dua")

    assert refused.value.facts["name"] == "Budi"
    assert "menyelesaikan sebuah tugas" in str(refused.value)
    assert refused.value.facts["when"] == NOON


def test_a_refused_act_changes_nothing_and_leaves_its_key_free(house: House) -> None:
    case = house.file().case_id
    with pytest.raises(OutputMissing):
        press(house, case, papers={})
    assert house.version(case) == 1

    press(house, case)

    assert house.version(case) == 2


def test_somebody_of_another_lane_is_told_whose_turn_it_is(house: House) -> None:
    case = house.file().case_id

    with pytest.raises(NotYourWork):
        press(house, case, by="Dewi")


def test_somebody_without_any_part_in_the_case_does_not_find_it(house: House) -> None:
    case = house.file().case_id

    with pytest.raises(NotFound):
        press(house, case, by="Umar")


def test_another_governments_case_is_not_found(house: House, neighbour: House) -> None:
    case = house.file().case_id

    with pytest.raises(NotFound):
        press(house, case, actor=neighbour.actor("Budi"))


def test_who_has_lost_the_position_is_refused_at_once(house: House) -> None:
    case = house.file().case_id
    budi = house.actor("Budi")  # as the page knew him
    with house.scope():
        HoldingRow.objects.filter(person=house.people["Budi"]).update(
            until=NOON.date() - timedelta(days=1)
        )

    with pytest.raises(NotFound):
        press(house, case, actor=budi)


def test_an_acting_head_acts_as_such(house: House) -> None:
    case = house.file().case_id
    with house.scope():
        HoldingRow.objects.create(
            government_id=house.government,
            position_id=house.positions["kadis"],
            person_id=house.people["Umar"],
            capacity="Plh.",
            since=SINCE,
            until=NOON.date(),
        )

    press(house, case, by="Umar")

    with house.scope():
        event = EventRow.objects.get(case=case, kind="WorkItemCompleted", data__number=2)
        assert event.by == {
            "person": house.people["Umar"],
            "name": "Umar",
            "position": "Kadis",
            "capacity": "Plh.",
        }


def test_only_people_of_the_lane_can_be_appointed(house: House) -> None:
    case = house.file().case_id
    house.complete(case, "Budi")
    house.complete(case, "Wayan")

    with pytest.raises(NotInTheLane):
        house.complete(case, "Dewi", appoints={"tim": (house.people["Budi"],)})


def test_the_appointed_stand_on_the_work_of_their_lane(house: House) -> None:
    case = house.file().case_id
    rahmat = house.people["Rahmat"]
    house.complete(case, "Budi")
    house.complete(case, "Wayan")
    house.complete(case, "Dewi", appoints={"tim": (rahmat,)})
    house.complete(case, "Dewi")
    house.complete(case, "Wayan", outcome="ya")
    house.complete(case, "Dewi")

    (item,) = house.open_items(case)

    assert (item.lane, item.appointed) == ("tim", f" {rahmat} ")


def test_claimed_work_is_its_claimers(house: House) -> None:
    case = house.file().case_id

    claim_work_item(
        case_id=case,
        number=2,
        seen_version=1,
        actor=house.actor("Budi"),
        at=NOON,
        key=new_key(),
    )

    with house.scope():
        item = WorkItemRow.objects.get(case=case, number=2)
    assert (item.state, item.owner_id) == ("reserved", house.people["Budi"])


def test_a_step_is_due_by_its_standard_time_in_the_offices_zone(house: House) -> None:
    case = house.file().case_id  # Monday noon; the step has one working day

    (item,) = house.open_items(case)

    assert item.due_at == NOON + timedelta(days=1, hours=4)  # Tuesday, 16.00 WITA
