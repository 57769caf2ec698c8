"""The way a case has gone, for the drawn table: of one case, everywhere the same."""

from collections.abc import Iterable, Mapping
from typing import Any

from lajur.core.engine.case import Case, WorkKind
from lajur.core.engine.events import StepPassed, WorkItemCompleted
from lajur.core.grid.trail import Trail
from lajur.queries.case_rows import ItemFacts

LEAVING = (WorkItemCompleted.__name__, StepPassed.__name__)  # kinds of events that leave a step


def trail_of(
    case: Case, items: Iterable[ItemFacts], left: Iterable[tuple[str, Mapping[str, Any]]]
) -> Trail:
    """Return what was done and what is open.

    `items` are all work items the case ever had, `left` (kind, data) of its events of the kinds
    `LEAVING`. A signature or a completion of papers leaves no step: it happens within one.
    """
    steps = {item.number for item in items if item.kind == WorkKind.STEP}
    return Trail(
        taken=frozenset(
            (data["step"], data.get("outcome"))
            for kind, data in left
            if kind == StepPassed.__name__ or data["number"] in steps
        ),
        visits=case.visits,
        live=frozenset(item.step for item in case.items.values()),
    )
