"""What the paper does not print but offices do: always with a reason, always in the history."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Unpack

from django_scopes import scope

from lajur.core.access import PersonId
from lajur.core.engine import commands as engine
from lajur.core.engine.apply import Transition
from lajur.core.procedure.definition import ItemId, LaneId
from lajur.core.worktime.standard import Duration
from lajur.services.acts import Act, Asking, Done, OnCase, OnWorkItem, perform
from lajur.services.children import withdraw_children
from lajur.services.completing import (
    NOBODY,
    NOTHING,
    completion_asked,
    completion_of,
    require_appointable,
)
from lajur.services.eligibility import require_in_lane
from lajur.services.papers import Paper, asked, handed_in
from lajur.services.refusals import PartOfAnother
from lajur.store.locks import Loaded
from lajur.store.models import EventRow


def return_for_completion(
    *, missing: Sequence[ItemId], text: str, **on: Unpack[OnWorkItem]
) -> Done:
    """Ask the applicant for what is missing; the step waits until it has come.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        Refusal: see `engine.return_for_completion`.
    """

    def decide(asking: Asking) -> Transition:
        return engine.return_for_completion(
            asking.case,
            on["number"],
            missing=missing,
            reason=text,
            actor=asking.actor,
            at=asking.at,
        )

    return perform(Act("return", [sorted(missing), text], **on), decide)


def recall_return(*, text: str, **on: Unpack[OnWorkItem]) -> Done:
    """Ask the applicant no longer; the step goes on with what is there.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        Refusal: see `engine.recall_return`.
    """

    def decide(asking: Asking) -> Transition:
        return engine.recall_return(
            asking.case, on["number"], reason=text, actor=asking.actor, at=asking.at
        )

    return perform(Act("recall", text, **on), decide)


def suspend_work_item(*, text: str, **on: Unpack[OnWorkItem]) -> Done:
    """Pause a work item, with the reason; its clock stands still.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        Refusal: see `engine.suspend`.
    """

    def decide(asking: Asking) -> Transition:
        return engine.suspend(
            asking.case, on["number"], reason=text, actor=asking.actor, at=asking.at
        )

    return perform(Act("suspend", text, **on), decide)


def resume_work_item(*, text: str, **on: Unpack[OnWorkItem]) -> Done:
    """Go on with a suspended work item; it is due later by the office time it was paused.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        Refusal: see `engine.resume`.
    """

    def decide(asking: Asking) -> Transition:
        return engine.resume(
            asking.case, on["number"], reason=text, actor=asking.actor, at=asking.at
        )

    return perform(Act("resume", text, **on), decide)


def reassign_work_item(*, to: PersonId | None, text: str, **on: Unpack[OnWorkItem]) -> Done:
    """Take a work item from whoever has it; `to` None gives it back to the whole lane.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        NotInTheLane: `to` does not work in this lane.
        Refusal: see `engine.reassign`.
    """

    def decide(asking: Asking) -> Transition:
        case, number = asking.case, on["number"]
        transition = engine.reassign(
            case, number, to=to, reason=text, actor=asking.actor, at=asking.at
        )
        if to is not None:
            require_in_lane(asking.loaded, case.items[number].lane, (to,), at=asking.at)
        return transition

    return perform(Act("reassign", [to, text], **on), decide)


def record_on_paper(
    *,
    done_at: datetime,
    done_by: str,
    reason: str,
    outcome: str | None = None,
    text: str = "",
    papers: Mapping[ItemId, Paper] = NOTHING,
    appoints: Mapping[LaneId, tuple[PersonId, ...]] = NOBODY,
    duration: Duration | None = None,
    unchanged: frozenset[ItemId] = frozenset(),
    **on: Unpack[OnWorkItem],
) -> Done:
    """Record work that was done on paper: when (`done_at`, aware), by whom, and why on paper.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch, NotInTheLane: as for `complete_work_item`.
        Refusal: see `engine.record_on_paper`.
    """
    papers = handed_in(papers)
    completion = completion_of(outcome, text, papers, appoints, duration, unchanged)
    done = done_at.astimezone(UTC)

    def decide(asking: Asking) -> Transition:
        require_appointable(asking, appoints)
        return engine.record_on_paper(
            asking.case,
            on["number"],
            completion=completion,
            done_at=done,
            done_by=done_by,
            reason=reason,
            actor=asking.actor,
            at=asking.at,
            since=_could_begin(asking.loaded, on["number"]),
        )

    told = [completion_asked(completion, papers), done.isoformat(), done_by, reason]
    return perform(Act("record_on_paper", told, **on), decide, papers)


def _could_begin(loaded: Loaded, number: int) -> datetime | None:
    """When the work could begin: once it was opened, or once the paper that opened it was done.

    To the minute, as people write it. None: there is no such open work.
    """
    item = loaded.case.items.get(number)
    if item is None:
        return None
    with scope(government=loaded.government):
        before = EventRow.objects.filter(
            case=loaded.id, at=item.opened_at, data__done_at__isnull=False
        )
        papers = [
            datetime.fromisoformat(done)
            for done in before.values_list("data__done_at", flat=True)
            if done
        ]
    return min([item.opened_at, *papers]).replace(second=0, microsecond=0)


def correct_event(*, seq: int, text: str, **on: Unpack[OnCase]) -> Done:
    """Say what is wrong with an earlier entry of the history, which stays as it is.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        Refusal: see `engine.correct`.
    """

    def decide(asking: Asking) -> Transition:
        return engine.correct(asking.case, seq, text=text, actor=asking.actor, at=asking.at)

    return perform(Act("correct", [seq, text], **on), decide)


def withdraw_case(*, text: str, **on: Unpack[OnCase]) -> Done:
    """The applicant takes the request back; all open work is cancelled, also in child cases.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        PartOfAnother: the case carries out a step of another one.
        Refusal: see `engine.withdraw`.
    """

    def decide(asking: Asking) -> Transition:
        actor, at = asking.actor, asking.at
        if asking.loaded.parent is not None:
            raise PartOfAnother
        transition = engine.withdraw(asking.case, reason=text, actor=actor, at=at)
        withdraw_children(asking.loaded, reason=text, actor=actor, at=at)
        return transition

    return perform(Act("withdraw", text, **on), decide)


def supply_documents(*, papers: Mapping[ItemId, Paper], **on: Unpack[OnCase]) -> Done:
    """Hand in papers, each as its next version.

    Raises:
        NotFound, StaleCase, IdempotencyMismatch: as for `complete_work_item`.
        Refusal: see `engine.supply`.
    """
    papers = handed_in(papers)

    def decide(asking: Asking) -> Transition:
        return engine.supply(asking.case, frozenset(papers), actor=asking.actor, at=asking.at)

    return perform(Act("supply", asked(papers), **on), decide, papers)
