"""The SQL of the tray: a merge of the actor's lanes by due order, a page at a time.

Each lane is read in the order of its own partial index and stops after a page, so that the cost
does not grow with the number of open cases. The ORM can say this, at three times the cost of the
statement itself. Only fixed words are put together here; every value is a parameter.
"""

# ruff: noqa: S608

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from lajur.store.sql import moment

Params = list[Any]

FIELDS = (
    "w.id, w.case_id, w.number, w.step, w.kind, w.lane, w.state, w.owner_id, w.visit,"
    " w.paused_at, w.due_at, c.number, c.title, c.version, r.id, r.digest, u.name, p.name,"
    " w.opened_at, w.started_at, c.marking -> 'durations'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A piece of a WHERE clause with its parameters."""

    sql: str
    params: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """After which row a page begins: the last row of the page before."""

    due: datetime | None  # aware, UTC; None: among those without a due time
    id: int


def page(
    branches: Sequence[Condition], where: Sequence[Condition], after: Cursor | None, size: int
) -> list[tuple[Any, ...]]:
    """Up to `size` rows of FIELDS in due order, those without a due time last."""
    inner, params = _merged(branches, where, after, size)
    sql = (
        f"SELECT {FIELDS} FROM (SELECT id AS id0, due_at AS due0 FROM ({inner}) AS every_lane"
        " ORDER BY due_at IS NULL, due_at, id LIMIT %s) AS page"
        " JOIN store_workitemrow w ON w.id = page.id0 JOIN store_caserow c ON c.id = w.case_id"
        " JOIN store_unitrow u ON u.id = c.agency_id"
        " JOIN store_procedurerow r ON r.id = c.procedure_id"
        " LEFT JOIN store_personrow p ON p.id = w.owner_id"
        " ORDER BY page.due0 IS NULL, page.due0, page.id0"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, size])
        return list(cursor.fetchall())


def nearest(
    branches: Sequence[Condition], where: Sequence[Condition], size: int, *, latest: bool = False
) -> list[int]:
    """Ids of up to `size` rows in due order, or with `latest` against it; each row once."""
    order = "due_at DESC, id DESC" if latest else "due_at, id"
    parts: list[str] = []
    params: Params = []
    for branch in branches:
        sql, given = _all_of((branch, *where))
        parts.append(f"SELECT * FROM (SELECT id, due_at {sql} ORDER BY {order} LIMIT %s) AS lane")
        params += [*given, size]
    lanes = " UNION ".join(parts)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM ({lanes}) AS lanes ORDER BY {order} LIMIT %s", [*params, size]
        )
        return [row_id for (row_id,) in cursor.fetchall()]


def counts(asked: Sequence[tuple[Sequence[Condition], Sequence[Condition], int]]) -> list[int]:
    """How many open items each (branches, where, cap) finds, in one statement.

    A count stops one above its cap: nobody reads the difference between 10,000 and 10,001.
    """
    parts: list[str] = []
    params: Params = []
    for branches, where, cap in asked:
        lanes = []
        for branch in branches:
            sql, given = _all_of((branch, *where))
            lanes.append(f"SELECT * FROM (SELECT 1 AS one {sql} LIMIT %s) AS lane")
            params += [*given, cap + 1]
        parts.append(f"(SELECT count(*) FROM ({' UNION ALL '.join(lanes)}) AS lanes)")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        return [int(found) for found in cursor.fetchone()]


def _merged(
    branches: Sequence[Condition], where: Sequence[Condition], after: Cursor | None, size: int
) -> tuple[str, Params]:
    """The first `size` of every lane, dated and undated apart: SQLite's index puts NULL first."""
    parts: list[str] = []
    params: Params = []
    for branch in branches:
        for place in _places(after):
            sql, given = _all_of((branch, *where, place))
            parts.append(
                f"SELECT * FROM (SELECT id, due_at {sql} ORDER BY due_at, id LIMIT %s) AS lane"
            )
            params += [*given, size]
    return " UNION ALL ".join(parts), params


def _places(after: Cursor | None) -> list[Condition]:
    undated = Condition(sql="due_at IS NULL")
    if after is None:
        return [Condition(sql="due_at IS NOT NULL"), undated]
    if after.due is None:
        return [Condition(sql="due_at IS NULL AND id > %s", params=(after.id,))]
    return [
        Condition(sql="(due_at, id) > (%s, %s)", params=(moment(after.due), after.id)),
        undated,
    ]


def _all_of(conditions: Sequence[Condition]) -> tuple[str, Params]:
    sql = " AND ".join(condition.sql for condition in conditions)
    params = [value for condition in conditions for value in condition.params]
    return f"FROM store_workitemrow WHERE closed_at IS NULL AND {sql}", params


def bindings(government: int, positions: Sequence[int]) -> list[tuple[Any, ...]]:
    """(procedure key, lane, kind of the position's unit, active version's id, digest, position)."""
    marks = ", ".join(["%s"] * len(positions))
    sql = (
        "SELECT b.procedure_key, b.lane, u.kind, r.id, r.digest, b.position_id"
        " FROM store_lanebindingrow b"
        " JOIN store_positionrow p ON p.id = b.position_id AND p.active"
        " JOIN store_unitrow u ON u.id = p.unit_id"
        " LEFT JOIN store_procedurerow r"
        " ON r.government_id = b.government_id AND r.key = b.procedure_key AND r.active"
        f" WHERE b.government_id = %s AND b.position_id IN ({marks})"
        " ORDER BY b.procedure_key, b.lane, u.kind"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [government, *positions])
        return list(cursor.fetchall())


def search(text: str) -> Condition:
    """Whether the number, the title or the agency's name has the text in it, in either case."""
    escaped = text.upper().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    like = "UPPER({}) LIKE %s ESCAPE '\\'"
    fields = " OR ".join(like.format(name) for name in ("c.number", "c.title", "u.name"))
    sql = (
        "EXISTS (SELECT 1 FROM store_caserow c JOIN store_unitrow u ON u.id = c.agency_id"
        f" WHERE c.id = case_id AND ({fields}))"
    )
    return Condition(sql=sql, params=(f"%{escaped}%",) * 3)
