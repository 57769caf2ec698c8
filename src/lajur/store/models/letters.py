"""Letters, the registers their numbers come from, and the signatures on them."""

from django.db import models
from django.db.models import Q

from lajur.store.models.base import TenantRow
from lajur.store.models.cases import CaseRow
from lajur.store.models.offices import PersonRow, PositionRow
from lajur.store.models.records import FileRow


class LetterProfileRow(TenantRow):
    """A version of the office's tata naskah: letterhead, paper, fonts, codes, ways of signing."""

    version = models.PositiveIntegerField()  # from 1; the highest is in force
    data = models.JSONField()  # core.letters.profile
    arms = models.ForeignKey(FileRow, models.PROTECT, null=True, related_name="+", db_index=False)
    source = models.TextField(blank=True)  # the Perkada it follows, or who entered it
    by = models.CharField(max_length=200)  # name as it was
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["government", "version"], name="letter_profile_version_once"
            ),
        ]


class RegisterRow(TenantRow):
    """A book that numbers are drawn from, by year of the office's zone."""

    key = models.CharField(max_length=40)  # "agenda-masuk"; CounterRow.register is the same
    name = models.CharField(max_length=120)
    pattern = models.CharField(max_length=100)  # core.letters.numbers
    classification = models.CharField(
        max_length=40, blank=True
    )  # the {klasifikasi} if none is given
    source = models.TextField(blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["government", "key"], name="register_once"),
        ]


class EntryRow(TenantRow):
    """One line of a register. Lines are never removed: a void one keeps its place."""

    USED, RESERVED, VOID = "used", "reserved", "void"

    register = models.ForeignKey(
        RegisterRow, models.PROTECT, related_name="entries", db_index=False
    )
    year = models.PositiveIntegerField()  # of `day`
    sequence = models.PositiveIntegerField(null=True)  # null: a number typed by hand, out of turn
    number = models.CharField(max_length=120)  # as printed
    day = models.DateField()  # in the office's zone
    state = models.CharField(max_length=10)
    reason = models.TextField(blank=True)  # of a reservation, a number by hand or a void one
    subject = models.CharField(max_length=300, blank=True)
    party = models.CharField(max_length=200, blank=True)  # from whom it came, or to whom it went
    their_number = models.CharField(max_length=120, blank=True)  # of an incoming letter
    their_day = models.DateField(null=True)
    case = models.ForeignKey(
        CaseRow, models.PROTECT, null=True, related_name="entries", db_index=False
    )
    person = models.ForeignKey(
        PersonRow, models.PROTECT, null=True, related_name="+", db_index=False
    )  # null: the system
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "year", "sequence"],
                condition=Q(sequence__isnull=False),
                name="entry_sequence_once",
            ),
            models.UniqueConstraint(fields=["register", "number"], name="entry_number_once"),
            models.CheckConstraint(
                name="entry_state_known", condition=Q(state__in=["used", "reserved", "void"])
            ),
        ]
        indexes = [
            models.Index(fields=["government", "register", "-day", "-id"], name="entry_by_day"),
            models.Index(fields=["case"], name="entry_of_case", condition=Q(case__isnull=False)),
        ]


class LetterRow(TenantRow):
    """A paper of ours: drafted, then issued with a number and frozen, perhaps made void."""

    DRAFT, ISSUED, VOID = "draft", "issued", "void"

    case = models.ForeignKey(CaseRow, models.PROTECT, related_name="letters", db_index=False)
    work_item = models.PositiveIntegerField(null=True)  # number of the work it was written for
    item = models.CharField(max_length=80, blank=True)  # ItemId it becomes; "": beside the SOP
    kind = models.CharField(max_length=40)  # core.letters.kinds
    state = models.CharField(max_length=10, default="draft")
    subject = models.CharField(max_length=300)
    parts = models.JSONField(default=dict)  # part id -> what was typed
    classification = models.CharField(max_length=40, blank=True)
    secrecy = models.CharField(max_length=20, default="biasa")
    speed = models.CharField(max_length=20, default="biasa")
    version = models.PositiveIntegerField(default=0)  # of the draft: what editors compare and set
    writer = models.ForeignKey(PersonRow, models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    # From here on as it was issued; null or empty in a draft.
    entry = models.OneToOneField(EntryRow, models.PROTECT, null=True, related_name="letter")
    issued_at = models.DateTimeField(null=True)
    issued_by = models.JSONField(null=True)  # Acting
    facts = models.JSONField(null=True)  # all that the template was given
    template = models.CharField(max_length=64, blank=True)  # its version: a digest of templates/
    file = models.ForeignKey(FileRow, models.PROTECT, null=True, related_name="+", db_index=False)
    token = models.CharField(
        max_length=32, unique=True
    )  # in the QR's address; drawn with the draft
    void_reason = models.TextField(blank=True)
    srikandi_number = models.CharField(max_length=120, blank=True)
    srikandi_link = models.URLField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="letter_issued_iff_numbered",
                condition=Q(state="draft", entry__isnull=True, file__isnull=True)
                | Q(
                    state__in=["issued", "void"],
                    entry__isnull=False,
                    file__isnull=False,
                    issued_at__isnull=False,
                ),
            ),
        ]
        indexes = [models.Index(fields=["case", "-id"], name="letter_of_case")]


class SignatureRow(TenantRow):
    """One signature that a letter asks for, in order; signed or not yet."""

    WAITING, SIGNED, DECLINED = "waiting", "signed", "declined"

    letter = models.ForeignKey(LetterRow, models.CASCADE, related_name="signatures", db_index=False)
    order = models.PositiveSmallIntegerField()  # from 1
    role = models.CharField(max_length=20)  # core.letters.kinds.SignerRole
    position = models.ForeignKey(
        PositionRow, models.PROTECT, null=True, related_name="+", db_index=False
    )  # null: a person without one, or of the applicant's agency
    person = models.ForeignKey(
        PersonRow, models.PROTECT, null=True, related_name="+", db_index=False
    )  # whose turn it is to sign; null: whoever holds the position
    signer = models.JSONField(null=True)  # as printed: name, position, capacity, NIP, grade
    state = models.CharField(max_length=10, default="waiting")
    method = models.CharField(max_length=12, blank=True)  # manual, certificate, bsre
    signed_at = models.DateTimeField(null=True)
    by = models.JSONField(null=True)  # Acting
    file = models.ForeignKey(FileRow, models.PROTECT, null=True, related_name="+", db_index=False)
    evidence = models.JSONField(null=True)  # what validation said then
    reason = models.TextField(blank=True)  # of declining

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "order"], name="signature_order_once"),
            models.CheckConstraint(
                name="signature_state_known",
                condition=Q(state="waiting", signed_at__isnull=True)
                | Q(state="signed", signed_at__isnull=False, file__isnull=False)
                | Q(state="declined", signed_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["government", "person", "id"],
                name="signature_waits_for",
                condition=Q(state="waiting", person__isnull=False),
            ),
            models.Index(
                fields=["government", "position", "id"],
                name="signature_waits_at",
                condition=Q(state="waiting", position__isnull=False),
            ),
        ]
