"""The office hours of a week, and the words they are written in: "07:30-12:00".

Source: Perpres 21/2023: 37.5 hours a week from 07:30, in Ramadan 32.5 from 08:00; a break of an
hour (Friday one and a half), in Ramadan of half an hour (Friday an hour). The two profiles below
meet both totals exactly.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from lajur.core.refusals import Words, marked

Hours = tuple[tuple[int, int], ...]  # minutes of the local day, [from, to), in order
Week = tuple[Hours, Hours, Hours, Hours, Hours, Hours, Hours]  # Monday first

UNREADABLE = marked("“%(given)s” bukan jam kerja. Tulis misalnya 07:30-12:00.")
BACKWARDS = marked("“%(given)s”: jam selesai harus sesudah jam mulai, paling lambat 24:00.")
OVERLAPPING = marked("“%(given)s” harus mulai sesudah jam sebelumnya selesai.")
NEVER_OPEN = marked("Isi jam kerja untuk paling sedikit satu hari.")

_DAYS = 7
_MIDNIGHT = 24 * 60
_CLOCK = r"(2[0-4]|[01]?\d)[:.]([0-5]\d)"
_SPAN = re.compile(rf"\s*{_CLOCK}\s*[-–]\s*{_CLOCK}\s*", re.ASCII)


class UnreadableWeek(ValueError):
    """What was written is no week of office hours; `message % facts` says why."""

    def __init__(self, message: Words, *, day: int | None = None, given: str = "") -> None:
        self.message = message
        self.day = day  # Monday is 0; None: the week as a whole
        self.facts = {"given": given}
        super().__init__(message % self.facts)


def read_week(days: Sequence[Iterable[str]]) -> Week:
    """Read seven days, Monday first, each the spans in which the office works.

    Raises:
        UnreadableWeek: no span, a span backwards or over the one before, or no hours at all.
    """
    if len(days) != _DAYS:
        raise ValueError(f"a week has seven days, not {len(days)}")
    week = tuple(_read_day(day, spans) for day, spans in enumerate(days))
    if not any(week):
        raise UnreadableWeek(NEVER_OPEN)
    return week  # type: ignore[return-value]  # seven, as counted above


def write_week(week: Week) -> list[list[str]]:
    """Write a week so that `read_week` reads the same."""
    return [[f"{clock(start)}-{clock(end)}" for start, end in hours] for hours in week]


def clock(minute: int) -> str:
    """A minute of the day as "07:30"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _read_day(day: int, spans: Iterable[str]) -> Hours:
    hours = tuple(_read_span(day, span) for span in spans)
    for (_, closed), (opens, closes) in pairwise(hours):
        if opens <= closed:
            given = f"{clock(opens)}-{clock(closes)}"
            raise UnreadableWeek(OVERLAPPING, day=day, given=given)
    return hours


def _read_span(day: int, text: str) -> tuple[int, int]:
    given = text.strip()[:40]
    found = _SPAN.fullmatch(text)
    if found is None:
        raise UnreadableWeek(UNREADABLE, day=day, given=given)
    start, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    if not start < end <= _MIDNIGHT:
        raise UnreadableWeek(BACKWARDS, day=day, given=given)
    return start, end


_DAY = ("07:30-12:00", "13:00-16:00")
_FRIDAY = ("07:30-11:30", "13:00-16:30")
_FAST_DAY = ("08:00-12:00", "12:30-15:00")
_FAST_FRIDAY = ("08:00-11:30", "12:30-15:30")
NORMAL_WEEK = read_week([_DAY, _DAY, _DAY, _DAY, _FRIDAY, (), ()])
RAMADAN_WEEK = read_week([_FAST_DAY, _FAST_DAY, _FAST_DAY, _FAST_DAY, _FAST_FRIDAY, (), ()])
