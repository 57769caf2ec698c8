"""A tick when everybody has been told costs next to nothing, however much is open."""

from datetime import datetime, timedelta
from time import process_time

import pytest
from django.db import connection

from lajur.queries.reminders import known_rules
from lajur.services.reminders.fire import fire
from lajur.store.models import CaseRow, ReminderRow, WorkItemRow
from tests.services.house import NOON, House
from tests.services.reminders.telling import with_rules

NOW = NOON + timedelta(days=14)  # Monday again
TURNS = (("disposisi_kadis", "kadis"), ("analisis", "kasi"), ("susun_rencana", "tim"))
ITEMS = 100  # work items of one case, more than any has


def crowd(house: House, *, open_items: int, late: int) -> None:
    """Open work by the thousand, on few cases; what is late is late by a fortnight, and told of."""
    template = house.file().case_id
    with house.scope():
        case = CaseRow.objects.get(pk=template)
        cases = CaseRow.objects.bulk_create(
            [copy(case, number) for number in range(open_items // ITEMS)], batch_size=500
        )
        rules = [known for known in known_rules() if known.rule.moment != "before"]
        for start in range(0, len(cases), 100):
            some = cases[start : start + 100]
            items = [
                item(one, number, late=start * ITEMS < late)
                for one in some
                for number in range(1, ITEMS + 1)
            ]
            WorkItemRow.objects.bulk_create(items, batch_size=2_000)
            if start * ITEMS < late:
                told = (reminder(one, known.id) for one in items for known in rules)
                ReminderRow.objects.bulk_create(told, batch_size=4_000)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE store_workitemrow, store_reminderrow")


def copy(case: CaseRow, number: int) -> CaseRow:
    facts = {field.attname: getattr(case, field.attname) for field in CaseRow._meta.fields}
    return CaseRow(**{**facts, "id": None, "number": f"{number:06}/X/DKIST/2026"})


def item(case: CaseRow, number: int, *, late: bool) -> WorkItemRow:
    step, lane = TURNS[number % len(TURNS)]
    away = timedelta(days=-14 if late else 5 + number % 60, minutes=number)
    return WorkItemRow(
        government_id=case.government_id,
        case=case,
        number=number,
        step=step,
        kind="step",
        lane=lane,
        procedure_key="sumbawa-2021",
        state="ready",
        opened_at=NOON - timedelta(days=20),
        due_at=NOW + away,
    )


def reminder(item: WorkItemRow, rule: int) -> ReminderRow:
    due: datetime = item.due_at
    return ReminderRow(
        government_id=item.government_id,
        rule_id=rule,
        case_id=item.case_id,
        number=item.number,
        due_at=due,
        planned_at=due,
        fired_at=due + timedelta(days=7),
    )


def cost(house: House, *, open_items: int, late: int) -> float:
    """CPU seconds of a tick that has nothing to tell of all this."""
    crowd(house, open_items=open_items, late=late)
    fire(at=NOW)
    took = []
    for _ in range(3):
        began = process_time()
        assert fire(at=NOW) == 0
        took.append(process_time() - began)
    return min(took)


def test_a_tick_over_twenty_thousand_open_items_is_quick(house: House) -> None:
    assert cost(with_rules(house), open_items=20_000, late=2_000) < 0.15


@pytest.mark.slow
def test_a_tick_over_two_hundred_thousand_open_items_is_quick(house: House) -> None:
    took = cost(with_rules(house), open_items=200_000, late=20_000)

    print(f"a tick over 200,000 open items, 20,000 of them late and told of: {took * 1000:.0f} ms")
    assert took < 0.3
