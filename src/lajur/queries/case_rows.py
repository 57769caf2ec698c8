"""The rows of one case, read with fixed statements: every page about a case begins with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from lajur.core.access import PersonId
from lajur.core.engine.case import Case
from lajur.core.procedure.definition import Procedure
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.store import procedures
from lajur.store.calendars import calendar_at, office_calendar
from lajur.store.mapping import loads, to_case
from lajur.store.sql import as_moment

_CASE = (
    "SELECT c.id, c.government_id, c.version, c.number, c.code, c.service, c.title, c.agency_id,"
    " a.name, p.name, c.form, c.marking, c.parent_id, m.number, c.opened_at, c.closed_at,"
    " c.procedure_id, r.digest, g.calendar_version, g.zone"
    " FROM store_caserow c"
    " JOIN store_governmentrow g ON g.id = c.government_id"
    " JOIN store_unitrow a ON a.id = c.agency_id"
    " JOIN store_personrow p ON p.id = c.applicant_id"
    " JOIN store_procedurerow r ON r.id = c.procedure_id"
    " LEFT JOIN store_caserow m ON m.id = c.parent_id"
    " WHERE c.id = %s AND g.slug = %s"
)
_ITEMS = (
    "SELECT w.number, w.step, w.kind, w.lane, w.state, w.owner_id, w.visit, w.opened_at, w.parent,"
    " w.pending, w.started_at, w.due_at, w.paused_at, w.closed_at, p.name"
    " FROM store_workitemrow w LEFT JOIN store_personrow p ON p.id = w.owner_id"
    " WHERE w.case_id = %s ORDER BY w.number"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """A case as its row and those beside it say."""

    id: int
    government: int
    version: int
    number: str  # nomor permohonan; "" for a child case
    code: str
    service: str  # ServiceKind
    title: str
    agency_id: int
    agency: str
    applicant: str
    form: Mapping[str, Any]  # FormField.id -> what was typed
    marking: Mapping[str, Any]
    parent_id: int | None
    parent_number: str  # "" without a parent
    opened_at: datetime
    closed_at: datetime | None
    procedure: Procedure
    calendar: OfficeCalendar  # of today
    calendar_version: int

    def calendar_at(self, closed: datetime | None) -> OfficeCalendar:
        """The calendar by which work that was closed then is judged; None: it is open."""
        zone = self.calendar.zone.key
        return calendar_at(self.government, self.calendar_version, zone, at=closed)


class ItemFacts(NamedTuple):
    """A work item as its row says. Moments are aware."""

    number: int
    step: str
    kind: str  # WorkKind
    lane: str
    state: str  # WorkItemState
    owner_id: PersonId | None
    visit: int
    opened_at: datetime
    parent: int | None
    pending: Any  # JSON
    started_at: datetime | None
    due_at: datetime | None
    paused_at: datetime | None
    closed_at: datetime | None
    owner: str  # name; "" while nobody has it


def case_facts(case_id: int, *, government: str) -> CaseFacts | None:
    """A case of the government with this slug; one statement."""
    rows = _rows(_CASE, (case_id, government))
    if not rows:
        return None
    (pk, tenant, version, number, code, service, title, agency_id, agency, applicant, form,
     marking, parent, parent_number, opened, closed, procedure, digest, calendar,
     zone) = rows[0]  # fmt: skip
    return CaseFacts(
        id=pk,
        government=tenant,
        version=version,
        number=number,
        code=code,
        service=service,
        title=title,
        agency_id=agency_id,
        agency=agency,
        applicant=applicant,
        form=loads(form),
        marking=loads(marking),
        parent_id=parent,
        parent_number=parent_number or "",
        opened_at=as_moment(opened),
        closed_at=_maybe(closed),
        procedure=procedures.parsed(procedure, digest, government=tenant),
        calendar=office_calendar(tenant, calendar, zone),
        calendar_version=calendar,
    )


def item_facts(case_id: int) -> tuple[ItemFacts, ...]:
    """Every work item the case ever had, by number; one statement."""
    return tuple(map(_item, _rows(_ITEMS, (case_id,))))


def _item(row: tuple[Any, ...]) -> ItemFacts:
    moments = map(_maybe, row[10:14])
    return ItemFacts._make((*row[:7], as_moment(row[7]), *row[8:10], *moments, row[14] or ""))


def case_of(procedure: Procedure, marking: Mapping[str, Any], items: Iterable[ItemFacts]) -> Case:
    """The engine's case, of a marking and every work item."""
    return to_case(procedure, marking, [item[:10] for item in items if item.closed_at is None])


def _rows(sql: str, params: tuple[int | str, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _maybe(value: Any) -> datetime | None:
    return None if value is None else as_moment(value)
