"""Legal moves of a walk. Each answers a transition, or None where it has no occasion."""

from collections.abc import Callable

from lajur.core.engine import commands
from lajur.core.engine.apply import Transition
from lajur.core.engine.case import WorkItem, WorkItemState, WorkKind
from lajur.core.engine.commands import complete
from lajur.core.engine.rules import rules_of
from lajur.core.procedure.definition import LaneKind
from lajur.core.simulation import letters
from lajur.core.simulation.scene import Scene

_SUSPENDED, _WAITING = WorkItemState.SUSPENDED, WorkItemState.WAITING

Move = Callable[[Scene], Transition | None]


def forward_move(scene: Scene, *, hurried: bool) -> Transition:
    """Do some piece of open work, so that the case goes on."""
    item = _next_item(scene)
    worker = scene.worker(item)
    if item.state is _SUSPENDED:
        return commands.resume(
            scene.case, item.number, reason="sudah bisa", actor=worker, at=scene.at
        )
    if item.state is _WAITING:
        return commands.return_from_child(
            scene.case,
            item.number,
            supplies=(),
            text="selesai",
            refused=scene.random.random() < 0.2,
            actor=worker,
            at=scene.at,
        )
    return complete(
        scene.case,
        item.number,
        completion=scene.completion(item, hurried=hurried),
        actor=worker,
        at=scene.at,
    )


def other_move(scene: Scene) -> Transition | None:
    """Anything else that is allowed."""
    return scene.random.choice(_OTHERS)(scene)


def _next_item(scene: Scene) -> WorkItem:
    """A piece of work that can go on now; the only open one always can."""
    items = scene.case.items
    if len(items) == 1:
        return next(iter(items.values()))
    return scene.random.choice([item for item in items.values() if _can_go_on(item)])


def _can_go_on(item: WorkItem) -> bool:
    if item.state is not WorkItemState.WAITING:
        return True
    return item.pending is not None and item.pending.child is not None


def _claim(scene: Scene) -> Transition | None:
    item = scene.some_item(WorkItemState.READY)
    if item is None:
        return None
    return commands.claim(scene.case, item.number, actor=scene.worker(item), at=scene.at)


def _release(scene: Scene) -> Transition | None:
    item = scene.some_item(WorkItemState.RESERVED)
    if item is None:
        return None
    return commands.release(scene.case, item.number, actor=scene.worker(item), at=scene.at)


def _delegate(scene: Scene) -> Transition | None:
    item = scene.some_work()
    if item is None:
        return None
    to = scene.eligible(item)[-1].acting.person or 0
    return commands.delegate(
        scene.case, item.number, to=to, instruction="", actor=scene.worker(item), at=scene.at
    )


def _suspend(scene: Scene) -> Transition | None:
    item = scene.some_work()
    if item is None:
        return None
    return commands.suspend(
        scene.case, item.number, reason="menunggu", actor=scene.worker(item), at=scene.at
    )


def _return(scene: Scene) -> Transition | None:
    item = scene.some_work()
    lanes = scene.case.procedure.lanes
    if item is None or item.kind is not WorkKind.STEP:
        return None
    if lanes[item.lane].kind is LaneKind.APPLICANT:
        return None
    missing = [one for one in sorted(scene.guide.papers[item.step]) if scene.random.random() < 0.5]
    return commands.return_for_completion(
        scene.case,
        item.number,
        missing=missing,
        reason="kurang",
        actor=scene.worker(item),
        at=scene.at,
    )


def _recall(scene: Scene) -> Transition | None:
    asked = [one for one in scene.case.items.values() if one.kind is WorkKind.COMPLETION]
    if not asked:
        return None
    number = scene.random.choice(asked).parent or 0
    actor = scene.random.choice([scene.cast.clerk, scene.worker(scene.case.items[number])])
    return commands.recall_return(scene.case, number, reason="tidak jadi", actor=actor, at=scene.at)


def _decline(scene: Scene) -> Transition | None:
    item = scene.some_work()
    if item is None or item.kind is not WorkKind.SIGNATURE:
        return None
    return commands.decline(
        scene.case, item.number, reason="keliru", actor=scene.worker(item), at=scene.at
    )


def _reassign(scene: Scene) -> Transition | None:
    item = scene.random.choice(list(scene.case.items.values()))
    people = [one.acting.person for one in scene.cast.lanes[item.lane]]
    to = scene.random.choice([None, *people])
    return commands.reassign(
        scene.case, item.number, to=to, reason="cuti", actor=scene.cast.clerk, at=scene.at
    )


def _supply(scene: Scene) -> Transition | None:
    brought = [item for item, lanes in scene.guide.suppliers.items() if lanes]
    if not brought:
        return None
    item = scene.random.choice(brought)
    actor = scene.cast.lanes[scene.guide.suppliers[item][0]][0]
    return commands.supply(scene.case, [item], actor=actor, at=scene.at)


def _correct(scene: Scene) -> Transition | None:
    seq = scene.random.randint(1, scene.case.seq)
    return commands.correct(
        scene.case, seq, text="salah ketik", actor=scene.cast.clerk, at=scene.at
    )


def _record_on_paper(scene: Scene) -> Transition | None:
    item = scene.some_work()
    if item is None:
        return None
    return commands.record_on_paper(
        scene.case,
        item.number,
        completion=scene.completion(item),
        done_at=scene.random.choice([item.opened_at, scene.at]),
        done_by="Budi",
        reason="listrik padam",
        actor=scene.cast.clerk,
        at=scene.at,
    )


def _open_child(scene: Scene) -> Transition | None:
    item = scene.some_work()
    if item is None or item.kind is not WorkKind.STEP or scene.guide.steps[item.step].calls is None:
        return None
    if not scene.guide.papers[item.step] <= scene.case.documents.keys():
        return None
    return commands.open_child(
        scene.case, item.number, child="anak", actor=scene.worker(item), at=scene.at
    )


def _withdraw(scene: Scene) -> Transition | None:
    if scene.random.random() < 0.8:
        return None  # so that most walks see the rest of their procedure
    applicant = rules_of(scene.case.procedure).applicant
    actor = scene.cast.lanes[applicant][0]
    return commands.withdraw(scene.case, reason="batal", actor=actor, at=scene.at)


_OTHERS: tuple[Move, ...] = (
    _claim,
    _release,
    _delegate,
    _suspend,
    _return,
    _recall,
    _decline,
    _reassign,
    _supply,
    _correct,
    *letters.MOVES,
    _record_on_paper,
    _open_child,
    _withdraw,
)
