"""Whose lane is whose: the positions bound to it, and who holds them today."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from lajur.core.access import Actor, Capacity, PersonId, Role
from lajur.core.procedure.definition import LaneId, LaneKind, Procedure
from lajur.store.models import LaneBindingRow, UnitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderView:
    """A person who holds a position today."""

    person: PersonId
    name: str
    position: str
    capacity: Capacity

    @property
    def words(self) -> str:
        """ "Budi Santoso, Plt. Kepala Bidang Teknologi Informasi"."""
        acting = "" if self.capacity is Capacity.DEFINITIVE else f"{self.capacity} "
        return f"{self.name}, {acting}{self.position}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneView:
    """A lane as this government fills it."""

    id: LaneId
    name: str  # as printed
    is_applicant: bool
    positions: tuple[str, ...] = ()
    position_ids: frozenset[int] = frozenset()
    vendor_ids: frozenset[int] = frozenset()  # those of a vendor: in only where appointed
    holders: tuple[HolderView, ...] = ()

    @property
    def who(self) -> str:
        """Who gets the work, in words; the lane's printed name when nobody holds it."""
        if not self.holders:
            return ", ".join(self.positions) or self.name
        return "; ".join(holder.words for holder in self.holders)


def lanes_of(procedure: Procedure, *, at: datetime, zone: ZoneInfo) -> Mapping[LaneId, LaneView]:
    """Every lane of the procedure with its positions and today's holders, printed order."""
    today = at.astimezone(zone).date()
    rows = list(
        LaneBindingRow.objects.filter(procedure_key=procedure.id, position__active=True)
        .order_by("position__rank", "position_id", "position__holdings__since")
        .values_list(
            "lane",
            "position_id",
            "position__name",
            "position__unit__kind",
            "position__holdings__person_id",
            "position__holdings__person__name",
            "position__holdings__capacity",
            "position__holdings__since",
            "position__holdings__until",
        )
    )
    found = {}
    for lane in procedure.lanes.values():
        bound = [row[1:] for row in rows if row[0] == lane.id]
        found[lane.id] = LaneView(
            id=lane.id,
            name=lane.name,
            is_applicant=lane.kind is LaneKind.APPLICANT,
            positions=tuple(dict.fromkeys(row[1] for row in bound)),
            position_ids=frozenset(row[0] for row in bound),
            vendor_ids=frozenset(row[0] for row in bound if row[2] == UnitRow.VENDOR),
            holders=tuple(
                HolderView(person=person, name=name, position=title, capacity=Capacity(capacity))
                for _, title, _, person, name, capacity, since, until in bound
                if person is not None and since <= today and (until is None or today <= until)
            ),
        )
    return found


def open_lanes(
    lanes: Mapping[LaneId, LaneView],
    *,
    agency: int,
    appointed: Mapping[LaneId, Collection[PersonId]],
    actor: Actor,
) -> frozenset[LaneId]:
    """The lanes of one case that the actor may look into.

    A vendor's positions open a lane only where the actor is appointed; the applicant's lane
    belongs to the people of the agency that asks.
    """
    return frozenset(
        lane.id
        for lane in lanes.values()
        if (lane.is_applicant and Role.APPLICANT in actor.roles and actor.unit == agency)
        or actor.positions & (lane.position_ids - lane.vendor_ids)
        or (actor.positions & lane.vendor_ids and actor.person in appointed.get(lane.id, ()))
    )
