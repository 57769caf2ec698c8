"""Which ways out are down: then one message finds out for all the others."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

FIRST_REST = timedelta(seconds=5)
LONGEST_REST = timedelta(minutes=5)


@dataclass(slots=True)
class Ways:
    """What this process knows of each way: a channel, or None for mail.

    Not shared: another process finds out by a message of its own. What is due by then waits for
    all of them alike (`claims.leave`); this is for what is told meanwhile.
    """

    _down: dict[int | None, tuple[int, datetime]] = field(default_factory=dict)  # (faults, until)

    def down(self, at: datetime) -> frozenset[int | None]:
        """The ways to leave alone for now."""
        return frozenset(way for way, (_, until) in self._down.items() if at < until)

    def failed(self, way: int | None, at: datetime) -> datetime:
        """Leave it alone, longer every time; gives until when."""
        faults = self._down.get(way, (0, at))[0] + 1
        rest: timedelta = min(FIRST_REST * 2 ** min(faults - 1, 10), LONGEST_REST)
        until = at + rest
        self._down[way] = (faults, until)
        return until

    def worked(self, way: int | None) -> None:
        self._down.pop(way, None)
