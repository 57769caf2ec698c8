"""What a person is to a government at one moment: flags, unit, positions, and their lanes.

Read inside the transaction that acts on it, so that who has lost a position has lost it at once. A
substitute has the positions of who is away for as long as the absence lasts, and no longer: that is
read here from its dates, and nothing moves when it begins or ends.
"""

# ruff: noqa: S608

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from lajur.core.access import Acting, Actor, Away, Capacity, Instead, PersonId, Role, StandIn
from lajur.core.procedure.definition import LaneId, LaneKind, Procedure
from lajur.store.sql import Statement

# Three parts: the person with their own positions, those of people they stand in for, and their
# own absence. What somebody holds only for another (as Plh.) does not pass on: no chains of power.
_OWN, _FOR_ANOTHER, _AWAY = range(3)
_HELD = "o.id, o.name, v.kind, h.capacity, h.since, h.until, b.procedure_key, b.lane, o.rank"
_POSITIONS = (
    " LEFT JOIN store_positionrow o ON o.id = h.position_id AND o.active"
    " LEFT JOIN store_unitrow v ON v.id = o.unit_id"
    " LEFT JOIN store_lanebindingrow b ON b.position_id = o.id"
)
_ENDS = "CASE WHEN a.ended_on < a.until THEN a.ended_on ELSE a.until END"
_PERSON = (
    "SELECT 0, g.zone, q.name, q.unit_id, u.kind, q.is_admin, q.is_clerk, q.is_auditor,"
    f" {_HELD}, NULL, NULL, NULL, NULL, NULL, NULL"
    " FROM store_personrow q"
    " JOIN store_governmentrow g ON g.id = q.government_id"
    " LEFT JOIN store_unitrow u ON u.id = q.unit_id AND u.active"
    f" LEFT JOIN store_holdingrow h ON h.person_id = q.id{_POSITIONS}"
    " WHERE q.id = %s AND q.is_active AND g.slug = %s"
    " UNION ALL"
    " SELECT 1, g.zone, NULL, NULL, NULL, NULL, NULL, NULL,"
    f" {_HELD}, p.id, p.name, p.unit_id, a.capacity, a.since, {_ENDS}"
    " FROM store_governmentrow g"
    " JOIN store_absencerow a ON a.government_id = g.id"
    " JOIN store_personrow p ON p.id = a.person_id AND p.is_active"
    f" LEFT JOIN store_holdingrow h ON h.person_id = p.id AND h.capacity <> 'Plh.'{_POSITIONS}"
    " WHERE g.slug = %s AND a.substitute_id = %s AND a.since <= %s AND a.until >= %s"
    " UNION ALL"
    " SELECT 2, g.zone, NULL, NULL, NULL, NULL, NULL, NULL,"
    " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
    f" p.id, p.name, NULL, a.capacity, a.since, {_ENDS}"
    " FROM store_governmentrow g"
    " JOIN store_absencerow a ON a.government_id = g.id"
    " JOIN store_personrow p ON p.id = a.substitute_id AND p.is_active"
    " WHERE g.slug = %s AND a.person_id = %s AND a.since <= %s AND a.until >= %s"
    " ORDER BY 1, 17, 9, 13"  # part, rank, position, first day
)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Somebody who is away today and for whom the person works."""

    person: PersonId
    name: str
    unit: int | None
    capacity: Capacity  # in which the substitute acts for them
    until: date  # last day, inclusive


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A position held today, or held by somebody who is away today."""

    position: int
    name: str
    capacity: Capacity
    is_vendor: bool  # a vendor sees only the cases it is appointed to
    lanes: frozenset[tuple[str, LaneId]]  # (procedure key, lane)
    holder: PersonId
    instead_of: Absent | None = None  # None: the person's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A person as a government knows them at one moment."""

    person: PersonId
    name: str
    government: str  # slug
    unit: int | None
    roles: frozenset[Role]
    held: tuple[Held, ...]  # own before those of the absent; highest office first
    absent: tuple[Absent, ...] = ()
    away: Away | None = None

    def actor(self) -> Actor:
        """The person outside any case, in a position of their own."""
        own = (held for held in self.held if held.instead_of is None)
        return self._acting_as(next(own, None), frozenset(), self.absent)

    def actor_in(
        self,
        procedure: Procedure,
        *,
        agency: int,
        appointed: Mapping[LaneId, Sequence[PersonId]],
        lane: LaneId | None,
        owner: PersonId | None = None,
    ) -> Actor:
        """The person in one case: the lanes open to them, acting in that of `lane` if they can.

        A vendor's position opens a lane only where its holder is appointed; the applicant's lane
        belongs to the agency that asks. `owner` has the work in hand that the act is about: a
        substitute then acts for them.
        """
        opened = {
            held: frozenset(
                one
                for key, one in held.lanes
                if key == procedure.id
                and (not held.is_vendor or held.holder in appointed.get(one, ()))
            )
            for held in self.held
        }
        lanes = frozenset().union(*opened.values())
        asking_for = applicant_lanes(procedure) if self._is_of(agency) else frozenset()
        lanes |= asking_for
        if not self.absent:
            return self._acting_as(_first(opened, lane, lanes), lanes, ())
        absent = tuple(
            one
            for one in self.absent
            if lane is None
            or (lane in asking_for and one.unit == agency)
            or any(lane in ones for held, ones in opened.items() if held.instead_of == one)
        )
        meant = self._meant(absent, owner, appointed.get(lane or "", ()))
        if meant is not None and lane in asking_for:
            return self._acting_as(None, lanes, absent, meant)
        return self._acting_as(_first(opened, lane, lanes, meant), lanes, absent)

    def themselves(self) -> "Standing":
        """Without what they hold only for somebody who is away."""
        own = tuple(held for held in self.held if held.instead_of is None)
        return replace(self, held=own, absent=())

    def _is_of(self, agency: int) -> bool:
        return Role.APPLICANT in self.roles and self.unit == agency

    def _meant(
        self, absent: Iterable[Absent], owner: PersonId | None, chosen: Sequence[PersonId]
    ) -> Absent | None:
        """For whom they act; None: for themselves, if they have the lane, else for whoever has."""
        if owner is None and self.person not in chosen:
            return next((one for one in absent if one.person in chosen), None)
        return next((one for one in absent if one.person == owner), None)

    def _acting_as(
        self,
        held: Held | None,
        lanes: frozenset[LaneId],
        absent: tuple[Absent, ...],
        instead_of: Absent | None = None,
    ) -> Actor:
        capacity = held.capacity if held else None
        if instead_of is not None:
            capacity = Capacity.ON_BEHALF  # there is no position of which to be the Plh.
        elif held is not None:
            instead_of = held.instead_of
        acting = Acting(
            person=self.person,
            name=self.name,
            position=held.name if held else "",
            capacity=capacity,
            instead_of=Instead(person=instead_of.person, name=instead_of.name)
            if instead_of
            else None,
        )
        return Actor(
            acting=acting,
            government=self.government,
            roles=self.roles,
            lanes=lanes,
            unit=self.unit,
            positions=frozenset(held.position for held in self.held),
            stands_in=tuple(map(self._stand_in, absent)) if absent else (),
            away=self.away,
        )

    def _stand_in(self, absent: Absent) -> StandIn:
        own = {one.position for one in self.held if one.instead_of is None}
        return StandIn(
            person=absent.person,
            name=absent.name,
            capacity=absent.capacity,
            until=absent.until,
            positions=frozenset(
                one.position
                for one in self.held
                if one.instead_of == absent and one.position not in own
            ),
        )


def _first(
    opened: Mapping[Held, frozenset[LaneId]],
    lane: LaneId | None,
    lanes: frozenset[LaneId],
    meant: Absent | None = None,
) -> Held | None:
    """The position to act in: of the lane; else one with a part in the case; else the highest.

    Where the lane is not theirs the act is not done for somebody absent either.
    """
    if lane in lanes:
        of_lane = [held for held, ones in opened.items() if lane in ones]
        wanted = (held for held in of_lane if meant is not None and held.instead_of == meant)
        return next(wanted, next(iter(of_lane), None))
    fitting = [held for held in opened if lane is None or held.instead_of is None]
    in_case = (held for held in fitting if opened[held])
    own = (held for held in fitting if held.instead_of is None)
    return next(in_case, next(own, None))


def applicant_lanes(procedure: Procedure) -> frozenset[LaneId]:
    return frozenset(
        lane.id for lane in procedure.lanes.values() if lane.kind is LaneKind.APPLICANT
    )


def asking(person: PersonId, government: str, at: datetime) -> Statement:
    """The statement whose rows `standing` reads, at the same moment."""
    day = at.astimezone(UTC).date()  # the office's own day is this one or a neighbour
    near = (str(day + _ONE_DAY), str(day - _ONE_DAY))
    return _PERSON, (person, government, government, person, *near, government, person, *near)


def standing(
    rows: Sequence[tuple[Any, ...]], person: PersonId, government: str, at: datetime
) -> Standing | None:
    """What the rows of `asking` say; None when the government knows no such active person."""
    if not rows or rows[0][0] != _OWN:
        return None
    _, zone, name, unit, unit_kind, is_admin, is_clerk, is_auditor = rows[0][:8]
    today = at.astimezone(ZoneInfo(zone)).date()
    own = (row for row in rows if row[0] == _OWN)
    held = tuple(_held(own, today, person))
    absent: tuple[Absent, ...] = ()
    if rows[-1][0] != _OWN:
        absent = _absent(rows, today)
        held += _held_for(absent, rows, today)
    roles = {Role.PUBLIC, Role.PERSON}
    given = (
        (Role.ADMIN, is_admin),
        (Role.CLERK, is_clerk),
        (Role.AUDITOR, is_auditor),
        (Role.APPLICANT, unit_kind == "agency"),
        (Role.OFFICIAL, any(one.lanes and not one.is_vendor for one in held)),
        (Role.VENDOR, any(one.lanes and one.is_vendor for one in held)),
    )
    roles.update(role for role, has in given if has)
    return Standing(
        person=person,
        name=name,
        government=government,
        unit=unit,
        roles=frozenset(roles),
        held=held,
        absent=absent,
        away=_away(rows, today) if rows[-1][0] == _AWAY else None,
    )


def _absent(rows: Iterable[tuple[Any, ...]], today: date) -> tuple[Absent, ...]:
    """Those for whom the person stands in today, each once."""
    found = {
        row[17]: Absent(
            person=row[17],
            name=row[18],
            unit=row[19],
            capacity=Capacity(row[20]),
            until=_last(row[22]),
        )
        for row in rows
        if row[0] == _FOR_ANOTHER and _covers(row[21], row[22], today)
    }
    return tuple(found.values())


def _held_for(
    absent: Iterable[Absent], rows: Sequence[tuple[Any, ...]], today: date
) -> tuple[Held, ...]:
    return tuple(
        held
        for one in absent
        for held in _held(
            (row for row in rows if row[0] == _FOR_ANOTHER and row[17] == one.person),
            today,
            one.person,
            one,
        )
    )


def _away(rows: Iterable[tuple[Any, ...]], today: date) -> Away | None:
    own = (row for row in rows if row[0] == _AWAY and _covers(row[21], row[22], today))
    return next((Away(substitute=row[17], name=row[18], until=_last(row[22])) for row in own), None)


def _covers(since: Any, until: Any, today: date) -> bool:
    first, last = _day(since), _day(until)
    return first is not None and first <= today and (last is None or today <= last)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _last(value: Any) -> date:
    last = _day(value)
    assert last is not None  # an absence has a last day
    return last


def _held(
    rows: Iterable[tuple[Any, ...]], today: date, holder: PersonId, absent: Absent | None = None
) -> Iterable[Held]:
    """One per position and capacity held today, with all its lanes."""
    found: dict[tuple[int, str], tuple[Any, ...]] = {}
    lanes: dict[tuple[int, str], set[tuple[str, LaneId]]] = {}
    for row in rows:
        if row[8] is None or not _covers(row[12], row[13], today):
            continue
        place = row[8], row[11]
        found.setdefault(place, row)
        bound = lanes.setdefault(place, set())
        if row[14] is not None:
            bound.add((row[14], row[15]))
    for place, row in found.items():
        yield Held(
            position=row[8],
            name=row[9],
            capacity=absent.capacity if absent else Capacity(row[11]),
            is_vendor=row[10] == "vendor",
            lanes=frozenset(lanes[place]),
            holder=holder,
            instead_of=absent,
        )
