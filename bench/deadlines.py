"""CPU of one deadline, warm: each unit over a fortnight and over ten years.

Working days stand beside `numpy.busday_offset`, asked for one at a time as well; it knows no hours,
zones or moments. All other units stand beside a walk through every minute, which is also how the
tests prove them. Both must agree with what is measured.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime

import numpy

from lajur.core.worktime.calendar import OfficeCalendar, default_calendar
from lajur.core.worktime.deadlines import add
from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.core.worktime.weeks import write_week
from tests.core.worktime.minute_walk import Office, walk

CALENDAR = default_calendar("Asia/Jakarta")
START = datetime(2028, 1, 3, 9, tzinfo=CALENDAR.zone)  # past the Ramadans: one week all along
AMOUNTS = {  # about a fortnight, about ten years
    TimeUnit.MINUTE: (4_500, 1_170_000),
    TimeUnit.HOUR: (75, 19_500),
    TimeUnit.CLOCK_DAY: (10, 2_600),
    TimeUnit.WORKING_DAY: (10, 2_600),
    TimeUnit.CALENDAR_DAY: (14, 3_650),
    TimeUnit.WEEK: (2, 520),
    TimeUnit.MONTH: (1, 120),
}
SPANS = ("2 weeks", "10 years")


def rows() -> Iterator[dict[str, object]]:
    """Measure every unit over both spans."""
    for unit, amounts in AMOUNTS.items():
        for span, amount in zip(SPANS, amounts, strict=True):
            yield _row(Duration(amount=amount, unit=unit), span)


def building() -> float:
    """CPU milliseconds from the rows of a changed calendar to its first deadline."""

    def first_deadline() -> None:
        calendar = OfficeCalendar(
            zone=CALENDAR.zone.key, days_off=CALENDAR.days_off, seasons=CALENDAR.seasons
        )
        for unit in (TimeUnit.MINUTE, TimeUnit.WORKING_DAY):
            add(Duration(amount=1, unit=unit), START, calendar)

    return _microseconds(first_deadline, times=20) / 1_000


def _row(limit: Duration, span: str) -> dict[str, object]:
    due = add(limit, START, CALENDAR)
    name, peer, times = _peer(limit, due)
    ours = _microseconds(lambda: add(limit, START, CALENDAR), times=2_000)
    theirs = _microseconds(peer, times=times)
    return {
        "unit": limit.unit.value,
        "over": span,
        "Lajur, CPU µs": f"{ours:.1f}",
        "beside": name,
        "its CPU µs": f"{theirs:,.1f}",
        "its over Lajur's": f"{theirs / ours:,.1f}",
    }


def _peer(limit: Duration, due: datetime) -> tuple[str, Callable[[], object], int]:
    """What it is held against, and how often that can be run."""
    if limit.unit is TimeUnit.WORKING_DAY:
        days = numpy.busdaycalendar(holidays=[str(day) for day in CALENDAR.days_off])
        start = numpy.datetime64(START.date())

        def offset() -> object:
            return numpy.busday_offset(start, limit.amount, roll="forward", busdaycal=days)

        assert offset() == numpy.datetime64(CALENDAR.local_date(due))
        return "numpy.busday_offset", offset, 2_000
    office = Office(week=write_week(CALENDAR.week), closed=frozenset(CALENDAR.days_off))
    wall = START.replace(tzinfo=None)

    def through_minutes() -> datetime:
        return walk(office, limit.amount, limit.unit.value, wall)

    assert through_minutes() == due.astimezone(CALENDAR.zone).replace(tzinfo=None)
    return "a walk through minutes", through_minutes, 1


def _microseconds(job: Callable[[], object], *, times: int) -> float:
    """The median of five, of which each runs the job so many times."""
    measured = []
    for _ in range(5 if times > 1 else 1):
        started = time.process_time()
        for _ in range(times):
            job()
        measured.append((time.process_time() - started) / times * 1e6)
    return statistics.median(measured)
