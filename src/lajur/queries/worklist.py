"""The tray: the open work an actor may do, in due order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.text import Truncator
from django.utils.translation import gettext

from lajur.core.access import Actor, Role
from lajur.core.engine.case import WorkItemState, WorkKind
from lajur.core.procedure.definition import ItemKind, LaneKind, Procedure, Step
from lajur.queries.moments import Nearness, in_words, near_limit, nearness, nearness_words
from lajur.queries.worklist_sql import (
    Condition,
    Cursor,
    bindings,
    counts,
    page,
    search,
)
from lajur.store.models import UnitRow
from lajur.store.procedures import parsed
from lajur.store.sql import as_moment, moment

PAGE = 25
CAP = 10_000  # a count stops here; the page then says "lebih dari"
SMALL_CAP = 500  # of counts that no index covers


class Share(StrEnum):
    """Whose part of the tray. The values stand in the address."""

    ALL = "semua"  # every lane of the actor's positions
    MINE = "saya"  # what the actor has taken
    FREE = "jabatan"  # the position's, taken by nobody yet


class Due(StrEnum):
    ANY = ""
    LATE = "lewat"
    NEAR = "segera"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayQuestion:
    """What to show of the tray."""

    share: Share = Share.ALL
    due: Due = Due.ANY
    kind: str = ""  # WorkKind; "" for any
    step: str = ""  # "<procedure id>:<step id>"; "" for any
    text: str = ""  # in the number, the title or the agency's name
    after: Cursor | None = None

    @property
    def narrowed(self) -> bool:
        """Whether it asks for less than a whole share."""
        return bool(self.kind or self.step or self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayRow:
    """One piece of open work, in words."""

    case_id: int
    number: int  # of the work item, within its case
    version: int  # of the case, as shown
    request: str  # nomor permohonan
    title: str
    agency: str
    step_no: str  # printed number; "" when implied
    step: str  # the step's words as signed
    kind: str  # words; "" for a step
    visit: str  # "putaran 2"; "" on the first
    due: str  # absolute, in the office's zone; "" without
    nearness: Nearness
    chip: str
    holder: str
    mine: bool
    step_key: str  # as in TrayQuestion.step
    bulk: str  # what a tick sends: "<case>-<number>-<version>"; "": not to be disposed in bulk


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count that is a link."""

    value: int
    capped: bool = False

    @property
    def words(self) -> str:
        number = f"{self.value:,}".replace(",", ".")
        return gettext("%(number)s+") % {"number": number} if self.capped else number


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChoice:
    value: str  # as in TrayQuestion.step
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayView:
    rows: tuple[TrayRow, ...]
    after: Cursor | None  # where the next page begins; None on the last
    total: Count  # of the question
    everything: Count
    mine: Count
    free: Count
    late: Count
    near: Count
    steps: tuple[StepChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reach:
    """A lane the actor's positions open, as the tray reads it."""

    key: str
    lane: str
    vendor: bool
    procedure: tuple[int, str] | None  # the active version's row and digest

    def condition(self, government: int, person: int, *, narrowed: bool) -> Condition:
        sql = "government_id = %s AND procedure_key = %s AND lane = %s"
        params: tuple[Any, ...] = (government, self.key, self.lane)
        if not (self.vendor or narrowed):
            return Condition(sql=sql, params=params)
        # A vendor sees only its own cases; an office lane is everyone's until people are appointed.
        free = "" if self.vendor else "appointed = '' OR "
        return Condition(
            sql=f"{sql} AND ({free}appointed LIKE %s OR owner_id = %s)",
            params=(*params, f"% {person} %", person),
        )


def worklist(
    question: TrayQuestion,
    *,
    actor: Actor,
    at: datetime,
    government: int,
    zone: ZoneInfo,
) -> TrayView:
    """One page of the actor's open work, with the counts that are links; three statements."""
    reaches = _reaches(actor, government)
    procedures = _procedures(reaches, government)
    lanes = _lanes(reaches, procedures, actor, government)
    limit = near_limit(at, zone)
    steps = _step_choices(reaches, procedures)
    if not lanes:
        none = Count(value=0)
        return TrayView(
            rows=(), after=None, total=none, everything=none, mine=none, free=none, late=none,
            near=none, steps=steps,
        )  # fmt: skip
    where = _where(question, at, limit)
    branches = [_held(lanes, actor, government)] if question.share is Share.MINE else lanes
    found = page(branches, where, question.after, PAGE + 1)
    rows = tuple(
        _row(row, actor=actor, at=at, limit=limit, zone=zone, government=government)
        for row in found[:PAGE]
    )
    total, everything, mine, free, late, near = _counted(
        question, lanes, [_held(lanes, actor, government)], _where(question, at, limit), (at, limit)
    )
    return TrayView(
        rows=rows,
        after=_cursor(found[PAGE - 1]) if len(found) > PAGE else None,
        total=total,
        everything=everything,
        mine=mine,
        free=free,
        late=late,
        near=near,
        steps=steps,
    )


def chosen(
    picked: Sequence[tuple[int, int]],
    *,
    actor: Actor,
    at: datetime,
    government: int,
    zone: ZoneInfo,
) -> tuple[TrayRow, ...]:
    """The rows of these (case, number) that are in the actor's tray, in due order."""
    reaches = _reaches(actor, government)
    lanes = _lanes(reaches, _procedures(reaches, government), actor, government)
    if not lanes or not picked:
        return ()
    any_of = " OR ".join(["(case_id = %s AND number = %s)"] * len(picked))
    params = tuple(value for pair in picked for value in pair)
    one = Condition(sql=f"({any_of})", params=params)
    limit = near_limit(at, zone)
    return tuple(
        _row(row, actor=actor, at=at, limit=limit, zone=zone, government=government)
        for row in page(lanes, [one], None, len(picked))
    )


def _reaches(actor: Actor, government: int) -> list[_Reach]:
    """The lanes bound to the actor's positions."""
    if not actor.positions:
        return []
    rows = bindings(government, sorted(actor.positions))
    reaches: dict[tuple[str, str], _Reach] = {}
    for key, lane, kind, pk, digest in rows:  # "agency" < "office" < "vendor": the office's wins
        procedure = (pk, digest) if pk else None
        reach = _Reach(key=key, lane=lane, vendor=kind == UnitRow.VENDOR, procedure=procedure)
        reaches.setdefault((key, lane), reach)
    return list(reaches.values())


def _procedures(reaches: Iterable[_Reach], government: int) -> list[Procedure]:
    """The SOPs the actor works in, as they are now."""
    known = dict.fromkeys(reach.procedure for reach in reaches if reach.procedure)
    return [parsed(pk, digest, government=government) for pk, digest in known]


def _lanes(
    reaches: Iterable[_Reach], procedures: Iterable[Procedure], actor: Actor, government: int
) -> list[Condition]:
    appointable = {
        (procedure.id, lane)
        for procedure in procedures
        for step in procedure.steps.values()
        for lane in step.appoints
    }
    person = actor.person or 0
    lanes = [
        reach.condition(government, person, narrowed=(reach.key, reach.lane) in appointable)
        for reach in reaches
    ]
    if Role.APPLICANT in actor.roles and actor.unit is not None:
        own = Condition(
            sql="government_id = %s AND agency_id = %s", params=(government, actor.unit)
        )
        lanes.append(own)
    return lanes


def _held(lanes: Sequence[Condition], actor: Actor, government: int) -> Condition:
    """What the actor has taken and may still do: a former holder may not."""
    still = " OR ".join(f"({lane.sql})" for lane in lanes)
    params = [value for lane in lanes for value in lane.params]
    # Within CASE, so that the planner takes the index of the owner and not that of the lane.
    return Condition(
        sql=f"government_id = %s AND owner_id = %s AND (CASE WHEN {still} THEN 1 ELSE 0 END) = 1",
        params=(government, actor.person, *params),
    )


def _where(question: TrayQuestion, at: datetime, limit: datetime) -> list[Condition]:
    asked = [] if question.due is Due.ANY else [_running(question.due, (at, limit))]
    if question.share is Share.FREE:
        asked.append(Condition(sql="owner_id IS NULL"))
    if question.kind:
        asked.append(Condition(sql="kind = %s", params=(question.kind,)))
    if question.step:
        key, _, step = question.step.partition(":")
        asked.append(Condition(sql="procedure_key = %s AND step = %s", params=(key, step)))
    if question.text:
        asked.append(search(question.text))
    return asked


def _running(due: Due, times: tuple[datetime, datetime]) -> Condition:
    """Late or near, by clocks that run: a paused one makes nobody late."""
    at, limit = (moment(time) for time in times)
    if due is Due.LATE:
        return Condition(sql="due_at < %s AND paused_at IS NULL", params=(at,))
    return Condition(sql="due_at >= %s AND due_at <= %s AND paused_at IS NULL", params=(at, limit))


def _counted(
    question: TrayQuestion,
    lanes: Sequence[Condition],
    held: Sequence[Condition],
    where: Sequence[Condition],
    times: tuple[datetime, datetime],  # now, and up to when a due time counts as near
) -> list[Count]:
    whole = question.share is Share.ALL and question.due is Due.ANY and not question.narrowed
    asked = [
        (lanes, [], CAP),
        (held, [], SMALL_CAP),
        (lanes, [Condition(sql="owner_id IS NULL")], SMALL_CAP),
        (lanes, [_running(Due.LATE, times)], SMALL_CAP),
        (lanes, [_running(Due.NEAR, times)], SMALL_CAP),
    ]
    if not whole:
        asked.append((held if question.share is Share.MINE else lanes, where, SMALL_CAP))
    found = [
        Count(value=min(number, cap), capped=number > cap)
        for number, (_, _, cap) in zip(counts(asked), asked, strict=True)
    ]
    return [found[0] if whole else found[5], *found[:5]]


def _cursor(row: Sequence[Any]) -> Cursor:
    return Cursor(due=None if row[10] is None else as_moment(row[10]), id=row[0])


def _row(
    row: Sequence[Any],
    *,
    actor: Actor,
    at: datetime,
    limit: datetime,
    zone: ZoneInfo,
    government: int,
) -> TrayRow:
    (_, case_id, number, step_id, kind, _, state, owner, visit, paused_at, due_at,
     request, title, version, procedure_id, digest, agency, owner_name) = row  # fmt: skip
    procedure = parsed(procedure_id, digest, government=government)
    step = procedure.steps[str(step_id)]
    due = None if due_at is None or paused_at is not None else as_moment(due_at)
    paused = state in (WorkItemState.SUSPENDED, WorkItemState.WAITING)
    near = Nearness.PAUSED if paused else nearness(due, at, limit)
    mine = owner is not None and owner == actor.person
    free = state == WorkItemState.READY or (state == WorkItemState.RESERVED and mine)
    bulk = free and kind == WorkKind.STEP and is_plain(step, procedure)
    return TrayRow(
        case_id=case_id,
        number=number,
        version=version,
        request=str(request),
        title=str(title),
        agency=str(agency),
        step_no=step.printed.no,
        step=step.printed.title,
        kind=kind_words(WorkKind(str(kind))) if kind != WorkKind.STEP else "",
        visit=gettext("putaran %(visit)s") % {"visit": visit} if visit != 1 else "",
        due=in_words(due, zone) if due else "",
        nearness=near,
        chip=state_words(str(state)) if paused else nearness_words(near),
        holder=gettext("Anda") if mine else str(owner_name or gettext("Belum diambil")),
        mine=mine,
        step_key=f"{procedure.id}:{step.id}",
        bulk=f"{case_id}-{number}-{version}" if bulk else "",
    )


def is_plain(step: Step, procedure: Procedure) -> bool:
    """Whether one instruction is all the step asks for, so that many can be disposed at once."""
    office = procedure.lanes[step.performer].kind is LaneKind.OFFICE
    asks = step.is_decision or step.appoints or step.sets_time_of or step.calls or step.cosigners
    builds = any(procedure.items[use.item].kind is ItemKind.PRODUCT for use in step.outputs)
    return office and not asks and not builds and not step.automatic


def kind_words(kind: WorkKind) -> str:
    """What sort of work it is."""
    match kind:
        case WorkKind.STEP:
            return gettext("Langkah SOP")
        case WorkKind.SIGNATURE:
            return gettext("Tanda tangan")
        case WorkKind.COMPLETION:
            return gettext("Melengkapi berkas")


def state_words(state: str) -> str:
    """How a work item stands."""
    return {
        WorkItemState.READY: gettext("Belum diambil"),
        WorkItemState.RESERVED: gettext("Sedang dikerjakan"),
        WorkItemState.SUSPENDED: gettext("Ditunda"),
        WorkItemState.WAITING: gettext("Menunggu pihak lain"),
        WorkItemState.COMPLETED: gettext("Selesai"),
        WorkItemState.CANCELLED: gettext("Dibatalkan"),
    }[WorkItemState(state)]


def _step_choices(
    reaches: Iterable[_Reach], procedures: Iterable[Procedure]
) -> tuple[StepChoice, ...]:
    lanes = {(reach.key, reach.lane) for reach in reaches}
    return tuple(
        StepChoice(
            value=f"{procedure.id}:{step.id}",
            words=Truncator(f"{step.printed.no}. {step.printed.title}".removeprefix(". ")).chars(
                70
            ),
        )
        for procedure in procedures
        for step in procedure.steps.values()
        if any((procedure.id, lane) in lanes for lane in (step.performer, *step.cosigners))
        and not step.automatic
    )
