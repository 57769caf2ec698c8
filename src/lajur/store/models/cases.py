"""Cases, their open work and their journal."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from lajur.store.models.base import TenantRow
from lajur.store.models.offices import PersonRow, UnitRow
from lajur.store.models.procedures import ProcedureRow


class CaseRow(TenantRow):
    """One request on its way. `version` is what writers compare and set: the lock."""

    procedure = models.ForeignKey(ProcedureRow, models.PROTECT, related_name="cases")
    number = models.CharField(max_length=120)  # nomor permohonan; "" for a child case
    code = models.CharField(max_length=40)  # secret, for tracking without an account
    service = models.CharField(max_length=20)  # ServiceKind
    title = models.CharField(max_length=300)
    agency = models.ForeignKey(UnitRow, models.PROTECT, related_name="cases")
    applicant = models.ForeignKey(PersonRow, models.PROTECT, related_name="requests")
    form = models.JSONField(default=dict)  # FormField.id -> what was typed
    state = models.CharField(max_length=12)  # CaseState
    end = models.CharField(max_length=80, blank=True)  # EndId
    marking = models.JSONField(default=dict)  # the rest of engine.Case: documents, decisions, …
    version = models.PositiveIntegerField(default=0)
    seq = models.PositiveIntegerField(default=0)  # events so far
    head = models.CharField(max_length=64)  # hash of the last event
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    parent_item = models.PositiveIntegerField(null=True)  # WorkItem.number in the parent
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["government", "number"],
                condition=~Q(number=""),
                name="request_number_once",
            ),
            models.CheckConstraint(
                name="case_closed_iff_not_open",
                condition=Q(state="open", closed_at__isnull=True)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["government", "-id"], name="case_register"),
            models.Index(fields=["government", "agency", "-id"], name="case_of_agency"),
            models.Index(fields=["government", "state", "-id"], name="case_by_state"),
            # What has closed since the archive was last filled.
            models.Index(
                fields=["government", "closed_at", "id"],
                name="case_by_closing",
                condition=Q(closed_at__isnull=False),
            ),
            # The register's counts and filters, without reading the cases.
            models.Index(
                fields=[
                    "government",
                    "state",
                    "procedure",
                    "end",
                    "service",
                    "agency",
                    "opened_at",
                    "number",
                ],
                name="case_register_counts",
                condition=~Q(number=""),
            ),
            # The register by number: "1000/…" comes after "999/…".
            models.Index(
                "government",
                Length("number"),
                "number",
                name="case_by_number",
                condition=~Q(number=""),
            ),
        ]


class WorkItemRow(TenantRow):
    """One row per work item: the worklist. Open rows are the marking of the case."""

    case = models.ForeignKey(CaseRow, models.PROTECT, related_name="work_items", db_index=False)
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)  # WorkKind
    lane = models.CharField(max_length=80)
    procedure_key = models.CharField(max_length=80)  # with lane: what bindings point at
    state = models.CharField(max_length=12)  # WorkItemState
    owner = models.ForeignKey(
        PersonRow, models.PROTECT, null=True, related_name="+", db_index=False
    )
    visit = models.PositiveIntegerField(default=1)
    parent = models.PositiveIntegerField(null=True)  # number of the item it belongs to
    # The applicant's lane is the agency's; null for the office's lanes.
    agency = models.ForeignKey(UnitRow, models.PROTECT, null=True, related_name="+", db_index=False)
    # A lane narrowed to the appointed people: " 12 15 "; "" when not.
    appointed = models.CharField(max_length=200, blank=True, default="")
    pending = models.JSONField(null=True)  # what the engine remembers while WAITING
    opened_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)  # when somebody first took it in hand
    due_at = models.DateTimeField(null=True)  # null: no standard time
    paused_at = models.DateTimeField(null=True)  # since when its clock waits or stands still
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="work_item_number_once"),
            models.CheckConstraint(
                name="work_item_closed_iff_final",
                condition=Q(state__in=["completed", "cancelled"], closed_at__isnull=False)
                | (~Q(state__in=["completed", "cancelled"]) & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="work_item_reserved_has_owner",
                condition=~Q(state="reserved") | Q(owner__isnull=False),
            ),
        ]
        indexes = [
            # The worklist of a lane, by due order; finished work is most of the table. Owner and
            # pause stand last so that the counts of the tray need not read the rows.
            models.Index(
                fields=[
                    "government",
                    "procedure_key",
                    "lane",
                    "due_at",
                    "id",
                    "owner",
                    "paused_at",
                ],
                name="work_item_of_lane",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["government", "owner", "due_at", "id"],
                name="work_item_of_owner",
                condition=Q(closed_at__isnull=True, owner__isnull=False),
            ),
            models.Index(
                fields=["government", "agency", "due_at", "id"],
                name="work_item_of_agency",
                condition=Q(closed_at__isnull=True, agency__isnull=False),
            ),
        ]


class EventRow(TenantRow):
    """The journal: append-only, chained by hash within its case.

    `text` is what people typed; it stands outside the hash, which keeps its salted digest, so that
    lawful erasure does not break the chain. The same digest binds the paper of a DocumentSupplied.
    """

    pk = models.CompositePrimaryKey("case_id", "seq")
    case = models.ForeignKey(CaseRow, models.PROTECT, related_name="events", db_index=False)
    seq = models.PositiveIntegerField()  # from 1, per case
    kind = models.CharField(max_length=40)  # engine.events class name
    data = models.JSONField()  # the event's fields, without at, by and text
    by = models.JSONField()  # Acting: person, name, position, capacity
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    salt = models.CharField(max_length=32, blank=True)
    text_digest = models.CharField(max_length=64, blank=True)  # SHA-256 of salt and text or paper
    hash = models.CharField(max_length=64)


class DraftRow(TenantRow):
    """A request not yet sent: no number, belongs to one person."""

    person = models.ForeignKey(PersonRow, models.CASCADE, related_name="drafts")
    procedure_key = models.CharField(max_length=80)
    service = models.CharField(max_length=20)
    title = models.CharField(max_length=300, blank=True)
    form = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["government", "person", "-saved_at"], name="draft_of")]
