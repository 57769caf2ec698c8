"""The standard time of a step: what the paper prints in "Waktu", and how it is counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class TimeKind(StrEnum):
    """How a printed time binds. The values are the words of the SOP language."""

    FIXED = "tetap"
    RANGE = "rentang"  # target is the minimum, late after the maximum
    MAXIMUM = "maksimum"
    VARIABLE = "tergantung"  # set for each case by the step named in `set_by`
    NONE = "tanpa"  # printed "-"
    UNSET = "belum_ditetapkan"  # the cell is empty: measured, never late


class TimeUnit(StrEnum):
    MINUTE = "menit"  # office minutes
    HOUR = "jam"  # office hours
    CLOCK_DAY = "1x24_jam"  # the same clock time on the next working day
    WORKING_DAY = "hari_kerja"
    CALENDAR_DAY = "hari_kalender"
    WEEK = "minggu"  # five working days
    MONTH = "bulan"  # same date next month, rolled forward to a working day


# Five years at the most: what takes longer is not one step of a procedure, and a calendar holds it
# wherever in its years the step begins, but for the last five.
LONGEST: Mapping[TimeUnit, int] = {
    TimeUnit.MINUTE: 60_000,
    TimeUnit.HOUR: 1_000,
    TimeUnit.CLOCK_DAY: 1_250,
    TimeUnit.WORKING_DAY: 1_250,
    TimeUnit.CALENDAR_DAY: 1_826,
    TimeUnit.WEEK: 260,
    TimeUnit.MONTH: 60,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """An amount of time in one unit, e.g. 35 hari_kerja."""

    amount: int  # > 0
    unit: TimeUnit

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.value.replace('_', ' ')}"

    @property
    def is_too_long(self) -> bool:
        """Whether no step may take so long."""
        return self.amount > LONGEST[self.unit]

    @property
    def longest(self) -> "Duration":
        """The most there may be, in the same unit."""
        return Duration(amount=LONGEST[self.unit], unit=self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardTime:
    """Waktu: how long a step may take. Source: PermenPAN-RB 35/2012, mutu baku."""

    kind: TimeKind
    minimum: int | None = None  # RANGE only
    maximum: int | None = None  # FIXED, RANGE and MAXIMUM: late after this
    unit: TimeUnit | None = None  # None for VARIABLE, NONE and UNSET
    cumulative: bool = False  # one budget over all visits of a loop, not one per visit
    set_by: str | None = None  # VARIABLE: the id of the step that sets it

    @property
    def limit(self) -> Duration | None:
        """The duration after which the step is late; None when the paper gives none."""
        if self.maximum is None or self.unit is None:
            return None
        return Duration(amount=self.maximum, unit=self.unit)

    @property
    def target(self) -> Duration | None:
        """The duration to aim for, of a range; None of any other time."""
        if self.kind is not TimeKind.RANGE or self.minimum is None or self.unit is None:
            return None
        return Duration(amount=self.minimum, unit=self.unit)


UNSET = StandardTime(kind=TimeKind.UNSET)
