"""Work that somebody holds, and would lose with a position or a lane."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lajur.core.access import PersonId
from lajur.store.models import HoldingRow, LaneBindingRow, WorkItemRow

LaneKey = tuple[str, str]  # procedure key, lane
HELD = ("reserved", "suspended")  # WorkItemState: somebody has it; what waits comes back to them


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldWork:
    """A piece of open work in somebody's hands."""

    case_id: int
    number: int
    request_number: str
    title: str
    owner: PersonId
    owner_name: str


def covering(day: date) -> Q:
    """Holdings that cover a day of the office's."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def positions_of(person: PersonId, day: date, *, without: Collection[int] = ()) -> set[int]:
    """The positions a person holds on a day, holdings of the given ids left out."""
    held = HoldingRow.objects.filter(covering(day), person=person, position__active=True)
    return set(held.exclude(pk__in=without).values_list("position", flat=True))


def lanes_of(positions: Collection[int]) -> set[LaneKey]:
    """The lanes that any of the positions works in."""
    bound = LaneBindingRow.objects.filter(position__in=positions)
    return set(bound.values_list("procedure_key", "lane"))


def work_in(lanes: Mapping[PersonId, Iterable[LaneKey]]) -> tuple[HeldWork, ...]:
    """What each person holds in the lanes given for them."""
    wanted = Q(pk__in=())
    for person, keys in lanes.items():
        for procedure_key, lane in keys:
            wanted |= Q(owner=person, procedure_key=procedure_key, lane=lane)
    return _views(WorkItemRow.objects.filter(wanted, agency__isnull=True))


def work_of(person: PersonId) -> tuple[HeldWork, ...]:
    """All that a person holds."""
    return _views(WorkItemRow.objects.filter(owner=person))


def work_for_agency(person: PersonId, agency: int | None) -> tuple[HeldWork, ...]:
    """What a person holds in the applicant's lane of an agency."""
    return _views(WorkItemRow.objects.filter(owner=person, agency=agency, agency__isnull=False))


def work_lost_by_ending(ending: Mapping[int, PersonId], today: date) -> tuple[HeldWork, ...]:
    """What people hold only through the holdings (by id) that end before today."""
    lost = {}
    for person in set(ending.values()):
        before = lanes_of(positions_of(person, today))
        after = lanes_of(positions_of(person, today, without=ending))
        lost[person] = before - after
    return work_in(lost)


def work_of_former_holders(today: date) -> tuple[HeldWork, ...]:
    """What people hold in lanes of the office in which they no longer have a position."""
    rows = WorkItemRow.objects.filter(agency__isnull=True)
    bound = LaneBindingRow.objects.filter(position__active=True)
    bound = bound.filter(
        Q(position__holdings__until__isnull=True) | Q(position__holdings__until__gte=today),
        position__holdings__since__lte=today,
    )
    entitled = set(bound.values_list("position__holdings__person", "procedure_key", "lane"))
    held = rows.filter(state__in=HELD, closed_at__isnull=True, owner__isnull=False)
    owners = held.values_list("owner", "procedure_key", "lane").distinct()
    lost: dict[PersonId, list[LaneKey]] = {}
    for person, key, lane in owners:
        if (person, key, lane) not in entitled:
            lost.setdefault(person, []).append((key, lane))
    return work_in(lost)


def _views(rows: QuerySet[WorkItemRow]) -> tuple[HeldWork, ...]:
    open_rows = rows.filter(state__in=HELD, closed_at__isnull=True, owner__isnull=False)
    return tuple(
        HeldWork(
            case_id=row.case_id,
            number=row.number,
            request_number=row.case.number,
            title=row.case.title,
            owner=row.owner_id or 0,
            owner_name=row.owner.name if row.owner else "",
        )
        for row in open_rows.select_related("case", "owner").order_by("case", "number")
    )
