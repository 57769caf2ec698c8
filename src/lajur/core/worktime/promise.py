"""When a case will be finished, if every step still to come takes its standard time.

The promise is of success, which is what the applicant asked for: a refusal may come sooner, and
nobody waits for it. Every step ends when it is due, not before: the earliest date is that of the
shortest way on, the latest that of the longest, on which each loop is turned once more. A step that
may still come and has no standard counts nothing, and is named.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce

from lajur.core.procedure.ahead import Ahead, Move, TooManyWaysError, ahead
from lajur.core.procedure.definition import Procedure, StepId
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.deadlines import add, limit_of
from lajur.core.worktime.pauses import after_pause
from lajur.core.worktime.standard import Duration, TimeKind

_NO_STANDARD = frozenset({TimeKind.UNSET, TimeKind.VARIABLE})
_Times = dict[StepId, datetime]  # since when a step is open, or the last to come waits for others
_Pick = Callable[[datetime, datetime], datetime]  # min or max


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStep:
    """A step that is open now."""

    step: StepId
    due: datetime | None  # aware; None: it has no limit, or its clock stands still


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What an earlier visit left of a budget that all visits of a step share."""

    due: datetime  # aware: of that visit
    ended: datetime  # aware


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the case has settled; each as the running case keeps it."""

    durations: Mapping[StepId, Duration] = field(default_factory=dict)  # variable times, as set
    decisions: Mapping[StepId, str] = field(default_factory=dict)
    arrivals: Mapping[StepId, Collection[StepId]] = field(default_factory=dict)  # at a join
    budgets: Mapping[StepId, Budget] = field(default_factory=dict)  # of steps not open now


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Between which moments (UTC) a case will be finished."""

    earliest: datetime
    latest: datetime
    unset: tuple[StepId, ...]  # may still come and have no standard: not included; printed order


NOTHING_KNOWN = Known()


def promise(
    procedure: Procedure,
    open_steps: Collection[OpenStep],
    calendar: OfficeCalendar,
    *,
    at: datetime,
    known: Known = NOTHING_KNOWN,
) -> Promise | None:
    """When a case with these open steps will be finished, seen at `at` (aware).

    What is late, or has no due time, ends at `at` at the earliest. None when nothing is open, or
    when more may still come than can be looked at. Raises `ValueError` beyond the calendar.
    """
    way = _way_on(procedure, frozenset(one.step for one in open_steps), known)
    if way is None:
        return None
    given = {one.step: max(one.due or at, at) for one in open_steps}
    clock = _Clock(procedure=procedure, calendar=calendar, known=known, given=given)
    return Promise(
        earliest=_finish(way, clock, min),
        latest=_finish(way, clock, max),
        unset=tuple(step for step in procedure.steps if step in way.steps and clock.lacks(step)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clock:
    """When a step that opens ends."""

    procedure: Procedure
    calendar: OfficeCalendar
    known: Known
    given: Mapping[StepId, datetime]  # when what is open now ends
    ended: dict[tuple[StepId, datetime], datetime] = field(default_factory=dict)  # worked out

    def end(self, move: Move, times: _Times) -> datetime:
        if move.begun:
            return self.given[move.step]
        opened = times[move.step]
        if move.again:  # its budget is used up
            return opened
        place = move.step, opened
        if place not in self.ended:
            self.ended[place] = self._end(move.step, opened)
        return self.ended[place]

    def _end(self, step: StepId, opened: datetime) -> datetime:
        limit = self._limit(step)
        if limit is None:
            return opened
        if before := self.known.budgets.get(step):
            left = after_pause(
                before.due, paused_at=before.ended, resumed_at=opened, calendar=self.calendar
            )
            return max(opened, left)
        return add(limit, opened, self.calendar)

    def _limit(self, step: StepId) -> Duration | None:
        if self._is_passed(step):
            return None
        standard = self.procedure.steps[step].standard_time
        return limit_of(standard, self.known.durations.get(step))

    def lacks(self, step: StepId) -> bool:
        """Whether somebody does the step, and no time is set for it."""
        kind = self.procedure.steps[step].standard_time.kind
        return kind in _NO_STANDARD and self._limit(step) is None and not self._is_passed(step)

    def _is_passed(self, step_id: StepId) -> bool:
        """Whether nobody acts: the step is passed as soon as it is reached."""
        step = self.procedure.steps[step_id]
        return step.automatic or step.derived_from is not None


def _finish(way: Ahead, clock: _Clock, pick: _Pick) -> datetime:
    """The first or the last moment at which the case can close."""
    opened: list[_Times] = [{} for _ in way.moves]  # by position
    closed: list[datetime] = []
    for moves, times in zip(way.moves, opened, strict=True):
        for move in moves:
            done = clock.end(move, times)
            if move.to is None:
                closed.append(done)
            else:
                _merge(opened[move.to], _opened(move, times, done), pick)
    return reduce(pick, closed)


def _opened(move: Move, times: _Times, done: datetime) -> _Times:
    after = {step: since for step, since in times.items() if step != move.step}
    for target in move.targets:
        after[target] = max(after.get(target, done), done)  # a join opens with the last to come
    return after


def _merge(into: _Times, times: _Times, pick: _Pick) -> None:
    """Where two ways meet, only the earlier, or only the later, is followed."""
    for step, since in times.items():
        into[step] = pick(into.get(step, since), since)


_KEPT = 4_096
_ways: dict[tuple[object, ...], tuple[Procedure, Ahead | None]] = {}


def _way_on(procedure: Procedure, open_steps: frozenset[StepId], known: Known) -> Ahead | None:
    """Every way on, kept by the procedure's identity: a parsed procedure never changes."""
    arrivals = frozenset((join, frozenset(came)) for join, came in known.arrivals.items())
    key = (id(procedure), open_steps, frozenset(known.decisions.items()), arrivals)
    kept = _ways.get(key)
    if kept is None:
        if len(_ways) >= _KEPT:
            _ways.clear()
        kept = _ways[key] = procedure, _look_ahead(procedure, open_steps, known)  # holds its id
    return kept[1]


def _look_ahead(procedure: Procedure, open_steps: frozenset[StepId], known: Known) -> Ahead | None:
    if not open_steps:
        return None
    try:
        return ahead(procedure, open_steps, decisions=known.decisions, arrivals=known.arrivals)
    except TooManyWaysError:
        return None
