"""The clocks after an act: as before where nothing moves them, else derived anew."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from lajur.core.engine.apply import Transition
from lajur.core.engine.case import WorkItem, WorkKind
from lajur.core.engine.deadlines import Clock, clock_of
from lajur.core.engine.events import DurationSet, WorkItemOpened, WorkItemReassigned
from lajur.core.engine.ledger import Ledger
from lajur.store import clocks, deadlines
from lajur.store.clocks import STOPPED
from lajur.store.locks import Loaded


@dataclass(slots=True)
class ActClocks:
    """The clocks of the work that one act changes or opens."""

    loaded: Loaded
    transition: Transition
    at: datetime  # aware, UTC
    _after: dict[int, Clock] = field(default_factory=dict)
    _ledger: Ledger | None = None

    def changed(self, item: WorkItem) -> Clock:
        """The clock of work that was open before and still is."""
        case, before = self.transition.case, self.loaded.clocks[item.number]
        after = clocks.changed(before, item, case, at=self.at)
        begins = clocks.begins_to_count(before, after, item, case)
        shares = clocks.shares_budget(case, item.step, item.visit)
        if begins and not shares:
            after = clocks.counted_now(after, item, case, self.loaded.calendar)
        elif begins or clocks.goes_on(before, after) or self._is_retimed(item):
            after = self._derived(item.number)
        self._after[item.number] = after
        return after

    def opened(self, event: WorkItemOpened) -> Clock:
        """The clock of work that the act opens; what the act changes has its clock already."""
        case = self.transition.case
        if event.kind is WorkKind.STEP and clocks.shares_budget(case, event.step, event.visit):
            clock = self._derived(event.number)
        else:
            clock = clocks.opened(event, case, self.loaded.calendar, parent=self._of(event.parent))
        item = case.items.get(event.number)
        if item is None:  # closed within the same act
            clock = replace(clock, paused_at=None)
        elif item.owner is not None:
            clock = replace(clock, paused_at=None, started_at=self.at)
        self._after[event.number] = clock
        return clock

    def _of(self, number: int | None) -> Clock:
        if number is None:
            return STOPPED
        return self._after.get(number) or self.loaded.clocks.get(number, STOPPED)

    def _is_retimed(self, item: WorkItem) -> bool:
        """Whether the act sets the time of the work's step anew, or hands on what it signs."""
        return any(
            (isinstance(event, DurationSet) and event.step == item.step)
            or (isinstance(event, WorkItemReassigned) and event.number == item.parent)
            for event in self.transition.events
        )

    def _derived(self, number: int) -> Clock:
        if self._ledger is None:
            self._ledger = deadlines.ledger(self.loaded.id, then=self.transition.events)
        return clock_of(self._ledger, number, self.loaded.procedure, self.loaded.calendar)
