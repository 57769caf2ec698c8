"""Where the time of an SOP goes: the same as its journals say, at a bounded price."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lajur.core.insight.heat import Visit
from lajur.core.refusals import NotFound
from lajur.queries.insight import visits as visits_module
from lajur.queries.insight.step_times import Period, StepTimes, TimesView, step_times
from lajur.queries.insight.visits import Office, Sample, _of_ledger, newest, visits
from lajur.services.work_items import claim_work_item, suspend_work_item
from lajur.store import procedures
from lajur.store.deadlines import ledgers
from lajur.store.models import GovernmentRow, PersonRow
from tests.queries.test_time import MORNING
from tests.services.calendars import add_days, change
from tests.services.house import NOON, House, build
from tests.services.timed import Days, timed

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None) -> House:
    return timed(build())


def wandered(house: House, *, seeds: range, acts: int = 30) -> datetime:
    """As many cases, each through random days; the latest moment of any."""
    last = NOON
    for seed in seeds:
        days = Days.begin(house, seed=seed)
        days.wander(acts=acts)
        last = max(last, days.at)
    return last


def office(house: House) -> Office:
    row = GovernmentRow.objects.get(pk=house.government)
    return Office(government=row.pk, version=row.calendar_version, zone=row.zone)


def sample(house: House) -> Sample:
    return newest({house.procedure.pk: procedures.of_row(house.procedure)}, since=None)


def told_by_journals(house: House, at: datetime) -> list[Visit]:
    cases = sample(house).cases
    return [
        visit
        for case, ledger in ledgers(list(cases)).items()
        for visit in _of_ledger(ledger, cases[case], office(house), at)
    ]


def in_order(found: list[Visit]) -> list[str]:
    return sorted(map(repr, found))


def seen(
    house: House, at: datetime, *, period: Period = Period.ALL, who: str = "Dewi"
) -> TimesView:
    actor = house.actor(who, at)
    with house.scope():
        return step_times(
            house.procedure.key, period, actor=actor, government=house.government, at=at
        )


def agree(house: House, at: datetime) -> bool:
    with house.scope():
        found = visits(sample(house), office(house), at=at)
        return in_order(found) == in_order(told_by_journals(house, at))


def test_the_rows_say_what_the_journals_say_and_alone_would_not(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(house, add_days("2026-12-02"), at=MORNING)
    at = wandered(house, seeds=range(3))
    assert agree(house, at)
    monkeypatch.setattr(visits_module, "_TOLD_BY_JOURNAL", "SELECT 0 WHERE 0 IN ({})")
    assert not agree(house, at)  # pauses, and work done on paper


@pytest.mark.slow
def test_the_rows_say_what_the_journals_say_over_many_days(house: House) -> None:
    change(house, add_days("2026-12-02"), at=MORNING)
    at = wandered(house, seeds=range(3, 40), acts=60)
    assert agree(house, at)
    with house.scope():
        found = visits(sample(house), office(house), at=at)
    assert {one.late for one in found} == {True, False, None}
    assert any(one.handling is None for one in found)


def test_the_shares_of_all_steps_are_the_whole(house: House) -> None:
    at = wandered(house, seeds=range(2), acts=30)
    found = seen(house, at)
    assert sum(one.share for one in found.steps.values()) == pytest.approx(1)
    (hottest,) = found.hottest
    assert all(one.share <= found.steps[hottest].share for one in found.steps.values())


def test_open_work_is_counted_now_and_late_when_it_is(house: House) -> None:
    begun = Days.begin(house)
    open_now = begun.item()
    begun.do(claim_work_item, open_now)
    early, much_later = seen(house, begun.at), seen(house, begun.at + timedelta(days=300))
    assert early.steps[open_now.step].now.count == 1
    assert early.steps[open_now.step].now.late == 0
    assert much_later.steps[open_now.step].now.late == 1
    assert early.has_runs


def test_paused_work_is_open_and_not_late(house: House) -> None:
    begun = Days.begin(house)
    begun.do(claim_work_item, begun.item())
    begun.do(suspend_work_item, begun.item(), text="Menunggu anggaran.")
    much_later = seen(house, begun.at + timedelta(days=300)).steps[begun.item().step].now
    assert (much_later.count, much_later.late) == (1, 0)


def test_waiting_and_handling_are_told_apart_only_where_work_was_taken_in_hand(
    house: House,
) -> None:
    taken, not_taken = Days.begin(house), Days.begin(house)
    for days in (taken, not_taken):
        days.complete()
        days.complete()  # its signature
    step = taken.item().step
    taken.wait(days=3).do(claim_work_item, taken.item())
    taken.wait(days=1).complete()
    alone = seen(house, taken.at).steps[step]
    assert alone.waiting is not None
    assert alone.handling is not None
    assert alone.waiting.median != alone.handling.median
    assert alone.waited > alone.handled > 0 == alone.unsplit
    not_taken.wait(days=4).complete()
    both = seen(house, not_taken.at).steps[step]
    assert (both.waiting, both.handling) == (alone.waiting, alone.handling)
    assert both.unsplit == pytest.approx(both.waited + both.handled)  # as long as the other


def test_ninety_days_begin_with_a_day(house: House) -> None:
    zone = ZoneInfo("Asia/Makassar")
    morning = datetime(2026, 11, 22, 8, tzinfo=zone)
    begins = Period.NINETY_DAYS.since(morning, zone)
    assert begins == datetime(2026, 8, 24, tzinfo=zone)
    assert begins == Period.NINETY_DAYS.since(morning + timedelta(hours=9), zone)


def test_a_period_is_of_the_days_requests_were_filed_on(house: House) -> None:
    Days.begin(house)
    in_spring = NOON + timedelta(days=120)
    assert [seen(house, NOON, period=one).cases for one in Period] == [1, 1, 1]
    assert {one: seen(house, in_spring, period=one).cases for one in Period} == {
        Period.YEAR: 0,
        Period.NINETY_DAYS: 0,
        Period.ALL: 1,
    }


def test_before_the_first_request_there_is_nothing_to_show(house: House) -> None:
    found = seen(house, NOON)
    assert not found.has_runs
    assert found.hottest == ()
    assert set(found.steps) == set(found.procedure.steps)
    assert all(isinstance(one, StepTimes) for one in found.steps.values())


def test_only_the_newest_cases_are_looked_at(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits_module, "NEWEST", 2)
    filed = [Days.begin(house).case for _ in range(3)]
    found = seen(house, NOON + timedelta(days=9))
    assert (found.cases, found.has_more) == (2, True)
    with house.scope():
        assert set(sample(house).cases) == set(filed[1:])


def test_ten_cases_cost_as_many_statements_as_one(house: House) -> None:
    counts = []
    for seeds in (range(1), range(1, 5)):
        at = wandered(house, seeds=seeds, acts=12)
        seen(house, at)  # calendars and procedures are known from now on
        with CaptureQueriesContext(connection) as captured:
            actor = house.actor("Dewi", at)
            before = len(captured)
            with house.scope():
                step_times(
                    house.procedure.key,
                    Period.ALL,
                    actor=actor,
                    government=house.government,
                    at=at,
                )
        counts.append(len(captured) - before)
    assert counts[0] <= counts[1] <= 7


def test_who_only_asks_sees_no_measures(house: House) -> None:
    with pytest.raises(NotFound):
        seen(house, NOON, who="Siti")


def test_an_sop_of_nobody_here_does_not_exist(house: House) -> None:
    house.procedure.key = "tidak-ada"
    with pytest.raises(NotFound):
        seen(house, NOON)


def test_the_auditor_sees_them(house: House) -> None:
    with house.scope():
        PersonRow.objects.filter(pk=house.people["Siti"]).update(is_auditor=True)
    assert seen(house, NOON, who="Siti").cases == 0
