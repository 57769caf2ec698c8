"""A real office: a government, a vacant position per lane, one administrator."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from lajur.core.access import Role
from lajur.core.refusals import NotFound
from lajur.queries.actors import actor_of
from lajur.services.init import NewOffice, UsernameInUse, set_up_new_office
from lajur.services.procedures import publish_procedure
from lajur.services.refusals import ProcedureRefused
from lajur.services.setup import GovernmentExists, shipped_procedures
from lajur.store.models import (
    GovernmentRow,
    LaneBindingRow,
    OfficeEventRow,
    PersonRow,
    PositionRow,
    ProcedureRow,
)

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
PASSWORD = "kalimat sandi yang panjang"
BIMA = NewOffice(
    slug="bima",
    name="Pemerintah Kota Bima",
    office_name="Dinas Kominfo",
    zone="Asia/Makassar",
    procedures=("sumbawa-2021", "banten-2020"),
    admin_name="Sri Wahyuni",
    admin_username="admin.bima",
)

pytestmark = pytest.mark.django_db


def test_four_procedures_come_with_the_product() -> None:
    assert set(shipped_procedures()) == {
        "banten-2020",
        "buleleng-2020",
        "cirebon-2019",
        "sumbawa-2021",
    }


def test_the_first_administrator_may_administer_and_log_in() -> None:
    set_up_new_office(BIMA, password=PASSWORD, at=NOON)
    sri = PersonRow.objects.get(username="admin.bima")
    assert sri.check_password(PASSWORD)
    assert Role.ADMIN in actor_of(sri.pk, government="bima", at=NOON).roles


def test_only_a_password_that_was_made_up_must_be_changed_at_the_first_login() -> None:
    set_up_new_office(BIMA, password=PASSWORD, at=NOON)
    dompu = replace(BIMA, slug="dompu", admin_username="admin.dompu")
    set_up_new_office(dompu, password=PASSWORD, at=NOON, temporary=True)
    people = PersonRow.objects.values_list("username", "password_is_temporary")
    assert dict(people) == {"admin.bima": False, "admin.dompu": True}


def test_every_lane_has_a_vacant_position_and_lanes_of_one_name_share_it() -> None:
    with scope(government=set_up_new_office(BIMA, password=PASSWORD, at=NOON)):
        assert LaneBindingRow.objects.count() == 7
        head = PositionRow.objects.get(name="Kepala Dinas")
        assert head.bindings.count() == 2
        assert not PositionRow.objects.exclude(holdings=None).exists()


def test_its_procedures_are_published_and_the_journal_says_so() -> None:
    with scope(government=set_up_new_office(BIMA, password=PASSWORD, at=NOON)):
        assert set(ProcedureRow.objects.values_list("key", flat=True)) == set(BIMA.procedures)
        kinds = list(OfficeEventRow.objects.order_by("seq").values_list("kind", flat=True))
    published = ["procedure_published", "procedure_published"]
    provided = ["papers_provided", "retention_provided", "calendar_provided"]
    assert kinds == [*published, "office_set_up", *provided]


def test_an_office_is_set_up_once() -> None:
    set_up_new_office(BIMA, password=PASSWORD, at=NOON)
    with pytest.raises(GovernmentExists):
        set_up_new_office(replace(BIMA, admin_username="sri"), password=PASSWORD, at=NOON)


def test_a_taken_username_is_refused() -> None:
    set_up_new_office(BIMA, password=PASSWORD, at=NOON)
    with pytest.raises(UsernameInUse):
        set_up_new_office(replace(BIMA, slug="dompu"), password=PASSWORD, at=NOON)


def test_a_weak_password_leaves_nothing_behind() -> None:
    with pytest.raises(ValidationError):
        set_up_new_office(BIMA, password="12345678", at=NOON)
    assert not GovernmentRow.objects.exists()


def test_a_procedure_that_does_not_come_with_the_product_is_not_found() -> None:
    with pytest.raises(NotFound):
        set_up_new_office(replace(BIMA, procedures=("lain-2020",)), password=PASSWORD, at=NOON)


def test_a_procedure_with_errors_is_not_published() -> None:
    with scope(government=set_up_new_office(BIMA, password=PASSWORD, at=NOON)):
        admin = PersonRow.objects.get(username="admin.bima")
        with pytest.raises(ProcedureRefused):
            publish_procedure(
                source=b"id: rusak-2026\n",
                transcript="",
                actor=actor_of(admin.pk, government="bima", at=NOON),
                at=NOON,
            )
        assert not ProcedureRow.objects.filter(key="rusak-2026").exists()
