"""Who may see and do what: the table, and what follows from it for one case."""

from dataclasses import replace
from itertools import combinations

import pytest

from lajur.core.access import NOBODY, SYSTEM, TABLE, Acting, Actor, Permission, Role

SITI = Actor(
    acting=Acting(person=1, name="Siti", position="Kepala Seksi"),
    government="uji",
    roles=frozenset({Role.PUBLIC, Role.OFFICIAL}),
    lanes=frozenset({"kasi"}),
)


def being(*roles: Role) -> Actor:
    return replace(SITI, roles=frozenset(roles), lanes=frozenset())


def test_every_permission_is_in_the_table_and_given_to_somebody() -> None:
    assert TABLE.keys() == set(Permission)
    assert all(TABLE.values())


def test_every_role_can_do_something() -> None:
    assert frozenset().union(*TABLE.values()) == frozenset(Role)


def test_the_public_only_reads_what_is_public() -> None:
    assert [one for one in Permission if NOBODY.may(one)] == [Permission.READ_PUBLIC]


def test_the_auditor_reads_everything_and_changes_nothing() -> None:
    changing = set(Permission) - {
        Permission.READ_PUBLIC,
        Permission.USE_ACCOUNT,
        Permission.READ_CASES,
        Permission.READ_OWN_CASES,
        Permission.READ_REGISTER,
        Permission.EXPORT_REGISTER,
        Permission.READ_MEASURES,
        Permission.EXPORT_LOG,
    }
    assert not any(being(Role.AUDITOR).may(one) for one in changing)
    assert being(Role.AUDITOR).sees_case


def test_a_vendor_only_works_and_writes_where_it_is_appointed() -> None:
    assert {one for one in Permission if being(Role.VENDOR).may(one)} == {
        Permission.READ_PUBLIC,
        Permission.USE_ACCOUNT,
        Permission.READ_OWN_CASES,
        Permission.ACT,
        Permission.WRITE_LETTERS,
    }


def test_only_the_admin_manages_the_office() -> None:
    assert TABLE[Permission.MANAGE_OFFICE] == {Role.ADMIN}


@pytest.mark.parametrize("permission", Permission)
def test_one_role_more_never_allows_less(permission: Permission) -> None:
    for fewer, more in combinations(Role, 2):
        assert being(fewer, more).may(permission) >= being(fewer).may(permission)


def test_who_has_a_part_in_a_case_sees_it() -> None:
    assert SITI.sees_case
    assert not replace(SITI, lanes=frozenset()).sees_case


def test_a_part_without_a_role_opens_nothing() -> None:
    stripped = replace(SITI, roles=frozenset({Role.PUBLIC}))
    assert not stripped.sees_case
    assert not stripped.works_in("kasi")


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR, Role.ADMIN])
def test_those_who_keep_the_office_see_every_case_and_work_in_none(role: Role) -> None:
    assert being(role).sees_case
    assert not replace(being(role), lanes=frozenset({"kasi"})).works_in("kasi")


def test_work_belongs_to_its_lane() -> None:
    assert SITI.works_in("kasi")
    assert not SITI.works_in("kadis")


def test_paper_is_recorded_by_the_lane_itself_or_by_the_clerk() -> None:
    assert SITI.records_for("kasi")
    assert not SITI.records_for("kadis")
    assert being(Role.CLERK).records_for("kadis")
    assert not being(Role.ADMIN).records_for("kadis")


def test_the_system_and_the_public_are_no_persons() -> None:
    assert SYSTEM.person is None
    assert NOBODY.person is None
    assert SITI.person == 1
