"""Where time goes: what each step of an SOP took, over many visits.

Medians and ninth deciles are values that really occurred (nearest rank), never something between.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lajur.core.procedure.definition import StepId

HALF, NINE_IN_TEN = 50, 90  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One finished visit of a step, in office minutes."""

    step: StepId
    taken: float  # from its coming until it was done
    handling: float | None  # of that, since it was taken in hand; None: nobody is known to have
    late: bool | None  # None: not judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How long something took, in office minutes."""

    median: float  # half of them took no longer
    ninth: float  # nine in ten of them took no longer


@dataclass(frozen=True, slots=True, kw_only=True)
class StepHeat:
    """Every finished visit of one step together."""

    visits: int  # > 0
    taken: Spread
    waiting: Spread | None  # of those visits of which it is known; None: of none
    handling: Spread | None
    judged: int
    late: int  # <= judged
    waited: float  # office minutes of all visits
    handled: float
    unsplit: float  # of visits that nobody is known to have taken in hand

    @property
    def spent(self) -> float:
        return self.waited + self.handled + self.unsplit


def heat(visits: Iterable[Visit]) -> Mapping[StepId, StepHeat]:
    """The steps that were visited, in whatever order their visits are given."""
    by_step: dict[StepId, list[Visit]] = defaultdict(list)
    for visit in visits:
        by_step[visit.step].append(visit)
    return {step: _of_step(ones) for step, ones in by_step.items()}


def _of_step(visits: Sequence[Visit]) -> StepHeat:
    known = [(one.taken, one.handling) for one in visits if one.handling is not None]
    waiting = [taken - handling for taken, handling in known]
    handling = [handling for _, handling in known]
    judged = [one.late for one in visits if one.late is not None]
    return StepHeat(
        visits=len(visits),
        taken=spread(one.taken for one in visits),
        waiting=spread(waiting) if waiting else None,
        handling=spread(handling) if handling else None,
        judged=len(judged),
        late=sum(judged),
        waited=sum(waiting),
        handled=sum(handling),
        unsplit=sum(one.taken for one in visits if one.handling is None),
    )


def spread(values: Iterable[float]) -> Spread:
    """Raises: ValueError when there are no values."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("nothing took any time")
    return Spread(median=_rank(ordered, HALF), ninth=_rank(ordered, NINE_IN_TEN))


def _rank(ordered: Sequence[float], percent: int) -> float:
    """The smallest of them that so many percent do not exceed."""
    return ordered[max(-(-len(ordered) * percent // 100), 1) - 1]
