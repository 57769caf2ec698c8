"""The office hours: the ordinary week, and those of seasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from lajur.core.refusals import NotFound, marked
from lajur.core.worktime.weeks import NORMAL_WEEK, RAMADAN_WEEK, UnreadableWeek, Week, read_week
from lajur.queries.calendars.words import hours_words
from lajur.store.calendars import calendar_rows
from lajur.store.models import GovernmentRow, OfficeHoursRow

WEEKDAYS = (
    marked("Senin"),
    marked("Selasa"),
    marked("Rabu"),
    marked("Kamis"),
    marked("Jumat"),
    marked("Sabtu"),
    marked("Minggu"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The office hours of a week beside what Perpres 21/2023 asks."""

    words: str  # "37 jam 30 menit"
    asked: str
    fits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """The hours of a week as they are written."""

    id: int | None  # OfficeHoursRow; None: not entered yet
    name: str
    first: date | None  # None: the ordinary week
    last: date | None
    source: str
    days: tuple[tuple[str, str], ...]  # weekday, "07:30-12:00, 13:00-16:00"; "" when closed
    total: Total


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursView:
    """All hours of an office."""

    ordinary: WeekView
    seasons: tuple[WeekView, ...]  # the latest first
    seen: str  # what a form says it saw


def find_hours(government_id: int) -> HoursView:
    version = GovernmentRow.objects.values_list("calendar_version", flat=True).get(pk=government_id)
    rows = calendar_rows(government_id, version).hours
    seasons = [week_view(row) for row in rows if row.first is not None]
    return HoursView(
        ordinary=next(week_view(row) for row in rows if row.first is None),
        seasons=tuple(reversed(seasons)),
        seen=str(version),
    )


def find_season(government_id: int, season: int) -> WeekView:
    """Raises: NotFound when no such season holds now."""
    for view in find_hours(government_id).seasons:
        if view.id == season:
            return view
    raise NotFound(what=marked("Jam kerja musiman"))


def spans_of(written: str) -> list[str]:
    """What is written for one day, span by span: "07.30-12.00, 13.00-16.00"."""
    return [span for span in written.replace(";", ",").split(",") if span.strip()]


def week_total(week: Week, *, is_season: bool) -> Total:
    asked = _minutes(RAMADAN_WEEK if is_season else NORMAL_WEEK)
    return Total(
        words=hours_words(_minutes(week)),
        asked=hours_words(asked),
        fits=_minutes(week) == asked,
    )


def total_of(written: Sequence[str], *, is_season: bool) -> tuple[Total | None, str]:
    """The total of what is typed, or why it cannot be read."""
    try:
        week = read_week([spans_of(day) for day in written])
    except UnreadableWeek as unreadable:
        return None, fault_words(unreadable)
    return week_total(week, is_season=is_season), ""


def fault_words(unreadable: UnreadableWeek) -> str:
    """Why a week cannot be read, with the day it is about."""
    words = gettext(unreadable.message) % unreadable.facts
    if unreadable.day is None:
        return words
    return f"{gettext(WEEKDAYS[unreadable.day])}: {words}"


def week_view(row: OfficeHoursRow) -> WeekView:
    """A row, saved or only proposed, as it is written."""
    written = [", ".join(spans) for spans in row.week]
    return WeekView(
        id=row.pk,
        name=row.name,
        first=row.first,
        last=row.last,
        source=row.source,
        days=tuple(zip(map(gettext, WEEKDAYS), written, strict=True)),
        total=week_total(read_week(row.week), is_season=row.first is not None),
    )


def _minutes(week: Week) -> int:
    return sum(end - start for hours in week for start, end in hours)
