"""Whose lane is whose: the positions bound to it, and who holds them today."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext

from lajur.core.access import Actor, Capacity, PersonId, Role
from lajur.core.offices.performers import Holder
from lajur.core.procedure.definition import LaneId, LaneKind, Procedure
from lajur.store.models import LaneBindingRow, UnitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteView:
    """Who works today in the place of a holder who is away."""

    person: PersonId
    name: str
    capacity: Capacity  # DAILY or ON_BEHALF
    until: date  # last day, inclusive


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderView:
    """A person who holds a position today."""

    person: PersonId
    name: str
    position: str
    capacity: Capacity
    is_vendor: bool = False  # the position is a vendor's
    substitute: SubstituteView | None = None  # None: not away

    @property
    def words(self) -> str:
        """ "Budi Santoso, Plt. Kepala Bidang Teknologi Informasi"; while away, the substitute's."""
        if self.substitute is None:
            return f"{self.name}, {capacity_words(self.capacity, self.position)}"
        return f"{self.substitute.name}, {self.capacity_of_substitute}"

    @property
    def capacity_of_substitute(self) -> str:
        """ "Plh. Kepala Bidang TI", "a.n. Kepala Bidang TI (Budi Santoso)"; "" while not away."""
        if self.substitute is None:
            return ""
        return capacity_words(self.substitute.capacity, self.position, instead_of=self.name)

    @property
    def choice(self) -> str:
        """The words for a list to choose from: work is given to the holder, away or not."""
        own = f"{self.name}, {capacity_words(self.capacity, self.position)}"
        if self.substitute is None:
            return own
        return gettext("%(holder)s (digantikan %(name)s)") % {
            "holder": own,
            "name": self.substitute.name,
        }


def capacity_words(capacity: str, position: str, *, instead_of: str = "") -> str:
    """ "Plt. Kepala Bidang TI", "a.n. Kepala Bidang TI (Budi Santoso)", "a.n. Budi Santoso"."""
    if capacity != Capacity.ON_BEHALF:
        acting = "" if capacity == Capacity.DEFINITIVE else f"{capacity} "
        return f"{acting}{position}".strip()
    if not position:
        return f"{capacity} {instead_of}"
    return f"{capacity} {position} ({instead_of})" if instead_of else f"{capacity} {position}"


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

    def named(self, person: PersonId) -> str:
        """A holder in words, or their substitute; "" for somebody who holds nothing here."""
        return next((one.words for one in self.holders if one.person == person), "")

    def stood_in_by(self, person: PersonId | None) -> frozenset[PersonId]:
        """The holders here in whose place `person` works today."""
        return frozenset(
            one.person
            for one in self.holders
            if one.substitute is not None and one.substitute.person == person
        )

    @property
    def able(self) -> tuple[Holder, ...]:
        """Its holders, as the core decides whose the work is."""
        return tuple(
            Holder(person=one.person, capacity=one.capacity, is_vendor=one.is_vendor)
            for one in self.holders
        )

    @property
    def who(self) -> str:
        """Who gets the work, in words; the lane's printed name when nobody holds it."""
        if not self.holders:
            return ", ".join(self.positions) or self.name
        return "; ".join(holder.words for holder in self.holders)


def lanes_of(procedure: Procedure, *, at: datetime, zone: ZoneInfo) -> Mapping[LaneId, LaneView]:
    """Every lane of the procedure with its positions and today's holders, printed order.

    Holders who are away stand with their substitute, unless they hold the position only for
    somebody else: that does not pass on.
    """
    today = at.astimezone(zone).date()
    rows = list(
        LaneBindingRow.objects.filter(procedure_key=procedure.id, position__active=True)
        .annotate(absence=absence_on(today, of="position__holdings__person"))
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
            "absence__substitute_id",
            "absence__substitute__name",
            "absence__capacity",
            "absence__until",
            "absence__ended_on",
            "absence__substitute__is_active",
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
                _holder(row)
                for row in bound
                if row[3] is not None and row[6] <= today and (row[7] is None or today <= row[7])
            ),
        )
    return found


def absence_on(day: date, *, of: str) -> FilteredRelation:
    """The absence that covers a day of the office's, of the person at the relation `of`."""
    of = f"{of}__absences"
    ended = Q(**{f"{of}__ended_on__isnull": True}) | Q(**{f"{of}__ended_on__gte": day})
    covers = Q(**{f"{of}__since__lte": day, f"{of}__until__gte": day})
    return FilteredRelation(of, condition=covers & ended)


def _holder(row: Sequence[Any]) -> HolderView:
    _, title, kind, person, name, capacity, _, _, *absence = row
    instead, instead_name, acting, until, ended_on, active = absence
    passes_on = bool(active) and capacity != Capacity.DAILY
    return HolderView(
        person=person,
        name=name,
        position=title,
        capacity=Capacity(capacity),
        is_vendor=kind == UnitRow.VENDOR,
        substitute=SubstituteView(
            person=instead,
            name=instead_name,
            capacity=Capacity(acting),
            until=min(until, ended_on or until),
        )
        if passes_on
        else None,
    )


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
        or (actor.positions & lane.vendor_ids and _is_one_of(actor, appointed.get(lane.id, ())))
    )


def _is_one_of(actor: Actor, people: Collection[PersonId]) -> bool:
    return any(actor.answers_for(person) for person in people)
