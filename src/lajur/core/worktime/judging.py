"""How much of its standard time open work has used."""

from dataclasses import dataclass
from datetime import datetime

from lajur.core.worktime.calendar import OfficeCalendar


def is_late(due: datetime, at: datetime) -> bool:
    """Whether what is due then is late at `at`, or was when it ended then; on the dot it is not.

    The only rule there is: the clock on the wall decides, also outside office hours.
    """
    return due < at


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """How much of a standard time is used, in office minutes."""

    budget: float  # > 0
    left: float  # never more than the budget; negative: late by so much

    @property
    def part(self) -> float:
        """From 0; above 1 when late."""
        return 1 - self.left / self.budget


def used(
    *,
    start: datetime,
    unpaused: datetime,
    due: datetime,
    at: datetime,
    calendar: OfficeCalendar,
    paused_at: datetime | None = None,
) -> Used:
    """How much of the time from `start` to `unpaused` is used at `at`, or when the clock stopped.

    `start` is from when it is spent, `unpaused` is the due time without pauses, `due` the one with
    them; all aware.
    """
    budget = calendar.minutes_between(start, unpaused)
    return Used(budget=budget, left=min(budget, calendar.minutes_between(paused_at or at, due)))
