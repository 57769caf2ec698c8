"""Setting a variable time anew, while its step is open."""

from datetime import datetime

from lajur.core.access import Actor, Permission
from lajur.core.engine.apply import Draft, Transition
from lajur.core.engine.case import Case, WorkItem, WorkKind
from lajur.core.engine.events import DurationSet
from lajur.core.engine.guards import (
    open_item,
    require_duration,
    require_permission,
    require_reason,
    title,
)
from lajur.core.engine.refusals import NotYourTimeToSet, TimeIsFixed
from lajur.core.procedure.definition import LaneId
from lajur.core.worktime.standard import Duration, TimeKind


def set_time(
    case: Case, number: int, *, duration: Duration, reason: str, actor: Actor, at: datetime
) -> Transition:
    """Set the variable time of open work anew; the earlier times stay in the journal.

    Closed work keeps the time it was judged by.

    Raises:
        Refusal: see `open_item`.
        TimeIsFixed: the SOP prints the step's time, or it is no step.
        NotAllowed, NotYourTimeToSet: the actor is neither in the lane that sets it nor registrar.
        DurationMissing, DurationTooLong: no time at all, or more than any step may take.
        ReasonMissing: without a reason.
    """
    item = open_item(case, number)
    require_permission(actor, Permission.SET_TIME)
    lane = _setting_lane(case, item)
    if not actor.sets_time_for(lane):
        name = case.procedure.lanes[lane].name
        raise NotYourTimeToSet(step=title(case, item.step), lane=name)
    require_duration(duration, step=title(case, item.step), target=title(case, item.step))
    require_reason(reason)
    draft = Draft(case, at=at, by=actor.acting)
    draft.record(
        DurationSet(at=at, by=actor.acting, step=item.step, duration=duration, text=reason)
    )
    return draft.transition()


def _setting_lane(case: Case, item: WorkItem) -> LaneId:
    """Whose step sets the time. Raises: TimeIsFixed."""
    step = case.procedure.steps[item.step]
    setting = case.procedure.steps.get(step.standard_time.set_by or "")
    variable = step.standard_time.kind is TimeKind.VARIABLE
    if not variable or setting is None or item.kind is not WorkKind.STEP:
        raise TimeIsFixed(step=title(case, item.step))
    return setting.performer
