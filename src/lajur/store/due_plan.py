"""Deadlines that a change of the calendar moves: worked out aside, then written at a stroke.

The plan stands in scratch tables of this connection. It is made while everybody works on; under the
lock only what has changed since is worked out again, and the plan is carried out in two statements.
So neither memory nor the time that others wait grows with how long the working out takes.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from lajur.store.sql import Statement, as_moment, moment, run

READ = 2_000  # rows of the plan read at a time

_DROP = ("DROP TABLE IF EXISTS plan_case", "DROP TABLE IF EXISTS plan_due")
_MAKE = (
    "CREATE TEMPORARY TABLE plan_case (case_id BIGINT PRIMARY KEY, version INTEGER NOT NULL,"
    " unmoved INTEGER NOT NULL)",
    "CREATE TEMPORARY TABLE plan_due (case_id BIGINT NOT NULL, number INTEGER NOT NULL,"
    " item BIGINT NOT NULL, old {moment}, new {moment} NOT NULL, PRIMARY KEY (case_id, number))",
)
_MOMENT = {"sqlite": "TEXT", "postgresql": "TIMESTAMPTZ"}
_ADD_CASE = "INSERT INTO plan_case (case_id, version, unmoved) VALUES (%s, %s, %s)"
_ADD_DUE = "INSERT INTO plan_due (case_id, number, item, old, new) VALUES (%s, %s, %s, %s, %s)"
# A case that has been worked on, or closed, since it was planned.
_FORGET = (
    "DELETE FROM plan_case WHERE NOT EXISTS (SELECT 1 FROM store_caserow c"
    " WHERE c.id = plan_case.case_id AND c.version = plan_case.version AND c.state = 'open')"
    " RETURNING case_id"
)
_FORGET_DUE = "DELETE FROM plan_due WHERE case_id = %s"
_UNPLANNED = (
    "SELECT c.id FROM store_caserow c WHERE c.government_id = %s AND c.state = 'open'"
    " AND NOT EXISTS (SELECT 1 FROM plan_case p WHERE p.case_id = c.id) ORDER BY c.id"
)
_COUNT = "SELECT COUNT(*), COUNT(CASE WHEN new < old THEN 1 END) FROM plan_due"
_UNMOVED = "SELECT COALESCE(SUM(unmoved), 0) FROM plan_case"
_FIRST = (
    "SELECT item, case_id, number, old, new FROM plan_due WHERE new < old"
    " ORDER BY case_id, number LIMIT %s"
)
_MOVE = (
    "UPDATE store_workitemrow SET due_at = p.new FROM plan_due p WHERE p.item ="
    " store_workitemrow.id"
)
_KEEP = (
    "INSERT INTO store_deadlinechangerow (government_id, act, case_id, number, old, new, at)"
    " SELECT g.id, %s, p.case_id, p.number, p.old, p.new, %s FROM plan_due p"
    " JOIN store_governmentrow g ON g.id = %s ORDER BY p.case_id, p.number"
)
_EARLIER = (
    "SELECT p.item, p.old, p.new, w.owner_id, w.appointed, w.lane, c.procedure_id,"
    " CASE WHEN w.agency_id IS NULL THEN NULL ELSE c.applicant_id END"
    " FROM plan_due p JOIN store_workitemrow w ON w.id = p.item"
    " JOIN store_caserow c ON c.id = p.case_id WHERE p.new < p.old ORDER BY p.case_id, p.number"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueChange:
    """One deadline before and after. Moments are aware."""

    item: int  # WorkItemRow
    case_id: int
    number: int
    old: datetime | None
    new: datetime

    @property
    def is_earlier(self) -> bool:
        return self.old is not None and self.new < self.old


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCase:
    """What a calendar makes of the deadlines of one case."""

    id: int
    version: int  # at which it was worked out
    changes: Sequence[DueChange]
    unmoved: int  # deadlines that stay


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A deadline of the plan that comes earlier, with those whose work it is."""

    item: int  # WorkItemRow
    old: datetime
    new: datetime
    owner: int | None
    appointed: str  # as WorkItemRow has it
    lane: str
    procedure: int  # ProcedureRow
    applicant: int | None  # of the work of an agency


@contextmanager
def scratch() -> Iterator[None]:
    """A blank plan for the block. Not within a transaction that others wait for."""
    _execute(_DROP)
    _execute([one.format(moment=_MOMENT[connection.vendor]) for one in _MAKE])
    try:
        yield
    finally:
        _execute(_DROP)


def add(cases: Iterable[PlannedCase]) -> None:
    """Put these into the plan; none of them may stand there yet."""
    statements: list[Statement] = []
    for case in cases:
        statements.append((_ADD_CASE, (case.id, case.version, case.unmoved)))
        statements.extend((_ADD_DUE, _values(one)) for one in case.changes)
    run(statements)


def forget_changed() -> None:
    """Take out the cases on which somebody has acted since they were planned."""
    ((_, gone),) = run([(_FORGET, ())])
    run([(_FORGET_DUE, row) for row in gone])


def unplanned(government: int) -> list[int]:
    """The open cases that are not in the plan."""
    ((_, rows),) = run([(_UNPLANNED, (government,))])
    return [case_id for (case_id,) in rows]


def counts() -> tuple[int, int, int]:
    """How many deadlines come later, come earlier, and stay."""
    (_, ((moved, earlier),)), (_, ((unmoved,),)) = run([(_COUNT, ()), (_UNMOVED, ())])
    return moved - earlier, earlier, int(unmoved)


def first_earlier(most: int) -> list[DueChange]:
    """The first that come earlier, by case."""
    ((_, rows),) = run([(_FIRST, (most,))])
    return [
        DueChange(item=item, case_id=case_id, number=number, old=as_moment(old), new=as_moment(new))
        for item, case_id, number, old, new in rows
    ]


def carry_out(*, government: int, act: int, at: datetime) -> None:
    """Write the deadlines, and that act `act` of the office journal has moved them."""
    run([(_MOVE, ()), (_KEEP, (act, moment(at), government))])


def earlier() -> Iterator[Earlier]:
    """Every deadline of the plan that comes earlier, by case."""
    with connection.cursor() as cursor:
        cursor.execute(_EARLIER)
        while rows := cursor.fetchmany(READ):
            for item, old, new, owner, appointed, lane, procedure, applicant in rows:
                yield Earlier(
                    item=item,
                    old=as_moment(old),
                    new=as_moment(new),
                    owner=owner,
                    appointed=appointed,
                    lane=lane,
                    procedure=procedure,
                    applicant=applicant,
                )


def _values(one: DueChange) -> tuple[Any, ...]:
    old = None if one.old is None else moment(one.old)
    return one.case_id, one.number, one.item, old, moment(one.new)


def _execute(statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
