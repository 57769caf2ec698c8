"""What must be told, and to whom it was told."""

from django.db import models
from django.db.models import Q

from lajur.store.models.base import TenantRow
from lajur.store.models.cases import CaseRow
from lajur.store.models.offices import PersonRow
from lajur.store.models.reminders import ReminderRow


class OutboxRow(TenantRow):
    """Written with the events it announces; drained by the worker, at least once."""

    case = models.ForeignKey(CaseRow, models.PROTECT, null=True, related_name="+", db_index=False)
    seq = models.PositiveIntegerField(default=0)  # of the last event announced
    created_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], name="outbox_unannounced", condition=Q(announced_at__isnull=True)
            ),
        ]


class NoticeRow(TenantRow):
    """A notice in the application."""

    person = models.ForeignKey(PersonRow, models.CASCADE, related_name="notices")
    outbox = models.ForeignKey(OutboxRow, models.CASCADE, null=True, related_name="+")
    reminder = models.ForeignKey(ReminderRow, models.CASCADE, null=True, related_name="+")
    case = models.ForeignKey(CaseRow, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "outbox", "kind"], name="notice_once"),
            models.UniqueConstraint(
                fields=["person", "reminder"],
                condition=Q(reminder__isnull=False),
                name="notice_of_reminder_once",
            ),
        ]
        indexes = [
            models.Index(fields=["government", "person", "-id"], name="notice_of_person"),
        ]
