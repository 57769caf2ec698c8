"""The hot path's way to the database: a few fixed statements on the driver's own connection.

Used inside Django's `atomic`, for what every act on a case reads and writes; everything else uses
the ORM, which costs three times as much. On PostgreSQL a batch is one round trip of prepared
statements; on SQLite it is a loop.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections

Statement = tuple[str, Sequence[object]]  # with %s for each parameter
Answer = tuple[int, list[tuple[Any, ...]]]  # rows affected, and the rows it gives


def run(batch: Sequence[Statement]) -> list[Answer]:
    """Run the statements in order, in the transaction that is open."""
    wrapper = connections[DEFAULT_DB_ALIAS]
    with wrapper.wrap_database_errors:
        return _RUNNERS[wrapper.vendor](wrapper.connection, batch)


def moment(at: datetime) -> object:
    """An aware moment as a parameter, written as Django writes it."""
    if connection.vendor == "postgresql":
        return at
    return str(at.astimezone(UTC).replace(tzinfo=None))


def as_moment(value: Any) -> datetime:
    """A moment as a row gives it (SQLite: naive, in UTC), aware."""
    at: datetime = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


_spelled: dict[str, str] = {}  # each statement as this database spells it


def _on_sqlite(raw: Any, batch: Sequence[Statement]) -> list[Answer]:
    answers: list[Answer] = []
    for sql, params in batch:
        cursor = raw.execute(_spelled.get(sql) or _spell(sql), params)
        answers.append((cursor.rowcount, cursor.fetchall()))
    return answers


def _on_postgresql(raw: Any, batch: Sequence[Statement]) -> list[Answer]:
    from lajur.store import postgresql  # psycopg need not be there for SQLite

    return postgresql.run(
        raw, [(_spelled.get(sql) or _spell(sql), params) for sql, params in batch]
    )


def _spell(sql: str) -> str:
    """Name the parameters: ?1, ?2 … or $1, $2 …"""
    sign = "$" if connection.vendor == "postgresql" else "?"
    first, *others = sql.split("%s")
    parts = (f"{sign}{number}{part}" for number, part in enumerate(others, start=1))
    spelled = _spelled[sql] = first + "".join(parts)
    return spelled


_RUNNERS: dict[str, Callable[[Any, Sequence[Statement]], list[Answer]]] = {
    "sqlite": _on_sqlite,
    "postgresql": _on_postgresql,
}
