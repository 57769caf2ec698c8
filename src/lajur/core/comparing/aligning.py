"""Aligning two SOPs: the pairing of their steps, in order, that has most in common.

The order of both papers is kept (nothing crosses), so the pairing reads from top to bottom like the
sheets themselves. It is the best of all such pairings: dynamic programming over the two sequences.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lajur.core.comparing.meaning import Rank, activities, rank
from lajur.core.procedure.definition import Procedure, Step

_MEANING, _RANK, _SYMBOL, _PLACE = 0.55, 0.20, 0.15, 0.10  # what likeness is made of; together 1
LEAST = 0.40  # likeness of a pair; below it the steps stand alone
_FAR = 3  # ranks apart: nothing in common


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A step of one SOP beside the step of the other that means the same; or alone."""

    left: Step | None
    right: Step | None
    likeness: float = 0.0  # from `LEAST` to 1 of a pair; 0 alone


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sense:
    """A step as it is compared."""

    step: Step
    activities: frozenset[str]
    rank: Rank
    place: float  # in the sheet, from 0 to 1


def align(left: Procedure, right: Procedure) -> tuple[Pair, ...]:
    """Every step of both SOPs, once, in the order of both."""
    ours, theirs = _senses(left), _senses(right)
    gains = [[_likeness(one, other) - LEAST for other in theirs] for one in ours]
    best = _best(gains)
    return tuple(_back(ours, theirs, gains, best))


def _senses(procedure: Procedure) -> list[_Sense]:
    steps = list(procedure.steps.values())
    return [
        _Sense(
            step=step,
            activities=activities(procedure, step),
            rank=rank(procedure.lanes[step.performer]),
            place=number / max(1, len(steps) - 1),
        )
        for number, step in enumerate(steps)
    ]


def _likeness(one: _Sense, other: _Sense) -> float:
    """From 0 to 1; without an activity in common, 0."""
    shared = one.activities & other.activities
    if not shared:
        return 0.0
    apart = abs(one.rank - other.rank) / _FAR
    return (
        _MEANING * len(shared) / len(one.activities | other.activities)
        + _RANK * max(0.0, 1 - apart)
        + _SYMBOL * (one.step.is_decision == other.step.is_decision)
        + _PLACE * (1 - abs(one.place - other.place))
    )


def _best(gains: list[list[float]]) -> list[list[float]]:
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


def _back(
    ours: list[_Sense], theirs: list[_Sense], gains: list[list[float]], best: list[list[float]]
) -> Iterator[Pair]:
    """Read the best pairing off the table. Ours comes first where both stand alone."""
    row = column = 0
    while row < len(ours) or column < len(theirs):
        if best[row][column] == best[min(row + 1, len(ours))][column] and row < len(ours):
            yield Pair(left=ours[row].step, right=None)
            row += 1
        elif column < len(theirs) and best[row][column] == best[row][column + 1]:
            yield Pair(left=None, right=theirs[column].step)
            column += 1
        else:
            likeness = gains[row][column] + LEAST
            yield Pair(left=ours[row].step, right=theirs[column].step, likeness=likeness)
            row, column = row + 1, column + 1
