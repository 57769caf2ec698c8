"""Every reminder and escalation of a simulated stretch of time, accounted for exactly once.

Source: T01, T05, T07 and P23 of the fault catalogue. What should have fired is reckoned outside of
Lajur, from the journals and an office calendar walked minute by minute (`account`, `walk`); the
worker's tick is killed at random instants, and sometimes two tick at once.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django_scopes import scopes_disabled

from lajur.core.worktime.calendar import DayKind
from lajur.queries.actors import actor_of
from lajur.services.calendars.change import change_calendar
from lajur.services.calendars.days import AddDays
from lajur.services.verify import verify
from lajur.store.models import PersonRow, ReminderRow
from tests.faults.account import Fired, Office, did_fire, journals, should_fire, wall_calendar
from tests.faults.walk import Walk
from tests.faults.year import HALF_MINUTE, Places, Worker, acts, local_day, places

SEED = 20261122
BEGIN = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)  # a Monday
RULES = (
    *(("before", 1, "performer"), ("at", 0, "performer"), ("at", 0, "clerk")),
    *(("after", 1, "performer"), ("after", 1, "superior")),
    *(("after", 3, "superior"), ("after", 3, "clerk")),
)


@dataclass(slots=True)
class Run:
    """One run: what is played, and what is remembered of it outside."""

    cases: int
    days: int
    every: timedelta  # between ticks
    kills: int
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    added: dict[str, tuple[datetime, date]] = field(default_factory=dict)  # by slug

    def play(self) -> tuple[Places, Worker]:
        end = BEGIN + timedelta(days=self.days)
        here, worker = places(BEGIN - timedelta(days=1)), Worker(self.chance, self.kills)
        count = int((end - BEGIN) / self.every)
        ticks = [BEGIN + number * self.every + HALF_MINUTE for number in range(count, 0, -1)]
        for at in acts(here, cases=self.cases, since=BEGIN, until=end, chance=self.chance):
            while ticks and ticks[-1] < at:
                worker.tick(ticks.pop(), left=len(ticks) + 1)
            if not self.added and at > BEGIN + timedelta(days=self.days / 2):
                self.close_the_offices(here, at)
        while ticks:
            worker.tick(ticks.pop(), left=len(ticks) + 1)
        return here, worker

    def close_the_offices(self, here: Places, at: datetime) -> None:
        """Every office adds a day off about a week ahead: deadlines move."""
        for slug, demo in here.demos.items():
            row = here.government(slug)
            walk = wall_calendar(row.pk)
            day = walk.day_after(local_day(at, demo.zone) + timedelta(days=6))
            edit = AddDays(
                first=day, last=day, day_kind=DayKind.SPECIAL, name="Libur", source="SK 1/2026"
            )
            admin = PersonRow.objects.get(username=f"admin.{slug}")
            change_calendar(
                edit,
                seen=str(row.calendar_version),
                agreed_earlier=0,
                actor=actor_of(admin.pk, government=slug, at=at),
                at=at,
                key=f"libur-{slug}",
            )
            self.added[slug] = at, day


def offices(here: Places, run: Run) -> dict[int, Office]:
    """The calendars as they hung on the wall: before the edit, and after."""
    found = {}
    for slug, demo in here.demos.items():
        row = here.government(slug)
        changed, day = run.added[slug]
        before = wall_calendar(row.pk, without=frozenset({day}))
        after = wall_calendar(row.pk)
        turn = changed.astimezone(demo.zone).replace(tzinfo=None)
        walls: list[tuple[datetime, Walk]] = [(datetime.min, before), (turn, after)]  # noqa: DTZ901
        found[row.pk] = Office(ZoneInfo(row.zone), walls)
    return found


def reckon(here: Places, run: Run, worker: Worker) -> tuple[Counter[Fired], Counter[Fired]]:
    """What should have fired, and what did."""
    known = offices(here, run)
    ticks = {
        office.zone: [tick.astimezone(office.zone).replace(tzinfo=None) for tick in worker.ticks]
        for office in known.values()
    }
    should = Counter(
        fired
        for case, journal in journals(known, here.procedures).items()
        for fired in should_fire(journal, case, RULES, ticks[journal.office.zone])
    )
    return should, did_fire(known)


def assert_balanced(here: Places, run: Run, worker: Worker) -> int:
    """Exactly what should have fired has; gives how many reminders that are."""
    should, did = reckon(here, run, worker)
    missing, beyond = should - did, did - should
    assert not missing, f"{missing.total()} never fired, such as {next(iter(missing))}"
    assert not beyond, f"{beyond.total()} should not have fired, such as {next(iter(beyond))}"
    return did.total()


def unordered() -> Iterator[int]:
    """Reminders of one tick that fired after one planned later."""
    with scopes_disabled():
        rows = ReminderRow.objects.order_by("government", "fired_at", "id")
        previous: tuple[object, ...] = ()
        for *tick, planned, pk in rows.values_list("government", "fired_at", "planned_at", "id"):
            if previous[:1] == (tick,) and planned < previous[1]:
                yield pk
            previous = tick, planned


def live_through(run: Run) -> None:
    began = monotonic()
    here, worker = run.play()
    played = monotonic() - began
    count = assert_balanced(here, run, worker)

    report = verify()
    print(
        f"{connection.vendor}: {run.cases} cases, {run.days} days, {len(worker.ticks)} ticks, "
        f"{worker.killed} kills, {count} reminders, {report.events} events; "
        f"{played:.0f} s played, {monotonic() - began:.0f} s in all"
    )
    assert count > run.cases / 2, "next to nothing fired"
    assert worker.killed >= run.kills * 0.9
    assert list(unordered()) == []
    assert [(check.code, check.faults[0]) for check in report.checks if check.count] == []


@pytest.mark.django_db(transaction=True)
def test_every_reminder_of_some_weeks_fires_once_though_ticks_are_killed() -> None:
    live_through(Run(cases=30, days=36, every=timedelta(hours=24), kills=6))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_every_reminder_of_a_year_fires_once_though_ticks_are_killed() -> None:
    live_through(Run(cases=5_000, days=365, every=timedelta(hours=6), kills=200))
