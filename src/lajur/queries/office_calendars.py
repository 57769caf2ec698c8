"""The calendar a government's office works by."""

from django.db import connection

from lajur.core.worktime.calendar import OfficeCalendar
from lajur.store.calendars import office_calendar
from lajur.store.models import GovernmentRow


def offices() -> tuple[str, ...]:
    """Return the addresses of the governments kept here; none when nothing is set up yet."""
    if GovernmentRow._meta.db_table not in connection.introspection.table_names():
        return ()
    return tuple(GovernmentRow.objects.order_by("slug").values_list("slug", flat=True))


def calendar_at(slug: str) -> OfficeCalendar:
    """Return today's calendar of the government at an address that is one of `offices`."""
    known = GovernmentRow.objects.values_list("id", "calendar_version", "zone").get(slug=slug)
    return office_calendar(*known)
