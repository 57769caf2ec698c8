"""Clocks written anew from the journals: for data folders older than the clocks that rows keep."""

from typing import Any

from django.db import connection

from lajur.core.engine.deadlines import Clock, clock_of
from lajur.core.procedure.definition import Procedure
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.store import deadlines, procedures
from lajur.store.calendars import calendar_now
from lajur.store.sql import moment

_OPEN = (
    "SELECT w.case_id, w.number, w.id, c.procedure_id, p.digest FROM store_workitemrow w"
    " JOIN store_caserow c ON c.id = w.case_id JOIN store_procedurerow p ON p.id = c.procedure_id"
    " WHERE w.government_id = %s AND w.closed_at IS NULL ORDER BY w.case_id, w.number"
)
_WRITE = "UPDATE store_workitemrow SET due_at = %s, paused_at = %s, started_at = %s WHERE id = %s"


def settle_clocks(government: int) -> None:
    """Write what the journals say into the rows of all open work, in the open transaction."""
    calendar = calendar_now(government)
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [government])
        for case_id, number, row, version, digest in cursor.fetchall():
            procedure = procedures.parsed(version, digest, government=government)
            clock = _clock(case_id, number, procedure, calendar)
            moments = (clock.due, clock.paused_at, clock.started_at)
            kept: list[Any] = [None if one is None else moment(one) for one in moments]
            cursor.execute(_WRITE, [*kept, row])


def _clock(case_id: int, number: int, procedure: Procedure, calendar: OfficeCalendar) -> Clock:
    return clock_of(deadlines.ledger(case_id), number, procedure, calendar)
