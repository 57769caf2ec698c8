"""Who works in a drawing: its lanes as those of a procedure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lajur.core.bpmn import notes
from lajur.core.bpmn.drawing import Drawing, DrawnLane, Shape
from lajur.core.bpmn.names import clean, slug
from lajur.core.bpmn.notes import Notes, place_of
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
    cast = Cast(
        lanes={lane.id: lane for lane in lanes.values()},
        by_shape=by_shape,
        otherwise=lanes[drawn[0].id].id,
    )
    if drawing.lanes:
        _note_outsiders(drawing, cast, log)
    return cast if known else _with_applicant(drawing, cast, log, first)


def _lane(drawn: DrawnLane, lanes: Mapping[str, Lane], known: Procedure | None) -> Lane:
    name, taken = clean(drawn.name) or SOMEBODY, {lane.id for lane in lanes.values()}
    id = drawn.id.removeprefix("lajur_")
    if known is not None and id in known.lanes and id not in taken:
        return replace(known.lanes[id], name=name)
    taken |= set(known.lanes) if known else set()
    return Lane(id=slug(name, "pelaksana", taken), name=name, kind=LaneKind.OFFICE)


def _note_outsiders(drawing: Drawing, cast: Cast, log: Notes) -> None:
    for shape in drawing.shapes.values():
        if shape.id not in cast.by_shape and shape.tag.endswith(("ask", "ctivity", "rocess")):
            lane, place = cast.lanes[cast.otherwise].name, shape.place
            log.hand("outside_lanes", notes.NO_LANE_OF, place=place, line=shape.line, lane=lane)


def _with_applicant(drawing: Drawing, cast: Cast, log: Notes, first: str) -> Cast:
    lane = cast.lanes[cast.performer(drawing.shapes[first])]
    place = place_of("lajur", lane.name, "")
    log.look("applicant", notes.APPLICANT, place=place, line=drawing.shapes[first].line)
    applicant = replace(lane, kind=LaneKind.APPLICANT)
    return replace(cast, lanes={**cast.lanes, lane.id: applicant})
