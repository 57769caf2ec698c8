"""The first calendar of an office: national days, hours of Perpres 21/2023, Balinese holy days."""

from datetime import datetime

from django.db import transaction
from django_scopes import scope

from lajur.core.access import SYSTEM, Actor, Role
from lajur.services.journal import record_office_act
from lajur.store.models import CalendarDayRow, GovernmentRow, OfficeHoursRow
from lajur.store.settling import settle_clocks
from lajur.store.shipped_calendar import shipped_days, shipped_hours, shipped_pawukon

FIRST_VERSION = 1


@transaction.atomic
def provide_calendar(government: GovernmentRow, *, at: datetime, balinese: bool = False) -> None:
    """Enter what comes with the product, where nothing has been entered yet.

    No deadline moves: until then the office counted by the very same days. `balinese` adds the
    Pawukon days, and is for an office that is only being set up.
    """
    locked = GovernmentRow.objects.select_for_update(no_key=True).get(pk=government.pk)
    government.calendar_version = locked.calendar_version
    if locked.calendar_version:
        return
    with scope(government=locked):
        days = [*shipped_days(), *(shipped_pawukon() if balinese else ())]
        hours = list(shipped_hours())
        for row in (*days, *hours):
            row.government, row.since_version = locked, FIRST_VERSION
        CalendarDayRow.objects.bulk_create(days)
        OfficeHoursRow.objects.bulk_create(hours)
        government.calendar_version = locked.calendar_version = FIRST_VERSION
        locked.save(update_fields=["calendar_version"])
        facts = {"target": "calendar", "version": FIRST_VERSION, "days": len(days)}
        record_office_act("calendar_provided", facts, _system(locked), at)


def provide_calendars(*, at: datetime) -> None:
    """See that every office has a calendar of its own, also one older than calendars.

    The rows of its open work then keep less than they do now: they are settled on the way.
    """
    for government in GovernmentRow.objects.filter(calendar_version=0).order_by("pk"):
        with transaction.atomic():
            provide_calendar(government, at=at)
            settle_clocks(government.pk)


def _system(government: GovernmentRow) -> Actor:
    return Actor(acting=SYSTEM, government=government.slug, roles=frozenset({Role.ADMIN}))
