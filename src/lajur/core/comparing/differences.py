"""In what two steps that mean the same are not the same."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from lajur.core.comparing.aligning import Paper
from lajur.core.comparing.exits import Names, lead_alike
from lajur.core.comparing.ranks import Rank, rank
from lajur.core.comparing.steps import PAPERS
from lajur.core.procedure.definition import Item, LaneId, Procedure, Step, Use

_ALIKE = 0.5  # of the words of two papers, in common


class Difference(StrEnum):
    """What differs. The values are the words of the command."""

    PERFORMER = "pelaksana"
    TOGETHER = "bersama"  # who else takes part or signs
    INFORMED = "diberi_tahu"
    TIME = "waktu"
    REQUIREMENTS = "kelengkapan"
    OUTPUTS = "output"
    DECISION = "keputusan"  # only one of them decides, or an answer has other consequences
    CALLS = "memanggil"  # another SOP
    ORDER = "urutan"  # at another point of the course


def differences(
    left: tuple[Paper, Step], right: tuple[Paper, Step], names: Names
) -> Iterator[Difference]:
    """What differs between two steps, but for their place: that depends on the others.

    `names` are those on the right of the steps on the left that mean the same.
    """
    (mine, one), (yours, other) = left, right
    ours, theirs = mine.procedure, yours.procedure
    yield from _people(ours, one, theirs, other)
    if replace(one.standard_time, set_by=None) != replace(other.standard_time, set_by=None):
        yield Difference.TIME
    if not _same_papers(_papers(ours, one.requirements), _papers(theirs, other.requirements)):
        yield Difference.REQUIREMENTS
    if not _same_papers(_made(ours, one), _made(theirs, other)):
        yield Difference.OUTPUTS
    if not _decide_alike(left, right, names):
        yield Difference.DECISION
    if not (one.calls == other.calls or _alike_words(one.calls or "", other.calls or "")):
        yield Difference.CALLS


def _people(ours: Procedure, one: Step, theirs: Procedure, other: Step) -> Iterator[Difference]:
    if rank(ours.lanes[one.performer]) != rank(theirs.lanes[other.performer]):
        yield Difference.PERFORMER
    if _together(ours, one) != _together(theirs, other):
        yield Difference.TOGETHER
    if _ranks(ours, one.informed) != _ranks(theirs, other.informed):
        yield Difference.INFORMED


def _decide_alike(left: tuple[Paper, Step], right: tuple[Paper, Step], names: Names) -> bool:
    (ours, one), (theirs, other) = left, right
    if not one.is_decision and not other.is_decision:
        return True
    if names.get(one.derived_from or "") != other.derived_from:
        return False
    return one.is_decision == other.is_decision and lead_alike(
        (ours.procedure, ours.course, one), (theirs.procedure, theirs.course, other), names
    )


def _together(procedure: Procedure, step: Step) -> frozenset[Rank]:
    return _ranks(procedure, (*step.participants, *step.cosigners))


def _ranks(procedure: Procedure, lanes: Iterable[LaneId]) -> frozenset[Rank]:
    return frozenset(rank(procedure.lanes[lane]) for lane in lanes)


def _papers(procedure: Procedure, uses: Iterable[Use]) -> list[Item]:
    """What is passed on as paper. Tools and what is merely so are not compared."""
    items = (procedure.items[use.item] for use in uses)
    return [item for item in items if item.kind in PAPERS]


def _made(procedure: Procedure, step: Step) -> list[Item]:
    """The papers a step adds: what a row before it yields is only passed on."""
    known: set[str] = set()
    for before in procedure.steps.values():
        if before.id == step.id:
            break
        known |= {use.item for use in before.outputs}
    return [item for item in _papers(procedure, step.outputs) if item.id not in known]


def _same_papers(ours: list[Item], theirs: list[Item]) -> bool:
    """Whether each has its like on the other side, however it is called."""
    return all(any(_alike(one, other) for other in theirs) for one in ours) and all(
        any(_alike(one, other) for one in ours) for other in theirs
    )


def _alike(one: Item, other: Item) -> bool:
    """Whether two papers are of one kind: the same letter, or much the same words."""
    if one.letter is not None and one.letter == other.letter:
        return True
    return _alike_words(one.name, other.name)


def _alike_words(one: str, other: str) -> bool:
    some, others = (frozenset(re.findall(r"\w+", words.casefold())) for words in (one, other))
    common, lesser = some & others, min(len(some), len(others))
    return len(common) >= _ALIKE * len(some | others) or len(common) == lesser > 1
