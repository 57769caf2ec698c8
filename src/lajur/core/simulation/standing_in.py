"""Moves of substitutes that must be refused. None where there is no occasion."""

from dataclasses import replace

from lajur.core.access import Actor
from lajur.core.completion import Completion
from lajur.core.engine import commands
from lajur.core.engine.apply import Transition
from lajur.core.engine.case import WorkItem, WorkItemState, WorkKind
from lajur.core.simulation.scene import Scene


def takes_what_a_colleague_has(scene: Scene) -> Transition | None:
    """A colleague of the absent person has the work, and is not away."""
    item = scene.some_item(WorkItemState.RESERVED)
    if item is None or item.owner == scene.cast.lanes[item.lane][0].acting.person:
        return None
    return _held_up(scene, item, scene.cast.substitutes[item.lane])


def takes_what_the_absent_may_not(scene: Scene) -> Transition | None:
    """The lane was narrowed for this case, and the absent person is not among the appointed."""
    item = scene.some_item(WorkItemState.READY)
    if item is None or item.lane not in scene.case.appointed:
        return None
    absent = scene.cast.lanes[item.lane][0].acting.person
    if absent in scene.case.appointed[item.lane]:
        return None
    return _held_up(scene, item, scene.cast.substitutes[item.lane])


def goes_on_after_the_last_day(scene: Scene) -> Transition | None:
    """The absence is over: what lay with the absent person is not the substitute's any more."""
    item = scene.some_work()
    if item is None:
        return None
    substitute = scene.cast.substitutes[item.lane]
    return _held_up(scene, item, replace(substitute, lanes=frozenset(), stands_in=()))


def signs_what_they_did(scene: Scene) -> Transition | None:
    """One person in two positions, be it as a substitute, signs for both."""
    item = scene.some_work()
    if item is None or item.kind is not WorkKind.SIGNATURE:
        return None
    done = scene.case.items[item.parent or 0]
    doer = done.owner if done.pending is None or done.pending.doer is None else done.pending.doer
    if doer is None:
        return None
    signer = scene.worker(item)
    themselves = replace(signer, acting=replace(signer.acting, person=doer))
    return commands.complete(
        scene.case, item.number, completion=Completion(), actor=themselves, at=scene.at
    )


def _held_up(scene: Scene, item: WorkItem, actor: Actor) -> Transition:
    """What whoever may work on the item may do, taken or not."""
    return commands.suspend(scene.case, item.number, reason="x", actor=actor, at=scene.at)


ATTEMPTS = (
    takes_what_a_colleague_has,
    takes_what_the_absent_may_not,
    goes_on_after_the_last_day,
    signs_what_they_did,
)
