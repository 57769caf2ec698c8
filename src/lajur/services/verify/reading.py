"""Reading everything about cases, a few thousand at a time, in the order of their ids."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

BATCH = 2_000  # cases

Row = tuple[Any, ...]

# `data`, `by` and JSON columns come as text, so that nothing is parsed twice.
_CASES = (
    'SELECT id, government_id, seq, head, state, "end", {marking}, procedure_id, number, code,'
    " service, title, agency_id, applicant_id, parent_id, parent_item, closed_at"
    " FROM store_caserow WHERE id > %s ORDER BY id LIMIT %s"
)
_EVENTS = (
    "SELECT case_id, seq, government_id, kind, {data}, {by}, at, text, salt, text_digest, hash"
    " FROM store_eventrow WHERE case_id BETWEEN %s AND %s ORDER BY case_id, seq"
)
_ITEMS = (
    "SELECT case_id, number, step, kind, lane, state, owner_id, visit, opened_at, parent,"
    " {pending}, closed_at, government_id, due_at, paused_at, started_at"
    " FROM store_workitemrow WHERE case_id BETWEEN %s AND %s ORDER BY case_id, number"
)
_DOCUMENTS = (
    "SELECT d.case_id, d.item, d.version, d.text, f.digest FROM store_documentrow d"
    " LEFT JOIN store_filerow f ON f.id = d.file_id"
    " WHERE d.case_id BETWEEN %s AND %s ORDER BY d.case_id, d.id"
)
_OUTBOX = (
    "SELECT case_id, MAX(seq) FROM store_outboxrow WHERE case_id BETWEEN %s AND %s GROUP BY case_id"
)


@dataclass(frozen=True, slots=True)
class Dossier:
    """Every row of one case."""

    case: Row
    events: list[Row]
    items: list[Row]
    documents: list[Row]
    announced: int  # the last event the outbox knows


def dossiers() -> Iterator[Dossier]:
    """Every case of every government."""
    last = 0
    while cases := query(_CASES, (last, BATCH)):
        between = cases[0][0], cases[-1][0]
        last = cases[-1][0]
        events = _by_case(query(_EVENTS, between))
        items = _by_case(query(_ITEMS, between))
        documents = _by_case(query(_DOCUMENTS, between))
        announced: dict[int, int] = dict(query(_OUTBOX, between))
        for case in cases:
            key = case[0]
            yield Dossier(case, events[key], items[key], documents[key], announced.get(key, 0))


@contextmanager
def one_picture() -> Iterator[None]:
    """Read for the block as everything stood at its beginning; writers go on."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        else:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def query(sql: str, params: Sequence[Any] = ()) -> list[Row]:
    """Rows of a statement in which {column} stands for a JSON column as text."""
    cast = "{}::text" if connection.vendor == "postgresql" else "{}"
    for column in ("marking", "data", "by", "pending", "heads"):
        spelled = '"by"' if column == "by" else column
        sql = sql.replace(f"{{{column}}}", cast.format(spelled))
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _by_case(rows: list[Row]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found
