"""What verification says of calendars, and of deadlines after the calendar has changed."""

from collections.abc import Callable

import pytest

from lajur.services.verify import verify
from lajur.store.models import CalendarDayRow, GovernmentRow, OfficeHoursRow
from tests.services.calendars import add_days, change, withdraw
from tests.services.house import House

TOMORROW = "2026-11-24"


@pytest.fixture
def changed(house: House) -> House:
    """An office whose calendar has changed while work was open, and after some was closed."""
    case = house.file().case_id
    house.file()
    change(house, add_days(TOMORROW))
    house.complete(case, "Budi")
    change(house, add_days("2026-11-26", "2026-11-27"))
    change(house, withdraw(TOMORROW))
    return house


def faults() -> list[str]:
    return [check.code for check in verify().checks if check.count]


def test_changes_of_the_calendar_leave_nothing_to_find(changed: House) -> None:
    assert faults() == []


def tampered_version() -> None:
    GovernmentRow.objects.update(calendar_version=9)


def tampered_day() -> None:
    CalendarDayRow.objects.filter(name="Hari jadi").update(since_version=40)


def tampered_week() -> None:
    OfficeHoursRow.objects.filter(first=None).update(until_version=2)


@pytest.mark.parametrize("tamper", [tampered_version, tampered_day, tampered_week])
def test_a_calendar_that_was_tampered_with_is_found(
    tamper: Callable[[], None], changed: House
) -> None:
    with changed.scope():
        tamper()
    assert "V16" in faults()
