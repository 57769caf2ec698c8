"""What a verification found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

SHOWN = 20  # faults kept per check; the first is the one to look at

Progress = Callable[[int, int], None]  # how many of how many rows are read


@dataclass(frozen=True, slots=True)
class Found:
    """One fault: where, and what is wrong."""

    place: str  # "berkas 12, peristiwa 7"
    sentence: str


@dataclass(slots=True)
class Check:
    """One property of everything that is kept."""

    code: str  # as in the table of checks: "V4"
    name: str
    checked: int = 0  # rows looked at
    count: int = 0  # faults, also those not kept
    faults: list[Found] = field(default_factory=list)

    def fault(self, place: str, sentence: str) -> None:
        self.count += 1
        if len(self.faults) < SHOWN:
            self.faults.append(Found(place, sentence))

    def add(self, found: Iterable[Found], *, checked: int) -> "Check":
        self.checked += checked
        for one in found:
            self.fault(one.place, one.sentence)
        return self


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and what was found."""

    checks: tuple[Check, ...]
    cases: int
    events: int
    seconds: float

    @property
    def is_clean(self) -> bool:
        return not any(check.count for check in self.checks)
