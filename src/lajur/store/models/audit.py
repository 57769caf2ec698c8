"""Acts outside cases, seals over the journals, and what keeps a request from happening twice."""

from django.db import models

from lajur.store.models.base import TenantRow
from lajur.store.models.offices import PersonRow


class OfficeEventRow(TenantRow):
    """The journal of acts outside cases: one chain per government."""

    seq = models.PositiveIntegerField()  # from 1, per government
    kind = models.CharField(max_length=60)
    data = models.JSONField()
    by = models.JSONField()  # Acting
    at = models.DateTimeField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["government", "seq"], name="office_event_seq_once"),
        ]


class AnchorRow(TenantRow):
    """A seal: the heads of every case changed since the last seal, chained per government."""

    seq = models.PositiveIntegerField()  # from 1, per government
    heads = models.JSONField()  # {case id: [seq, head]}
    office_seq = models.PositiveIntegerField(default=0)
    office_head = models.CharField(max_length=64, blank=True)
    outbox_id = models.BigIntegerField(default=0)  # sealed up to this OutboxRow
    at = models.DateTimeField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["government", "seq"], name="anchor_seq_once"),
        ]


class IdempotencyRow(TenantRow):
    """One key, one effect: written in the transaction of the command it guards."""

    # No constraint: checking it would lock the government's one row in every act.
    government = models.ForeignKey(
        "store.GovernmentRow",
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    person = models.ForeignKey(PersonRow, models.CASCADE, related_name="+", db_index=False)
    action = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of what was asked
    answer = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["government", "person", "action", "key"], name="idempotency_once"
            ),
        ]


class LoginAttemptRow(models.Model):
    """Failed logins, counted by account and by network, shared by every node."""

    subject = models.CharField(max_length=120)  # "akun:siti" or "jaringan:10.0.0.0/24"
    failures = models.PositiveIntegerField(default=0)
    window_start = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject"], name="login_attempt_once"),
        ]
