"""The way a case has gone, for the drawn table. Called inside the scope of its government."""

from collections import Counter
from collections.abc import Iterable

from lajur.core.engine.case import WorkKind
from lajur.core.grid.trail import Trail
from lajur.queries.case_rows import ItemFacts
from lajur.store.models import EventRow

_DONE = ("WorkItemCompleted", "StepPassed")  # engine.events that leave a step


def trail_of(case_id: int, items: Iterable[ItemFacts]) -> Trail:
    """Return what was done and what is open; `items` are all work items of the case."""
    steps = [item for item in items if item.kind == WorkKind.STEP]
    left = EventRow.objects.filter(case_id=case_id, kind__in=_DONE).values_list("data", flat=True)
    return Trail(
        taken=frozenset((data["step"], data.get("outcome")) for data in left),
        visits=Counter(item.step for item in steps),
        live=frozenset(item.step for item in steps if item.closed_at is None),
    )
