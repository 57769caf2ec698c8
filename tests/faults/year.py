"""A simulated stretch of time: four offices at work on a stepped clock, a worker that is killed.

Requests are played through the real services. Between their acts the worker's tick runs in a child
process, sometimes in two at once, and is killed by SIGKILL at a random instant; then it is repeated
at the same hour, as a worker that is started again would.
"""

import heapq
import os
import random
import signal
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import connections
from django_scopes import scope, scopes_disabled

from lajur.core.access import PersonId
from lajur.core.engine.case import WorkItemState
from lajur.core.procedure.definition import LaneId, Procedure, Step
from lajur.services import demo as shipped
from lajur.services import work_items
from lajur.services.calendars.provide import provide_calendar
from lajur.services.demo_cases import Demo, Script, _Play, read_script
from lajur.services.reminders.fire import fire
from lajur.services.setup import PersonPlan, set_up_office
from lajur.store import procedures
from lajur.store.models import GovernmentRow, ProcedureRow, WorkItemRow

HALF_MINUTE = timedelta(seconds=30)  # ticks fall between the minutes in which people act
BEFORE = datetime(2026, 1, 1, tzinfo=UTC)  # any moment: a traveller is told the time of each act
TICK = 0.05  # seconds, about as long as one takes
Holders = dict[tuple[int, LaneId, date], tuple[PersonId, ...]]  # by government, lane and day


@dataclass(slots=True)
class Places:
    """The four offices of the demo, without its requests."""

    demos: dict[str, Demo]  # by slug
    scripts: dict[str, list[Script]]

    @property
    def procedures(self) -> Mapping[int, Procedure]:
        with scopes_disabled():
            return {row.pk: procedures.of_row(row) for row in ProcedureRow.objects.all()}

    def government(self, slug: str) -> GovernmentRow:
        return GovernmentRow.objects.get(slug=slug)


def places(at: datetime) -> Places:
    """Set the offices up, so that everybody holds their positions from long before."""
    papers, encoded = shipped.demo_document("papers"), make_password("sandi")
    demos, scripts = {}, {}
    for slug in shipped.GOVERNMENTS:
        document = shipped.demo_document(slug)
        plan = shipped._plan(document, encoded, today=at.date() + timedelta(days=200))
        government = set_up_office(replace(plan, people=lasting(plan.people)), at=at)
        provide_calendar(GovernmentRow.objects.get(pk=government), at=at)
        demos[slug] = Demo.of(
            government, document["procedure"], papers, team=document.get("team", 1)
        )
        scripts[slug] = plain(document["cases"])
    return Places(demos, scripts)


def places_here() -> Places:
    """The offices of a demo that is loaded already."""
    papers = shipped.demo_document("papers")
    demos, scripts = {}, {}
    for slug in shipped.GOVERNMENTS:
        document = shipped.demo_document(slug)
        row = GovernmentRow.objects.get(slug=slug)
        demos[slug] = Demo.of(row.pk, document["procedure"], papers, team=document.get("team", 1))
        scripts[slug] = plain(document["cases"])
    return Places(demos, scripts)


def plain(scripts: Iterable[Mapping[str, object]]) -> list[Script]:
    """The requests with their papers in words: letters that are printed take half of the time."""
    return [replace(read_script(script), letters=False) for script in scripts]


def lasting(people: Iterable[PersonPlan]) -> list[PersonPlan]:
    """The same people, in office for as long as the test lasts."""
    return [
        replace(
            person,
            holdings=tuple(
                replace(held, since=date(2020, 1, 1), until=None) for held in person.holdings
            ),
        )
        for person in people
    ]


class Traveller(_Play):
    """One request, carried on by chance: taken in hand or not, put off, done early or late."""

    def __init__(
        self, script: Script, demo: Demo, number: int, chance: random.Random, known: Holders
    ) -> None:
        super().__init__(script, demo, BEFORE)
        self.number, self.chance, self.known = number, chance, known

    def act(self, at: datetime) -> bool:
        """Do the next thing; whether anything can still come."""
        self.at = at
        with scope(government=self.demo.government):
            if self.case_id == 0:
                self._file()
                return True
            item = self._next()
            if item is None:
                return self._resume()
            self._do(item)
            return True

    def _do(self, item: WorkItemRow) -> None:
        luck = self.chance.random()
        if luck < 0.25 and item.state == WorkItemState.READY.value:
            work_items.claim_work_item(number=item.number, **self._asked(item))
        elif luck < 0.32 and item.kind == "step" and item.agency_id is None:
            work_items.suspend_work_item(number=item.number, text="Menunggu.", **self._asked(item))
        else:
            self._complete(item)

    def _resume(self) -> bool:
        state = WorkItemState.SUSPENDED.value
        item = WorkItemRow.objects.filter(case_id=self.case_id, state=state).first()
        if item is not None:
            work_items.resume_work_item(number=item.number, text="Lanjut.", **self._asked(item))
        return item is not None

    def _asked(self, item: WorkItemRow) -> dict[str, object]:
        return {
            "case_id": self.case_id,
            "seen_version": self._version(),
            "actor": self._actor(self._performer(item)),
            "at": self.at,
            "key": self._key(),
        }

    def _outcome(self, step: Step, visit: int) -> str | None:
        if len(step.outcomes) == 1 or step.derived_from is not None:
            return None
        chosen = self.chance.choice([outcome.label for outcome in step.outcomes])
        self.decisions[step.id] = chosen
        return chosen

    def _holders(self, lane: LaneId) -> tuple[PersonId, ...]:
        """Asked once a day."""
        key = self.demo.government, lane, self.at.date()
        if key not in self.known:
            self.known[key] = super()._holders(lane)
        return self.known[key]

    def _form(self) -> dict[str, str]:
        """A subdomain can be had only once."""
        own = {"subdomain": f"layanan-{self.number}"}
        return {name: own.get(name, value) for name, value in super()._form().items()}

    def _text(self, step: str, visit: int) -> str:
        return "Sesuai keadaan."

    def _key(self) -> str:
        self.keys += 1
        return f"tahun-{self.number}-{self.keys}"


@dataclass(slots=True)
class Worker:
    """The tick in a child process, which is killed so many times."""

    chance: random.Random
    kills: int
    ticks: list[datetime] = field(default_factory=list)  # those that came to an end
    killed: int = 0

    def tick(self, at: datetime, *, left: int) -> None:
        """Tick until it has come to an end; `left` ticks are still to come, this one included."""
        while self.chance.random() < (self.kills - self.killed) / max(left, 1):
            child = begin(at)
            time.sleep(self.chance.uniform(0, 2 * TICK))
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            self.killed += 1
        children = [begin(at) for _ in range(self.chance.choice((1, 1, 1, 2)))]
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        assert 0 in codes, f"no tick at {at} came to an end: {codes}"
        self.ticks.append(at)


def begin(at: datetime) -> int:
    """Start a child that ticks once; gives its pid."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        fire(at=at)
    except BaseException as error:
        os.write(2, f"tick: {error!r}\n".encode())
        os._exit(1)
    os._exit(0)


def acts(
    here: Places,
    *,
    cases: int,
    since: datetime,
    until: datetime,
    chance: random.Random,
    abandoned: float = 0.0,
) -> Iterator[datetime]:
    """Play that many requests in order of time; yields before each act when it will happen.

    After each act a request is `abandoned` with this probability: nobody goes on with it.
    """
    waiting: list[tuple[datetime, int, Traveller]] = []
    known: Holders = {}
    for number in range(cases):
        slug = chance.choice(sorted(here.demos))
        begins = since + (until - since) * chance.random() * 0.9
        script, demo = chance.choice(here.scripts[slug]), here.demos[slug]
        traveller = Traveller(script, demo, number, chance, known)
        waiting.append((whole_minute(begins), number, traveller))
    heapq.heapify(waiting)
    while waiting:
        at, number, traveller = heapq.heappop(waiting)
        if at >= until:
            continue
        yield at
        if traveller.act(at) and chance.random() >= abandoned:
            heapq.heappush(waiting, (whole_minute(at + pause(chance)), number, traveller))


def pause(chance: random.Random) -> timedelta:
    """How long until somebody does the next thing: minutes, days, or weeks."""
    longest = chance.choice((60, 60 * 24, 60 * 24 * 4, 60 * 24 * 4, 60 * 24 * 14))
    return timedelta(minutes=chance.randint(2, longest))


def whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
