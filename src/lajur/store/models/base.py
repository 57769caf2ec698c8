"""What every tenant-owned table has: its government, and a manager that raises outside a scope."""

from django.db import models
from django_scopes import ScopedManager


class TenantRow(models.Model):
    """A row of one government. Reading it outside `scope(government=…)` raises."""

    government = models.ForeignKey(
        "store.GovernmentRow", models.PROTECT, related_name="+", db_index=False
    )

    objects = ScopedManager(government="government")

    class Meta:
        abstract = True
