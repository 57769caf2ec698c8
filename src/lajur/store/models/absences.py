"""Who is away, and who acts for them."""

from django.db import models
from django.db.models import F, Q

from lajur.store.models.base import TenantRow
from lajur.store.models.offices import PersonRow


class AbsenceRow(TenantRow):
    """From the first to the last day the substitute acts in the person's positions."""

    person = models.ForeignKey(PersonRow, models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(PersonRow, models.PROTECT, related_name="substitutions")
    capacity = models.CharField(max_length=10)  # core.access Capacity: "Plh." or "a.n."
    decree = models.CharField(max_length=120, blank=True)  # nomor surat perintah
    since = models.DateField()  # first day, in the office's zone
    until = models.DateField()  # last day, inclusive
    ended_on = models.DateField(null=True)  # last day after all, when ended early; may be < since

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_begins", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="absence_substitute_is_another", condition=~Q(person=F("substitute"))
            ),
            models.CheckConstraint(
                name="absence_capacity_known", condition=Q(capacity__in=["Plh.", "a.n."])
            ),
        ]
        indexes = [
            models.Index(fields=["government", "person", "-since"], name="absence_of_person"),
            models.Index(fields=["government", "substitute", "-since"], name="absence_covered_by"),
        ]
