"""Reminders and escalations: whom to tell of a deadline, and when.

A rule counts in office time from the deadline. What is still to come follows from the rules and the
open work; nothing is planned ahead, so that a deadline that moves takes its reminders along.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.standard import Duration, TimeUnit

UNITS = (TimeUnit.MINUTE, TimeUnit.HOUR, TimeUnit.WORKING_DAY)
MOST = 365  # of any unit; more is a slip of the finger
_ONE_DAY = timedelta(days=1)
_FINEST = timedelta(microseconds=1)  # what the databases keep apart


class Moment(StrEnum):
    BEFORE = "before"
    AT = "at"
    AFTER = "after"


class Audience(StrEnum):
    PERFORMER = "performer"  # pelaksana: who has the work, or may take it
    SUPERIOR = "superior"  # atasan of the performer
    CLERK = "clerk"  # registrar


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Tell the audience, so much office time before or after a deadline."""

    moment: Moment
    amount: int = 0  # 0 exactly at the deadline
    unit: TimeUnit = TimeUnit.WORKING_DAY  # one of UNITS; that of AT says nothing
    audience: Audience

    def __post_init__(self) -> None:
        if (self.moment is Moment.AT) != (self.amount == 0) or not 0 <= self.amount <= MOST:
            raise ValueError(f"{self.amount} does not go with {self.moment}")
        if self.unit not in UNITS:
            raise ValueError(f"reminders do not count in {self.unit}")


def _rule(moment: Moment, audience: Audience, days: int = 0) -> Rule:
    return Rule(moment=moment, amount=days, audience=audience)


# What an office begins with. The clerk hears at once, because the public asks the clerk; those
# above hear only when a working day has not been enough.
DEFAULT_RULES = (
    _rule(Moment.BEFORE, Audience.PERFORMER, 1),
    _rule(Moment.AT, Audience.PERFORMER),
    _rule(Moment.AT, Audience.CLERK),
    _rule(Moment.AFTER, Audience.PERFORMER, 1),
    _rule(Moment.AFTER, Audience.SUPERIOR, 1),
    _rule(Moment.AFTER, Audience.SUPERIOR, 3),
    _rule(Moment.AFTER, Audience.CLERK, 3),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Open work with a deadline, as far as reminders care. Moments are aware."""

    due: datetime
    opened_at: datetime
    waits: bool = False  # its time is of minutes or hours, and nobody has started it
    of_applicant: bool = False  # in the applicant's hands


def concerns(rule: Rule, work: Work) -> bool:
    """Whether the rule ever speaks of such work.

    Minutes and hours count from when the work is taken in hand, so what waits is not late and
    nobody above or beside the performer hears that it is; but it must not be forgotten either, so
    the performer is reminded after a while. The applicant has no superior in the office.
    """
    if work.waits:
        return rule.moment is Moment.AFTER and rule.audience is Audience.PERFORMER
    return not (work.of_applicant and rule.audience is Audience.SUPERIOR)


def is_ripe(
    rule: Rule, work: Work, *, planned: datetime, told_at: datetime | None, at: datetime
) -> bool:
    """Whether the rule speaks at `at`. `planned` is its `planned_at` for the work's deadline.

    `told_at` is when it last spoke of this work, of whatever deadline: it speaks again only when
    its moment comes anew, not because late work was given some time back and is late still.
    What was to be said before the deadline is not said after it, nor of work that arrived later.
    """
    if not concerns(rule, work) or planned > at or (told_at is not None and planned <= told_at):
        return False
    return rule.moment is not Moment.BEFORE or (work.opened_at < planned and at < work.due)


def planned_at(rule: Rule, due: datetime, calendar: OfficeCalendar) -> datetime:
    """The moment (UTC) at which the rule speaks of a deadline (aware).

    So many working days on or back is the same clock time of that day, within its office hours.
    Never earlier for a later deadline.
    """
    if rule.moment is Moment.AT:
        return due.astimezone(UTC)
    after = rule.moment is Moment.AFTER
    if rule.unit is TimeUnit.WORKING_DAY:
        return _days_away(due, rule.amount, 1 if after else -1, calendar)
    minutes = rule.amount * (60 if rule.unit is TimeUnit.HOUR else 1)
    return calendar.add_minutes(due, minutes) if after else _minutes_back(due, minutes, calendar)


def reach(rule: Rule, at: datetime, calendar: OfficeCalendar) -> datetime:
    """The latest deadline (UTC) whose moment has come at `at`: the inverse of `planned_at`.

    Exactly those deadlines up to it, to the microsecond, are planned for `at` or earlier.
    """
    at = at.astimezone(UTC)
    if rule.moment is Moment.AT:
        return at
    span = _ONE_DAY if rule.moment is Moment.BEFORE else -_ONE_DAY
    while (planned_at(rule, at + span, calendar) <= at) == (rule.moment is Moment.BEFORE):
        span *= 2
    come, to_come = sorted((at, at + span))
    while to_come - come > _FINEST:
        middle = come + (to_come - come) // 2
        if planned_at(rule, middle, calendar) <= at:
            come = middle
        else:
            to_come = middle
    return come


def lateness(due: datetime, at: datetime, calendar: OfficeCalendar) -> Duration | None:
    """By how much office time a deadline has passed, in its largest whole unit; None: not yet."""
    if at <= due:
        return None
    days = _whole_days(due, at, calendar)
    if days:
        return Duration(amount=days, unit=TimeUnit.WORKING_DAY)
    minutes = int(calendar.minutes_between(due, at))
    if minutes >= 60:
        return Duration(amount=minutes // 60, unit=TimeUnit.HOUR)
    return Duration(amount=minutes, unit=TimeUnit.MINUTE) if minutes else None


def _whole_days(due: datetime, at: datetime, calendar: OfficeCalendar) -> int:
    """The working days after that of `due` whose like clock time has come."""
    first, last = calendar.local_date(due), calendar.local_date(at)
    later = (first + n * _ONE_DAY for n in range(1, (last - first).days + 1))
    days = sum(1 for day in later if calendar.hours_on(day))
    return days - 1 if days and _days_away(due, days, 1, calendar) > at else days


def _days_away(due: datetime, days: int, step: int, calendar: OfficeCalendar) -> datetime:
    """The same clock time so many working days on or back; a day off counts as its eve's close."""
    local = due.astimezone(calendar.zone)
    day, clock = local.date(), local - _midnight(local.date(), calendar)
    if not calendar.hours_on(day):
        day, clock = _working_day(day, -1, calendar), _ONE_DAY
    for _ in range(days):
        day = _working_day(day, step, calendar)
    hours = calendar.hours_on(day)
    opens, closes = timedelta(minutes=hours[0][0]), timedelta(minutes=hours[-1][1])
    return (_midnight(day, calendar) + min(max(clock, opens), closes)).astimezone(UTC)


def _working_day(day: date, step: int, calendar: OfficeCalendar) -> date:
    """The next day with office hours in this direction."""
    day += step * _ONE_DAY
    while not calendar.hours_on(day):
        day += step * _ONE_DAY
    return day


def _minutes_back(due: datetime, minutes: int, calendar: OfficeCalendar) -> datetime:
    """The latest moment from which so many office minutes lead to `due`."""
    local = due.astimezone(calendar.zone)
    day, until = local.date(), local - _midnight(local.date(), calendar)
    left = timedelta(minutes=minutes)
    while True:
        for opens, closes in reversed(calendar.hours_on(day)):
            start, end = timedelta(minutes=opens), min(timedelta(minutes=closes), until)
            if start + left <= end:
                return (_midnight(day, calendar) + end - left).astimezone(UTC)
            left -= max(end - start, timedelta())
        day, until = day - _ONE_DAY, _ONE_DAY


def _midnight(day: date, calendar: OfficeCalendar) -> datetime:
    return datetime.combine(day, time(), tzinfo=calendar.zone)
