"""Days and office time in words: a moment in full, days in a row, and why they are not counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext, ngettext

from lajur.core.worktime.days import DayKind
from lajur.core.worktime.derivation import Closed
from lajur.queries.calendars.words import kind_words

LISTED, WEEKENDS = 8, 3  # days off, and weekends, that are named; more are counted
_SATURDAY = 5
_JOINT_LEAVE = "Cuti Bersama "  # so each name begins; the kind says it already


def day_in_full(day: date) -> str:
    """A day: "Rabu, 23 Des 2026"."""
    return formatted(day, "l, j M Y")


def moment_in_full(at: datetime, zone: ZoneInfo) -> str:
    """A moment (aware) in a zone: "Rabu, 23 Des 2026 10.00 WIB"."""
    local = at.astimezone(zone)
    return f"{day_in_full(local.date())} {local.hour:02}.{local.minute:02} {local.tzname()}"


def span_words(first: date, last: date, *, year: int) -> str:
    """Days in a row, both inclusive: "26–27 Des"; with the year where it is not `year`."""
    end = formatted(last, "j M" if last.year == year else "j M Y")
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{formatted(first, 'j M' if first.year == last.year else 'j M Y')}–{end}"


def office_time_words(minutes: float) -> str:
    """Office time: "3 jam 20 menit kerja"."""
    hours, rest = divmod(round(minutes), 60)
    amounts = {"hours": hours, "minutes": rest}
    if not hours:
        return gettext("%(minutes)s menit kerja") % amounts
    if not rest:
        return gettext("%(hours)s jam kerja") % amounts
    return gettext("%(hours)s jam %(minutes)s menit kerja") % amounts


def closed_words(closed: Sequence[Closed], *, year: int) -> str:
    """The days that were not counted, and why; years of them stay readable."""
    return ", ".join(_parts(closed, year))


def _parts(closed: Sequence[Closed], year: int) -> Iterable[str]:
    weekends = [one for one in closed if one.reason is None]
    others = [one for one in closed if one.reason is not None]
    if len(others) <= LISTED and len(weekends) <= WEEKENDS:
        return [_run(one, year) for one in closed]
    listed = [_run(one, year) for one in others] if len(others) <= LISTED else _counts(others)
    return [*listed, *_weekends(len(weekends))]


def _weekends(count: int) -> Iterator[str]:
    if count:
        counted = ngettext("%(count)s akhir pekan", "%(count)s akhir pekan", count)
        yield counted % {"count": count}


def _run(closed: Closed, year: int) -> str:
    days = span_words(closed.first, closed.last, year=year)
    if closed.reason is None:
        weekend = closed.first.weekday() >= _SATURDAY
        why = gettext("akhir pekan") if weekend else gettext("bukan hari kerja")
        return f"{days} {why}"
    name = closed.reason.name.removeprefix(_JOINT_LEAVE)
    return f"{days} {_kind(closed.reason.kind)} ({name})"


def _kind(kind: DayKind) -> str:
    return kind_words(kind).lower()


def _counts(closed: Iterable[Closed]) -> Iterable[str]:
    days: Counter[DayKind] = Counter()
    for one in closed:
        if one.reason is not None:
            days[one.reason.kind] += (one.last - one.first).days + 1
    for kind, count in days.items():
        facts = {"count": count, "kind": _kind(kind)}
        yield ngettext("%(count)s hari %(kind)s", "%(count)s hari %(kind)s", count) % facts
