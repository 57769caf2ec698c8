"""What a reader may do with a work item, so that the page offers nothing in vain."""

from collections.abc import Iterable

from lajur.core.access import Permission
from lajur.core.engine.case import CaseState, WorkItemState, WorkKind
from lajur.core.procedure.definition import LaneKind, Step
from lajur.queries.case_rows import ItemFacts
from lajur.queries.dossier import Dossier
from lajur.queries.work_views import Act


def open_acts(dossier: Dossier, row: ItemFacts, step: Step) -> frozenset[Act]:
    """What the reader may do with the work item now; the engine has the last word."""
    if row.closed_at is not None or dossier.case.state is not CaseState.OPEN:
        return frozenset()
    reader = dossier.reader
    acts = set(_worker_acts(dossier, row, step))
    if reader.may(Permission.REASSIGN):
        acts.add(Act.REASSIGN)
    if row.kind == WorkKind.STEP and _may_set_time(dossier, step):
        acts.add(Act.SET_TIME)
    if _may_recall(dossier, row):
        acts.add(Act.RECALL)
    if row.kind == WorkKind.STEP and _may_record(dossier, row):
        acts.add(Act.ON_PAPER)
    return frozenset(acts)


def _may_record(dossier: Dossier, row: ItemFacts) -> bool:
    workable = row.state in (WorkItemState.READY, WorkItemState.RESERVED)
    return workable and dossier.reader.records_for(row.lane)


def _may_set_time(dossier: Dossier, step: Step) -> bool:
    """Whether the step's time varies, and the reader may set it anew."""
    setting = dossier.procedure.steps.get(step.standard_time.set_by or "")
    return setting is not None and dossier.reader.sets_time_for(setting.performer)


def _may_recall(dossier: Dossier, row: ItemFacts) -> bool:
    """Whether the applicant is asked for something that the lane or the clerk may ask no more."""
    asked = any(
        one.parent == row.number and one.kind is WorkKind.COMPLETION
        for one in dossier.case.items.values()
    )
    reader = dossier.reader
    return asked and (reader.may(Permission.REASSIGN) or reader.works_in(row.lane))


def _worker_acts(dossier: Dossier, row: ItemFacts, step: Step) -> Iterable[Act]:
    """What somebody of the lane may do now."""
    mine = dossier.reader_in(row.lane).answers_for(row.owner_id)
    if not dossier.is_left_to_reader(row) or not dossier.reader.works_in(row.lane):
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
