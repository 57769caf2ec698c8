"""How long a calendar can be relied on: it knows only the days somebody has listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import count

from lajur.core.refusals import Words, marked
from lajur.core.worktime.days import DayKind, DayOff

NOTICE = timedelta(days=365)  # before it expires, its office is told

# Every joint decree since 2002 sets both; a lone holiday is not yet the list of its year.
_DECREED = frozenset({DayKind.NATIONAL, DayKind.JOINT_LEAVE})


class ExpiryState(StrEnum):
    GOOD = "good"
    SOON = "soon"
    EXPIRED = "expired"


_MESSAGES = {
    ExpiryState.GOOD: marked("Hari libur terisi sampai %(until)s."),
    ExpiryState.SOON: marked(
        "Hari libur baru terisi sampai %(until)s. Isi daftar tahun %(missing)s begitu SKB Tiga "
        "Menteri terbit; tenggat sesudahnya belum memperhitungkan hari libur."
    ),
    ExpiryState.EXPIRED: marked(
        "Hari libur tahun %(missing)s belum diisi: tenggat belum memperhitungkannya. Isi sekarang "
        "dari SKB Tiga Menteri."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """Until when the days off of a calendar are known, and what to say of it."""

    state: ExpiryState
    missing: int  # the first year, from this one, whose list is to be entered

    @property
    def until(self) -> date:
        """The last day that can be relied on."""
        return date(self.missing - 1, 12, 31)

    @property
    def message(self) -> Words:
        """For people, over `facts`."""
        return _MESSAGES[self.state]

    @property
    def facts(self) -> dict[str, object]:
        return {"until": self.until, "missing": str(self.missing)}


def expiry(days: Iterable[DayOff], *, on: date) -> Expiry:
    """Until when a calendar of these days holds, seen from the day `on`.

    A year is listed when it has both national holidays and joint leave; a gap is not jumped over.
    """
    listed = _listed_years(days)
    missing = next(year for year in count(on.year) if year not in listed)
    return Expiry(state=_state(missing, on), missing=missing)


def _listed_years(days: Iterable[DayOff]) -> set[int]:
    kinds: dict[int, set[DayKind]] = {}
    for one in days:
        kinds.setdefault(one.day.year, set()).add(one.kind)
    return {year for year, found in kinds.items() if found >= _DECREED}


def _state(missing: int, on: date) -> ExpiryState:
    if missing == on.year:
        return ExpiryState.EXPIRED
    return ExpiryState.SOON if date(missing, 1, 1) - on <= NOTICE else ExpiryState.GOOD
