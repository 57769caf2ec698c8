"""Disposing of many at once: one instruction, each case in a transaction of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from lajur.core.access import Actor
from lajur.core.engine import commands as engine
from lajur.core.engine.apply import Transition
from lajur.core.engine.guards import require_reason
from lajur.core.engine.rules import rules_of
from lajur.core.procedure.definition import ItemId, ItemKind
from lajur.core.refusals import Refusal
from lajur.services.acts import Act, Asking, perform
from lajur.services.completing import NOBODY, completion_of
from lajur.services.papers import Paper

WRITTEN = (ItemKind.DOCUMENT, ItemKind.FORM)  # papers that an instruction can be


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposed:
    """What came of one of many."""

    case_id: int
    number: int
    refusal: Refusal | None  # None: it is done


def dispose_many(
    *,
    items: Sequence[tuple[int, int, int]],
    text: str,
    actor: Actor,
    at: datetime,
    key: str,
) -> tuple[Disposed, ...]:
    """Complete each (case_id, number, seen_version) with `text` as its disposition.

    One that is refused keeps none of the others from being done.

    Raises:
        ReasonMissing: no instruction.
    """
    require_reason(text)
    return tuple(
        _dispose(case_id, number, seen_version, text, actor, at, key)
        for case_id, number, seen_version in items
    )


def _dispose(
    case_id: int, number: int, seen_version: int, text: str, actor: Actor, at: datetime, key: str
) -> Disposed:
    papers: dict[ItemId, Paper] = {}

    def decide(asking: Asking) -> Transition:
        papers.update(_written(asking, number, text))
        completion = completion_of(None, text, papers, NOBODY, None)
        return engine.complete(
            asking.case, number, completion=completion, actor=asking.actor, at=asking.at
        )

    act = Act(
        action="dispose",
        asked=text,
        case_id=case_id,
        number=number,
        seen_version=seen_version,
        actor=actor,
        at=at,
        key=sha256(f"{key}\n{case_id}\n{number}".encode()).hexdigest(),
    )
    try:
        perform(act, decide, papers)
    except Refusal as refusal:
        return Disposed(case_id=case_id, number=number, refusal=refusal)
    return Disposed(case_id=case_id, number=number, refusal=None)


def _written(asking: Asking, number: int, text: str) -> dict[ItemId, Paper]:
    """The papers the step yields, each saying the instruction."""
    case = asking.case
    item = case.items.get(number)
    if item is None:
        return {}
    rules = rules_of(case.procedure).steps[item.step]
    again = rules.renews if item.visit > 1 else ()
    return {
        use.item: Paper(text=text)
        for use in rules.yields
        if case.procedure.items[use.item].kind in WRITTEN
        and use.when is None
        and (use.item not in case.documents or use in again)
    }
