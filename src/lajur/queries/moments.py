"""Moments in words: the office's own zone, and how near a due time is."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as formatted
from django.utils.translation import get_language, gettext

from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.judging import is_late


class Nearness(StrEnum):
    """How a due time stands; the value is the tone of its chip, and so its shape."""

    LATE = "late"
    NEAR = "soon"
    ON_TIME = "info"
    NOT_BEGUN = "begin"  # minutes and hours count from when the work is taken in hand
    PAUSED = "wait"  # suspended or returned: the clock of the office stands still
    NO_LIMIT = "off"  # the paper prints that there is none
    UNSET = "unset"  # the paper leaves it open: measured, never late


def in_words(at: datetime, zone: ZoneInfo) -> str:
    """A moment as an office writes it: "Sen, 23 Nov 2026 10.40 WITA". `at` is aware."""
    local = at.astimezone(zone)
    day = _day(local.date(), get_language() or "id")
    return f"{day} {local.hour:02}.{local.minute:02} {local.tzname()}"


@lru_cache(maxsize=2048)
def _day(day: date, language: str) -> str:  # noqa: ARG001 - the language is part of the key
    return formatted(day, "D, j M Y")


def near_limit(at: datetime, calendar: OfficeCalendar) -> datetime:
    """Up to when a due time counts as near: the close of the office's next working day."""
    return calendar.closing_on_or_after(calendar.local_date(at) + timedelta(days=1))


def nearness(due: datetime | None, at: datetime, limit: datetime) -> Nearness:
    """How `due` stands at `at`; `limit` is the `near_limit` of that moment."""
    if due is None:
        return Nearness.NO_LIMIT
    if is_late(due, at):
        return Nearness.LATE
    return Nearness.NEAR if due <= limit else Nearness.ON_TIME


def nearness_words(state: Nearness) -> str:
    """The word on the chip."""
    match state:
        case Nearness.LATE:
            return gettext("Lewat waktu")
        case Nearness.NEAR:
            return gettext("Mendekati tenggat")
        case Nearness.ON_TIME:
            return gettext("Masih ada waktu")
        case Nearness.NOT_BEGUN:
            return gettext("Belum dikerjakan")
        case Nearness.PAUSED:
            return gettext("Dijeda")
        case Nearness.NO_LIMIT:
            return gettext("Tanpa tenggat")
        case Nearness.UNSET:
            return gettext("Belum ditetapkan")
