"""Work that changes hands in the ordinary way: taken, given back, passed on, not signed."""

from typing import Unpack

from lajur.core.access import PersonId
from lajur.core.engine import commands as engine
from lajur.core.engine.apply import Transition
from lajur.services.acts import Act, Asking, Done, OnWorkItem, perform
from lajur.services.eligibility import require_in_lane


def claim_work_item(**on: Unpack[OnWorkItem]) -> Done:
    """Take a work item from the tray of one's lane.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        Refusal: see `engine.claim`.
    """

    def decide(asking: Asking) -> Transition:
        return engine.claim(asking.case, on["number"], actor=asking.actor, at=asking.at)

    return perform(Act("claim", None, **on), decide)


def release_work_item(**on: Unpack[OnWorkItem]) -> Done:
    """Give a work item back to the lane.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        Refusal: see `engine.release`.
    """

    def decide(asking: Asking) -> Transition:
        return engine.release(asking.case, on["number"], actor=asking.actor, at=asking.at)

    return perform(Act("release", None, **on), decide)


def delegate_work_item(*, to: PersonId, text: str, **on: Unpack[OnWorkItem]) -> Done:
    """Hand a work item to a colleague of the lane, with an instruction.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        NotInTheLane: the colleague does not work in this lane.
        Refusal: see `engine.delegate`.
    """

    def decide(asking: Asking) -> Transition:
        case, number = asking.case, on["number"]
        transition = engine.delegate(
            case, number, to=to, instruction=text, actor=asking.actor, at=asking.at
        )
        require_in_lane(asking.loaded, case.items[number].lane, (to,), at=asking.at)
        return transition

    return perform(Act("delegate", [to, text], **on), decide)


def decline_signature(*, text: str, **on: Unpack[OnWorkItem]) -> Done:
    """Refuse to co-sign, with the reason; the work goes back to its performer.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        Refusal: see `engine.decline`.
    """

    def decide(asking: Asking) -> Transition:
        return engine.decline(
            asking.case, on["number"], reason=text, actor=asking.actor, at=asking.at
        )

    return perform(Act("decline", text, **on), decide)
