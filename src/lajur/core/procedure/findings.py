"""Findings about the signed paper itself: shown to its owner, they never stop it from running.

Source of the list: what careful readers found in the four signed SOPs.
"""

from collections.abc import Iterator

from lajur.core.procedure import (
    findings_actors,
    findings_identity,
    findings_papers,
    findings_rows,
)
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.faults import Fault


def find(procedure: Procedure) -> tuple[Fault, ...]:
    """Return what a reader should know about the paper, in the order of the file.

    Takes a procedure whose names are all known.
    """
    return tuple(sorted(_all(procedure), key=lambda one: one.line))


def _all(procedure: Procedure) -> Iterator[Fault]:
    yield from findings_identity.find(procedure)
    yield from findings_actors.find(procedure)
    yield from findings_rows.find(procedure)
    yield from findings_papers.find(procedure)
