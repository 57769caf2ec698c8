"""A file of the SOP language, read and checked in one go."""

from dataclasses import dataclass

from lajur.core.procedure.checks import examine
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.faults import Fault, Severity
from lajur.core.procedure.filing import filing_faults
from lajur.core.procedure.findings import find
from lajur.core.procedure.reader import read
from lajur.core.procedure.references import references


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What there is to say of one file, as far as it could be read."""

    procedure: Procedure | None
    states: int  # explored; 0 when the shape is not right yet
    errors: tuple[Fault, ...]
    findings: tuple[Fault, ...]  # by line

    @property
    def is_drawable(self) -> bool:
        """Whether every name in it leads somewhere, so that it can be drawn, sound or not."""
        return self.procedure is not None and not any(references(self.procedure))


def inspect(data: bytes, *, name: str) -> Inspection:
    """Read and check the bytes of a file of this name."""
    reading = read(data, name=name)
    errors = [one for one in reading.faults if one.severity is Severity.ERROR]
    findings = [one for one in reading.faults if one.severity is Severity.FINDING]
    procedure, states = reading.procedure, 0
    if procedure is not None:
        examined = examine(procedure)
        states, errors = examined.states, [*examined.faults, *filing_faults(procedure)]
        if not errors:
            findings += find(procedure)
    return Inspection(
        procedure=procedure,
        states=states,
        errors=tuple(errors),
        findings=tuple(sorted(findings, key=lambda one: one.line)),
    )
