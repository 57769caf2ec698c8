"""Completing work, in the signed way: by whom, with what the step asks for."""

from collections.abc import Mapping
from typing import Unpack

from lajur.core.access import PersonId
from lajur.core.completion import Completion
from lajur.core.engine import commands as engine
from lajur.core.engine.apply import Transition
from lajur.core.procedure.definition import ItemId, LaneId
from lajur.core.worktime.standard import Duration
from lajur.services.acts import Act, Asking, Done, OnWorkItem, perform
from lajur.services.children import called_procedure, run_as_child
from lajur.services.eligibility import require_in_lane
from lajur.services.papers import Paper, asked, contents, handed_in

NOTHING: Mapping[ItemId, Paper] = {}
NOBODY: Mapping[LaneId, tuple[PersonId, ...]] = {}


def complete_work_item(
    *,
    outcome: str | None = None,
    text: str = "",
    papers: Mapping[ItemId, Paper] = NOTHING,
    appoints: Mapping[LaneId, tuple[PersonId, ...]] = NOBODY,
    duration: Duration | None = None,
    unchanged: frozenset[ItemId] = frozenset(),
    **on: Unpack[OnWorkItem],
) -> Done:
    """Complete a work item and open what follows it; or, refused, change nothing.

    `seen_version` is the version of the case the actor was looking at. A step that calls an SOP the
    government has is not completed but opened as a case of that SOP; it comes back when that ends.

    Raises:
        NotFound: no such case or work item, or none that the actor may see.
        StaleCase: somebody was quicker.
        IdempotencyMismatch: the key came with another request before.
        NotInTheLane: somebody appointed does not work in that lane.
        Refusal: the procedure does not allow it; see `engine.complete`.
    """
    papers = handed_in(papers)
    completion = completion_of(outcome, text, papers, appoints, duration, unchanged)

    def decide(asking: Asking) -> Transition:
        called = called_procedure(asking.loaded, on["number"])
        if called is not None:
            return run_as_child(
                asking.loaded,
                on["number"],
                called,
                handed_in=contents(papers, government=asking.loaded.government),
                text=text,
                actor=asking.actor,
                at=asking.at,
            )
        require_appointable(asking, appoints)
        return engine.complete(
            asking.case, on["number"], completion=completion, actor=asking.actor, at=asking.at
        )

    return perform(Act("complete", completion_asked(completion, papers), **on), decide, papers)


def completion_of(
    outcome: str | None,
    text: str,
    papers: Mapping[ItemId, Paper],
    appoints: Mapping[LaneId, tuple[PersonId, ...]],
    duration: Duration | None,
    unchanged: frozenset[ItemId] = frozenset(),
) -> Completion:
    """What the engine is told; the papers themselves are the store's."""
    return Completion(
        outcome=outcome,
        text=text,
        supplies=frozenset(papers),
        unchanged=unchanged,
        appoints=appoints,
        duration=duration,
    )


def completion_asked(completion: Completion, papers: Mapping[ItemId, Paper]) -> list[object]:
    """What a completion asks, as the fingerprint of the request covers it."""
    duration = completion.duration
    return [
        completion.outcome,
        completion.text,
        asked(papers),
        {lane: list(people) for lane, people in completion.appoints.items()},
        None if duration is None else [duration.amount, duration.unit.value],
        sorted(completion.unchanged),
    ]


def require_appointable(asking: Asking, appoints: Mapping[LaneId, tuple[PersonId, ...]]) -> None:
    """Raises: NotFound, NotInTheLane."""
    for lane, people in appoints.items():
        require_in_lane(asking.loaded, lane, people, at=asking.at)
