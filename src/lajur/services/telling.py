"""Who must hear of an act on a case, and of what kind the news is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from lajur.core.access import PersonId
from lajur.core.engine.case import WorkKind
from lajur.core.engine.deadlines import clock_of
from lajur.core.engine.events import (
    CaseCompleted,
    CaseWithdrawn,
    DurationSet,
    Event,
    LetterDeclined,
    LetterIssued,
    LetterSigned,
    WorkItemCompleted,
    WorkItemDelegated,
    WorkItemOpened,
    WorkItemReassigned,
    WorkItemReinstated,
    WorkItemResumed,
    WorkItemSuspended,
)
from lajur.core.engine.mapping import acting_from_dict
from lajur.core.letters.signing import turn_of
from lajur.core.notices import DECLINED, LETTER, SIGNED, NoticeKind
from lajur.core.offices.performers import Task, performers_of
from lajur.core.procedure.definition import LaneId, Procedure, Result, StepId
from lajur.queries.absences import substitutes_on
from lajur.queries.lanes import lanes_of
from lajur.queries.signatures import signers_of, slot_of
from lajur.store import deadlines, mapping, procedures
from lajur.store.calendars import calendar_now
from lajur.store.models import CaseRow, EventRow, LetterRow, OutboxRow, SignatureRow, WorkItemRow

_OPENED = {
    WorkKind.STEP: NoticeKind.YOUR_TURN,
    WorkKind.SIGNATURE: NoticeKind.SIGNATURE,
    WorkKind.COMPLETION: NoticeKind.COMPLETION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing to tell: to a lane, to a person, or (neither) to the applicant."""

    kind: NoticeKind
    step: StepId | None = None
    lane: LaneId | None = None
    person: PersonId | None = None
    end: str = ""  # name of the end
    due: datetime | None = None  # aware; of DEADLINE_MOVED
    was: datetime | None = None
    letter: str = ""  # number of the letter it is about
    signature: int | None = None  # SignatureRow that is asked for
    variant: str = ""  # of the sentence; see core.notices


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What one outbox row announces, with all that is needed to say it."""

    outbox: OutboxRow
    case: CaseRow
    procedure: Procedure
    items: dict[int, WorkItemRow]  # by number
    events: tuple[Event, ...]  # in order


def happening_of(row: OutboxRow) -> Happening:
    assert row.case_id is not None  # rows without a case announce nothing yet
    case = CaseRow.objects.select_related("procedure", "government").get(id=row.case_id)
    return Happening(
        outbox=row,
        case=case,
        procedure=procedures.of_row(case.procedure),
        items={item.number: item for item in WorkItemRow.objects.filter(case=case)},
        events=_events(row),
    )


def _events(row: OutboxRow) -> tuple[Event, ...]:
    """The events of one act: the last one of the row and those before it of the same moment."""
    found: list[Event] = []
    earlier = EventRow.objects.filter(case_id=row.case_id, seq__lte=row.seq).order_by("-seq")
    moment = None
    for event in earlier.iterator(chunk_size=20):
        moment = moment or event.at
        if event.at != moment:
            break
        by = acting_from_dict(event.by)
        found.append(mapping.to_event(event.kind, event.data, by=by, at=event.at, text=event.text))
    return tuple(reversed(found))


def told(event: Event, happening: Happening) -> Iterator[Told]:
    """Who must hear of an event. What was typed stays on the case page."""
    match event:
        case WorkItemSuspended():
            yield Told(kind=NoticeKind.SUSPENDED)
        case WorkItemResumed():
            yield Told(kind=NoticeKind.RESUMED)
        case CaseCompleted(end=end):
            closed = happening.procedure.ends[end]
            refused = closed.result is Result.REFUSED
            news = NoticeKind.REFUSED if refused else NoticeKind.FINISHED
            yield Told(kind=news, end=closed.name)
        case CaseWithdrawn():
            yield from _withdrawn(happening)
        case DurationSet(step=step):
            yield from _retimed(step, event.at, happening)
        case LetterIssued(letter=letter) | LetterSigned(letter=letter):
            yield from _next_signer(letter, happening)
        case LetterDeclined(letter=letter):
            yield from _to_writer(letter, NoticeKind.SIGNATURE, DECLINED, happening)
        case _:
            yield from _of_work(event, happening)


def _of_work(event: Event, happening: Happening) -> Iterator[Told]:
    match event:
        case WorkItemOpened(kind=kind, step=step, lane=lane):
            yield Told(kind=_OPENED[kind], step=step, lane=lane)
        case WorkItemDelegated(number=number, to=to) | WorkItemReassigned(number=number, to=to):
            item = happening.items[number]
            if to is None:
                yield Told(kind=NoticeKind.YOUR_TURN, step=item.step, lane=item.lane)
            else:
                yield Told(kind=NoticeKind.HANDED, step=item.step, person=to)
        case WorkItemReinstated(number=number):
            item = happening.items[number]
            yield Told(kind=NoticeKind.REINSTATED, step=item.step, person=item.owner_id)
        case WorkItemCompleted(step=step):
            for lane in happening.procedure.steps[step].informed:
                yield Told(kind=NoticeKind.INFORMED, step=step, lane=lane)


def _retimed(step: StepId, at: datetime, happening: Happening) -> Iterator[Told]:
    """Whoever has the work, or its lane, hears that a time set anew has moved its deadline.

    Not of work that only opened with that time, nor of what has no deadline of the office.
    """
    for item in happening.items.values():
        known = item.step == step and item.closed_at is None and item.opened_at < at
        was = _due_before(item, happening) if known else None
        if known and item.due_at not in (None, was):
            yield Told(
                kind=NoticeKind.DEADLINE_MOVED,
                step=step,
                lane=None if item.owner_id else item.lane,
                person=item.owner_id,
                due=item.due_at,
                was=was,
            )


def _due_before(item: WorkItemRow, happening: Happening) -> datetime | None:
    """When it was due by the time set before the last one."""
    ledger = deadlines.ledger(item.case_id)
    before = {**ledger.set_times, item.step: ledger.set_times[item.step][:-1]}
    calendar = calendar_now(happening.case.government_id)
    earlier = replace(ledger, set_times=before)
    return clock_of(earlier, item.number, happening.procedure, calendar).due


def _withdrawn(happening: Happening) -> Iterator[Told]:
    """Those who had the work in hand hear that it is gone."""
    for item in happening.items.values():
        if item.closed_at == happening.case.closed_at and item.owner_id is not None:
            yield Told(kind=NoticeKind.WITHDRAWN, person=item.owner_id)


def _next_signer(letter: str, happening: Happening) -> Iterator[Told]:
    """Whoever is to sign now; when nobody is left, the writer hears that it is done."""
    rows = _signatures(letter, happening)
    turn = turn_of([slot_of(row) for row in rows])
    row = next((one for one in rows if turn is not None and one.order == turn.order), None)
    if row is not None:
        zone = ZoneInfo(happening.case.government.zone)
        for person in signers_of(row, day=happening.outbox.created_at.astimezone(zone).date()):
            yield Told(
                kind=NoticeKind.SIGNATURE,
                person=person,
                letter=letter,
                signature=row.pk,
                variant=LETTER,
            )
    elif rows and all(one.state == SignatureRow.SIGNED for one in rows):
        yield from _to_writer(letter, NoticeKind.INFORMED, SIGNED, happening)


def _to_writer(letter: str, kind: NoticeKind, variant: str, happening: Happening) -> Iterator[Told]:
    for row in _signatures(letter, happening)[:1]:
        yield Told(kind=kind, person=row.letter.writer_id, letter=letter, variant=variant)


def _signatures(letter: str, happening: Happening) -> list[SignatureRow]:
    """Of a letter that is still in force."""
    rows = SignatureRow.objects.select_related("letter").filter(
        letter__case=happening.case, letter__entry__number=letter, letter__state=LetterRow.ISSUED
    )
    return list(rows.order_by("order"))


def people_told(told: Told, happening: Happening, at: datetime) -> Iterable[PersonId]:
    """Those whom it concerns, and whoever works today in the place of one who is away."""
    zone = ZoneInfo(happening.case.government.zone)
    task = _task(told, happening, at, zone)
    performers = performers_of(task, substitutes_on(at.astimezone(zone).date()))
    return frozenset().union(*(one.reached for one in performers))


def _task(told: Told, happening: Happening, at: datetime, zone: ZoneInfo) -> Task:
    """What is told of, as a task of those whom it concerns."""
    if told.person is not None:
        return Task(owner=told.person)
    if told.lane is None:
        return Task(applicant=happening.case.applicant_id)
    lane = lanes_of(happening.procedure, at=at, zone=zone)[told.lane]
    return Task(
        applicant=happening.case.applicant_id if lane.is_applicant else None,
        appointed=tuple(happening.case.marking.get("appointed", {}).get(told.lane, ())),
        holders=lane.able,
    )


def doers(happening: Happening) -> set[PersonId | None]:
    """Nobody is told what they did themselves."""
    return {event.by.person for event in happening.events}


def facts_of(told: Told, happening: Happening) -> dict[str, str]:
    step = happening.procedure.steps[told.step].printed.title if told.step else ""
    return {
        "number": happening.case.number,
        "title": happening.case.title,
        "step": step,
        "end": told.end,
        **_of_letter(told),
        **_moved(told, ZoneInfo(happening.case.government.zone)),
    }


def _of_letter(told: Told) -> dict[str, str]:
    if not told.letter:
        return {}
    signature = {"signature": str(told.signature)} if told.signature else {}
    return {"letter": told.letter, "variant": told.variant, **signature}


def _moved(told: Told, zone: ZoneInfo) -> dict[str, str]:
    if told.due is None:
        return {}
    was = told.was.astimezone(zone).isoformat() if told.was else ""
    return {"due": told.due.astimezone(zone).isoformat(), "was": was}
