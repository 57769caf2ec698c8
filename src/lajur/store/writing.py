"""Writing a transition: the case, its work items, its journal and its outbox, or none of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from lajur.core.engine.apply import Transition
from lajur.core.engine.case import WorkItemState
from lajur.core.engine.events import WorkItemOpened
from lajur.core.procedure.definition import ItemId, Result
from lajur.store import mapping, write_sqlite
from lajur.store.act_clocks import ActClocks
from lajur.store.act_rows import ActRows, ItemChange, Key, NewItem, Overtaken
from lajur.store.locks import Loaded
from lajur.store.rows import (
    Content,
    ItemChanges,
    appointed_to,
    closes,
    is_applicants,
    item_changes,
    new_documents,
    new_events,
)

__all__ = ["Content", "Key", "Overtaken", "Writing", "save"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Everything one act leaves in one case."""

    loaded: Loaded
    transition: Transition
    at: datetime
    key: Key | None = None  # None: another case of the same act carries it
    papers: Mapping[ItemId, Content] = field(default_factory=dict)
    request: Mapping[str, object] = field(default_factory=dict)  # facts, when the case is opened


def save(writing: Writing) -> None:
    """Write the act in the open transaction.

    Raises:
        Overtaken: the case is not at the version that was read, or the key is taken.
    """
    rows = _rows(writing)
    wrapper = connections[DEFAULT_DB_ALIAS]
    with wrapper.wrap_database_errors:
        _writer(wrapper.vendor)(wrapper.connection, rows)


def _writer(vendor: str) -> Callable[[Any, ActRows], None]:
    if vendor == "sqlite":
        return write_sqlite.write
    from lajur.store import write_postgresql  # psycopg need not be there for SQLite

    return write_postgresql.write


def _rows(writing: Writing) -> ActRows:
    loaded, case = writing.loaded, writing.transition.case
    events = new_events(
        writing.transition.events,
        government=loaded.government,
        case_id=loaded.id,
        seq=loaded.case.seq,
        head=loaded.head,
        papers=writing.papers,
        request=writing.request,
    )
    changes = item_changes(loaded.case, writing.transition)
    clocks = ActClocks(loaded, writing.transition, writing.at)
    return ActRows(
        government=loaded.government,
        case_id=loaded.id,
        version=loaded.version,
        procedure_key=case.procedure.id,
        at=writing.at,
        seq=case.seq,
        head=events[-1].hash,
        marking=mapping.marking_of(case),
        state=case.state.value,
        end=case.end or "",
        closes=closes(loaded.case, case),
        releases=_releases(writing),
        key=writing.key,
        changed=[*_closed(writing, changes), *_changed(writing, changes, clocks)],
        opened=[_opened(writing, event, changes, clocks) for event in changes.opened],
        events=events,
        documents=new_documents(writing.transition.events, writing.papers),
    )


def _closed(writing: Writing, changes: ItemChanges) -> Iterator[ItemChange]:
    for number, (state, owner) in changes.closed.items():
        if number in writing.loaded.case.items:
            yield ItemChange(number, state.value, owner, closed=True)


def _changed(writing: Writing, changes: ItemChanges, clocks: ActClocks) -> Iterator[ItemChange]:
    case = writing.transition.case
    for item in changes.changed:
        clock = clocks.changed(item)
        yield ItemChange(
            item.number,
            item.state.value,
            item.owner,
            closed=False,
            pending=mapping.pending_of(item),
            appointed=appointed_to(case, item.lane),
            due_at=clock.due,
            paused_at=clock.paused_at,
            started_at=clock.started_at,
        )


def _opened(
    writing: Writing, event: WorkItemOpened, changes: ItemChanges, clocks: ActClocks
) -> NewItem:
    loaded, case = writing.loaded, writing.transition.case
    item = case.items.get(event.number)
    state, owner = changes.closed.get(event.number, (WorkItemState.READY, None))
    if item is not None:
        state, owner = item.state, item.owner
    clock = clocks.opened(event)
    return NewItem(
        event.number,
        event.step,
        event.kind.value,
        event.lane,
        state.value,
        owner,
        event.visit,
        event.parent,
        loaded.agency if is_applicants(case, event.lane) else None,
        appointed_to(case, event.lane),
        None if item is None else mapping.pending_of(item),
        clock.due,
        clock.paused_at,
        clock.started_at,
        closed=item is None,
    )


def _releases(writing: Writing) -> bool:
    """A request that came to nothing gives its subdomains free."""
    case = writing.transition.case
    if not closes(writing.loaded.case, case):
        return False
    return case.end is None or case.procedure.ends[case.end].result is not Result.DONE
