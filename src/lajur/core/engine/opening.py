"""Opening a case."""

from datetime import datetime

from lajur.core.access import Actor, Permission
from lajur.core.engine.apply import Draft, Transition
from lajur.core.engine.case import Case
from lajur.core.engine.events import CaseOpened
from lajur.core.engine.flow import enter
from lajur.core.engine.guards import require_permission
from lajur.core.procedure.definition import Procedure


def open_case(procedure: Procedure, *, actor: Actor, at: datetime) -> Transition:
    """Open a case at the procedure's first step.

    Raises:
        NotAllowed: no role of the actor may act.
    """
    require_permission(actor, Permission.ACT)
    draft = Draft(Case(procedure=procedure), at=at, by=actor.acting)
    draft.record(CaseOpened(at=at, by=actor.acting, procedure=procedure.id))
    enter(draft, procedure.steps[procedure.start])
    return draft.transition()
