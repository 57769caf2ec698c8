"""What a reader may do with a work item, so that the page offers nothing in vain."""

from collections.abc import Iterable

from lajur.core.access import Permission
from lajur.core.engine.case import CaseState, WorkItemState, WorkKind
from lajur.core.procedure.definition import LaneKind, Step
from lajur.queries.dossier import Dossier
from lajur.queries.work_views import Act
from lajur.store.models import WorkItemRow


def open_acts(dossier: Dossier, row: WorkItemRow, step: Step) -> frozenset[Act]:
    """What the reader may do with the work item now; the engine has the last word."""
    if row.closed_at is not None or dossier.case.state is not CaseState.OPEN:
        return frozenset()
    reader = dossier.reader
    acts = set(_worker_acts(dossier, row, step))
    if reader.may(Permission.REASSIGN):
        acts.add(Act.REASSIGN)
    if row.kind == WorkKind.STEP and _may_record(dossier, row):
        acts.add(Act.ON_PAPER)
    return frozenset(acts)


def _may_record(dossier: Dossier, row: WorkItemRow) -> bool:
    workable = row.state in (WorkItemState.READY, WorkItemState.RESERVED)
    return workable and dossier.reader.records_for(row.lane)


def _worker_acts(dossier: Dossier, row: WorkItemRow, step: Step) -> Iterable[Act]:
    """What somebody of the lane may do now."""
    reader = dossier.reader
    chosen = dossier.case.appointed.get(row.lane)
    mine = row.owner_id == reader.person
    eligible = mine or chosen is None or reader.person in chosen
    if not eligible or not reader.works_in(row.lane):
        return
    if row.state == WorkItemState.SUSPENDED:
        yield Act.RESUME
    free = row.state == WorkItemState.READY
    if not free and not (mine and row.state == WorkItemState.RESERVED):
        return
    yield from (Act.COMPLETE, Act.CLAIM if free else Act.RELEASE, Act.DELEGATE)
    if row.kind == WorkKind.SIGNATURE:
        yield Act.DECLINE
    if row.kind == WorkKind.STEP:
        yield Act.SUSPEND
        if dossier.procedure.lanes[step.performer].kind is not LaneKind.APPLICANT:
            yield Act.RETURN
