"""The plan of a drawing: a column for every shape, a row for every lane.

No two shapes share a column, so above and below a shape, in the other lanes, there is nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lajur.core.bpmn.lettering import width_of
from lajur.core.bpmn.model import Model, Node, NodeKind
from lajur.core.procedure.definition import LaneId

SIZES: Mapping[NodeKind, tuple[int, int]] = {  # width, height
    NodeKind.START: (36, 36),
    NodeKind.END: (36, 36),
    NodeKind.TASK: (180, 120),
    NodeKind.CALL: (180, 120),
    NodeKind.PASSED: (180, 120),
    NodeKind.CHOICE: (50, 50),
    NodeKind.PARALLEL: (50, 50),
}
GAP = 60  # between two columns, at least
STEP = 8  # between two flows side by side
HEAD = 30  # of the pool, and again of each lane: their names
MARGIN = 20
TOP, MIDDLE, FOOT = -1, 0, 1  # of a shape; corridors are 2 and more

Height = tuple[int, int]  # lane from the top, and where in it: TOP … FOOT, or a corridor


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a shape stands."""

    node: Node
    column: int  # from 0
    lane: int  # from 0
    left: int  # x, pixels
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def centre(self) -> int:
        return self.left + self.width // 2


class Plan:
    """All places, and which lanes are free between two columns."""

    def __init__(self, model: Model) -> None:
        self.lanes: Sequence[LaneId] = list(model.procedure.lanes)
        self.places: dict[str, Place] = {}
        self._columns: dict[int, list[int]] = {lane: [] for lane in range(len(self.lanes))}
        ways_in = Counter(flow.target for flow in model.flows)
        ways_out = Counter(flow.source for flow in model.flows)
        x, before = MARGIN + 2 * HEAD, GAP // 2  # where the room of the next shape begins
        for column, node in enumerate(model.nodes.values()):
            x += max(GAP - before, STEP * (ways_in[node.id] + 1))
            x = self._put(node, column, x)
            before = max(STEP * (ways_out[node.id] + 1), _room_for_words(model, node))
            x += before
        self.right = x + GAP  # where the lanes end

    def _put(self, node: Node, column: int, x: int) -> int:
        width, height = SIZES[node.kind]
        lane = self.lanes.index(node.lane)
        self.places[node.id] = Place(
            node=node,
            column=column,
            lane=lane,
            left=x,
            width=width,
            height=height,
        )
        self._columns[lane].append(column)
        return x + width

    def is_free(self, lane: int, one: Place, other: Place) -> bool:
        """Whether nothing stands in the row of a lane between two shapes."""
        first, last = sorted((one.column, other.column))
        return not any(first < column < last for column in self._columns[lane])


def _room_for_words(model: Model, node: Node) -> int:
    """How far right of a shape the names of its flows reach."""
    words = [flow.name for flow in model.flows if flow.source == node.id]
    return max((width_of(one) + STEP for one in words if one), default=0)
