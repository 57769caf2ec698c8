"""How open work stands in time, in words: when it is due, how much of its time is used."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.engine.case import WorkItemState
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.deadlines import add, counted_from, judges_handling
from lajur.core.worktime.judging import Used, used
from lajur.core.worktime.leftover import left_of, spent_from
from lajur.core.worktime.standard import Duration, TimeKind
from lajur.queries.durations import duration_words
from lajur.queries.moments import Nearness, in_words, near_limit, nearness, nearness_words
from lajur.queries.spans import late_words, left_words, rough_words
from lajur.store.calendars import calendar_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """What every due time on one page is seen by."""

    at: datetime  # aware: now
    near: datetime  # up to when a due time counts as near
    calendar: OfficeCalendar

    @classmethod
    def by(cls, calendar: OfficeCalendar, at: datetime) -> "Moments":
        """As an office with this calendar sees them at `at`."""
        return cls(at=at, near=near_limit(at, calendar), calendar=calendar)

    @property
    def zone(self) -> ZoneInfo:
        return self.calendar.zone


def moments_of(government: int, at: datetime) -> Moments:
    """What due times of a government are seen by at `at`; one statement."""
    return Moments.by(calendar_now(government), at)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenClock:
    """The clock of one open work item, as its row keeps it. Moments are aware."""

    state: str  # WorkItemState
    kind: TimeKind  # of its standard time
    limit: Duration | None
    target: Duration | None  # of a range
    opened_at: datetime
    started_at: datetime | None
    due_at: datetime | None
    paused_at: datetime | None

    @property
    def stands_still(self) -> bool:
        """Suspended or returned; not merely waiting to begin."""
        if self.state == WorkItemState.SUSPENDED:
            return True
        return self.paused_at is not None and not self.waits_to_begin

    @property
    def waits_to_begin(self) -> bool:
        """Whether its minutes count from when somebody takes it in hand, and nobody has."""
        handling = self.limit is not None and judges_handling(self.limit)
        return handling and self.paused_at is not None and self.started_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueView:
    """How a piece of open work stands in time."""

    nearness: Nearness
    chip: str  # its word
    due: str  # absolute, in the office's zone; "" without, or while the clock stands still
    words: str  # "terpakai 60 % · sisa 3 jam kerja"; "" when there is nothing to say
    percent: int | None  # of the standard time used; None when nothing counts

    @property
    def bar(self) -> int:
        """How far the bar is filled, of 100."""
        return min(self.percent or 0, 100)


def due_view(clock: OpenClock, seen: Moments) -> DueView:
    """How the work stands at this moment."""
    near = _nearness(clock, seen)
    spent = _used(clock, seen)
    shown = clock.due_at is not None and near is not Nearness.PAUSED and spent is not None
    return DueView(
        nearness=near,
        chip=_chip(near, clock),
        due=in_words(clock.due_at, seen.zone) if shown and clock.due_at else "",
        words=_words(near, clock, spent, seen),
        percent=None if spent is None else _percent(spent),
    )


def _nearness(clock: OpenClock, seen: Moments) -> Nearness:
    if clock.stands_still:
        return Nearness.PAUSED
    if clock.due_at is None:
        unset = clock.kind in (TimeKind.UNSET, TimeKind.VARIABLE)
        return Nearness.UNSET if unset else Nearness.NO_LIMIT
    if clock.waits_to_begin:
        return Nearness.NOT_BEGUN
    return nearness(clock.due_at, seen.at, seen.near)


def _used(clock: OpenClock, seen: Moments) -> Used | None:
    """How much is used; None when nothing is counted, or not yet."""
    if clock.due_at is None or clock.limit is None or clock.waits_to_begin:
        return None
    start = _counted(clock, clock.limit)
    return used(
        start=spent_from(clock.limit, start, seen.calendar),
        unpaused=add(clock.limit, start, seen.calendar),
        due=clock.due_at,
        at=seen.at,
        paused_at=clock.paused_at,
        calendar=seen.calendar,
    )


def _counted(clock: OpenClock, limit: Duration) -> datetime:
    return counted_from(limit, opened_at=clock.opened_at, started_at=clock.started_at)


def _percent(spent: Used) -> int:
    """Whole percents, from 0; a hair short of one counts as one."""
    return max(int(spent.part * 100 + 0.01), 0)


def _chip(near: Nearness, clock: OpenClock) -> str:
    if near is Nearness.PAUSED:
        suspended = clock.state == WorkItemState.SUSPENDED
        return gettext("Ditunda") if suspended else gettext("Menunggu pemohon")
    return nearness_words(near)


def _words(near: Nearness, clock: OpenClock, spent: Used | None, seen: Moments) -> str:
    if near is Nearness.NOT_BEGUN and clock.limit is not None:
        return gettext("%(limit)s, dihitung sejak dikerjakan") % {
            "limit": _aim(clock) or duration_words(clock.limit)
        }
    if spent is None:
        return ""
    if near is Nearness.LATE:
        return late_words(-spent.left, seen.calendar)
    facts = {"percent": _percent(spent), "time": _left(clock, spent, seen)}
    words = gettext("terpakai %(percent)d %% · sisa %(time)s") % facts
    return " · ".join(filter(None, [words, _aim(clock)]))


def _left(clock: OpenClock, spent: Used, seen: Moments) -> str:
    """What is left, counted as the limit is: in days by the calendar, or in office time."""
    limit, due = clock.limit, clock.due_at
    if limit is None or due is None or judges_handling(limit):
        return rough_words(abs(spent.left), seen.calendar)
    start = _counted(clock, limit)
    left = left_of(
        limit,
        start=start,
        unpaused=add(limit, start, seen.calendar),
        due=due,
        at=clock.paused_at or seen.at,
        calendar=seen.calendar,
    )
    return left_words(left)


def _aim(clock: OpenClock) -> str:
    """What a range asks for; "" for any other time."""
    if clock.target is None or clock.limit is None:
        return ""
    return gettext("target %(target)s, paling lama %(limit)s") % {
        "target": duration_words(clock.target),
        "limit": duration_words(clock.limit),
    }
