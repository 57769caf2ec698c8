"""The head of a case on every page about it: what it is, how it stands, whose turn it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.engine.case import CaseState, WorkItemState
from lajur.core.procedure.definition import FieldKind, FormField, Result
from lajur.queries.dossier import Dossier
from lajur.queries.due_views import DueView
from lajur.queries.moments import in_words
from lajur.queries.promises import PromiseView, promise_view


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """One open work item: whose turn it is, since when."""

    number: int  # of the work item
    step_no: str
    step: str
    lane: str
    who: str
    since: str
    time: DueView
    waiting: bool  # suspended or waiting: the words say so
    state: str  # WorkItemState
    yours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    case_id: int
    number: str  # nomor permohonan; of the parent for a child case
    title: str
    service: str  # ServiceKind
    agency: str
    applicant: str
    sop_title: str
    sop_number: str
    state: CaseState
    state_words: str
    tone: str  # of the chip
    opened: str
    closed: str
    turns: tuple[TurnView, ...]
    promise: PromiseView | None  # None: closed, or nothing can be promised
    answers: tuple[tuple[str, str], ...]  # label, what was answered
    parent_id: int | None
    parent_number: str
    outside: bool  # the reader stands outside the office


def head_of(dossier: Dossier, zone: ZoneInfo) -> CaseHead:
    """The head, from what is loaded already."""
    row, case = dossier.row, dossier.case
    words, tone = _state(dossier)
    return CaseHead(
        case_id=row.id,
        number=row.number or row.parent_number,
        title=row.title,
        service=row.service,
        agency=row.agency,
        applicant=row.applicant,
        sop_title=case.procedure.identity.title,
        sop_number=case.procedure.identity.number,
        state=case.state,
        state_words=words,
        tone=tone,
        opened=in_words(row.opened_at, zone),
        closed=in_words(row.closed_at, zone) if row.closed_at else "",
        turns=tuple(_turns(dossier, zone)),
        promise=promise_view(case, dossier.items, row.calendar, at=dossier.seen.at),
        answers=tuple(_answers(case.procedure.form, row.form)),
        parent_id=row.parent_id,
        parent_number=row.parent_number,
        outside=dossier.outside,
    )


def _state(dossier: Dossier) -> tuple[str, str]:
    case = dossier.case
    if case.state is CaseState.OPEN:
        return gettext("Berjalan"), "now"
    if case.state is CaseState.WITHDRAWN:
        return gettext("Ditarik pemohon"), "off"
    end = case.procedure.ends[case.end or ""]
    return end.name, "stop" if end.result is Result.REFUSED else "done"


def _turns(dossier: Dossier, zone: ZoneInfo) -> Iterable[TurnView]:
    reader = dossier.reader
    for row in dossier.items:
        if row.closed_at is not None:
            continue
        step, lane = dossier.procedure.steps[row.step], dossier.lanes[row.lane]
        chosen = dossier.case.appointed.get(row.lane, ())
        people = [row.owner_id] if row.owner_id else [*chosen]
        named = ", ".join(dossier.named(person, row.lane) for person in people)
        waiting = row.state in (WorkItemState.SUSPENDED, WorkItemState.WAITING)
        free = row.owner_id is None or dossier.reader_in(row.lane).answers_for(row.owner_id)
        yield TurnView(
            number=row.number,
            step_no=step.printed.no,
            step=step.printed.title,
            lane=lane.name,
            who="" if dossier.outside else named or lane.who,
            since=in_words(row.opened_at, zone),
            time=dossier.time_of(row),
            waiting=waiting,
            state=row.state,
            yours=row.lane in reader.lanes
            and free
            and dossier.is_left_to_reader(row)
            and not waiting,
        )


def _answers(form: Iterable[FormField], given: object) -> Iterable[tuple[str, str]]:
    answers = given if isinstance(given, dict) else {}
    for field in form:
        value = str(answers.get(field.id, "") or "")
        if field.kind is FieldKind.COMMITMENT:
            if value:
                yield gettext("Pernyataan yang disetujui"), field.label
            continue
        if field.kind is FieldKind.SUBDOMAIN and value and not value.endswith(field.suffix):
            value += field.suffix
        if value:
            yield field.label, value
