"""The newest cases of an SOP: every finished visit with the office time it took, and what is open.

The rows of the work items say it all, unless a clock stood still, work was done on paper before it
was recorded, or a variable time was never begun: then the journal of the case is read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection

from lajur.core.engine.case import WorkKind
from lajur.core.engine.ledger import PAUSING, Ledger
from lajur.core.engine.spending import spent_of, verdict_of
from lajur.core.insight.heat import Visit
from lajur.core.procedure.definition import Procedure, StepId
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.deadlines import judges_handling
from lajur.core.worktime.judging import is_late
from lajur.core.worktime.standard import TimeKind
from lajur.store.calendars import calendar_at
from lajur.store.deadlines import ledgers
from lajur.store.models import CaseRow
from lajur.store.sql import as_moment, moment

NEWEST = 1_000  # cases looked at; a page must not cost more with every year

_PAUSING = ", ".join(f"'{kind}'" for kind in sorted(PAUSING))
_ITEMS = (
    "SELECT case_id, number, step, opened_at, started_at, due_at, closed_at"
    " FROM store_workitemrow WHERE case_id IN ({}) AND kind = 'step' AND state = 'completed'"
    " ORDER BY case_id, number"
)
_OPEN = (
    "SELECT step, COUNT(*), COUNT(CASE WHEN due_at < %s AND paused_at IS NULL THEN 1 END)"
    " FROM store_workitemrow WHERE case_id IN ({}) AND closed_at IS NULL AND kind = 'step'"
    " GROUP BY step"
)
# Only names of our own classes are put in.
_TOLD_BY_JOURNAL = (
    "SELECT DISTINCT case_id FROM store_eventrow WHERE case_id IN ({})"  # noqa: S608
    f" AND (kind IN ({_PAUSING})"
    " OR kind = 'WorkItemCompleted' AND data ->> 'done_at' IS NOT NULL)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """By which calendar finished work is judged: that of the day it was finished."""

    government: int
    version: int  # of today's calendar
    zone: str

    def calendar(self, at: datetime | None = None) -> OfficeCalendar:
        return calendar_at(self.government, self.version, self.zone, at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The newest cases of a period."""

    cases: Mapping[int, Procedure]  # by CaseRow id: the version it runs under
    has_more: bool  # older ones are in the period too, and were left out


def newest(versions: Mapping[int, Procedure], *, since: datetime | None) -> Sample:
    """The newest cases filed since a moment (aware; None: ever); `versions` by ProcedureRow id."""
    rows = CaseRow.objects.filter(procedure__in=list(versions))
    if since is not None:
        rows = rows.filter(opened_at__gte=since)
    found = list(rows.order_by("-pk").values_list("pk", "procedure_id")[: NEWEST + 1])
    return Sample(
        cases={case: versions[procedure] for case, procedure in found[:NEWEST]},
        has_more=len(found) > NEWEST,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenNow:
    """The work of a step that is open at this moment."""

    count: int = 0
    late: int = 0


def open_now(sample: Sample, *, at: datetime) -> Mapping[StepId, OpenNow]:
    """The open work of these cases at `at` (aware), by step."""
    if not sample.cases:
        return {}
    rows = _rows(_OPEN, sample.cases, moment(at))
    return {step: OpenNow(count=count, late=late) for step, count, late in rows}


def visits(sample: Sample, office: Office, *, at: datetime) -> list[Visit]:
    """Every finished visit of a step in these cases; `at` (aware) is now."""
    if not sample.cases:
        return []
    told = {case for (case,) in _rows(_TOLD_BY_JOURNAL, sample.cases)}
    found: list[Visit] = []
    for case, items in groupby(_rows(_ITEMS, sample.cases), key=itemgetter(0)):
        rows, procedure = list(items), sample.cases[case]
        if case not in told and _say_it_all(rows, procedure):
            found += (_of_row(row, procedure, office) for row in rows)
        else:
            told.add(case)
    for case, ledger in ledgers(sorted(told)).items():
        found += _of_ledger(ledger, sample.cases[case], office, at)
    return found


def _rows(sql: str, cases: Iterable[int], *before: Any) -> Sequence[tuple[Any, ...]]:
    ids = list(cases)
    with connection.cursor() as cursor:
        cursor.execute(sql.format(", ".join(["%s"] * len(ids))), [*before, *ids])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _say_it_all(rows: Iterable[tuple[Any, ...]], procedure: Procedure) -> bool:
    """Whether no variable time was left unbegun: its unit, and so its verdict, is the journal's."""
    return not any(
        due is not None
        and started is None
        and procedure.steps[step].standard_time.kind is TimeKind.VARIABLE
        for _, _, step, _, started, due, _ in rows
    )


def _of_row(row: tuple[Any, ...], procedure: Procedure, office: Office) -> Visit:
    _, _, step, opened, started, due, closed = row
    end, came = as_moment(closed), as_moment(opened)
    calendar = office.calendar(end)
    begun = end if started is None else as_moment(started)
    waiting, handling = calendar.minutes_between(came, begun), calendar.minutes_between(begun, end)
    return Visit(
        step=step,
        taken=waiting + handling,
        handling=None if started is None else handling,
        late=is_late(as_moment(due), end) if due and _is_judged(row, procedure) else None,
    )


def _is_judged(row: tuple[Any, ...], procedure: Procedure) -> bool:
    """Minutes and hours are judged only where somebody took the work in hand."""
    limit = procedure.steps[row[2]].standard_time.limit
    return row[4] is not None or limit is None or not judges_handling(limit)


def _of_ledger(
    ledger: Ledger, procedure: Procedure, office: Office, at: datetime
) -> Iterator[Visit]:
    for work in ledger.work.values():
        if work.kind is not WorkKind.STEP or work.closed_at is None or work.called_off:
            continue
        calendar = office.calendar(work.closed_at)
        spent = spent_of(work, calendar, at=at)
        verdict = verdict_of(ledger, work.number, procedure, calendar)
        yield Visit(
            step=work.step,
            taken=spent.waiting + (spent.handling or 0),
            handling=spent.handling,
            late=None if verdict is None else verdict.late,
        )
