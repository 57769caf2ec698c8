"""An exported procedure as another engine runs it: SpiffWorkflow, beside ours."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from lajur.core.bpmn.model import model_of, variable
from lajur.core.bpmn.writing import bpmn, process_id
from lajur.core.engine.case import Case, CaseState, WorkItem, WorkKind
from lajur.core.engine.commands import complete, open_case
from lajur.core.procedure.definition import EndId, Procedure, StepId
from lajur.core.simulation.scene import Scene
from lajur.core.simulation.walk import Stage

MORNING = datetime(2026, 1, 5, 1, tzinfo=UTC)
STUB = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="uji">
<process id="{id}" isExecutable="true"><startEvent id="a"><outgoing>x</outgoing></startEvent>
<userTask id="kerja"><incoming>x</incoming><outgoing>y</outgoing></userTask>
<endEvent id="b"><incoming>y</incoming></endEvent>
<sequenceFlow id="x" sourceRef="a" targetRef="kerja"/>
<sequenceFlow id="y" sourceRef="kerja" targetRef="b"/></process></definitions>"""


@cache
def read_by_them(document: bytes, *called: str) -> dict[str, Any]:
    """What the other engine makes of the file, and of a stub for each SOP it calls."""
    parser = BpmnParser()
    for source in (document, *(STUB.format(id=one).encode() for one in called)):
        parser.add_bpmn_xml(etree.parse(BytesIO(source)))
    return dict(parser.find_all_specs())


@dataclass(slots=True)
class Theirs:
    """A case of the exported file in the other engine."""

    procedure: Procedure
    workflow: BpmnWorkflow = field(init=False)
    steps: dict[str, StepId] = field(init=False)  # by the id of their element

    def __post_init__(self) -> None:
        nodes = model_of(self.procedure).nodes.values()
        self.steps = {node.id: node.step for node in nodes if node.step}
        called = {node.calls for node in nodes if node.calls}
        specs = read_by_them(bpmn(self.procedure), *sorted(called))
        name = process_id(self.procedure)
        others = {id: spec for id, spec in specs.items() if id != name}
        self.workflow = BpmnWorkflow(specs[name], others)
        self._go_on()

    def open_steps(self) -> list[StepId]:
        return sorted(self._step(task) for task in self._ready())

    def do(self, step: StepId, outcome: str | None) -> None:
        task = next(one for one in self._ready() if self._step(one) == step)
        if outcome is not None:
            task.data[variable(step)] = outcome
        task.run()
        self._go_on()

    def ended_at(self) -> EndId | None:
        """The end reached; None while something is open."""
        if not self.workflow.is_completed():
            return None
        names = {f"akhir_{end}" for end in self.procedure.ends}
        done = self.workflow.get_tasks(state=TaskState.COMPLETED)
        (name,) = {task.task_spec.name for task in done} & names
        return name.removeprefix("akhir_")

    def _ready(self) -> list[Task]:
        return list(self.workflow.get_tasks(state=TaskState.READY, manual=True))

    def _step(self, task: Task) -> StepId:
        if task.task_spec.name == "kerja":  # within what a step calls
            top = task.workflow.top_workflow.get_task_from_id(task.workflow.parent_task_id)
            return self.steps[top.task_spec.name]
        return self.steps[task.task_spec.name]

    def _go_on(self) -> None:
        self.workflow.do_engine_steps()


@dataclass(slots=True)
class Ours:
    """The same case in our engine; co-signatures are given at once."""

    procedure: Procedure
    chance: random.Random
    scene: Scene = field(init=False)

    def __post_init__(self) -> None:
        stage = Stage(self.procedure)
        opened = open_case(self.procedure, actor=stage.applicant, at=MORNING)
        self.scene = Scene(
            case=opened.case, cast=stage.cast, guide=stage.guide, random=self.chance, at=MORNING
        )

    @property
    def case(self) -> Case:
        return self.scene.case

    def open_steps(self) -> list[StepId]:
        return sorted(item.step for item in self.case.items.values())

    def do(self) -> tuple[StepId, str | None]:
        """Complete some open step; gives it, and how it ended."""
        item = self.chance.choice(list(self.case.items.values()))
        outcome = self._complete(item)
        while signatures := [
            one for one in self.case.items.values() if one.kind is WorkKind.SIGNATURE
        ]:
            self._complete(signatures[0])
        return item.step, outcome

    def ended_at(self) -> EndId | None:
        return None if self.case.state is CaseState.OPEN else self.case.end

    def _complete(self, item: WorkItem) -> str | None:
        self.scene.at += timedelta(minutes=1)
        completion = self.scene.completion(item)
        done = complete(
            self.case,
            item.number,
            completion=completion,
            actor=self.scene.worker(item),
            at=self.scene.at,
        )
        self.scene.case = done.case
        return completion.outcome
