"""A procedure as nodes and flows of BPMN.

A step that somebody does is a user task; one that runs another SOP, a call activity. Where it may
end in several ways an exclusive gateway follows it, whose flows ask for the outcome; a decision
that follows an earlier one is that gateway alone. Several targets of one outcome are a parallel
gateway, and so is what waits for all of them. What can be reached in several ways begins with an
exclusive gateway, so that every node but a gateway has one flow in and one out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from textwrap import shorten
from typing import Any

from lajur.core.bpmn.markup import printable
from lajur.core.procedure.definition import EndId, LaneId, Outcome, Procedure, Step, StepId

LONGEST = 100  # characters of a name inside a shape: five lines
LONGEST_OUTSIDE = 50  # of a name beside one
ASKED = "Hasilnya?"  # of a gateway behind work, whose flows are its outcomes
_CUT = " …"


class NodeKind(StrEnum):
    """The names of BPMN's own elements."""

    START = "startEvent"
    END = "endEvent"
    TASK = "userTask"
    CALL = "callActivity"
    PASSED = "task"  # nobody acts
    CHOICE = "exclusiveGateway"
    PARALLEL = "parallelGateway"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One element; its id is an XML name."""

    id: str
    kind: NodeKind
    name: str
    lane: LaneId
    step: StepId | None = None  # of a TASK, CALL or PASSED: whose work it is
    stands_for: StepId | None = None  # the step it is the main shape of
    calls: str = ""  # of a CALL: the id of what it runs
    beside: str = ""  # of a gateway: what it stands at, for people


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A sequence flow."""

    id: str
    source: str
    target: str
    name: str = ""  # the outcome as printed
    asks: tuple[StepId, str] | None = None  # taken when this step ended so


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """All of it, in printed order."""

    procedure: Procedure
    nodes: Mapping[str, Node]
    flows: tuple[Flow, ...]


def variable(step: StepId) -> str:
    """The process variable that holds how a step ended."""
    return "hasil_" + re.sub(r"\W", "_", step)


def model_of(procedure: Procedure) -> Model:
    """The procedure, sound or not, as BPMN."""
    return _Making(procedure).model()


def _name(prefix: str, text: str) -> str:
    return prefix + re.sub(r"[^\w.-]", "_", text, flags=re.ASCII)


def shown_name(step: Step) -> str:
    """The title as far as there is room for it."""
    longest = LONGEST if step.derived_from is None else LONGEST_OUTSIDE
    return shorten(step.printed.title or step.id, longest, placeholder=_CUT)


def is_name_of(step: Step, name: str) -> bool:
    """Whether a shape of this name, one line, stands for the step under its own title.

    A name cut elsewhere than we cut today is still the step's: earlier exports cut sooner.
    """
    title = " ".join(printable(step.printed.title or step.id).split())
    if name.endswith(_CUT):
        return title.startswith(name.removesuffix(_CUT))
    return name == title


def retitled(step: Step, name: str) -> str | None:
    """The whole title behind a name that was changed where it is drawn.

    A name that ends in "…" shows the beginning only: the rest follows where its last two words
    stand in the title. None: they do not stand there, so nobody knows how it goes on.
    """
    if not name.endswith(_CUT):
        return name
    seen, title = name.removesuffix(_CUT), " ".join(step.printed.title.split())
    last = " ".join(seen.split()[-2:])
    ends = [found.end() for found in re.finditer(re.escape(last), title)] if last else []
    if not ends:
        return None
    nearest = min(ends, key=lambda end: abs(end - len(seen)))  # a word more or less before it
    return seen + title[nearest:]


def _targets(procedure: Procedure) -> Iterator[StepId]:
    for step in procedure.steps.values():
        for outcome in step.outcomes:
            yield from outcome.targets


def _called(step: Step) -> str:
    return _name("sop_", step.calls) if step.calls else ""


@dataclass(slots=True)
class _Making:
    procedure: Procedure
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)

    def model(self) -> Model:
        procedure = self.procedure
        start = procedure.steps[procedure.start]
        begin = self._node("mulai", NodeKind.START, "Mulai", start.performer)
        ways_in = Counter([procedure.start, *_targets(procedure)])
        entries = {
            step.id: self._entry(step, ways_in[step.id]) for step in procedure.steps.values()
        }
        self._flow(begin, entries[procedure.start])
        for step in procedure.steps.values():
            self._leave(step, entries)
        return Model(procedure=procedure, nodes=dict(self._in_order()), flows=tuple(self.flows))

    def _in_order(self) -> Iterator[tuple[str, Node]]:
        """The nodes with each end after the last that leads to it."""
        last: dict[str, str] = {}
        order = {id: number for number, id in enumerate(self.nodes)}
        for flow in self.flows:
            before = last.setdefault(flow.target, flow.source)
            last[flow.target] = max(before, flow.source, key=order.__getitem__)
        ends = [id for id, node in self.nodes.items() if node.kind is NodeKind.END]
        for id, node in self.nodes.items():
            if node.kind is not NodeKind.END:
                yield id, node
                yield from ((end, self.nodes[end]) for end in ends if last.get(end) == id)

    def _node(self, id: str, kind: NodeKind, name: str, lane: LaneId, **more: Any) -> str:
        if id in self.nodes:
            raise AssertionError(f"two nodes are called {id}")
        self.nodes[id] = Node(id=id, kind=kind, name=name, lane=lane, **more)
        return id

    def _flow(
        self, source: str, target: str, name: str = "", asks: tuple[StepId, str] | None = None
    ) -> None:
        number = f"alir_{len(self.flows) + 1}"
        self.flows.append(Flow(id=number, source=source, target=target, name=name, asks=asks))

    def _entry(self, step: Step, ways_in: int) -> str:
        """Make the nodes of a step; gives the first of them."""
        chain = [*self._gates(step, ways_in), *self._work(step), *self._choice(step)]
        for source, target in pairwise(chain):
            self._flow(source, target)
        return chain[0]

    def _gates(self, step: Step, ways_in: int) -> Iterator[str]:
        where = f"pertemuan sebelum {shown_name(step)}"
        if step.waits_for:
            yield self._node(
                _name("tunggu_", step.id), NodeKind.PARALLEL, "", step.performer, beside=where
            )
        elif ways_in > 1:
            yield self._node(
                _name("temu_", step.id), NodeKind.CHOICE, "", step.performer, beside=where
            )

    def _work(self, step: Step) -> Iterator[str]:
        if step.derived_from is not None:
            return
        kind = NodeKind.TASK
        if step.calls is not None:
            kind = NodeKind.CALL
        elif step.automatic:
            kind = NodeKind.PASSED
        yield self._node(
            self.work(step),
            kind,
            shown_name(step),
            step.performer,
            step=step.id,
            stands_for=step.id,
            calls=_called(step),
        )

    def _choice(self, step: Step) -> Iterator[str]:
        if len(step.outcomes) > 1 or step.derived_from is not None:
            alone = step.derived_from is not None
            yield self._node(
                _name("pilih_", step.id),
                NodeKind.CHOICE,
                shown_name(step) if alone else ASKED,
                step.performer,
                stands_for=step.id if alone else None,
                beside=f"keputusan {shown_name(step)}",
            )

    @staticmethod
    def work(step: Step) -> str:
        return _name("langkah_", step.id)

    def _leave(self, step: Step, entries: Mapping[StepId, str]) -> None:
        chooses = len(step.outcomes) > 1 or step.derived_from is not None
        source = _name("pilih_", step.id) if chooses else self.work(step)
        for outcome in step.outcomes:
            asks = None
            if chooses and outcome.label is not None:
                asks = (step.derived_from or step.id, outcome.label)
            self._flow(source, self._to(step, outcome, entries), outcome.label or "", asks)

    def _to(self, step: Step, outcome: Outcome, entries: Mapping[StepId, str]) -> str:
        """Where an outcome leads: an end, a step, or a fork to several."""
        if outcome.end is not None:
            return self._end(outcome.end, step.performer)
        if len(outcome.targets) == 1:
            return entries[outcome.targets[0]]
        fork = _name(f"cabang_{step.id}_", outcome.label or "")
        of = shown_name(step)
        while fork in self.nodes:  # labels that differ in their signs only
            fork += "_"
        self._node(fork, NodeKind.PARALLEL, "", step.performer, beside=f"cabang sesudah {of}")
        for target in outcome.targets:
            self._flow(fork, entries[target])
        return fork

    def _end(self, end: EndId, lane: LaneId) -> str:
        name = self.procedure.ends[end].name
        id = _name("akhir_", end)
        return id if id in self.nodes else self._node(id, NodeKind.END, name, lane)
