"""Many people press the same buttons at once: each task is completed exactly once.

A fault test without a broken twin proves nothing, so the same storm runs once more with the guard
taken out, and must then complete tasks twice.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from threading import Barrier

import pytest
from django.db import connection, connections

from lajur.core.refusals import Refusal
from lajur.services.refusals import StaleCase
from lajur.services.verify import verify
from lajur.services.work_items import Paper, complete_work_item
from lajur.store import write_postgresql
from lajur.store.models import EventRow
from tests.services.house import NOON, House, build

CLIENTS = 16
ONCE = {  # what would refuse a second completion if the version did not
    ("store_eventrow", "store_eventrow_pkey"): "PRIMARY KEY (case_id, seq)",
    ("store_workitemrow", "work_item_number_once"): "UNIQUE (case_id, number)",
}
DISPOSITION = {"disposisi_kadis": Paper(text="Tindak lanjuti.")}


@pytest.fixture
def busy_house(transactional_db: None) -> House:
    return build()


def press(house: House, case: int, key: str) -> str:
    """One client presses the button once; what came of it."""
    try:
        complete_work_item(
            case_id=case,
            number=2,
            seen_version=1,
            papers=DISPOSITION,
            actor=house.actor("Budi"),
            at=NOON,
            key=key,
        )
    except Refusal as refusal:
        return refusal.code
    return "done"


def storm(cases: list[int], act: Callable[[int, int], str]) -> list[list[str]]:
    """Every client presses on every case, all starting each case together."""
    start = Barrier(CLIENTS)

    def client(number: int) -> list[str]:
        answers = []
        try:
            for case in cases:
                start.wait(timeout=60)
                answers.append(act(case, number))
        finally:
            connections.close_all()
        return answers

    with ThreadPoolExecutor(CLIENTS) as clients:
        return list(clients.map(client, range(CLIENTS)))


def completions(house: House) -> Counter[int]:
    """How often the work item everybody pressed was completed, by case."""
    with house.scope():
        events = EventRow.objects.filter(kind="WorkItemCompleted", data__number=2)
        return Counter(events.values_list("case_id", flat=True))


def complete_each_once(house: House, tasks: int) -> None:
    cases = [house.file().case_id for _ in range(tasks)]

    answers = storm(cases, lambda case, client: press(house, case, f"{case}-{client}"))

    assert Counter(chain.from_iterable(answers)) == {
        "done": tasks,
        StaleCase.code: tasks * (CLIENTS - 1),
    }
    assert completions(house) == dict.fromkeys(cases, 1)
    assert [check.faults for check in verify().checks if check.count] == []


def test_sixteen_pressing_at_once_complete_each_task_once(busy_house: House) -> None:
    complete_each_once(busy_house, 10)


@pytest.mark.slow
def test_sixteen_pressing_at_once_on_a_thousand_tasks(busy_house: House) -> None:
    complete_each_once(busy_house, 1_000)


def test_sixteen_sending_one_form_at_once_all_get_the_first_answer(busy_house: House) -> None:
    cases = [busy_house.file().case_id for _ in range(5)]

    answers = storm(cases, lambda case, _: press(busy_house, case, f"satu-{case}"))

    assert Counter(chain.from_iterable(answers)) == {"done": 5 * CLIENTS}
    assert completions(busy_house) == dict.fromkeys(cases, 1)


@pytest.fixture
def unguarded(busy_house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The version is not compared when writing, and the database's own constraints are gone."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one transaction in at a time: nobody reads what another changes")
    guarded = write_postgresql._ACT
    monkeypatch.setattr(
        write_postgresql, "_ACT", guarded.replace("AND version =", "AND version >=")
    )
    with connection.cursor() as cursor:
        for table, constraint in ONCE:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
        cursor.execute("DROP INDEX document_version_once")
        yield busy_house
        cursor.execute("TRUNCATE store_eventrow, store_workitemrow, store_documentrow")
        for (table, constraint), again in ONCE.items():
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {constraint} {again}")
        cursor.execute(
            "CREATE UNIQUE INDEX document_version_once"
            " ON store_documentrow (case_id, item, version) WHERE case_id IS NOT NULL"
        )


def test_without_the_guard_the_same_storm_completes_tasks_more_than_once(unguarded: House) -> None:
    with pytest.raises(AssertionError):
        complete_each_once(unguarded, 10)

    assert max(completions(unguarded).values()) > 1
