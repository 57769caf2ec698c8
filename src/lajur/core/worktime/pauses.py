"""Clocks that stand still: the ledger of a deadline's pauses.

A pause moves the due time by exactly the office time it took, wherever in the span it lies.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lajur.core.worktime.calendar import OfficeCalendar


class PauseKind(StrEnum):
    SUSPENDED = "suspended"  # put off by the office, with a reason
    RETURNED = "returned"  # the applicant completes what was missing: their clock, not the office's
    ELSEWHERE = "elsewhere"  # between two visits of a loop that share one budget


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """An interval in which the clock of one step stood still, why, and by whose act."""

    since: datetime  # aware
    until: datetime | None  # aware; None: it still stands
    kind: PauseKind
    reason: str = ""  # as typed
    by: str = ""  # name as it was then


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack:
    """A pause with the office minutes it gave back."""

    pause: Pause
    minutes: float


def given_back(
    pauses: Iterable[Pause], *, start: datetime, at: datetime, calendar: OfficeCalendar
) -> Iterator[GivenBack]:
    """What each pause since `start` gave back, oldest first; one that still stands, up to `at`.

    Where pauses overlap, the clock stood still once.
    """
    reached = start
    for pause in sorted(pauses, key=lambda one: one.since):
        since, until = max(pause.since, reached), pause.until or at
        minutes = calendar.minutes_between(since, until) if since < until else 0.0
        yield GivenBack(pause=pause, minutes=minutes)
        reached = max(reached, until)


def paused_minutes(
    pauses: Iterable[Pause], *, start: datetime, at: datetime, calendar: OfficeCalendar
) -> float:
    """Office minutes since `start` in which the clock stood still; see `given_back`."""
    given = given_back(pauses, start=start, at=at, calendar=calendar)
    return sum(one.minutes for one in given)


def after_pause(
    due: datetime, *, paused_at: datetime, resumed_at: datetime, calendar: OfficeCalendar
) -> datetime:
    """The due time (UTC) once a pause between two aware moments is over."""
    return later(due, calendar.minutes_between(paused_at, resumed_at), calendar)


def later(due: datetime, minutes: float, calendar: OfficeCalendar) -> datetime:
    """The due time (UTC) with so many office minutes given back."""
    return calendar.add_minutes(due, minutes) if minutes > 0 else due
