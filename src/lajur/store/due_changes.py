"""Deadlines that a change of the calendar moves, written many at a time.

In SQL of our own: the ORM takes three times as long, and other acts of the office wait meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from lajur.store.sql import moment

_ON_SQLITE = (
    "UPDATE store_workitemrow SET due_at = %s WHERE id = %s",
    "INSERT INTO store_deadlinechangerow (government_id, act, case_id, number, old, new, at)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)",
)
_ON_POSTGRESQL = (
    "UPDATE store_workitemrow AS w SET due_at = n.due"
    " FROM unnest(%s::bigint[], %s::timestamptz[]) AS n (id, due) WHERE w.id = n.id",
    "INSERT INTO store_deadlinechangerow (government_id, act, case_id, number, old, new, at)"
    " SELECT %s, %s, n.case_id, n.number, n.old, n.new, %s FROM"
    " unnest(%s::bigint[], %s::int[], %s::timestamptz[], %s::timestamptz[])"
    " AS n (case_id, number, old, new)",
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


def write(changes: Sequence[DueChange], *, government: int, act: int, at: datetime) -> None:
    """Keep the new due times, and that they were moved by act `act` of the office journal."""
    if connection.vendor == "sqlite":
        _write_sqlite(changes, government, act, at)
    else:
        _write_postgresql(changes, government, act, at)


def _write_sqlite(changes: Sequence[DueChange], government: int, act: int, at: datetime) -> None:
    update, insert = _ON_SQLITE
    now = _written(at)
    moved = [
        (one, None if one.old is None else _written(one.old), _written(one.new)) for one in changes
    ]
    with connection.cursor() as cursor:
        cursor.executemany(update, [(new, one.item) for one, _, new in moved])
        cursor.executemany(
            insert,
            [(government, act, one.case_id, one.number, old, new, now) for one, old, new in moved],
        )


def _write_postgresql(
    changes: Sequence[DueChange], government: int, act: int, at: datetime
) -> None:
    update, insert = _ON_POSTGRESQL
    new = [one.new for one in changes]
    cases, numbers = [one.case_id for one in changes], [one.number for one in changes]
    with connection.cursor() as cursor:
        cursor.execute(update, [[one.item for one in changes], new])
        cursor.execute(
            insert, [government, act, at, cases, numbers, [one.old for one in changes], new]
        )


def _written(at: datetime) -> str:
    return str(moment(at))
