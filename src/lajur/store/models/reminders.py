"""Reminders and escalations: the rules of a government, and what has fired.

A reminder that is still to come is not a row: it follows from the open work, its due time and the
rules. The row is written when it fires, once, with the notices it makes.
"""

from django.db import models
from django.db.models import Q

from lajur.store.models.base import TenantRow
from lajur.store.models.cases import CaseRow


class ReminderRuleRow(TenantRow):
    """Whom to tell, so long before or after a deadline."""

    moment = models.CharField(max_length=6)  # core.reminders Moment: before, at, after
    amount = models.PositiveSmallIntegerField(default=0)  # 0 exactly when `moment` is "at"
    unit = models.CharField(max_length=12)  # TimeUnit: menit, jam or hari_kerja
    audience = models.CharField(max_length=10)  # core.reminders Audience
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["government", "moment", "amount", "unit", "audience"],
                name="reminder_rule_once",
            ),
            models.CheckConstraint(
                name="reminder_rule_amount",
                condition=Q(moment="at", amount=0)
                | Q(moment__in=["before", "after"], amount__gt=0),
            ),
        ]


class ReminderRow(TenantRow):
    """A reminder that has fired: once for each rule, piece of work and deadline."""

    rule = models.ForeignKey(ReminderRuleRow, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(CaseRow, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()  # of the work item
    due_at = models.DateTimeField()  # the deadline it was about
    planned_at = models.DateTimeField()  # when the rule wanted it
    fired_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number", "rule", "due_at"], name="reminder_once"
            ),
        ]
