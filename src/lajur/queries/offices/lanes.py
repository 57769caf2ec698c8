"""The lanes of each SOP, and the positions that work in them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, QuerySet

from lajur.core.offices.stamps import stamp_of
from lajur.core.procedure.definition import Lane, LaneKind
from lajur.core.refusals import NotFound, marked
from lajur.queries.offices.held import HeldWork, covering, work_in
from lajur.queries.offices.positions import PositionLine, list_positions
from lajur.store.models import HoldingRow, LaneBindingRow, ProcedureRow, WorkItemRow
from lajur.store.procedures import of_row


class Filling(StrEnum):
    """Whether anybody works in a lane today."""

    APPLICANT = "applicant"  # the agency that asks; never bound
    HELD = "held"
    UNHELD = "unheld"  # positions, but nobody holds one
    UNBOUND = "unbound"  # no position


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneLine:
    """One lane of one SOP."""

    id: str
    name: str  # as printed
    filling: Filling
    positions: tuple[PositionLine, ...]
    open_work: int  # pieces of work waiting in it now

    @property
    def vacant(self) -> bool:
        return self.filling in (Filling.UNHELD, Filling.UNBOUND)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneTable:
    """One SOP with its lanes, in printed order."""

    key: str
    number: str
    title: str
    lanes: tuple[LaneLine, ...]

    @property
    def vacant(self) -> int:
        return sum(lane.vacant for lane in self.lanes)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneChoice:
    """A lane, and the positions that could work in it."""

    key: str
    title: str
    lane: LaneLine
    chosen: frozenset[int]
    positions: tuple[PositionLine, ...]  # all that are not closed, by unit
    seen: str  # stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneConsequences:
    """What another set of positions does to the work of a lane."""

    held: tuple[HeldWork, ...]
    vacant: bool  # nobody would work in it, and work is waiting there
    open_work: int

    @property
    def any(self) -> bool:
        return bool(self.held) or self.vacant

    @property
    def agreed(self) -> str:
        """The stamp by which exactly these consequences are agreed to."""
        return stamp_of(self.vacant, [(work.case_id, work.number) for work in self.held])


def list_lanes(*, today: date) -> tuple[LaneTable, ...]:
    """Every SOP in force with its lanes."""
    positions = {line.id: line for line in _positions(today)}
    bound: dict[tuple[str, str], list[PositionLine]] = {}
    for key, lane, position in LaneBindingRow.objects.values_list(
        "procedure_key", "lane", "position"
    ):
        if position in positions:
            bound.setdefault((key, lane), []).append(positions[position])
    waiting = _waiting()
    return tuple(
        LaneTable(
            key=row.key,
            number=row.number,
            title=row.title,
            lanes=tuple(
                _line(lane, bound.get((row.key, lane.id), []), waiting.get((row.key, lane.id), 0))
                for lane in of_row(row).lanes.values()
            ),
        )
        for row in _in_force()
    )


def find_lane(procedure_key: str, lane: str, *, today: date) -> LaneChoice:
    """A lane and the positions to choose from.

    Raises:
        NotFound: no such lane, or the applicant's, which nobody is bound to.
    """
    row, found = lane_of(procedure_key, lane)
    positions = _positions(today)
    chosen = bound_positions(procedure_key, lane)
    line = _line(
        found,
        [position for position in positions if position.id in chosen],
        _waiting().get((procedure_key, lane), 0),
    )
    return LaneChoice(
        key=row.key,
        title=row.title,
        lane=line,
        chosen=chosen,
        positions=positions,
        seen=stamp_of(sorted(chosen)),
    )


def lane_of(procedure_key: str, lane: str) -> tuple[ProcedureRow, Lane]:
    """A lane that positions may be bound to.

    Raises:
        NotFound: no such lane, or the applicant's.
    """
    row = ProcedureRow.objects.filter(key=procedure_key).order_by("-active", "-version").first()
    found = of_row(row).lanes.get(lane) if row else None
    if row is None or found is None or found.kind is LaneKind.APPLICANT:
        raise NotFound(what=marked("Lajur SOP"))
    return row, found


def lane_names() -> dict[tuple[str, str], tuple[str, str]]:
    """The SOP's title and the lane's printed name, by procedure key and lane."""
    return {
        (row.key, lane.id): (row.title, lane.name)
        for row in _in_force()
        for lane in of_row(row).lanes.values()
    }


def bound_positions(procedure_key: str, lane: str) -> frozenset[int]:
    """The ids of the positions bound to a lane."""
    rows = LaneBindingRow.objects.filter(procedure_key=procedure_key, lane=lane)
    return frozenset(rows.values_list("position", flat=True))


def plan_lane(
    procedure_key: str, lane: str, positions: Collection[int], *, today: date
) -> LaneConsequences:
    """What binding exactly these positions to the lane would do."""
    before = bound_positions(procedure_key, lane)
    losers = holders_of(before, today) - holders_of(positions, today)
    held = work_in({person: [(procedure_key, lane)] for person in losers})
    open_work = _waiting().get((procedure_key, lane), 0)
    empty = not holders_of(positions, today) and bool(holders_of(before, today))
    return LaneConsequences(held=held, vacant=empty and open_work > 0, open_work=open_work)


def holders_of(positions: Collection[int], today: date) -> set[int]:
    """People who hold any of the positions on a day."""
    rows = HoldingRow.objects.filter(covering(today), position__in=positions)
    return set(rows.values_list("person", flat=True))


def _in_force() -> QuerySet[ProcedureRow]:
    return ProcedureRow.objects.filter(active=True).order_by("title", "key")


def _positions(today: date) -> tuple[PositionLine, ...]:
    return list_positions(search="", vacant=False, closed=False, today=today)


def _waiting() -> dict[tuple[str, str], int]:
    """Open work by lane."""
    rows = WorkItemRow.objects.filter(closed_at__isnull=True).order_by()
    counted = rows.values_list("procedure_key", "lane").annotate(Count("id"))
    return {(key, lane): count for key, lane, count in counted}


def _line(lane: Lane, positions: Sequence[PositionLine], open_work: int) -> LaneLine:
    return LaneLine(
        id=lane.id,
        name=lane.name,
        filling=_filling(lane, positions),
        positions=tuple(positions),
        open_work=open_work,
    )


def _filling(lane: Lane, positions: Sequence[PositionLine]) -> Filling:
    if lane.kind is LaneKind.APPLICANT:
        return Filling.APPLICANT
    if not positions:
        return Filling.UNBOUND
    return Filling.HELD if any(line.holders for line in positions) else Filling.UNHELD
