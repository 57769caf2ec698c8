"""Two SOPs compared. This one value is all that a page shows and all that a script gets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lajur.core.comparing.aligning import Pair, Paper, align, paper
from lajur.core.comparing.differences import Difference, differences
from lajur.core.comparing.exits import Names, lead_alike
from lajur.core.comparing.steps import StepFacts, step_facts
from lajur.core.comparing.summary import COUNTED, Summary, summarize
from lajur.core.procedure.definition import Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Steps that mean the same, or a step that the other SOP has not."""

    about: str  # the activity, of ACTIVITY_NAMES; "" when the words name none
    left: StepFacts | None
    right: StepFacts | None
    likeness: float  # of a pair, to 1, two decimals; 0 alone
    moved: bool  # done at another point of the course
    differs: tuple[Difference, ...]

    @property
    def is_paired(self) -> bool:
        return self.left is not None and self.right is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two SOPs."""

    name: str  # what sentences call it
    procedure: str  # Procedure.id
    number: str
    title: str
    summary: Summary
    only: tuple[str, ...]  # activities, of ACTIVITY_NAMES, of steps that the other SOP lacks


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Both SOPs; `rows` keep the order of the left one."""

    left: Side
    right: Side
    rows: tuple[Row, ...]
    is_same: bool  # both do the same in the same way: every step, every arrow, every number


def compare(left: Procedure, right: Procedure, *, names: Sequence[str] = ()) -> Comparison:
    """Compare two sound SOPs, called by `names` (else by their ids)."""
    ours, theirs = paper(left), paper(right)
    here, there = names or (left.id, right.id)
    pairs = align(ours, theirs)
    alike = {one.left.id: one.right.id for one in pairs if one.left and one.right}
    one = _side(ours, here, _only((one for one in pairs if not one.right), theirs))
    other = _side(theirs, there, _only((one for one in pairs if not one.left), ours))
    rows = tuple(_row(ours, theirs, pair, alike) for pair in pairs)
    return Comparison(
        left=one,
        right=other,
        rows=rows,
        is_same=all(row.is_paired and not row.differs for row in rows)
        and _run_alike(ours, theirs, alike)
        and _counts(one.summary) == _counts(other.summary),
    )


def _run_alike(ours: Paper, theirs: Paper, alike: Names) -> bool:
    """Whether every step leads to the same, and waits for the same; all have their like."""
    left, right = ours.procedure, theirs.procedure
    for here, there in alike.items():
        one, other = left.steps[here], right.steps[there]
        if {alike[step] for step in one.waits_for} != set(other.waits_for):
            return False
        if not lead_alike((left, ours.course, one), (right, theirs.course, other), alike):
            return False
    return True


def _counts(summary: Summary) -> list[object]:
    """What a reader of the numbers and of the times would see."""
    times = [(one.most, one.least, one.steps, one.handovers) for one in summary.totals]
    return [*(getattr(summary, name) for name in COUNTED), sorted(map(repr, times))]


def _only(alone: Iterable[Pair], other: Paper) -> tuple[str, ...]:
    """What the steps that stand alone are about, but for what the other SOP names anywhere."""
    known = {*other.activities, ""}
    return tuple(dict.fromkeys(pair.about for pair in alone if pair.about not in known))


def _side(one: Paper, name: str, only: tuple[str, ...]) -> Side:
    procedure = one.procedure
    return Side(
        name=name,
        procedure=procedure.id,
        number=procedure.identity.number,
        title=procedure.identity.title,
        summary=summarize(procedure, one.course),
        only=only,
    )


def _row(ours: Paper, theirs: Paper, pair: Pair, alike: Names) -> Row:
    differs: tuple[Difference, ...] = ()
    if pair.left and pair.right:
        differs = tuple(differences((ours, pair.left), (theirs, pair.right), alike))
    return Row(
        about=pair.about,
        left=step_facts(ours.procedure, pair.left) if pair.left else None,
        right=step_facts(theirs.procedure, pair.right) if pair.right else None,
        likeness=round(pair.likeness, 2),
        moved=pair.moved,
        differs=(*differs, Difference.ORDER) if pair.moved else differs,
    )
