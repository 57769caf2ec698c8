"""Letters of a case: issued, signed or declined, made void. They are told; the case stays as it is.

All of it also after the end: what a case came to is often put into words when it is over.
"""

from collections.abc import Collection
from datetime import datetime

from lajur.core.access import Acting, Actor, Permission, PersonId, Role
from lajur.core.engine.apply import Draft, Transition
from lajur.core.engine.case import Case, WorkKind
from lajur.core.engine.events import (
    AnyEvent,
    LetterDeclined,
    LetterIssued,
    LetterSigned,
    LetterVoided,
)
from lajur.core.engine.guards import require_permission, require_reason, require_work
from lajur.core.engine.refusals import LetterOfOthers, NotAllowed, UnknownItem
from lajur.core.procedure.definition import ItemId, LaneId, LaneKind
from lajur.core.refusals import NotFound, marked


def issue_letter(
    case: Case,
    *,
    letter: str,
    kind: str,
    digest: str,
    item: ItemId = "",
    number: int | None = None,
    actor: Actor,
    at: datetime,
) -> Transition:
    """Issue a letter under its number: for a work item, or (without one) beside the SOP.

    `digest` is the SHA-256 of its bytes, in hex.

    Raises:
        Refusal: see `require_writer` and `require_paper`.
        UnknownItem: the procedure knows no such paper.
    """
    require_writer(case, number, actor)
    require_paper(case, number, item, kind, actor)
    if item and item not in case.procedure.items:
        raise UnknownItem(item=item)
    return _told(
        case,
        LetterIssued(
            at=at,
            by=actor.acting,
            letter=letter,
            letter_kind=kind,
            item=item,
            number=number,
            digest=digest,
        ),
    )


def sign_letter(
    case: Case, *, letter: str, role: str, method: str, digest: str, by: Acting, at: datetime
) -> Transition:
    """Tell that a letter was signed; who may sign it, its signatures say and not the case.

    `digest` is the SHA-256 of the bytes as signed, in hex.
    """
    return _told(
        case, LetterSigned(at=at, by=by, letter=letter, role=role, method=method, digest=digest)
    )


def decline_letter(
    case: Case, *, letter: str, role: str, reason: str, by: Acting, at: datetime
) -> Transition:
    """Tell that somebody would not sign a letter; whether they were asked, its signatures say.

    Raises:
        ReasonMissing: without a reason.
    """
    require_reason(reason)
    return _told(case, LetterDeclined(at=at, by=by, letter=letter, role=role, text=reason))


def void_letter(
    case: Case,
    *,
    letter: str,
    reason: str,
    concerned: Collection[PersonId],
    number: int | None = None,
    actor: Actor,
    at: datetime,
) -> Transition:
    """Make an issued letter void; its number keeps its place.

    `concerned` are its writer and its signers.

    Raises:
        Refusal: see `require_voider`.
        ReasonMissing: without a reason.
    """
    require_voider(case, number, actor, concerned)
    require_reason(reason)
    return _told(case, LetterVoided(at=at, by=actor.acting, letter=letter, text=reason))


def require_writer(case: Case, number: int | None, actor: Actor) -> PersonId:
    """The person writing: one whose work it is, or the clerk; beside the SOP, anybody inside.

    Raises:
        NotAllowed: none of the actor's roles may write, or they stand outside the office.
        NotYourWork, NotAppointed: the work item is open and others'.
        NotFound: there never was such a work item.
    """
    person = require_permission(actor, Permission.WRITE_LETTERS)
    if number is not None and not 0 < number <= case.last_number:
        raise NotFound(what=marked("Tugas"))
    if Role.CLERK in actor.roles:
        return person
    item = None if number is None else case.items.get(number)
    if item is not None:
        require_work(case, item, actor)
    elif not _is_inside(case, actor):
        raise NotAllowed(permission=Permission.WRITE_LETTERS.value)
    return person


def require_voider(
    case: Case, number: int | None, actor: Actor, concerned: Collection[PersonId]
) -> None:
    """Let the writer and the signers make a letter void, or the clerk.

    From outside the office only the writer, while the work that it was written for is theirs.

    Raises:
        NotAllowed: none of the actor's roles may write, or they stand outside the office.
        LetterOfOthers: the letter is not theirs.
        NotYourWork, NotAppointed, NotFound: see `require_writer`.
    """
    if Role.CLERK in actor.roles or not _is_inside(case, actor):
        require_writer(case, number, actor)
    else:
        require_permission(actor, Permission.WRITE_LETTERS)
    if Role.CLERK not in actor.roles and not any(map(actor.answers_for, concerned)):
        raise LetterOfOthers


def require_paper(case: Case, number: int | None, item: ItemId, kind: str, actor: Actor) -> None:
    """Outside the office one writes what one's own step yields, in the kind the SOP names for it.

    What the step only passes on is the office's still. Of somebody whom `require_writer` lets in.

    Raises:
        NotAllowed: it is another paper, or one beside the SOP.
    """
    if is_outsider(case, number, actor) and not _is_yielded(case, number or 0, item, kind):
        raise NotAllowed(permission=Permission.WRITE_LETTERS.value)


def is_outsider(case: Case, number: int | None, actor: Actor) -> bool:
    """Whether somebody who may write does so from outside the office: an agency or a vendor."""
    if Role.CLERK in actor.roles:
        return False
    work = case.items.get(number or 0)
    for_agency = work is not None and _is_applicants(case, work.lane)
    return for_agency or Role.OFFICIAL not in actor.roles


def _is_yielded(case: Case, number: int, item: ItemId, kind: str) -> bool:
    work = case.items.get(number)
    if work is None or work.kind is not WorkKind.STEP:
        return False
    step, known = case.procedure.steps[work.step], case.procedure.items.get(item)
    yielded = {use.item for use in step.outputs} - {use.item for use in step.requirements}
    return known is not None and item in yielded and known.letter == kind


def _is_inside(case: Case, actor: Actor) -> bool:
    part = any(not _is_applicants(case, lane) for lane in actor.lanes)
    return part and Role.OFFICIAL in actor.roles


def _is_applicants(case: Case, lane: LaneId) -> bool:
    return case.procedure.lanes[lane].kind is LaneKind.APPLICANT


def _told(case: Case, event: AnyEvent) -> Transition:
    draft = Draft(case, at=event.at, by=event.by)
    draft.record(event)
    return draft.transition()
