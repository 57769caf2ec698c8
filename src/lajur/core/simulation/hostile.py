"""Moves that must be refused, whoever tries them. None where there is no occasion."""

from collections.abc import Callable
from datetime import timedelta

from lajur.core.completion import Completion
from lajur.core.engine import commands
from lajur.core.engine.apply import Transition
from lajur.core.engine.case import WorkItemState, WorkKind
from lajur.core.simulation import letters, standing_in
from lajur.core.simulation.scene import Scene

Attempt = Callable[[Scene], Transition | None]

_EMPTY = Completion()
_ODD = Completion(outcome="entahlah")


def hostile_move(scene: Scene) -> tuple[str, Transition | None]:
    """Try something that is not allowed; give its name and the answer, if it was let through.

    Where there is no occasion for it the next attempt is made; for some there always is.

    Raises:
        Refusal: as it should.
    """
    for attempt in scene.random.choice(_ORDERS):
        let_through = attempt(scene)
        if let_through is not None:
            return attempt.__name__.strip("_"), let_through
    return "", None


def _stranger_completes(scene: Scene) -> Transition | None:
    item = next(iter(scene.case.items.values()))
    return commands.complete(
        scene.case, item.number, completion=_EMPTY, actor=scene.cast.stranger, at=scene.at
    )


def _other_lane_completes(scene: Scene) -> Transition | None:
    item = next(iter(scene.case.items.values()))
    other = next((lane for lane in scene.cast.lanes if lane != item.lane), None)
    if other is None:
        return None
    actor = scene.cast.lanes[other][0]
    completion = scene.completion(item)
    return commands.complete(
        scene.case, item.number, completion=completion, actor=actor, at=scene.at
    )


def _public_claims(scene: Scene) -> Transition | None:
    number = next(iter(scene.case.items))
    return commands.claim(scene.case, number, actor=scene.cast.public, at=scene.at)


def _auditor_suspends(scene: Scene) -> Transition | None:
    number = next(iter(scene.case.items))
    return commands.suspend(
        scene.case, number, reason="ingin", actor=scene.cast.auditor, at=scene.at
    )


def _ends_in_no_such_way(scene: Scene) -> Transition | None:
    item = next(iter(scene.case.items.values()))
    actor = scene.worker(item)
    return commands.complete(scene.case, item.number, completion=_ODD, actor=actor, at=scene.at)


def _hands_in_nothing(scene: Scene) -> Transition | None:
    item = scene.some_work()
    if item is None or item.kind is not WorkKind.STEP:
        return None
    step = scene.guide.steps[item.step]
    needed = [use for use in step.requirements if not use.optional and use.when is None]
    kinds = scene.case.procedure.items
    if not any(
        kinds[use.item].kind.gates and use.item not in scene.case.documents for use in needed
    ):
        return None
    completion = Completion(outcome=step.outcomes[0].label, text="sebab")
    actor = scene.worker(item)
    return commands.complete(
        scene.case, item.number, completion=completion, actor=actor, at=scene.at
    )


def _works_on_what_never_was(scene: Scene) -> Transition | None:
    number = scene.random.choice([-1, 0, scene.case.last_number + 1])
    actor = next(iter(scene.cast.people.values()))
    return commands.claim(scene.case, number, actor=actor, at=scene.at)


def _works_on_what_is_done(scene: Scene) -> Transition | None:
    case = scene.case
    done = next((n for n in range(case.last_number, 0, -1) if n not in case.items), None)
    if done is None:
        return None
    actor = scene.random.choice(list(scene.cast.people.values()))
    return commands.complete(case, done, completion=_EMPTY, actor=actor, at=scene.at)


def _takes_what_another_has(scene: Scene) -> Transition | None:
    item = scene.some_item(WorkItemState.RESERVED)
    if item is None:
        return None
    both = scene.cast.lanes[item.lane]
    actor = next(one for one in both if one.acting.person != item.owner)
    return commands.claim(scene.case, item.number, actor=actor, at=scene.at)


def _works_while_it_waits(scene: Scene) -> Transition | None:
    item = scene.some_item(WorkItemState.WAITING, WorkItemState.SUSPENDED)
    if item is None:
        return None
    completion = scene.completion(item)
    actor = scene.worker(item)
    return commands.complete(
        scene.case, item.number, completion=completion, actor=actor, at=scene.at
    )


def _suspends_without_reason(scene: Scene) -> Transition | None:
    item = scene.some_work()
    if item is None:
        return None
    actor = scene.worker(item)
    return commands.suspend(scene.case, item.number, reason=" \n", actor=actor, at=scene.at)


def _official_withdraws(scene: Scene) -> Transition | None:
    return commands.withdraw(scene.case, reason="bosan", actor=scene.cast.stranger, at=scene.at)


def _worker_reassigns(scene: Scene) -> Transition | None:
    item = next(iter(scene.case.items.values()))
    actor = scene.worker(item)
    return commands.reassign(
        scene.case, item.number, to=None, reason="mau", actor=actor, at=scene.at
    )


def _records_the_future(scene: Scene) -> Transition | None:
    item = scene.some_work()
    if item is None:
        return None
    return commands.record_on_paper(
        scene.case,
        item.number,
        completion=scene.completion(item),
        done_at=scene.at + timedelta(seconds=1),
        done_by="Budi",
        reason="lupa",
        actor=scene.cast.clerk,
        at=scene.at,
    )


def _returns_from_no_child(scene: Scene) -> Transition | None:
    item = scene.some_work()
    if item is None:
        return None
    actor = scene.worker(item)
    return commands.return_from_child(
        scene.case, item.number, supplies=(), text="", actor=actor, at=scene.at
    )


def _calls_what_is_not_called(scene: Scene) -> Transition | None:
    item = scene.some_work()
    if item is None or (item.kind is WorkKind.STEP and scene.guide.steps[item.step].calls):
        return None
    actor = scene.worker(item)
    return commands.open_child(scene.case, item.number, child="anak", actor=actor, at=scene.at)


def _recalls_what_is_not_returned(scene: Scene) -> Transition | None:
    item = scene.some_work()
    if item is None:
        return None
    actor = scene.cast.clerk
    return commands.recall_return(scene.case, item.number, reason="x", actor=actor, at=scene.at)


def _passes_off_the_papers_of_an_earlier_visit(scene: Scene) -> Transition | None:
    item = scene.some_work()
    if item is None or item.kind is not WorkKind.STEP or item.visit == 1:
        return None
    renewed = scene.guide.renewed[item.step] & scene.case.documents.keys()
    outcome = scene.guide.steps[item.step].outcomes[0]
    if not renewed or any(use.when for use in scene.guide.steps[item.step].outputs):
        return None
    completion = Completion(
        outcome=outcome.label,
        text="sebab",
        supplies=scene.guide.papers[item.step] - scene.case.documents.keys(),
    )
    actor = scene.worker(item)
    return commands.complete(
        scene.case, item.number, completion=completion, actor=actor, at=scene.at
    )


def _hands_in_no_paper(scene: Scene) -> Transition | None:
    actor = next(iter(scene.cast.people.values()))
    return commands.supply(scene.case, (), actor=actor, at=scene.at)


def _declines_what_is_no_signature(scene: Scene) -> Transition | None:
    item = scene.some_work()
    if item is None or item.kind is WorkKind.SIGNATURE:
        return None
    actor = scene.worker(item)
    return commands.decline(scene.case, item.number, reason="tidak", actor=actor, at=scene.at)


def _corrects_the_future(scene: Scene) -> Transition | None:
    seq = scene.case.seq + 1
    return commands.correct(scene.case, seq, text="x", actor=scene.cast.clerk, at=scene.at)


def _brings_an_unknown_paper(scene: Scene) -> Transition | None:
    actor = next(iter(scene.cast.people.values()))
    return commands.supply(scene.case, ["entah"], actor=actor, at=scene.at)


ATTEMPTS: tuple[Attempt, ...] = (
    _stranger_completes,
    _other_lane_completes,
    _public_claims,
    _auditor_suspends,
    _ends_in_no_such_way,
    _hands_in_nothing,
    _works_on_what_never_was,
    _works_on_what_is_done,
    _takes_what_another_has,
    _works_while_it_waits,
    _suspends_without_reason,
    _official_withdraws,
    _worker_reassigns,
    _records_the_future,
    _returns_from_no_child,
    _calls_what_is_not_called,
    _declines_what_is_no_signature,
    _corrects_the_future,
    _brings_an_unknown_paper,
    _recalls_what_is_not_returned,
    _passes_off_the_papers_of_an_earlier_visit,
    _hands_in_no_paper,
    *letters.ATTEMPTS,
    *standing_in.ATTEMPTS,
)
# Each attempt first once, the others after it in turn.
_ORDERS = tuple((*ATTEMPTS[first:], *ATTEMPTS[:first]) for first in range(len(ATTEMPTS)))
