"""One case opened by a reader: the row, the engine's case, and what the reader is to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from lajur.core.access import Actor, Permission, PersonId
from lajur.core.engine.case import Case, WorkKind
from lajur.core.procedure.definition import ItemId, LaneId, Procedure
from lajur.core.refusals import NotFound, marked
from lajur.core.worktime.deadlines import limit_of
from lajur.core.worktime.standard import TimeKind
from lajur.queries.case_rows import CaseFacts, ItemFacts, case_facts, case_of, item_facts
from lajur.queries.due_views import DueView, Moments, OpenClock, due_view
from lajur.queries.lanes import HolderView, LaneView, lanes_of, open_lanes
from lajur.store.models import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A case, and the part its reader has in it."""

    row: CaseFacts
    case: Case
    items: tuple[ItemFacts, ...]  # every work item ever opened, by number
    lanes: Mapping[LaneId, LaneView]
    names: Mapping[PersonId, str]  # of those who have work or are appointed
    reader: Actor  # with the lanes of this case
    seen: Moments

    @property
    def procedure(self) -> Procedure:
        return self.case.procedure

    def reader_in(self, lane: LaneId) -> Actor:
        """The reader as they stand in one lane: for those who are away and work there."""
        absent = self.reader.stands_in
        if not absent:
            return self.reader
        place = self.lanes[lane]
        instead = place.stood_in_by(self.reader.person)
        return replace(
            self.reader,
            stands_in=tuple(one for one in absent if place.is_applicant or one.person in instead),
        )

    def is_left_to_reader(self, item: ItemFacts) -> bool:
        """Whether owner and appointments leave an item of the reader's lane to them."""
        reader = self.reader_in(item.lane)
        if item.owner_id is not None and reader.answers_for(item.owner_id):
            return True
        chosen = self.case.appointed.get(item.lane)
        return chosen is None or any(reader.answers_for(person) for person in chosen)

    def instead_of(self, item: ItemFacts) -> HolderView | None:
        """For whom the reader would act on an item of theirs; None: for themselves."""
        lane, reader = self.lanes[item.lane], self.reader_in(item.lane)
        absent = {one.person for one in reader.stands_in}
        chosen = self.case.appointed.get(item.lane, ())
        for person in (item.owner_id, *chosen):
            if person == reader.person:
                return None
            if person in absent:
                return next((one for one in lane.holders if one.person == person), None)
        if any(one.person == reader.person for one in lane.holders):
            return None
        return next((one for one in lane.holders if one.person in absent), None)

    def named(self, person: PersonId, lane: LaneId) -> str:
        """A person who has work or is appointed; while away, who works in their place."""
        holders = self.lanes[lane].holders
        away = (one for one in holders if one.person == person and one.substitute is not None)
        holder = next(away, None)
        return self.names.get(person, "") if holder is None else holder.words

    def time_of(self, item: ItemFacts) -> DueView:
        """How an open work item stands in time; what the applicant completes has no limit."""
        standard = self.procedure.steps[item.step].standard_time
        office = item.kind != WorkKind.COMPLETION
        clock = OpenClock(
            state=item.state,
            kind=standard.kind if office else TimeKind.NONE,
            limit=limit_of(standard, self.case.durations.get(item.step)) if office else None,
            target=standard.target if office else None,
            opened_at=item.opened_at,
            started_at=item.started_at,
            due_at=item.due_at,
            paused_at=item.paused_at,
        )
        return due_view(clock, self.seen)

    @property
    def outside(self) -> bool:
        """Whether the reader stands outside the office: internal words are not for them."""
        inside = any(not self.lanes[lane].is_applicant for lane in self.reader.lanes)
        return not inside and not self.reader.may(Permission.READ_CASES)

    @property
    def outside_items(self) -> frozenset[ItemId]:
        """The papers an outside reader may open: theirs, and what the case ended with.

        Theirs are those of the steps the applicant's lane performs, signs or takes part in.
        """
        lanes = {lane.id for lane in self.lanes.values() if lane.is_applicant}
        return frozenset(
            use.item
            for step in self.procedure.steps.values()
            if lanes & {step.performer, *step.participants, *step.cosigners}
            or self._ended_with(step.id)
            for use in (*step.requirements, *step.outputs)
        )

    def _ended_with(self, step_id: str) -> bool:
        decided = self.case.decisions.get(step_id)
        return self.case.end is not None and any(
            outcome.end == self.case.end and outcome.label in (None, decided)
            for outcome in self.procedure.steps[step_id].outcomes
        )


def open_dossier(case_id: int, *, actor: Actor, at: datetime, zone: ZoneInfo) -> Dossier:
    """Load a case for a reader; four statements.

    Raises:
        NotFound: no such case, or none that the reader has a part in.
    """
    row = case_facts(case_id, government=actor.government)
    if row is None:
        raise NotFound(what=marked("Berkas"))
    items = item_facts(row.id)
    case = case_of(row.procedure, row.marking, items)
    lanes = lanes_of(case.procedure, at=at, zone=zone)
    mine = open_lanes(lanes, agency=row.agency_id, appointed=case.appointed, actor=actor)
    if not mine and not actor.may(Permission.READ_CASES):
        raise NotFound(what=marked("Berkas"))
    return Dossier(
        row=row,
        case=case,
        items=items,
        lanes=lanes,
        names=_names(case, items, lanes),
        reader=replace(actor, lanes=mine),
        seen=Moments.by(row.calendar, at),
    )


def _names(
    case: Case, items: Iterable[ItemFacts], lanes: Mapping[LaneId, LaneView]
) -> Mapping[PersonId, str]:
    """The names of those who have work or are appointed; a statement for who holds nothing now."""
    known = {holder.person: holder.name for lane in lanes.values() for holder in lane.holders}
    known.update((item.owner_id, item.owner) for item in items if item.owner_id is not None)
    appointed = {person for chosen in case.appointed.values() for person in chosen}
    if not appointed <= known.keys():
        unknown = PersonRow.scoped.filter(pk__in=appointed - known.keys())
        known.update(unknown.values_list("pk", "name"))
    return known
