"""The Balinese holy days of the Pawukon, a cycle of 210 days (30 wuku of a week each).

On these days, "dispensasi hari raya suci Hindu", offices in Bali close or keep only their duties;
the Governor's circular of each year lists them (SE 16/2024 for 2025). All twelve Pawukon days of
the official list of 2024 follow from one Galungan. Siwaratri and the neighbours of Nyepi follow the
moon and are entered by hand.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from lajur.core.worktime.days import DayKind, DayOff

CYCLE = timedelta(days=210)
_GALUNGAN = date(2024, 2, 28)  # Buda Kliwon Dungulan, in the official list of 2024

# Days from Galungan. Saraswati (Saniscara Umanis Watugunung) is the last day of a cycle, Pagerwesi
# (Buda Kliwon Sinta) the fourth of the next.
_DAYS = (
    (-74, "Hari Raya Saraswati"),
    (-70, "Hari Raya Pagerwesi"),
    (-1, "Penampahan Galungan"),
    (0, "Hari Raya Galungan"),
    (1, "Umanis Galungan"),
    (9, "Penampahan Kuningan"),
    (10, "Hari Raya Kuningan"),
)
_NAMES = frozenset(name for _, name in _DAYS)


def pawukon_days(year: int) -> tuple[DayOff, ...]:
    """Return the Pawukon days of a year, in order, weekends included."""
    found = (
        DayOff(day=galungan + timedelta(days=days), kind=DayKind.FACULTATIVE, name=name)
        for galungan in _galungans(year)
        for days, name in _DAYS
    )
    return tuple(sorted((one for one in found if one.day.year == year), key=lambda one: one.day))


def is_pawukon(one: DayOff) -> bool:
    """Whether a day off is one of these, also when it was entered by hand under its name."""
    return one.kind is DayKind.FACULTATIVE and one.name in _NAMES


def _galungans(year: int) -> Iterator[date]:
    """Yield the last Galungan up to New Year and three more: days of theirs fall in the year."""
    first = date(year, 1, 1)
    galungan = first - (first - _GALUNGAN) % CYCLE
    for turn in range(4):
        yield galungan + turn * CYCLE
