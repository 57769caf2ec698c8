"""Telling performers whose deadline has come earlier; a later one is no news to act on."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
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
from lajur.store.due_plan import Earlier
from lajur.store.models import GovernmentRow, NoticeRow, ProcedureRow, WorkItemRow

People = frozenset[PersonId]

EACH = 5  # notices of single deadlines a person gets; of more, one notice that says how many

_TOGETHER = 500  # work items read by one statement

_WANTED = ("id", "step", "case", "case__number", "case__title", "case__procedure")


@dataclass(slots=True, kw_only=True)
class _Group:
    """Earlier deadlines of work that the same people have before them."""

    example: Earlier
    count: int = 0
    first: list[Earlier] = field(default_factory=list)

    def add(self, one: Earlier) -> None:
        self.count += 1
        if len(self.first) < EACH:
            self.first.append(one)


@dataclass(kw_only=True)
class Telling:
    """Whom to tell what: per person a few notices, or a count."""

    government: GovernmentRow
    at: datetime  # aware, UTC
    lanes: dict[int, Mapping[str, LaneView]] = field(default_factory=dict)  # by ProcedureRow
    versions: dict[int, Procedure] = field(default_factory=dict)  # by ProcedureRow

    def tell(self, earlier: Iterable[Earlier]) -> None:
        """Save the notices and their messages, in the open transaction."""
        notices = NoticeRow.objects.bulk_create(self._notices(_grouped(earlier)))
        compose(notices, at=self.at)

    def _notices(self, groups: Collection[_Group]) -> Iterator[NoticeRow]:
        reached = [(group, self._performers(group.example)) for group in groups]
        counts: Counter[PersonId] = Counter()
        for group, people in reached:
            counts.update(dict.fromkeys(people, group.count))
        few = {person for person, count in counts.items() if count <= EACH}
        for person in sorted(counts.keys() - few):
            yield self._row(person, {"variant": MANY, "count": counts[person]})
        yield from self._single([(group, people & few) for group, people in reached])

    def _single(self, reached: Sequence[tuple[_Group, People]]) -> Iterator[NoticeRow]:
        told = {
            one.item: (one, people) for group, people in reached if people for one in group.first
        }
        items = sorted(told)
        for start in range(0, len(items), _TOGETHER):
            rows = WorkItemRow.objects.filter(pk__in=items[start : start + _TOGETHER])
            for item in rows.order_by("pk").values(*_WANTED):
                change, people = told[item["id"]]
                for person in sorted(people):
                    yield self._notice(person, item, change)

    def _performers(self, one: Earlier) -> People:
        """Those before whom the work is, substitutes among them."""
        task = Task(
            owner=one.owner,
            applicant=one.applicant,
            appointed=tuple(map(int, one.appointed.split())),
            holders=self._lanes(one.procedure)[one.lane].able,
        )
        performers = performers_of(task, self._substitutes)
        return frozenset().union(*(performer.reached for performer in performers))

    def _notice(self, person: PersonId, item: Mapping[str, Any], change: Earlier) -> NoticeRow:
        step = self._procedure(item["case__procedure"]).steps[item["step"]]
        facts = {
            "number": item["case__number"],
            "title": item["case__title"],
            "step": step.printed.title,
            "due": change.new.astimezone(self._zone).isoformat(),
            "was": change.old.astimezone(self._zone).isoformat(),
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

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.government.zone)

    @cached_property
    def _substitutes(self) -> Mapping[PersonId, PersonId]:
        return substitutes_on(self.at.astimezone(self._zone).date())

    def _lanes(self, version: int) -> Mapping[str, LaneView]:
        if version not in self.lanes:
            procedure = self._procedure(version)
            self.lanes[version] = lanes_of(procedure, at=self.at, zone=self._zone)
        return self.lanes[version]

    def _procedure(self, version: int) -> Procedure:
        """Of a ProcedureRow."""
        if version not in self.versions:
            self.versions[version] = procedures.of_row(ProcedureRow.objects.get(pk=version))
        return self.versions[version]


def _grouped(earlier: Iterable[Earlier]) -> Collection[_Group]:
    groups: dict[tuple[object, ...], _Group] = {}
    for one in earlier:
        key = one.owner, one.appointed, one.lane, one.procedure, one.applicant
        groups.setdefault(key, _Group(example=one)).add(one)
    return groups.values()
