"""Random procedures: sound by the way they are built, and mutants of them that are not.

Blocks are drawn from the end to the start, so that each knows where it leads: sequence, decision,
loop, fork and join, a later decision that follows an earlier one, a call of another SOP.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from lajur.core.procedure.definition import (
    Condition,
    End,
    Identity,
    Item,
    ItemKind,
    Lane,
    LaneKind,
    Outcome,
    PrintedRow,
    Procedure,
    Result,
    ServiceKind,
    Step,
    StepId,
    Symbol,
    Use,
)
from lajur.core.worktime.standard import UNSET, StandardTime, TimeKind

Draw = Callable[[st.SearchStrategy[Any]], Any]

LANES: Mapping[str, Lane] = {
    "opd": Lane(id="opd", name="OPD pemohon", kind=LaneKind.APPLICANT),
    "kadis": Lane(id="kadis", name="Kepala Dinas", kind=LaneKind.OFFICE),
    "kasi": Lane(id="kasi", name="Kepala Seksi", kind=LaneKind.OFFICE),
    "tim": Lane(id="tim", name="Tim Pengembang", kind=LaneKind.OFFICE),
}
DONE, REFUSED = "selesai", "ditolak"
ENDS = (DONE, REFUSED)
MAX_STEPS = 14


@dataclass
class Builder:
    """Steps in the making; a target is a step or one of the ends."""

    draw: Draw
    steps: dict[StepId, Step] = field(default_factory=dict)
    refusing: bool = False
    made: int = 0

    def new_id(self) -> StepId:
        self.made += 1
        return f"s{self.made}"

    def pick(self, *choices: object) -> object:
        return self.draw(st.sampled_from(choices))

    def maybe(self) -> bool:
        return bool(self.draw(st.booleans()))

    def add(self, step_id: StepId, outcomes: tuple[Outcome, ...], **more: object) -> StepId:
        performer = str(more.pop("performer", None) or self.pick(*LANES))
        signing: tuple[str, ...] = more.pop("cosigners", ())  # type: ignore[assignment]
        more["cosigners"] = tuple(lane for lane in signing if lane != performer)
        self.steps[step_id] = Step(
            id=step_id,
            printed=PrintedRow(no=step_id[1:], title=f"Langkah {step_id}"),
            symbol=Symbol.DECISION if len(outcomes) > 1 else Symbol.PROCESS,
            performer=performer,
            outcomes=outcomes,
            standard_time=UNSET,
            **more,  # type: ignore[arg-type]
        )
        return step_id

    def box(self, after: str, **more: object) -> StepId:
        return self.add(self.new_id(), (to(after),), **more)

    def block(self, after: str, *, depth: int, parallel: bool = False) -> StepId:
        """Draw a block that leads to `after`; give its first step."""
        if depth == 0 or self.made >= MAX_STEPS:
            return self.box(after)
        kinds = [self.box_block, self.sequence, self.decision, self.loop, self.fork, self.echo]
        kind = self.pick(*kinds)
        return kind(after, depth=depth - 1, parallel=parallel)  # type: ignore[operator, no-any-return]

    def box_block(self, after: str, *, depth: int, parallel: bool) -> StepId:
        lanes = st.lists(st.sampled_from(sorted(LANES)), unique=True, max_size=2).map(tuple)
        match self.pick("plain", "signed", "appoints", "calls", "automatic"):
            case "signed":
                return self.box(after, cosigners=self.draw(lanes))
            case "appoints":
                return self.box(after, appoints=self.draw(lanes))
            case "calls":
                return self.box(after, calls="SOP Lain")
            case "automatic":
                return self.box(after, automatic=True)
            case _:
                return self.box(after)

    def sequence(self, after: str, *, depth: int, parallel: bool) -> StepId:
        second = self.block(after, depth=depth, parallel=parallel)
        return self.block(second, depth=depth, parallel=parallel)

    def decision(self, after: str, *, depth: int, parallel: bool) -> StepId:
        """Two or three ways; the first leads on, another may refuse (never beside a branch)."""
        ways = [to(self.block(after, depth=depth, parallel=parallel), "ya")]
        for label in ("tidak", "ragu")[: 1 + self.maybe()]:
            if not parallel and self.maybe():
                self.refusing = True
                ways.append(Outcome(label=label, end=REFUSED, needs_reason=True))
            elif self.maybe():
                ways.append(to(after, label, needs_reason=self.maybe()))
            else:
                ways.append(to(self.block(after, depth=depth, parallel=parallel), label))
        cosigners = ("kadis",) if self.maybe() else ()
        return self.add(self.new_id(), tuple(ways), cosigners=cosigners)

    def loop(self, after: str, *, depth: int, parallel: bool) -> StepId:
        decision = self.new_id()
        body = self.block(decision, depth=depth, parallel=parallel)
        # Something must be done again, or the round would be automatic from end to end.
        head = self.box(body)
        again = to(head, "ulang", needs_reason=True)
        self.add(decision, (to(after, "cukup"), again))
        return head

    def fork(self, after: str, *, depth: int, parallel: bool) -> StepId:
        join = self.new_id()
        heads, lasts = [], []
        for _ in range(2 + self.maybe()):
            last = self.box(join, automatic=self.maybe())
            lasts.append(last)
            heads.append(self.block(last, depth=depth, parallel=True) if self.maybe() else last)
        self.add(join, (to(after),), waits_for=tuple(lasts))
        return self.add(self.new_id(), (Outcome(label=None, targets=tuple(heads)),))

    def echo(self, after: str, *, depth: int, parallel: bool) -> StepId:
        """A decision, work, and the same question again, answered by the first."""
        asked = self.new_id()
        later_ways = tuple(
            to(self.block(after, depth=depth, parallel=parallel), label)
            for label in ("sendiri", "pihak ketiga")
        )
        later = self.add(self.new_id(), later_ways, derived_from=asked)
        between = self.box(later)
        ways = tuple(
            to(self.box(between) if self.maybe() else between, way.label) for way in later_ways
        )
        return self.add(asked, ways)


def to(target: str, label: str | None = None, *, needs_reason: bool = False) -> Outcome:
    if target in ENDS:
        return Outcome(label=label, end=target, needs_reason=needs_reason)
    return Outcome(label=label, targets=(target,), needs_reason=needs_reason)


@st.composite
def procedures(draw: Draw, depth: int = 3) -> Procedure:
    """A sound procedure: `checks.check` finds nothing in it."""
    builder = Builder(draw)
    first = builder.block(DONE, depth=depth)
    start = builder.add("s0", (to(first),), performer="opd")
    steps = {step.id: step for step in reversed(builder.steps.values())}
    items = _papers(builder, steps)
    _time(builder, steps)
    ends = [DONE, REFUSED] if builder.refusing else [DONE]
    return Procedure(
        id="acak",
        identity=Identity(issuing_unit=(), number="1", title="SOP acak"),
        services=(ServiceKind.NEW,),
        lanes=LANES,
        items=items,
        steps=steps,
        ends={end: End(id=end, name=end, result=Result(end)) for end in ends},
        start=start,
    )


def _papers(builder: Builder, steps: dict[StepId, Step]) -> dict[str, Item]:
    """Let some steps yield a paper, and others need one; a few only when a decision went so."""
    items = {
        "renstra": Item(id="renstra", name="Renstra", kind=ItemKind.REFERENCE),
        "komputer": Item(id="komputer", name="Komputer", kind=ItemKind.TOOL),
        "kak": Item(id="kak", name="KAK", kind=ItemKind.DOCUMENT, supplied_by="opd"),
    }
    for step in list(steps.values()):
        yields: tuple[Use, ...] = ()
        if not step.automatic and step.derived_from is None and builder.maybe():
            paper = f"d_{step.id}"
            items[paper] = Item(id=paper, name=f"Dokumen {step.id}", kind=ItemKind.DOCUMENT)
            when = _condition(builder, step)
            yields = (Use(item=paper, when=when),)
        needed = builder.pick(*items)
        use = Use(item=str(needed), optional=builder.maybe())
        needs = (use,) if builder.maybe() and not step.automatic else ()
        steps[step.id] = replace(step, requirements=needs, outputs=yields)
    return items


def _condition(builder: Builder, step: Step) -> Condition | None:
    """Only when this very decision ends in its last way."""
    label = step.outcomes[-1].label
    if label is None or not builder.maybe():
        return None
    return Condition(step=step.id, outcome=label)


def _time(builder: Builder, steps: dict[StepId, Step]) -> None:
    """Sometimes the first step sets the time of the last."""
    if builder.maybe():
        first, last = "s0", next(step for step in reversed(steps) if step != "s0")
        steps[first] = replace(steps[first], sets_time_of=last)
        variable = StandardTime(kind=TimeKind.VARIABLE, set_by=first)
        steps[last] = replace(steps[last], standard_time=variable)


@st.composite
def mutants(draw: Draw) -> tuple[str, Procedure]:
    """A procedure that is not sound any more, and what was done to it."""
    procedure = draw(procedures())
    assert isinstance(procedure, Procedure)
    tried = ((name, mutate(procedure)) for name, mutate in MUTATIONS)
    possible = [(name, mutant) for name, mutant in tried if mutant is not None]
    name, mutant = draw(st.sampled_from(possible))
    return name, mutant


def _with(procedure: Procedure, *steps: Step) -> Procedure:
    return replace(procedure, steps={**procedure.steps, **{step.id: step for step in steps}})


def _lost_target(procedure: Procedure) -> Procedure:
    step = procedure.steps[procedure.start]
    return _with(procedure, replace(step, outcomes=(to("entah"),)))


def _dead_end(procedure: Procedure) -> Procedure:
    step = list(procedure.steps.values())[-1]
    outcomes = (*step.outcomes[:-1], Outcome(label=step.outcomes[-1].label))
    return _with(procedure, replace(step, outcomes=outcomes))


def _unreachable(procedure: Procedure) -> Procedure:
    step = replace(procedure.steps[procedure.start], id="pulau", outcomes=(to(DONE),))
    return _with(procedure, step)


def _endless(procedure: Procedure) -> Procedure:
    """Whoever would close the case goes back to the first step after the start instead."""
    (head,) = procedure.steps[procedure.start].outcomes[0].targets
    steps = []
    for step in procedure.steps.values():
        outcomes = tuple(
            replace(one, end=None, targets=(head,), needs_reason=True) if one.end else one
            for one in step.outcomes
        )
        steps.append(replace(step, outcomes=outcomes))
    return _with(procedure, *steps)


def _one_way_decision(procedure: Procedure) -> Procedure | None:
    step = next((one for one in procedure.steps.values() if len(one.outcomes) > 1), None)
    if step is None:
        return None
    return _with(procedure, replace(step, outcomes=step.outcomes[:1]))


def _join_waits_for_nobody(procedure: Procedure) -> Procedure | None:
    step = next((one for one in procedure.steps.values() if one.waits_for), None)
    if step is None:
        return None
    return _with(procedure, replace(step, waits_for=(*step.waits_for, procedure.start)))


def _merge_instead_of_join(procedure: Procedure) -> Procedure | None:
    step = next((one for one in procedure.steps.values() if one.waits_for), None)
    return None if step is None else _with(procedure, replace(step, waits_for=()))


def _branch_that_closes(procedure: Procedure) -> Procedure | None:
    join = next((one for one in procedure.steps.values() if one.waits_for), None)
    if join is None:
        return None
    last = procedure.steps[join.waits_for[0]]
    closing = replace(last, outcomes=(to(DONE),))
    return _with(procedure, closing, replace(join, waits_for=join.waits_for[1:]))


def _choice_that_starves_a_join(procedure: Procedure) -> Procedure | None:
    """One of two branches may not come, and the join waits for both."""
    fork = next((one for one in procedure.steps.values() if len(one.outcomes[0].targets) > 1), None)
    if fork is None or fork.outcomes[0].label is not None:
        return None
    targets = fork.outcomes[0].targets
    ways = (Outcome(label="dua", targets=targets), Outcome(label="satu", targets=targets[:1]))
    return _with(procedure, replace(fork, outcomes=ways, symbol=Symbol.DECISION))


MUTATIONS: tuple[tuple[str, Callable[[Procedure], Procedure | None]], ...] = (
    ("target yang tidak ada", _lost_target),
    ("jalan buntu", _dead_end),
    ("langkah tak terjangkau", _unreachable),
    ("putaran tanpa keluar", _endless),
    ("keputusan satu jalan", _one_way_decision),
    ("menunggu yang tak datang", _join_waits_for_nobody),
    ("gabung tanpa menunggu", _merge_instead_of_join),
    ("cabang yang menutup berkas", _branch_that_closes),
    ("cabang yang belum tentu datang", _choice_that_starves_a_join),
)
