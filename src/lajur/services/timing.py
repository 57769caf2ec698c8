"""Variable times, set anew for open work."""

from typing import Unpack

from lajur.core.engine import timing as engine
from lajur.core.engine.apply import Transition
from lajur.core.worktime.standard import Duration
from lajur.services.acts import Act, Asking, Done, OnWorkItem, perform


def set_work_time(*, duration: Duration, text: str, **on: Unpack[OnWorkItem]) -> Done:
    """Set the variable time of a work item anew, with the reason; its due time moves with it.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        Refusal: see `engine.set_time`.
    """

    def decide(asking: Asking) -> Transition:
        return engine.set_time(
            asking.case,
            on["number"],
            duration=duration,
            reason=text,
            actor=asking.actor,
            at=asking.at,
        )

    return perform(Act("set_time", [duration.amount, duration.unit.value, text], **on), decide)
