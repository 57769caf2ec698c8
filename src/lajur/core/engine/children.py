"""Steps that call another SOP and run as a case of their own."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from lajur.core.access import Actor, Role
from lajur.core.completion import Completion
from lajur.core.engine.apply import Draft, Transition
from lajur.core.engine.case import Case, WorkItem, WorkKind
from lajur.core.engine.checking import check, check_needs
from lajur.core.engine.completing import finish, supply_all
from lajur.core.engine.events import ChildOpened, WorkItemClaimed, WorkItemReinstated
from lajur.core.engine.guards import open_item, own_item, title
from lajur.core.engine.opening import open_case
from lajur.core.engine.refusals import NothingCalled, NotWaitingForChild
from lajur.core.engine.rules import StepRules, step_rules
from lajur.core.engine.working import complete
from lajur.core.procedure.definition import ItemId, LaneId, Procedure
from lajur.core.refusals import Refusal


def open_child(
    case: Case, number: int, *, child: str, actor: Actor, at: datetime, text: str = ""
) -> Transition:
    """Run the step as the case `child` of the SOP it calls; the step waits for it.

    `text` is a note of whoever sets it going.

    Raises:
        Refusal: see `own_item`.
        NothingCalled: the step calls no SOP.
        DocumentMissing: what the step needs has not been supplied.
    """
    item, person = own_item(case, number, actor)
    rules = step_rules(case.procedure, item.step)
    if item.kind is not WorkKind.STEP or rules.step.calls is None:
        raise NothingCalled(step=title(case, item.step))
    check_needs(case, rules)
    draft = Draft(case, at=at, by=actor.acting)
    if item.owner is None:
        draft.record(WorkItemClaimed(at=at, by=actor.acting, number=number, person=person))
    draft.record(ChildOpened(at=at, by=actor.acting, number=number, child=child, text=text))
    return draft.transition()


def begin_child(
    procedure: Procedure, papers: Collection[ItemId], *, actor: Actor, at: datetime
) -> Transition:
    """Open a called case past its first step, which is to ask for it; short of papers, before it.

    `papers` are those of the procedure that the calling case already has.
    """
    opened = open_case(procedure, actor=actor, at=at)
    start = procedure.steps[procedure.start]
    asked = {use.item for use in (*start.requirements, *start.outputs)}
    try:
        begun = complete(
            opened.case,
            min(opened.case.items),
            completion=Completion(supplies=frozenset(asked.intersection(papers))),
            actor=in_lane(actor, start.performer),
            at=at,
        )
    except Refusal:
        return opened
    return Transition(case=begun.case, events=(*opened.events, *begun.events))


def in_lane(actor: Actor, lane: LaneId) -> Actor:
    """Whoever acts on the calling case, as a lane of the called one."""
    return replace(actor, roles=actor.roles | {Role.APPLICANT}, lanes=frozenset({lane}))


def return_from_child(
    case: Case,
    number: int,
    *,
    supplies: Collection[ItemId],
    text: str,
    actor: Actor,
    at: datetime,
    refused: bool = False,
) -> Transition:
    """The child case has ended: the step is done with what it brought.

    When that is not all the step asks for, or the child ended in a refusal, the step goes back to
    its owner, who decides what it means here. `text` says how the child ended. Nobody is asked
    for permission: the child's end is what does this, and `actor` is who ended it.

    Raises:
        Refusal: see `open_item`.
        NotWaitingForChild: the item does not wait for a child.
    """
    item = open_item(case, number)
    if item.pending is None or item.pending.child is None:
        raise NotWaitingForChild(number=number)
    known = frozenset(supplies).intersection(case.procedure.items)
    draft = Draft(case, at=at, by=actor.acting)
    rules = step_rules(case.procedure, item.step)
    if not refused and _suffices(case, item, rules, known):
        finish(draft, item, rules, Completion(text=text, supplies=known))
    else:
        supply_all(draft, known, number=number)
        draft.record(WorkItemReinstated(at=at, by=actor.acting, number=number, text=text))
    return draft.transition()


def _suffices(case: Case, item: WorkItem, rules: StepRules, supplies: frozenset[ItemId]) -> bool:
    try:
        check(case, item, rules, Completion(supplies=supplies))
    except Refusal:
        return False
    return True
