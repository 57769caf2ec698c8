"""Office calendars: when an office works, to the minute.

Hours: Perpres 21/2023 unless the office has its own. Days off: SKB tiga menteri, and what each
government adds.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate, compress, cycle, islice
from zoneinfo import ZoneInfo

from lajur.core.worktime.days import ESTIMATE, DayKind, DayOff
from lajur.core.worktime.national_days import decreed_days
from lajur.core.worktime.weeks import NORMAL_WEEK, RAMADAN_WEEK, Hours, Week

__all__ = ["RAMADANS", "DayKind", "DayOff", "OfficeCalendar", "Season", "default_calendar"]

FIRST_YEAR, LAST_YEAR = 2015, 2060  # of every calendar, both inclusive
FIRST_MOMENT = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)  # no deadline is earlier
_FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal()
_LAST_DAY = date(LAST_YEAR, 12, 31).toordinal()
_MINUTE = 60_000_000  # microseconds: moments are exact, so a pause gives back what it took
_OUTSIDE = f"outside the years of the calendar, {FIRST_YEAR} to {LAST_YEAR}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """Other hours between two dates, both inclusive (Ramadan)."""

    first: date
    last: date
    week: Week
    name: str = ""  # "Jam kerja Ramadan 1447 H"

    @property
    def is_estimate(self) -> bool:
        """Whether the dates may still move, because they hang on the sighting of the moon."""
        return self.name.endswith(ESTIMATE)


RAMADANS = tuple(
    Season(
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        week=RAMADAN_WEEK,
        name=f"Jam kerja Ramadan {year}",
    )
    for year, first, last in (
        ("1446 H", "2025-03-01", "2025-03-30"),
        ("1447 H", "2026-02-19", "2026-03-20"),
        ("1448 H (perkiraan)", "2027-02-08", "2027-03-09"),
    )
)


class OfficeCalendar:
    """When one office works, in its own zone. Immutable; equal calendars give equal answers.

    Moments are aware datetimes; results are in UTC. Days are those of the office's zone, which has
    no summer time (Indonesia has none). Inside, a moment is the index of its day and the
    microsecond of that day.

    Raises `ValueError` for moments outside FIRST_YEAR to LAST_YEAR.
    """

    def __init__(
        self,
        *,
        zone: str,
        days_off: Mapping[date, DayOff],
        week: Week = NORMAL_WEEK,
        seasons: tuple[Season, ...] = (),  # where two overlap, the first counts
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

    def add_minutes(self, start: datetime, minutes: float) -> datetime:
        """The moment at which `minutes` (> 0) of office time have passed since `start`."""
        target = self._worked(*self._place(start)) + round(minutes * _MINUTE)
        index = bisect_left(self._minutes_before, -(-target // _MINUTE)) - 1  # minutes rounded up
        if not 0 <= index < len(self._hours):
            raise ValueError(f"{minutes} office minutes after {start} lie {_OUTSIDE}")
        left = target - self._minutes_before[index] * _MINUTE
        for opens, closes in self._hours[index]:
            if left <= (closes - opens) * _MINUTE:
                return self._moment(index, opens * _MINUTE + left)
            left -= (closes - opens) * _MINUTE
        raise AssertionError("a day holds the minutes that were counted in it")

    def minutes_between(self, start: datetime, end: datetime) -> float:
        """Office minutes from `start` to `end`; negative when `end` comes first."""
        return (self._worked(*self._place(end)) - self._worked(*self._place(start))) / _MINUTE

    def opening(self, moment: datetime) -> datetime:
        """The moment itself if the office has not closed for the day, else the next opening.

        An arrival after closing, or on a day off, counts from the next opening; a break does not
        end the day. The moment of closing is still of its day: what one step hands on when it is
        due reaches the next that day.
        """
        return self._moment(*self._arrival(moment))

    def add_working_days(self, start: datetime, days: int) -> datetime:
        """Close of business of the `days`-th working day after the day of arrival."""
        return self._closing(self._working_day(self._arrival(start)[0], days))

    def add_clock_day(self, start: datetime, days: int) -> datetime:
        """The same clock time, `days` working days on.

        When the office is closed at that time: when it opens next that day, or else at its closing.
        """
        index, clock = self._arrival(start)
        index = self._working_day(index, days)
        for opens, closes in self._hours[index]:
            if clock <= closes * _MINUTE:
                return self._moment(index, max(clock, opens * _MINUTE))
        return self._closing(index)

    def closing_on_or_after(self, day: date) -> datetime:
        """Close of business of `day`, or of the next working day."""
        return self._closing(self._working_day(self._index(day) - 1, 1))

    def working_days(self, after: date, until: date) -> int:
        """How many working days there are after one day, until another, which is among them."""
        first, last = self._index(after), self._index(until)
        return bisect_right(self._working_days, last) - bisect_right(self._working_days, first)

    def local_date(self, moment: datetime) -> date:
        """The day of a moment in the office's zone."""
        return moment.astimezone(self.zone).date()

    @cached_property
    def _hours(self) -> list[Hours]:  # by day, from _FIRST_DAY
        """What `hours_on` says of every day; whole weeks first, then what differs, is quicker."""
        monday = date.fromordinal(_FIRST_DAY).weekday()
        days = list(islice(cycle(self.week), monday, monday + _LAST_DAY - _FIRST_DAY + 1))
        for season in reversed(self.seasons):
            for day in _days(season.first, season.last):
                _put(days, day, season.week[day.weekday()])
        for day in self.days_off:
            _put(days, day, ())
        return days

    @cached_property
    def _minutes_before(self) -> "array[int]":  # office minutes before each day, and after the last
        # Seventeen thousand days share a dozen tuples of hours: told apart by identity, as hashing
        # each takes longer than all the rest.
        few = {id(hours): hours for hours in self._hours}
        minutes = {key: sum(end - start for start, end in hours) for key, hours in few.items()}
        each = map(minutes.__getitem__, map(id, self._hours))
        return array("i", accumulate(each, initial=0))

    @cached_property
    def _working_days(self) -> "array[int]":  # indexes of days with hours, in order
        return array("i", compress(range(len(self._hours)), self._hours))

    def _index(self, day: date) -> int:
        index = day.toordinal() - _FIRST_DAY
        if not 0 <= index < len(self._hours):
            raise ValueError(f"{day} lies {_OUTSIDE}")
        return index

    def _place(self, moment: datetime) -> tuple[int, int]:
        """The index of its day and the microsecond of that day."""
        local = moment.astimezone(self.zone)
        second = (local.hour * 60 + local.minute) * 60 + local.second
        return self._index(local), second * 1_000_000 + local.microsecond

    def _moment(self, index: int, clock: int) -> datetime:
        day = date.fromordinal(_FIRST_DAY + index)
        midnight = datetime.combine(day, time(), tzinfo=self.zone)
        return (midnight + timedelta(microseconds=clock)).astimezone(UTC)

    def _worked(self, index: int, clock: int) -> int:
        """Office time from the beginning of the calendar to this moment, in microseconds."""
        worked = self._minutes_before[index] * _MINUTE
        for opens, closes in self._hours[index]:
            if clock <= opens * _MINUTE:
                break
            worked += min(clock, closes * _MINUTE) - opens * _MINUTE
        return worked

    def _arrival(self, moment: datetime) -> tuple[int, int]:
        """The place from which days count: that of the moment, or of the next opening."""
        index, clock = self._place(moment)
        hours = self._hours[index]
        if hours and clock <= hours[-1][1] * _MINUTE:
            return index, max(clock, hours[0][0] * _MINUTE)
        following = self._working_day(index, 1)
        return following, self._hours[following][0][0] * _MINUTE

    def _working_day(self, index: int, days: int) -> int:
        """The `days`-th (from 1) working day after the day `index`."""
        place = bisect_right(self._working_days, index) + days - 1
        if place >= len(self._working_days):
            raise ValueError(f"{days} working days lead {_OUTSIDE}")
        return self._working_days[place]

    def _closing(self, index: int) -> datetime:
        return self._moment(index, self._hours[index][-1][1] * _MINUTE)


def _days(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _put(days: list[Hours], day: date, hours: Hours) -> None:
    index = day.toordinal() - _FIRST_DAY
    if 0 <= index < len(days):
        days[index] = hours


@lru_cache(maxsize=16)
def default_calendar(zone: str) -> OfficeCalendar:
    """The calendar of an office that has entered nothing of its own: national days only."""
    return calendar_of(zone, decreed_days())


def calendar_of(zone: str, days: Iterable[DayOff]) -> OfficeCalendar:
    """A calendar of ordinary hours, Ramadan's among them, and these days off."""
    return OfficeCalendar(zone=zone, days_off={one.day: one for one in days}, seasons=RAMADANS)
