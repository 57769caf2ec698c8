"""How like two steps of two SOPs are: what they do, between whom, by what words, and when."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from lajur.core.comparing.meaning import Course, Meaning, meaning, words_of
from lajur.core.comparing.ranks import Rank, parties, rank
from lajur.core.procedure.definition import Procedure, Step

# What likeness is made of; together 1.
_MEANING, _PARTIES, _PERFORMER, _ALWAYS, _WORDS, _PLACE = 0.50, 0.20, 0.10, 0.10, 0.05, 0.05
_FAR = 3  # ranks apart: nothing in common


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """A step as it is compared."""

    step: Step
    title: str  # however it is spaced and capitalised
    meaning: Meaning
    words: frozenset[str]
    performer: Rank
    parties: frozenset[Rank]
    always: bool  # whatever is granted has passed it
    place: float  # in the sheet, from 0 to 1

    @property
    def key(self) -> tuple[object, ...]:
        """What likeness depends on: equal keys cannot be told apart."""
        return (
            self.title,
            sorted(self.meaning.items()),
            sorted(self.words),
            self.performer,
            sorted(self.parties),
            self.step.derived_from is not None,
            self.always,
            self.place,
        )


def senses(procedure: Procedure, known: Course) -> tuple[Sense, ...]:
    """The steps of a sound procedure, in printed order."""
    steps = list(procedure.steps.values())
    return tuple(
        Sense(
            step=step,
            title=" ".join(step.printed.title.casefold().split()),
            meaning=meaning(procedure, step, known),
            words=words_of(step),
            performer=rank(procedure.lanes[step.performer]),
            parties=parties(procedure, step),
            always=step.id in known.always,
            place=number / max(1, len(steps) - 1),
        )
        for number, step in enumerate(steps)
    )


def likeness(one: Sense, other: Sense) -> float:
    """From 0 to 1, the same both ways; 0 of steps that have nothing to do with each other.

    A decision that follows an earlier one is nobody's work: it is like no step that somebody does.
    """
    means = _meant_alike(one, other)
    if not means or (one.step.derived_from is None) != (other.step.derived_from is None):
        return 0.0
    apart = abs(one.performer - other.performer) / _FAR
    return (
        _MEANING * means
        + _PARTIES * _shared(one.parties, other.parties)
        + _PERFORMER * max(0.0, 1 - apart)
        + _ALWAYS * (one.always == other.always)
        + _WORDS * (1.0 if one.title == other.title else _shared(one.words, other.words))
        + _PLACE * (1 - abs(one.place - other.place))
    )


def _meant_alike(one: Sense, other: Sense) -> float:
    """Half how much of both is common, half how much of the lesser: one row may do two things."""
    if one.title == other.title and one.meaning == other.meaning:
        return 1.0
    names = sorted(one.meaning.keys() | other.meaning.keys())  # so that sums are always the same
    both = [(one.meaning.get(name, 0.0), other.meaning.get(name, 0.0)) for name in names]
    if not any(min(pair) for pair in both):
        return 0.0
    common = sum(map(min, both))
    lesser = min(sum(one.meaning.values()), sum(other.meaning.values()))
    return (common / sum(map(max, both)) + common / lesser) / 2


def _shared(some: AbstractSet[object], others: AbstractSet[object]) -> float:
    """How much of both is common; of two that are empty, nothing."""
    return len(some & others) / max(1, len(some | others))
