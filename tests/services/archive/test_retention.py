"""The retention schedule: what is over is read by index, and a changed line moves its cases."""

import pytest
from django.db import connection

from lajur.core.archive.retention import Disposal
from lajur.core.refusals import Refusal
from lajur.queries.archive.schedule import over_counts, over_page
from lajur.services.archive.refusals import (
    RetentionCodeTaken,
    StillKept,
)
from lajur.services.archive.retention import (
    LineDetails,
    add_line,
    change_line,
)
from lajur.store.models import (
    ArchiveRow,
    CaseRow,
    RetentionRow,
)
from tests.services.archive.closed import Closed
from tests.services.archive.destroying import LATER, propose
from tests.services.house import NOON, new_key


def test_the_list_of_what_is_over_is_read_page_by_page(filed: Closed) -> None:
    house = filed.house
    with house.scope():
        line = RetentionRow.objects.get(for_cases=True)
        row = ArchiveRow.objects.get()
        case = CaseRow.objects.get()
        for number in range(60):
            case.pk, case.number = None, f"{number}/LAMA"
            case.save(force_insert=True)
            row.pk, row.case, row.dossier = None, case, None
            row.save(force_insert=True)
        today = LATER.date()
        first = over_page(line.pk, today=today)
        second = over_page(line.pk, today=today, after=first.next)
        assert (len(first.cases), len(second.cases), second.next) == (50, 11, "")
        assert not {one.case_id for one in first.cases} & {one.case_id for one in second.cases}
        assert {count.line.schedule.code: count.count for count in over_counts(today=today)} == {
            "500.12": 61,
            "000.8.3.3": 0,
        }
        for cursor in ("x", "2026-01-01", "2026-13-01.4", ".", "9.9" * 20):
            assert len(over_page(line.pk, today=today, after=cursor).cases) == 50


def test_the_schedule_is_read_by_index(filed: Closed) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the plan of an empty table says nothing on PostgreSQL")
    with filed.house.scope():
        plan = (
            ArchiveRow.objects.filter(
                retention=1, destruction__isnull=True, closed_on__lte=LATER.date()
            )
            .order_by("closed_on", "id")[:50]
            .explain()
        )
    assert "archive_by_age" in plan
    assert "TEMP B-TREE" not in plan


def test_a_changed_line_moves_the_cases_under_it(filed: Closed) -> None:
    house = filed.house
    from lajur.queries.archive.schedule import find_line

    with house.scope():
        line = find_line(RetentionRow.objects.get(for_cases=True).pk)
        change_line(
            line_id=line.id,
            details=LineDetails(
                code="500.12.16",
                title="Aplikasi",
                active_years=10,
                inactive_years=10,
                disposal=Disposal.DESTROY,
            ),
            seen=line.seen,
            actor=house.actor("Sari"),
            at=NOON,
            key=new_key(),
        )
    with pytest.raises(StillKept):
        propose(filed)
    with house.scope(), pytest.raises(Refusal):
        change_line(
            line_id=line.id,
            details=LineDetails(
                code="x", title="x", active_years=1, inactive_years=1, disposal=Disposal.DESTROY
            ),
            seen=line.seen,
            actor=house.actor("Sari"),
            at=NOON,
            key=new_key(),
        )


def test_a_classification_has_one_line(filed: Closed) -> None:
    details = LineDetails(
        code="000.8.3.3", title="SOP", active_years=1, inactive_years=1, disposal=Disposal.DESTROY
    )
    with filed.house.scope(), pytest.raises(RetentionCodeTaken):
        add_line(details=details, actor=filed.house.actor("Sari"), at=NOON, key=new_key())
