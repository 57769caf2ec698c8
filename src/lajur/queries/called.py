"""The SOP that a step calls, where the government has it. Called inside its scope."""

from collections.abc import Iterable, Mapping

from lajur.core.engine.case import WorkItem, WorkItemState, WorkKind
from lajur.core.procedure.definition import ItemId, Procedure
from lajur.store.models import CaseRow, ProcedureRow

_WORKABLE = (WorkItemState.READY, WorkItemState.RESERVED)


def called_by(case_id: int, procedure: Procedure, item: WorkItem | None) -> ProcedureRow | None:
    """The SOP that this work item is to run as; None when it is done as one recorded step.

    A step whose child has come back is finished by hand.
    """
    if item is None or item.kind is not WorkKind.STEP or item.state not in _WORKABLE:
        return None
    called = procedure.steps[item.step].calls
    if called is None or CaseRow.objects.filter(parent=case_id, parent_item=item.number).exists():
        return None
    rows = ProcedureRow.objects.filter(active=True).exclude(key=procedure.id)
    return next((row for row in rows if _words(called) in map(_words, (row.title, row.key))), None)


def same_papers(
    mine: Procedure, other: Procedure, items: Iterable[ItemId]
) -> Mapping[ItemId, ItemId]:
    """Which of the other's papers are which of mine, by id or by name."""
    names = {_words(item.name): item.id for item in mine.items.values()}
    found = {
        item: item if item in mine.items else names.get(_words(other.items[item].name))
        for item in items
    }
    return {item: known for item, known in found.items() if known is not None}


def _words(name: str) -> str:
    """A title as it is compared: “SOP Analisis Aplikasi” is “analisis aplikasi”."""
    return " ".join(name.casefold().split()).removeprefix("sop ")
