"""What a procedure asks at each step, worked out once per procedure."""

from collections.abc import Mapping
from dataclasses import dataclass

from lajur.core.procedure.definition import (
    ItemId,
    LaneId,
    LaneKind,
    Outcome,
    Procedure,
    Step,
    StepId,
    Use,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRules:
    """The uses of one step that hold it back; tools, states and optional items never do."""

    step: Step
    outcomes: Mapping[str | None, Outcome]  # by label
    needs: tuple[Use, ...]
    yields: tuple[Use, ...]
    renews: tuple[Use, ...]  # of `yields`, what the step brings forth and does not only pass on
    chooses: bool  # people or a time, for later steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one procedure."""

    procedure: Procedure
    steps: Mapping[StepId, StepRules]
    applicant: LaneId
    suppliers: Mapping[ItemId, tuple[LaneId, ...]]  # who may hand it in, most natural first


_KEPT = 256  # procedures; more than a server runs, so that a long test run stays small
_cache: dict[int, Rules] = {}


def rules_of(procedure: Procedure) -> Rules:
    """The rules of `procedure`, kept by identity: a parsed procedure never changes."""
    known = _cache.get(id(procedure))
    if known is not None:
        return known
    if len(_cache) >= _KEPT:
        _cache.clear()
    rules = _cache[id(procedure)] = _work_out(procedure)  # holds it, so the id stays its own
    return rules


def step_rules(procedure: Procedure, step: StepId) -> StepRules:
    return rules_of(procedure).steps[step]


def _work_out(procedure: Procedure) -> Rules:
    return Rules(
        procedure=procedure,
        steps={step.id: _step_rules(procedure, step) for step in procedure.steps.values()},
        applicant=next(
            (lane.id for lane in procedure.lanes.values() if lane.kind is LaneKind.APPLICANT),
            procedure.steps[procedure.start].performer,
        ),
        suppliers={item: _suppliers(procedure, item) for item in procedure.items},
    )


def _step_rules(procedure: Procedure, step: Step) -> StepRules:
    yields = _gating(procedure, step.outputs)
    needed = {use.item for use in step.requirements}
    return StepRules(
        step=step,
        outcomes={outcome.label: outcome for outcome in step.outcomes},
        needs=_gating(procedure, step.requirements),
        yields=yields,
        renews=tuple(use for use in yields if use.item not in needed),
        chooses=bool(step.appoints or step.sets_time_of),
    )


def _gating(procedure: Procedure, uses: tuple[Use, ...]) -> tuple[Use, ...]:
    return tuple(use for use in uses if not use.optional and procedure.items[use.item].kind.gates)


def _suppliers(procedure: Procedure, item: ItemId) -> tuple[LaneId, ...]:
    """Who brings it, then who yields it, then who needs it."""
    named = procedure.items[item].supplied_by
    steps = procedure.steps.values()
    yielding = [step.performer for step in steps if any(use.item == item for use in step.outputs)]
    needing = [
        step.performer for step in steps if any(use.item == item for use in step.requirements)
    ]
    return tuple(dict.fromkeys([*([named] if named else []), *yielding, *needing]))
