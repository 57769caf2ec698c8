"""What may still come in a running case: every way from its open steps to an end.

Ways that meet in one position are one from there on, so that a procedure with a thousand routes has
no more positions than steps, times the loops that may still be turned.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from lajur.core.procedure.definition import EndId, Outcome, Procedure, Result, StepId
from lajur.core.procedure.flow import Edge, back_edges, exits

MOST_POSITIONS = 2_000


class TooManyWaysError(Exception):
    """More positions than can be looked at while a page waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a case may come to stand."""

    open: tuple[StepId, ...]  # the first is done next, so branch after branch
    begun: frozenset[StepId]  # those of `open` that were open from the first
    arrived: frozenset[Edge]  # (join, who came)
    decided: frozenset[tuple[StepId, str]]  # outcomes that a later decision follows
    turned: frozenset[Edge] = frozenset()  # back edges taken
    visited: frozenset[StepId] = frozenset()  # steps with one budget for all their visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One way the first open step of a position may end."""

    step: StepId
    begun: bool  # it was open from the first
    again: bool  # it has one budget for all its visits, and was visited on this way
    targets: tuple[StepId, ...]
    to: int | None  # the number of the position it leads to; None: the case closes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Every way on. A position has a greater number than all that lead to it; 0 is now."""

    moves: tuple[tuple[Move, ...], ...]  # by the number of the position

    @property
    def steps(self) -> frozenset[StepId]:
        """The steps that may still be done."""
        return frozenset(move.step for moves in self.moves for move in moves)


_Way = tuple[Outcome, Position | None]  # how the first open step ends, and where that leads
_Ways = Mapping[Position, list[_Way]]


def ahead(
    procedure: Procedure,
    open_steps: Collection[StepId],
    *,
    decisions: Mapping[StepId, str],
    arrivals: Mapping[StepId, Collection[StepId]],
) -> Ahead:
    """Every way from the open steps to success, each loop turned at most once more.

    Where no way leads to success any more, every way to an end.

    Raises:
        TooManyWaysError: more than `MOST_POSITIONS`.
    """
    followed = {step.derived_from for step in procedure.steps.values()}
    now = Position(
        open=tuple(sorted(open_steps)),
        begun=frozenset(open_steps),
        arrived=frozenset((join, one) for join, came in arrivals.items() for one in came),
        decided=frozenset(one for one in decisions.items() if one[0] in followed),
    )
    ways = _every_way(procedure, now)
    done = {end.id for end in procedure.ends.values() if end.result is Result.DONE}
    good = _leading_to(ways, done)
    return _numbered(good if now in good else _leading_to(ways, set(procedure.ends)))


def _every_way(procedure: Procedure, now: Position) -> _Ways:
    closing = back_edges(procedure)
    ways: dict[Position, list[_Way]] = {}
    waiting = [now]
    while waiting:
        position = waiting.pop()
        if position in ways:
            continue
        if len(ways) == MOST_POSITIONS:
            raise TooManyWaysError
        ways[position] = list(_next(procedure, position, closing)) if position.open else []
        waiting += [after for _, after in ways[position] if after is not None]
    return ways


def _next(procedure: Procedure, position: Position, closing: frozenset[Edge]) -> Iterator[_Way]:
    """Yield each way the first open step may end, loops taken twice left out."""
    step = procedure.steps[position.open[0]]
    for outcome in exits(step, dict(position.decided)):
        turned = {(step.id, target) for target in outcome.targets} & closing
        if outcome.end is not None:
            yield outcome, None
        elif not turned & position.turned:
            yield outcome, _after(procedure, position, outcome, turned)


def _after(
    procedure: Procedure, position: Position, outcome: Outcome, turned: set[Edge]
) -> Position:
    done = procedure.steps[position.open[0]]
    opened, arrived = _arrive(procedure, position, outcome)
    return Position(
        open=(*opened, *position.open[1:]),
        begun=position.begun - {done.id},
        arrived=arrived,
        decided=_decide(procedure, position, outcome),
        turned=position.turned | turned,
        visited=position.visited | ({done.id} if done.standard_time.cumulative else set()),
    )


def _arrive(
    procedure: Procedure, position: Position, outcome: Outcome
) -> tuple[list[StepId], frozenset[Edge]]:
    """What the outcome opens, and who then waits at a join for the rest to come."""
    opened, arrived = [], position.arrived
    for target in outcome.targets:
        awaited = {(target, source) for source in procedure.steps[target].waits_for}
        came = arrived | {(target, position.open[0])} if awaited else arrived
        if awaited <= came:
            opened.append(target)
            came -= awaited
        arrived = came
    return opened, arrived


def _decide(
    procedure: Procedure, position: Position, outcome: Outcome
) -> frozenset[tuple[StepId, str]]:
    done = position.open[0]
    followed = any(step.derived_from == done for step in procedure.steps.values())
    if outcome.label is None or not followed:
        return position.decided
    kept = (one for one in position.decided if one[0] != done)
    return frozenset({*kept, (done, outcome.label)})


def _leading_to(ways: _Ways, ends: Collection[EndId]) -> _Ways:
    """The ways that can lead to one of these ends, without the others."""
    before: dict[Position, list[Position]] = {}
    for position, found in ways.items():
        for _, after in found:
            if after is not None:
                before.setdefault(after, []).append(position)
    waiting = [one for one, found in ways.items() if any(how.end in ends for how, _ in found)]
    good = set(waiting)
    while waiting:
        new = set(before.get(waiting.pop(), ())) - good
        good |= new
        waiting += new
    return {
        position: [one for one in ways[position] if one[1] in good or one[0].end in ends]
        for position in ways
        if position in good
    }


def _numbered(ways: _Ways) -> Ahead:
    sorter = TopologicalSorter(
        {position: [after for _, after in found if after] for position, found in ways.items()}
    )
    order = list(sorter.static_order())[::-1]
    numbers: dict[Position | None, int] = {position: n for n, position in enumerate(order)}
    return Ahead(
        moves=tuple(
            tuple(
                Move(
                    step=position.open[0],
                    begun=position.open[0] in position.begun,
                    again=position.open[0] in position.visited,
                    targets=outcome.targets,
                    to=numbers.get(after),
                )
                for outcome, after in ways[position]
            )
            for position in order
        )
    )
