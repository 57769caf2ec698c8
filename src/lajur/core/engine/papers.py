"""Papers handed in apart from completing a step."""

from collections.abc import Collection
from datetime import datetime

from lajur.core.access import Actor, Permission
from lajur.core.engine.apply import Draft, Transition
from lajur.core.engine.case import Case
from lajur.core.engine.checking import check_supplies
from lajur.core.engine.completing import supply_all
from lajur.core.engine.guards import open_item, require_open, require_permission, require_work
from lajur.core.engine.refusals import NothingSupplied
from lajur.core.procedure.definition import ItemId


def supply(
    case: Case, items: Collection[ItemId], *, number: int | None = None, actor: Actor, at: datetime
) -> Transition:
    """Hand in papers, each as its next version; with `number`, for that work item.

    Raises:
        CaseClosed, WorkItemClosed, NotFound, NotAllowed, NotYourWork, NotAppointed: as each says.
        UnknownItem: the procedure knows no such paper.
        NotTheSupplier: others hand it in.
        NothingSupplied: there is none.
    """
    require_open(case)
    require_permission(actor, Permission.ACT)
    if number is not None:
        require_work(case, open_item(case, number), actor)
    if not items:
        raise NothingSupplied
    check_supplies(case, items, lanes=actor.lanes)
    draft = Draft(case, at=at, by=actor.acting)
    supply_all(draft, set(items), number=number)
    return draft.transition()
