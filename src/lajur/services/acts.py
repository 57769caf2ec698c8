"""The one transaction of every act on a case: read, decide, write, or change nothing.

Locks are taken in one order: the case first, by the conditional update of its version; the case
whose step it carries out after it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TypedDict

from django.db import transaction

from lajur.core.access import Actor
from lajur.core.engine.apply import Transition
from lajur.core.engine.case import Case, WorkItem
from lajur.core.engine.events import ChildOpened
from lajur.core.procedure.definition import EndId, ItemId, LaneId, StepId
from lajur.core.refusals import Refusal
from lajur.services import repeats
from lajur.services.children import return_to_parent
from lajur.services.papers import Paper, contents
from lajur.services.staleness import stale
from lajur.store import chain, locks
from lajur.store.locks import Loaded
from lajur.store.writing import Key, Overtaken, Writing, save

LONGEST_KEY = 64  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Work that an act opened."""

    step: StepId
    lane: LaneId


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an act came to."""

    version: int  # of the case, now
    ended: EndId | None
    opened: tuple[Opened, ...]
    called: bool = False  # the step is not done: it runs as a case of another SOP


class OnCase(TypedDict):
    """What every act on a case is given."""

    case_id: int
    seen_version: int  # of the case, as the actor saw it
    actor: Actor
    at: datetime  # aware
    key: str  # idempotency key, from the form


class OnWorkItem(OnCase):
    """What every act on a work item is given."""

    number: int


@dataclass(frozen=True, slots=True)
class Act:
    """One request to change a case."""

    action: str
    asked: object  # everything but the fields below, JSON-able
    case_id: int
    seen_version: int | None  # None: what is asked does not depend on how the case stands
    actor: Actor
    at: datetime
    key: str
    number: int | None = None

    @property
    def fingerprint(self) -> str:
        whole = [self.action, self.case_id, self.number, self.seen_version, self.asked]
        return sha256(chain.canonical(whole).encode()).hexdigest()

    @property
    def kept_key(self) -> str:
        """The key, short enough to keep."""
        if len(self.key) <= LONGEST_KEY:
            return self.key
        return sha256(self.key.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Asking:
    """A case as the transaction reads it, and the actor as the database knows them now."""

    loaded: Loaded
    actor: Actor
    at: datetime  # aware, UTC

    @property
    def case(self) -> Case:
        return self.loaded.case


Decide = Callable[[Asking], Transition]


def perform(act: Act, decide: Decide, papers: Mapping[ItemId, Paper] | None = None) -> Done:
    """Carry out an act; a repeated key gives the first answer.

    Raises:
        NotFound: no such case, or none that the actor may see.
        StaleCase: the case has changed since `seen_version`.
        IdempotencyMismatch: the key came with another request before.
        Refusal: what `decide` refuses.
    """
    fingerprint = act.fingerprint
    try:
        with transaction.atomic():
            return _carry_out(act, decide, {} if papers is None else papers, fingerprint)
    except (Overtaken, Refusal) as refused:
        answer = repeats.answer(act.actor, act.action, act.kept_key, fingerprint)
        if answer is not None:
            return _done(answer)
        if isinstance(refused, Overtaken):
            raise stale(act.case_id, act.number, act.actor) from None
        raise


def _carry_out(act: Act, decide: Decide, papers: Mapping[ItemId, Paper], fingerprint: str) -> Done:
    at = act.at.astimezone(UTC)
    loaded, actor = locks.load(act.case_id, actor=act.actor, number=act.number, at=at)
    if act.seen_version is not None and loaded.version != act.seen_version:
        raise Overtaken
    transition = decide(Asking(loaded, actor, at))
    done = _outcome(loaded, transition)
    save(
        Writing(
            loaded=loaded,
            transition=transition,
            at=at,
            key=Key(
                person=loaded.standing.person,
                action=act.action,
                key=act.kept_key,
                fingerprint=fingerprint,
                answer=_answer(done),
            ),
            papers=contents(papers, government=loaded.government) if papers else {},
        )
    )
    if loaded.parent is not None and done.ended is not None:
        return_to_parent(loaded, transition.case, actor=actor, at=at)
    return done


def _outcome(loaded: Loaded, transition: Transition) -> Done:
    before, case = loaded.case.items, transition.case
    new = [item for number, item in case.items.items() if number not in before]
    return Done(
        version=loaded.version + 1,
        ended=case.end,
        opened=tuple(map(_opened, new)),
        called=type(transition.events[-1]) is ChildOpened,
    )


def _opened(item: WorkItem) -> Opened:
    return Opened(step=item.step, lane=item.lane)


def _answer(done: Done) -> str:
    opened = [[one.step, one.lane] for one in done.opened]
    answer = {"version": done.version, "ended": done.ended, "opened": opened}
    return chain.canonical(answer | ({"called": True} if done.called else {}))


def _done(answer: Mapping[str, object]) -> Done:
    opened = answer["opened"]
    assert isinstance(opened, list)
    return Done(
        version=int(str(answer["version"])),
        ended=None if answer["ended"] is None else str(answer["ended"]),
        opened=tuple(Opened(step=step, lane=lane) for step, lane in opened),
        called="called" in answer,
    )
