"""Where a step of an SOP leads, in words: one rule for the sheet and for the course."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from lajur.core.procedure.definition import Procedure, Step, StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What one arrow leads to."""

    word: str | None  # of the outcome; None on a box
    words: str  # "langkah 6"; how it ends
    step: StepId | None  # None: an end
    quoted: bool  # the words are those of the sheet, in no other language


def goals(procedure: Procedure, step: Step) -> Iterator[Goal]:
    """Every way on, in printed order; of a fork each branch."""
    for outcome in step.outcomes:
        if outcome.end is not None:
            end = procedure.ends[outcome.end].name
            yield Goal(word=outcome.label, words=end, step=None, quoted=True)
        for target in outcome.targets:
            there = procedure.steps[target]
            words, quoted = called(procedure, there), not there.printed.no
            yield Goal(word=outcome.label, words=words, step=target, quoted=quoted)


def called(procedure: Procedure, step: Step) -> str:
    """A step by its number; by its title too where two rows print that number, or none is."""
    printed = step.printed
    if not printed.no:
        return printed.title
    facts = {"no": printed.no, "title": printed.title}
    if not procedure.is_known_by_number(step):
        return gettext("langkah %(no)s (%(title)s)") % facts
    return gettext("langkah %(no)s") % facts
