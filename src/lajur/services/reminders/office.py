"""Whom the audience of a rule is today: performers, those above them, the clerk."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Q

from lajur.core.access import Capacity, PersonId
from lajur.core.offices.performers import Holder, Task, performers_of
from lajur.core.offices.superiors import Chart, Post
from lajur.core.procedure.definition import LaneId
from lajur.core.reminders import Audience
from lajur.queries.absences import substitutes_on
from lajur.store.models import (
    GovernmentRow,
    HoldingRow,
    LaneBindingRow,
    PersonRow,
    PositionRow,
    UnitRow,
    WorkItemRow,
)

People = frozenset[PersonId]
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who is where on one day. Holders are definitive, Plt. and Plh. alike."""

    chart: Chart
    holders: Mapping[int, frozenset[Holder]]  # by position
    bound: Mapping[tuple[str, LaneId], frozenset[int]]  # positions of a lane, by procedure key
    substitutes: Mapping[PersonId, PersonId]  # of those who are away today
    active: People
    clerks: People
    administrators: People

    def people(self, audience: Audience, item: WorkItemRow) -> People:
        """Whom the audience is for this work.

        Nobody there? Then the next who can do something about it: those above, the clerk, at last
        the administrators, of whom there is always one.
        """
        performers = self.performers(item)
        superiors = self._superiors(item, performers)
        ladder = (
            performers,
            superiors,
            self._here(Task(owner=clerk) for clerk in self.clerks),
            self.administrators,
        )
        rungs = ladder[tuple(Audience).index(audience) :]
        return next((rung for rung in rungs if rung), frozenset())

    def performers(self, item: WorkItemRow) -> People:
        """Who has the work, or may take it; whoever stands in for them while they are away."""
        task = Task(
            owner=item.owner_id,
            applicant=None if item.agency_id is None else item.case.applicant_id,
            appointed=tuple(map(int, item.appointed.split())),
            holders=self._holding(self._positions(item)),
        )
        return self._here([task])

    def _superiors(self, item: WorkItemRow, performers: People) -> People:
        """The nearest above each position of the work that somebody else holds."""
        found: set[PersonId] = set()
        for position in self._positions(item):
            for above in self.chart.above(position):
                others = self._here([Task(holders=self._holding([above]))]) - performers
                if others:
                    found |= others
                    break
        return frozenset(found)

    def _positions(self, item: WorkItemRow) -> Collection[int]:
        """The positions of the lane; only its owner's own, where they hold one of them."""
        bound = self.bound.get((item.procedure_key, item.lane), frozenset())
        own = {
            position
            for position in bound
            if any(holder.person == item.owner_id for holder in self._holding([position]))
        }
        return own or bound

    def _holding(self, positions: Iterable[int]) -> tuple[Holder, ...]:
        return tuple(one for position in positions for one in self.holders.get(position, ()))

    def _here(self, tasks: Iterable[Task]) -> People:
        """Who is to do the tasks today; nobody without a working account."""
        performers = (one for task in tasks for one in performers_of(task, self.substitutes))
        return frozenset(one.acting for one in performers) & self.active


def office_at(government: GovernmentRow, at: datetime) -> Office:
    """The office as it is on the day of `at` in its own zone. Called inside its scope."""
    today = at.astimezone(ZoneInfo(government.zone)).date()
    flags = PersonRow.scoped.filter(is_active=True).values_list("pk", "is_clerk", "is_admin")
    people = list(flags)
    return Office(
        chart=_chart(),
        holders=_holders(today),
        bound=_bound(),
        substitutes=substitutes_on(today),
        active=frozenset(pk for pk, _, _ in people),
        clerks=frozenset(pk for pk, is_clerk, _ in people if is_clerk),
        administrators=frozenset(pk for pk, _, is_admin in people if is_admin),
    )


def _chart() -> Chart:
    rows = PositionRow.objects.filter(active=True).values_list("pk", "unit_id", "rank")
    posts = (Post(id=pk, unit=unit, rank=rank) for pk, unit, rank in rows)
    return Chart(posts, dict(UnitRow.objects.values_list("pk", "parent_id")))


def _holders(today: date) -> dict[int, frozenset[Holder]]:
    covering = Q(until__isnull=True) | Q(until__gte=today)
    rows = HoldingRow.objects.filter(covering, annulled=False, since__lte=today)
    wanted = rows.values_list("position_id", "person_id", "capacity", "position__unit__kind")
    return _gathered(
        (
            position,
            Holder(person=person, capacity=Capacity(held_as), is_vendor=kind == UnitRow.VENDOR),
        )
        for position, person, held_as, kind in wanted
    )


def _bound() -> dict[tuple[str, LaneId], frozenset[int]]:
    rows = LaneBindingRow.objects.filter(position__active=True)
    return _gathered(
        ((key, lane), position)
        for key, lane, position in rows.values_list("procedure_key", "lane", "position_id")
    )


def _gathered(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, frozenset[Value]]:
    found: dict[Key, set[Value]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key: frozenset(values) for key, values in found.items()}
