"""A change of the calendar as rows that go and rows that come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

from lajur.store.calendars import CalendarRows
from lajur.store.models import CalendarDayRow, OfficeHoursRow

Facts = Mapping[str, object]  # JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What no longer holds, and what does from the next version on. Rows that come are unsaved."""

    days_out: tuple[CalendarDayRow, ...] = ()
    days_in: tuple[CalendarDayRow, ...] = ()
    days_left: tuple[CalendarDayRow, ...] = ()  # would have come, but were withdrawn
    hours_out: tuple[OfficeHoursRow, ...] = ()
    hours_in: tuple[OfficeHoursRow, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.days_out or self.days_in or self.hours_out or self.hours_in)

    @property
    def first_day(self) -> date | None:
        """The first day that is not as it was; None when the ordinary week changes: any may be."""
        hours = [row.first for row in (*self.hours_out, *self.hours_in)]
        days = [row.day for row in (*self.days_out, *self.days_in)]
        return None if None in hours else min(day for day in (*hours, *days) if day is not None)

    def applied_to(self, rows: CalendarRows) -> CalendarRows:
        """The rows as they would hold after the change."""
        days = [row for row in rows.days if row not in self.days_out]
        hours = [row for row in rows.hours if row not in self.hours_out]
        return CalendarRows(days=[*days, *self.days_in], hours=[*hours, *self.hours_in])


class Edit(Protocol):
    """One thing an administrator may do to a calendar."""

    kind: ClassVar[str]  # of the act, kept in the journal for ever

    @property
    def source(self) -> str:
        """The decree, or the reason."""

    def change(self, rows: CalendarRows) -> Change:
        """What it comes to where `rows` hold. Raises: Refusal when it cannot be done."""

    def facts(self) -> Facts:
        """What the journal keeps, and what tells one sending of the form from another."""
