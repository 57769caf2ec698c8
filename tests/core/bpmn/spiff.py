"""An exported procedure as another engine runs it: SpiffWorkflow, beside ours.

Our engine walks and says what happened; the other is given the same outcomes, in the same order,
and says what happened there. Both are sure of themselves: the same outcomes, the same answer. So
walks that chose alike are replayed once.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from lajur.core.bpmn.model import NodeKind, model_of, variable
from lajur.core.bpmn.writing import bpmn, process_id
from lajur.core.engine.case import Case, CaseState, WorkItem, WorkKind
from lajur.core.engine.commands import complete, open_case
from lajur.core.procedure.definition import EndId, Procedure, Step, StepId
from lajur.core.procedure.routes import Route
from lajur.core.simulation.scene import Scene
from lajur.core.simulation.walk import Stage

MORNING = datetime(2026, 1, 5, 1, tzinfo=UTC)
STUB = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="uji">
<process id="{id}" isExecutable="true"><startEvent id="a"><outgoing>x</outgoing></startEvent>
<userTask id="kerja"><incoming>x</incoming><outgoing>y</outgoing></userTask>
<endEvent id="b"><incoming>y</incoming></endEvent>
<sequenceFlow id="x" sourceRef="a" targetRef="kerja"/>
<sequenceFlow id="y" sourceRef="kerja" targetRef="b"/></process></definitions>"""


@dataclass(frozen=True, slots=True)
class Move:
    """One step done, and how."""

    step: StepId
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Trace:
    """What happened in one case: the steps done, what was open before each, and the end."""

    moves: tuple[Move, ...]
    opened: tuple[tuple[StepId, ...], ...]  # one more than moves: the last is after all of them
    end: EndId | None  # None: it never came to one

    def until(self, move: int) -> "Trace":
        """The same case before this move, counted from 0; the whole of it when there is none."""
        if move >= len(self.moves):
            return self
        return Trace(self.moves[:move], self.opened[: move + 1], None)


def goes_round_a_join(procedure: Procedure, trace: Trace) -> int:
    """The move that does a step again, in a procedure with joins; all of them when none does.

    From there on the other engine cannot be asked: its parallel gateway takes the branches that
    came the first time for those of the second, and does not wait (SpiffWorkflow 3.2,
    `_check_threshold_unstructured`). BPMN has it wait for one token of each branch each time.
    """
    joins = any(step.waits_for for step in procedure.steps.values())
    done: set[StepId] = set()
    for number, move in enumerate(trace.moves):
        if joins and move.step in done:
            return number
        done.add(move.step)
    return len(trace.moves)


@cache
def read_by_them(document: bytes, called: tuple[str, ...]) -> dict[str, Any]:
    """What the other engine makes of the file, and of a stub for each SOP it calls."""
    parser = BpmnParser()
    for source in (document, *(STUB.format(id=one).encode() for one in called)):
        parser.add_bpmn_xml(etree.parse(BytesIO(source)))
    return dict(parser.find_all_specs())


class Exported:
    """A procedure beside its exported file, made ready once for many walks in both engines."""

    def __init__(self, procedure: Procedure, document: bytes | None = None) -> None:
        self.procedure, self.stage = procedure, Stage(procedure)
        nodes = model_of(procedure).nodes.values()
        self.steps = {node.id: node.step for node in nodes if node.step}
        self.passed = {node.id for node in nodes if node.kind is NodeKind.PASSED}
        self.variables = {step: variable(step) for step in procedure.steps}
        self.ends = {f"akhir_{end}": end for end in procedure.ends}
        called = tuple(sorted({node.calls for node in nodes if node.calls}))
        specs = read_by_them(document or bpmn(procedure), called)
        self.whole = specs[process_id(procedure)]
        self.others = {id: spec for id, spec in specs.items() if spec is not self.whole}

    def walked(self, dice: random.Random) -> Trace:
        """Walk at random in our engine: any open step, any of its outcomes."""
        return _walked(self, dice, iter(()))

    def along(self, route: Route) -> Trace:
        """Walk one route in our engine, to its end."""
        steps = self.procedure.steps
        moves = (Move(one.step, one.outcome) for one in route.steps if _asks(steps[one.step]))
        return _walked(self, random.Random(0), moves)

    def replayed(self, trace: Trace) -> Trace:
        """Do the moves of the trace in the other engine, as far as it goes along."""
        theirs, moves = Theirs(self), []
        opened = [theirs.open_steps()]
        for move in trace.moves:
            if move.step not in opened[-1]:
                break
            theirs.do(move)
            moves.append(move)
            opened.append(theirs.open_steps())
        return Trace(tuple(moves), tuple(opened), theirs.ended_at())


class Theirs:
    """A case of the exported file in the other engine."""

    def __init__(self, exported: Exported) -> None:
        self._exported = exported
        self._workflow = BpmnWorkflow(exported.whole, exported.others)
        self._go_on()

    def open_steps(self) -> tuple[StepId, ...]:
        return self._open

    def do(self, move: Move) -> None:
        task = self._ready[move.step]
        if move.outcome is not None:
            task.data[self._exported.variables[move.step]] = move.outcome
        task.run()
        self._go_on()

    def ended_at(self) -> EndId | None:
        """The end reached; None while something is open."""
        if not self._workflow.is_completed():
            return None
        ends = self._exported.ends
        done = self._workflow.get_tasks(state=TaskState.COMPLETED)
        (name,) = {task.task_spec.name for task in done} & ends.keys()
        return ends[name]

    def _step(self, task: Task) -> StepId:
        if task.task_spec.name == "kerja":  # within what a step calls
            task = self._workflow.get_task_from_id(task.workflow.parent_task_id)
        return self._exported.steps[task.task_spec.name]

    def _go_on(self) -> None:
        """Let it go on by itself; a plain task, which nobody does, is over as soon as it opens."""
        while True:
            self._workflow.do_engine_steps()
            ready = self._workflow.get_tasks(state=TaskState.READY, manual=True)
            passed = [task for task in ready if task.task_spec.name in self._exported.passed]
            if not passed:
                break
            passed[0].run()
        self._open = tuple(sorted(map(self._step, ready)))
        self._ready = {self._step(task): task for task in ready}


def _asks(step: Step) -> bool:
    """Whether anybody is asked; the rest of a route both engines pass by themselves."""
    return step.derived_from is None and not step.automatic


def _walked(exported: Exported, dice: random.Random, route: Iterator[Move]) -> Trace:
    ours = Ours(exported.procedure, exported.stage, dice)
    moves, opened = [], [ours.open_steps()]
    while ours.case.state is CaseState.OPEN:
        moves.append(ours.do(next(route, None)))
        opened.append(ours.open_steps())
    assert next(route, None) is None  # the whole of it
    return Trace(tuple(moves), tuple(opened), ours.case.end)


@dataclass(slots=True)
class Ours:
    """The same case in our engine; co-signatures are given at once."""

    procedure: Procedure
    stage: Stage
    dice: random.Random
    scene: Scene = field(init=False)

    def __post_init__(self) -> None:
        stage = self.stage
        opened = open_case(self.procedure, actor=stage.applicant, at=MORNING)
        self.scene = Scene(
            case=opened.case, cast=stage.cast, guide=stage.guide, random=self.dice, at=MORNING
        )

    @property
    def case(self) -> Case:
        return self.scene.case

    def open_steps(self) -> tuple[StepId, ...]:
        return tuple(sorted(item.step for item in self.case.items.values()))

    def do(self, wanted: Move | None) -> Move:
        """Complete some open step, or the wanted one; gives it, and how it ended."""
        items = list(self.case.items.values())
        if wanted is not None:
            items = [item for item in items if item.step == wanted.step]
        item = self.dice.choice(items)
        outcome = self._complete(item, wanted)
        while signatures := [
            one for one in self.case.items.values() if one.kind is WorkKind.SIGNATURE
        ]:
            self._complete(signatures[0], None)
        return Move(item.step, outcome)

    def _complete(self, item: WorkItem, wanted: Move | None) -> str | None:
        self.scene.at += timedelta(minutes=1)
        completion = self.scene.completion(item)
        if wanted is not None and wanted.outcome != completion.outcome:
            completion = replace(completion, outcome=wanted.outcome, text="sebabnya")
        done = complete(
            self.case,
            item.number,
            completion=completion,
            actor=self.scene.worker(item),
            at=self.scene.at,
        )
        self.scene.case = done.case
        return completion.outcome
