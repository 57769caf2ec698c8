"""Rows to core and back, for cases, their open work and their journal."""

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import orjson

from lajur.core.access import Acting
from lajur.core.engine.case import Case, WorkItem, WorkItemState, WorkKind
from lajur.core.engine.deadlines import Clock
from lajur.core.engine.events import AnyEvent
from lajur.core.engine.mapping import (
    acting_to_dict,
    event_of,
    event_to_dict,
    pending_from_dict,
    pending_to_dict,
    restore,
    snapshot,
)
from lajur.core.procedure.definition import Procedure
from lajur.store import chain
from lajur.store.sql import as_moment

_IN_COLUMNS = ("event", "at", "by", "text")  # of EventRow, so not in `data`
_STATES = {state.value: state for state in WorkItemState}
_KINDS = {kind.value: kind for kind in WorkKind}


def loads(value: Any) -> Any:
    """A JSON column as raw SQL gives it."""
    return orjson.loads(value) if isinstance(value, str) else value


def to_case(procedure: Procedure, marking: Any, items: Iterable[tuple[Any, ...]]) -> Case:
    """The case of a CaseRow's `marking` and its open WorkItemRows, as `locks` reads them."""
    return restore(procedure, loads(marking), [_to_item(*row[:10]) for row in items])


def marking_of(case: Case) -> str:
    """What CaseRow.marking keeps: the case without its open work."""
    return chain.canonical(snapshot(case))


def to_clocks(items: Iterable[tuple[Any, ...]]) -> dict[int, Clock]:
    """The clocks of open WorkItemRows, by number."""
    return {
        row[0]: Clock(
            due=None if row[10] is None else as_moment(row[10]),
            paused_at=None if row[11] is None else as_moment(row[11]),
            started_at=None if row[12] is None else as_moment(row[12]),
        )
        for row in items
    }


def _to_item(
    number: int,
    step: str,
    kind: str,
    lane: str,
    state: str,
    owner: int | None,
    visit: int,
    opened_at: Any,
    parent: int | None,
    pending: Any,
) -> WorkItem:
    return WorkItem(
        number=number,
        step=step,
        kind=_KINDS[kind],
        lane=lane,
        state=_STATES[state],
        owner=owner,
        visit=visit,
        opened_at=as_moment(opened_at),
        parent=parent,
        pending=None if pending is None else pending_from_dict(loads(pending)),
    )


def pending_of(item: WorkItem) -> str | None:
    return None if item.pending is None else chain.canonical(pending_to_dict(item.pending))


def by_of(by: Acting) -> str:
    return chain.canonical(acting_to_dict(by))


def data_of(event: AnyEvent, extra: Mapping[str, object]) -> tuple[str, str]:
    """What EventRow keeps of an event in `data` (with `extra` facts of the store), and `text`."""
    plain = event_to_dict(event)
    text = plain.get("text", "")
    for name in _IN_COLUMNS:
        plain.pop(name, None)
    if extra:
        plain["store"] = extra
    return chain.canonical(plain), text


def to_event(kind: str, data: dict[str, Any], *, by: Acting, at: datetime, text: str) -> AnyEvent:
    """The event of an EventRow. Raises: KeyError when the row is not what an event leaves."""
    data["text"] = text
    return event_of(kind, data, at=at, by=by)


def salt() -> str:
    return os.urandom(8).hex()
