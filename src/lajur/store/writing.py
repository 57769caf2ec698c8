"""Writing a transition: the case, its work items, its journal and its outbox, or none of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lajur.core.access import PersonId
from lajur.core.engine.apply import Transition
from lajur.core.engine.case import WorkItemState, WorkKind
from lajur.core.engine.events import WorkItemOpened
from lajur.core.procedure.definition import ItemId, Result
from lajur.store import clocks, mapping
from lajur.store.clocks import Clock
from lajur.store.locks import Loaded
from lajur.store.rows import (
    EVENT_COLUMNS,
    EVENT_WIDTH,
    Content,
    ItemChanges,
    appointed_to,
    closes,
    document_rows,
    event_rows,
    is_applicants,
    item_changes,
)
from lajur.store.sql import Statement, as_moment, moment, rows_of, run


class Overtaken(Exception):
    """Somebody else has changed the case since, or the key has been used: nothing is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """The idempotency key of one act, with what was asked and what is answered."""

    person: PersonId
    action: str
    key: str
    fingerprint: str  # SHA-256 of what was asked
    answer: str  # JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Everything one act leaves in one case."""

    loaded: Loaded
    transition: Transition
    at: datetime
    key: Key | None = None  # None: another case of the same act carries it
    papers: Mapping[ItemId, Content] = field(default_factory=dict)
    request: Mapping[str, object] = field(default_factory=dict)  # facts, when the case is opened


_GO_ON = (
    "UPDATE store_caserow SET version = version + 1, seq = %s, head = %s, marking = %s"
    " WHERE id = %s AND version = %s"
)
_END = (  # apart, since state and end are in indexes
    "UPDATE store_caserow SET version = version + 1, seq = %s, head = %s, marking = %s, state = %s,"
    ' "end" = %s, closed_at = %s WHERE id = %s AND version = %s'
)
_KEY = (
    "INSERT INTO store_idempotencyrow"
    " (government_id, person_id, action, key, fingerprint, answer, at)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
)
_CLOSE = (
    "UPDATE store_workitemrow SET state = %s, owner_id = %s, pending = NULL, paused_at = NULL,"
    " closed_at = %s WHERE case_id = %s AND number = %s"
)
_CHANGE = (
    "UPDATE store_workitemrow SET state = %s, owner_id = %s, pending = %s, appointed = %s,"
    " due_at = %s, paused_at = %s WHERE case_id = %s AND number = %s"
)
_OPEN = (
    "INSERT INTO store_workitemrow"
    " (government_id, case_id, number, step, kind, lane, procedure_key, state, owner_id, visit,"
    " parent, agency_id, appointed, pending, opened_at, due_at, paused_at, closed_at) VALUES "
)
_OPEN_WIDTH = 18
_EVENTS = f"INSERT INTO store_eventrow ({EVENT_COLUMNS}) VALUES "  # noqa: S608
_OUTBOX = (
    "INSERT INTO store_outboxrow (government_id, case_id, seq, created_at, announced_at)"
    " VALUES (%s, %s, %s, %s, NULL)"
)
_DOCUMENTS = (
    "INSERT INTO store_documentrow"
    " (government_id, case_id, item, version, file_id, file_name, text, number, person_id,"
    " supplied_at) VALUES "
)
_DOCUMENT_WIDTH = 10
_VISIT = (
    "SELECT due_at, closed_at FROM store_workitemrow"
    " WHERE case_id = %s AND step = %s AND visit = %s AND kind = 'step'"
)
_RELEASE = "DELETE FROM store_subdomainrow WHERE case_id = %s"


def save(writing: Writing) -> None:
    """Write the act in the open transaction.

    Raises:
        Overtaken: the case is not at the version that was read, or the key is taken.
    """
    chained = event_rows(
        writing.transition.events,
        government=writing.loaded.government,
        case_id=writing.loaded.id,
        seq=writing.loaded.case.seq,
        head=writing.loaded.head,
        papers=writing.papers,
        request=writing.request,
    )
    statements = [
        _case(writing, chained.head),
        *_key(writing),
        *_items(writing),
        (_EVENTS + rows_of(len(chained.rows), EVENT_WIDTH), _flat(chained.rows)),
        *_documents(writing),
        _outbox(writing),
        *_released(writing),
    ]
    guards = 1 if writing.key is None else 2
    if any(count != 1 for count, _ in run(statements)[:guards]):
        raise Overtaken


def _case(writing: Writing, head: str) -> Statement:
    case, loaded = writing.transition.case, writing.loaded
    marking = mapping.marking_of(case)
    if not closes(case):
        return _GO_ON, (case.seq, head, marking, loaded.id, loaded.version)
    ending = case.state.value, case.end or "", moment(writing.at)
    return _END, (case.seq, head, marking, *ending, loaded.id, loaded.version)


def _key(writing: Writing) -> Iterator[Statement]:
    key = writing.key
    if key is not None:
        yield (
            _KEY,
            (
                writing.loaded.government,
                key.person,
                key.action,
                key.key,
                key.fingerprint,
                key.answer,
                moment(writing.at),
            ),
        )


def _items(writing: Writing) -> Iterator[Statement]:
    loaded, case, at = writing.loaded, writing.transition.case, writing.at
    changes = item_changes(loaded.case, writing.transition)
    for number, (state, owner) in changes.closed.items():
        if number in loaded.case.items:
            yield _CLOSE, (state.value, owner, moment(at), loaded.id, number)
    for item in changes.changed:
        clock = clocks.changed(
            loaded.clocks[item.number], item, case, at=at, calendar=loaded.calendar
        )
        yield (
            _CHANGE,
            (
                item.state.value,
                item.owner,
                mapping.pending_of(item),
                appointed_to(case, item.lane),
                _moment(clock.due),
                _moment(clock.paused_at),
                loaded.id,
                item.number,
            ),
        )
    if changes.opened:
        rows = [_opened(writing, event, changes) for event in changes.opened]
        yield _OPEN + rows_of(len(rows), _OPEN_WIDTH), _flat(rows)


def _opened(writing: Writing, event: WorkItemOpened, changes: ItemChanges) -> tuple[object, ...]:
    """The row of an item that opened; it may have changed or closed within the same act."""
    loaded, case = writing.loaded, writing.transition.case
    item = case.items.get(event.number)
    state, owner = changes.closed.get(event.number, (WorkItemState.READY, None))
    if item is not None:
        state, owner = item.state, item.owner
    clock = _clock(writing, event)
    return (
        loaded.government,
        loaded.id,
        event.number,
        event.step,
        event.kind.value,
        event.lane,
        case.procedure.id,
        state.value,
        owner,
        event.visit,
        event.parent,
        loaded.agency if is_applicants(case, event.lane) else None,
        appointed_to(case, event.lane),
        None if item is None else mapping.pending_of(item),
        moment(event.at),
        _moment(clock.due),
        None,
        None if item is not None else moment(writing.at),
    )


def _clock(writing: Writing, event: WorkItemOpened) -> Clock:
    loaded, case = writing.loaded, writing.transition.case
    standard = case.procedure.steps[event.step].standard_time
    before = None
    if standard.cumulative and event.visit > 1 and event.kind is WorkKind.STEP:
        before = _visit_before(loaded.id, event)
    parent = loaded.clocks.get(event.parent or 0, clocks.STOPPED)
    return clocks.opened(event, case, loaded.calendar, parent=parent, before=before)


def _visit_before(case_id: int, event: WorkItemOpened) -> tuple[datetime, datetime] | None:
    """When the last visit of the step was due and when it ended."""
    ((_, rows),) = run([(_VISIT, (case_id, event.step, event.visit - 1))])
    for due, ended in rows:
        if due is not None and ended is not None:
            return as_moment(due), as_moment(ended)
    return None


def _documents(writing: Writing) -> Iterator[Statement]:
    rows = document_rows(
        writing.transition.events,
        writing.papers,
        government=writing.loaded.government,
        case_id=writing.loaded.id,
        at=writing.at,
    )
    found = list(rows)
    if found:
        yield _DOCUMENTS + rows_of(len(found), _DOCUMENT_WIDTH), _flat(found)


def _outbox(writing: Writing) -> Statement:
    loaded = writing.loaded
    return _OUTBOX, (loaded.government, loaded.id, writing.transition.case.seq, moment(writing.at))


def _released(writing: Writing) -> Iterator[Statement]:
    """A request that came to nothing gives its subdomain free."""
    case = writing.transition.case
    if not closes(case):
        return
    if case.end is None or case.procedure.ends[case.end].result is not Result.DONE:
        yield _RELEASE, (writing.loaded.id,)


def _moment(at: datetime | None) -> object:
    return None if at is None else moment(at)


def _flat(rows: Iterable[tuple[object, ...]]) -> list[object]:
    return [value for row in rows for value in row]
