"""How long a route takes by the paper: the standard times of its steps, added up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from lajur.core.comparing.steps import called
from lajur.core.procedure.definition import Procedure, Result, StepId
from lajur.core.procedure.flow import Edge, back_edges
from lajur.core.procedure.routes import Route
from lajur.core.worktime.standard import Duration, StandardTime, TimeKind, TimeUnit

# Office minutes of one unit. A week of 37.5 hours on five days: Perpres 21/2023, Pasal 4. A month
# has 21 working days on average; a calendar day is five sevenths of a working day.
OFFICE_DAY = 450
MINUTES: Mapping[TimeUnit, float] = {
    TimeUnit.MINUTE: 1,
    TimeUnit.HOUR: 60,
    TimeUnit.CLOCK_DAY: OFFICE_DAY,
    TimeUnit.WORKING_DAY: OFFICE_DAY,
    TimeUnit.CALENDAR_DAY: OFFICE_DAY * 5 / 7,
    TimeUnit.WEEK: OFFICE_DAY * 5,
    TimeUnit.MONTH: OFFICE_DAY * 21,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A decision taken on the way."""

    step: StepId
    no: str  # of the step, as printed
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One route, with its standard times."""

    end: str  # the name of the end
    result: Result
    choices: tuple[Choice, ...]  # what makes it this route and no other
    rounds: int  # times it turns back
    passed: tuple[StepId, ...]  # rows on the way, each once
    steps: int  # a repeated one each time
    handovers: int  # times the work passes from one performer to another
    least: tuple[Duration, ...]  # summed by unit, as printed; the longest unit first
    most: tuple[Duration, ...]  # the same, where the paper gives a range; else as `least`
    days: float  # `most` in working days, about
    variable: int  # steps whose time is set for each case
    unset: int  # steps without a standard time


def totals(procedure: Procedure, every: Iterable[Route]) -> tuple[Total, ...]:
    """One for every one of these routes."""
    back = back_edges(procedure)
    return tuple(_total(procedure, route, back) for route in every)


def _total(procedure: Procedure, route: Route, back: frozenset[Edge]) -> Total:
    end = procedure.ends[route.end]
    passed = {row.step for row in route.steps}
    kinds = Counter(procedure.steps[step].standard_time.kind for step in passed)
    times = list(_times(procedure, route))
    most = _added(limit for one in times if (limit := one.limit))
    return Total(
        end=end.name,
        result=end.result,
        choices=tuple(_choices(procedure, route)),
        rounds=sum(
            (row.step, target) in back
            for row in route.steps
            for target in _targets(procedure, row.step, row.outcome)
        ),
        passed=tuple(dict.fromkeys(row.step for row in route.steps)),
        steps=len(route.steps),
        handovers=sum(one.performer != other.performer for one, other in pairwise(route.steps)),
        least=_added(least for one in times if (least := one.target or one.limit)),
        most=most,
        days=days_of(most),
        variable=kinds[TimeKind.VARIABLE],
        unset=kinds[TimeKind.UNSET],
    )


def _choices(procedure: Procedure, route: Route) -> Iterator[Choice]:
    for row in route.steps:
        step = procedure.steps[row.step]
        if row.outcome is not None and step.derived_from is None:
            yield Choice(step=step.id, no=called(step), label=row.outcome)


def _targets(procedure: Procedure, step: StepId, label: str | None) -> tuple[StepId, ...]:
    outcome = procedure.steps[step].outcome(label)
    return outcome.targets if outcome else ()


def _times(procedure: Procedure, route: Route) -> Iterator[StandardTime]:
    """The standard time of every visit; one budget for all visits counts once."""
    counted: set[StepId] = set()
    for row in route.steps:
        standard = procedure.steps[row.step].standard_time
        if not (standard.cumulative and row.step in counted):
            yield standard
        counted.add(row.step)


def _added(durations: Iterator[Duration]) -> tuple[Duration, ...]:
    amounts: Counter[TimeUnit] = Counter()
    for one in durations:
        amounts[one.unit] += one.amount
    units = [unit for unit in reversed(TimeUnit) if amounts[unit]]
    return tuple(Duration(amount=amounts[unit], unit=unit) for unit in units)


def days_of(durations: tuple[Duration, ...]) -> float:
    """About how many working days these are together."""
    minutes = sum(MINUTES[one.unit] * one.amount for one in durations)
    return round(minutes / OFFICE_DAY, 1)
