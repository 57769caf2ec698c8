"""Whether a procedure can run: its names, its shape, and the proof that every case can close."""

from collections.abc import Iterable
from itertools import islice

from lajur.core.procedure import calls, flow_checks, step_checks
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.fault_log import MAX_FAULTS
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.references import references
from lajur.core.procedure.soundness import Exploration, explore

# Errors that leave the flow as it is, so that walking it still means something. What cannot be
# reached is often cut off by a loop nobody can leave, and only the walk tells which.
_BESIDE_THE_FLOW = frozenset(
    {
        "reason_not_required",
        "second_applicant",
        "start_not_applicant",
        "unreachable_end",
        "unreachable_step",
    }
)


def check(procedure: Procedure) -> tuple[Fault, ...]:
    """Return every error of a procedure; none: it runs."""
    return examine(procedure).faults


def examine(procedure: Procedure) -> Exploration:
    """Check names and shape, then walk the state space; 0 states: the shape does not allow it."""
    found = shape(procedure)
    if any(one.code not in _BESIDE_THE_FLOW for one in found):
        return Exploration(states=0, faults=found)
    exploration = explore(procedure)
    told = {one.place.split(" › ")[0] for one in found if one.code == "unreachable_step"}
    walked = (one for one in exploration.faults if one.code != "dead_step" or one.place not in told)
    return Exploration(states=exploration.states, faults=_first((*found, *walked)))


def shape(procedure: Procedure) -> tuple[Fault, ...]:
    """Return the errors that can be seen without walking the state space."""
    found = _first([*_first(references(procedure)), *_first(step_checks.faults(procedure))])
    return found or _first(flow_checks.faults(procedure))


def check_all(procedures: Iterable[Procedure]) -> dict[str, tuple[Fault, ...]]:
    """Check procedures of one government together: also that none calls itself, even in a round.

    Returns the errors by procedure id.
    """
    together = tuple(procedures)
    cycles = calls.cycles(together)
    return {one.id: (*check(one), *cycles.get(one.id, ())) for one in together}


def _first(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    found = tuple(islice(faults, MAX_FAULTS))
    return tuple(sorted(found, key=lambda one: one.line))
