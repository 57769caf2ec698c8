"""Papers, their files, and the counters numbers are drawn from."""

from django.db import models
from django.db.models import Q

from lajur.store.models.base import TenantRow
from lajur.store.models.cases import CaseRow, DraftRow


class FileRow(TenantRow):
    """An uploaded file, stored by its hash."""

    digest = models.CharField(max_length=64)  # SHA-256, hex
    size = models.PositiveIntegerField()  # bytes
    media_type = models.CharField(max_length=100)  # by content
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["government", "digest"], name="file_once"),
        ]


class DocumentRow(TenantRow):
    """One version of one paper of a case, or of a draft: a file, or words written in place."""

    case = models.ForeignKey(
        CaseRow, models.PROTECT, null=True, related_name="documents", db_index=False
    )
    draft = models.ForeignKey(
        DraftRow, models.CASCADE, null=True, related_name="documents", db_index=False
    )
    item = models.CharField(max_length=80)  # ItemId
    version = models.PositiveIntegerField(default=1)  # as in DocumentSupplied
    file = models.ForeignKey(FileRow, models.PROTECT, null=True, related_name="+", db_index=False)
    file_name = models.CharField(max_length=200, blank=True)  # as uploaded; shown, never a path
    text = models.TextField(blank=True)
    number = models.PositiveIntegerField(null=True)  # the work item it came with
    person = models.ForeignKey(
        "store.PersonRow", models.PROTECT, null=True, related_name="+", db_index=False
    )
    supplied_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "item", "version"],
                condition=Q(case__isnull=False),
                name="document_version_once",
            ),
            models.UniqueConstraint(
                fields=["draft", "item"], condition=Q(draft__isnull=False), name="draft_paper_once"
            ),
            models.CheckConstraint(
                name="document_of_case_or_draft",
                condition=Q(case__isnull=False, draft__isnull=True)
                | Q(case__isnull=True, draft__isnull=False),
            ),
        ]


class CounterRow(TenantRow):
    """The last number drawn in a register in a year of the office's own zone."""

    register = models.CharField(max_length=40)  # "permohonan"
    year = models.PositiveIntegerField()
    value = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["government", "register", "year"], name="counter_once"),
        ]


class SubdomainRow(TenantRow):
    """A name under the government's domain: asked for by an open case, or given by a closed one."""

    label = models.CharField(max_length=63)  # lower case, without the base domain
    case = models.ForeignKey(CaseRow, models.PROTECT, related_name="subdomains")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["government", "label"], name="subdomain_once"),
        ]
