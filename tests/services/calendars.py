"""What tests of the calendar share: edits, and deadlines as kept and as derived anew."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from lajur.core.engine.deadlines import Counting, due_of
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.days import DayKind
from lajur.queries.calendars.year import find_version
from lajur.services.calendars.change import change_calendar
from lajur.services.calendars.changes import Edit
from lajur.services.calendars.days import AddDays, WithdrawDay
from lajur.services.work_items import resume_work_item, suspend_work_item
from lajur.store.calendars import read_calendar
from lajur.store.deadlines import open_work
from lajur.store.models import DeadlineChangeRow, GovernmentRow
from tests.services.house import NOON, House, new_key
from tests.services.office import asked

DAY = timedelta(days=1)
TOMORROW = "2026-11-24"  # Tuesday; what was filed on NOON is due that day
EVERYTHING = 1_000_000  # deadlines that may come earlier
Dues = dict[tuple[int, int], datetime | None]  # by case and number


def add_days(first: str, last: str = "", **more: Any) -> AddDays:
    """A regional day off, or several."""
    usual: dict[str, Any] = {
        "first": date.fromisoformat(first),
        "last": date.fromisoformat(last or first),
        "day_kind": DayKind.REGIONAL,
        "name": "Hari jadi",
        "source": "SE Bupati 12/2026",
    }
    return AddDays(**{**usual, **more})


def withdraw(day: str, kind: DayKind = DayKind.REGIONAL) -> WithdrawDay:
    return WithdrawDay(day=date.fromisoformat(day), day_kind=kind, source="Dicabut")


def change(house: House, edit: Edit, *, agreed: int = EVERYTHING, **more: Any) -> dict[str, Any]:
    """Make the edit on the calendar as it stands now."""
    with house.scope():
        seen = find_version(house.government)
    facts = change_calendar(
        edit, **{"seen": seen, "agreed_earlier": agreed, **asked(house), **more}
    )
    return dict(facts)


def kept_dues(house: House) -> Dues:
    """What the rows of open work say."""
    with house.scope():
        work = open_work(house.government)
        return {(one.case_id, one.number): one.due_at for one in work if one.counting}


def derived_dues(
    house: House, derive: Callable[[Counting, OfficeCalendar], datetime] = due_of
) -> Dues:
    """What the journal and the calendar say."""
    row = GovernmentRow.objects.get(pk=house.government)
    calendar = read_calendar(row.pk, row.calendar_version, row.zone)
    with house.scope():
        work = open_work(house.government)
        return {
            (one.case_id, one.number): derive(one.counting, calendar)
            for one in work
            if one.counting
        }


def moved_rows(house: House) -> list[DeadlineChangeRow]:
    with house.scope():
        return list(DeadlineChangeRow.objects.order_by("pk"))


def file_four(house: House) -> House:
    """Four requests; the last stood still over Tuesday, so that Tuesday off is nothing to it."""
    for _ in range(3):
        house.file()
    case = house.file().case_id
    given = {"case_id": case, "actor": house.actor("Budi"), "text": "Menunggu surat"}
    (item,) = house.open_items(case)
    suspend_work_item(
        number=item.number, seen_version=1, at=NOON + DAY / 24, key=new_key(), **given
    )
    resume_work_item(number=item.number, seen_version=2, at=NOON + 3 * DAY, key=new_key(), **given)
    return house


def government(house: House) -> GovernmentRow:
    return GovernmentRow.objects.get(pk=house.government)
