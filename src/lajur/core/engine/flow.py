"""Where a case goes next: forks, joins, steps nobody is asked about, and ends."""

from lajur.core.access import SYSTEM
from lajur.core.engine.apply import Draft
from lajur.core.engine.case import WorkKind
from lajur.core.engine.events import CaseCompleted, JoinReached, StepPassed, WorkItemOpened
from lajur.core.procedure.definition import LaneId, Outcome, Step, StepId
from lajur.core.quick import quick

_work_item_opened = quick(WorkItemOpened)
_STEP = WorkKind.STEP


def follow(draft: Draft, source: StepId, outcome: Outcome) -> None:
    """Open what the outcome of `source` leads to, or close the case."""
    if outcome.end is not None:
        draft.record(CaseCompleted(at=draft.at, by=draft.by, end=outcome.end))
        return
    for target in outcome.targets:
        step = draft.procedure.steps[target]
        if step.waits_for and not _all_came(draft, step, source):
            draft.record(JoinReached(at=draft.at, by=draft.by, step=target, source=source))
        else:
            enter(draft, step)


def enter(draft: Draft, step: Step) -> None:
    """Open the step, or pass it when nobody is to be asked."""
    if step.automatic or step.derived_from is not None:
        known = _known_outcome(draft, step)
        if known is not None:
            draft.record(StepPassed(at=draft.at, by=SYSTEM, step=step.id, outcome=known.label))
            follow(draft, step.id, known)
            return
    visit = draft.visits.get(step.id, 0) + 1
    open_item(draft, step.id, _STEP, lane=step.performer, visit=visit)


def open_item(
    draft: Draft,
    step: StepId,
    kind: WorkKind,
    *,
    lane: LaneId,
    visit: int,
    parent: int | None = None,
) -> None:
    draft.record(
        _work_item_opened(
            at=draft.at,
            by=draft.by,
            number=draft.last_number + 1,
            step=step,
            kind=kind,
            lane=lane,
            visit=visit,
            parent=parent,
        )
    )


def _all_came(draft: Draft, join: Step, last: StepId) -> bool:
    came = draft.arrivals.get(join.id, frozenset()) | {last}
    return came.issuperset(join.waits_for)


def _known_outcome(draft: Draft, step: Step) -> Outcome | None:
    """How the step ends without anybody being asked; None when somebody must be."""
    if step.automatic:
        return step.outcomes[0]
    return step.outcome(draft.decisions.get(step.derived_from or ""))
