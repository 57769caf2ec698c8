"""Whether a procedure can run: its names, its shape, and the proof that every case can close."""

from collections.abc import Iterable
from itertools import islice

from lajur.core.procedure import calls, flow_checks, step_checks
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.fault_log import MAX_FAULTS
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.references import references
from lajur.core.procedure.soundness import explore


def check(procedure: Procedure) -> tuple[Fault, ...]:
    """Return every error of a procedure; none: it runs.

    The state space is walked only when the shape is right, as it means nothing before.
    """
    return shape(procedure) or explore(procedure).faults


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
