"""Two governments with people in every role, for tests of pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.test import Client
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from lajur.core.procedure.definition import LaneKind, Procedure
from lajur.store.models import (
    GovernmentRow,
    HoldingRow,
    LaneBindingRow,
    PersonRow,
    PositionRow,
    ProcedureRow,
    UnitRow,
)
from lajur.store.procedures import of_row

SOPS = Path(__file__).parents[2] / "sops"
PASSWORD = "kata sandi yang panjang"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One government. People are found by their user name."""

    government: GovernmentRow
    procedure: Procedure
    agency: UnitRow
    people: Mapping[str, PersonRow]

    @property
    def slug(self) -> str:
        return self.government.slug

    def client(self, username: str | None = None) -> Client:
        """A browser, logged in as this person."""
        client = Client()
        if username is not None:
            client.force_login(self.people[username])
        return client

    def url(self, rest: str = "") -> str:
        return f"/{self.slug}/{rest}"


def build_world(slug: str = "sumbawa", sop: str = "sumbawa-2021") -> World:
    """Make a government with its SOP, an agency, and a holder for every office lane.

    `siti` asks (Dinas Kesehatan), `budi` holds the first office lane, `rahmat` no longer holds
    anything, `dewi` keeps the register, `agus` inspects, `wayan` administers, `tono` has no role.
    """
    now = timezone.now()
    government = GovernmentRow.objects.create(
        slug=slug,
        name=f"Pemerintah Kabupaten {slug.title()}",
        office_name=f"Dinas Komunikasi dan Informatika {slug.title()}",
        zone="Asia/Makassar",
        base_domain=f"{slug}kab.go.id",
        unit_code="DKIST",
        created_at=now,
    )
    with scope(government=government):
        row = _publish(government, slug, sop)
        procedure = of_row(row)
        office = UnitRow.objects.create(government=government, name="Kominfo", kind="office")
        agency = UnitRow.objects.create(
            government=government, name="Dinas Kesehatan", short_name="Dinkes", kind="agency"
        )
        people = _people(government, agency, office)
        _bind(government, office, procedure, people)
    return World(government=government, procedure=procedure, agency=agency, people=people)


def _publish(government: GovernmentRow, folder: str, sop: str) -> ProcedureRow:
    source = next(SOPS.glob(f"*/{sop}.yaml")).read_text()
    return ProcedureRow.objects.create(
        government=government,
        key=sop,
        number="555/568/DKIST/2021",
        title="Layanan Permohonan Pembuatan Aplikasi",
        source=source,
        digest=sha256(source.encode()).hexdigest(),
        published_at=timezone.now(),
    )


def _people(government: GovernmentRow, agency: UnitRow, office: UnitRow) -> dict[str, PersonRow]:
    wanted: dict[str, dict[str, object]] = {
        "siti": {"name": "Siti Aminah", "unit": agency},
        "budi": {"name": "Budi Santoso", "unit": office},
        "rahmat": {"name": "Rahmat Hidayat", "unit": office},
        "dewi": {"name": "Dewi Lestari", "unit": office, "is_clerk": True},
        "agus": {"name": "Agus Salim", "is_auditor": True},
        "wayan": {"name": "Wayan Sudira", "unit": office, "is_admin": True},
        "tono": {"name": "Tono Prasetyo", "unit": office},
    }
    people = {}
    for username, facts in wanted.items():
        person = PersonRow(government=government, username=f"{username}.{government.slug}", **facts)
        person.set_password(PASSWORD)
        person.save()
        people[username] = person
    return people


def _bind(
    government: GovernmentRow, office: UnitRow, procedure: Procedure, people: dict[str, PersonRow]
) -> None:
    lanes = [lane for lane in procedure.lanes.values() if lane.kind is LaneKind.OFFICE]
    for rank, lane in enumerate(lanes):
        position = PositionRow.objects.create(
            government=government, unit=office, name=lane.name, rank=rank
        )
        LaneBindingRow.objects.create(
            government=government, procedure_key=procedure.id, lane=lane.id, position=position
        )
        HoldingRow.objects.create(
            government=government, position=position, person=people["budi"], since=date(2024, 1, 2)
        )
        HoldingRow.objects.create(
            government=government,
            position=position,
            person=people["rahmat"],
            capacity="Plt.",
            since=date(2023, 1, 2),
            until=date(2023, 12, 31),
        )


def everything() -> object:
    """Read across governments, to look at what was stored."""
    return scopes_disabled()
