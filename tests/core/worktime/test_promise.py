"""The promise of a case: between the shortest and the longest way to success."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lajur.core.procedure.ahead import MOST_POSITIONS, TooManyWaysError, ahead
from lajur.core.procedure.definition import Procedure, Result, Step, StepId
from lajur.core.procedure.routes import Route, RouteStep, TooManyRoutesError, routes
from lajur.core.worktime.calendar import default_calendar
from lajur.core.worktime.deadlines import add
from lajur.core.worktime.promise import NOTHING_KNOWN, Budget, Known, OpenStep, Promise, promise
from lajur.core.worktime.standard import Duration, StandardTime, TimeKind, TimeUnit
from tests.core.procedure import sheets
from tests.core.procedure.sheets import signed
from tests.core.strategies import procedures

BANTEN = default_calendar("Asia/Jakarta")
START = datetime(2026, 9, 7, 9, tzinfo=BANTEN.zone)  # a Monday
STANDARDS = st.sampled_from(
    [
        StandardTime(kind=TimeKind.UNSET),
        StandardTime(kind=TimeKind.NONE),
        StandardTime(kind=TimeKind.FIXED, maximum=45, unit=TimeUnit.MINUTE),
        StandardTime(kind=TimeKind.FIXED, maximum=1, unit=TimeUnit.CLOCK_DAY),
        StandardTime(kind=TimeKind.RANGE, minimum=1, maximum=2, unit=TimeUnit.WORKING_DAY),
        StandardTime(kind=TimeKind.MAXIMUM, maximum=9, unit=TimeUnit.WORKING_DAY, cumulative=True),
        StandardTime(kind=TimeKind.FIXED, maximum=1, unit=TimeUnit.MONTH),
    ]
)


@st.composite
def timed(draw: st.DrawFn) -> Procedure:
    """A random sound procedure whose steps take random times."""
    net = draw(procedures())
    steps = {one.id: replace(one, standard_time=draw(STANDARDS)) for one in net.steps.values()}
    return replace(net, steps=steps)


@dataclass
class Walked:
    """How far one route has been walked, every step ending when it is due."""

    procedure: Procedure
    since: dict[StepId, datetime]
    visited: set[StepId] = field(default_factory=set)
    decisions: dict[StepId, str] = field(default_factory=dict)
    arrivals: dict[StepId, frozenset[StepId]] = field(default_factory=dict)

    def done(self, step: Step, opened: datetime) -> datetime:
        limit = step.standard_time.limit
        passed = step.automatic or step.derived_from is not None
        again = step.standard_time.cumulative and step.id in self.visited
        return opened if limit is None or passed or again else add(limit, opened, BANTEN)

    def take(self, row: RouteStep) -> datetime:
        step = self.procedure.steps[row.step]
        done = self.done(step, self.since.pop(row.step))
        self.visited.add(step.id)
        outcome = step.outcome(row.outcome)
        assert outcome is not None
        if row.outcome is not None:
            self.decisions[row.step] = row.outcome
        for target in outcome.targets:
            self.since[target] = max(self.since.get(target, done), done)
            came = self.arrivals.get(target, frozenset()) | {step.id}
            self.arrivals[target] = came if set(self.awaited(target)) - came else frozenset()
        return done

    def awaited(self, step: StepId) -> tuple[StepId, ...]:
        return self.procedure.steps[step].waits_for

    def open(self) -> Iterator[StepId]:
        return (
            step for step in self.since if not self.arrivals.get(step) or not self.awaited(step)
        )


def all_routes(procedure: Procedure) -> tuple[Route, ...]:
    try:
        return routes(procedure)
    except TooManyRoutesError:
        assume(False)
        raise


def finished(procedure: Procedure, route: Route) -> datetime:
    walked = Walked(procedure, {procedure.start: START})
    return [walked.take(row) for row in route.steps][-1]


def at_start(procedure: Procedure, known: Known = NOTHING_KNOWN) -> Promise:
    limit = procedure.steps[procedure.start].standard_time.limit
    due = None if limit is None else add(limit, START, BANTEN)
    found = promise(
        procedure, [OpenStep(step=procedure.start, due=due)], BANTEN, at=START, known=known
    )
    assert found is not None
    return found


@given(procedure=timed())
def test_the_promise_is_that_of_the_shortest_and_the_longest_of_all_routes(
    procedure: Procedure,
) -> None:
    ends = [
        finished(procedure, route)
        for route in all_routes(procedure)
        if procedure.ends[route.end].result is Result.DONE
    ]
    found = at_start(procedure)
    assert (found.earliest, found.latest) == (min(ends), max(ends))


@given(procedure=timed(), data=st.data())
def test_from_wherever_a_case_stands_what_is_left_ends_within_the_promise(
    procedure: Procedure, data: st.DataObject
) -> None:
    done = [one for one in all_routes(procedure) if procedure.ends[one.end].result is Result.DONE]
    route = data.draw(st.sampled_from(done))
    cut = data.draw(st.integers(0, len(route.steps) - 1))
    walked = Walked(procedure, {procedure.start: START})
    now = max([START, *(walked.take(row) for row in route.steps[:cut])])
    open_steps, budgets = [], {}
    for step in walked.open():
        due = walked.done(procedure.steps[step], walked.since[step])
        open_steps.append(OpenStep(step=step, due=due))
    for step in walked.visited:
        budgets[step] = Budget(due=START, ended=START)
    known = Known(
        decisions=walked.decisions, arrivals=walked.arrivals, budgets=_shared(procedure, budgets)
    )
    # A route is walked branch after branch, so others may still be due before `now`.
    early, late = (
        promise(procedure, open_steps, BANTEN, at=at, known=known) for at in (START, now)
    )
    ended = [walked.take(row) for row in route.steps[cut:]][-1]
    assert early is not None
    assert late is not None
    assert early.earliest <= ended <= late.latest


def _shared(procedure: Procedure, budgets: Mapping[StepId, Budget]) -> dict[StepId, Budget]:
    steps = procedure.steps
    return {one: kept for one, kept in budgets.items() if steps[one].standard_time.cumulative}


def wib(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=BANTEN.zone)


def test_banten_promises_a_month_after_its_days() -> None:
    """30 minutes; 1, 1, 2 and 2 days; with or without 2 for the integration; a month."""
    found = at_start(signed("banten"))
    assert found.earliest == wib("2026-10-15T16:00")  # six working days to Tue 15 Sep
    assert found.latest == wib("2026-10-19T16:00")  # eight to Thu 17 Sep; 17 Oct is a Saturday
    assert found.unset == ()


def test_sumbawa_counts_its_35_days_once_and_names_what_has_no_time() -> None:
    procedure = signed("sumbawa")
    found = at_start(procedure)
    loops = found.latest - found.earliest
    assert timedelta(0) < loops < timedelta(days=14)  # rounds of presenting, not of 35 days
    numbers = [procedure.steps[step].printed.no for step in found.unset]
    assert numbers == ["1", "3", "4", "6", "8", "10", "11", "15", "16", "17"]


def test_a_refusal_is_no_promise_unless_nothing_else_is_left() -> None:
    """Sumbawa's Kabid may refuse at 6; from the letter of refusal only that is left."""
    procedure = signed("sumbawa")
    refusing = next(
        step.id
        for step in procedure.steps.values()
        if all(end.result is Result.REFUSED for end in procedure.step_ends(step.id))
        and list(procedure.step_ends(step.id))
    )
    found = promise(procedure, [OpenStep(step=refusing, due=None)], BANTEN, at=START)
    assert found is not None
    assert found.earliest == found.latest == START
    granted = at_start(procedure)
    assert granted.earliest > START + timedelta(days=35)


def test_what_is_late_ends_now_at_the_earliest() -> None:
    procedure = signed("banten")
    last = list(procedure.steps)[-1]
    late = promise(
        procedure, [OpenStep(step=last, due=START - timedelta(days=9))], BANTEN, at=START
    )
    assert late is not None
    assert late.earliest == late.latest == START


def test_a_time_set_for_the_case_counts_and_is_not_named() -> None:
    procedure = signed("buleleng")
    (variable,) = (
        one.id for one in procedure.steps.values() if one.standard_time.kind is TimeKind.VARIABLE
    )
    unset = at_start(procedure)
    month = Duration(amount=20, unit=TimeUnit.WORKING_DAY)
    set_to = at_start(procedure, Known(durations={variable: month}))
    assert variable in unset.unset
    assert variable not in set_to.unset
    worked = BANTEN.minutes_between(unset.latest, set_to.latest)
    assert worked == pytest.approx(20 * 450)


def after_the_answer(*, left: timedelta | None) -> datetime:
    """When Sumbawa is done at the latest, from the answer that sends the work back once more."""
    procedure = signed("sumbawa")
    (shared,) = (one.id for one in procedure.steps.values() if one.standard_time.cumulative)
    answer = next(
        one.id
        for one in procedure.steps.values()
        if any(shared in way.targets for way in one.outcomes[1:])
    )
    budgets = {} if left is None else {shared: Budget(due=START + left, ended=START)}
    open_steps = [OpenStep(step=answer, due=None)]
    found = promise(procedure, open_steps, BANTEN, at=START, known=Known(budgets=budgets))
    assert found is not None
    return found.latest


def test_what_an_earlier_visit_left_of_a_shared_budget_is_all_that_is_left() -> None:
    whole, week = after_the_answer(left=None), after_the_answer(left=timedelta(days=7))
    assert BANTEN.minutes_between(week, whole) == pytest.approx(30 * 450, abs=450)


def test_a_shared_budget_that_was_overdrawn_gives_no_time_back() -> None:
    spent, overdrawn = (after_the_answer(left=timedelta(days=-days)) for days in (0, 7))
    assert overdrawn == spent < after_the_answer(left=timedelta(days=7))


def test_branches_that_are_done_again_are_waited_for_again() -> None:
    """A day and five days side by side, and both once more."""
    again = "keputusan: [{hasil: cukup, selesai: selesai}, {hasil: ulang, ke: bagi, alasan: wajib}]"
    found = at_start(
        sheets.procedure(
            sheets.start("lanjut: bagi"),
            sheets.step("bagi", "lanjut: {ke: [a, b]}"),
            sheets.step("a", "waktu: 1 hari, lanjut: temu"),
            sheets.step("b", "waktu: 5 hari, lanjut: temu"),
            sheets.step("temu", f"menunggu: [a, b], {again}"),
        )
    )
    assert found.earliest == wib("2026-09-14T16:00")
    assert found.latest == wib("2026-09-21T16:00")


def test_nothing_open_promises_nothing() -> None:
    assert promise(signed("banten"), [], BANTEN, at=START) is None


def test_too_many_ways_promise_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_POSITIONS > 1_000
    monkeypatch.setattr("lajur.core.procedure.ahead.MOST_POSITIONS", 3)
    procedure = replace(signed("sumbawa"))  # a copy: the true one's ways are kept
    with pytest.raises(TooManyWaysError):
        ahead(procedure, [procedure.start], decisions={}, arrivals={})
    assert promise(procedure, [OpenStep(step=procedure.start, due=None)], BANTEN, at=START) is None
