"""Who works in a drawing: its lanes as those of a procedure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lajur.core.bpmn import notes
from lajur.core.bpmn.drawing import Drawing, DrawnLane, Shape
from lajur.core.bpmn.names import clean, slug
from lajur.core.bpmn.notes import Notes, place_of
from lajur.core.bpmn.own import id_of
from lajur.core.procedure.definition import Lane, LaneId, LaneKind, Procedure

SOMEBODY = "Pelaksana"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The lanes, and who does what."""

    lanes: Mapping[LaneId, Lane]
    by_shape: Mapping[str, LaneId]
    otherwise: LaneId  # of a shape outside every lane

    def performer(self, shape: Shape) -> LaneId:
        return self.by_shape.get(shape.id, self.otherwise)


def cast_of(drawing: Drawing, log: Notes, *, first: str, known: Procedure | None) -> Cast:
    """Read the lanes; the one where the work begins is the applicant's, unless we know better."""
    drawn = list(drawing.lanes.values())
    if not drawn:
        name = clean(drawing.pool) or SOMEBODY
        drawn = [DrawnLane(id="", name=name, line=drawing.line)]
        log.hand("no_lanes", notes.NO_LANES, place="", line=drawing.line, lane=name)
    lanes: dict[str, Lane] = {}  # by the id of what is drawn
    for one in drawn:
        lanes[one.id] = _lane(one, lanes, known)
    by_shape = {shape: lanes[id].id for shape, id in drawing.lane_of.items() if id in lanes}
    remembered = _remembered(drawing, lanes.values(), known) if known else {}
    cast = Cast(
        lanes={lane.id: lane for lane in lanes.values()},
        by_shape={**remembered, **by_shape},
        otherwise=_office(lanes.values(), known, by_shape.get(first)),
    )
    if drawing.lanes:
        _note_outsiders(drawing, cast, by_shape, log)
    return cast if known else _with_applicant(drawing, cast, log, first)


def _lane(drawn: DrawnLane, lanes: Mapping[str, Lane], known: Procedure | None) -> Lane:
    name, taken = clean(drawn.name) or SOMEBODY, {lane.id for lane in lanes.values()}
    id = drawn.id.removeprefix("lajur_")
    if known is not None and id in known.lanes and id not in taken:
        return replace(known.lanes[id], name=name)
    taken |= set(known.lanes) if known else set()
    return Lane(id=slug(name, "pelaksana", taken), name=name, kind=LaneKind.OFFICE)


def _office(lanes: Iterable[Lane], known: Procedure | None, first: LaneId | None) -> LaneId:
    """The lane of what is drawn outside every lane: the first that is not the applicant's."""
    ids = [lane.id for lane in lanes]
    applicants = {first}
    if known is not None:
        applicants = {one.id for one in known.lanes.values() if one.kind is LaneKind.APPLICANT}
    return next((id for id in ids if id not in applicants), ids[0])


def _remembered(drawing: Drawing, lanes: Iterable[Lane], known: Procedure) -> Mapping[str, LaneId]:
    """Who does the step of each shape of ours, as it was exported."""
    steps = {shape: known.steps.get(id_of(part)) for shape, part in drawing.own.items()}
    ids = {lane.id for lane in lanes}
    return {
        shape: step.performer for shape, step in steps.items() if step and step.performer in ids
    }


def _note_outsiders(drawing: Drawing, cast: Cast, drawn: Mapping[str, LaneId], log: Notes) -> None:
    for shape in drawing.shapes.values():
        if shape.id not in drawn and shape.tag.endswith(("ask", "ctivity", "rocess")):
            lane, place = cast.lanes[cast.performer(shape)].name, shape.place
            log.hand("outside_lanes", notes.NO_LANE_OF, place=place, line=shape.line, lane=lane)


def _with_applicant(drawing: Drawing, cast: Cast, log: Notes, first: str) -> Cast:
    lane = cast.lanes[cast.performer(drawing.shapes[first])]
    place = place_of("lajur", lane.name, "")
    log.look("applicant", notes.APPLICANT, place=place, line=drawing.shapes[first].line)
    applicant = replace(lane, kind=LaneKind.APPLICANT)
    return replace(cast, lanes={**cast.lanes, lane.id: applicant})
