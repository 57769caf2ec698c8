"""What a person is to a government at one moment: flags, unit, positions, and their lanes.

Read inside the transaction that acts on it, so that who has lost a position has lost it at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from lajur.core.access import Acting, Actor, Capacity, PersonId, Role
from lajur.core.procedure.definition import LaneId, LaneKind, Procedure
from lajur.store.sql import Statement

_PERSON = (
    "SELECT g.zone, q.name, q.unit_id, u.kind, q.is_admin, q.is_clerk, q.is_auditor,"
    " o.id, o.name, v.kind, h.capacity, h.since, h.until, b.procedure_key, b.lane"
    " FROM store_personrow q"
    " JOIN store_governmentrow g ON g.id = q.government_id"
    " LEFT JOIN store_unitrow u ON u.id = q.unit_id AND u.active"
    " LEFT JOIN store_holdingrow h ON h.person_id = q.id"
    " LEFT JOIN store_positionrow o ON o.id = h.position_id AND o.active"
    " LEFT JOIN store_unitrow v ON v.id = o.unit_id"
    " LEFT JOIN store_lanebindingrow b ON b.position_id = o.id"
    " WHERE q.id = %s AND q.is_active AND g.slug = %s"
    " ORDER BY o.rank, o.id, h.since"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A position held today."""

    position: int
    name: str
    capacity: Capacity
    is_vendor: bool  # a vendor sees only the cases it is appointed to
    lanes: frozenset[tuple[str, LaneId]]  # (procedure key, lane)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A person as a government knows them at one moment."""

    person: PersonId
    name: str
    government: str  # slug
    unit: int | None
    roles: frozenset[Role]
    held: tuple[Held, ...]  # highest office first

    def actor(self) -> Actor:
        """The person outside any case."""
        return self._acting_as(next(iter(self.held), None), frozenset())

    def actor_in(
        self,
        procedure: Procedure,
        *,
        agency: int,
        appointed: Mapping[LaneId, Sequence[PersonId]],
        lane: LaneId | None,
    ) -> Actor:
        """The person in one case: the lanes open to them, acting in that of `lane` if they can.

        A vendor's position opens a lane only where the person is appointed; the applicant's lane
        belongs to the agency that asks.
        """
        opened = {
            held: frozenset(
                one
                for key, one in held.lanes
                if key == procedure.id
                and (not held.is_vendor or self.person in appointed.get(one, ()))
            )
            for held in self.held
        }
        lanes = frozenset().union(*opened.values())
        if Role.APPLICANT in self.roles and self.unit == agency:
            lanes |= applicant_lanes(procedure)
        chosen = [held for held, ones in opened.items() if lane in ones]
        chosen += [held for held, ones in opened.items() if ones and lane not in lanes]
        chosen += [held for held in self.held if lane not in lanes]
        return self._acting_as(next(iter(chosen), None), lanes)

    def _acting_as(self, held: Held | None, lanes: frozenset[LaneId]) -> Actor:
        acting = Acting(
            person=self.person,
            name=self.name,
            position=held.name if held else "",
            capacity=held.capacity if held else None,
        )
        return Actor(
            acting=acting,
            government=self.government,
            roles=self.roles,
            lanes=lanes,
            unit=self.unit,
            positions=frozenset(held.position for held in self.held),
        )


def applicant_lanes(procedure: Procedure) -> frozenset[LaneId]:
    return frozenset(
        lane.id for lane in procedure.lanes.values() if lane.kind is LaneKind.APPLICANT
    )


def asking(person: PersonId, government: str) -> Statement:
    """The statement whose rows `standing` reads."""
    return _PERSON, (person, government)


def standing(
    rows: Sequence[tuple[Any, ...]], person: PersonId, government: str, at: datetime
) -> Standing | None:
    """What the rows of `asking` say; None when the government knows no such active person."""
    if not rows:
        return None
    zone, name, unit, unit_kind, is_admin, is_clerk, is_auditor = rows[0][:7]
    today = at.astimezone(ZoneInfo(zone)).date()
    held = tuple(_held(row[7:] for row in rows if row[7] is not None and _covers(row, today)))
    roles = {Role.PUBLIC, Role.PERSON}
    given = (
        (Role.ADMIN, is_admin),
        (Role.CLERK, is_clerk),
        (Role.AUDITOR, is_auditor),
        (Role.APPLICANT, unit_kind == "agency"),
        (Role.OFFICIAL, any(one.lanes for one in held)),
    )
    roles.update(role for role, has in given if has)
    return Standing(
        person=person,
        name=name,
        government=government,
        unit=unit,
        roles=frozenset(roles),
        held=held,
    )


def _covers(row: tuple[Any, ...], today: date) -> bool:
    since, until = _day(row[11]), _day(row[12])
    return since is not None and since <= today and (until is None or today <= until)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _held(rows: Iterable[tuple[Any, ...]]) -> Iterable[Held]:
    """One per position and capacity, with all its lanes."""
    found: dict[tuple[int, str], tuple[Any, ...]] = {}
    lanes: dict[tuple[int, str], set[tuple[str, LaneId]]] = {}
    for row in rows:
        place = row[0], row[3]
        found.setdefault(place, row)
        bound = lanes.setdefault(place, set())
        if row[6] is not None:
            bound.add((row[6], row[7]))
    for place, row in found.items():
        yield Held(
            position=row[0],
            name=row[1],
            capacity=Capacity(row[3]),
            is_vendor=row[2] == "vendor",
            lanes=frozenset(lanes[place]),
        )
