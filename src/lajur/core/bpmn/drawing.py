"""What a BPMN file draws, whoever wrote it: shapes, arrows and lanes, as far as an SOP has them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lajur.core.bpmn.markup import Element
from lajur.core.bpmn.notes import place_of


class Kind(StrEnum):
    """How a shape is read. The values name it to people."""

    WORK = "langkah"
    CALL = "pemanggilan"
    START = "mulai"
    END = "akhir"
    CHOICE = "keputusan"  # exclusive, and what is read as such
    PARALLEL = "cabang"
    PASSED = "peristiwa"  # one way through, nothing to do


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A flow node."""

    id: str
    kind: Kind
    name: str  # one line; "" when it has none
    line: int
    tag: str  # its BPMN element
    told: str = ""  # its documentation, with the annotations on it
    calls: str = ""  # of a CALL: the name of what it runs
    refuses: bool = False  # of an END: an error or a cancellation

    @property
    def place(self) -> str:
        return place_of(str(self.kind), self.name, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A sequence flow between two shapes that exist."""

    id: str
    source: str
    target: str
    name: str
    line: int
    condition: str = ""  # as written; never evaluated
    is_default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLane:
    id: str
    name: str
    line: int


@dataclass(slots=True, kw_only=True)
class Drawing:
    """One process."""

    element: Element
    name: str  # of the process
    pool: str  # name of its participant; "" when it has none
    line: int
    shapes: dict[str, Shape] = field(default_factory=dict)  # in document order
    arrows: list[Arrow] = field(default_factory=list)
    lanes: dict[str, DrawnLane] = field(default_factory=dict)  # the innermost, top to bottom
    lane_of: dict[str, str] = field(default_factory=dict)  # by shape
    needs: dict[str, list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )  # names, by shape
    yields: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    own: dict[str, Element] = field(default_factory=dict)  # our own part, by shape

    def ways_out(self) -> Mapping[str, list[Arrow]]:
        """The arrows that leave each shape, in document order; those without one too."""
        found: dict[str, list[Arrow]] = {shape: [] for shape in self.shapes}
        for arrow in self.arrows:
            found[arrow.source].append(arrow)
        return found

    def ways_in(self) -> Mapping[str, list[Arrow]]:
        found: dict[str, list[Arrow]] = {shape: [] for shape in self.shapes}
        for arrow in self.arrows:
            found[arrow.target].append(arrow)
        return found
