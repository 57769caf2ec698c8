"""Deadlines as an iCalendar file. Source: RFC 5545."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from lajur.queries.feeds import DeadlineView

_SPAN = timedelta(minutes=30)  # how much of the time before a deadline a calendar shows
_WIDTH = 75  # octets a line, without its end (3.1)


def calendar_of(
    deadlines: Iterable[DeadlineView], *, name: str, host: str, work_address: str
) -> bytes:
    """The whole file. `work_address` has {case} and {number} in it; `host` makes ids ours."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lajur//Tenggat//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_escaped(name)}",  # RFC 7986
        f"X-WR-CALNAME:{_escaped(name)}",  # what telephones read instead
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for one in deadlines:
        lines += _event(one, host, work_address.format(case=one.case_id, number=one.number))
    lines.append("END:VCALENDAR")
    return b"".join(part for line in lines for part in _folded(line))


def _event(one: DeadlineView, host: str, address: str) -> list[str]:
    """An event, for telephones leave out to-dos of a calendar they subscribe to."""
    return [
        "BEGIN:VEVENT",
        f"UID:{one.case_id}-{one.number}@{host}",
        f"DTSTAMP:{_moment(one.opened_at)}",
        f"DTSTART:{_moment(one.due - _SPAN)}",
        f"DTEND:{_moment(one.due)}",
        f"SUMMARY:{_escaped(f'{one.step} ({one.request})')}",
        f"DESCRIPTION:{_escaped(one.title)}",
        f"URL:{address}",
        "TRANSP:TRANSPARENT",  # nobody is busy
        "END:VEVENT",
    ]


def _moment(at: datetime) -> str:
    """`at` is in UTC."""
    return f"{at:%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """TEXT (3.3.11), in which what cannot be seen has no place."""
    seen = "".join(letter if letter.isprintable() else " " for letter in text)
    return seen.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 octets, never within a letter (3.1)."""
    piece, room = b"", _WIDTH
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > room:
            yield piece + b"\r\n "
            piece, room = b"", _WIDTH - 1  # the blank counts
        piece += octets
    yield piece + b"\r\n"
