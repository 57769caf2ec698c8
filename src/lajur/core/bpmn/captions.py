"""Where the names of flows, events and gateways are written: beside them, and on nothing else."""

from collections.abc import Iterator, Mapping
from itertools import chain, pairwise

from lajur.core.bpmn.diagram import Box, Diagram, Point
from lajur.core.bpmn.lettering import height_of, width_of
from lajur.core.bpmn.model import Flow, Model, NodeKind

_NAMED_INSIDE = (NodeKind.TASK, NodeKind.CALL, NodeKind.PASSED)
_NEAR = 4  # pixels between words and what they name


def captions_of(model: Model, diagram: Diagram) -> Mapping[str, Box]:
    """The box of every name that is written outside a shape, by node or flow."""
    found: dict[str, Box] = {}
    lines = list(chain.from_iterable(map(pairwise, diagram.ways.values())))
    # Words on a border are hard to read.
    lines += [((lane.x, lane.y), (lane.right, lane.y)) for lane in diagram.lanes.values()]

    def write(id: str, places: Iterator[Box]) -> None:
        found[id] = _freest(places, [*diagram.shapes.values(), *found.values()], lines)

    for node in model.nodes.values():
        if node.name and node.kind not in _NAMED_INSIDE:
            write(node.id, _round(diagram.shapes[node.id], node.name))
    for flow in model.flows:
        if flow.name:
            write(flow.id, _along(diagram.ways[flow.id], flow))
    return found


def _freest(places: Iterator[Box], boxes: list[Box], lines: list[tuple[Point, Point]]) -> Box:
    """The first place with nothing in the way; when there is none, the one with least."""
    crowded: dict[Box, int] = {}
    for place in places:
        crowded[place] = _in_the_way(place, boxes, lines)
        if not crowded[place]:
            return place
    return min(crowded, key=crowded.__getitem__)


def _in_the_way(box: Box, boxes: list[Box], lines: list[tuple[Point, Point]]) -> int:
    return sum(meet(box, other) for other in boxes) * 3 + sum(crosses(box, *leg) for leg in lines)


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share room."""
    across = one.x < other.right and other.x < one.right
    return across and one.y < other.foot and other.y < one.foot


def crosses(box: Box, one: Point, other: Point) -> bool:
    """Whether a line, level or upright, runs through a box."""
    left, right = sorted((one[0], other[0]))
    top, foot = sorted((one[1], other[1]))
    return left < box.right and right > box.x and top < box.foot and foot > box.y


def _round(shape: Box, name: str) -> Iterator[Box]:
    """Yield the places round a shape: below, above, and at its corners."""
    width, height = width_of(name), height_of(name)
    centred = shape.x + (shape.width - width) // 2
    below, above = shape.foot + _NEAR, shape.y - _NEAR - height
    middle = shape.x + shape.width // 2
    for x in (centred, middle + _NEAR, middle - _NEAR - width):
        for y in (below, above):
            yield Box(x=x, y=y, width=width, height=height)


def _along(way: tuple[Point, ...], flow: Flow) -> Iterator[Box]:
    """Yield the places along a flow, nearest to where it leaves first."""
    width, height = width_of(flow.name), height_of(flow.name)
    for (x, y), (to_x, to_y) in pairwise(way):
        if y == to_y:
            left = x + _NEAR if to_x > x else x - _NEAR - width
            for top in (y - _NEAR - height, y + _NEAR):
                yield Box(x=left, y=top, width=width, height=height)
            continue
        for part in (0, 1, 2):
            down = (_NEAR + part * height) if to_y > y else -_NEAR - (part + 1) * height
            for left in (x + _NEAR, x - _NEAR - width):
                yield Box(x=left, y=y + down, width=width, height=height)
