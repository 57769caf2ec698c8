"""A row of the tray in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.engine.case import WorkItemState, WorkKind
from lajur.core.procedure.definition import ItemKind, LaneKind, Procedure, Step
from lajur.queries.moments import Nearness, in_words, nearness, nearness_words
from lajur.queries.worklist_views import TrayRow
from lajur.store.procedures import parsed
from lajur.store.sql import as_moment


def tray_row(
    row: Sequence[Any],
    *,
    actor: Actor,
    at: datetime,
    limit: datetime,
    zone: ZoneInfo,
    government: int,
) -> TrayRow:
    """A row of `worklist_sql.FIELDS` in words; `limit` is the `near_limit` of `at`."""
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
