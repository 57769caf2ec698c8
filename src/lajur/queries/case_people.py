"""Whose lanes are whose in a case; of a closed one, who did the work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lajur.core.engine.case import CaseState
from lajur.core.engine.events import SignaturesAsked, WorkItemCompleted
from lajur.core.procedure.definition import LaneId
from lajur.queries.dossier import Dossier
from lajur.queries.lanes import LaneView, capacity_words
from lajur.queries.timeline import StoredEvent

_ASKED, _DONE = SignaturesAsked.__name__, WorkItemCompleted.__name__


@dataclass(frozen=True, slots=True, kw_only=True)
class LanePeople:
    """Whose lane is whose, in this case."""

    lane: str
    people: tuple[str, ...]  # with position and capacity; the appointed where there are any
    appointed: bool


def people_of(dossier: Dossier, events: Sequence[StoredEvent]) -> tuple[LanePeople, ...]:
    """Every lane with today's people. Of a closed case with those who did its work, whoever has
    their places since; a lane that did nothing is left out."""
    lanes = dossier.lanes.values()
    if dossier.case.state is CaseState.OPEN:
        return tuple(_today(dossier, lane) for lane in lanes)
    done = _doers(dossier, events)
    return tuple(
        LanePeople(lane=lane.name, people=done[lane.id], appointed=False)
        for lane in lanes
        if lane.id in done
    )


def _today(dossier: Dossier, lane: LaneView) -> LanePeople:
    chosen = dossier.case.appointed.get(lane.id, ())
    if lane.is_applicant:
        people: tuple[str, ...] = (dossier.row.agency, dossier.row.applicant)
    elif chosen:
        people = tuple(dossier.named(person, lane.id) for person in chosen)
    else:
        people = tuple(holder.words for holder in lane.holders)
    return LanePeople(lane=lane.name, people=people, appointed=bool(chosen))


def _doers(dossier: Dossier, events: Sequence[StoredEvent]) -> Mapping[LaneId, tuple[str, ...]]:
    """Who did the work of each lane, in the capacity of that day, in order."""
    lane_of = {item.number: item.lane for item in dossier.items}
    found: dict[LaneId, dict[str, None]] = {}
    for event in _works(events):
        lane = lane_of[int(str(event.data["number"]))]
        found.setdefault(lane, {})[_doer(event)] = None
    return {lane: tuple(words) for lane, words in found.items()}


def _works(events: Sequence[StoredEvent]) -> Iterator[StoredEvent]:
    """What people did. Work that waited for signatures is done by who asked, not by who signed."""
    waited = {event.data["number"] for event in events if event.kind == _ASKED}
    for event in events:
        if event.by.get("person") is None:
            continue
        if event.kind == _ASKED or (event.kind == _DONE and event.data["number"] not in waited):
            yield event


def _doer(event: StoredEvent) -> str:
    if event.data.get("done_by"):
        return str(event.data["done_by"])
    by = event.by
    absent = by.get("instead_of")
    words = capacity_words(
        str(by.get("capacity") or ""),
        str(by.get("position") or ""),
        instead_of=str(absent["name"]) if isinstance(absent, dict) else "",
    )
    return ", ".join(filter(None, [str(by.get("name", "")), words]))
