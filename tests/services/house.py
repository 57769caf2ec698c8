"""A small office to test in: Sumbawa's SOP, everybody it needs, and requests on their way."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from django_scopes import scope

from lajur.core.access import Acting, Actor, Role
from lajur.core.procedure.definition import Procedure
from lajur.queries.actors import actor_of
from lajur.services.papers import Paper
from lajur.services.procedures import publish_procedure
from lajur.services.requests import Receipt, attach_to_draft, file_request, save_draft
from lajur.services.work_items import Done, complete_work_item
from lajur.store import procedures
from lajur.store.models import (
    CaseRow,
    GovernmentRow,
    HoldingRow,
    LaneBindingRow,
    PersonRow,
    PositionRow,
    ProcedureRow,
    UnitRow,
    WorkItemRow,
)

SOPS = Path(__file__).resolve().parents[2] / "sops"
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # Monday, 12.00 WITA
SINCE = date(2020, 1, 1)
_keys = count(1)

FORM = {
    "nama_aplikasi": "Antrean Puskesmas",
    "ringkasan_kebutuhan": "Warga mengantre sejak subuh.",
    "tujuan_manfaat": "Antrean dapat diambil dari rumah.",
    "pengguna": "Warga dan petugas loket",
    "pj_nama": "Siti Rahma",
    "pj_jabatan": "Kepala Subbagian Umum",
    "pj_telepon": "0812 3456 7890",
    "pj_surel": "siti@sumbawakab.go.id",
}


def new_key() -> str:
    return f"kunci-{next(_keys)}"


@dataclass
class House:
    """One government with people by name."""

    slug: str
    government: int
    procedure: ProcedureRow
    people: dict[str, int] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)  # by lane
    agency: int = 0

    def actor(self, name: str, at: datetime = NOON) -> Actor:
        return actor_of(self.people[name], government=self.slug, at=at)

    def scope(self) -> AbstractContextManager[None]:
        return scope(government=self.government)

    def draft(
        self, *, by: str = "Siti", form: Mapping[str, str] = FORM, at: datetime = NOON
    ) -> int:
        actor = self.actor(by)
        draft = save_draft(
            draft_id=None,
            procedure_key=self.procedure.key,
            service="pembuatan",
            title="Antrean Puskesmas",
            form=form,
            seen_version=None,
            actor=actor,
            at=at,
        )
        letter = Paper(text="Dengan hormat, mohon dibuatkan aplikasi.")
        attach_to_draft(draft_id=draft, item="surat_permohonan", paper=letter, actor=actor, at=at)
        return draft

    def file(self, *, by: str = "Siti", at: datetime = NOON) -> Receipt:
        draft = self.draft(by=by, at=at)
        return file_request(draft_id=draft, actor=self.actor(by), at=at, key=new_key())

    def version(self, case_id: int) -> int:
        with scope(government=self.government):
            return CaseRow.objects.values_list("version", flat=True).get(pk=case_id)

    def open_items(self, case_id: int) -> list[WorkItemRow]:
        with scope(government=self.government):
            rows = WorkItemRow.objects.filter(case=case_id, closed_at__isnull=True)
            return list(rows.order_by("number"))

    def complete(self, case_id: int, by: str, **given: object) -> Done:
        """Complete the newest open item with whatever it asks for."""
        item = self.open_items(case_id)[-1]
        asked = {
            "case_id": case_id,
            "number": item.number,
            "seen_version": self.version(case_id),
            "papers": self.papers_for(item),
            "appoints": self.appoints_for(item),
            "actor": self.actor(by),
            "at": NOON,
            "key": new_key(),
        }
        return complete_work_item(**{**asked, **given})  # type: ignore[arg-type]

    def procedure_of(self, item: WorkItemRow) -> Procedure:
        with scope(government=self.government):
            return procedures.of_row(ProcedureRow.objects.get(cases=item.case_id))

    def appoints_for(self, item: WorkItemRow) -> dict[str, tuple[int, ...]]:
        """The usual person for every lane the step appoints."""
        step = self.procedure_of(item).steps[item.step]
        return {lane: (self.people[PEOPLE[lane]],) for lane in step.appoints}

    def papers_for(self, item: WorkItemRow) -> dict[str, Paper]:
        """Every paper the step of the item asks for or yields, at a later visit anew."""
        procedure = self.procedure_of(item)
        step = procedure.steps[item.step]
        uses = (*step.requirements, *step.outputs)
        gating = [use.item for use in uses if procedure.items[use.item].kind.gates]
        with scope(government=self.government):
            known = CaseRow.objects.get(pk=item.case_id).marking["documents"]
        anew = {use.item for use in step.outputs} if item.visit > 1 else set()
        return {
            name: Paper(text=f"Isi {name}.") for name in gating if name not in known or name in anew
        }


PEOPLE = {"kadis": "Budi", "kabid": "Wayan", "kasi": "Dewi", "tim": "Rahmat"}


def build(slug: str = "sumbawa", zone: str = "Asia/Makassar") -> House:
    """Make a government with Sumbawa's SOP: Siti asks; Budi, Wayan, Dewi and Rahmat serve."""
    row = GovernmentRow.objects.create(
        slug=slug,
        name="Pemerintah Kabupaten Sumbawa",
        office_name="Dinas Komunikasi, Informatika, Statistik dan Persandian",
        zone=zone,
        base_domain="sumbawakab.go.id",
        unit_code="DKIST",
        created_at=NOON,
    )
    setter = Actor(
        acting=Acting(person=None, name="Lajur", position=""),
        government=slug,
        roles=frozenset({Role.ADMIN}),
    )
    source = (SOPS / "sumbawa" / "sumbawa-2021.yaml").read_bytes()
    key = publish_procedure(source=source, transcript="", actor=setter, at=NOON)
    with scope(government=row):
        house = House(slug, row.pk, ProcedureRow.objects.get(pk=key))
        _staff(house, row)
    return house


def _staff(house: House, government: GovernmentRow) -> None:
    office = UnitRow.objects.create(government=government, name="DKIST", kind="office")
    agency = UnitRow.objects.create(government=government, name="Dinas Kesehatan", kind="agency")
    house.agency = agency.pk
    house.people["Siti"] = _person(house, government, "Siti Rahma", agency)
    house.people["Sari"] = _person(house, government, "Sari Dewi", office, is_clerk=True)
    house.people["Umar"] = _person(house, government, "Umar", office)  # no position at all
    for lane, name in PEOPLE.items():
        position = PositionRow.objects.create(government=government, unit=office, name=lane.title())
        person = _person(house, government, name, office)
        HoldingRow.objects.create(
            government=government, position=position, person_id=person, since=SINCE
        )
        LaneBindingRow.objects.create(
            government=government,
            procedure_key=house.procedure.key,
            lane=lane,
            position=position,
        )
        house.people[name] = person
        house.positions[lane] = position.pk


def _person(
    house: House, government: GovernmentRow, name: str, unit: UnitRow, **flags: bool
) -> int:
    first = name.split()[0]
    row = PersonRow.objects.create(
        government=government,
        username=f"{first.lower()}-{house.slug}",
        name=name,
        unit=unit,
        **flags,
    )
    return row.pk
