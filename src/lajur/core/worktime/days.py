"""Days on which an office does not work, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ESTIMATE = "(perkiraan)"  # behind a name; so the `holidays` package marks what an isbat settles


class DayKind(StrEnum):
    NATIONAL = "libur_nasional"
    JOINT_LEAVE = "cuti_bersama"
    REGIONAL = "libur_daerah"
    FACULTATIVE = "dispensasi_fakultatif"
    SPECIAL = "libur_khusus"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A day on which the office does not work, and why."""

    day: date
    kind: DayKind
    name: str  # "Hari Raya Idul Fitri (perkiraan)"

    @property
    def is_estimate(self) -> bool:
        """Whether the date may still move, because it hangs on the sighting of the moon."""
        return self.name.endswith(ESTIMATE)
