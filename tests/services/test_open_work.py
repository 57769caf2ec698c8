"""The open work of a government in bulk: each case by its own journal, in few statements."""

from typing import Any

import pytest
from django.db import connection

from lajur.services.work_items import resume_work_item, suspend_work_item
from lajur.store import sql
from lajur.store.deadlines import TOGETHER, ledger, ledgers, open_work
from tests.services.calendars import DAY, derived_dues, file_four, kept_dues
from tests.services.house import NOON, House, new_key


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement of the hot path, as it is sent."""
    sent: list[str] = []
    runners: dict[str, Any] = sql._RUNNERS
    runner = runners[connection.vendor]

    def listening(raw: Any, batch: Any) -> Any:
        sent.extend(statement for statement, _ in batch)
        return runner(raw, batch)

    monkeypatch.setitem(runners, connection.vendor, listening)
    return sent


def stand_still(house: House, days: int) -> int:
    """A request whose clock has stood still for some days."""
    case = house.file().case_id
    (item,) = house.open_items(case)
    given: dict[str, Any] = {"case_id": case, "number": item.number, "text": "Menunggu surat"}
    given["actor"] = house.actor("Budi")
    suspend_work_item(seen_version=1, at=NOON + DAY / 24, key=new_key(), **given)
    resume_work_item(seen_version=2, at=NOON + days * DAY, key=new_key(), **given)
    return case


def test_more_work_that_stood_still_asks_for_no_more_statements(
    house: House, asked: list[str]
) -> None:
    def statements() -> int:
        asked.clear()
        with house.scope():
            assert list(open_work(house.government))
        return len(asked)

    stand_still(house, 1)
    one = statements()
    for days in (2, 3, 4):
        stand_still(house, days)
    assert statements() == one


def test_every_case_is_counted_by_its_own_journal(house: House) -> None:
    file_four(house)
    for days in (1, 2, 4):
        stand_still(house, days)
    dues = kept_dues(house)
    assert len(set(dues.values())) >= 4
    assert derived_dues(house) == dues


def test_more_journals_than_one_statement_reads_are_all_read(house: House) -> None:
    cases = [stand_still(house, days) for days in (1, 2)]
    nobody = range(max(cases) + 1, max(cases) + 1 + 2 * TOGETHER)
    with house.scope():
        found = ledgers([cases[0], *nobody, cases[1]])
        assert {case: found[case] for case in cases} == {case: ledger(case) for case in cases}
    assert not found[nobody[0]].work
