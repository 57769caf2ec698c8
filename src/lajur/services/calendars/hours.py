"""What an administrator may do to the office hours."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from lajur.core.refusals import NotFound, marked
from lajur.core.worktime.weeks import Week, write_week
from lajur.services.calendars.changes import Change, Facts
from lajur.services.calendars.refusals import NothingChanges, SeasonsOverlap
from lajur.services.calendars.spans import check_span
from lajur.store.calendars import CalendarRows
from lajur.store.models import OfficeHoursRow

LONGEST_SEASON = 366  # days
ORDINARY_NAME = "Jam kerja"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWeek:
    """The hours of an ordinary week."""

    kind: ClassVar[str] = "calendar_week_set"
    week: Week
    source: str

    def change(self, rows: CalendarRows) -> Change:
        """Raises: NothingChanges."""
        old = tuple(row for row in rows.hours if row.first is None)
        if [row.week for row in old] == [write_week(self.week)]:
            raise NothingChanges
        new = OfficeHoursRow(name=ORDINARY_NAME, week=write_week(self.week), source=self.source)
        return Change(hours_out=old, hours_in=(new,))

    def facts(self) -> Facts:
        return {"week": write_week(self.week)}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSeason:
    """Other hours between two days, both inclusive; in the place of the season that is replaced."""

    kind: ClassVar[str] = "calendar_season_set"
    name: str
    first: date
    last: date
    week: Week
    source: str
    replaces: int | None = None  # OfficeHoursRow; None: a new one

    def change(self, rows: CalendarRows) -> Change:
        """Raises: EndsBeforeItBegins, DaysOutOfReach, SeasonsOverlap, NotFound (`replaces`)."""
        check_span(self.first, self.last, most=LONGEST_SEASON)
        old = () if self.replaces is None else (_season(rows, self.replaces),)
        self._refuse_overlap(rows)
        new = OfficeHoursRow(
            name=self.name,
            first=self.first,
            last=self.last,
            week=write_week(self.week),
            source=self.source,
        )
        return Change(hours_out=old, hours_in=(new,))

    def facts(self) -> Facts:
        return {
            "name": self.name,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "week": write_week(self.week),
            "replaces": self.replaces,
        }

    def _refuse_overlap(self, rows: CalendarRows) -> None:
        for row in rows.hours:
            if row.first is None or row.last is None or row.pk == self.replaces:
                continue
            if row.first <= self.last and self.first <= row.last:
                raise SeasonsOverlap(name=row.name, since=row.first, until=row.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawSeason:
    """The ordinary week holds again."""

    kind: ClassVar[str] = "calendar_season_withdrawn"
    season: int  # OfficeHoursRow
    source: str

    def change(self, rows: CalendarRows) -> Change:
        """Raises: NotFound when no such season holds."""
        return Change(hours_out=(_season(rows, self.season),))

    def facts(self) -> Facts:
        return {"season": self.season}


def _season(rows: CalendarRows, pk: int) -> OfficeHoursRow:
    for row in rows.hours:
        if row.pk == pk and row.first is not None:
            return row
    raise NotFound(what=marked("Jam kerja musiman"))
