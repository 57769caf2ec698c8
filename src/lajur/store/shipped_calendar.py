"""The calendar that comes with the product: what holds before anybody has entered anything."""

from collections.abc import Iterable, Iterator

from lajur.core.worktime.calendar import RAMADANS
from lajur.core.worktime.days import DayOff
from lajur.core.worktime.national_days import (
    FIRST_YEAR,
    last_decreed_year,
    national_days,
    national_source,
)
from lajur.core.worktime.pawukon import pawukon_days
from lajur.core.worktime.weeks import NORMAL_WEEK, write_week
from lajur.store.models import CalendarDayRow, OfficeHoursRow

HOURS_SOURCE = "Perpres 21/2023, Pasal 4"
RAMADAN_SOURCE = "Perpres 21/2023, Pasal 4 ayat (6); tanggal menurut penetapan 1 Ramadan"
RAMADAN_GUESSED = "Perpres 21/2023, Pasal 4 ayat (6); tanggal perkiraan, sebelum ada penetapan"
PAWUKON_SOURCE = "Surat edaran Gubernur Bali tentang dispensasi hari raya; dihitung dari pawukon"
COLLECTED = "(holidays "  # in the source of every day that was not entered by hand


def shipped_days() -> Iterator[CalendarDayRow]:
    """National holidays and joint leave of every year whose decree is known."""
    for year in range(FIRST_YEAR, last_decreed_year() + 1):
        yield from day_rows(national_days(year), source=national_source(year))


def shipped_pawukon() -> Iterator[CalendarDayRow]:
    """The Balinese holy days of the same years."""
    for year in range(FIRST_YEAR, last_decreed_year() + 1):
        yield from day_rows(pawukon_days(year), source=PAWUKON_SOURCE)


def shipped_hours() -> Iterator[OfficeHoursRow]:
    """The ordinary week, and that of each Ramadan whose days are known."""
    yield OfficeHoursRow(name="Jam kerja", week=write_week(NORMAL_WEEK), source=HOURS_SOURCE)
    for season in RAMADANS:
        yield OfficeHoursRow(
            name=season.name,
            first=season.first,
            last=season.last,
            week=write_week(season.week),
            source=RAMADAN_GUESSED if season.is_estimate else RAMADAN_SOURCE,
        )


def day_rows(days: Iterable[DayOff], *, source: str) -> Iterator[CalendarDayRow]:
    """Days of a collection as rows that are not saved yet."""
    for one in days:
        yield CalendarDayRow(day=one.day, kind=one.kind.value, name=one.name, source=source)
