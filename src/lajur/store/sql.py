"""The hot path's way to the database: a few fixed statements on the driver's own connection.

Used inside Django's `atomic`, for what every act on a case reads and writes; everything else uses
the ORM, which costs three times as much. On PostgreSQL a batch is one round trip of prepared
statements; on SQLite it is a loop.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection

Statement = tuple[str, Sequence[object]]  # with %s for each parameter
Answer = tuple[int, list[tuple[Any, ...]]]  # rows affected, and the rows it gives


def run(batch: Sequence[Statement]) -> list[Answer]:
    """Run the statements in order, in the transaction that is open."""
    with connection.wrap_database_errors:
        return _RUNNERS[connection.vendor](connection.connection, batch)


def moment(at: datetime) -> object:
    """An aware moment as a parameter, written as Django writes it."""
    if connection.vendor == "postgresql":
        return at
    return str(at.astimezone(UTC).replace(tzinfo=None))


def as_moment(value: Any) -> datetime:
    """A moment as a row gives it (SQLite: naive, in UTC), aware."""
    at: datetime = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


def rows_of(count: int, columns: int) -> str:
    """The VALUES of `count` rows."""
    row = f"({', '.join(['%s'] * columns)})"
    return ", ".join([row] * count)


_qmarks: dict[str, str] = {}  # SQLite's spelling of each statement


def _on_sqlite(raw: Any, batch: Sequence[Statement]) -> list[Answer]:
    answers: list[Answer] = []
    for sql, params in batch:
        spelled = _qmarks.get(sql)
        if spelled is None:
            spelled = _qmarks[sql] = sql.replace("%s", "?")
        cursor = raw.execute(spelled, params)
        answers.append((cursor.rowcount, cursor.fetchall()))
    return answers


def _on_postgresql(raw: Any, batch: Sequence[Statement]) -> list[Answer]:
    from psycopg import Cursor

    raw.prepare_threshold = 2  # Django's own cursors bind on the client and never prepare
    with raw.pipeline():
        cursors = [Cursor(raw).execute(sql, params) for sql, params in batch]
    return [
        (cursor.rowcount, cursor.fetchall() if cursor.description else []) for cursor in cursors
    ]


_RUNNERS: dict[str, Callable[[Any, Sequence[Statement]], list[Answer]]] = {
    "sqlite": _on_sqlite,
    "postgresql": _on_postgresql,
}
