"""The SOPs of a government, each version kept as its source text."""

from django.db import models
from django.db.models import Q

from lajur.store.models.base import TenantRow


class ProcedureRow(TenantRow):
    """One published version of one SOP. Never changed after publishing; cases point at it."""

    key = models.CharField(max_length=80)  # Procedure.id
    version = models.PositiveIntegerField(default=1)
    number = models.CharField(max_length=120)  # nomor SOP, as printed
    title = models.CharField(max_length=300)
    source = models.TextField()  # the YAML
    transcript = models.TextField(blank=True)  # the words of the signed paper
    digest = models.CharField(max_length=64)  # SHA-256 of source
    active = models.BooleanField(default=True)  # new requests may use it
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["government", "key", "version"], name="procedure_version_once"
            ),
            models.UniqueConstraint(
                fields=["government", "key"],
                condition=Q(active=True),
                name="procedure_one_active_version",
            ),
        ]
