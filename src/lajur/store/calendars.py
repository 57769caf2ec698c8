"""The office calendar of a government, as its rows say at one version.

A change raises the version and leaves the rows of every earlier one as they were, so that what is
read once holds for ever, and the calendar of last year can still be asked.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Q
from django_scopes import scope

from lajur.core.worktime.calendar import OfficeCalendar, Season, default_calendar
from lajur.core.worktime.days import DayKind, DayOff
from lajur.core.worktime.weeks import NORMAL_WEEK, read_week
from lajur.store.models import CalendarDayRow, OfficeEventRow, OfficeHoursRow
from lajur.store.shipped_calendar import shipped_days, shipped_hours
from lajur.store.sql import as_moment

_KEPT = 64  # calendars, each of a quarter of a megabyte
# Which reason is told where several fall on one day.
_KINDS = (
    DayKind.NATIONAL,
    DayKind.JOINT_LEAVE,
    DayKind.REGIONAL,
    DayKind.SPECIAL,
    DayKind.FACULTATIVE,
)


_NOW = "SELECT calendar_version, zone FROM store_governmentrow WHERE id = %s"
_RAISED = (
    "SELECT at FROM store_officeeventrow WHERE government_id = %s"
    " AND kind LIKE 'calendar\\_%%' ESCAPE '\\' ORDER BY seq LIMIT %s"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRows:
    """What a calendar is made of."""

    days: Sequence[CalendarDayRow]  # by day
    hours: Sequence[OfficeHoursRow]  # the ordinary week first, then the seasons by date


DayKey = tuple[date, str]  # day and kind: once in a calendar


@lru_cache(maxsize=_KEPT)
def office_calendar(government_id: int, version: int, zone: str) -> OfficeCalendar:
    """The calendar of a version that is committed; `zone` is IANA.

    For a version that the open transaction is only making, ask `read_calendar`: were that
    transaction rolled back, this one would remember what never was.
    """
    return read_calendar(government_id, version, zone)


def calendar_now(government_id: int) -> OfficeCalendar:
    """The calendar of today's version. Every tray asks for it: a fixed statement."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW, (government_id,))
        version, zone = cursor.fetchone()
    return office_calendar(government_id, version, zone)


def calendar_at(
    government_id: int, version: int, zone: str, *, at: datetime | None
) -> OfficeCalendar:
    """The calendar that held at a moment (aware); `version` is today's, None stands for now.

    Finished work stays judged by the calendar it was finished under.
    """
    if at is not None and version > 1:
        version = max(bisect_right(versions_began(government_id, version), at), 1)
    return office_calendar(government_id, version, zone)


@lru_cache(maxsize=_KEPT)
def versions_began(government_id: int, version: int) -> tuple[datetime, ...]:
    """When each version began, the first one first: every one has its act in the journal."""
    with connection.cursor() as cursor:
        cursor.execute(_RAISED, (government_id, version))
        return tuple(as_moment(at) for (at,) in cursor.fetchall())


def read_calendar(government_id: int, version: int, zone: str) -> OfficeCalendar:
    """The calendar of a version, read from its rows; version 0: nothing has been entered yet."""
    if version == 0:
        return default_calendar(zone)
    return calendar_of(calendar_rows(government_id, version), zone=zone)


def calendar_rows(government_id: int, version: int) -> CalendarRows:
    """The rows that held at a version; of version 0 those that come with the product, unsaved."""
    if version == 0:
        return CalendarRows(days=list(shipped_days()), hours=list(shipped_hours()))
    with scope(government=government_id):
        days = CalendarDayRow.objects.filter(holding(version)).order_by("day", "id")
        hours = OfficeHoursRow.objects.filter(holding(version)).order_by("id")
        return CalendarRows(
            days=list(days), hours=sorted(hours, key=lambda row: row.first or date.min)
        )


def day_key(row: CalendarDayRow) -> DayKey:
    return row.day, row.kind


def withdrawn_days(year: int) -> frozenset[DayKey]:
    """The days of a year that an administrator has withdrawn last; some may hold again since."""
    acts = OfficeEventRow.objects.filter(kind="calendar_day_withdrawn")
    by_hand = {data["version"] for data in acts.values_list("data", flat=True)}
    ended = CalendarDayRow.objects.filter(day__year=year, until_version__isnull=False)
    last = {day_key(row): row.until_version for row in ended.order_by("until_version")}
    return frozenset(key for key, version in last.items() if version in by_hand)


def holding(version: int) -> Q:
    """The rows that held at a version."""
    return Q(since_version__lte=version) & (
        Q(until_version__isnull=True) | Q(until_version__gt=version)
    )


def calendar_of(rows: CalendarRows, *, zone: str) -> OfficeCalendar:
    """The calendar that such rows make."""
    ordinary = [row.week for row in rows.hours if row.first is None]
    return OfficeCalendar(
        zone=zone,
        days_off=days_off(rows.days),
        week=read_week(ordinary[0]) if ordinary else NORMAL_WEEK,
        seasons=seasons_of(rows.hours),
    )


def seasons_of(rows: Iterable[OfficeHoursRow]) -> tuple[Season, ...]:
    """The hours that hold between two dates."""
    return tuple(
        Season(first=row.first, last=row.last, week=read_week(row.week), name=row.name)
        for row in rows
        if row.first is not None and row.last is not None
    )


def days_off(rows: Iterable[CalendarDayRow]) -> dict[date, DayOff]:
    """The days on which the clock stands still, in order, each with its weightiest reason."""
    stopping = [row for row in rows if row.stops_clock]
    stopping.sort(key=lambda row: (row.day, _KINDS.index(DayKind(row.kind))))
    found: dict[date, DayOff] = {}
    for row in stopping:
        found.setdefault(row.day, day_off(row))
    return found


def day_off(row: CalendarDayRow) -> DayOff:
    return DayOff(day=row.day, kind=DayKind(row.kind), name=row.name)
