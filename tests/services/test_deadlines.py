"""Deadlines through the services: pauses given back, clocks that begin, times set anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection

from lajur.core.engine import deadlines
from lajur.core.engine.deadlines import Counting, due_of
from lajur.core.engine.ledger import Ledger
from lajur.core.engine.refusals import NotYourTimeToSet, TimeIsFixed
from lajur.core.procedure.definition import Procedure
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.deadlines import add
from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.services import work_items as services
from lajur.services.calendars.provide import provide_calendars
from lajur.services.notices import announce
from lajur.services.verify import verify
from lajur.store import clocks
from lajur.store.calendars import calendar_now
from lajur.store.clocks import Clock
from lajur.store.deadlines import open_work
from lajur.store.models import EventRow, NoticeRow, WorkItemRow
from tests.services.house import House
from tests.services.timed import UNBEGUN, WEEK, Days, timed

MINUTES_15 = Duration(amount=15, unit=TimeUnit.MINUTE)
MORNING = datetime(2026, 11, 24, 1, tzinfo=UTC)  # Tuesday, 09.00 WITA


@pytest.fixture
def days(house: House) -> Days:
    """A request that waits for the head of office, who has fifteen minutes."""
    begun = Days.begin(timed(house))
    begun.at = MORNING
    return begun


@pytest.fixture
def calendar(days: Days) -> OfficeCalendar:
    return calendar_now(days.house.government)


def faults() -> list[str]:
    return [check.code for check in verify().checks if check.count]


def on_to(days: Days, step: str) -> WorkItemRow:
    """Complete whatever stands before a step."""
    while days.item().step != step or days.item().kind != "step":
        days.complete()
    return days.item()


def test_minutes_wait_until_the_work_is_taken_in_hand(days: Days, calendar: OfficeCalendar) -> None:
    waiting = days.item()
    assert waiting.started_at is None
    assert waiting.paused_at == waiting.opened_at  # its clock has not begun
    assert waiting.due_at == add(MINUTES_15, waiting.opened_at, calendar)

    days.wait(hours=2).do(services.claim_work_item, waiting)

    taken = days.item()
    assert (taken.started_at, taken.paused_at) == (days.at, None)
    assert taken.due_at == add(MINUTES_15, days.at, calendar)


def test_minutes_that_have_not_begun_are_not_given_any_back(
    days: Days, calendar: OfficeCalendar
) -> None:
    due = add(MINUTES_15, days.item().opened_at, calendar)
    days.do(services.suspend_work_item, days.item(), text="Menunggu anggaran.")
    assert (days.item().due_at, days.item().paused_at) == (due, days.item().opened_at)
    assert faults() == []

    days.wait(hours=4).do(services.resume_work_item, days.item(), text="Anggaran turun.")
    assert (days.item().due_at, days.item().paused_at) == (due, days.item().opened_at)
    assert faults() == []


def test_work_given_back_keeps_when_it_was_first_taken(days: Days) -> None:
    days.do(services.claim_work_item, days.item())
    began = days.at
    days.wait(minutes=5).do(services.release_work_item, days.item())
    days.wait(hours=1).do(services.claim_work_item, days.item())

    assert days.item().started_at == began


def test_delegating_and_reassigning_take_in_hand_too(days: Days) -> None:
    to, text = days.house.people["Budi"], "Mendesak."
    days.do(services.reassign_work_item, days.item(), by="Sari", to=None, text=text)
    assert days.item().started_at is None

    days.do(services.reassign_work_item, days.item(), by="Sari", to=to, text=text)
    assert days.item().started_at == days.at


def test_work_done_without_being_taken_is_not_started(days: Days) -> None:
    item = on_to(days, "tugaskan")
    days.complete(item)

    with days.house.scope():
        assert WorkItemRow.objects.get(pk=item.pk).started_at is None


@pytest.mark.parametrize("away", [timedelta(minutes=20), timedelta(days=3), timedelta(days=20)])
def test_a_pause_moves_the_due_time_by_exactly_its_office_minutes(
    days: Days, calendar: OfficeCalendar, away: timedelta
) -> None:
    days.do(services.claim_work_item, days.item())
    due, paused = days.item().due_at, days.wait(minutes=4).at
    days.do(services.suspend_work_item, days.item(), text="Menunggu anggaran.")
    days.at += away
    days.do(services.resume_work_item, days.item(), text="Anggaran turun.")

    given = calendar.minutes_between(paused, days.at)
    assert due is not None
    assert days.item().due_at == calendar.add_minutes(due, given)


def test_the_applicants_time_is_given_back(days: Days, calendar: OfficeCalendar) -> None:
    item = on_to(days, "uji")
    due, sent = item.due_at, days.wait(hours=1).at
    days.do(services.return_for_completion, item, missing=(), text="Kurang cap.")
    assert days.item(item.number).paused_at == sent

    days.wait(days=2).complete(days.item())

    assert due is not None
    given = calendar.minutes_between(sent, days.at)
    assert days.item(item.number).due_at == calendar.add_minutes(due, given)


def test_visits_share_one_budget_and_the_time_between_them_is_given_back(
    days: Days, calendar: OfficeCalendar
) -> None:
    first = on_to(days, "uji")
    left = days.wait(hours=3).at
    days.complete(first, outcome="tidak", text="Belum rapi.")
    days.wait(days=4)
    second = on_to(days, "uji")

    assert first.due_at is not None
    elsewhere = calendar.minutes_between(left, second.opened_at)
    assert second.due_at == calendar.add_minutes(first.due_at, elsewhere)


def test_a_budget_of_minutes_counts_only_the_handling_of_each_visit(
    days: Days, calendar: OfficeCalendar
) -> None:
    first = on_to(days, "catat")
    days.wait(hours=5).do(services.claim_work_item, first)
    days.wait(minutes=20).complete()
    days.complete(on_to(days, "uji"), outcome="tidak", text="Belum.")
    second = on_to(days, "catat")
    days.wait(days=1).do(services.claim_work_item, second)

    assert days.item().due_at == calendar.add_minutes(days.at, 10)  # 20 of 30 are used


def test_a_signature_shares_the_time_of_its_step(days: Days) -> None:
    days.do(services.claim_work_item, days.item())
    due = days.item().due_at
    days.wait(minutes=3).complete()

    assert days.item().kind == "signature"
    assert (days.item().due_at, days.item().paused_at) == (due, None)


def test_what_was_done_on_paper_and_never_taken_in_hand_makes_no_signature_late(
    days: Days,
) -> None:
    item, done = days.item(), days.wait(minutes=30).at
    paper = {"done_at": done, "done_by": "Budi", "reason": "Listrik padam."}
    days.wait(days=3).do(services.record_on_paper, item, by="Sari", **paper)

    signature = days.item()
    assert (signature.kind, signature.due_at, signature.paused_at) == ("signature", None, None)
    assert faults() == []


def test_a_signature_follows_its_step_when_that_is_first_given_to_somebody(
    days: Days, calendar: OfficeCalendar
) -> None:
    item, done = days.item(), days.wait(minutes=30).at
    paper = {"done_at": done, "done_by": "Budi", "reason": "Listrik padam."}
    days.wait(hours=1).do(services.record_on_paper, item, by="Sari", **paper)
    to = days.house.people["Budi"]
    days.wait(hours=1).do(services.reassign_work_item, item, by="Sari", to=to, text="Menyusul.")

    assert days.item().kind == "signature"
    assert days.item().due_at == add(MINUTES_15, days.at, calendar)
    assert faults() == []


def test_a_time_set_anew_moves_the_due_time_in_the_same_act(
    days: Days, calendar: OfficeCalendar
) -> None:
    item = on_to(days, "bangun")
    two = Duration(amount=2, unit=TimeUnit.MONTH)
    days.wait(days=1).do(
        services.set_work_time, item, by="Dewi", duration=two, text="Lebih besar dari dugaan."
    )

    assert item.due_at == add(WEEK, item.opened_at, calendar)
    assert days.item().due_at == add(two, item.opened_at, calendar)
    with days.house.scope():
        kept = EventRow.objects.filter(case=days.case, kind="DurationSet").order_by("seq")
        assert [row.data["duration"]["unit"] for row in kept] == ["minggu", "bulan"]
    assert faults() == []


def test_days_that_become_hours_count_from_when_work_is_taken(days: Days) -> None:
    item = on_to(days, "bangun")
    hours = Duration(amount=3, unit=TimeUnit.HOUR)
    days.do(services.set_work_time, item, by="Sari", duration=hours, text="Ternyata kecil.")

    assert days.item().paused_at == item.opened_at
    assert faults() == []


def test_only_the_lane_that_sets_a_time_or_the_registrar_changes_it(days: Days) -> None:
    item = on_to(days, "bangun")
    given = {"duration": WEEK, "text": "Ingin lebih lama."}

    with pytest.raises(NotYourTimeToSet):
        days.do(services.set_work_time, item, by="Rahmat", **given)
    days.do(services.set_work_time, item, by="Sari", **given)


def test_a_printed_time_cannot_be_set(days: Days) -> None:
    with pytest.raises(TimeIsFixed):
        days.do(services.set_work_time, days.item(), by="Sari", duration=WEEK, text="Lama.")


@pytest.mark.parametrize("seed", range(4))
def test_after_any_acts_every_row_keeps_what_its_journal_says(house: House, seed: int) -> None:
    days = Days.begin(timed(house), seed=seed)
    days.wander(acts=40)

    assert faults() == []


def again_at_catat(days: Days) -> WorkItemRow:
    """The second visit of the step whose visits share thirty minutes; ten of them are left."""
    days.do(services.claim_work_item, on_to(days, "catat"))
    days.wait(minutes=20).complete()
    days.complete(on_to(days, "uji"), outcome="tidak", text="Belum.")
    return on_to(days.wait(days=1), "catat")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("reach", [Days.item, again_at_catat], ids=["first", "shared"])
def test_after_any_acts_on_work_that_nobody_begins_too(
    days: Days, reach: Callable[[Days], WorkItemRow], seed: int
) -> None:
    kept, days.dice = reach(days), Random(seed)
    days.wander(acts=12, among=UNBEGUN)

    left = days.item()
    assert (left.due_at, left.paused_at) == (kept.due_at, kept.opened_at)
    assert left.started_at is None
    assert faults() == []


def test_twin_an_office_that_gives_back_what_never_ran(
    days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = deadlines.counting_of

    def lavish(ledger: Ledger, number: int, procedure: Procedure) -> Counting | None:
        counting, stood = real(ledger, number, procedure), ledger.work[number].pauses
        if counting is None or counting.begun:
            return counting
        return replace(counting, pauses=(*counting.pauses, *stood))

    monkeypatch.setattr(deadlines, "counting_of", lavish)
    days.dice = Random(0)
    days.wander(acts=12, among=UNBEGUN)

    assert faults() == ["V15"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 130))
def test_after_very_many_acts_too(house: House, seed: int) -> None:
    days = Days.begin(timed(house), seed=seed)
    days.wander(acts=150)

    assert faults() == []


def test_twin_an_office_that_forgets_when_work_was_started(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = clocks.changed

    def forgetful(*given: Any, **more: Any) -> Clock:
        return replace(real(*given, **more), started_at=None)

    monkeypatch.setattr(clocks, "changed", forgetful)
    days = Days.begin(timed(house))
    days.do(services.claim_work_item, on_to(days, "bangun"))

    assert faults() == ["V15"]


@pytest.mark.parametrize(
    "column", ["due_at", "paused_at", "started_at"], ids=["due", "paused", "started"]
)
def test_a_clock_changed_behind_its_back_is_found(days: Days, column: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE store_workitemrow SET {column} = %s WHERE id = %s",
            ["2026-11-27 04:00:00+00:00", days.item().pk],
        )

    assert faults() == ["V15"]


def test_all_open_work_is_derived_in_bulk(days: Days, calendar: OfficeCalendar) -> None:
    days.wander(acts=15)
    Days.begin(days.house)
    with days.house.scope():
        kept = dict(WorkItemRow.objects.filter(closed_at=None).values_list("pk", "due_at"))

    found = list(open_work(days.house.government))

    assert {work.id: work.due_at for work in found} == kept
    derived = {work.id: work.counting and due_of(work.counting, calendar) for work in found}
    assert derived == kept


def test_an_older_data_folder_is_settled_when_its_calendar_comes(days: Days) -> None:
    days.wander(acts=12)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE store_workitemrow SET started_at = NULL, paused_at = NULL")
    assert faults() == ["V15"]

    provide_calendars(at=days.at)

    assert faults() == []


def test_who_has_the_work_hears_that_its_time_was_set_anew(days: Days) -> None:
    item = on_to(days, "bangun")
    days.do(services.claim_work_item, item)
    announce(at=days.at)
    two = Duration(amount=2, unit=TimeUnit.MONTH)
    days.wait(hours=1).do(
        services.set_work_time, item, by="Dewi", duration=two, text="Modulnya bertambah."
    )
    announce(at=days.at)

    with days.house.scope():
        (notice,) = NoticeRow.objects.filter(kind="deadline_moved")
    assert notice.person_id == days.house.people["Rahmat"]
    assert item.due_at is not None
    assert datetime.fromisoformat(notice.facts["was"]) == item.due_at
    assert datetime.fromisoformat(notice.facts["due"]) == days.item().due_at


def test_who_only_completes_the_papers_hears_of_no_deadline_of_the_office(days: Days) -> None:
    item = on_to(days, "bangun")
    days.do(services.return_for_completion, item, missing=(), text="Kurang cap.")
    announce(at=days.at)
    two = Duration(amount=2, unit=TimeUnit.MONTH)
    days.wait(hours=1).do(services.set_work_time, item, by="Dewi", duration=two, text="Bertambah.")
    announce(at=days.at)

    with days.house.scope():
        told = set(NoticeRow.objects.filter(kind="deadline_moved").values_list("person", flat=True))
    assert told == {days.house.people["Rahmat"]}


def test_a_time_set_anew_that_moves_no_deadline_is_no_news(days: Days) -> None:
    item = on_to(days, "bangun")
    announce(at=days.at)
    same = Duration(amount=5, unit=TimeUnit.WORKING_DAY)
    days.wait(hours=1).do(services.set_work_time, item, by="Dewi", duration=same, text="Sama.")
    announce(at=days.at)

    assert days.item().due_at == item.due_at
    with days.house.scope():
        assert not NoticeRow.objects.filter(kind="deadline_moved").exists()
