"""What an administrator may do to the days off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from lajur.core.refusals import NotFound, marked
from lajur.core.worktime.calendar import FIRST_YEAR, LAST_YEAR
from lajur.core.worktime.days import DayKind
from lajur.core.worktime.national_days import last_decreed_year, national_days, national_source
from lajur.core.worktime.pawukon import pawukon_days
from lajur.services.calendars.changes import Change, Facts
from lajur.services.calendars.refusals import (
    DayAlreadyOff,
    DaysOutOfReach,
    NothingChanges,
    YearNotDecreed,
)
from lajur.services.calendars.spans import check_span
from lajur.store.calendars import CalendarRows, DayKey, day_key, withdrawn_days
from lajur.store.models import CalendarDayRow
from lajur.store.shipped_calendar import COLLECTED, day_rows

MOST_DAYS = 62  # added at once


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDays:
    """Days off, one after the other. `last` is inclusive."""

    kind: ClassVar[str] = "calendar_days_added"
    first: date
    last: date
    day_kind: DayKind
    name: str
    source: str
    stops_clock: bool = True

    def change(self, rows: CalendarRows) -> Change:
        """Raises: EndsBeforeItBegins, DaysOutOfReach, DayAlreadyOff (every one of them)."""
        check_span(self.first, self.last, most=MOST_DAYS)
        known = {row.day: row for row in rows.days if row.kind == self.day_kind}
        length = (self.last - self.first).days + 1
        days = [self.first + timedelta(days=number) for number in range(length)]
        new = tuple(self._row(day) for day in days if day not in known)
        if not new:
            raise DayAlreadyOff(day=self.first, name=known[self.first].name)
        return Change(days_in=new)

    def facts(self) -> Facts:
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "day_kind": self.day_kind.value,
            "name": self.name,
            "stops_clock": self.stops_clock,
        }

    def _row(self, day: date) -> CalendarDayRow:
        return CalendarDayRow(
            day=day,
            kind=self.day_kind.value,
            name=self.name,
            source=self.source,
            stops_clock=self.stops_clock,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDay:
    """A day is worked on after all. The row stays, as what once held."""

    kind: ClassVar[str] = "calendar_day_withdrawn"
    day: date
    day_kind: DayKind
    source: str

    def change(self, rows: CalendarRows) -> Change:
        """Raises: NotFound when the day is not in the calendar."""
        return Change(days_out=(_day(rows, self.day, self.day_kind),))

    def facts(self) -> Facts:
        return {"day": self.day.isoformat(), "day_kind": self.day_kind.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDay:
    """Whether the clock stands still on a day: an office may work on through a facultative one."""

    kind: ClassVar[str] = "calendar_day_changed"
    day: date
    day_kind: DayKind
    stops_clock: bool
    source: str

    def change(self, rows: CalendarRows) -> Change:
        """Raises: NotFound when the day is not in the calendar; NothingChanges."""
        row = _day(rows, self.day, self.day_kind)
        if row.stops_clock == self.stops_clock:
            raise NothingChanges
        new = CalendarDayRow(
            day=row.day,
            kind=row.kind,
            name=row.name,
            source=row.source,
            stops_clock=self.stops_clock,
        )
        return Change(days_out=(row,), days_in=(new,))

    def facts(self) -> Facts:
        return {
            "day": self.day.isoformat(),
            "day_kind": self.day_kind.value,
            "stops_clock": self.stops_clock,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadYear:
    """The national days of a year, as the collection that is installed has them now.

    What was loaded before and is no longer so, goes: a decree is amended, an estimate settled. Days
    entered by hand stay. So does what was decided on a day: that the office works through it, and
    that it was withdrawn, unless `restore` asks for it back.
    """

    kind: ClassVar[str] = "calendar_year_loaded"
    year: int
    source: str = ""
    restore: bool = False

    def change(self, rows: CalendarRows) -> Change:
        """Raises: YearNotDecreed, NothingChanges."""
        if not FIRST_YEAR <= self.year <= last_decreed_year():
            raise YearNotDecreed(year=self.year, last=last_decreed_year())
        loaded = [row for row in rows.days if row.day.year == self.year and COLLECTED in row.source]
        new = tuple(day_rows(national_days(self.year), source=national_source(self.year)))
        return _exchange(rows, loaded, new, _withdrawn(self.year, self.restore))

    def facts(self) -> Facts:
        return {"year": self.year, "restore": self.restore}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPawukon:
    """The Balinese holy days of a year that follow from the 210-day cycle."""

    kind: ClassVar[str] = "calendar_pawukon_added"
    year: int
    source: str  # the Governor's circular
    restore: bool = False  # also what was withdrawn

    def change(self, rows: CalendarRows) -> Change:
        """Raises: DaysOutOfReach, NothingChanges."""
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise DaysOutOfReach(first=FIRST_YEAR, last=LAST_YEAR, most=MOST_DAYS)
        new = tuple(day_rows(pawukon_days(self.year), source=self.source))
        return _exchange(rows, [], new, _withdrawn(self.year, self.restore))

    def facts(self) -> Facts:
        return {"year": self.year, "restore": self.restore}


def _day(rows: CalendarRows, day: date, kind: DayKind) -> CalendarDayRow:
    for row in rows.days:
        if row.day == day and row.kind == kind:
            return row
    raise NotFound(what=marked("Hari libur"))


def _withdrawn(year: int, restore: bool) -> frozenset[DayKey]:
    return frozenset() if restore else withdrawn_days(year)


def _exchange(
    rows: CalendarRows,
    old: Sequence[CalendarDayRow],
    new: Sequence[CalendarDayRow],
    withdrawn: frozenset[DayKey],
) -> Change:
    """Let `new` rows take the place of the `old`; what both have stays as it is."""
    gone = withdrawn - {day_key(row) for row in rows.days}
    coming = {day_key(row): row for row in new if day_key(row) not in gone}
    out = [row for row in old if not _is_same(row, coming.get(day_key(row)))]
    kept = {day_key(row) for row in rows.days if row not in out}
    change = Change(
        days_out=tuple(out),
        days_in=tuple(row for key, row in coming.items() if key not in kept),
        days_left=tuple(row for row in new if day_key(row) in gone),
    )
    if change.is_empty:
        raise NothingChanges
    _work_on(change)
    return change


def _is_same(row: CalendarDayRow, other: CalendarDayRow | None) -> bool:
    return other is not None and row.name == other.name


def _work_on(change: Change) -> None:
    """Through the days through which the office has worked under their former name."""
    worked = {day_key(row) for row in change.days_out if not row.stops_clock}
    for row in change.days_in:
        row.stops_clock = day_key(row) not in worked
