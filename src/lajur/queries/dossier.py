"""One case opened by a reader: the row, the engine's case, and what the reader is to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from lajur.core.access import Actor, Permission, PersonId
from lajur.core.engine.case import Case
from lajur.core.procedure.definition import ItemId, LaneId, Procedure
from lajur.core.refusals import NotFound, marked
from lajur.queries.lanes import HolderView, LaneView, lanes_of, open_lanes
from lajur.store import procedures
from lajur.store.mapping import to_case
from lajur.store.models import CaseRow, PersonRow, WorkItemRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A case, and the part its reader has in it."""

    row: CaseRow
    case: Case
    items: tuple[WorkItemRow, ...]  # every work item ever opened, by number
    lanes: Mapping[LaneId, LaneView]
    names: Mapping[PersonId, str]  # of those who have work or are appointed
    reader: Actor  # with the lanes of this case

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

    def is_left_to_reader(self, item: WorkItemRow) -> bool:
        """Whether owner and appointments leave an item of the reader's lane to them."""
        reader = self.reader_in(item.lane)
        if item.owner_id is not None and reader.answers_for(item.owner_id):
            return True
        chosen = self.case.appointed.get(item.lane)
        return chosen is None or any(reader.answers_for(person) for person in chosen)

    def instead_of(self, item: WorkItemRow) -> HolderView | None:
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
    row = (
        CaseRow.objects.select_related("agency", "applicant", "procedure", "parent")
        .defer("procedure__source", "procedure__transcript", "parent__marking", "parent__form")
        .filter(pk=case_id)
        .first()
    )
    if row is None:
        raise NotFound(what=marked("Berkas"))
    items = tuple(WorkItemRow.objects.filter(case_id=row.pk).order_by("number"))
    case = _case(row, items)
    lanes = lanes_of(case.procedure, at=at, zone=zone)
    mine = open_lanes(lanes, agency=row.agency_id, appointed=case.appointed, actor=actor)
    if not mine and not actor.may(Permission.READ_CASES):
        raise NotFound(what=marked("Berkas"))
    return Dossier(
        row=row,
        case=case,
        items=items,
        lanes=lanes,
        names=_names(case, items),
        reader=replace(actor, lanes=mine),
    )


def _case(row: CaseRow, items: Iterable[WorkItemRow]) -> Case:
    version = row.procedure
    procedure = procedures.parsed(version.pk, version.digest, government=row.government_id)
    open_work = [
        (
            item.number, item.step, item.kind, item.lane, item.state, item.owner_id, item.visit,
            item.opened_at, item.parent, item.pending,
        )
        for item in items
        if item.closed_at is None
    ]  # fmt: skip
    return to_case(procedure, row.marking, open_work)


def _names(case: Case, items: tuple[WorkItemRow, ...]) -> Mapping[PersonId, str]:
    people = {item.owner_id for item in items if item.owner_id is not None}
    people.update(person for chosen in case.appointed.values() for person in chosen)
    if not people:
        return {}
    return dict(PersonRow.scoped.filter(pk__in=people).values_list("pk", "name"))
