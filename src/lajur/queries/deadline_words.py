"""A deadline in plain words: every fact that made it so, as a list or as one sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as formatted
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.derivation import Closed, Deadline
from lajur.core.worktime.pauses import GivenBack, PauseKind
from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.queries.day_words import (
    closed_words,
    day_in_full,
    moment_in_full,
    office_time_words,
    span_words,
)
from lajur.queries.durations import duration_words

_WEEK = 5  # working days

# How each unit is read: docs/decisions/0005-how-time-counts.md.
_READINGS: Mapping[TimeUnit, Promise] = {
    TimeUnit.MINUTE: gettext_lazy("hanya jam kerja yang dihitung, tanpa istirahat dan hari libur"),
    TimeUnit.HOUR: gettext_lazy("hanya jam kerja yang dihitung, tanpa istirahat dan hari libur"),
    TimeUnit.CLOCK_DAY: gettext_lazy("pada jam yang sama, %(amount)s hari kerja kemudian"),
    TimeUnit.WORKING_DAY: gettext_lazy(
        "sampai kantor tutup pada hari kerja ke-%(amount)s sesudah hari masuk"
    ),
    TimeUnit.WEEK: gettext_lazy(
        "sampai kantor tutup pada hari kerja ke-%(days)s sesudah hari masuk; seminggu lima hari "
        "kerja"
    ),
    TimeUnit.CALENDAR_DAY: gettext_lazy(
        "semua hari dihitung; yang berakhir pada hari libur bergeser ke hari kerja berikutnya"
    ),
    TimeUnit.MONTH: gettext_lazy(
        "tanggal yang sama %(amount)s bulan kemudian; yang jatuh pada hari libur bergeser ke hari "
        "kerja berikutnya"
    ),
}
_PAUSES: Mapping[PauseKind, Promise] = {
    PauseKind.SUSPENDED: gettext_lazy("Ditunda"),
    PauseKind.RETURNED: gettext_lazy("Menunggu pemohon"),
    PauseKind.ELSEWHERE: gettext_lazy("Pada langkah lain"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivationLine:
    """One fact of a derivation, in the reader's language."""

    title: str
    text: str


def derivation_lines(
    deadline: Deadline, calendar: OfficeCalendar, zone: ZoneInfo
) -> tuple[DerivationLine, ...]:
    """Everything that made a deadline so, in the order it was counted; the due time comes last.

    `calendar` is the one it was derived with, `zone` that of the reader's office.
    """
    return tuple(
        DerivationLine(title=title, text=text) for title, text in _facts(deadline, calendar, zone)
    )


def derivation_sentence(deadline: Deadline, calendar: OfficeCalendar, zone: ZoneInfo) -> str:
    """The same in a sentence: "2 hari kerja sejak …; 24 Des cuti bersama (…), … → …"."""
    begun = gettext("%(limit)s sejak %(start)s") % {
        "limit": duration_words(deadline.limit),
        "start": moment_in_full(deadline.start, zone),
    }
    given = sum(one.minutes for one in deadline.pauses)
    parts = [begun, *_late_arrival(deadline, zone), *_nominal(deadline, calendar)]
    parts += filter(None, [_not_counted(deadline, calendar)])
    if given:
        parts.append(gettext("jeda %(time)s dikembalikan") % {"time": office_time_words(given)})
    return f"{'; '.join(parts)} → {moment_in_full(deadline.due, zone)}"


def _facts(
    deadline: Deadline, calendar: OfficeCalendar, zone: ZoneInfo
) -> Iterator[tuple[str, str]]:
    """Yield title and text of each line."""
    yield gettext("Waktu yang diberikan"), _limit(deadline.limit)
    begun = [moment_in_full(deadline.start, zone), *_late_arrival(deadline, zone)]
    yield gettext("Dihitung sejak"), "; ".join(begun)
    for text in _nominal(deadline, calendar):
        yield gettext("Berakhir pada"), text
    if skipped := _not_counted(deadline, calendar):
        yield gettext("Tidak dihitung"), skipped
    yield from _seasons(deadline, calendar)
    yield from _pauses(deadline, zone)
    for text in _estimates(deadline):
        yield gettext("Catatan"), text
    yield gettext("Tenggat"), moment_in_full(deadline.due, zone)


def _limit(limit: Duration) -> str:
    facts = {"amount": limit.amount, "days": limit.amount * _WEEK}
    return f"{duration_words(limit)}: {_READINGS[limit.unit] % facts}"


def _late_arrival(deadline: Deadline, zone: ZoneInfo) -> Iterator[str]:
    """Yield that the office was closed; calendar days and months count from any moment."""
    if deadline.nominal is None and deadline.counted != deadline.start:
        counted = moment_in_full(deadline.counted, zone)
        yield gettext("saat itu kantor tutup, jadi dihitung sejak %(counted)s") % {
            "counted": counted
        }


def _nominal(deadline: Deadline, calendar: OfficeCalendar) -> Iterator[str]:
    """Yield on which day calendar days or months end, and how it came to be another."""
    day = deadline.nominal
    if day is None:
        return
    begun = calendar.local_date(deadline.start)
    if deadline.limit.unit is TimeUnit.MONTH and begun.day != day.day:
        yield gettext("%(month)s tidak mempunyai tanggal %(day)s, jadi %(last)s") % {
            "month": formatted(day, "F Y"),
            "day": begun.day,
            "last": day_in_full(day),
        }
    else:
        yield day_in_full(day)


def _not_counted(deadline: Deadline, calendar: OfficeCalendar) -> str:
    year = calendar.local_date(deadline.start).year
    return closed_words(_skipped(deadline), year=year)


def _skipped(deadline: Deadline) -> list[Closed]:
    """The closed days that moved the deadline: of calendar days and months, those at the end."""
    day = deadline.nominal
    if day is None:
        return list(deadline.closed)
    return [replace(one, first=max(one.first, day)) for one in deadline.closed if one.last >= day]


def _seasons(deadline: Deadline, calendar: OfficeCalendar) -> Iterator[tuple[str, str]]:
    year = calendar.local_date(deadline.start).year
    for season in deadline.seasons:
        facts = {
            "name": season.name or gettext("Jam kerja khusus"),
            "days": span_words(season.first, season.last, year=year),
        }
        yield gettext("Jam kantor"), gettext("%(name)s, berlaku %(days)s") % facts


def _estimates(deadline: Deadline) -> Iterator[str]:
    if any(one.reason is not None and one.reason.is_estimate for one in _skipped(deadline)):
        yield gettext("Sebagian hari libur itu masih perkiraan, jadi tenggat ini dapat bergeser.")
    if any(season.is_estimate for season in deadline.seasons):
        yield gettext(
            "Tanggal berlakunya jam kantor itu masih perkiraan, jadi tenggat ini dapat bergeser."
        )


def _pauses(deadline: Deadline, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    for given in deadline.pauses:
        yield str(_PAUSES[given.pause.kind]), _pause(given, zone)
    if deadline.unpaused != deadline.due:
        yield gettext("Tanpa jeda"), moment_in_full(deadline.unpaused, zone)


def _pause(given: GivenBack, zone: ZoneInfo) -> str:
    """When, by whom, why, and what it gave back."""
    pause = given.pause
    begun = moment_in_full(pause.since, zone)
    if pause.until is None:
        when = gettext("sejak %(begun)s, masih berlangsung") % {"begun": begun}
    else:
        ended = moment_in_full(pause.until, zone)
        when = gettext("%(begun)s sampai %(ended)s") % {"begun": begun, "ended": ended}
    if pause.by:
        when = gettext("%(when)s, oleh %(who)s") % {"when": when, "who": pause.by}
    if pause.reason:
        when = f"{when}: “{pause.reason}”"
    back = gettext("%(time)s dikembalikan") % {"time": office_time_words(given.minutes)}
    return f"{when}; {back}"
