"""What a calendar makes of the deadlines of all open work.

For a preview it is only counted. For the act it is planned before anything is locked, and under the
lock planned anew where somebody has worked meanwhile. Neither keeps more than a batch in memory.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice

from lajur.core.engine.deadlines import due_of
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.store import due_plan
from lajur.store.deadlines import OpenCase, OpenWork, open_cases, open_cases_anew
from lajur.store.due_plan import DueChange, PlannedCase

BATCH = 1_000  # cases put into the plan together
SHOWN = 10  # of each direction, as examples


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """Which deadlines are derived anew: those of a government, by a calendar it is to have.

    `since` is the first day that differs from the calendar before, when it lies ahead: what is due
    before that day has not met the difference.
    """

    government: int
    calendar: OfficeCalendar
    since: date | None = None

    def every_case(self) -> Iterator[PlannedCase]:
        return self._planned(open_cases(self.government))

    def anew(self, case_ids: Iterable[int]) -> Iterator[PlannedCase]:
        return self._planned(open_cases_anew(self.government, case_ids))

    def _planned(self, cases: Iterable[OpenCase]) -> Iterator[PlannedCase]:
        first = self._first()
        for case in cases:
            counted = [work for work in case.work if work.counting is not None]
            changes = [
                change
                for work in counted
                if not _is_before(work, first) and (change := self._change(work)) is not None
            ]
            unmoved = len(counted) - len(changes)
            yield PlannedCase(id=case.id, version=case.version, changes=changes, unmoved=unmoved)

    def _first(self) -> datetime | None:
        if self.since is None:
            return None
        return datetime.combine(self.since, time(), tzinfo=self.calendar.zone)

    def _change(self, work: OpenWork) -> DueChange | None:
        if work.counting is None:
            return None
        new = due_of(work.counting, self.calendar)
        if new == work.due_at:
            return None
        return DueChange(
            item=work.id, case_id=work.case_id, number=work.number, old=work.due_at, new=new
        )


@dataclass(slots=True, kw_only=True)
class Moves:
    """How many deadlines a change moves, and the first few."""

    later: int = 0
    earlier: int = 0
    unmoved: int = 0
    first_later: list[DueChange] = field(default_factory=list)
    first_earlier: list[DueChange] = field(default_factory=list)

    def count(self, case: PlannedCase) -> None:
        self.unmoved += case.unmoved
        for change in case.changes:
            if change.is_earlier:
                self.earlier += 1
                examples = self.first_earlier
            else:
                self.later += 1
                examples = self.first_later
            if len(examples) < SHOWN:
                examples.append(change)


def count_moves(recount: Recount) -> Moves:
    """What would move; nothing is locked or kept."""
    moves = Moves()
    for case in recount.every_case():
        moves.count(case)
    return moves


def plan_moves(recount: Recount) -> None:
    """Put every open case into the blank plan, while the office works on."""
    _add(recount.every_case())


def settle_plan(recount: Recount) -> Moves:
    """Make the plan true for this moment, under the lock, and say what it comes to."""
    due_plan.forget_changed()
    _add(recount.anew(due_plan.unplanned(recount.government)))
    later, earlier, unmoved = due_plan.counts()
    first = due_plan.first_earlier(SHOWN) if earlier else []
    return Moves(later=later, earlier=earlier, unmoved=unmoved, first_earlier=first)


def _add(cases: Iterator[PlannedCase]) -> None:
    while batch := list(islice(cases, BATCH)):
        due_plan.add(batch)


def _is_before(work: OpenWork, first: datetime | None) -> bool:
    return first is not None and work.due_at is not None and work.due_at < first
