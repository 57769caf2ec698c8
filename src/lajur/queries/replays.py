"""A case as another's SOP would have had it, for whoever may read the case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from lajur.core.access import Actor
from lajur.core.comparing.replay import Done, Replay, replay
from lajur.core.engine.case import WorkKind
from lajur.core.engine.events import StepPassed, WorkItemCompleted
from lajur.queries.comparisons import Choice, choices, find_comparable
from lajur.queries.dossier import Dossier, open_dossier
from lajur.queries.governments import GovernmentView
from lajur.queries.journal import events_of
from lajur.queries.spans import rough_words
from lajur.queries.timeline import StoredEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayView:
    """The case, and what it would have been; without a choice, only the case."""

    case_id: int
    number: str
    title: str
    own_key: str  # of its SOP; "" when that is no longer in force
    choices: tuple[Choice, ...]  # SOPs of others, and this government's other ones
    is_closed: bool
    taken: str  # office time from filing to closing, or to now
    place: GovernmentView | None  # whose SOP it is replayed through
    other: str  # that SOP's number
    found: Replay | None


def replay_case(
    case_id: int, through: str, *, actor: Actor, at: datetime, zone: ZoneInfo
) -> ReplayView:
    """Replay the case through the SOP called `through` ("banten/banten-2020"; "": none yet).

    Raises:
        NotFound: no such case, or none that the reader may see; or no such SOP in force.
    """
    dossier = open_dossier(case_id, actor=actor, at=at, zone=zone)
    row, here = dossier.row, dossier.procedure
    own, every = f"{actor.government}/{here.id}", choices()
    place, there = find_comparable(through) if through else (None, None)
    done = tuple(_done(dossier, events_of(case_id))) if there else ()
    return ReplayView(
        case_id=row.id,
        number=row.number or row.parent_number,
        title=row.title,
        own_key=here.id if own in {one.name for one in every} else "",
        choices=tuple(one for one in every if one.name != own),
        is_closed=row.closed_at is not None,
        taken=_taken(dossier, at),
        place=place,
        other=there.identity.number if there else "",
        found=replay(here, done, there) if there else None,
    )


def _done(dossier: Dossier, events: Iterable[StoredEvent]) -> Iterator[Done]:
    """The steps the case has behind it, oldest first; what was sent back to be completed is not."""
    steps = {item.number for item in dossier.items if item.kind == WorkKind.STEP}
    for event in events:
        passed = event.kind == StepPassed.__name__
        finished = event.kind == WorkItemCompleted.__name__ and event.data["number"] in steps
        if passed or finished:
            outcome = event.data.get("outcome")
            label = None if outcome is None else str(outcome)
            yield Done(step=str(event.data["step"]), outcome=label)


def _taken(dossier: Dossier, at: datetime) -> str:
    row = dossier.row
    calendar = row.calendar_at(row.closed_at) if row.closed_at else row.calendar
    return rough_words(calendar.minutes_between(row.opened_at, row.closed_at or at), calendar)
