"""Where BPMN's shapes stand and how its flows run: lanes lie, time runs to the right.

Every node has a slot of its own, so above and below it in the other lanes there is nothing; between
two slots is a gap and at the foot of every lane a corridor. A flow to the very next slot of its own
lane is a straight line; every other one runs through gaps and corridors only, and so through no
shape.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lajur.core.bpmn.model import Flow, Model, Node, NodeKind
from lajur.core.procedure.definition import LaneId

SIZES: Mapping[NodeKind, tuple[int, int]] = {  # width, height
    NodeKind.START: (36, 36),
    NodeKind.END: (36, 36),
    NodeKind.TASK: (160, 100),
    NodeKind.CALL: (160, 100),
    NodeKind.PASSED: (160, 100),
    NodeKind.CHOICE: (50, 50),
    NodeKind.PARALLEL: (50, 50),
}
GAP = 60  # between two slots
BAND = 140  # of a lane, where shapes stand
TRACK = 8  # between two flows of one corridor
HEAD = 30  # of the pool, and again of each lane: their names
MARGIN = 20

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """The whole drawing."""

    pool: Box
    lanes: Mapping[LaneId, Box]
    shapes: Mapping[str, Box]  # by node
    ways: Mapping[str, tuple[Point, ...]]  # by flow


def diagram_of(model: Model) -> Diagram:
    """Lay the model out; the same model, the same drawing."""
    return _Drawing(model).diagram()


@dataclass(slots=True)
class _Drawing:
    model: Model
    slots: dict[str, int] = field(default_factory=dict)  # left edge of a node
    tracks: dict[LaneId, int] = field(default_factory=lambda: defaultdict(int))  # flows below it
    gaps: dict[int, int] = field(default_factory=lambda: defaultdict(int))  # flows left of a slot

    def diagram(self) -> Diagram:
        right = self._take_slots()
        winding = [flow for flow in self.model.flows if not self._is_straight(flow)]
        below = {flow.id: self._track(flow) for flow in winding}
        lanes = self._lanes(right)
        shapes = {node.id: self._box(node, lanes[node.lane]) for node in self.model.nodes.values()}
        pool = Box(
            x=MARGIN,
            y=MARGIN,
            width=right - MARGIN,
            height=sum(lane.height for lane in lanes.values()),
        )
        ways = {
            flow.id: self._way(flow, shapes, lanes, below.get(flow.id)) for flow in self.model.flows
        }
        return Diagram(pool=pool, lanes=lanes, shapes=shapes, ways=ways)

    def _take_slots(self) -> int:
        """Give every node its place along time; gives where the last one ends."""
        x = MARGIN + 2 * HEAD + GAP
        for node in self.model.nodes.values():
            self.slots[node.id] = x
            x += SIZES[node.kind][0] + GAP
        return x

    def _is_straight(self, flow: Flow) -> bool:
        order: Sequence[str] = list(self.model.nodes)
        source, target = self.model.nodes[flow.source], self.model.nodes[flow.target]
        return source.lane == target.lane and order.index(source.id) + 1 == order.index(target.id)

    def _track(self, flow: Flow) -> int:
        """The place of a flow among those in the corridor below its source."""
        lane = self.model.nodes[flow.source].lane
        self.tracks[lane] += 1
        return self.tracks[lane]

    def _lanes(self, right: int) -> dict[LaneId, Box]:
        lanes, y = {}, MARGIN
        for lane in self.model.procedure.lanes:
            height = BAND + TRACK * (self.tracks[lane] + 1)
            lanes[lane] = Box(x=MARGIN + HEAD, y=y, width=right - MARGIN - HEAD, height=height)
            y += height
        return lanes

    def _box(self, node: Node, lane: Box) -> Box:
        width, height = SIZES[node.kind]
        return Box(
            x=self.slots[node.id], y=lane.y + (BAND - height) // 2, width=width, height=height
        )

    def _way(
        self, flow: Flow, shapes: Mapping[str, Box], lanes: Mapping[LaneId, Box], below: int | None
    ) -> tuple[Point, ...]:
        source, target = shapes[flow.source], shapes[flow.target]
        leaves, enters = (source.right, source.middle), (target.x, target.middle)
        if below is None:
            return leaves, enters
        lane = lanes[self.model.nodes[flow.source].lane]
        corridor = lane.y + BAND + TRACK * below
        out = source.right + self._beside(source.right)
        into = target.x - self._beside(-target.x)
        return (
            leaves,
            (out, source.middle),
            (out, corridor),
            (into, corridor),
            (into, target.middle),
            enters,
        )

    def _beside(self, gap: int) -> int:
        """How far from a shape the next flow runs in the gap beside it, each a little further.

        Those that leave keep to their half of the gap, those that enter to the other.
        """
        self.gaps[gap] += 1
        return 8 + (self.gaps[gap] * 5) % (GAP // 2 - 8)
