"""Deadlines from rows: what a case's ledger says, and the open work of a government in bulk."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from lajur.core.engine.case import WorkKind
from lajur.core.engine.deadlines import Counting, counting_of
from lajur.core.engine.events import AnyEvent
from lajur.core.engine.ledger import PAUSING, TELLING, Ledger, TimeSet, WorkTimes, ledger_of
from lajur.core.engine.mapping import acting_from_dict, durations_from_dict
from lajur.core.procedure.definition import Procedure
from lajur.store import mapping, procedures
from lajur.store.sql import as_moment, run

BATCH = 1_000  # cases read at a time

_TELLING = ", ".join(f"'{kind}'" for kind in sorted(TELLING))
_PAUSING = ", ".join(f"'{kind}'" for kind in sorted(PAUSING))
# Only names of our own classes are put in; every value is a parameter.
_EVENTS = (
    'SELECT kind, data, "by", at, text FROM store_eventrow'  # noqa: S608
    f" WHERE case_id = %s AND kind IN ({_TELLING}) ORDER BY seq"
)
_CASES = (
    "SELECT c.id, c.marking, c.procedure_id, p.digest FROM store_caserow c"
    " JOIN store_procedurerow p ON p.id = c.procedure_id"
    " WHERE c.government_id = %s AND c.state = 'open' AND c.id > %s ORDER BY c.id LIMIT %s"
)
_ITEMS = (
    "SELECT w.id, w.case_id, w.number, w.step, w.kind, w.visit, w.parent, w.opened_at,"
    " w.started_at, w.due_at, w.paused_at FROM store_workitemrow w"
    " JOIN store_caserow c ON c.id = w.case_id WHERE c.government_id = %s AND c.state = 'open'"
    " AND c.id BETWEEN %s AND %s AND w.closed_at IS NULL ORDER BY w.case_id, w.number"
)
_PAUSED = (
    "SELECT DISTINCT e.case_id FROM store_eventrow e JOIN store_caserow c ON c.id = e.case_id"  # noqa: S608
    " WHERE c.government_id = %s AND c.state = 'open' AND c.id BETWEEN %s AND %s"
    f" AND e.kind IN ({_PAUSING})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """An open work item: what its row keeps, and what its deadline is derived from."""

    id: int  # WorkItemRow
    case_id: int
    number: int
    due_at: datetime | None  # as kept
    counting: Counting | None  # None: it has no deadline


def ledger(case_id: int, *, then: Iterable[AnyEvent] = ()) -> Ledger:
    """The ledger of a case, from its journal and what is about to be added to it."""
    ((_, rows),) = run([(_EVENTS, (case_id,))])
    return ledger_of([*map(_event, rows), *then])


def _event(row: Sequence[Any]) -> AnyEvent:
    kind, data, by, at, text = row
    return mapping.to_event(
        kind,
        mapping.loads(data),
        by=acting_from_dict(mapping.loads(by)),
        at=as_moment(at),
        text=text,
    )


def open_work(government: int) -> Iterator[OpenWork]:
    """All open work of a government, by case; a few statements for every thousand cases.

    The journal is read only where a clock has stood still or a budget is shared by visits.
    """
    after = 0
    while True:
        ((_, cases),) = run([(_CASES, (government, after, BATCH))])
        if not cases:
            return
        yield from _of_cases(government, cases)
        after = cases[-1][0]


def _of_cases(government: int, cases: list[tuple[Any, ...]]) -> Iterator[OpenWork]:
    span = government, cases[0][0], cases[-1][0]
    (_, items), (_, paused) = run([(_ITEMS, span), (_PAUSED, span)])
    stood = {case_id for (case_id,) in paused}
    known = {row[0]: row for row in cases}
    for case_id, rows in groupby(items, key=lambda row: row[1]):
        if case_id not in known:  # opened since
            continue
        _, marking, version, digest = known[case_id]
        procedure = procedures.parsed(version, digest, government=government)
        yield from _of_case(procedure, mapping.loads(marking), list(rows), stood=case_id in stood)


def _of_case(
    procedure: Procedure, marking: Mapping[str, Any], rows: list[tuple[Any, ...]], *, stood: bool
) -> Iterator[OpenWork]:
    again = any(row[5] > 1 and procedure.steps[row[3]].standard_time.cumulative for row in rows)
    times = ledger(rows[0][1]) if stood or again else _of_rows(marking, rows)
    for row in rows:
        yield OpenWork(
            id=row[0],
            case_id=row[1],
            number=row[2],
            due_at=None if row[9] is None else as_moment(row[9]),
            counting=counting_of(times, row[2], procedure),
        )


def _of_rows(marking: Mapping[str, Any], rows: Iterable[tuple[Any, ...]]) -> Ledger:
    """The ledger of open work whose clock has never stood still: its rows say it all."""
    work = {
        number: WorkTimes(
            number=number,
            step=step,
            kind=WorkKind(kind),
            visit=visit,
            parent=parent,
            opened_at=as_moment(opened),
            started_at=None if started is None else as_moment(started),
        )
        for _, _, number, step, kind, visit, parent, opened, started, *_ in rows
    }
    return Ledger(work=work, set_times=_set_times(marking, work.values()))


def _set_times(
    marking: Mapping[str, Any], work: Collection[WorkTimes]
) -> Mapping[str, tuple[TimeSet, ...]]:
    """The variable times as they stand now; how they came to stand so is the journal's."""
    if not marking["durations"]:
        return {}
    first = min(one.opened_at for one in work)
    return {
        step: (TimeSet(duration=duration, at=first, by="", reason=""),)
        for step, duration in durations_from_dict(marking["durations"]).items()
    }
