"""How long a route takes by the paper: the standard times of its steps, added up."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lajur.core.procedure.definition import EndId, Procedure, Result, StepId
from lajur.core.procedure.routes import Route, routes
from lajur.core.worktime.standard import Duration, TimeKind, TimeUnit

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
class Total:
    """The standard times of one route."""

    end: EndId
    result: Result
    steps: int  # done on the way, a repeated one each time
    most: tuple[Duration, ...]  # summed by unit, as printed; the longest unit first
    days: float  # the same in working days, about
    variable: int  # steps whose time is set for each case
    unset: int  # steps without a standard time


def totals(procedure: Procedure) -> tuple[Total, ...]:
    """One for every route. Raises: TooManyRoutesError."""
    return tuple(_total(procedure, route) for route in routes(procedure))


def _total(procedure: Procedure, route: Route) -> Total:
    amounts: Counter[TimeUnit] = Counter()
    kinds: Counter[TimeKind] = Counter()
    counted: set[StepId] = set()
    for row in route.steps:
        standard = procedure.steps[row.step].standard_time
        kinds[standard.kind] += 1
        once = standard.cumulative and row.step in counted  # one budget for all its visits
        if standard.limit is not None and not once:
            amounts[standard.limit.unit] += standard.limit.amount
        counted.add(row.step)
    minutes = sum(MINUTES[unit] * amount for unit, amount in amounts.items())
    return Total(
        end=route.end,
        result=procedure.ends[route.end].result,
        steps=len(route.steps),
        most=tuple(
            Duration(amount=amounts[unit], unit=unit)
            for unit in reversed(TimeUnit)
            if amounts[unit]
        ),
        days=round(minutes / OFFICE_DAY, 1),
        variable=kinds[TimeKind.VARIABLE],
        unset=kinds[TimeKind.UNSET],
    )
