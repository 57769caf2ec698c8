"""What should have fired, reckoned from the journals by hand; and what did.

Reads the journal, the SOPs as they are defined, and the calendar a clerk would hang on the wall;
asks nothing of the code that derives deadlines, searches open work or fires.
"""

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from lajur.core.procedure.definition import LaneKind, Procedure
from tests.faults.walk import Walk

# (case, number, moment, amount, audience, due, planned, fired), moments of the office's own zone
Fired = tuple[int, int, str, int, str, datetime, datetime, datetime]
Rule = tuple[str, int, str]  # moment, working days, audience
FAR = datetime(2060, 1, 1)  # noqa: DTZ001


@dataclass(slots=True)
class Item:
    """The times of one work item, from the journal."""

    step: str
    kind: str
    lane: str
    parent: int | None
    opened: datetime
    started: datetime = FAR
    closed: datetime = FAR
    pauses: list[list[datetime]] = field(default_factory=list)  # [since, until]


@dataclass(frozen=True, slots=True)
class Office:
    """One government: its zone, its SOPs, and its calendars from when they held."""

    zone: ZoneInfo
    calendars: Sequence[tuple[datetime, Walk]]  # from when, oldest first

    def calendar(self, moment: datetime) -> Walk:
        return [walk for since, walk in self.calendars if since <= moment][-1]


@dataclass(slots=True)
class Journal:
    """One case."""

    office: Office
    procedure: Procedure
    items: dict[int, Item] = field(default_factory=dict)
    durations: dict[str, list[tuple[datetime, int, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def read(self, kind: str, data: Mapping[str, Any], moment: datetime) -> None:
        if kind == "DurationSet":
            given = data["duration"]
            self.durations[data["step"]].append((moment, given["amount"], given["unit"]))
        if kind == "WorkItemOpened":
            self.items[data["number"]] = Item(
                data["step"], data["kind"], data["lane"], data.get("parent"), moment
            )
        item = self.items.get(data.get("number") or 0)
        if item is None:
            return
        match kind:
            case "WorkItemClaimed" | "WorkItemDelegated":
                item.started = min(item.started, moment)
            case "WorkItemSuspended" | "ReturnedForCompletion":
                item.pauses.append([moment, FAR])
            case "WorkItemResumed" | "WorkItemReinstated" if item.pauses:
                item.pauses[-1][1] = min(item.pauses[-1][1], moment)
            case "WorkItemCompleted" | "WorkItemCancelled":
                item.closed = moment

    def limit(self, item: Item, moment: datetime) -> tuple[int, str] | None:
        standard = self.procedure.steps[item.step].standard_time
        if standard.kind == "tergantung":
            known = [(n, unit) for at, n, unit in self.durations[item.step] if at <= moment]
            return known[-1] if known else None
        return (standard.limit.amount, standard.limit.unit) if standard.limit else None

    def due(self, item: Item, moment: datetime) -> datetime | None:
        """The deadline as it stood then."""
        if item.kind == "completion":
            return None
        if item.kind == "signature":
            step = self.items[item.parent or 0]
            if self.waits(step, moment):
                return None  # done, but never taken in hand: its minutes were not counted
            return self._due(step, moment, [*step.pauses, *item.pauses])
        return self._due(item, moment, item.pauses)

    def _due(self, item: Item, moment: datetime, pauses: list[list[datetime]]) -> datetime | None:
        limit = self.limit(item, min(moment, item.closed))
        if limit is None:
            return None
        walk, pauses = self.office.calendar(moment), [list(one) for one in pauses]
        visits = [item]
        if self.procedure.steps[item.step].standard_time.cumulative:
            visits = [
                one for one in self.items.values() if one.step == item.step and one.kind == "step"
            ]
            visits = [one for one in visits if one.opened <= item.opened]
            for before, after in pairwise(visits):
                pauses += [*before.pauses, [before.closed, after.opened]]
        first = visits[0]
        handling = limit[1] in ("menit", "jam") and first.started <= moment
        start = first.started if handling else first.opened
        over = [(max(since, start), until) for since, until in pauses if until <= moment]
        given = sum(walk.minutes_between(since, until) for since, until in over)
        if self.waits(item, moment):
            given = 0  # nothing counts yet
        return walk.minutes_on(walk.due(*limit, start), given)

    def waits(self, item: Item, moment: datetime) -> bool:
        limit = self.limit(item, moment)
        unstarted = item.kind == "step" and item.started > moment
        return unstarted and limit is not None and limit[1] in ("menit", "jam")

    def began(self, number: int, moment: datetime) -> bool:
        """Whether its deadline moved when somebody took it in hand: one of minutes or hours."""
        item = self.items[number]
        limit = self.limit(item, moment)
        return item.started <= moment and limit is not None and limit[1] in ("menit", "jam")

    def moves(self, number: int) -> int:
        """How often its deadline may have moved: a reminder may be told again after each."""
        item = self.items[number]
        of_step = [one for one in self.items.values() if one.step == item.step]
        begun = sum(one.started < FAR for one in of_step)
        paused = sum(len(one.pauses) for one in of_step)
        return begun + paused + len(self.signing(item)) + len(self.durations[item.step])

    def signing(self, item: Item) -> list[list[datetime]]:
        """When others were asked to sign: then the deadline is theirs."""
        (number,) = (number for number, one in self.items.items() if one is item)
        asked = [one for one in self.items.values() if one.parent == number]
        return [[one.opened, one.closed] for one in asked if one.kind == "signature"]

    def stretches(self, item: Item) -> Iterator[tuple[datetime, datetime]]:
        """The spans of its life in which nothing about it changes."""
        turns = {item.opened, item.closed, item.started}
        turns |= {moment for pause in item.pauses for moment in pause}
        turns |= {moment for known in self.durations.values() for moment, _, _ in known}
        turns |= {since for since, _ in self.office.calendars}
        signing = self.signing(item)
        turns |= {moment for span in signing for moment in span}
        inside = sorted(turn for turn in turns if item.opened <= turn <= item.closed)
        for since, until in pairwise(inside):
            still = (*item.pauses, *signing)
            if not any(begun <= since < over for begun, over in still):
                yield since, until


def should_fire(
    journal: Journal, case: int, rules: Sequence[Rule], ticks: Sequence[datetime]
) -> Iterator[Fired]:
    """Each rule once for each time its moment comes, at the first tick that finds it so."""
    for number, item in journal.items.items():
        told: dict[Rule, datetime] = {}
        for since, until in journal.stretches(item):
            first = bisect_left(ticks, since)
            if first == len(ticks) or ticks[first] >= until:
                continue
            due = journal.due(item, since)
            if due is None:
                continue
            for rule in rules:
                spoken = _speaks(journal, item, rule, due, (since, until), ticks, told)
                if spoken is not None:
                    planned, tick = spoken
                    told[rule] = tick
                    yield case, number, *rule, due, planned, tick


def _speaks(
    journal: Journal,
    item: Item,
    rule: Rule,
    due: datetime,
    stretch: tuple[datetime, datetime],
    ticks: Sequence[datetime],
    told: Mapping[Rule, datetime],
) -> tuple[datetime, datetime] | None:
    since, until = stretch
    moment, days, audience = rule
    of_applicant = journal.procedure.lanes[item.lane].kind is LaneKind.APPLICANT
    if journal.waits(item, since) and (moment, audience) != ("after", "performer"):
        return None
    if of_applicant and audience == "superior":
        return None
    planned = journal.office.calendar(since).planned(moment, days, due)
    if moment == "before":
        until = min(until, due)
        if planned <= item.opened:
            return None
    index = bisect_left(ticks, max(since, planned))
    if index == len(ticks) or ticks[index] >= until or planned <= told.get(rule, planned.min):
        return None
    return planned, ticks[index]


def journals(
    offices: Mapping[int, Office], procedures: Mapping[int, Procedure]
) -> dict[int, Journal]:
    """Every case, by id, as its journal tells it."""
    found: dict[int, Journal] = {}
    rows = _ask(
        "SELECT e.case_id, e.kind, e.data, e.at, c.government_id, c.procedure_id"
        " FROM store_eventrow e JOIN store_caserow c ON c.id = e.case_id"
        " ORDER BY e.case_id, e.seq"
    )
    for case, kind, data, at, government, procedure in rows:
        office = offices[government]
        journal = found.setdefault(case, Journal(office, procedures[procedure]))
        facts = json.loads(data) if isinstance(data, str) else data
        journal.read(kind, facts, local(at, office.zone))
    return found


def did_fire(offices: Mapping[int, Office]) -> Counter[Fired]:
    """What the table of reminders holds."""
    rows = _ask(
        "SELECT r.government_id, r.case_id, r.number, u.moment, u.amount, u.audience, r.due_at,"
        " r.planned_at, r.fired_at FROM store_reminderrow r"
        " JOIN store_reminderrulerow u ON u.id = r.rule_id ORDER BY r.id"
    )
    return Counter(
        (*row[1:6], *(local(moment, offices[row[0]].zone) for moment in row[6:])) for row in rows
    )


def local(at: Any, zone: ZoneInfo) -> datetime:
    """A moment of a row on the office's clock."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return aware.astimezone(zone).replace(tzinfo=None)


def _ask(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def wall_calendar(government: int, *, without: frozenset[date] = frozenset()) -> Walk:
    """The calendar as its rows hold today; `without` are days that were added later."""
    days = _ask(
        "SELECT day FROM store_calendardayrow WHERE until_version IS NULL AND stops_clock"
        f" AND government_id = {government}"
    )
    hours = _ask(
        "SELECT first, last, week FROM store_officehoursrow WHERE until_version IS NULL"
        f" AND government_id = {government}"
    )
    weeks = [(_day(first), _day(last), _week(week)) for first, last, week in hours]

    def spans(day: date) -> list[tuple[int, int]]:
        special = [week for first, last, week in weeks if first and last and first <= day <= last]
        ordinary = [week for first, _, week in weeks if first is None]
        return (special or ordinary)[0][day.weekday()]

    return Walk(spans, frozenset(_day(day) for (day,) in days) - without)  # type: ignore[arg-type]


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _week(written: Any) -> list[list[tuple[int, int]]]:
    week = json.loads(written) if isinstance(written, str) else written
    return [[(_minute(span[:5]), _minute(span[-5:])) for span in day] for day in week]


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
