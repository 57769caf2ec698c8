"""Writing an act on PostgreSQL: one prepared statement, so one round trip.

Every part of the statement takes its rows from the update of the case: when that finds another
version, nothing at all is written. Rows travel as JSON, so that the statement is always the same.
"""

import re
from collections.abc import Iterable
from typing import Any

import orjson

from lajur.store.act_rows import ActRows, Key, Overtaken
from lajur.store.postgresql import Statement, run

_NAMED_ACT = """
WITH c AS (
  UPDATE store_caserow SET version = version + 1, seq = %(seq)s, head = %(head)s,
    marking = %(marking)s, state = %(state)s, "end" = %(end)s,
    closed_at = COALESCE(closed_at, %(closed_at)s)
  WHERE id = %(case)s AND version = %(version)s
  RETURNING id, government_id
), k AS (
  INSERT INTO store_idempotencyrow
    (government_id, person_id, action, key, fingerprint, answer, at)
  SELECT c.government_id, %(person)s::bigint, %(action)s, %(key)s, %(fingerprint)s,
    %(answer)s::jsonb, %(at)s::timestamptz
  FROM c WHERE %(person)s::bigint IS NOT NULL
  ON CONFLICT DO NOTHING RETURNING id
), changed AS (
  UPDATE store_workitemrow w SET state = v.state, owner_id = v.owner,
    pending = v.pending, paused_at = v.paused_at,
    appointed = CASE WHEN v.closed THEN w.appointed ELSE v.appointed END,
    due_at = CASE WHEN v.closed THEN w.due_at ELSE v.due_at END,
    started_at = CASE WHEN v.closed THEN w.started_at ELSE v.started_at END,
    closed_at = CASE WHEN v.closed THEN %(at)s::timestamptz END
  FROM c, jsonb_to_recordset(%(changed)s::jsonb) AS v (
    number integer, state text, owner bigint, closed boolean, pending jsonb, appointed text,
    due_at timestamptz, paused_at timestamptz, started_at timestamptz)
  WHERE w.case_id = c.id AND w.number = v.number
), opened AS (
  INSERT INTO store_workitemrow
    (government_id, case_id, number, step, kind, lane, procedure_key, state, owner_id, visit,
     parent, agency_id, appointed, pending, opened_at, due_at, paused_at,
     started_at, closed_at)
  SELECT c.government_id, c.id, v.number, v.step, v.kind, v.lane, %(procedure)s, v.state, v.owner,
    v.visit, v.parent, v.agency, v.appointed, v.pending, %(at)s::timestamptz, v.due_at,
    v.paused_at, v.started_at, CASE WHEN v.closed THEN %(at)s::timestamptz END
  FROM c, jsonb_to_recordset(%(opened)s::jsonb) AS v (
    number integer, step text, kind text, lane text, state text, owner bigint, visit integer,
    parent integer, agency bigint, appointed text, pending jsonb, due_at timestamptz,
    paused_at timestamptz, started_at timestamptz, closed boolean)
), events AS (
  INSERT INTO store_eventrow
    (case_id, seq, government_id, kind, data, "by", at, text, salt, text_digest, hash)
  SELECT c.id, v.seq, c.government_id, v.kind, v.data, v."by", %(at)s::timestamptz, v.text, v.salt,
    v.text_digest, v.hash
  FROM c, jsonb_to_recordset(%(events)s::jsonb) AS v (
    seq integer, kind text, data jsonb, "by" jsonb, text text, salt text, text_digest text,
    hash text)
), documents AS (
  INSERT INTO store_documentrow
    (government_id, case_id, item, version, file_id, file_name, text, number, person_id,
     supplied_at)
  SELECT c.government_id, c.id, v.item, v.version, v.file, v.file_name, v.text, v.number, v.person,
    %(at)s::timestamptz
  FROM c, jsonb_to_recordset(%(documents)s::jsonb) AS v (
    item text, version integer, file bigint, file_name text, text text, number integer,
    person bigint)
), outbox AS (
  INSERT INTO store_outboxrow (government_id, case_id, seq, created_at)
  SELECT c.government_id, c.id, %(seq)s::integer, %(at)s::timestamptz FROM c
)
SELECT (SELECT count(*) FROM c), (SELECT count(*) FROM k)
"""
_RELEASE = "DELETE FROM store_subdomainrow WHERE case_id = $1"


def numbered(sql: str) -> tuple[str, tuple[str, ...]]:
    """A statement with $1, $2 … for its named parameters, and their names in that order."""
    names = tuple(dict.fromkeys(re.findall(r"%\((\w+)\)s", sql)))
    for number, name in enumerate(names, start=1):
        sql = sql.replace(f"%({name})s", f"${number}")
    return sql, names


_ACT, _NAMES = numbered(_NAMED_ACT)

_NO_KEY: dict[str, str | None] = dict.fromkeys(("person", "action", "key", "fingerprint", "answer"))


def write(raw: Any, rows: ActRows) -> None:
    """Write on the driver's connection, in the open transaction.

    Raises:
        Overtaken: a guard did not hold.
    """
    params = _params(rows)
    batch: list[Statement] = [(_ACT, [params[name] for name in _NAMES])]
    if rows.releases:
        batch.append((_RELEASE, (rows.case_id,)))
    (_, ((cases, keys),)), *_ = run(raw, batch)
    if cases != 1 or (rows.key is not None and keys != 1):
        raise Overtaken


def _params(rows: ActRows) -> dict[str, str | None]:
    at = rows.at.isoformat()
    return {
        "seq": str(rows.seq),
        "head": rows.head,
        "marking": rows.marking,
        "state": rows.state,
        "end": rows.end,
        "closed_at": at if rows.closes else None,
        "case": str(rows.case_id),
        "version": str(rows.version),
        "at": at,
        "procedure": rows.procedure_key,
        "changed": _changed(rows),
        "opened": _opened(rows),
        "events": _events(rows),
        "documents": _documents(rows),
        **(_NO_KEY if rows.key is None else _key(rows.key)),
    }


def _key(key: Key) -> dict[str, str | None]:
    return {
        "person": str(key.person),
        "action": key.action,
        "key": key.key,
        "fingerprint": key.fingerprint,
        "answer": key.answer,
    }


def _changed(rows: ActRows) -> str:
    return _array(
        _object(
            {
                "number": item.number,
                "state": item.state,
                "owner": item.owner,
                "closed": item.closed,
                "appointed": item.appointed,
                "due_at": item.due_at and item.due_at.isoformat(),
                "paused_at": item.paused_at and item.paused_at.isoformat(),
                "started_at": item.started_at and item.started_at.isoformat(),
            },
            pending=item.pending,
        )
        for item in rows.changed
    )


def _opened(rows: ActRows) -> str:
    return _array(
        _object(
            {
                "number": item.number,
                "step": item.step,
                "kind": item.kind,
                "lane": item.lane,
                "state": item.state,
                "owner": item.owner,
                "visit": item.visit,
                "parent": item.parent,
                "agency": item.agency,
                "appointed": item.appointed,
                "due_at": item.due_at and item.due_at.isoformat(),
                "paused_at": item.paused_at and item.paused_at.isoformat(),
                "started_at": item.started_at and item.started_at.isoformat(),
                "closed": item.closed,
            },
            pending=item.pending,
        )
        for item in rows.opened
    )


def _events(rows: ActRows) -> str:
    return _array(
        _object(
            {
                "seq": event.seq,
                "kind": event.kind,
                "text": event.text,
                "salt": event.salt,
                "text_digest": event.text_digest,
                "hash": event.hash,
            },
            data=event.data,
            by=event.by,
        )
        for event in rows.events
    )


def _documents(rows: ActRows) -> str:
    return _array(
        _object(
            {
                "item": paper.item,
                "version": paper.version,
                "file": paper.file,
                "file_name": paper.file_name,
                "text": paper.text,
                "number": paper.number,
                "person": paper.person,
            }
        )
        for paper in rows.documents
    )


def _array(objects: Iterable[str]) -> str:
    return f"[{','.join(objects)}]"


def _object(plain: dict[str, object], **ready: str | None) -> str:
    """A JSON object, some of whose values are JSON already."""
    more = "".join(f',"{name}":{value or "null"}' for name, value in ready.items())
    return f"{orjson.dumps(plain).decode()[:-1]}{more}}}"
