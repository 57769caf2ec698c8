"""A year of the office, as a wall calendar and as a list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from lajur.core.worktime.calendar import FIRST_YEAR, LAST_YEAR, OfficeCalendar
from lajur.core.worktime.days import ESTIMATE, DayKind
from lajur.core.worktime.expiry import Expiry, expiry
from lajur.queries.calendars.words import LETTERS, day_words, decree_words, kind_words
from lajur.store.calendars import CalendarRows, calendar_of, calendar_rows, day_off, seasons_of
from lajur.store.models import CalendarDayRow, GovernmentRow

_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """A day off, with everything that is known of it."""

    day: date
    kind: DayKind
    kind_words: str
    letter: str
    name: str
    source: str
    stops_clock: bool

    @property
    def words(self) -> str:
        return day_words(self.day)

    @property
    def is_estimate(self) -> bool:
        return self.name.endswith(ESTIMATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A day on the wall calendar."""

    day: date
    works: bool
    in_season: bool  # other hours than in an ordinary week
    lines: tuple[DayLine, ...]  # the weightiest first
    is_today: bool

    @property
    def tone(self) -> str:
        """How it is drawn: the kind of the day off, "closed" (no hours that day) or ""."""
        if self.lines:
            return self.lines[0].kind.name.lower()
        return "" if self.works else "closed"

    @property
    def words(self) -> str:
        """What a screen reader says of it."""
        names = "; ".join(line.name for line in self.lines)
        return f"{day_words(self.day)}: {names}" if names else day_words(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month in weeks, Monday first; None where the week belongs to another month."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]
    working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """A kind of day off, and how many days of the year are of it."""

    kind: DayKind
    words: str
    letter: str
    count: int

    @property
    def tone(self) -> str:
        return self.kind.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """A year of one office."""

    year: int
    months: tuple[Month, ...]
    days: tuple[DayLine, ...]
    legend: tuple[Legend, ...]
    working_days: int
    has_seasons: bool
    previous: int | None  # None: before the years of the calendar
    following: int | None
    version: int
    seen: str  # what a form says it saw
    expiry: Expiry


def find_year(government_id: int, year: int, *, today: date) -> YearView:
    """The year as the calendar stands now. `today` is a day in the office's zone."""
    government = GovernmentRow.objects.get(pk=government_id)
    rows = calendar_rows(government_id, government.calendar_version)
    calendar = calendar_of(rows, zone=government.zone)
    lines = tuple(line_of(row) for row in rows.days if row.day.year == year)
    months = tuple(_months(year, calendar, lines, today))
    return YearView(
        year=year,
        months=months,
        days=lines,
        legend=tuple(_legend(lines)),
        working_days=sum(month.working_days for month in months),
        has_seasons=any(s.first.year <= year <= s.last.year for s in calendar.seasons),
        previous=year - 1 if year > FIRST_YEAR else None,
        following=year + 1 if year < LAST_YEAR else None,
        version=government.calendar_version,
        seen=str(government.calendar_version),
        expiry=expiry_of(rows, on=today),
    )


def find_version(government_id: int) -> str:
    """What a form that changes the calendar says it saw."""
    known = GovernmentRow.objects.values_list("calendar_version", flat=True)
    return str(known.get(pk=government_id))


def find_expiry(government_id: int, *, today: date) -> Expiry:
    """Until when the calendar of an office can be relied on."""
    version = GovernmentRow.objects.values_list("calendar_version", flat=True).get(pk=government_id)
    return expiry_of(calendar_rows(government_id, version), on=today)


def expiry_of(rows: CalendarRows, *, on: date) -> Expiry:
    return expiry(map(day_off, rows.days), on=on, seasons=seasons_of(rows.hours))


def line_of(row: CalendarDayRow) -> DayLine:
    kind = DayKind(row.kind)
    return DayLine(
        day=row.day,
        kind=kind,
        kind_words=kind_words(kind),
        letter=LETTERS[kind],
        name=row.name,
        source=decree_words(row.source),
        stops_clock=row.stops_clock,
    )


def _months(
    year: int, calendar: OfficeCalendar, lines: Sequence[DayLine], today: date
) -> Iterator[Month]:
    by_day = {day: tuple(same) for day, same in groupby(lines, key=lambda line: line.day)}
    for number in range(1, 13):
        first = date(year, number, 1)
        cells = [_cell(day, calendar, by_day, today) for day in _days_of(first)]
        padded = [None] * first.weekday() + cells
        padded += [None] * (-len(padded) % _WEEK)
        weeks = tuple(tuple(padded[at : at + _WEEK]) for at in range(0, len(padded), _WEEK))
        yield Month(first=first, weeks=weeks, working_days=sum(cell.works for cell in cells))


def _days_of(first: date) -> Iterator[date]:
    day = first
    while day.month == first.month:
        yield day
        day += timedelta(days=1)


def _cell(
    day: date, calendar: OfficeCalendar, lines: Mapping[date, tuple[DayLine, ...]], today: date
) -> Cell:
    return Cell(
        day=day,
        works=bool(calendar.hours_on(day)),
        in_season=any(season.first <= day <= season.last for season in calendar.seasons),
        lines=lines.get(day, ()),
        is_today=day == today,
    )


def _legend(lines: Sequence[DayLine]) -> Iterator[Legend]:
    for kind in DayKind:
        count = sum(line.kind is kind for line in lines)
        if count:
            yield Legend(kind=kind, words=kind_words(kind), letter=LETTERS[kind], count=count)
