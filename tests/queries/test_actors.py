"""Who a person is to a government, today."""

from datetime import timedelta

import pytest

from lajur.core.access import Capacity, Permission, Role
from lajur.queries.actors import actor_of, public_actor
from lajur.store.models import HoldingRow, LaneBindingRow, PersonRow, PositionRow, UnitRow
from tests.services.house import NOON, SINCE, House, build

KNOWN = {Role.PUBLIC, Role.PERSON}  # everybody with an account


@pytest.fixture
def house(db: None) -> House:
    return build()


def hold(house: House, name: str, position: str, **terms: object) -> None:
    with house.scope():
        HoldingRow.objects.create(
            government_id=house.government,
            position_id=house.positions[position],
            person_id=house.people[name],
            **{"since": SINCE, **terms},
        )


def test_who_holds_a_bound_position_is_an_official(house: House) -> None:
    budi = house.actor("Budi")

    assert budi.roles == KNOWN | {Role.OFFICIAL}
    assert (budi.acting.name, budi.acting.position) == ("Budi", "Kadis")
    assert budi.acting.capacity is Capacity.DEFINITIVE
    assert budi.positions == {house.positions["kadis"]}
    assert budi.lanes == frozenset()


def test_who_belongs_to_an_agency_may_ask(house: House) -> None:
    siti = house.actor("Siti")

    assert siti.roles == KNOWN | {Role.APPLICANT}
    assert siti.unit == house.agency
    assert siti.acting.position == ""


def test_flags_are_roles(house: House) -> None:
    assert Role.CLERK in house.actor("Sari").roles


def test_a_position_bound_to_no_lane_makes_no_official(house: House) -> None:
    with house.scope():
        LaneBindingRow.objects.filter(position=house.positions["kadis"]).delete()

    assert house.actor("Budi").roles == KNOWN


def test_who_holds_only_a_companys_position_is_a_vendor_and_no_official(house: House) -> None:
    with house.scope():
        company = UnitRow.objects.create(
            government_id=house.government, name="CV Karya", kind=UnitRow.VENDOR
        )
        PositionRow.objects.filter(pk=house.positions["tim"]).update(unit=company)

    rahmat = house.actor("Rahmat")

    assert rahmat.roles == KNOWN | {Role.VENDOR}
    assert rahmat.may(Permission.ACT)
    for one in (Permission.READ_REGISTER, Permission.APPROVE_DESTRUCTION):
        assert not rahmat.may(one)


@pytest.mark.parametrize(("days", "is_official"), [(-1, False), (0, True), (9, True), (10, False)])
def test_a_term_holds_from_its_first_to_its_last_day(
    house: House, days: int, is_official: bool
) -> None:
    today = NOON.date()
    hold(house, "Umar", "kadis", capacity="Plh.", since=today, until=today + timedelta(days=9))

    umar = house.actor("Umar", at=NOON + timedelta(days=days))

    assert (Role.OFFICIAL in umar.roles) is is_official


def test_a_day_begins_at_the_offices_own_midnight(house: House) -> None:
    tomorrow = NOON.date() + timedelta(days=1)
    hold(house, "Umar", "kadis", capacity="Plh.", since=tomorrow, until=tomorrow)
    midnight = NOON + timedelta(hours=12)  # 00.00 WITA

    assert Role.OFFICIAL not in house.actor("Umar", at=midnight - timedelta(seconds=1)).roles
    assert Role.OFFICIAL in house.actor("Umar", at=midnight).roles


def test_a_person_of_another_government_is_the_public(house: House) -> None:
    neighbour = build("tetangga")

    stranger = actor_of(house.people["Budi"], government=neighbour.slug, at=NOON)

    assert stranger == public_actor(neighbour.slug)


def test_who_may_not_log_in_any_more_is_the_public(house: House) -> None:
    PersonRow.objects.filter(pk=house.people["Budi"]).update(is_active=False)

    assert house.actor("Budi").roles == {Role.PUBLIC}


def test_a_closed_position_or_agency_gives_no_role(house: House) -> None:
    with house.scope():
        PositionRow.objects.update(active=False)
        UnitRow.objects.update(active=False)

    assert house.actor("Budi").roles == KNOWN
    assert house.actor("Siti").roles == KNOWN
