"""Reading a case in order to change it, inside the transaction that will.

The lock that counts on both databases is the conditional update of the case's version, in
`writing.save`; what is read here is what that update then vouches for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lajur.core.access import Actor, PersonId
from lajur.core.engine.case import Case, WorkItem
from lajur.core.engine.deadlines import Clock
from lajur.core.procedure.definition import Procedure
from lajur.core.refusals import NotFound, marked
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.store import mapping, procedures
from lajur.store.calendar_lock import counting
from lajur.store.calendars import office_calendar
from lajur.store.sql import run
from lajur.store.standing import Standing, asking, standing

_CASE = (
    "SELECT c.government_id, c.version, c.head, c.marking, c.agency_id, c.procedure_id,"
    " c.parent_id, c.parent_item, p.digest, g.zone, g.calendar_version,"
    " w.number, w.step, w.kind, w.lane, w.state, w.owner_id, w.visit, w.opened_at, w.parent,"
    " w.pending, w.due_at, w.paused_at, w.started_at"
    " FROM store_caserow c"
    " JOIN store_governmentrow g ON g.id = c.government_id"
    " JOIN store_procedurerow p ON p.id = c.procedure_id"
    " LEFT JOIN store_workitemrow w ON w.case_id = c.id AND w.closed_at IS NULL"
    " WHERE c.id = %s AND g.slug = %s"
)
_CASE_WIDTH = 11  # columns before those of the work item


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A case as one transaction reads it, and who asks."""

    id: int
    government: int
    version: int
    head: str  # hash of the last event
    agency: int
    parent: int | None  # the case whose step this one carries out
    parent_item: int | None
    calendar: OfficeCalendar
    case: Case
    clocks: Mapping[int, Clock]  # of open work, by number
    standing: Standing

    @property
    def procedure(self) -> Procedure:
        return self.case.procedure

    def actor_at(self, item: WorkItem | None) -> Actor:
        """The asker, as they act on this piece of work; None: on the case as a whole."""
        return self.standing.actor_in(
            self.case.procedure,
            agency=self.agency,
            appointed=self.case.appointed,
            lane=None if item is None else item.lane,
            owner=None if item is None else item.owner,
        )


def load(case_id: int, *, actor: Actor, number: int | None, at: datetime) -> tuple[Loaded, Actor]:
    """Read a case and its asker's standing in it, now; the actor is as the database knows them.

    Raises:
        NotFound: no such case, or none that the actor may see.
    """
    person = _person(actor)
    government = actor.government
    batch = [(_CASE, (case_id, government)), asking(person, government, at)]
    (_, rows), (_, people) = run([*counting(government), *batch])[-2:]
    known = standing(people, person, government, at)
    if not rows or known is None:
        raise NotFound(what=marked("Berkas"))
    loaded = _loaded(case_id, rows, known)
    asker = loaded.actor_at(loaded.case.items.get(number) if number else None)
    if not asker.sees_case:
        raise NotFound(what=marked("Berkas"))
    return loaded, asker


def load_unasked(case_id: int, *, government: str) -> Loaded:
    """Read a case for an act of the office itself: an official leaves, and work comes back.

    Raises:
        NotFound: no such case.
    """
    _, rows = run([*counting(government), (_CASE, (case_id, government))])[-1]
    if not rows:
        raise NotFound(what=marked("Berkas"))
    nobody = Standing(
        person=0, name="", government=government, unit=None, roles=frozenset(), held=()
    )
    return _loaded(case_id, rows, nobody)


def _person(actor: Actor) -> PersonId:
    if actor.person is None:
        raise NotFound(what=marked("Berkas"))
    return actor.person


def _loaded(case_id: int, rows: list[tuple[Any, ...]], known: Standing) -> Loaded:
    first = rows[0]
    government, version, head, marking, agency, procedure_row, parent, parent_item = first[:8]
    procedure = procedures.parsed(procedure_row, first[8], government=government)
    items = [row[_CASE_WIDTH:] for row in rows if row[_CASE_WIDTH] is not None]
    return Loaded(
        id=case_id,
        government=government,
        version=version,
        head=head,
        agency=agency,
        parent=parent,
        parent_item=parent_item,
        calendar=office_calendar(government, first[10], first[9]),
        case=mapping.to_case(procedure, marking, items),
        clocks=mapping.to_clocks(items),
        standing=known,
    )
