"""Office calendars: when an office works, to the minute.

Hours: Perpres 21/2023 (37.5 hours a week, 32.5 in Ramadan), the default profile that meets both
totals exactly. Days off: SKB tiga menteri, and what each government adds.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from lajur.core.worktime.national_days import NATIONAL_DAYS

Hours = tuple[tuple[int, int], ...]  # minutes of the local day, [from, to), in order
Week = tuple[Hours, Hours, Hours, Hours, Hours, Hours, Hours]  # Monday first


class DayKind(StrEnum):
    NATIONAL = "libur_nasional"
    JOINT_LEAVE = "cuti_bersama"
    REGIONAL = "libur_daerah"
    FACULTATIVE = "dispensasi_fakultatif"
    SPECIAL = "libur_khusus"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A day on which the office does not work, and why."""

    day: date
    kind: DayKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """Other hours between two dates, both inclusive (Ramadan)."""

    first: date
    last: date
    week: Week


def _hours(*spans: str) -> Hours:
    """Read spans such as "07:30-12:00"."""

    def minute(clock: str) -> int:
        hour, minutes = clock.split(":")
        return int(hour) * 60 + int(minutes)

    pairs = (span.split("-") for span in spans)
    return tuple((minute(start), minute(end)) for start, end in pairs)


_DAY = _hours("07:30-12:00", "13:00-16:00")
_FRIDAY = _hours("07:30-11:30", "13:00-16:30")
_FAST_DAY = _hours("08:00-12:00", "12:30-15:00")
_FAST_FRIDAY = _hours("08:00-11:30", "12:30-15:30")
NORMAL_WEEK: Week = (_DAY, _DAY, _DAY, _DAY, _FRIDAY, (), ())
RAMADAN_WEEK: Week = (_FAST_DAY, _FAST_DAY, _FAST_DAY, _FAST_DAY, _FAST_FRIDAY, (), ())

# 1446 H, 1447 H and (estimated) 1448 H.
RAMADANS = tuple(
    Season(first=date.fromisoformat(first), last=date.fromisoformat(last), week=RAMADAN_WEEK)
    for first, last in (
        ("2025-03-01", "2025-03-30"),
        ("2026-02-19", "2026-03-20"),
        ("2027-02-08", "2027-03-09"),
    )
)

_FIRST_DAY = date(2015, 1, 1).toordinal()
_LAST_DAY = date(2060, 12, 31).toordinal()


class OfficeCalendar:
    """When one office works, in its own zone. Immutable; equal calendars give equal answers.

    Moments are aware datetimes; results are in UTC. Days are those of the office's zone.
    Raises `ValueError` for moments outside 2015 to 2060.
    """

    def __init__(
        self,
        *,
        zone: str,
        days_off: Mapping[date, DayOff],
        week: Week = NORMAL_WEEK,
        seasons: tuple[Season, ...] = (),
    ) -> None:
        self.zone = ZoneInfo(zone)
        self.days_off = days_off
        self.week = week
        self.seasons = seasons

    def hours_on(self, day: date) -> Hours:
        """The office hours of a day; empty when the office is closed."""
        if day in self.days_off:
            return ()
        for season in self.seasons:
            if season.first <= day <= season.last:
                return season.week[day.weekday()]
        return self.week[day.weekday()]

    @cached_property
    def _hours(self) -> list[Hours]:  # by day, from _FIRST_DAY
        return [self.hours_on(date.fromordinal(n)) for n in range(_FIRST_DAY, _LAST_DAY + 1)]

    @cached_property
    def _minutes_before(self) -> list[int]:  # office minutes before each day, and after the last
        return [0, *accumulate(sum(end - start for start, end in day) for day in self._hours)]

    @cached_property
    def _working_days(self) -> list[int]:  # indexes of days with hours, in order
        return [index for index, hours in enumerate(self._hours) if hours]

    def _place(self, moment: datetime) -> tuple[int, float]:
        """The day's index and the minute of that day."""
        local = moment.astimezone(self.zone)
        minute = local.hour * 60 + local.minute + (local.second + local.microsecond / 1e6) / 60
        index = local.toordinal() - _FIRST_DAY
        if not 0 <= index < len(self._hours):
            raise ValueError(f"{moment} lies outside the calendar")
        return index, minute

    def _moment(self, index: int, minute: float) -> datetime:
        day = date.fromordinal(_FIRST_DAY + index)
        midnight = datetime.combine(day, time(), tzinfo=self.zone)
        return (midnight + timedelta(minutes=minute)).astimezone(UTC)

    def _office_minutes(self, index: int, minute: float) -> float:
        """Office minutes from the beginning of the calendar to this minute of this day."""
        worked = sum(min(max(minute - start, 0), end - start) for start, end in self._hours[index])
        return self._minutes_before[index] + worked

    def add_minutes(self, start: datetime, minutes: float) -> datetime:
        """The moment at which `minutes` (> 0) of office time have passed since `start`."""
        target = self._office_minutes(*self._place(start)) + minutes
        index = bisect_left(self._minutes_before, target) - 1
        left = target - self._minutes_before[index]
        for opens, closes in self._hours[index]:
            if left <= closes - opens:
                return self._moment(index, opens + left)
            left -= closes - opens
        raise ValueError("the deadline lies outside the calendar")

    def minutes_between(self, start: datetime, end: datetime) -> float:
        """Office minutes from `start` to `end` (not before `start`)."""
        return self._office_minutes(*self._place(end)) - self._office_minutes(*self._place(start))

    def opening(self, moment: datetime) -> datetime:
        """The moment itself if the office has not closed for the day, else the next opening.

        An arrival after closing, or on a day off, counts from the next opening; a break does not
        end the day.
        """
        index, minute = self._place(moment)
        hours = self._hours[index]
        if hours and minute < hours[-1][1]:
            return self._moment(index, max(minute, hours[0][0]))
        following = self._working_days[bisect_right(self._working_days, index)]
        return self._moment(following, self._hours[following][0][0])

    def add_working_days(self, start: datetime, days: int) -> datetime:
        """Close of business of the `days`-th working day after the day of arrival."""
        return self._closing(self._working_day_after(start, days))

    def add_clock_day(self, start: datetime, days: int) -> datetime:
        """The same clock time, `days` working days on; at closing if that is earlier."""
        _, minute = self._place(self.opening(start))
        index = self._working_day_after(start, days)
        return self._moment(index, min(minute, self._hours[index][-1][1]))

    def closing_on_or_after(self, day: date) -> datetime:
        """Close of business of `day`, or of the next working day."""
        index = day.toordinal() - _FIRST_DAY
        return self._closing(self._working_days[bisect_left(self._working_days, index)])

    def local_date(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def _working_day_after(self, start: datetime, days: int) -> int:
        arrival, _ = self._place(self.opening(start))
        return self._working_days[bisect_right(self._working_days, arrival) + days - 1]

    def _closing(self, index: int) -> datetime:
        return self._moment(index, self._hours[index][-1][1])


@lru_cache(maxsize=16)
def default_calendar(zone: str) -> OfficeCalendar:
    """The calendar of an office that has entered nothing of its own: national days only."""
    days_off = {
        (day := date.fromisoformat(iso)): DayOff(
            day=day, kind=DayKind.JOINT_LEAVE if joint else DayKind.NATIONAL, name=name
        )
        for iso, joint, name in NATIONAL_DAYS
    }
    return OfficeCalendar(zone=zone, days_off=days_off, seasons=RAMADANS)
