"""Governments, their units, positions and people."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django_scopes import ScopedManager

from lajur.store.models.base import TenantRow


class GovernmentRow(models.Model):
    """A local government: the tenant."""

    slug = models.SlugField(max_length=40, unique=True)  # "sumbawa": its address under /<slug>/
    name = models.CharField(max_length=200)  # "Pemerintah Kabupaten Sumbawa"
    office_name = models.CharField(max_length=200)  # the ICT office
    zone = models.CharField(max_length=40)  # IANA: Asia/Jakarta, Asia/Makassar, Asia/Jayapura
    base_domain = models.CharField(max_length=100, blank=True)  # "bantenprov.go.id"
    request_pattern = models.CharField(max_length=100, default="{urut:03}/PA/{unit}/{tahun}")
    unit_code = models.CharField(max_length=40, blank=True)  # the {unit} of the pattern
    reserved_subdomains = models.JSONField(default=list)
    calendar_version = models.PositiveIntegerField(default=0)  # raised by every change of it
    created_at = models.DateTimeField()


class UnitRow(TenantRow):
    """A unit of the office, or an agency that may ask (OPD), or a vendor."""

    OFFICE, AGENCY, VENDOR = "office", "agency", "vendor"

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=10)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    active = models.BooleanField(default=True)
    closed_on = models.DateField(null=True)  # in the office's zone; null: not closed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["government", "name"], name="unit_name_once"),
            models.CheckConstraint(
                name="unit_kind_known", condition=Q(kind__in=["office", "agency", "vendor"])
            ),
        ]


class PositionRow(TenantRow):
    """Jabatan: belongs to a unit; held by people over time."""

    unit = models.ForeignKey(UnitRow, models.PROTECT, related_name="positions")
    name = models.CharField(max_length=200)  # "Kepala Bidang Teknologi Informasi"
    rank = models.PositiveSmallIntegerField(default=0)  # order in lists, highest office first
    active = models.BooleanField(default=True)
    closed_on = models.DateField(null=True)  # in the office's zone; null: not closed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["government", "unit", "name"], name="position_once"),
        ]


class PersonManager(BaseUserManager["PersonRow"]):
    """Unscoped on purpose: logging in must find the person before the government is known."""

    def get_by_natural_key(self, username: str | None) -> "PersonRow":
        return self.get(username=username)


class PersonRow(AbstractBaseUser):
    """A person with an account. Official records keep the name; contact data can be erased."""

    government = models.ForeignKey(GovernmentRow, models.PROTECT, related_name="+")
    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    nip = models.CharField(max_length=18, blank=True)  # printed under a signature, nowhere else
    grade = models.CharField(max_length=60, blank=True)  # pangkat: "Penata Tingkat I"
    unit = models.ForeignKey(UnitRow, models.PROTECT, null=True, related_name="people")
    is_admin = models.BooleanField(default=False)
    is_clerk = models.BooleanField(default=False)
    is_auditor = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    password_is_temporary = models.BooleanField(default=False)  # set by an administrator
    language = models.CharField(max_length=5, default="id")
    access_stamp = models.PositiveIntegerField(default=0)  # raised on every change of role
    feed_generation = models.PositiveIntegerField(default=0)  # of its calendar; even: switched off

    USERNAME_FIELD = "username"

    objects = PersonManager()
    scoped = ScopedManager(government="government")

    class Meta:
        indexes = [models.Index(fields=["government", "name"], name="person_by_name")]

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Sessions end with a new password and with every change of role."""
        kept = f"{self.password}:{self.access_stamp}:{self.is_active}"
        return salted_hmac("lajur.session", kept, secret=secret, algorithm="sha256").hexdigest()


class HoldingRow(TenantRow):
    """Who holds a position, from when to when, in what capacity, by which decree."""

    position = models.ForeignKey(PositionRow, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(PersonRow, models.PROTECT, related_name="holdings")
    capacity = models.CharField(max_length=10, default="definitif")  # core.access.Capacity
    decree = models.CharField(max_length=120, blank=True)  # nomor SK
    since = models.DateField()  # first day, in the office's zone
    until = models.DateField(null=True)  # last day, inclusive; null: open
    annulled = models.BooleanField(default=False)  # before it began; then until < since

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="holding_ends_after_it_begins",
                condition=Q(annulled=True, until__lt=models.F("since"))
                | Q(annulled=False, until__isnull=True)
                | Q(annulled=False, until__gte=models.F("since")),
            ),
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(capacity="definitif", until__isnull=True),
                name="holding_one_open_definitive",
            ),
            models.CheckConstraint(
                name="holding_capacity_known",
                condition=Q(capacity__in=["definitif", "Plt.", "Plh."]),
            ),
        ]
        indexes = [
            models.Index(fields=["government", "person"], name="holding_of_person"),
            models.Index(fields=["government", "position"], name="holding_of_position"),
        ]


class LaneBindingRow(TenantRow):
    """Whose positions work in a lane of a procedure. Several positions may share a lane."""

    procedure_key = models.CharField(max_length=80)  # Procedure.id
    lane = models.CharField(max_length=80)
    position = models.ForeignKey(PositionRow, models.PROTECT, related_name="bindings")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["government", "procedure_key", "lane", "position"], name="binding_once"
            ),
        ]
        indexes = [models.Index(fields=["government", "position"], name="binding_of_position")]
