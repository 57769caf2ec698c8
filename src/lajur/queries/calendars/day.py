"""One day of the calendar: why it is off, and what it was before."""

from dataclasses import dataclass
from datetime import date

from lajur.core.worktime.weeks import clock
from lajur.queries.calendars.words import day_words
from lajur.queries.calendars.year import DayLine, line_of
from lajur.store.calendars import calendar_of, calendar_rows
from lajur.store.models import CalendarDayRow, GovernmentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerLine:
    """A day off that was withdrawn, or replaced."""

    line: DayLine
    since: int  # version
    until: int  # version with which it went


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """One day of one office."""

    day: date
    lines: tuple[DayLine, ...]
    former: tuple[FormerLine, ...]  # the latest first
    hours: str  # "07:30–12:00, 13:00–16:00"; "" when closed
    season: str  # the name of the season whose hours hold; "" in an ordinary week
    seen: str  # what a form says it saw

    @property
    def words(self) -> str:
        return day_words(self.day)


def find_day(government_id: int, day: date) -> DayView:
    government = GovernmentRow.objects.get(pk=government_id)
    rows = calendar_rows(government_id, government.calendar_version)
    hours = calendar_of(rows, zone=government.zone).hours_on(day)
    seasons = (row for row in rows.hours if row.first and row.last and row.first <= day <= row.last)
    return DayView(
        day=day,
        lines=tuple(line_of(row) for row in rows.days if row.day == day),
        former=_former(day),
        hours=", ".join(f"{clock(start)}–{clock(end)}" for start, end in hours),
        season=next((row.name for row in seasons), ""),
        seen=str(government.calendar_version),
    )


def _former(day: date) -> tuple[FormerLine, ...]:
    rows = CalendarDayRow.objects.filter(day=day, until_version__isnull=False)
    return tuple(
        FormerLine(line=line_of(row), since=row.since_version, until=row.until_version or 0)
        for row in rows.order_by("-until_version", "-id")
    )
