"""Writing an act on SQLite: a statement per table, the guards first."""

from datetime import UTC, datetime
from typing import Any

from lajur.store.act_rows import ActRows, Overtaken

_GO_ON = (
    "UPDATE store_caserow SET version = version + 1, seq = ?, head = ?, marking = ?"
    " WHERE id = ? AND version = ?"
)
_END = (  # apart, since state and end are in indexes
    "UPDATE store_caserow SET version = version + 1, seq = ?, head = ?, marking = ?, state = ?,"
    ' "end" = ?, closed_at = COALESCE(closed_at, ?) WHERE id = ? AND version = ?'
)
_KEY = (
    "INSERT INTO store_idempotencyrow"
    " (government_id, person_id, action, key, fingerprint, answer, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
_CLOSE = (
    "UPDATE store_workitemrow SET state = ?, owner_id = ?, pending = NULL, paused_at = NULL,"
    " closed_at = ? WHERE case_id = ? AND number = ?"
)
_CHANGE = (
    "UPDATE store_workitemrow SET state = ?, owner_id = ?, pending = ?, appointed = ?, due_at = ?,"
    " paused_at = ?, started_at = ? WHERE case_id = ? AND number = ?"
)
_OPEN = (
    "INSERT INTO store_workitemrow"
    " (government_id, case_id, number, step, kind, lane, procedure_key, state, owner_id, visit,"
    " parent, agency_id, appointed, pending, opened_at, due_at, paused_at, started_at, closed_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_EVENT = (
    "INSERT INTO store_eventrow"
    ' (case_id, seq, government_id, kind, data, "by", at, text, salt, text_digest, hash)'
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_DOCUMENT = (
    "INSERT INTO store_documentrow"
    " (government_id, case_id, item, version, file_id, file_name, text, number, person_id,"
    " supplied_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_OUTBOX = (
    "INSERT INTO store_outboxrow (government_id, case_id, seq, created_at) VALUES (?, ?, ?, ?)"
)
_RELEASE = "DELETE FROM store_subdomainrow WHERE case_id = ?"


def write(raw: Any, rows: ActRows) -> None:
    """Write on the driver's connection, in the open transaction.

    Raises:
        Overtaken: a guard did not hold.
    """
    at = _moment(rows.at)
    _write_case(raw, rows, at)
    _write_key(raw, rows, at)
    _write_items(raw, rows, at)
    place, tenant = rows.case_id, rows.government
    raw.executemany(
        _EVENT,
        [
            (place, e.seq, tenant, e.kind, e.data, e.by, at, e.text, e.salt, e.text_digest, e.hash)
            for e in rows.events
        ],
    )
    if rows.documents:
        raw.executemany(
            _DOCUMENT,
            [
                (
                    tenant,
                    place,
                    d.item,
                    d.version,
                    d.file,
                    d.file_name,
                    d.text,
                    d.number,
                    d.person,
                    at,
                )
                for d in rows.documents
            ],
        )
    raw.execute(_OUTBOX, (tenant, place, rows.seq, at))
    if rows.releases:
        raw.execute(_RELEASE, (place,))


def _write_case(raw: Any, rows: ActRows, at: str) -> None:
    now = rows.seq, rows.head, rows.marking
    lock = rows.case_id, rows.version
    if rows.closes:
        cursor = raw.execute(_END, (*now, rows.state, rows.end, at, *lock))
    else:
        cursor = raw.execute(_GO_ON, (*now, *lock))
    if cursor.rowcount != 1:
        raise Overtaken


def _write_key(raw: Any, rows: ActRows, at: str) -> None:
    key = rows.key
    if key is None:
        return
    cursor = raw.execute(
        _KEY,
        (rows.government, key.person, key.action, key.key, key.fingerprint, key.answer, at),
    )
    if cursor.rowcount != 1:
        raise Overtaken


def _write_items(raw: Any, rows: ActRows, at: str) -> None:
    for item in rows.changed:
        if item.closed:
            raw.execute(_CLOSE, (item.state, item.owner, at, rows.case_id, item.number))
            continue
        what = item.state, item.owner, item.pending, item.appointed
        clock = _maybe(item.due_at), _maybe(item.paused_at), _maybe(item.started_at)
        raw.execute(_CHANGE, (*what, *clock, rows.case_id, item.number))
    for new in rows.opened:
        raw.execute(
            _OPEN,
            (
                rows.government,
                rows.case_id,
                new.number,
                new.step,
                new.kind,
                new.lane,
                rows.procedure_key,
                new.state,
                new.owner,
                new.visit,
                new.parent,
                new.agency,
                new.appointed,
                new.pending,
                at,
                _maybe(new.due_at),
                _maybe(new.paused_at),
                _maybe(new.started_at),
                at if new.closed else None,
            ),
        )


def _moment(at: datetime) -> str:
    """As Django writes it."""
    return str(at.astimezone(UTC).replace(tzinfo=None))


def _maybe(at: datetime | None) -> str | None:
    return None if at is None else _moment(at)
