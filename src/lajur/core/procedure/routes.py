"""The routes of a procedure: every way from its start to an end, each loop at most once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from lajur.core.procedure.definition import EndId, LaneId, Outcome, Procedure, Step, StepId
from lajur.core.procedure.fields import MAX_ENTRIES
from lajur.core.procedure.flow import Edge, back_edges, exits

MAX_ROUTES = 10_000  # the four signed SOPs have 2 to 5
_MOVES = 50  # tried for every route there may be


class TooManyRoutesError(Exception):
    """More routes than anyone could walk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStep:
    step: StepId
    no: str  # as printed; "" when implied
    performer: LaneId
    outcome: str | None  # the label taken; None on a box


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    steps: tuple[RouteStep, ...]
    end: EndId


@dataclass(frozen=True, slots=True, kw_only=True)
class _Partial:
    """A route as far as it has been walked."""

    pending: tuple[StepId, ...]  # open steps; the first is walked next, so branch after branch
    steps: tuple[RouteStep, ...] = ()
    arrived: frozenset[Edge] = frozenset()  # (join, who came)
    decided: Mapping[StepId, str | None]
    turned: frozenset[Edge] = frozenset()  # back edges taken
    end: EndId | None = None


def routes(procedure: Procedure, *, most: int = MAX_ROUTES) -> tuple[Route, ...]:
    """Return every route of a sound procedure, in printed order of its outcomes.

    Raises:
        TooManyRoutesError: more than `most`, or as good as endless to enumerate.
    """
    found: list[Route] = []
    for route in _walk(procedure, moves=most * _MOVES):
        found.append(route)
        if len(found) > most:
            raise TooManyRoutesError
    return tuple(found)


def first_routes(procedure: Procedure, *, most: int) -> tuple[Route, ...]:
    """Return the first routes of a sound procedure, as `routes` has them; no other is walked.

    Raises:
        TooManyRoutesError: as good as endless to enumerate.
    """
    return tuple(islice(_walk(procedure, moves=most * MAX_ENTRIES), most))


def _walk(procedure: Procedure, *, moves: int) -> Iterator[Route]:
    closing = back_edges(procedure)
    waiting = [_Partial(pending=(procedure.start,), decided={})]
    for _ in range(moves):
        if not waiting:
            return
        partial = waiting.pop()
        if partial.end is not None:
            yield Route(steps=partial.steps, end=partial.end)
        elif partial.pending:
            waiting.extend(reversed(list(_next(procedure, partial, closing))))
    raise TooManyRoutesError


def _next(procedure: Procedure, partial: _Partial, closing: frozenset[Edge]) -> Iterator[_Partial]:
    """Yield the route after each way its first open step may end, loops taken twice left out."""
    step = procedure.steps[partial.pending[0]]
    for outcome in exits(step, partial.decided):
        turned = {(step.id, target) for target in outcome.targets} & closing
        if not turned & partial.turned:
            taken = _take(partial, step, outcome, turned)
            yield _arrive(procedure, taken, step, outcome)


def _take(partial: _Partial, step: Step, outcome: Outcome, turned: set[Edge]) -> _Partial:
    label = outcome.label
    row = RouteStep(step=step.id, no=step.printed.no, performer=step.performer, outcome=label)
    return replace(
        partial,
        pending=partial.pending[1:],
        steps=(*partial.steps, row),
        decided={**partial.decided, step.id: label} if label else partial.decided,
        turned=partial.turned | turned,
        end=outcome.end,
    )


def _arrive(procedure: Procedure, partial: _Partial, step: Step, outcome: Outcome) -> _Partial:
    """Open what the outcome leads to; a join opens when the last of its branches has come."""
    opened, arrived = [], partial.arrived
    for target in outcome.targets:
        awaited = {(target, source) for source in procedure.steps[target].waits_for}
        came = arrived | {(target, step.id)} if awaited else arrived
        if awaited <= came:
            opened.append(target)
            came -= awaited
        arrived = came
    return replace(partial, pending=(*opened, *partial.pending), arrived=arrived)
