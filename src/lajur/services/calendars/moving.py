"""What a calendar makes of the deadlines of all open work: counted, then written, in one pass.

Nothing here keeps more than a batch in memory, so that it does not matter how much work is open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice

from lajur.core.engine.deadlines import due_of
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.store.deadlines import OpenWork, open_work
from lajur.store.due_changes import DueChange

BATCH = 1_000  # deadlines written together
SHOWN = 10  # of each direction, as examples


@dataclass(slots=True, kw_only=True)
class Moves:
    """How many deadlines a change moves, and the first few."""

    later: int = 0
    earlier: int = 0
    unmoved: int = 0
    first_later: list[DueChange] = field(default_factory=list)
    first_earlier: list[DueChange] = field(default_factory=list)

    @property
    def moved(self) -> int:
        return self.later + self.earlier

    def count(self, change: DueChange) -> None:
        if change.is_earlier:
            self.earlier += 1
            examples = self.first_earlier
        else:
            self.later += 1
            examples = self.first_later
        if len(examples) < SHOWN:
            examples.append(change)


def moved_dues(
    government: int, calendar: OfficeCalendar, moves: Moves, *, since: date | None = None
) -> Iterator[DueChange]:
    """The open work whose due time `calendar` moves, counted in `moves` as it is given.

    `since` is the first day that differs from the calendar before, when it lies ahead: what is due
    before that day has not met the difference.
    """
    first = None if since is None else datetime.combine(since, time(), tzinfo=calendar.zone)
    for work in open_work(government):
        change = None
        if not _is_before(work, first):
            change = _change(work, calendar)
        if change is not None:
            moves.count(change)
            yield change
        elif work.counting is not None:
            moves.unmoved += 1


def in_batches(changes: Iterator[DueChange]) -> Iterator[Sequence[DueChange]]:
    while batch := list(islice(changes, BATCH)):
        yield batch


def _is_before(work: OpenWork, first: datetime | None) -> bool:
    return first is not None and work.due_at is not None and work.due_at < first


def _change(work: OpenWork, calendar: OfficeCalendar) -> DueChange | None:
    if work.counting is None:
        return None
    new = due_of(work.counting, calendar)
    if new == work.due_at:
        return None
    return DueChange(
        item=work.id, case_id=work.case_id, number=work.number, old=work.due_at, new=new
    )
