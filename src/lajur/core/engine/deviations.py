"""What the paper does not print but offices do: always with a reason, always in the history."""

from dataclasses import replace
from datetime import datetime

from lajur.core.access import Acting, Actor, Permission, PersonId
from lajur.core.completion import Completion
from lajur.core.engine.apply import Draft, Transition
from lajur.core.engine.case import Case, WorkItem, WorkItemState
from lajur.core.engine.checking import check
from lajur.core.engine.completing import finish
from lajur.core.engine.events import (
    CaseWithdrawn,
    Corrected,
    WorkItemCancelled,
    WorkItemReassigned,
    WorkItemResumed,
    WorkItemSuspended,
)
from lajur.core.engine.guards import (
    open_item,
    own_item,
    require_open,
    require_permission,
    require_reason,
    require_work,
    require_workable,
    title,
)
from lajur.core.engine.refusals import (
    NotAllowed,
    NotPaused,
    NotTheApplicant,
    NotYourWork,
    PerformerMissing,
    UnknownEvent,
    WrongPaperDate,
)
from lajur.core.engine.rules import rules_of, step_rules


def suspend(case: Case, number: int, *, reason: str, actor: Actor, at: datetime) -> Transition:
    """Pause a work item.

    Raises:
        Refusal: see `own_item`.
        ReasonMissing: without a reason.
    """
    own_item(case, number, actor)
    require_reason(reason)
    draft = Draft(case, at=at, by=actor.acting)
    draft.record(WorkItemSuspended(at=at, by=actor.acting, number=number, text=reason))
    return draft.transition()


def resume(case: Case, number: int, *, reason: str, actor: Actor, at: datetime) -> Transition:
    """Go on with a suspended work item; anyone of the lane may, and it stays its owner's.

    Raises:
        Refusal: see `open_item` and `require_work`.
        NotPaused: it is not suspended.
        ReasonMissing: without a reason.
    """
    item = open_item(case, number)
    require_work(case, item, actor)
    if item.state is not WorkItemState.SUSPENDED:
        raise NotPaused(number=number)
    require_reason(reason)
    draft = Draft(case, at=at, by=actor.acting)
    draft.record(WorkItemResumed(at=at, by=actor.acting, number=number, text=reason))
    return draft.transition()


def withdraw(case: Case, *, reason: str, actor: Actor, at: datetime) -> Transition:
    """The applicant takes the request back; all open work is cancelled.

    Raises:
        CaseClosed: the case has ended.
        NotAllowed, NotTheApplicant: the actor does not act for the applicant.
        ReasonMissing: without a reason.
    """
    require_open(case)
    require_permission(actor, Permission.ACT)
    applicant = rules_of(case.procedure).applicant
    if applicant not in actor.lanes:
        raise NotTheApplicant(lane=case.procedure.lanes[applicant].name)
    require_reason(reason)
    draft = Draft(case, at=at, by=actor.acting)
    draft.record(CaseWithdrawn(at=at, by=actor.acting, text=reason))
    for number in sorted(case.items):
        draft.record(WorkItemCancelled(at=at, by=actor.acting, number=number))
    return draft.transition()


def reassign(
    case: Case, number: int, *, to: PersonId | None, reason: str, actor: Actor, at: datetime
) -> Transition:
    """Take a work item from whoever has it and give it to `to`, or back to the whole lane.

    `to` need not be among the appointed: this is how an office replaces somebody who left.

    Raises:
        Refusal: see `open_item`.
        NotAllowed: the actor may not reassign.
        ReasonMissing: without a reason.
    """
    open_item(case, number)
    require_permission(actor, Permission.REASSIGN)
    require_reason(reason)
    draft = Draft(case, at=at, by=actor.acting)
    draft.record(WorkItemReassigned(at=at, by=actor.acting, number=number, to=to, text=reason))
    return draft.transition()


def hand_back(case: Case, number: int, *, reason: str, by: Acting, at: datetime) -> Transition:
    """Give work back to its lane because its owner has no part in it any more.

    An act of the office, or of the system when a term has run out: nobody's permission decides.

    Raises:
        Refusal: see `open_item`.
        ReasonMissing: without a reason.
    """
    open_item(case, number)
    require_reason(reason)
    draft = Draft(case, at=at, by=by)
    draft.record(WorkItemReassigned(at=at, by=by, number=number, to=None, text=reason))
    return draft.transition()


def record_on_paper(
    case: Case,
    number: int,
    *,
    completion: Completion,
    done_at: datetime,
    done_by: str,
    reason: str,
    actor: Actor,
    at: datetime,
    since: datetime | None = None,
) -> Transition:
    """Record work that was done on paper, with the day it was done and who did it.

    `done_at` is aware, from `since` to `at`, both included. `since` is when the work could begin:
    the item's opening, unless the work before it was itself done on paper and recorded later.
    `reason` says why it was done on paper; the completion's own text (a decision's reason) stands
    before it.

    Raises:
        Refusal: see `open_item` and `checking.check`.
        NotAllowed, NotYourWork: the actor neither keeps the register nor is in the lane.
        WorkItemPaused, WorkItemWaits: it cannot be worked on now.
        WrongPaperDate, PerformerMissing, ReasonMissing: the record says too little.
    """
    item = open_item(case, number)
    _require_recorder(case, item, actor)
    require_workable(item)
    require_reason(reason)
    if not done_by.strip():
        raise PerformerMissing
    since = since or item.opened_at
    if not since <= done_at <= at:
        raise WrongPaperDate(opened_at=since, at=at)
    rules = step_rules(case.procedure, item.step)
    check(case, item, rules, completion)
    words = "\n".join(filter(None, [completion.text.strip(), reason.strip()]))
    told = replace(completion, text=words)
    draft = Draft(case, at=at, by=actor.acting)
    finish(draft, item, rules, told, done_at=done_at, done_by=done_by)
    return draft.transition()


def correct(case: Case, seq: int, *, text: str, actor: Actor, at: datetime) -> Transition:
    """Say what is wrong with an earlier entry, which stays as it is; also after the end.

    Raises:
        NotAllowed: the actor may not correct, or has no part in this case.
        UnknownEvent: the history has no such entry.
        ReasonMissing: without a text.
    """
    require_permission(actor, Permission.CORRECT)
    if not (actor.lanes or actor.may(Permission.READ_CASES)):
        raise NotAllowed(permission=Permission.CORRECT.value)
    if not 0 < seq <= case.seq:
        raise UnknownEvent(seq=seq, last=case.seq)
    require_reason(text)
    draft = Draft(case, at=at, by=actor.acting)
    draft.record(Corrected(at=at, by=actor.acting, seq=seq, text=text))
    return draft.transition()


def _require_recorder(case: Case, item: WorkItem, actor: Actor) -> None:
    require_permission(actor, Permission.RECORD_ON_PAPER)
    if not actor.records_for(item.lane):
        raise NotYourWork(step=title(case, item.step), lane=case.procedure.lanes[item.lane].name)
