"""What a person hands in when a piece of work is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lajur.core.access import PersonId
from lajur.core.procedure.definition import ItemId, LaneId
from lajur.core.worktime.standard import Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """How a work item ends, with everything the step asks for."""

    outcome: str | None = None  # the label of the decision; None on a box
    text: str = ""  # the reason, or a note
    supplies: frozenset[ItemId] = frozenset()  # papers handed in with it
    unchanged: frozenset[ItemId] = frozenset()  # of an earlier visit, declared to stand as they are
    appoints: Mapping[LaneId, tuple[PersonId, ...]] = field(default_factory=dict)
    duration: Duration | None = None  # for a step that sets a variable time
