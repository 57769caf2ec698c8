"""People: accounts, roles, one-time passwords, leaving."""

from dataclasses import replace
from typing import Any

import pytest

from lajur.core.access import Permission
from lajur.core.refusals import NotFound
from lajur.queries.offices.leaving import plan_deactivation, plan_move
from lajur.queries.offices.people import find_person, list_people
from lajur.services.offices.people import (
    Created,
    PersonDetails,
    change_person,
    create_person,
    deactivate_person,
    reactivate_person,
    reset_password,
)
from lajur.services.offices.refusals import (
    ChangedMeanwhile,
    LastAdministrator,
    NipBroken,
    UsernameBroken,
    UsernameTaken,
)
from lajur.services.work_items import claim_work_item
from lajur.store.models import HoldingRow, PersonRow
from tests.services.house import NOON, House, new_key
from tests.services.office import TODAY, administrator, asked, asks_first, newest_act, unchanged

MADE = PersonDetails(name="Made Sukrawati, S.ST.")


def create(house: House, username: str = "made.sukrawati", **more: Any) -> Created:
    return create_person(username=username, **{"details": MADE, **asked(house), **more})


def seen(house: House, name: str) -> str:
    with house.scope():
        return find_person(house.people[name], today=TODAY).seen


def details(house: House, name: str) -> PersonDetails:
    row = PersonRow.objects.get(pk=house.people[name])
    return PersonDetails(
        name=row.name, unit=row.unit_id, is_admin=row.is_admin, is_clerk=row.is_clerk
    )


def change(house: House, name: str, agreed: str = "", **changes: Any) -> None:
    change_person(
        person_id=house.people[name],
        details=replace(details(house, name), **changes),
        seen=seen(house, name),
        agreed=agreed,
        **asked(house),
    )


def deactivate(house: House, name: str, agreed: str = "") -> None:
    deactivate_person(
        person_id=house.people[name], seen=seen(house, name), agreed=agreed, **asked(house)
    )


def agreed_to_leave(house: House, name: str) -> str:
    with house.scope():
        return plan_deactivation(house.people[name], today=TODAY).agreed


def test_a_new_person_signs_in_with_the_password_that_was_shown(house: House) -> None:
    created = create(house)

    row = PersonRow.objects.get(pk=created.person)
    assert row.check_password(created.password)
    assert row.password_is_temporary
    assert len(created.password.replace("-", "")) == 16


def test_a_double_click_makes_one_account_and_shows_the_same_password(house: House) -> None:
    key = new_key()
    first = create(house, key=key)

    assert create(house, key=key) == first
    assert PersonRow.objects.filter(username="made.sukrawati").count() == 1


def test_the_password_is_shown_no_more_once_it_has_been_changed(house: House) -> None:
    key = new_key()
    row = PersonRow.objects.get(pk=create(house, key=key).person)
    row.set_password("sandi saya sendiri")
    row.password_is_temporary = False
    row.save()

    assert create(house, key=key).password == ""


def test_the_journal_keeps_neither_password_nor_contact_data(house: House) -> None:
    created = create(house, details=replace(MADE, email="made@contoh.test", phone="0812"))

    kept = str(newest_act(house).data)
    assert created.password not in kept
    assert "made@contoh.test" not in kept


@pytest.mark.parametrize("username", ["ab", "Ada Spasi", "é.clair", "-x-", "x" * 81, "a\x00b"])
def test_a_name_nobody_could_type_is_refused(house: House, username: str) -> None:
    with unchanged(house), pytest.raises(UsernameBroken):
        create(house, username)


def test_two_people_never_share_a_user_name(house: House, neighbour: House) -> None:
    create(neighbour)

    with pytest.raises(UsernameTaken):
        create(house, "MADE.sukrawati")


def test_a_new_role_counts_at_once_and_ends_the_old_sessions(house: House) -> None:
    change(house, "Umar", is_clerk=True)

    assert house.actor("Umar").may(Permission.EXPORT_REGISTER)
    assert PersonRow.objects.get(pk=house.people["Umar"]).access_stamp == 1


def test_a_new_telephone_number_ends_no_session(house: House) -> None:
    change(house, "Umar", phone="0812 3456")

    assert PersonRow.objects.get(pk=house.people["Umar"]).access_stamp == 0


def test_an_office_always_has_an_administrator(house: House) -> None:
    administrator(house)

    with pytest.raises(LastAdministrator):
        change(house, "Yuli", is_admin=False)
    with pytest.raises(LastAdministrator):
        deactivate(house, "Yuli")


def test_two_administrators_at_once_do_not_overwrite_each_other(house: House) -> None:
    before = seen(house, "Umar")
    change(house, "Umar", is_clerk=True)

    with pytest.raises(ChangedMeanwhile, match="Yuli"):
        change_person(
            person_id=house.people["Umar"],
            details=details(house, "Umar"),
            seen=before,
            agreed="",
            **asked(house),
        )


def test_a_reset_ends_the_old_password_and_every_session(house: House) -> None:
    row = PersonRow.objects.get(pk=house.people["Umar"])
    row.set_password("yang lama sekali")
    row.save()

    created = reset_password(person_id=row.pk, seen=seen(house, "Umar"), **asked(house))

    row.refresh_from_db()
    assert row.check_password(created.password)
    assert not row.check_password("yang lama sekali")
    assert row.access_stamp == 1


def test_who_leaves_gives_back_positions_and_work(house: House) -> None:
    case = house.file().case_id
    claim_work_item(
        case_id=case, number=2, seen_version=1, actor=house.actor("Budi"), at=NOON, key=new_key()
    )
    asks_first(lambda: deactivate(house, "Budi"))

    deactivate(house, "Budi", agreed=agreed_to_leave(house, "Budi"))

    assert [(item.state, item.owner_id) for item in house.open_items(case)] == [("ready", None)]
    with house.scope():
        held = HoldingRow.objects.filter(person=house.people["Budi"])
        assert all(row.until is not None and row.until < TODAY for row in held)
    assert house.actor("Budi").person is None


def test_who_comes_back_has_no_position_until_appointed(house: House) -> None:
    deactivate(house, "Budi", agreed=agreed_to_leave(house, "Budi"))

    reactivate_person(person_id=house.people["Budi"], seen=seen(house, "Budi"), **asked(house))

    assert house.actor("Budi").person == house.people["Budi"]
    assert house.actor("Budi").positions == frozenset()


def test_moving_to_another_unit_asks_when_work_for_the_agency_stays_behind(house: House) -> None:
    with house.scope():
        assert not plan_move(house.people["Siti"], None).any

    change(house, "Siti", unit=None)

    assert not house.actor("Siti").may(Permission.FILE_REQUEST)


def test_people_of_another_government_do_not_exist_here(house: House, neighbour: House) -> None:
    with house.scope(), pytest.raises(NotFound):
        find_person(neighbour.people["Budi"], today=TODAY)
    with pytest.raises(NotFound):
        reset_password(person_id=neighbour.people["Budi"], seen="", **asked(house))


def test_people_are_found_by_name_account_and_unit(house: House) -> None:
    with house.scope():
        page = list_people(search="kesehatan", closed=False, after="", today=TODAY)

    assert [person.name for person in page.people] == ["Siti Rahma"]


@pytest.mark.parametrize("nip", ["19770101200501100", "1977 0101 2005 01 1001", "x" * 18])
def test_a_nip_has_eighteen_digits(house: House, nip: str) -> None:
    with pytest.raises(NipBroken):
        change(house, "Budi", nip=nip)
    change(house, "Budi", nip="197701012005011001")
    with house.scope():
        assert PersonRow.scoped.get(pk=house.people["Budi"]).nip == "197701012005011001"
