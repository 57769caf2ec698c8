"""What is written a hundred thousand times reads by index, however many cases there are.

On SQLite alone: PostgreSQL reads a table of a few rows whole, and its plans at size are in bench/.
"""

from collections.abc import Iterable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lajur.queries.calendars.history import find_moved
from lajur.services.letters.counting import _COUNT_ON, _LOOK
from lajur.services.letters.provide import provide_papers
from lajur.services.requests import file_request
from lajur.store.models import GovernmentRow
from tests.services.calendars import TOMORROW, add_days, change
from tests.services.house import NOON, House, new_key
from tests.services.office import newest_act

# Tables that grow with every request or act; the others hold an office's people and papers.
GROWING = (
    "store_caserow", "store_workitemrow", "store_eventrow", "store_outboxrow", "store_entryrow",
)  # fmt: skip
BY_GOVERNMENT_ALONE = "(government_id=?)"

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="plans of a small table say nothing on PostgreSQL"
)


def plan_of(sql: str) -> str:
    with connection.cursor() as cursor:
        rows = cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    return "\n".join(str(row[3]) for row in rows)


def walks(plan: str) -> list[str]:
    """The lines that go through a growing table from end to end."""
    return [
        line
        for line in plan.splitlines()
        if any(table in line for table in GROWING)
        and (line.startswith("SCAN") or line.endswith(BY_GOVERNMENT_ALONE))
    ]


def _explained(queries: Iterable[dict[str, str]]) -> list[str]:
    return [plan_of(query["sql"]) for query in queries if query["sql"].startswith("SELECT")]


def test_filing_a_request_walks_through_no_growing_table(house: House) -> None:
    draft = house.draft()
    with CaptureQueriesContext(connection) as seen:
        file_request(draft_id=draft, actor=house.actor("Siti"), at=NOON, key=new_key())
    plans = _explained(seen)
    assert plans
    assert [line for plan in plans for line in walks(plan)] == []


def test_filing_where_an_agenda_is_kept_walks_through_none_either(house: House) -> None:
    provide_papers(GovernmentRow.objects.get(pk=house.government), at=NOON)
    test_filing_a_request_walks_through_no_growing_table(house)
    for statement in (_COUNT_ON, _LOOK):  # on the driver's own connection, so not among the seen
        plan = plan_of(statement.replace("%s", "1"))
        assert "SCAN" not in plan, plan


def test_a_walk_through_the_cases_of_a_government_is_seen(house: House) -> None:
    numbered = "SELECT 1 FROM store_caserow WHERE government_id = 1 AND number = '001/PA'"
    assert len(walks(plan_of(numbered))) == 1
    assert walks(plan_of(f"{numbered} AND NOT (number = '')")) == []


def test_the_deadlines_an_act_has_moved_are_found_by_the_act(house: House) -> None:
    house.file()
    change(house, add_days(TOMORROW))
    with house.scope(), CaptureQueriesContext(connection) as seen:
        assert len(find_moved(newest_act(house).seq).lines) == 1
    (read,) = [query["sql"] for query in seen if "deadlinechangerow" in query["sql"]]
    assert "deadline_change_of_act" in plan_of(read)
