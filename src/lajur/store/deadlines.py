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
TOGETHER = 100  # journals read by one statement

_TELLING = ", ".join(f"'{kind}'" for kind in sorted(TELLING))
_PAUSING = ", ".join(f"'{kind}'" for kind in sorted(PAUSING))
# Only names of our own classes are put in; every value is a parameter.
_EVENTS = (
    'SELECT kind, data, "by", at, text FROM store_eventrow'  # noqa: S608
    f" WHERE case_id = %s AND kind IN ({_TELLING}) ORDER BY seq"
)
_JOURNALS = (
    'SELECT case_id, kind, data, "by", at, text FROM store_eventrow'  # noqa: S608
    f" WHERE case_id IN ({', '.join(['%s'] * TOGETHER)}) AND kind IN ({_TELLING})"
    " ORDER BY case_id, seq"
)
_CASE = (
    "SELECT c.id, c.version, c.marking, c.procedure_id, p.digest FROM store_caserow c"
    " JOIN store_procedurerow p ON p.id = c.procedure_id"
    " WHERE c.government_id = %s AND c.state = 'open'"
)
_CASES = f"{_CASE} AND c.id > %s ORDER BY c.id LIMIT %s"
_ONE_CASE = f"{_CASE} AND c.id = %s"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """An open case as it was at a version, or a later one: the version is read first."""

    id: int
    version: int
    work: Sequence[OpenWork]  # none: it was closed meanwhile


def ledger(case_id: int, *, then: Iterable[AnyEvent] = ()) -> Ledger:
    """The ledger of a case, from its journal and what is about to be added to it."""
    ((_, rows),) = run([(_EVENTS, (case_id,))])
    return ledger_of([*map(_event, rows), *then])


def ledgers(case_ids: Sequence[int]) -> Mapping[int, Ledger]:
    """The ledger of each of these cases, from its journal."""
    events: dict[int, list[AnyEvent]] = {case_id: [] for case_id in case_ids}
    for start in range(0, len(case_ids), TOGETHER):
        some = list(case_ids[start : start + TOGETHER])
        some += some[:1] * (TOGETHER - len(some))  # one statement, prepared once
        ((_, rows),) = run([(_JOURNALS, some)])
        for case_id, *row in rows:
            events[case_id].append(_event(row))
    return {case_id: ledger_of(found) for case_id, found in events.items()}


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
    """All open work of a government, by case."""
    for case in open_cases(government):
        yield from case.work


def open_cases(government: int) -> Iterator[OpenCase]:
    """All open cases of a government; a few statements for every thousand of them.

    The journal is read only where a clock has stood still or a budget is shared by visits.
    """
    after = 0
    while True:
        ((_, cases),) = run([(_CASES, (government, after, BATCH))])
        if not cases:
            return
        yield from _of_cases(government, cases)
        after = cases[-1][0]


def open_cases_anew(government: int, case_ids: Iterable[int]) -> Iterator[OpenCase]:
    """These cases, each read by itself; those that are not open are left out."""
    for case_id in case_ids:
        ((_, cases),) = run([(_ONE_CASE, (government, case_id))])
        if cases:
            yield from _of_cases(government, cases)


def _of_cases(government: int, cases: list[tuple[Any, ...]]) -> Iterator[OpenCase]:
    span = government, cases[0][0], cases[-1][0]
    (_, items), (_, paused) = run([(_ITEMS, span), (_PAUSED, span)])
    work = {case_id: list(rows) for case_id, rows in groupby(items, key=lambda row: row[1])}
    known = {  # neither opened nor closed since
        case_id: procedures.parsed(procedure, digest, government=government)
        for case_id, _, _, procedure, digest in cases
        if case_id in work
    }
    stood = {case_id for (case_id,) in paused}
    told = ledgers([one for one, by in known.items() if one in stood or _is_shared(by, work[one])])
    for case_id, version, marking, *_ in cases:
        found: Sequence[OpenWork] = ()
        if case_id in known:
            rows = work[case_id]
            times = told.get(case_id) or _of_rows(mapping.loads(marking), rows)
            found = tuple(_of_case(known[case_id], times, rows))
        yield OpenCase(id=case_id, version=version, work=found)


def _is_shared(procedure: Procedure, rows: Iterable[tuple[Any, ...]]) -> bool:
    """Whether visits share a budget, so that earlier ones count."""
    return any(row[5] > 1 and procedure.steps[row[3]].standard_time.cumulative for row in rows)


def _of_case(
    procedure: Procedure, times: Ledger, rows: Iterable[tuple[Any, ...]]
) -> Iterator[OpenWork]:
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
