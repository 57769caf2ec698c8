"""Cases, work items and events as plain data, and back: canonical, so that equal is byte-equal."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from lajur.core.access import Acting, Capacity, Instead
from lajur.core.engine.case import Case, CaseState, Pending, WorkItem, WorkItemState, WorkKind
from lajur.core.engine.events import KINDS, AnyEvent, Event
from lajur.core.procedure.definition import Procedure, StepId
from lajur.core.worktime.standard import Duration, TimeUnit

Plain = dict[str, Any]


def canonical(value: object) -> str:
    """JSON with one spelling: sorted keys, no blanks, no escapes beyond what JSON needs."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def snapshot(case: Case) -> Plain:
    """The case without its work items and procedure, JSON-able."""
    return {
        "state": case.state.value,
        "end": case.end,
        "last_number": case.last_number,
        "seq": case.seq,
        "documents": dict(case.documents),
        "decisions": dict(case.decisions),
        "visits": dict(case.visits),
        "appointed": {lane: list(people) for lane, people in case.appointed.items()},
        "arrivals": {step: sorted(came) for step, came in case.arrivals.items()},
        "durations": {step: _duration_to(set_to) for step, set_to in case.durations.items()},
    }


def restore(procedure: Procedure, snapshot: Mapping[str, Any], items: Iterable[WorkItem]) -> Case:
    """The case again, from its snapshot and its open work items."""
    return Case(
        procedure=procedure,
        state=CaseState(snapshot["state"]),
        end=snapshot["end"],
        items={item.number: item for item in items},
        last_number=snapshot["last_number"],
        seq=snapshot["seq"],
        documents=snapshot["documents"],
        decisions=snapshot["decisions"],
        visits=snapshot["visits"],
        appointed={lane: tuple(people) for lane, people in snapshot["appointed"].items()},
        arrivals={step: frozenset(came) for step, came in snapshot["arrivals"].items()},
        durations=durations_from_dict(snapshot["durations"]),
    )


def durations_from_dict(data: Mapping[str, Any]) -> dict[StepId, Duration]:
    """The variable times of a snapshot, by step."""
    return {step: _duration(set_to) for step, set_to in data.items()}


def snapshot_with_items(case: Case) -> Plain:
    """The whole case but for its procedure; two cases are equal when these are."""
    items = [item_to_dict(case.items[number]) for number in sorted(case.items)]
    return {**snapshot(case), "procedure": case.procedure.id, "items": items}


def item_to_dict(item: WorkItem) -> Plain:
    return {
        "number": item.number,
        "step": item.step,
        "kind": item.kind.value,
        "lane": item.lane,
        "state": item.state.value,
        "owner": item.owner,
        "visit": item.visit,
        "opened_at": item.opened_at.isoformat(),
        "parent": item.parent,
        "pending": pending_to_dict(item.pending),
    }


def item_from_dict(data: Mapping[str, Any]) -> WorkItem:
    return WorkItem(
        number=data["number"],
        step=data["step"],
        kind=WorkKind(data["kind"]),
        lane=data["lane"],
        state=WorkItemState(data["state"]),
        owner=data["owner"],
        visit=data["visit"],
        opened_at=datetime.fromisoformat(data["opened_at"]),
        parent=data["parent"],
        pending=pending_from_dict(data["pending"]),
    )


def pending_to_dict(pending: Pending | None) -> Plain | None:
    if pending is None:
        return None
    plain: Plain = {
        "outcome": pending.outcome,
        "done_at": None if pending.done_at is None else pending.done_at.isoformat(),
        "done_by": pending.done_by,
        "missing": list(pending.missing),
        "child": pending.child,
    }
    if pending.doer is not None:  # left out otherwise, as in what was written before it was known
        plain["doer"] = pending.doer
    return plain


def pending_from_dict(data: Mapping[str, Any] | None) -> Pending | None:
    if data is None:
        return None
    done_at = data["done_at"]
    return Pending(
        outcome=data["outcome"],
        done_at=None if done_at is None else datetime.fromisoformat(done_at),
        done_by=data["done_by"],
        missing=tuple(data["missing"]),
        child=data["child"],
        doer=data.get("doer"),
    )


def event_to_dict(event: AnyEvent) -> Plain:
    """The event under its name, with its moment (aware, ISO 8601) and who did it."""
    plain: Plain = {"event": type(event).__name__}
    for name in _NAMES[type(event)]:
        value = getattr(event, name)
        to = _TO.get(name)
        plain[name] = value if to is None or value is None else to(value)
    return plain


def event_from_dict(data: Mapping[str, Any]) -> AnyEvent:
    """The event again. Raises: KeyError for an event or a field that does not exist."""
    at, by = datetime.fromisoformat(data["at"]), acting_from_dict(data["by"])
    return event_of(data["event"], data, at=at, by=by)


def event_of(name: str, data: Mapping[str, Any], *, at: datetime, by: Acting) -> AnyEvent:
    """The event called `name`, its moment and who did it given apart. Raises: KeyError."""
    kind = KINDS[name]
    values: Plain = {"at": at, "by": by}
    for field in _NAMES[kind]:
        if field not in values:
            value = data[field]
            back = _FROM.get(field)
            values[field] = value if back is None or value is None else back(value)
    event: AnyEvent = kind(**values)  # type: ignore[assignment]
    return event


def acting_to_dict(by: Acting) -> Plain:
    capacity = None if by.capacity is None else by.capacity.value
    plain: Plain = {
        "person": by.person,
        "name": by.name,
        "position": by.position,
        "capacity": capacity,
    }
    if by.instead_of is not None:  # left out otherwise: the hash of an act never changes
        plain["instead_of"] = {"person": by.instead_of.person, "name": by.instead_of.name}
    return plain


def acting_from_dict(data: Mapping[str, Any]) -> Acting:
    capacity = data["capacity"]
    return Acting(
        person=data["person"],
        name=data["name"],
        position=data["position"],
        capacity=None if capacity is None else Capacity(capacity),
        instead_of=_instead_of(data.get("instead_of")),
    )


def _instead_of(data: Mapping[str, Any] | None) -> Instead | None:
    return None if data is None else Instead(person=data["person"], name=data["name"])


def _duration_to(duration: Duration) -> Plain:
    return {"amount": duration.amount, "unit": duration.unit.value}


def _duration(data: Mapping[str, Any]) -> Duration:
    return Duration(amount=data["amount"], unit=TimeUnit(data["unit"]))


_NAMES: Mapping[type[Event], tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in KINDS.values()
}
# By field name; a name means the same in every event.
_TO: Mapping[str, Callable[[Any], object]] = {
    "at": datetime.isoformat,
    "done_at": datetime.isoformat,
    "by": acting_to_dict,
    "kind": str,
    "people": list,
    "missing": list,
    "duration": _duration_to,
}
_FROM: Mapping[str, Callable[[Any], object]] = {
    "done_at": datetime.fromisoformat,
    "kind": WorkKind,
    "people": tuple,
    "missing": tuple,
    "duration": _duration,
}
