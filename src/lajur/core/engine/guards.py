"""The questions every command asks before it does anything."""

from lajur.core.access import Actor, Permission, PersonId
from lajur.core.engine.case import Case, CaseState, WorkItem, WorkItemState
from lajur.core.engine.refusals import (
    CaseClosed,
    NotAllowed,
    NotAppointed,
    NotYourWork,
    ReasonMissing,
    SignsOwnWork,
    TakenByAnother,
    WorkItemClosed,
    WorkItemPaused,
    WorkItemWaits,
)
from lajur.core.engine.time_refusals import DurationMissing, DurationTooLong
from lajur.core.procedure.definition import StepId
from lajur.core.refusals import NotFound, marked
from lajur.core.worktime.standard import Duration

# Bound once: reaching a member through its class takes a tenth of a microsecond.
_OPEN, _READY, _ACT = CaseState.OPEN, WorkItemState.READY, Permission.ACT


def require_open(case: Case) -> None:
    """Raises: CaseClosed."""
    if case.state is not _OPEN:
        raise CaseClosed


def open_item(case: Case, number: int) -> WorkItem:
    """The open work item with this number.

    Raises:
        CaseClosed: the case has ended.
        WorkItemClosed: it was completed or cancelled.
        NotFound: there never was one.
    """
    require_open(case)
    item = case.items.get(number)
    if item is not None:
        return item
    if 0 < number <= case.last_number:
        raise WorkItemClosed(number=number)
    raise NotFound(what=marked("Tugas"))


def require_permission(actor: Actor, permission: Permission) -> PersonId:
    """The person acting. Raises: NotAllowed."""
    person = actor.acting.person
    if person is None or not actor.may(permission):
        raise NotAllowed(permission=permission.value)
    return person


def require_work(case: Case, item: WorkItem, actor: Actor) -> PersonId:
    """On whose desk the work lies that the actor takes; it is their lane's.

    Somebody to whom it was reassigned need not be among the appointed. A substitute is eligible
    where the absent person is.

    Raises:
        NotAllowed: no role of the actor may act.
        NotYourWork: it belongs to another lane.
        NotAppointed: the lane was narrowed to other people.
    """
    person = require_permission(actor, _ACT)
    if item.lane not in actor.lanes:
        raise NotYourWork(step=title(case, item.step), lane=case.procedure.lanes[item.lane].name)
    if not (actor.answers_for(item.owner) or _is_left_to(case, item, actor)):
        raise NotAppointed(lane=case.procedure.lanes[item.lane].name)
    return actor.desk or person


def is_eligible(case: Case, item: WorkItem, person: PersonId) -> bool:
    """Whether the appointments of this case leave the item to `person`."""
    chosen = case.appointed.get(item.lane)
    return chosen is None or person in chosen


def _is_left_to(case: Case, item: WorkItem, actor: Actor) -> bool:
    chosen = case.appointed.get(item.lane)
    return chosen is None or any(actor.answers_for(one) for one in chosen)


def require_another(case: Case, item: WorkItem, actor: Actor) -> None:
    """Let a co-signature be somebody else's than the work: "diketahui" needs two people.

    Whatever the two positions are, and whether they are their own or an absent person's.

    Raises:
        SignsOwnWork: the actor did the work themselves.
    """
    done = case.items[item.parent or 0]
    doer = done.owner if done.pending is None or done.pending.doer is None else done.pending.doer
    if doer is not None and doer == actor.person:
        raise SignsOwnWork(step=title(case, item.step))


def require_workable(item: WorkItem) -> None:
    """Raises: WorkItemPaused, WorkItemWaits."""
    if item.state is WorkItemState.SUSPENDED:
        raise WorkItemPaused(number=item.number)
    if item.state is WorkItemState.WAITING:
        raise WorkItemWaits(number=item.number)


def own_item(case: Case, number: int, actor: Actor) -> tuple[WorkItem, PersonId]:
    """The open item the actor may work on now, and the desk it lies on: nobody else has it.

    Raises:
        CaseClosed, WorkItemClosed, NotFound: see `open_item`.
        NotAllowed, NotYourWork, NotAppointed: see `require_work`.
        WorkItemPaused, WorkItemWaits: it cannot be worked on now.
        TakenByAnother: somebody else has claimed it.
    """
    item = open_item(case, number)
    person = require_work(case, item, actor)
    if item.state is not _READY:
        require_workable(item)
        if not actor.answers_for(item.owner):
            raise TakenByAnother(number=number, owner=item.owner)
    return item, person


def require_reason(text: str) -> None:
    """Raises: ReasonMissing."""
    if not text.strip():
        raise ReasonMissing


def require_duration(duration: Duration | None, *, step: str, target: str) -> None:
    """The time that `step` sets for `target`, both as people know them.

    Raises:
        DurationMissing: there is none.
        DurationTooLong: it is more than any step may take.
    """
    if duration is None or duration.amount <= 0:
        raise DurationMissing(step=step, target=target)
    if duration.is_too_long:
        raise DurationTooLong(step=target, longest=duration.longest)


def title(case: Case, step: StepId) -> str:
    """The step as people know it: its printed words, else its id."""
    return case.procedure.steps[step].printed.title or step
