"""Work on a case: completing it, and the ordinary ways it changes hands."""

from collections.abc import Mapping
from datetime import datetime

from lajur.core.access import Actor, PersonId
from lajur.core.completion import Completion
from lajur.core.engine import commands as engine
from lajur.core.engine.apply import Transition
from lajur.core.procedure.definition import ItemId, LaneId
from lajur.core.worktime.standard import Duration
from lajur.services.acts import Act, Done, Opened, perform
from lajur.services.eligibility import require_in_lane
from lajur.services.papers import Paper, asked, handed_in
from lajur.store.locks import Loaded

__all__ = [
    "Done",
    "Opened",
    "Paper",
    "claim_work_item",
    "complete_work_item",
    "decline_signature",
    "delegate_work_item",
    "release_work_item",
]


def complete_work_item(
    *,
    case_id: int,
    number: int,
    seen_version: int,
    outcome: str | None = None,
    text: str = "",
    papers: Mapping[ItemId, Paper] = {},
    appoints: Mapping[LaneId, tuple[PersonId, ...]] = {},
    duration: Duration | None = None,
    actor: Actor,
    at: datetime,
    key: str,
) -> Done:
    """Complete a work item and open what follows it; or, refused, change nothing.

    `seen_version` is the version of the case the actor was looking at.

    Raises:
        NotFound: no such case or work item, or none that the actor may see.
        StaleCase: somebody was quicker.
        IdempotencyMismatch: the key came with another request before.
        Refusal: the procedure does not allow it; see `engine.complete`.
    """
    papers = handed_in(papers)
    completion = Completion(
        outcome=outcome,
        text=text,
        supplies=frozenset(papers),
        appoints=appoints,
        duration=duration,
    )

    def decide(loaded: Loaded, actor: Actor, at: datetime) -> Transition:
        for lane, people in appoints.items():
            require_in_lane(loaded, lane, people, at=at)
        return engine.complete(loaded.case, number, completion=completion, actor=actor, at=at)

    act = Act(
        action="complete",
        case_id=case_id,
        number=number,
        seen_version=seen_version,
        actor=actor,
        at=at,
        key=key,
        asked=completion_asked(completion, papers),
    )
    return perform(act, decide, papers)


def completion_asked(completion: Completion, papers: Mapping[ItemId, Paper]) -> list[object]:
    """What a completion asks, as the fingerprint of the request covers it."""
    duration = completion.duration
    return [
        completion.outcome,
        completion.text,
        asked(papers),
        {lane: list(people) for lane, people in completion.appoints.items()},
        None if duration is None else [duration.amount, duration.unit.value],
    ]


def claim_work_item(
    *, case_id: int, number: int, seen_version: int, actor: Actor, at: datetime, key: str
) -> Done:
    """Take a work item from the tray of one's lane.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        Refusal: see `engine.claim`.
    """

    def decide(loaded: Loaded, actor: Actor, at: datetime) -> Transition:
        return engine.claim(loaded.case, number, actor=actor, at=at)

    return perform(
        Act(
            action="claim",
            case_id=case_id,
            number=number,
            seen_version=seen_version,
            actor=actor,
            at=at,
            key=key,
            asked=None,
        ),
        decide,
    )


def release_work_item(
    *, case_id: int, number: int, seen_version: int, actor: Actor, at: datetime, key: str
) -> Done:
    """Give a work item back to the lane.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        Refusal: see `engine.release`.
    """

    def decide(loaded: Loaded, actor: Actor, at: datetime) -> Transition:
        return engine.release(loaded.case, number, actor=actor, at=at)

    return perform(
        Act(
            action="release",
            case_id=case_id,
            number=number,
            seen_version=seen_version,
            actor=actor,
            at=at,
            key=key,
            asked=None,
        ),
        decide,
    )


def delegate_work_item(
    *,
    case_id: int,
    number: int,
    seen_version: int,
    to: PersonId,
    text: str,
    actor: Actor,
    at: datetime,
    key: str,
) -> Done:
    """Hand a work item to a colleague of the lane, with an instruction.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        NotInTheLane: the colleague does not work in this lane.
        Refusal: see `engine.delegate`.
    """

    def decide(loaded: Loaded, actor: Actor, at: datetime) -> Transition:
        transition = engine.delegate(
            loaded.case, number, to=to, instruction=text, actor=actor, at=at
        )
        require_in_lane(loaded, loaded.case.items[number].lane, (to,), at=at)
        return transition

    return perform(
        Act(
            action="delegate",
            case_id=case_id,
            number=number,
            seen_version=seen_version,
            actor=actor,
            at=at,
            key=key,
            asked=[to, text],
        ),
        decide,
    )


def decline_signature(
    *,
    case_id: int,
    number: int,
    seen_version: int,
    text: str,
    actor: Actor,
    at: datetime,
    key: str,
) -> Done:
    """Refuse to co-sign, with the reason; the work goes back to its performer.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        Refusal: see `engine.decline`.
    """

    def decide(loaded: Loaded, actor: Actor, at: datetime) -> Transition:
        return engine.decline(loaded.case, number, reason=text, actor=actor, at=at)

    return perform(
        Act(
            action="decline",
            case_id=case_id,
            number=number,
            seen_version=seen_version,
            actor=actor,
            at=at,
            key=key,
            asked=[text],
        ),
        decide,
    )
