"""A row of the tray in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.engine.case import WorkItemState, WorkKind
from lajur.core.engine.mapping import durations_from_dict
from lajur.core.procedure.definition import ItemKind, LaneKind, Procedure, Step
from lajur.core.worktime.standard import Duration, TimeKind
from lajur.queries.due_views import Moments, OpenClock, due_view
from lajur.queries.worklist_views import TrayRow
from lajur.store.mapping import loads
from lajur.store.procedures import parsed
from lajur.store.sql import as_moment


def tray_row(
    row: Sequence[Any],
    *,
    actor: Actor,
    instead_of: Mapping[tuple[str, str], str],
    seen: Moments,
    government: int,
) -> TrayRow:
    """A row of `worklist_sql.FIELDS` in words.

    `instead_of` names those who are away, by (procedure key, lane) open only through them.
    """
    (_, case_id, number, step_id, kind, lane, state, owner, visit, paused_at, due_at,
     request, title, version, procedure_id, digest, agency, owner_name,
     opened_at, started_at, durations) = row  # fmt: skip
    procedure = parsed(procedure_id, digest, government=government)
    step = procedure.steps[str(step_id)]
    clock = OpenClock(
        state=str(state),
        kind=step.standard_time.kind if kind != WorkKind.COMPLETION else TimeKind.NONE,
        limit=_limit(step, durations) if kind != WorkKind.COMPLETION else None,
        target=step.standard_time.target if kind != WorkKind.COMPLETION else None,
        opened_at=as_moment(opened_at),
        started_at=None if started_at is None else as_moment(started_at),
        due_at=None if due_at is None else as_moment(due_at),
        paused_at=None if paused_at is None else as_moment(paused_at),
    )
    time = due_view(clock, seen)
    mine = actor.answers_for(owner)
    absent = next((one.name for one in actor.stands_in if one.person == owner), "")
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
        kind=_sort(str(kind), str(state), paused=paused_at is not None),
        visit=gettext("putaran %(visit)s") % {"visit": visit} if visit != 1 else "",
        time=time,
        holder=gettext("Anda") if mine else str(owner_name or gettext("Belum diambil")),
        instead_of=absent or (instead_of.get((procedure.id, lane), "") if instead_of else ""),
        mine=mine,
        step_key=f"{procedure.id}:{step.id}",
        bulk=f"{case_id}-{number}-{version}" if bulk else "",
    )


def _sort(kind: str, state: str, *, paused: bool) -> str:
    """What sort of work it is, where that is worth saying; waiting while its clock runs on is."""
    if kind != WorkKind.STEP:
        return kind_words(WorkKind(kind))
    return state_words(state) if state == WorkItemState.WAITING and not paused else ""


def _limit(step: Step, durations: Any) -> Duration | None:
    """After how long the step is late; `durations` as the case keeps them."""
    if step.standard_time.kind is not TimeKind.VARIABLE:
        return step.standard_time.limit
    return durations_from_dict(loads(durations)).get(step.id)


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
