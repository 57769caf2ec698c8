"""Where steps lead, told so that two SOPs can be compared: in the steps of one of them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from lajur.core.comparing.meaning import Course
from lajur.core.procedure.definition import Outcome, Procedure, Result, Step, StepId

BACK, REFUSES, ON = "back", "refuses", "on"

Names = Mapping[StepId, StepId]  # what the other SOP calls its like
# The label ("" where labels are not compared), what it does, where it leads (None: to a step that
# the other SOP has not), and how the case ends by it.
Way = tuple[str, str, frozenset[StepId | None], Result | None]


def effect(step: Step, outcome: Outcome | None, known: Course) -> str:
    """What an exit does to the case; "" of no exit."""
    if outcome is None:
        return ""
    if any((step.id, target) in known.back for target in outcome.targets):
        return BACK
    return REFUSES if (step.id, outcome.label) in known.refusing else ON


def lead_alike(
    left: tuple[Procedure, Course, Step], right: tuple[Procedure, Course, Step], names: Names
) -> bool:
    """Whether two steps end in the same ways. `names` are those on the right of steps on the left.

    Offices word their answers differently; only where both use the same words must these do the
    same.
    """
    ours, theirs = left[2], right[2]
    labelled = _labels(ours) == _labels(theirs)
    known = {step: names.get(step) for step in left[0].steps}
    unchanged = {step: step for step in right[0].steps}
    return Counter(_ways(*left, known, labelled=labelled)) == Counter(
        _ways(*right, unchanged, labelled=labelled)
    )


def _labels(step: Step) -> set[str]:
    return {(one.label or "").casefold() for one in step.outcomes}


def _ways(
    procedure: Procedure,
    known: Course,
    step: Step,
    names: Mapping[StepId, StepId | None],
    *,
    labelled: bool,
) -> Iterator[Way]:
    for one in step.outcomes:
        yield (
            (one.label or "").casefold() if labelled else "",
            effect(step, one, known),
            frozenset(names[target] for target in one.targets),
            procedure.ends[one.end].result if one.end else None,
        )
