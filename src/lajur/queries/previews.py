"""What a completion would lead to: the engine is asked, nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.completion import Completion
from lajur.core.engine import commands
from lajur.core.engine.case import Case, WorkKind
from lajur.core.engine.events import CaseCompleted, SignaturesAsked, StepPassed, WorkItemOpened
from lajur.core.procedure.definition import Procedure, Result, StepId
from lajur.core.refusals import Refusal
from lajur.queries.called import called_by, same_papers
from lajur.queries.dossier import Dossier, open_dossier
from lajur.queries.lanes import LaneView, lanes_of
from lajur.store import procedures


@dataclass(frozen=True, slots=True, kw_only=True)
class NextView:
    """A piece of work that will open, and who gets it."""

    step_no: str
    step: str
    lane: str
    who: str
    time: str  # waktu as printed; "" when the paper sets none
    signature: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """The SOP that the step will run as, and where that begins."""

    title: str
    opened: tuple[NextView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What will happen."""

    opened: tuple[NextView, ...]
    passed: tuple[str, ...]  # steps nobody is asked about
    ended: str  # the name of the end; "" when the case goes on
    refused: bool  # the end is a refusal
    waits: bool  # for co-signatures
    called: Called | None = None  # then the step is not done: it waits for that SOP


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRecord:
    """A completion that happened on paper."""

    done_at: datetime  # aware
    done_by: str
    reason: str


def preview(
    case_id: int,
    number: int,
    completion: Completion,
    *,
    on_paper: PaperRecord | None = None,
    actor: Actor,
    at: datetime,
    zone: ZoneInfo,
) -> Preview:
    """Ask the engine what the completion would do.

    Raises:
        NotFound: no such case or work item, or none that the actor may see.
        Refusal: what the service would answer.
    """
    dossier = open_dossier(case_id, actor=actor, at=at, zone=zone)
    case, reader = dossier.case, dossier.reader
    if on_paper is not None:
        transition = commands.record_on_paper(
            case,
            number,
            completion=completion,
            done_at=on_paper.done_at,
            done_by=on_paper.done_by,
            reason=on_paper.reason,
            actor=reader,
            at=at,
        )
        return _preview(dossier, transition.events, completion)
    row = called_by(case_id, dossier.procedure, case.items.get(number))
    if row is not None:
        return _calling(dossier, number, procedures.of_row(row), completion, at=at, zone=zone)
    transition = commands.complete(case, number, completion=completion, actor=reader, at=at)
    return _preview(dossier, transition.events, completion)


def lacking(
    case_id: int,
    number: int,
    completion: Completion,
    *,
    actor: Actor,
    at: datetime,
    zone: ZoneInfo,
) -> tuple[Refusal, ...]:
    """Every reason and paper that the completion lacks; nothing where another SOP does the step.

    Raises:
        NotFound: no such case, or none that the actor may see.
    """
    dossier = open_dossier(case_id, actor=actor, at=at, zone=zone)
    if called_by(case_id, dossier.procedure, dossier.case.items.get(number)) is not None:
        return ()
    return commands.shortcomings(dossier.case, number, completion)


def _calling(
    dossier: Dossier,
    number: int,
    procedure: Procedure,
    completion: Completion,
    *,
    at: datetime,
    zone: ZoneInfo,
) -> Preview:
    """The step runs as a case of `procedure`; this is where that will stand.

    Raises:
        Refusal: what the service would answer.
    """
    case, reader = dossier.case, dossier.reader
    if completion.supplies:
        handed_in = completion.supplies
        case = commands.supply(case, handed_in, number=number, actor=reader, at=at).case
    commands.open_child(case, number, child="", actor=reader, at=at)
    papers = same_papers(procedure, dossier.procedure, case.documents).values()
    child = commands.begin_child(procedure, papers, actor=reader, at=at).case
    lanes = lanes_of(procedure, at=at, zone=zone)
    opened = tuple(
        _next(child, lanes[item.lane], item.step, Completion()) for item in child.items.values()
    )
    return Preview(
        opened=(),
        passed=(),
        ended="",
        refused=False,
        waits=False,
        called=Called(title=procedure.identity.title, opened=opened),
    )


def _preview(dossier: Dossier, events: Iterable[object], completion: Completion) -> Preview:
    events = tuple(events)
    procedure = dossier.procedure
    ends = [procedure.ends[event.end] for event in events if isinstance(event, CaseCompleted)]
    return Preview(
        opened=tuple(
            _next(
                dossier.case,
                dossier.lanes[event.lane],
                event.step,
                completion,
                signature=event.kind is WorkKind.SIGNATURE,
            )
            for event in events
            if isinstance(event, WorkItemOpened)
        ),
        passed=tuple(
            procedure.steps[event.step].printed.title
            for event in events
            if isinstance(event, StepPassed)
        ),
        ended=ends[0].name if ends else "",
        refused=bool(ends) and ends[0].result is Result.REFUSED,
        waits=any(isinstance(event, SignaturesAsked) for event in events),
    )


def _next(
    case: Case, lane: LaneView, opened: StepId, completion: Completion, *, signature: bool = False
) -> NextView:
    step = case.procedure.steps[opened]
    chosen = completion.appoints.get(lane.id) or case.appointed.get(lane.id, ())
    named = [holder.words for holder in lane.holders if holder.person in chosen]
    return NextView(
        step_no=step.printed.no,
        step=step.printed.title,
        lane=lane.name,
        who="; ".join(named)
        or (gettext("pegawai perangkat daerah pemohon") if lane.is_applicant else lane.who),
        time=step.printed.time,
        signature=signature,
    )
