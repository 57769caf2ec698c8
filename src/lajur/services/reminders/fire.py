"""Reminders fire: once each, with the notices and messages they make, or not at all.

Any number of workers may do this at the same moment. What makes a reminder happen once is its
unique row, inserted in the transaction that makes its notices: who comes second inserts nothing and
tells nobody, and who is killed half-way has done nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django_scopes import scope

from lajur.core.access import PersonId
from lajur.core.engine.case import WorkItemState
from lajur.core.notices import LATE, WAITING, NoticeKind
from lajur.core.procedure.definition import Procedure
from lajur.core.reminders import Work, is_ripe, lateness
from lajur.queries.reminders import known_rules
from lajur.services.messages.compose import compose
from lajur.services.reminders.office import Office, People, office_at
from lajur.services.reminders.ripe import Ripe, Search
from lajur.store import procedures
from lajur.store.calendars import office_calendar
from lajur.store.models import GovernmentRow, NoticeRow, WorkItemRow
from lajur.store.sql import moment

BATCH = 1_000  # reminders in one transaction; a person hears of all of them in one message
_ROWS = 100  # of one statement
_FIRE = (
    "INSERT INTO store_reminderrow"
    " (government_id, rule_id, case_id, number, due_at, planned_at, fired_at)"
    " VALUES {rows} ON CONFLICT DO NOTHING RETURNING id, rule_id, case_id, number"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """One reminder about to fire: of what, and to whom."""

    ripe: Ripe
    item: WorkItemRow
    work: Work
    performers: People
    people: People  # those who hear nothing graver of it in the same tick

    @property
    def key(self) -> tuple[int, int, int]:
        return self.ripe.rule.id, self.ripe.case, self.ripe.number


def fire(*, at: datetime) -> int:
    """Fire what has come of age in every government, in due order; gives how many reminders.

    Raises: whatever went wrong in one government, after the others have been served.
    """
    fired, faults = 0, []
    for government in GovernmentRow.objects.order_by("id"):
        try:
            with scope(government=government):
                fired += _Tick(government, at).run()
        except Exception as error:
            faults.append(error)
    if faults:
        raise faults[0]
    return fired


class _Tick:
    """What fires in one government at one moment."""

    def __init__(self, government: GovernmentRow, at: datetime) -> None:
        self.government, self.at = government, at
        self.calendar = office_calendar(government.pk, government.calendar_version, government.zone)
        self.ripe_of: dict[int, list[Ripe]] = defaultdict(list)  # by work item

    def run(self) -> int:
        ripe = self._ripe()
        if not ripe:
            return 0
        for one in ripe:
            self.ripe_of[one.item].append(one)
        office = office_at(self.government, self.at)
        batches = (ripe[start : start + BATCH] for start in range(0, len(ripe), BATCH))
        return sum(self._fire(batch, office) for batch in batches)

    def _ripe(self) -> list[Ripe]:
        rules = [known for known in known_rules() if known.active]
        search = Search(government=self.government, rules=rules, calendar=self.calendar, at=self.at)
        return search.ripe()

    def _fire(self, batch: Sequence[Ripe], office: Office) -> int:
        """One transaction: the reminders nobody has fired yet, their notices, their messages."""
        with transaction.atomic():
            tellings = list(self._tellings(batch, office))
            fired = self._insert(tellings)
            notices = [
                self._notice(telling, person, reminder=fired[telling.key])
                for telling in tellings
                if telling.key in fired
                for person in sorted(telling.people)
            ]
            NoticeRow.objects.bulk_create(notices, batch_size=_ROWS)
            compose(notices, at=self.at)
        return len(fired)

    def _tellings(self, batch: Sequence[Ripe], office: Office) -> Iterator[_Telling]:
        """What still holds now that the transaction has begun, with those who must hear it.

        Where there is nobody at all, nothing fires: it will, when there is somebody.
        """
        items = _open_items({ripe.item for ripe in batch})
        for ripe in batch:
            item = items.get(ripe.item)
            if item is None or item.due_at != ripe.due:
                continue
            work = _work(item, ripe.due)
            people = office.people(ripe.rule.rule.audience, item)
            if people and self._speaks(ripe, work):
                yield _Telling(
                    ripe=ripe,
                    item=item,
                    work=work,
                    performers=office.performers(item),
                    people=people - self._told_graver(ripe, item, office),
                )

    def _speaks(self, ripe: Ripe, work: Work) -> bool:
        return ripe.due == work.due and is_ripe(
            ripe.rule.rule, work, planned=ripe.planned, told_at=ripe.told_at, at=self.at
        )

    def _told_graver(self, ripe: Ripe, item: WorkItemRow, office: Office) -> People:
        """Those whom a later rule of this tick tells the same of the same work, in whatever batch.

        After an outage several rules speak at once; nobody reads the same sentence twice.
        """
        work = _work(item, ripe.due)
        later = (
            one
            for one in self.ripe_of[ripe.item]
            if one.order > ripe.order and self._speaks(one, work)
        )
        return frozenset().union(*(office.people(one.rule.rule.audience, item) for one in later))

    def _insert(self, tellings: Sequence[_Telling]) -> dict[tuple[int, int, int], int]:
        """Insert the reminders; gives the ids of those that nobody else has inserted, by key."""
        fired: dict[tuple[int, int, int], int] = {}
        for start in range(0, len(tellings), _ROWS):
            some = tellings[start : start + _ROWS]
            sql = _FIRE.format(rows=", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(some)))
            with connection.cursor() as cursor:
                cursor.execute(sql, [value for one in some for value in self._row(one.ripe)])
                fired.update({tuple(key): pk for pk, *key in cursor.fetchall()})
        return fired

    def _row(self, ripe: Ripe) -> tuple[Any, ...]:
        place = self.government.pk, ripe.rule.id, ripe.case, ripe.number
        return *place, moment(ripe.due), moment(ripe.planned), moment(self.at)

    def _notice(self, telling: _Telling, person: PersonId, *, reminder: int) -> NoticeRow:
        spoken_to = person in telling.performers or telling.work.waits
        return NoticeRow(
            government=self.government,
            person_id=person,
            reminder_id=reminder,
            case_id=telling.ripe.case,
            kind=(NoticeKind.REMINDER if spoken_to else NoticeKind.ESCALATION).value,
            facts=self._facts(telling.item, telling.work),
            created_at=self.at,
        )

    def _facts(self, item: WorkItemRow, work: Work) -> dict[str, str]:
        procedure = _procedure(item)
        late = None if work.waits else lateness(work.due, self.at, self.calendar)
        lane = procedure.lanes[item.lane].name
        return {
            "number": item.case.number,
            "title": item.case.title,
            "step": procedure.steps[item.step].printed.title,
            "due": work.due.isoformat(),
            "since": self.calendar.local_date(work.opened_at).isoformat(),
            "performer": item.owner.name if item.owner else lane,
            "late": f"{late.amount} {late.unit}" if late else "",
            "variant": WAITING if work.waits else LATE if late else "",
        }


def _open_items(ids: set[int]) -> dict[int, WorkItemRow]:
    """Those still open, and running or waiting to begin, by id, with all that is to be told."""
    running = Q(paused_at__isnull=True) | Q(state=WorkItemState.READY.value)
    rows = WorkItemRow.objects.filter(running, pk__in=ids, closed_at__isnull=True)
    unread = ("case__form", "case__procedure__source", "case__procedure__transcript")
    return {row.pk: row for row in rows.select_related("case__procedure", "owner").defer(*unread)}


def _work(item: WorkItemRow, due: datetime) -> Work:
    return Work(
        due=due,
        opened_at=item.opened_at,
        waits=item.paused_at is not None,  # ready, and its minutes have not begun
        of_applicant=item.agency_id is not None,
    )


def _procedure(item: WorkItemRow) -> Procedure:
    row = item.case.procedure
    return procedures.parsed(row.pk, row.digest, government=item.government_id)
