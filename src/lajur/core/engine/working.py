"""The ordinary life of a work item: claim, release, delegate, complete, sign."""

from datetime import datetime

from lajur.core.access import Actor, PersonId
from lajur.core.completion import Completion
from lajur.core.engine.apply import Draft, Transition
from lajur.core.engine.case import Case, WorkItem, WorkKind
from lajur.core.engine.checking import check
from lajur.core.engine.completing import finish
from lajur.core.engine.events import (
    SignatureDeclined,
    WorkItemCancelled,
    WorkItemClaimed,
    WorkItemDelegated,
    WorkItemReinstated,
    WorkItemReleased,
)
from lajur.core.engine.guards import (
    is_eligible,
    own_item,
    require_another,
    require_reason,
)
from lajur.core.engine.refusals import AlreadyYours, NotAppointed, NotASignature, NotTaken
from lajur.core.engine.rules import step_rules


def claim(case: Case, number: int, *, actor: Actor, at: datetime) -> Transition:
    """Take a work item from the lane's tray.

    Raises:
        Refusal: see `own_item`.
        AlreadyYours: the actor has it.
    """
    item, person = own_item(case, number, actor)
    if item.owner is not None:
        raise AlreadyYours(number=number)
    draft = Draft(case, at=at, by=actor.acting)
    _take(draft, item, person)
    return draft.transition()


def release(case: Case, number: int, *, actor: Actor, at: datetime) -> Transition:
    """Give a work item back to the lane.

    Raises:
        Refusal: see `own_item`.
        NotTaken: nobody has it.
    """
    item, _ = own_item(case, number, actor)
    if item.owner is None:
        raise NotTaken(number=number)
    draft = Draft(case, at=at, by=actor.acting)
    draft.record(WorkItemReleased(at=at, by=actor.acting, number=number))
    return draft.transition()


def delegate(
    case: Case, number: int, *, to: PersonId, instruction: str, actor: Actor, at: datetime
) -> Transition:
    """Hand a work item to a colleague of the lane; the caller knows who the colleagues are.

    Raises:
        Refusal: see `own_item`.
        NotAppointed: the lane was narrowed for this case and `to` is not among the appointed.
    """
    item, _ = own_item(case, number, actor)
    if not is_eligible(case, item, to):
        raise NotAppointed(lane=case.procedure.lanes[item.lane].name)
    draft = Draft(case, at=at, by=actor.acting)
    draft.record(WorkItemDelegated(at=at, by=actor.acting, number=number, to=to, text=instruction))
    return draft.transition()


def complete(
    case: Case, number: int, *, completion: Completion, actor: Actor, at: datetime
) -> Transition:
    """Complete a step, sign a co-signature, or supply what was asked; open what follows.

    An item nobody has claimed need not be claimed first: who completes it, does it. Where the
    step stays open for co-signatures it is claimed on the way, so that it can come back to them.

    Raises:
        Refusal: see `own_item` and `checking.check`.
        SignsOwnWork: the actor did the work that the signature is about.
    """
    item, person = own_item(case, number, actor)
    if item.kind is WorkKind.SIGNATURE:
        require_another(case, item, actor)
    rules = step_rules(case.procedure, item.step)
    check(case, item, rules, completion)
    draft = Draft(case, at=at, by=actor.acting)
    if rules.step.cosigners and item.owner is None and item.kind is WorkKind.STEP:
        _take(draft, item, person)
    finish(draft, item, rules, completion)
    return draft.transition()


def decline(case: Case, number: int, *, reason: str, actor: Actor, at: datetime) -> Transition:
    """Refuse to co-sign: the work goes back to its performer, the other signatures lapse.

    Raises:
        Refusal: see `own_item`.
        NotASignature: the item is something else.
        ReasonMissing: without a reason.
    """
    item, _ = own_item(case, number, actor)
    if item.kind is not WorkKind.SIGNATURE or item.parent is None:
        raise NotASignature(number=number)
    require_reason(reason)
    draft = Draft(case, at=at, by=actor.acting)
    draft.record(SignatureDeclined(at=at, by=actor.acting, number=number, text=reason))
    for other in [one.number for one in draft.items.values() if one.parent == item.parent]:
        draft.record(WorkItemCancelled(at=at, by=actor.acting, number=other))
    draft.record(WorkItemReinstated(at=at, by=actor.acting, number=item.parent))
    return draft.transition()


def _take(draft: Draft, item: WorkItem, person: PersonId) -> None:
    draft.record(WorkItemClaimed(at=draft.at, by=draft.by, number=item.number, person=person))
