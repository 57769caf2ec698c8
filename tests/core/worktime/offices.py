"""Odd offices, described once and made twice: as a calendar, and as a walk through minutes.

They are drawn by a seed and kept, because to draw and build one takes longer than all that is asked
of it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from lajur.core.worktime.calendar import OfficeCalendar, Season
from lajur.core.worktime.days import DayKind, DayOff
from lajur.core.worktime.weeks import read_week
from tests.core.worktime.minute_walk import Office, WeekWords

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
MIDNIGHT = datetime.min.time()
NORMAL: WeekWords = [
    *[["07:30-12:00", "13:00-16:00"]] * 4,
    ["07:30-11:30", "13:00-16:30"],
    [],
    [],
]


@dataclass(frozen=True, kw_only=True)
class Described:
    """An office in words."""

    zone: str
    week: WeekWords
    closed: frozenset[date]
    season: tuple[date, date, WeekWords] | None = None
    made: dict[tuple[str, frozenset[date]], OfficeCalendar] = field(default_factory=dict)

    @cached_property
    def walked(self) -> Office:
        return Office(week=self.week, closed=self.closed, season=self.season)

    def calendar(
        self, *, closed: frozenset[date] | None = None, zone: str | None = None
    ) -> OfficeCalendar:
        """Its calendar; or that of the same office with other days off, or in another zone."""
        key = zone or self.zone, self.closed if closed is None else closed
        if key not in self.made:
            self.made[key] = self.calendar_like(OfficeCalendar, *key)
        return self.made[key]

    def calendar_like(
        self, kind: type[OfficeCalendar], zone: str, closed: frozenset[date]
    ) -> OfficeCalendar:
        """A calendar of a class that may be broken."""
        seasons: tuple[Season, ...] = ()
        if self.season:
            first, last, week = self.season
            seasons = (Season(first=first, last=last, week=read_week(week)),)
        return kind(
            zone=zone,
            days_off={one: DayOff(day=one, kind=DayKind.SPECIAL, name="Libur") for one in closed},
            week=read_week(self.week),
            seasons=seasons,
        )

    def aware(self, moment: datetime) -> datetime:
        return moment.replace(tzinfo=ZoneInfo(self.zone))


def on_the_wall(moment: datetime, zone: str) -> datetime:
    """What the office's clock shows."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@cache
def office(seed: int) -> Described:
    """One in four keeps the hours of the decree; half have a season of other hours."""
    chance = Random(seed)
    first = _day(chance)
    season = (first, first + timedelta(days=chance.randrange(40)), _week(chance))
    return Described(
        zone=chance.choice(ZONES),
        week=NORMAL if seed % 4 == 0 else _week(chance),
        closed=frozenset(_day(chance) for _ in range(chance.randrange(12))),
        season=chance.choice([None, season]),
    )


def _day(chance: Random) -> date:
    return FIRST + timedelta(days=chance.randrange(-10, 220))


def _week(chance: Random) -> WeekWords:
    """Seven days of up to three spans; any may have none, but not all."""
    week = [_spans(chance, chance.choice([0, 1, 1, 2, 3])) for _ in range(7)]
    return week if any(week) else [["09:00-10:00"], *week[1:]]


def _spans(chance: Random, count: int) -> list[str]:
    edges = sorted(chance.sample(range(97), 2 * count))  # quarters of an hour; the last is 24:00
    clocks = [f"{edge // 4:02}:{edge % 4 * 15:02}" for edge in edges]
    return [f"{start}-{end}" for start, end in zip(clocks[::2], clocks[1::2], strict=True)]


def offices() -> st.SearchStrategy[Described]:
    return st.integers(0, 31).map(office)


DAYS = st.dates(FIRST - timedelta(days=10), LAST + timedelta(days=40))
MOMENTS = st.datetimes(datetime.combine(FIRST, MIDNIGHT), datetime.combine(LAST, MIDNIGHT))
MINUTES = st.builds(  # every other one where spans begin and end
    lambda moment, step: moment.replace(
        minute=moment.minute // step * step, second=0, microsecond=0
    ),
    MOMENTS,
    st.sampled_from([1, 15]),
)
