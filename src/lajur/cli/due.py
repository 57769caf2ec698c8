"""`lajur due`: when a printed standard time is over, and why then."""

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lajur.cli.start import add_data, has_database, start_django
from lajur.cli.words import WRONG_USE, Parser, Stop, say
from lajur.core.procedure.times import read_time
from lajur.core.worktime.calendar import FIRST_YEAR as FIRST_OF_CALENDAR
from lajur.core.worktime.calendar import LAST_YEAR, OfficeCalendar, calendar_of
from lajur.core.worktime.deadlines import add
from lajur.core.worktime.derivation import Closed, Deadline, derive
from lajur.core.worktime.expiry import expiry
from lajur.core.worktime.national_days import FIRST_YEAR, decreed_days, last_decreed_year
from lajur.core.worktime.pawukon import pawukon_days
from lajur.core.worktime.standard import Duration, StandardTime, TimeKind

if TYPE_CHECKING:
    from lajur.queries.deadline_words import DerivationLine

SUMMARY = "Hitung tenggat dari waktu yang tercetak pada SOP, dan mengapa."
EXAMPLES = "2 hari kerja; 15 – 30 menit; 1x24 jam; maksimal 35 hari kerja; 1 bulan"
DEMO_ZONES = {
    "banten": "Asia/Jakarta",
    "buleleng": "Asia/Makassar",
    "cirebon": "Asia/Jakarta",
    "sumbawa": "Asia/Makassar",
}
BALINESE = "buleleng"  # its offices close on the days of the Pawukon


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Whose calendar counts."""

    slug: str
    calendar: OfficeCalendar
    source: str  # where the calendar comes from, for people


def add_parser(subparsers: "argparse._SubParsersAction[Parser]") -> None:
    parser = subparsers.add_parser("due", help=SUMMARY, description=SUMMARY)
    parser.add_argument("words", metavar="WAKTU", help=f"seperti tercetak: {EXAMPLES}")
    parser.add_argument(
        "--from",
        dest="start",
        metavar="SAAT",
        required=True,
        help="sejak kapan, misalnya 2026-12-23T10:00; tanpa zona: zona waktu kantor",
    )
    parser.add_argument("--government", metavar="SLUG", required=True, help="kantor siapa: banten")
    add_data(parser)
    parser.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the due time with its derivation.

    Raises:
        Stop: the words, the moment or the government are unknown (2); the words set no deadline, or
            one beyond the calendar (1).
    """
    standard = _standard(arguments.words)
    begun = _moment(arguments.start)
    office = _office(arguments.government, arguments.data)
    start = begun if begun.tzinfo else begun.replace(tzinfo=office.calendar.zone)
    try:
        deadline = derive(_limit(standard, arguments.words), start, office.calendar)
    except ValueError as error:
        years = f"{FIRST_OF_CALENDAR}–{LAST_YEAR}"
        raise Stop(f"Saat itu, atau tenggatnya, di luar kalender ({years}).") from error
    answer = _facts if arguments.json else _words
    say(answer(standard, deadline, office))
    return 0


def _standard(words: str) -> StandardTime:
    standard = read_time(words)
    if standard is None:
        raise Stop(f"“{words}” tidak terbaca sebagai waktu. Contoh: {EXAMPLES}.", code=WRONG_USE)
    return standard


def _limit(standard: StandardTime, words: str) -> Duration:
    if standard.limit is None:
        variable = standard.kind is TimeKind.VARIABLE
        why = "waktunya ditetapkan untuk tiap permohonan" if variable else "tanpa tenggat"
        raise Stop(f"“{words}”: {why}, jadi tidak ada tenggat.")
    return standard.limit


def _moment(words: str) -> datetime:
    try:
        return datetime.fromisoformat(words)
    except ValueError as error:
        sentence = f"--from: “{words}” bukan saat. Contoh: 2026-12-23T10:00."
        raise Stop(sentence, code=WRONG_USE) from error


def _office(slug: str, data: Path | None) -> Office:
    """The office in the data folder; with nothing in it, and none asked for, one of the demo."""
    known = _offices(data) if has_database(data) else ()
    if not known and data is None:
        return _demo_office(slug)
    if not known:
        raise Stop(f"{data}: folder ini belum berisi kantor.", code=WRONG_USE)
    if slug not in known:
        raise _unknown(slug, known)
    from lajur.queries.office_calendars import calendar_at

    return Office(slug=slug, calendar=calendar_at(slug), source="kantor ini, dari folder data")


def _offices(data: Path | None) -> tuple[str, ...]:
    start_django(data)
    from lajur.queries.office_calendars import offices

    return offices()


def _demo_office(slug: str) -> Office:
    """A government of the demo, with the calendar the demo gives it."""
    if slug not in DEMO_ZONES:
        raise _unknown(slug, DEMO_ZONES)
    _load_words()
    days, last = decreed_days(), last_decreed_year()
    source = f"bawaan: libur nasional dan cuti bersama {FIRST_YEAR}–{last}"
    if slug == BALINESE:
        days += tuple(one for year in range(FIRST_YEAR, last + 1) for one in pawukon_days(year))
        source += ", hari raya Pawukon"
    return Office(slug=slug, calendar=calendar_of(DEMO_ZONES[slug], days), source=source)


def _unknown(slug: str, known: Iterable[str]) -> Stop:
    return Stop(f"Tidak ada kantor “{slug}”. Yang ada: {', '.join(known)}.", code=WRONG_USE)


def _load_words() -> None:
    """Load Django for its words alone: no data folder, no database."""
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(LANGUAGE_CODE="id", USE_TZ=True)
        django.setup()


def _lines(deadline: Deadline, office: Office) -> "tuple[DerivationLine, ...]":
    from lajur.queries.deadline_words import derivation_lines

    return derivation_lines(deadline, office.calendar, office.calendar.zone)


def _words(standard: StandardTime, deadline: Deadline, office: Office) -> str:
    from lajur.queries.day_words import day_in_full, moment_in_full

    lines = [(one.title, one.text) for one in _lines(deadline, office)]
    if target := _target(standard, deadline, office):
        lines.insert(-1, ("Sasaran", moment_in_full(target, office.calendar.zone)))
    lines.append(("Kalender", office.source))
    if until := _listed_until(deadline, office):
        lines.append(("Perhatian", f"hari libur sesudah {day_in_full(until)} belum diketahui"))
    width = max(len(title) for title, _ in lines)
    return "\n".join(f"{title:<{width}}  {text}" for title, text in lines)


def _facts(standard: StandardTime, deadline: Deadline, office: Office) -> str:
    from lajur.queries.deadline_words import derivation_sentence

    zone = office.calendar.zone
    target, until = _target(standard, deadline, office), _listed_until(deadline, office)
    facts = {
        "kind": standard.kind.value,
        "limit": {"amount": deadline.limit.amount, "unit": deadline.limit.unit.value},
        "government": office.slug,
        "zone": zone.key,
        "start": deadline.start.astimezone(zone).isoformat(),
        "counted_from": deadline.counted.astimezone(zone).isoformat(),
        "nominal_day": deadline.nominal and deadline.nominal.isoformat(),
        "closed": [_closed(one) for one in deadline.closed],
        "seasons": [
            {"first": one.first.isoformat(), "last": one.last.isoformat(), "name": one.name}
            for one in deadline.seasons
        ],
        "target": target and target.astimezone(zone).isoformat(),
        "due": deadline.due.astimezone(zone).isoformat(),
        "calendar": office.source,
        "days_off_unknown_after": until and until.isoformat(),
        "sentence": derivation_sentence(deadline, office.calendar, zone),
        "lines": [{"title": one.title, "text": one.text} for one in _lines(deadline, office)],
    }
    return json.dumps(facts, ensure_ascii=False, indent=2)


def _closed(closed: Closed) -> dict[str, str | None]:
    reason = closed.reason
    return {
        "first": closed.first.isoformat(),
        "last": closed.last.isoformat(),
        "kind": reason.kind.value if reason else None,  # a weekend, then
        "name": reason.name if reason else None,
    }


def _target(standard: StandardTime, deadline: Deadline, office: Office) -> datetime | None:
    """Of a range: when its lesser time is over."""
    if standard.minimum is None:
        return None
    least = replace(deadline.limit, amount=standard.minimum)
    return add(least, deadline.start, office.calendar)


def _listed_until(deadline: Deadline, office: Office) -> date | None:
    """The last day whose days off are known, when the deadline lies beyond it."""
    calendar = office.calendar
    begun = calendar.local_date(deadline.start)
    until = expiry(calendar.days_off.values(), on=begun).until
    return until if calendar.local_date(deadline.due) > until else None
