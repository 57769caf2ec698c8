"""The signed SOPs beside their transcripts, and small changes to them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from lajur.core.procedure.definition import Interpretation, Part, PrintedRow, Procedure, Step
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.fidelity import compare
from tests.core.procedure.sheets import SOPS, signed

NAMES = ("banten", "buleleng", "cirebon", "sumbawa")
V = TypeVar("V")


@cache
def paper(name: str) -> tuple[Procedure, str]:
    """Return a signed SOP and the text of its transcript, by the beginning of its id."""
    (path,) = (path for path in SOPS if path.stem.startswith(name))
    procedure = signed(name)
    return procedure, (path.parent / procedure.transcript).read_text(encoding="utf-8")


def differences(procedure: Procedure, transcript: str) -> tuple[Fault, ...]:
    return compare(procedure, transcript).faults


def with_step(procedure: Procedure, step: Step) -> Procedure:
    return replace(procedure, steps=swapped(procedure.steps, step.id, step))


def with_words(procedure: Procedure, step: str, **words: str) -> Procedure:
    """Return the procedure with some printed cells of one step changed."""
    known = procedure.steps[step]
    printed: PrintedRow = replace(known.printed, **words)
    return with_step(procedure, replace(known, printed=printed))


def with_tafsir(procedure: Procedure, one: Interpretation) -> Procedure:
    return replace(procedure, interpretations=(*procedure.interpretations, one))


def without_tafsir(procedure: Procedure, step: str | None, part: Part) -> Procedure:
    kept = (one for one in procedure.interpretations if (one.step, one.part) != (step, part))
    return replace(procedure, interpretations=tuple(kept))


def swapped(known: Mapping[str, V], key: str, value: V) -> Mapping[str, V]:
    return MappingProxyType({**known, key: value})
