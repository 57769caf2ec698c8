"""The case page: where it stands in its SOP, what was done, with which papers, by whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from lajur.core.access import Actor, Permission
from lajur.core.engine.case import CaseState, WorkKind
from lajur.core.engine.events import ChildOpened
from lajur.core.grid.trail import Trail
from lajur.core.procedure.definition import Procedure, StepId
from lajur.queries.case_heads import CaseHead, head_of
from lajur.queries.case_people import LanePeople, people_of
from lajur.queries.dossier import Dossier, open_dossier
from lajur.queries.due_views import DueView
from lajur.queries.journal import acts_of, events_of
from lajur.queries.letters.lines import LetterLine, letters_of, may_write
from lajur.queries.papers import PaperGroup, grouped, papers_of
from lajur.queries.time_told import with_times
from lajur.queries.timeline import ActView, StoredEvent
from lajur.queries.trails import LEAVING, trail_of
from lajur.store.models import CaseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildView:
    """A case opened by a step of this one."""

    case_id: int
    title: str
    sop: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Everything on the case page."""

    head: CaseHead
    version: int
    code: str  # for tracking without an account; "" unless the reader is of the agency
    procedure: Procedure
    trail: Trail
    standings: Mapping[StepId, DueView]  # of the steps that are open
    late: frozenset[StepId]  # finished late, once or more; none for readers outside the office
    acts: tuple[ActView, ...]  # newest first
    papers: tuple[PaperGroup, ...]
    letters: tuple[LetterLine, ...]  # newest first
    people: tuple[LanePeople, ...]
    children: tuple[ChildView, ...]
    may_withdraw: bool
    may_correct: bool
    may_write: bool  # a letter beside the SOP


def case(case_id: int, *, actor: Actor, at: datetime, zone: ZoneInfo) -> CaseView:
    """One case for somebody with a part in it; at most nine statements.

    Raises:
        NotFound: no such case, or none that the reader may see.
    """
    dossier = open_dossier(case_id, actor=actor, at=at, zone=zone)
    events = events_of(case_id)
    reader = dossier.reader
    applies = any(dossier.lanes[lane].is_applicant for lane in reader.lanes)
    acts = with_times(acts_of(dossier, events, zone), events, dossier)
    return CaseView(
        head=head_of(dossier, zone),
        version=dossier.row.version,
        code=dossier.row.code if applies else "",
        procedure=dossier.procedure,
        trail=_trail(dossier, events),
        standings=_standings(dossier),
        late=_late(dossier, acts),
        acts=acts[::-1],
        papers=grouped(papers_of(dossier, zone)),
        letters=letters_of(dossier, zone),
        people=() if dossier.outside else people_of(dossier, events),
        children=() if dossier.outside else _children(events),
        may_withdraw=applies and dossier.case.state is CaseState.OPEN and not dossier.row.parent_id,
        may_correct=reader.may(Permission.CORRECT) and not dossier.outside,
        may_write=may_write(dossier, None),
    )


def _trail(dossier: Dossier, events: Iterable[StoredEvent]) -> Trail:
    left = ((event.kind, event.data) for event in events if event.kind in LEAVING)
    return trail_of(dossier.case, dossier.items, left)


def _standings(dossier: Dossier) -> Mapping[StepId, DueView]:
    return {
        item.step: dossier.time_of(item)
        for item in dossier.items
        if item.closed_at is None and item.kind == WorkKind.STEP
    }


def _late(dossier: Dossier, acts: Iterable[ActView]) -> frozenset[StepId]:
    steps = {item.number: item.step for item in dossier.items}
    return frozenset(steps[act.work] for act in acts if act.late)


def _children(events: Iterable[StoredEvent]) -> tuple[ChildView, ...]:
    """The cases the journal names, which is quicker to ask for than the children of this one."""
    ids = [int(str(event.data["child"])) for event in events if event.kind == ChildOpened.__name__]
    if not ids:
        return ()
    rows = CaseRow.objects.filter(pk__in=ids).order_by("pk")
    return tuple(
        ChildView(case_id=pk, title=title, sop=sop, open=state == CaseState.OPEN)
        for pk, title, sop, state in rows.values_list("id", "title", "procedure__title", "state")
    )
