"""The words of a calendar: kinds of days, acts on it, amounts of office time."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext, ngettext

from lajur.core.refusals import marked
from lajur.core.worktime.days import DayKind
from lajur.core.worktime.expiry import Expiry, ExpiryState

Facts = Mapping[str, Any]
_COLLECTOR = re.compile(r" \(holidays [^)]*\)$")

KINDS: Mapping[DayKind, str] = {
    DayKind.NATIONAL: marked("Libur nasional"),
    DayKind.JOINT_LEAVE: marked("Cuti bersama"),
    DayKind.REGIONAL: marked("Libur daerah"),
    DayKind.FACULTATIVE: marked("Dispensasi fakultatif"),
    DayKind.SPECIAL: marked("Libur khusus"),
}
LETTERS: Mapping[DayKind, str] = {  # beside the colour: printed, and in every language
    DayKind.NATIONAL: "N",
    DayKind.JOINT_LEAVE: "C",
    DayKind.REGIONAL: "D",
    DayKind.FACULTATIVE: "F",
    DayKind.SPECIAL: "K",
}


def kind_words(kind: DayKind) -> str:
    return gettext(KINDS[kind])


def day_words(day: date) -> str:
    """ "Jumat, 25 Desember 2026"."""
    return formatted(day, "l, j F Y")


def expiry_warning(expiry: Expiry) -> str:
    """That the days off are known for less than a year from now; "" while they are known."""
    if expiry.state is ExpiryState.GOOD:
        return ""
    facts = {**expiry.facts, "until": formatted(expiry.until, "j F Y")}
    return gettext(expiry.message) % facts


def hours_words(minutes: int) -> str:
    """Minutes as "37 jam 30 menit"."""
    hours, rest = divmod(minutes, 60)
    parts = [
        ngettext("%(n)d jam", "%(n)d jam", hours) % {"n": hours} if hours else "",
        ngettext("%(n)d menit", "%(n)d menit", rest) % {"n": rest} if rest or not hours else "",
    ]
    return " ".join(part for part in parts if part)


def moved_words(facts: Facts) -> str:
    """What an act did to the deadlines of open work."""
    later, earlier = facts.get("later", 0), facts.get("earlier", 0)
    if not later and not earlier:
        return gettext("Tidak ada tenggat yang bergeser.")
    return gettext("Tenggat yang bergeser: %(later)s lebih lambat, %(earlier)s lebih awal.") % {
        "later": later,
        "earlier": earlier,
    }


def decree_words(source: str) -> str:
    """The decree as officials read it: what collected it for us is kept in the row, and not law."""
    return _COLLECTOR.sub("", source)


def calendar_text(facts: Facts) -> str:
    """What stands below the title of an act: the decree, and what moved."""
    source = decree_words(str(facts.get("source", "")))
    based = gettext("Dasar: %(source)s.") % {"source": source.rstrip(".")} if source else ""
    return " ".join(part for part in (based, moved_words(facts)) if part)


def _added(facts: Facts) -> str:
    words = {"name": facts["name"], "days": _span(facts["first"], facts["last"])}
    return gettext("“%(name)s” ditambahkan ke kalender: %(days)s") % words


def _withdrawn(facts: Facts) -> str:
    words = {"names": _names(facts["days_out"]), "day": _day(facts["day"])}
    return gettext("“%(names)s” dicabut dari kalender: %(day)s") % words


def _changed(facts: Facts) -> str:
    words = {"names": _names(facts["days_out"]), "day": _day(facts["day"])}
    if facts["stops_clock"]:
        return gettext("“%(names)s” menghentikan waktu: %(day)s") % words
    return gettext("“%(names)s” tidak menghentikan waktu: %(day)s") % words


def _loaded(facts: Facts) -> str:
    words = {"year": facts["year"], "count": len(facts["days_in"])}
    return gettext("Hari libur nasional tahun %(year)s dimuat: %(count)s hari") % words


def _pawukon(facts: Facts) -> str:
    words = {"year": facts["year"], "count": len(facts["days_in"])}
    return gettext("Hari raya Bali tahun %(year)s dihitung: %(count)s hari") % words


def _season(facts: Facts) -> str:
    words = {"name": facts["name"], "days": _span(facts["first"], facts["last"])}
    return gettext("“%(name)s” ditetapkan: %(days)s") % words


def _span(first: str, last: str) -> str:
    if first == last:
        return _day(first)
    return gettext("%(first)s sampai %(last)s") % {"first": _day(first), "last": _day(last)}


def _day(written: str) -> str:
    return formatted(date.fromisoformat(written), "j F Y")


def _names(days: list[list[str]]) -> str:
    return ", ".join(dict.fromkeys(name for _, name in days))


CALENDAR_ACTS: Mapping[str, Callable[[Facts], str]] = {  # by kind of act
    "calendar_provided": lambda _: gettext("Kalender kantor disiapkan"),
    "calendar_days_added": _added,
    "calendar_day_withdrawn": _withdrawn,
    "calendar_day_changed": _changed,
    "calendar_year_loaded": _loaded,
    "calendar_pawukon_added": _pawukon,
    "calendar_week_set": lambda _: gettext("Jam kerja sepekan diubah"),
    "calendar_season_set": _season,
    "calendar_season_withdrawn": lambda facts: (
        gettext("“%(name)s” dicabut") % {"name": ", ".join(facts["hours_out"])}
    ),
}
