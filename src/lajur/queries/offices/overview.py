"""The first page of administration: what is there, and what needs attention."""

from dataclasses import dataclass
from datetime import date, timedelta

from lajur.queries.calendars.words import expiry_warning
from lajur.queries.calendars.year import find_expiry
from lajur.queries.offices.lanes import LaneTable, list_lanes
from lajur.queries.offices.positions import list_positions
from lajur.store.models import HoldingRow, MessageRow, PersonRow, PositionRow, UnitRow

SOON = timedelta(days=14)  # a term about to end is shown this long before


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingTerm:
    """A term that ends soon."""

    position_id: int
    position: str
    name: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Counts, and what an administrator should look at."""

    units: int
    positions: int
    people: int
    procedures: int
    vacant_positions: int  # that work in a lane, with nobody to do it
    vacant_lanes: tuple[LaneTable, ...]  # SOPs with a lane in which nobody works
    ending: tuple[EndingTerm, ...]
    calendar_warning: str  # that its days off run out; "" while they are known
    undelivered: int  # messages given up

    @property
    def calm(self) -> bool:
        wanting = self.vacant_positions or self.vacant_lanes or self.ending
        return not (wanting or self.calendar_warning or self.undelivered)


def find_overview(government_id: int, *, today: date) -> Overview:
    tables = list_lanes(today=today)
    vacant = list_positions(search="", vacant=True, closed=False, today=today)
    return Overview(
        units=UnitRow.objects.filter(active=True).count(),
        positions=PositionRow.objects.filter(active=True).count(),
        people=PersonRow.scoped.filter(is_active=True).count(),
        procedures=len(tables),
        vacant_positions=sum(line.lanes > 0 for line in vacant),
        vacant_lanes=tuple(table for table in tables if table.vacant),
        ending=_ending(today),
        calendar_warning=expiry_warning(find_expiry(government_id, today=today)),
        undelivered=MessageRow.objects.filter(given_up_at__isnull=False).count(),
    )


def _ending(today: date) -> tuple[EndingTerm, ...]:
    rows = HoldingRow.objects.filter(
        annulled=False, since__lte=today, until__gte=today, until__lte=today + SOON
    )
    return tuple(
        EndingTerm(
            position_id=row.position_id,
            position=row.position.name,
            name=row.person.name,
            until=row.until or today,
        )
        for row in rows.select_related("position", "person").order_by("until", "pk")
    )
