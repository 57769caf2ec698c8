"""Where a request stands, for whoever holds its number and secret code. Nothing internal."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from lajur.core.engine.case import CaseState, WorkItemState, WorkKind
from lajur.core.grid.trail import Trail
from lajur.core.letters.numbers import LetterPattern
from lajur.core.procedure.definition import End, LaneKind, Outcome, Procedure, StepId
from lajur.core.refusals import Refusal, marked
from lajur.core.worktime.judging import is_late
from lajur.queries.case_rows import ItemFacts, case_of, item_facts
from lajur.queries.promises import PromiseView, promise_view
from lajur.queries.trails import LEAVING, trail_of
from lajur.store.calendars import calendar_now
from lajur.store.models import CaseRow, EventRow, GovernmentRow
from lajur.store.procedures import parsed


class NothingTracked(Refusal):
    """No request has this number and code. Which of the two is wrong is not said."""

    code = "nothing_tracked"
    message = marked(
        "Tidak ada permohonan dengan nomor dan kode itu. "
        "Periksa kembali keduanya pada tanda terima."
    )
    status = 404

    def __init__(self) -> None:
        super().__init__()


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """One open piece of work: which step, which lane (never who), since when."""

    no: str  # printed; "" when implied
    step: str
    step_id: StepId
    lane: str
    by_applicant: bool  # it is the applicant's turn
    kind: WorkKind
    paused: bool
    since: datetime
    due: datetime | None  # None: no limit, or its clock stands still
    late: bool  # the standard time is over
    leads_to: tuple[tuple[str, str], ...]  # (outcome, "" on a box; what comes next)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackView:
    """A request from outside."""

    number: str
    title: str
    agency: str
    opened_at: datetime
    closed_at: datetime | None
    withdrawn: bool
    end: End | None  # how it closed; None while open or withdrawn
    turns: tuple[TurnView, ...]
    promise: PromiseView | None  # None: closed, or nothing can be promised
    steps_done: int
    procedure: Procedure
    trail: Trail


def track(*, number: str, code: str, government: int, at: datetime) -> TrackView:
    """Return the request with this number, when the code is its own.

    Neither spaces nor capitals count, in number or code, nor the zeros before the sequence.

    Raises:
        NothingTracked: no such request, or another code.
    """
    rows = (
        CaseRow.objects.select_related("procedure", "agency")
        .defer("procedure__source", "procedure__transcript", "form")
        .filter(number__in=_writings(number, government))
        .exclude(number="")
    )
    for row in rows:
        if hmac.compare_digest(_bare(row.code).encode(), _bare(code).encode()):
            return _view(row, at)
    raise NothingTracked


def _writings(number: str, government: int) -> set[str]:
    """How a number typed by a person may stand in the register: few, so each by the index."""
    rows = GovernmentRow.objects.values_list("request_pattern", "unit_code")
    pattern, unit = rows.get(pk=government)
    plain = "".join(number.split())
    written = LetterPattern(text=pattern).as_given(number, unit=unit)
    return {number.strip(), plain, plain.upper(), written}


def _bare(code: str) -> str:
    """The code without what people add when they copy it: spaces, dashes, small letters."""
    return "".join(code.split()).replace("-", "").upper()


def _view(row: CaseRow, at: datetime) -> TrackView:
    version, tenant = row.procedure, row.government_id
    procedure = parsed(version.pk, version.digest, government=tenant)
    items = item_facts(row.pk)
    case = case_of(procedure, row.marking, items)
    left = EventRow.objects.filter(case_id=row.pk, kind__in=LEAVING)
    trail = trail_of(case, items, left.values_list("kind", "data"))
    return TrackView(
        number=row.number,
        title=row.title,
        agency=row.agency.name,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        withdrawn=row.state == CaseState.WITHDRAWN,
        end=procedure.ends.get(row.end),
        turns=tuple(_turn(procedure, item, at) for item in items if item.closed_at is None),
        promise=promise_view(case, items, calendar_now(tenant), at=at),
        steps_done=len({step for step, _ in trail.taken}),
        procedure=procedure,
        trail=trail,
    )


def _turn(procedure: Procedure, item: ItemFacts, at: datetime) -> TurnView:
    step = procedure.steps[item.step]
    lane = procedure.lanes[item.lane]
    due = item.due_at if item.paused_at is None else None
    return TurnView(
        no=step.printed.no,
        step=step.printed.title,
        step_id=step.id,
        lane=lane.name,
        by_applicant=lane.kind is LaneKind.APPLICANT,
        kind=WorkKind(item.kind),
        paused=item.state in (WorkItemState.SUSPENDED, WorkItemState.WAITING),
        since=item.opened_at,
        due=due,
        late=due is not None and is_late(due, at),
        leads_to=tuple(
            (outcome.label or "", _next(procedure, outcome)) for outcome in step.outcomes
        ),
    )


def _next(procedure: Procedure, outcome: Outcome) -> str:
    """What follows: the end, or the lanes and activities that come."""
    if outcome.end is not None:
        return procedure.ends[outcome.end].name
    steps = [procedure.steps[target] for target in outcome.targets]
    return "; ".join(f"{procedure.lanes[s.performer].name}: {s.printed.title}" for s in steps)
