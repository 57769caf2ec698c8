"""Deadlines that a change of the calendar moves, written many at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from lajur.store.models import DeadlineChangeRow, GovernmentRow
from lajur.store.sql import moment

_ON_SQLITE = "UPDATE store_workitemrow SET due_at = %s WHERE id = %s"
_ON_POSTGRESQL = (
    "UPDATE store_workitemrow AS w SET due_at = n.due"
    " FROM unnest(%s::bigint[], %s::timestamptz[]) AS n (id, due) WHERE w.id = n.id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueChange:
    """One deadline before and after. Moments are aware."""

    item: int  # WorkItemRow
    case_id: int
    number: int
    old: datetime | None
    new: datetime

    @property
    def is_earlier(self) -> bool:
        return self.old is not None and self.new < self.old


def write(
    changes: Sequence[DueChange], *, government: GovernmentRow, act: int, at: datetime
) -> None:
    """Keep the new due times, and that they were moved by act `act` of the office journal."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(_ON_SQLITE, [(str(moment(one.new)), one.item) for one in changes])
        else:
            items, dues = [one.item for one in changes], [one.new for one in changes]
            cursor.execute(_ON_POSTGRESQL, [items, dues])
    DeadlineChangeRow.objects.bulk_create(
        DeadlineChangeRow(
            government=government,
            act=act,
            case_id=one.case_id,
            number=one.number,
            old=one.old,
            new=one.new,
            at=at,
        )
        for one in changes
    )
