"""How long records are kept: active, then inactive, then what the schedule says (JRA).

Years count from the day a case closed. Source: UU 43/2009, PP 28/2012, and the office's own
schedule (Peraturan Kepala Daerah tentang Jadwal Retensi Arsip).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

NATIONAL_YEARS = 10  # from as many on, the Kepala ANRI must approve too. Source: PP 28/2012
LONGEST_YEARS = 100  # of either part, so that no date leaves the calendar
_DAY = timedelta(days=1)


class Disposal(StrEnum):
    """What becomes of records when their years have run out."""

    DESTROY = "musnah"
    PERMANENT = "permanen"
    REVIEW = "dinilai_kembali"


class Phase(StrEnum):
    """Where a record stands in its life."""

    ACTIVE = "aktif"
    INACTIVE = "inaktif"
    OVER = "habis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A line of a retention schedule."""

    code: str  # klasifikasi: "000.8.3.3"
    title: str
    active_years: int  # 0 .. LONGEST_YEARS
    inactive_years: int  # after those; 0 .. LONGEST_YEARS
    disposal: Disposal

    @property
    def years(self) -> int:
        return self.active_years + self.inactive_years

    @property
    def is_national(self) -> bool:
        """Whether the Kepala ANRI must approve the destruction."""
        return self.years >= NATIONAL_YEARS

    @property
    def may_be_destroyed(self) -> bool:
        """Only what the schedule destroys; what is to be reviewed waits for a decision on it."""
        return self.disposal is Disposal.DESTROY

    @property
    def is_permanent(self) -> bool:
        return self.disposal is Disposal.PERMANENT

    def active_until(self, closed: date) -> date:
        """The last day of active keeping of a case closed on that day."""
        return years_later(closed, self.active_years)

    def inactive_until(self, closed: date) -> date:
        """The last day it is kept at all."""
        return years_later(closed, self.years)

    def phase(self, closed: date, *, today: date) -> Phase:
        """How a case closed on that day stands today."""
        if today <= self.active_until(closed):
            return Phase.ACTIVE
        return Phase.INACTIVE if today <= self.inactive_until(closed) else Phase.OVER

    def over_since(self, today: date) -> date:
        """The latest closing day whose years have run out by today; earlier ones have as well."""
        closed = years_later(today, -self.years) - _DAY
        while self.inactive_until(closed + _DAY) < today:
            closed += _DAY  # 28 February stands for the 29th
        return closed


def years_later(day: date, years: int) -> date:
    """The same day so many years later (or, negative, earlier); 29 February may become the 28th."""
    year = day.year + years
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
