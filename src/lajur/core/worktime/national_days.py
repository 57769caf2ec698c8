"""National holidays and joint leave (cuti bersama) of a year.

Source: the joint decree (SKB) of three ministers of each year and the Keppres that amend it or add
election days, as collected by the `holidays` package.
"""

from datetime import date
from functools import lru_cache
from importlib.metadata import version
from itertools import count

from lajur.core.worktime.days import DayKind, DayOff

FIRST_YEAR = 2024  # no case is older
_DECREED = "SKB Tiga Menteri tentang hari libur nasional dan cuti bersama {year}"
_GUESSED = "Perkiraan, sebelum SKB Tiga Menteri {year} terbit"


@lru_cache(maxsize=64)
def national_days(year: int) -> tuple[DayOff, ...]:
    """Return the national holidays and joint leave of a year, in order, each day once.

    A year whose decree is not out yet has holidays only, most of them estimates: see `is_decreed`.
    """
    leave = _collected(year, "government", DayKind.JOINT_LEAVE)
    days = {**leave, **_collected(year, "public", DayKind.NATIONAL)}
    return tuple(days[day] for day in sorted(days))


def is_decreed(year: int) -> bool:
    """Whether the package holds the decree of a year: each one since 2002 sets joint leave."""
    return any(one.kind is DayKind.JOINT_LEAVE for one in national_days(year))


@lru_cache(maxsize=1)
def last_decreed_year() -> int:
    """Return the last year whose decree the installed package holds."""
    return next(year for year in count(FIRST_YEAR) if not is_decreed(year + 1))


def decreed_days() -> tuple[DayOff, ...]:
    """Return the days of every year that can be relied on, from `FIRST_YEAR`, in order."""
    years = range(FIRST_YEAR, last_decreed_year() + 1)
    return tuple(day for year in years for day in national_days(year))


def national_source(year: int) -> str:
    """Say where the days of a year come from, as a calendar records it."""
    source = _DECREED if is_decreed(year) else _GUESSED
    return f"{source.format(year=year)} (holidays {version('holidays')})"


def _collected(year: int, category: str, kind: DayKind) -> dict[date, DayOff]:
    # Imported when asked for: most commands and requests never need it.
    from holidays import country_holidays

    found = country_holidays("ID", years=year, categories=(category,), language="id")
    return {day: DayOff(day=day, kind=kind, name=name) for day, name in found.items()}
