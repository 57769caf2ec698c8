"""Every hand a case went through, and for how long: what its control card says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from lajur.core.access import Actor, Capacity
from lajur.core.engine.case import WorkKind
from lajur.core.engine.events import SignaturesAsked, WorkItemCompleted
from lajur.core.engine.ledger import Ledger, WorkTimes
from lajur.core.engine.spending import Spent, Verdict, ended_at, spent_of, verdict_of
from lajur.core.refusals import NotFound, marked
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.queries.case_heads import CaseHead, head_of
from lajur.queries.dossier import Dossier, open_dossier
from lajur.queries.journal import events_of
from lajur.queries.lanes import capacity_words
from lajur.queries.ledgers import ledger_from
from lajur.queries.timeline import StoredEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """One piece of work: whose it was, from when to when. Moments are aware."""

    step_no: str  # as printed; "" when implied
    step: str  # the words as signed
    kind: WorkKind
    visit: int  # from 1
    lane: str  # as printed
    who: str  # as it was then; "" while open
    capacity: str  # "Plt. Kepala Bidang TI"; "" without a position
    outcome: str  # of a decision; "" otherwise
    standard: str  # waktu as printed; "" when the cell is empty
    came_at: datetime
    done_at: datetime | None  # None: open, or called off
    called_off: bool
    spent: Spent
    verdict: Verdict | None  # None: not judged


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingView:
    """The handling of one case, in the order in which work came."""

    head: CaseHead
    calendar: OfficeCalendar
    hands: tuple[Hand, ...]


def handling(case_id: int, *, actor: Actor, at: datetime, zone: ZoneInfo) -> HandlingView:
    """Every piece of work of a case, for somebody inside the office.

    Raises:
        NotFound: no such case, or none whose inside the reader may see.
    """
    dossier = open_dossier(case_id, actor=actor, at=at, zone=zone)
    if dossier.outside:
        raise NotFound(what=marked("Kartu kendali"))
    events = events_of(case_id)
    return HandlingView(
        head=head_of(dossier, zone),
        calendar=dossier.row.calendar,
        hands=tuple(_hands(dossier, ledger_from(events), _doers(events))),
    )


def _doers(events: list[StoredEvent]) -> Mapping[int, StoredEvent]:
    """By work item, the last act of whoever did it.

    A co-signed step is done when signatures are asked; that all have signed is nobody's act.
    """
    done: dict[int, StoredEvent] = {}
    for event in events:
        if event.kind in (SignaturesAsked.__name__, WorkItemCompleted.__name__):
            number = int(str(event.data["number"]))
            if event.by.get("person") is not None or number not in done:
                done[number] = event
    return done


def _hands(dossier: Dossier, ledger: Ledger, doers: Mapping[int, StoredEvent]) -> Iterator[Hand]:
    lanes = {item.number: item.lane for item in dossier.items}
    for work in ledger.work.values():
        yield _hand(dossier, ledger, work, dossier.lanes[lanes[work.number]].name, doers)


def _hand(
    dossier: Dossier,
    ledger: Ledger,
    work: WorkTimes,
    lane: str,
    doers: Mapping[int, StoredEvent],
) -> Hand:
    act = doers.get(work.number)
    by = act.by if act else {}
    printed = dossier.procedure.steps[work.step].printed
    calendar = dossier.row.calendar_at(work.closed_at)
    return Hand(
        step_no=printed.no,
        step=printed.title,
        kind=work.kind,
        visit=work.visit,
        lane=lane,
        who=str((act and act.data.get("done_by")) or by.get("name", "")),
        capacity=_capacity(by),
        outcome=str((act and act.data.get("outcome")) or ""),
        standard=printed.time if work.kind is WorkKind.STEP else "",
        came_at=work.opened_at,
        done_at=ended_at(work) if act else None,
        called_off=work.called_off,
        spent=spent_of(work, calendar, at=dossier.seen.at),
        verdict=verdict_of(ledger, work.number, dossier.procedure, calendar),
    )


def _capacity(by: Mapping[str, object]) -> str:
    absent = by.get("instead_of")
    return capacity_words(
        str(by.get("capacity") or Capacity.DEFINITIVE),
        str(by.get("position", "")),
        instead_of=str(absent["name"]) if isinstance(absent, dict) else "",
    )
