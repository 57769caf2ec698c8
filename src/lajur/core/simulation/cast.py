"""The people of a walk: two in every lane, those who keep the office, and those with no part."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lajur.core.access import NOBODY, Acting, Actor, Capacity, Instead, PersonId, Role, StandIn
from lajur.core.procedure.definition import LaneId, LaneKind, Procedure

_SUBSTITUTES = 1000  # ids from here on
_LAST_DAY = date(2026, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody who may try something in one procedure."""

    lanes: Mapping[LaneId, tuple[Actor, ...]]
    substitutes: Mapping[LaneId, Actor]  # of the first of each lane, who is away
    people: Mapping[PersonId, Actor]  # those of the lanes
    clerk: Actor
    stranger: Actor  # an official of the same office, in no lane of this SOP
    auditor: Actor
    public: Actor = NOBODY


def cast_of(procedure: Procedure) -> Cast:
    lanes = {
        lane.id: tuple(
            _person(10 * place + one, f"{lane.name} {one}", role, frozenset({lane.id}))
            for one in (1, 2)
        )
        for place, lane in enumerate(procedure.lanes.values(), start=1)
        for role in (Role.APPLICANT if lane.kind is LaneKind.APPLICANT else Role.OFFICIAL,)
    }
    return Cast(
        lanes=lanes,
        substitutes={lane: _substitute(both[0]) for lane, both in lanes.items()},
        people={actor.acting.person or 0: actor for both in lanes.values() for actor in both},
        clerk=_person(1, "Petugas register", Role.CLERK),
        stranger=_person(2, "Rahmat", Role.OFFICIAL),
        auditor=_person(3, "Pemeriksa", Role.AUDITOR),
    )


def _person(number: int, name: str, role: Role, lanes: frozenset[LaneId] = frozenset()) -> Actor:
    return Actor(
        acting=Acting(person=number, name=name, position=""),
        government="pengujian",
        roles=frozenset({Role.PUBLIC, role}),
        lanes=lanes,
    )


def _substitute(absent: Actor) -> Actor:
    """Somebody with no part of their own, in the place of `absent`."""
    person, name = absent.acting.person or 0, absent.acting.name
    return replace(
        absent,
        acting=Acting(
            person=_SUBSTITUTES + person,
            name=f"Pengganti {name}",
            position=name,
            capacity=Capacity.DAILY,
            instead_of=Instead(person=person, name=name),
        ),
        stands_in=(StandIn(person=person, name=name, capacity=Capacity.DAILY, until=_LAST_DAY),),
    )
