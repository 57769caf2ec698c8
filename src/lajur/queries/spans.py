"""Amounts of office time in words, as rough as people speak of them."""

from django.utils.translation import gettext, ngettext

from lajur.core.engine.spending import Verdict
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.leftover import Left
from lajur.queries.day_words import office_time_words

_EXACT = 3  # from so many working days on, hours are not told
_HOUR = 60


def rough_words(minutes: float, calendar: OfficeCalendar) -> str:
    """Office minutes (not negative): "45 menit kerja", "1 hari 2 jam kerja", "12 hari kerja"."""
    days, rest = divmod(int(minutes), _day_minutes(calendar))
    return left_words(Left(days=days, minutes=rest))


def left_words(left: Left) -> str:
    """Working days and the minutes beside them, in the same words."""
    days, hours = left.days, int(left.minutes) // _HOUR
    if days >= _EXACT or (days and not hours):
        return ngettext("%(days)d hari kerja", "%(days)d hari kerja", days) % {"days": days}
    if days:
        return gettext("%(days)d hari %(hours)d jam kerja") % {"days": days, "hours": hours}
    return office_time_words(int(left.minutes))


def _day_minutes(calendar: OfficeCalendar) -> int:
    """The office minutes of an ordinary working day of this office, on average."""
    days = [sum(end - start for start, end in hours) for hours in calendar.week if hours]
    return sum(days) // len(days) if days else 8 * _HOUR


def late_words(minutes: float, calendar: OfficeCalendar) -> str:
    """By how much something is late, in office minutes; it is, also by none."""
    if minutes < 1:
        return gettext("lewat kurang dari 1 menit kerja")
    return gettext("lewat %(time)s") % {"time": rough_words(minutes, calendar)}


def verdict_words(verdict: Verdict, calendar: OfficeCalendar) -> str:
    """How closed work stood to its standard."""
    return late_words(verdict.minutes, calendar) if verdict.late else gettext("tepat waktu")
