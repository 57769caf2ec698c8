"""What becomes of closed cases: how long they are kept, their dossiers, and their destruction."""

from django.db import models

from lajur.store.models.base import TenantRow
from lajur.store.models.cases import CaseRow
from lajur.store.models.letters import LetterRow
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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["government", "code"], name="retention_once"),
        ]


class DestructionRow(TenantRow):
    """A list of cases to be destroyed: proposed, approved by two, carried out with a deed."""

    PROPOSED, APPROVED, DONE, DROPPED = "proposed", "approved", "done", "dropped"

    state = models.CharField(max_length=10)
    reason = models.TextField()
    deed = models.ForeignKey(LetterRow, models.PROTECT, null=True, related_name="+", db_index=False)
    by = models.ForeignKey(PersonRow, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    approvals = models.JSONField(default=list)  # [{person, name, position, at}], two people
    done_at = models.DateTimeField(null=True)


class ArchiveRow(TenantRow):
    """A closed case as the archive has it. The case itself is never deleted."""

    case = models.OneToOneField(CaseRow, models.PROTECT, related_name="archive")
    retention = models.ForeignKey(RetentionRow, models.PROTECT, null=True, related_name="+")
    dossier = models.ForeignKey(
        FileRow, models.PROTECT, null=True, related_name="+", db_index=False
    )  # the ZIP; null: not built yet
    built_at = models.DateTimeField(null=True)
    destruction = models.ForeignKey(
        DestructionRow, models.PROTECT, null=True, related_name="cases"
    )  # the list it stands on
