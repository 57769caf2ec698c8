"""The way one case has gone through its procedure so far, to be drawn over the table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lajur.core.grid.parts import Edge
from lajur.core.procedure.definition import StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """What has been done (step and outcome), how often each step was opened, and what is open."""

    taken: frozenset[tuple[StepId, str | None]] = frozenset()
    visits: Mapping[StepId, int] = field(default_factory=dict)
    live: frozenset[StepId] = frozenset()

    def has_taken(self, edge: Edge) -> bool:
        return (edge.source, edge.outcome) in self.taken


NO_TRAIL = Trail()
