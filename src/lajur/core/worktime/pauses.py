"""Clocks that stand still: a pause moves the due time by exactly the office time it took."""

from datetime import datetime

from lajur.core.worktime.calendar import OfficeCalendar


def after_pause(
    due: datetime, *, paused_at: datetime, resumed_at: datetime, calendar: OfficeCalendar
) -> datetime:
    """The due time (UTC) once a pause between two aware moments is over."""
    minutes = calendar.minutes_between(paused_at, resumed_at)
    return calendar.add_minutes(due, minutes) if minutes > 0 else due
