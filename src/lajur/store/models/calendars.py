"""Office calendars: the hours and the days off of a government, each with its source.

Nothing is deleted: what no longer holds is withdrawn, so that a deadline of last year can still be
explained by the calendar of last year.
"""

from django.db import models
from django.db.models import F, Q

from lajur.store.models.base import TenantRow
from lajur.store.models.cases import CaseRow


class OfficeHoursRow(TenantRow):
    """The hours of a week: the ordinary ones, or those between two dates (Ramadan)."""

    name = models.CharField(max_length=120)  # "Jam kerja Ramadan 1448 H"
    first = models.DateField(null=True)  # inclusive; both null: the ordinary week
    last = models.DateField(null=True)  # inclusive
    week = models.JSONField()  # seven lists of "07:30-12:00", Monday first
    source = models.CharField(max_length=300)  # the decree
    since_version = models.PositiveIntegerField()  # of the calendar
    until_version = models.PositiveIntegerField(null=True)  # withdrawn with this version

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="office_hours_span",
                condition=Q(first__isnull=True, last__isnull=True)
                | Q(first__isnull=False, last__gte=F("first")),
            ),
            models.UniqueConstraint(
                fields=["government"],
                condition=Q(first__isnull=True, until_version__isnull=True),
                name="office_hours_one_ordinary_week",
            ),
        ]


class CalendarDayRow(TenantRow):
    """A day on which the office does not work, and why."""

    day = models.DateField()  # in the office's zone
    kind = models.CharField(max_length=24)  # core.worktime DayKind
    name = models.CharField(max_length=200)  # "Hari Raya Natal"
    source = models.CharField(max_length=300)  # the decree, or the collection it was taken from
    stops_clock = models.BooleanField(default=True)  # facultative days of an office that works on
    since_version = models.PositiveIntegerField()  # of the calendar
    until_version = models.PositiveIntegerField(null=True)  # withdrawn with this version

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["government", "day", "kind"],
                condition=Q(until_version__isnull=True),
                name="calendar_day_once",
            ),
        ]


class DeadlineChangeRow(TenantRow):
    """A deadline that a change of the calendar has moved; the act stands in the office journal."""

    act = models.PositiveIntegerField()  # OfficeEventRow.seq
    case = models.ForeignKey(CaseRow, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()  # of the work item
    old = models.DateTimeField(null=True)
    new = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number", "act"], name="deadline_change_once"),
        ]
        indexes = [models.Index(fields=["government", "act"], name="deadline_change_of_act")]
