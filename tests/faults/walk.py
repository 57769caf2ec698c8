"""Office time walked minute by minute and day by day, without anything of Lajur's.

Slow and plain on purpose: what it says of deadlines and reminders is held against what Lajur did.
Moments are naive datetimes of the office's own zone, of whole minutes.
"""

from collections.abc import Callable, Set
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
Spans = list[tuple[int, int]]  # minutes of the day, [from, to)


@dataclass(frozen=True, slots=True)
class Walk:
    """One office calendar."""

    hours: Callable[[date], Spans]  # of a day that is not off
    off: Set[date]

    known: dict[date, Spans] = field(default_factory=dict)
    walked: dict[date, list[int]] = field(default_factory=dict)

    def spans(self, day: date) -> Spans:
        if day not in self.known:
            self.known[day] = [] if day in self.off else self.hours(day)
        return self.known[day]

    def minutes(self, day: date) -> list[int]:
        """The minutes of a day on which the office works; each day is walked once."""
        if day not in self.walked:
            self.walked[day] = [
                minute
                for minute in range(24 * 60)
                if any(opens <= minute < closes for opens, closes in self.spans(day))
            ]
        return self.walked[day]

    def opening(self, moment: datetime) -> datetime:
        """The moment, or the next opening; the moment of closing is still of its day."""
        spans = self.spans(moment.date())
        if spans and moment <= at(moment.date(), spans[-1][1]):
            return max(moment, at(moment.date(), spans[0][0]))
        day = self.day_after(moment.date())
        return at(day, self.spans(day)[0][0])

    def day_after(self, day: date, days: int = 1) -> date:
        """So many working days on, or, when negative, back."""
        step = DAY if days > 0 else -DAY
        for _ in range(abs(days)):
            day += step
            while not self.spans(day):
                day += step
        return day

    def closing(self, day: date) -> datetime:
        return at(day, self.spans(day)[-1][1])

    def minutes_on(self, moment: datetime, minutes: int) -> datetime:
        """When so many office minutes have passed."""
        if minutes <= 0:
            return moment
        day, since = moment.date(), moment.hour * 60 + moment.minute
        while True:
            worked = [minute for minute in self.minutes(day) if minute >= since]
            if len(worked) >= minutes:
                return at(day, worked[minutes - 1] + 1)
            minutes -= len(worked)
            day, since = day + DAY, 0

    def minutes_between(self, since: datetime, until: datetime) -> int:
        count, day = 0, since.date()
        while day <= until.date() and since < until:
            first = since.hour * 60 + since.minute if day == since.date() else 0
            last = until.hour * 60 + until.minute if day == until.date() else 24 * 60
            count += sum(first <= minute < last for minute in self.minutes(day))
            day += DAY
        return count

    def due(self, amount: int, unit: str, start: datetime) -> datetime:
        """When a printed time runs out."""
        match unit:
            case "menit":
                return self.minutes_on(start, amount)
            case "jam":
                return self.minutes_on(start, amount * 60)
            case "hari_kerja":
                return self.closing(self.day_after(self.opening(start).date(), amount))
            case "minggu":
                return self.closing(self.day_after(self.opening(start).date(), amount * 5))
            case "1x24_jam":
                begun = self.opening(start)
                day = self.day_after(begun.date(), amount)
                clock = datetime.combine(day, begun.time())
                open_now = [
                    max(clock, at(day, opens))
                    for opens, closes in self.spans(day)
                    if clock <= at(day, closes)
                ]
                return open_now[0] if open_now else self.closing(day)
        day = later_month(start.date(), amount) if unit == "bulan" else start.date() + amount * DAY
        return self.closing(day if self.spans(day) else self.day_after(day))

    def planned(self, moment: str, days: int, due: datetime) -> datetime:
        """When a rule of so many working days before or after a deadline speaks."""
        if moment == "at":
            return due
        day = self.day_after(due.date(), days if moment == "after" else -days)
        return self.within(day, due)

    def within(self, day: date, clock: datetime) -> datetime:
        """The clock time on that day, or the nearest at which the office is open."""
        spans = self.spans(day)
        moment = datetime.combine(day, clock.time())
        return min(max(moment, at(day, spans[0][0])), at(day, spans[-1][1]))


def at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + minute * MINUTE


def later_month(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    first = (day.replace(day=1) + timedelta(days=31 * months)).replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - DAY
    return first.replace(day=min(day.day, last.day))
