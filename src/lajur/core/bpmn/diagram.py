"""Where BPMN's shapes stand, how its flows run, and where their names are written.

Lanes lie, time runs to the right; every node has a column of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lajur.core.bpmn.model import Model
from lajur.core.bpmn.places import FOOT, HEAD, MARGIN, MIDDLE, TOP, Height, Place, Plan
from lajur.core.bpmn.routing import Routes, routes_of
from lajur.core.procedure.definition import LaneId

BAND = 160  # of a lane, where shapes stand
TRACK = 12  # between two flows of one corridor

Point = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle, in pixels from the top left."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def foot(self) -> int:
        return self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """The whole drawing, without its words."""

    pool: Box
    lanes: Mapping[LaneId, Box]
    shapes: Mapping[str, Box]  # by node
    ways: Mapping[str, tuple[Point, ...]]  # by flow


def diagram_of(model: Model) -> Diagram:
    """Lay the model out; the same model, the same drawing."""
    plan = Plan(model)
    routes = routes_of(model, plan)
    lanes = _lanes(plan, routes)
    boxes = list(lanes.values())
    height = boxes[-1].foot - MARGIN
    return Diagram(
        pool=Box(x=MARGIN, y=MARGIN, width=plan.right - MARGIN, height=height),
        lanes=lanes,
        shapes={id: _box(place, boxes[place.lane]) for id, place in plan.places.items()},
        ways={flow.id: _points(plan, routes, boxes, flow.id) for flow in model.flows},
    )


def _lanes(plan: Plan, routes: Routes) -> dict[LaneId, Box]:
    lanes, y, x = {}, MARGIN, MARGIN + HEAD
    for number, lane in enumerate(plan.lanes):
        used = routes.corridors(number)
        height = BAND + (TRACK * (used + 1) if used else 0)
        lanes[lane] = Box(x=x, y=y, width=plan.right - x, height=height)
        y += height
    return lanes


def _box(place: Place, lane: Box) -> Box:
    y = lane.y + (BAND - place.height) // 2
    return Box(x=place.left, y=y, width=place.width, height=place.height)


def _points(plan: Plan, routes: Routes, lanes: list[Box], flow: str) -> tuple[Point, ...]:
    way = routes.taken[flow]
    ends = {side[0]: plan.places[side[0]] for side in (way.leaves, way.enters)}

    def y_of(x: int, height: Height) -> int:
        lane, level = height
        middle = lanes[lane].y + BAND // 2
        if level in (TOP, FOOT):
            (place,) = (one for one in ends.values() if one.lane == lane and one.centre == x)
            return middle + level * place.height // 2
        return middle if level == MIDDLE else lanes[lane].y + BAND + TRACK * (level - FOOT)

    return tuple((x, y_of(x, height)) for x, height in way.bends)
