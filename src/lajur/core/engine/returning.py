"""A deviation: the applicant is asked for what is missing, or asked no longer."""

from collections.abc import Collection
from datetime import datetime

from lajur.core.access import Actor, Permission
from lajur.core.engine.apply import Draft, Transition
from lajur.core.engine.case import Case, WorkKind
from lajur.core.engine.events import (
    ReturnedForCompletion,
    ReturnRecalled,
    WorkItemCancelled,
    WorkItemClaimed,
    WorkItemReinstated,
)
from lajur.core.engine.flow import open_item as open_work
from lajur.core.engine.guards import open_item, own_item, require_reason, require_work
from lajur.core.engine.refusals import NotReturnable, NotReturned, UnknownItem
from lajur.core.engine.rules import rules_of
from lajur.core.procedure.definition import ItemId


def return_for_completion(
    case: Case,
    number: int,
    *,
    missing: Collection[ItemId],
    reason: str,
    actor: Actor,
    at: datetime,
) -> Transition:
    """Ask the applicant for what is missing; the step waits until it has come.

    Raises:
        Refusal: see `own_item`.
        NotReturnable: it is no step, or the applicant's own.
        UnknownItem: the procedure knows no such paper.
        ReasonMissing: without a reason.
    """
    item, person = own_item(case, number, actor)
    applicant = rules_of(case.procedure).applicant
    if item.kind is not WorkKind.STEP or item.lane == applicant:
        raise NotReturnable(number=number)
    for one in missing:
        if one not in case.procedure.items:
            raise UnknownItem(item=one)
    require_reason(reason)
    draft = Draft(case, at=at, by=actor.acting)
    if item.owner is None:
        draft.record(WorkItemClaimed(at=at, by=actor.acting, number=number, person=person))
    asked = tuple(sorted(set(missing)))
    draft.record(
        ReturnedForCompletion(at=at, by=actor.acting, number=number, missing=asked, text=reason)
    )
    open_work(
        draft, item.step, WorkKind.COMPLETION, lane=applicant, visit=item.visit, parent=number
    )
    return draft.transition()


def recall_return(
    case: Case, number: int, *, reason: str, actor: Actor, at: datetime
) -> Transition:
    """Ask the applicant no longer: the step is its owner's again, with what is there.

    Anyone of the lane may, and whoever keeps the register: the applicant may never answer.

    Raises:
        Refusal: see `open_item` and `require_work`.
        NotReturned: the applicant is asked for nothing.
        ReasonMissing: without a reason.
    """
    item = open_item(case, number)
    if not actor.may(Permission.REASSIGN):
        require_work(case, item, actor)
    asked = [
        one.number
        for one in case.items.values()
        if one.parent == number and one.kind is WorkKind.COMPLETION
    ]
    if not asked:
        raise NotReturned(number=number)
    require_reason(reason)
    draft = Draft(case, at=at, by=actor.acting)
    draft.record(ReturnRecalled(at=at, by=actor.acting, number=number, text=reason))
    for one in asked:
        draft.record(WorkItemCancelled(at=at, by=actor.acting, number=one))
    draft.record(WorkItemReinstated(at=at, by=actor.acting, number=number))
    return draft.transition()
