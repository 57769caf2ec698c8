"""Who holds a position: appointing, ending, annulling, and what happens to work in hand."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lajur.core.access import Capacity
from lajur.core.offices.refusals import PositionNotVacant, StandInNeedsDates
from lajur.core.refusals import NotFound
from lajur.queries.offices.positions import new_term, plan_appointment, plan_end
from lajur.services.offices.holdings import (
    annul_holding,
    appoint_holder,
    end_holding,
    return_work_of_former_holders,
)
from lajur.services.offices.refusals import AlreadyBegun, ChangedMeanwhile
from lajur.services.refusals import IdempotencyMismatch
from lajur.services.work_items import claim_work_item
from lajur.store.models import EventRow, HoldingRow, PersonRow
from tests.services.house import NOON, House, new_key
from tests.services.office import (
    TODAY,
    appoint,
    appointment,
    asked,
    asks_first,
    newest_act,
    seen_position,
    unchanged,
)

YESTERDAY = TODAY - timedelta(days=1)


def held_by_budi(house: House) -> int:
    """A case whose open step Budi, the head, has taken."""
    case = house.file().case_id
    claim_work_item(
        case_id=case, number=2, seen_version=1, actor=house.actor("Budi"), at=NOON, key=new_key()
    )
    return case


def agreed_appointment(house: House, lane: str, name: str, **more: object) -> str:
    with house.scope():
        wanted = appointment(house, name, **more)
        term = new_term(wanted.person, capacity=wanted.capacity, since=wanted.since)
        return plan_appointment(position_id=house.positions[lane], new=term, today=TODAY)[1].agreed


def holding(house: House, lane: str) -> HoldingRow:
    with house.scope():
        return HoldingRow.objects.get(position=house.positions[lane], until__isnull=True)


def test_a_new_holder_ends_the_former_after_it_was_agreed(house: House) -> None:
    asks_first(lambda: appoint(house, "kadis", "Umar"))

    appoint(house, "kadis", "Umar", agreed=agreed_appointment(house, "kadis", "Umar"))

    with house.scope():
        rows = HoldingRow.objects.filter(position=house.positions["kadis"]).order_by("since")
        assert [(row.person.name, row.until) for row in rows] == [
            ("Budi", YESTERDAY),
            ("Umar", None),
        ]


def test_what_the_leaving_holder_has_in_hand_returns_in_the_same_act(house: House) -> None:
    case = held_by_budi(house)

    appoint(house, "kadis", "Umar", agreed=agreed_appointment(house, "kadis", "Umar"))

    assert [(item.state, item.owner_id) for item in house.open_items(case)] == [("ready", None)]
    with house.scope():
        event = EventRow.objects.filter(case=case).order_by("-seq")[0]
    assert (event.kind, event.by["name"]) == ("WorkItemReassigned", "Yuli")
    assert newest_act(house).data["released"] == [f"{case}/2"]


def test_work_taken_after_the_warning_is_warned_of_again(house: House) -> None:
    agreed = agreed_appointment(house, "kadis", "Umar")
    case = held_by_budi(house)

    asks_first(lambda: appoint(house, "kadis", "Umar", agreed=agreed))

    assert [item.state for item in house.open_items(case)] == ["reserved"]


def test_the_name_and_capacity_of_past_acts_do_not_change(house: House) -> None:
    case = house.file().case_id
    house.complete(case, "Budi")
    with house.scope():
        before = list(EventRow.objects.filter(case=case).values("by", "hash"))

    appoint(house, "kadis", "Umar", agreed=agreed_appointment(house, "kadis", "Umar"))

    with house.scope():
        assert list(EventRow.objects.filter(case=case).values("by", "hash")) == before


def test_sessions_of_the_old_and_the_new_holder_end(house: House) -> None:
    appoint(house, "kadis", "Umar", agreed=agreed_appointment(house, "kadis", "Umar"))

    stamps = dict(PersonRow.objects.values_list("name", "access_stamp"))
    assert (stamps["Budi"], stamps["Umar"], stamps["Wayan"]) == (1, 1, 0)


def test_a_plh_stands_beside_the_holder_for_his_days(house: House) -> None:
    until = TODAY + timedelta(days=4)

    appoint(house, "kadis", "Wayan", capacity=Capacity.DAILY, until=until)

    actor = house.actor("Wayan")
    assert house.positions["kadis"] in actor.positions
    assert holding(house, "kadis").person_id == house.people["Budi"]


def test_a_plt_for_a_position_that_is_held_is_refused(house: House) -> None:
    with unchanged(house), pytest.raises(PositionNotVacant):
        appoint(house, "kadis", "Wayan", capacity=Capacity.ACTING, until=TODAY)


def test_a_plh_without_a_last_day_is_refused(house: House) -> None:
    with unchanged(house), pytest.raises(StandInNeedsDates):
        appoint(house, "kadis", "Wayan", capacity=Capacity.DAILY)


def test_ending_a_term_yesterday_returns_the_work_and_ending_it_today_does_not(
    house: House,
) -> None:
    case = held_by_budi(house)
    row = holding(house, "kadis")
    with house.scope():
        agreed = plan_end(holding_id=row.pk, last_day=TODAY, today=TODAY).agreed

    end_holding(
        holding_id=row.pk,
        last_day=TODAY,
        seen=seen_position(house, "kadis"),
        agreed=agreed,
        **asked(house),
    )

    assert [item.state for item in house.open_items(case)] == ["reserved"]
    tomorrow = NOON + timedelta(days=1)
    assert return_work_of_former_holders(government=house.slug, at=tomorrow) == 1
    assert [item.state for item in house.open_items(case)] == ["ready"]
    assert return_work_of_former_holders(government=house.slug, at=tomorrow) == 0


def test_a_planned_term_is_annulled_and_stays_on_record(house: House) -> None:
    appoint(
        house,
        "kadis",
        "Wayan",
        capacity=Capacity.DAILY,
        since=TODAY + timedelta(days=7),
        until=TODAY + timedelta(days=9),
    )
    with house.scope():
        row = HoldingRow.objects.get(capacity="Plh.")

    annul_holding(holding_id=row.pk, seen=seen_position(house, "kadis"), **asked(house))

    with house.scope():
        row.refresh_from_db()
    assert row.annulled
    assert row.until is not None
    assert row.until < row.since


def test_a_term_that_has_begun_is_not_annulled(house: House) -> None:
    with unchanged(house), pytest.raises(AlreadyBegun):
        annul_holding(
            holding_id=holding(house, "kadis").pk,
            seen=seen_position(house, "kadis"),
            **asked(house),
        )


def test_the_second_of_two_clicks_changes_nothing(house: House) -> None:
    given = {
        "position_id": house.positions["kadis"],
        "appointment": appointment(house, "Umar"),
        "seen": seen_position(house, "kadis"),
        "agreed": agreed_appointment(house, "kadis", "Umar"),
        **asked(house),
    }
    appoint_holder(**given)

    with unchanged(house):
        appoint_holder(**given)


def test_the_same_key_with_another_person_is_refused(house: House) -> None:
    given = {
        "position_id": house.positions["kadis"],
        "seen": seen_position(house, "kadis"),
        "agreed": agreed_appointment(house, "kadis", "Umar"),
        **asked(house),
    }
    appoint_holder(appointment=appointment(house, "Umar"), **given)

    with pytest.raises(IdempotencyMismatch):
        appoint_holder(appointment=appointment(house, "Wayan"), **given)


def test_who_looked_before_somebody_else_saved_is_told_who_it_was(house: House) -> None:
    seen = seen_position(house, "kadis")
    until = TODAY + timedelta(days=2)
    appoint(house, "kadis", "Wayan", capacity=Capacity.DAILY, until=until)

    with pytest.raises(ChangedMeanwhile, match="Yuli"):
        appoint_holder(
            position_id=house.positions["kadis"],
            appointment=appointment(
                house,
                "Dewi",
                capacity=Capacity.DAILY,
                since=until + timedelta(days=1),
                until=until + timedelta(days=3),
            ),
            seen=seen,
            agreed="",
            **asked(house),
        )


def test_only_administrators_of_the_same_government_appoint(house: House, neighbour: House) -> None:
    for actor in (house.actor("Budi"), house.actor("Sari"), neighbour.actor("Budi")):
        with pytest.raises(NotFound):
            appoint_holder(
                position_id=house.positions["kadis"],
                appointment=appointment(house, "Umar"),
                seen="",
                agreed="",
                actor=actor,
                at=NOON,
                key=new_key(),
            )


def test_somebody_of_another_government_cannot_be_appointed(house: House, neighbour: House) -> None:
    house.people["Tetangga"] = neighbour.people["Umar"]

    with pytest.raises(NotFound):
        appoint(house, "kadis", "Tetangga")


def test_the_database_refuses_two_open_definitive_holders(house: House) -> None:
    with house.scope(), pytest.raises(IntegrityError), transaction.atomic():
        HoldingRow.objects.create(
            government_id=house.government,
            position_id=house.positions["kadis"],
            person_id=house.people["Umar"],
            since=date(2026, 1, 1),
        )
