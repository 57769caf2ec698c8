"""How long a calendar can be relied on: it knows only what somebody has listed, year by year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import count

from lajur.core.refusals import Words, marked
from lajur.core.worktime.calendar import Season
from lajur.core.worktime.days import DayKind, DayOff
from lajur.core.worktime.pawukon import is_pawukon

NOTICE = timedelta(days=365)  # before it expires, its office is told

# Every joint decree since 2002 sets both; a lone holiday is not yet the list of its year.
_DECREED = frozenset({DayKind.NATIONAL, DayKind.JOINT_LEAVE})


class ExpiryState(StrEnum):
    GOOD = "good"
    SOON = "soon"
    EXPIRED = "expired"


class Listing(StrEnum):
    """What is listed for every year; where two end together, the first is told."""

    DAYS = "days"
    RAMADAN = "ramadan"
    PAWUKON = "pawukon"


_MESSAGES = {  # of the days off
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
_FURTHER = {
    Listing.RAMADAN: marked(
        "Jam kerja Ramadan tahun %(missing)s belum diisi: tenggat pada bulan itu masih dihitung "
        "menurut jam kerja biasa."
    ),
    Listing.PAWUKON: marked(
        "Hari raya Bali tahun %(missing)s belum diisi: tenggat belum memperhitungkannya. Muat dari "
        "daur pawukon."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """Until when a calendar is known, and what to say of it."""

    state: ExpiryState
    missing: int  # the first year, from this one, whose list is to be entered
    listing: Listing = Listing.DAYS  # which list

    @property
    def until(self) -> date:
        """The last day that can be relied on."""
        return date(self.missing - 1, 12, 31)

    @property
    def message(self) -> Words:
        """For people, over `facts`."""
        if self.state is ExpiryState.GOOD or self.listing is Listing.DAYS:
            return _MESSAGES[self.state]
        return _FURTHER[self.listing]

    @property
    def facts(self) -> dict[str, object]:
        return {"until": self.until, "missing": str(self.missing)}


def expiry(days: Iterable[DayOff], *, on: date, seasons: Iterable[Season] = ()) -> Expiry:
    """Until when a calendar of these days holds, seen from the day `on`.

    A year is listed when it has both national holidays and joint leave; a gap is not jumped over.
    Ramadan hours and Pawukon days are expected of an office that has them this year or had before.
    `days` are all that are listed, also those the office works through.
    """
    days = list(days)
    missing = {Listing.DAYS: _first_missing(_listed_years(days), on)}
    for listing, years in (
        (Listing.RAMADAN, {one.first.year for one in seasons if _is_ramadan(one)}),
        (Listing.PAWUKON, {one.day.year for one in days if is_pawukon(one)}),
    ):
        if years and min(years) <= on.year:
            missing[listing] = _first_missing(years, on)
    listing = min(missing, key=missing.__getitem__)
    return Expiry(state=_state(missing[listing], on), missing=missing[listing], listing=listing)


def _first_missing(listed: set[int], on: date) -> int:
    return next(year for year in count(on.year) if year not in listed)


def _is_ramadan(season: Season) -> bool:
    return "ramad" in season.name.lower()  # also written Ramadhan


def _listed_years(days: Iterable[DayOff]) -> set[int]:
    kinds: dict[int, set[DayKind]] = {}
    for one in days:
        kinds.setdefault(one.day.year, set()).add(one.kind)
    return {year for year, found in kinds.items() if found >= _DECREED}


def _state(missing: int, on: date) -> ExpiryState:
    if missing == on.year:
        return ExpiryState.EXPIRED
    return ExpiryState.SOON if date(missing, 1, 1) - on <= NOTICE else ExpiryState.GOOD
