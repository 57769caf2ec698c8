"""Journals only grow: the database itself refuses to change them."""

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from lajur.services.journal import record_office_act, seal
from lajur.store.models import CaseRow, EventRow
from tests.services.house import NOON, House, build

Refused = (IntegrityError, OperationalError)


@pytest.fixture
def house(db: None) -> House:
    """A government with one request, one act of administration and one seal."""
    house = build()
    house.complete(house.file().case_id, "Budi", text="Segera.")
    with house.scope():
        record_office_act("unit_added", {}, house.actor("Sari"), NOON)
    seal(government=house.slug, at=NOON)
    return house


@pytest.mark.parametrize("table", ["store_eventrow", "store_officeeventrow", "store_anchorrow"])
@pytest.mark.parametrize(
    "act", ["DELETE FROM {}", "UPDATE {} SET seq = 99", "UPDATE {} SET at = at"]
)
def test_no_row_of_a_journal_is_changed_or_deleted(house: House, table: str, act: str) -> None:
    allowed = act.endswith("at = at") and table == "store_eventrow"
    sql = act.format(table)
    if allowed:
        sql += ", text = 'lain'"

    with pytest.raises(Refused, match="append-only"), transaction.atomic():
        connection.cursor().execute(sql)


def test_what_a_person_typed_can_be_erased_and_nothing_with_it(house: House) -> None:
    erase = "UPDATE store_eventrow SET text = ''"
    with connection.cursor() as cursor:
        cursor.execute(f"{erase} WHERE text = 'Segera.'")
        assert cursor.rowcount == 1

    with pytest.raises(Refused), transaction.atomic():
        connection.cursor().execute(f"{erase}, hash = 'x'")


def test_a_case_with_a_history_cannot_be_deleted(house: House) -> None:
    with house.scope():
        case = CaseRow.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        delete_case(case.pk)

    with house.scope():
        assert EventRow.objects.filter(case=case.pk).exists()


def delete_case(case: int) -> None:
    """Delete the row and let the database compare its keys, as a commit does."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM store_caserow WHERE id = %s", [case])
    connection.check_constraints()
