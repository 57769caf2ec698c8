"""Telling performers whose deadline has come earlier; a later one is no news to act on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lajur.core.access import PersonId
from lajur.core.notices import MANY, NoticeKind
from lajur.core.offices.performers import Task, performers_of
from lajur.core.procedure.definition import Procedure
from lajur.queries.absences import substitutes_on
from lajur.queries.lanes import LaneView, lanes_of
from lajur.services.messages.compose import compose
from lajur.store import procedures
from lajur.store.due_changes import DueChange
from lajur.store.models import GovernmentRow, NoticeRow, ProcedureRow, WorkItemRow

EACH = 5  # notices of single deadlines a person gets; of more, one notice that says how many

_WANTED = (
    "id",
    "number",
    "step",
    "lane",
    "owner",
    "agency",
    "appointed",
    "case",
    "case__number",
    "case__title",
    "case__applicant",
    "case__procedure",
)


@dataclass(slots=True, kw_only=True)
class Telling:
    """Whom to tell what, gathered batch by batch: per person a few notices and a count."""

    government: GovernmentRow
    at: datetime  # aware, UTC
    counts: dict[PersonId, int] = field(default_factory=lambda: defaultdict(int))
    first: dict[PersonId, list[NoticeRow]] = field(default_factory=lambda: defaultdict(list))
    lanes: dict[int, Mapping[str, LaneView]] = field(default_factory=dict)  # by ProcedureRow
    versions: dict[int, Procedure] = field(default_factory=dict)  # by ProcedureRow
    substitutes: Mapping[PersonId, PersonId] | None = None  # None: not asked for yet

    def gather(self, changes: Sequence[DueChange]) -> None:
        """Take the earlier ones of a batch into account."""
        earlier = {one.item: one for one in changes if one.is_earlier}
        if not earlier:
            return
        for item in WorkItemRow.objects.filter(pk__in=earlier).values(*_WANTED):
            for person in self._performers(item):
                self.counts[person] += 1
                if len(self.first[person]) < EACH:
                    self.first[person].append(self._notice(person, item, earlier[item["id"]]))

    def tell(self) -> None:
        """Save the notices and their messages, in the open transaction."""
        notices = NoticeRow.objects.bulk_create(self._notices())
        compose(notices, at=self.at)

    def _notices(self) -> Iterator[NoticeRow]:
        for person, count in self.counts.items():
            if count <= EACH:
                yield from self.first[person]
            else:
                yield self._row(person, {"variant": MANY, "count": count})

    def _performers(self, item: Mapping[str, Any]) -> Iterable[PersonId]:
        """Those before whom the work is, substitutes among them."""
        task = Task(
            owner=item["owner"],
            applicant=None if item["agency"] is None else item["case__applicant"],
            appointed=tuple(map(int, item["appointed"].split())),
            holders=self._lanes(item["case__procedure"])[item["lane"]].able,
        )
        performers = performers_of(task, self._substitutes())
        return frozenset().union(*(one.reached for one in performers))

    def _notice(self, person: PersonId, item: Mapping[str, Any], change: DueChange) -> NoticeRow:
        zone = ZoneInfo(self.government.zone)
        step = self._procedure(item["case__procedure"]).steps[item["step"]]
        facts = {
            "number": item["case__number"],
            "title": item["case__title"],
            "step": step.printed.title,
            "due": change.new.astimezone(zone).isoformat(),
            "was": change.old.astimezone(zone).isoformat() if change.old else "",
        }
        return self._row(person, facts, case=item["case"])

    def _row(
        self, person: PersonId, facts: Mapping[str, object], case: int | None = None
    ) -> NoticeRow:
        return NoticeRow(
            government=self.government,
            person_id=person,
            case_id=case,
            kind=NoticeKind.DEADLINE_MOVED.value,
            facts=facts,
            created_at=self.at,
        )

    def _substitutes(self) -> Mapping[PersonId, PersonId]:
        if self.substitutes is None:
            zone = ZoneInfo(self.government.zone)
            self.substitutes = substitutes_on(self.at.astimezone(zone).date())
        return self.substitutes

    def _lanes(self, version: int) -> Mapping[str, LaneView]:
        if version not in self.lanes:
            zone = ZoneInfo(self.government.zone)
            self.lanes[version] = lanes_of(self._procedure(version), at=self.at, zone=zone)
        return self.lanes[version]

    def _procedure(self, version: int) -> Procedure:
        """Of a ProcedureRow."""
        if version not in self.versions:
            self.versions[version] = procedures.of_row(ProcedureRow.objects.get(pk=version))
        return self.versions[version]
