"""Aligning two SOPs: which step of one is which of the other.

First the pairing in the order of both papers that has most in common (nothing crosses): dynamic
programming over the two sequences. Then what is left on both sides and is clearly the same thing,
though it stands elsewhere: the section appoints before the analysis here, after the decision there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lajur.core.comparing.likeness import Sense, likeness, senses
from lajur.core.comparing.meaning import Course, course, main_activity
from lajur.core.procedure.definition import Procedure, Step, StepId
from lajur.core.procedure.flow import back_edges, successors, within_reach

LEAST = 0.40  # likeness of a pair; below it the steps stand alone
LEAST_ELSEWHERE = 0.55  # of a pair out of order, where the order does not speak for it

Place = tuple[int, int]  # of a pair: the numbers of its steps, from 0
_Matrix = list[list[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A step of one SOP beside the step of the other that means the same; or alone."""

    left: Step | None
    right: Step | None
    likeness: float = 0.0  # from `LEAST` to 1 of a pair; 0 alone
    moved: bool = False  # the two SOPs do it at another point of their course
    about: str = ""  # the activity, of ACTIVITY_NAMES; "" when the words name none


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An SOP as it is compared."""

    procedure: Procedure
    course: Course
    senses: tuple[Sense, ...]
    order: list[list[int]]  # before (-1), after (1) or neither (0), of every two steps

    @property
    def key(self) -> tuple[object, ...]:
        """What the alignment depends on."""
        return [one.key for one in self.senses], self.order

    @property
    def activities(self) -> frozenset[str]:
        """Every activity that a step names."""
        return frozenset(name for one in self.senses for name in one.meaning)


def paper(procedure: Procedure) -> Paper:
    """Read a sound procedure for comparing."""
    known = course(procedure)
    return Paper(
        procedure=procedure,
        course=known,
        senses=senses(procedure, known),
        order=_order(procedure),
    )


def align(ours: Paper, theirs: Paper) -> tuple[Pair, ...]:
    """Every step of both SOPs, once.

    Our steps stand in their order, and so do theirs but for those that are paired out of order. It
    does not matter which SOP is ours: the pairs are the same.
    """
    if theirs.key < ours.key:  # so that ties fall the same way
        found, moved = ({(row, column) for column, row in ones} for ones in _found(theirs, ours))
    else:
        found, moved = _found(ours, theirs)
    return tuple(_rows(ours.senses, theirs.senses, found, moved))


def _found(ours: Paper, theirs: Paper) -> tuple[set[Place], set[Place]]:
    """The pairs, and those of them that are moved."""
    found = set(_pairing(ours.senses, theirs.senses))
    return found, set(_moved(found, ours.order, theirs.order))


def _pairing(ours: Sequence[Sense], theirs: Sequence[Sense]) -> Iterator[Place]:
    likes = [[likeness(one, other) for other in theirs] for one in ours]
    in_order = list(_in_order([[like - LEAST for like in row] for row in likes]))
    yield from in_order
    yield from _elsewhere(likes, in_order)


def _in_order(gains: _Matrix) -> Iterator[Place]:
    """The pairs, rising on both sides, whose gains add up to most."""
    best = _best(gains)
    row = column = 0
    while row < len(gains) and column < len(gains[0]):
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            yield row, column
            row, column = row + 1, column + 1


def _best(gains: _Matrix) -> _Matrix:
    """The greatest gain of pairing what is left from (row, column) on."""
    rows, columns = len(gains), len(gains[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in reversed(range(rows)):
        for column in reversed(range(columns)):
            best[row][column] = max(
                best[row + 1][column],
                best[row][column + 1],
                best[row + 1][column + 1] + gains[row][column],
            )
    return best


def _elsewhere(likes: _Matrix, taken: Sequence[Place]) -> Iterator[Place]:
    """Of the steps left alone, those clearly alike; the most alike first."""
    rows, columns = {row for row, _ in taken}, {column for _, column in taken}
    likely = [
        (-like, row, column)
        for row, line in enumerate(likes)
        for column, like in enumerate(line)
        if like >= LEAST_ELSEWHERE
    ]
    for _, row, column in sorted(likely):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            yield row, column


def _moved(found: set[Place], ours: list[list[int]], theirs: list[list[int]]) -> Iterator[Place]:
    """The pairs that some other pair's order contradicts, as cases run: the fewest of them."""
    crossed = {one: {other for other in found if _cross(one, other, ours, theirs)} for one in found}
    while worst := max(crossed, key=lambda one: (len(crossed[one]), one), default=None):
        if not crossed[worst]:
            return
        for other in crossed.pop(worst):
            crossed[other].discard(worst)
        yield worst


def _order(procedure: Procedure) -> list[list[int]]:
    """Before (-1), after (1) or neither (0), of every two steps, by the arrows, loops left out."""
    turned = back_edges(procedure)
    onward = {
        step: tuple(target for target in targets if (step, target) not in turned)
        for step, targets in successors(procedure).items()
    }
    ahead: dict[StepId, frozenset[StepId]] = {
        step: within_reach(targets, onward) for step, targets in onward.items()
    }
    steps = list(procedure.steps)
    return [[(one in ahead[other]) - (other in ahead[one]) for other in steps] for one in steps]


def _cross(one: Place, other: Place, ours: list[list[int]], theirs: list[list[int]]) -> bool:
    return ours[one[0]][other[0]] * theirs[one[1]][other[1]] < 0


def _rows(
    ours: Sequence[Sense], theirs: Sequence[Sense], found: set[Place], moved: set[Place]
) -> Iterator[Pair]:
    """What stands on the left, and between it what only the right has."""
    partner = dict(found)
    waiting = [number for number in range(len(theirs)) if number not in partner.values()]
    for row, sense in enumerate(ours):
        at = partner.get(row)
        if at is None:
            yield Pair(left=sense.step, right=None, about=main_activity(sense.meaning))
            continue
        while (row, at) not in moved and waiting and waiting[0] < at:
            yield _alone(theirs[waiting.pop(0)])
        yield _together(sense, theirs[at], moved=(row, at) in moved)
    yield from map(_alone, (theirs[number] for number in waiting))


def _alone(theirs: Sense) -> Pair:
    return Pair(left=None, right=theirs.step, about=main_activity(theirs.meaning))


def _together(ours: Sense, theirs: Sense, *, moved: bool) -> Pair:
    return Pair(
        left=ours.step,
        right=theirs.step,
        likeness=likeness(ours, theirs),
        moved=moved,
        about=main_activity(ours.meaning, theirs.meaning),
    )
