"""What is wrong with a procedure file, said so that a non-programmer can mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "kesalahan"  # the file cannot run
    FINDING = "temuan"  # about the signed paper; shown to its owner, never stops it


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: where it stands, and a sentence that says what would be right."""

    code: str  # stable, snake_case
    severity: Severity
    place: str  # "langkah 7 › keputusan"; for people
    line: int  # in the file, from 1; 0 when it concerns the file as a whole
    message: str  # Indonesian %-format over facts; the gettext key
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return self.message % self.facts
