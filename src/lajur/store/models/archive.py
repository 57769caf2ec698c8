"""What becomes of closed cases: how long they are kept, their dossiers, and their destruction."""

from django.db import models
from django.db.models import Q

from lajur.store.models.base import TenantRow
from lajur.store.models.cases import CaseRow
from lajur.store.models.offices import PersonRow
from lajur.store.models.records import FileRow


class RetentionRow(TenantRow):
    """A line of the government's retention schedule (JRA)."""

    code = models.CharField(max_length=40)  # klasifikasi: "000.8.3.3"
    title = models.CharField(max_length=200)
    active_years = models.PositiveSmallIntegerField()  # from the day a case closed
    inactive_years = models.PositiveSmallIntegerField()  # after those
    disposal = models.CharField(max_length=20)  # musnah, permanen, dinilai_kembali
    source = models.TextField(blank=True)
    for_cases = models.BooleanField(default=False)  # requests come under it unless told otherwise

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["government", "code"], name="retention_once"),
            models.UniqueConstraint(
                fields=["government"],
                condition=Q(for_cases=True),
                name="retention_for_cases_once",
            ),
        ]


class DestructionRow(TenantRow):
    """A list of cases to be destroyed: proposed, approved by two, carried out with a deed."""

    PROPOSED, APPROVED, DONE, DROPPED = "proposed", "approved", "done", "dropped"

    state = models.CharField(max_length=10)
    reason = models.TextField()
    by = models.ForeignKey(PersonRow, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    approvals = models.JSONField(default=list)  # [{person, name, position, at}], two people
    done_at = models.DateTimeField(null=True)
    deed_number = models.CharField(max_length=120, blank=True)  # of the berita acara, once done
    national_reference = models.CharField(
        max_length=200, blank=True
    )  # of the approval by the Kepala ANRI; required for ten years and more
    dropped_because = models.TextField(blank=True)
    # SHA-256 of files still to be taken off the disk after the act; emptied when they are gone.
    leftover = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="destruction_done_with_deed",
                condition=~Q(state="done") | (Q(done_at__isnull=False) & ~Q(deed_number="")),
            ),
        ]
        indexes = [models.Index(fields=["government", "-id"], name="destruction_newest")]


class ArchiveRow(TenantRow):
    """A closed case as the archive has it. The case itself is never deleted.

    The worker files every case soon after it closed, in the order in which they closed.
    """

    case = models.OneToOneField(CaseRow, models.PROTECT, related_name="archive")
    closed_on = models.DateField()  # in the office's zone: from then the years count
    retention = models.ForeignKey(
        RetentionRow, models.PROTECT, null=True, related_name="+"
    )  # null: a case that carries out a step of another, and shares its fate
    dossier = models.ForeignKey(
        FileRow, models.PROTECT, null=True, related_name="+", db_index=False
    )  # the ZIP; null: not built yet
    built_at = models.DateTimeField(null=True)
    built_head = models.CharField(max_length=64, blank=True)  # CaseRow.head then
    destruction = models.ForeignKey(
        DestructionRow, models.PROTECT, null=True, related_name="cases"
    )  # the list it stands on

    class Meta:
        indexes = [
            # The last that was filed: what closed since comes next.
            models.Index(fields=["government", "-id"], name="archive_newest"),
            # What has been kept long enough: one range per line of the schedule.
            models.Index(
                fields=["government", "retention", "closed_on", "id"],
                name="archive_by_age",
                condition=Q(destruction__isnull=True),
            ),
            # What the worker has still to build.
            models.Index(
                fields=["government", "id"],
                name="archive_unbuilt",
                condition=Q(dossier__isnull=True, destruction__isnull=True),
            ),
        ]
