"""Setting up an office: the government, its units, positions, people, lanes and procedures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django_scopes import scope

from lajur.core.access import Acting, Actor, Role
from lajur.core.refusals import Refusal, marked
from lajur.services.journal import record_office_act
from lajur.services.letters.provide import provide_papers
from lajur.services.procedures import publish_procedure
from lajur.services.reminders.rules import provide_rules
from lajur.store.models import (
    GovernmentRow,
    HoldingRow,
    LaneBindingRow,
    PersonRow,
    PositionRow,
    UnitRow,
)

SETTER = Acting(person=None, name="Lajur", position="")  # nobody has an account yet


class GovernmentExists(Refusal):
    """An office is set up once; afterwards it is administered in the application."""

    code = "government_exists"
    message = marked("Pemerintah daerah dengan alamat “%(slug)s” sudah ada.")

    def __init__(self, *, slug: str) -> None:
        super().__init__(slug=slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPlan:
    id: str  # within the plan
    name: str
    kind: str  # UnitRow.OFFICE, AGENCY, VENDOR
    short_name: str = ""
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionPlan:
    id: str  # within the plan
    unit: str
    name: str
    lanes: tuple[tuple[str, str], ...] = ()  # (procedure, lane)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingPlan:
    position: str
    since: date
    until: date | None = None  # last day, inclusive
    capacity: str = "definitif"
    decree: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlan:
    username: str
    name: str
    unit: str
    email: str = ""
    is_admin: bool = False
    is_clerk: bool = False
    is_auditor: bool = False
    password_is_temporary: bool = False  # to be changed at the first login
    holdings: tuple[HoldingPlan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePlan:
    slug: str
    name: str
    office_name: str
    zone: str  # IANA
    procedures: tuple[str, ...]  # Procedure.id of those that come with the product
    base_domain: str = ""
    unit_code: str = ""
    reserved_subdomains: tuple[str, ...] = ()
    units: Sequence[UnitPlan] = ()
    positions: Sequence[PositionPlan] = ()
    people: Sequence[PersonPlan] = ()
    passwords: Mapping[str, str] = field(default_factory=dict)  # username -> encoded


def shipped_procedures() -> Mapping[str, Path]:
    """The SOPs that come with the product: Procedure.id -> file."""
    return {path.stem: path for path in sorted(settings.SOPS.glob("*/*.yaml"))}


@transaction.atomic
def set_up_office(plan: OfficePlan, *, at: datetime) -> int:
    """Make a government with everything in the plan; gives its id.

    Raises:
        GovernmentExists: the slug is taken.
        Refusal: a procedure cannot be published.
    """
    if GovernmentRow.objects.filter(slug=plan.slug).exists():
        raise GovernmentExists(slug=plan.slug)
    government = _government(plan, at)
    with scope(government=government):
        units = _units(plan, government)
        positions = _positions(plan, government, units)
        _people(plan, government, units, positions)
        _publish(plan, at)
        _bind(plan, government, positions)
        provide_rules(government)
        record_office_act("office_set_up", {"slug": plan.slug}, _setter(plan), at)
    provide_papers(government, at=at)
    return government.pk


def _setter(plan: OfficePlan) -> Actor:
    return Actor(acting=SETTER, government=plan.slug, roles=frozenset({Role.ADMIN}))


def _government(plan: OfficePlan, at: datetime) -> GovernmentRow:
    return GovernmentRow.objects.create(
        slug=plan.slug,
        name=plan.name,
        office_name=plan.office_name,
        zone=plan.zone,
        base_domain=plan.base_domain,
        unit_code=plan.unit_code,
        reserved_subdomains=list(plan.reserved_subdomains),
        created_at=at,
    )


def _units(plan: OfficePlan, government: GovernmentRow) -> Mapping[str, UnitRow]:
    made: dict[str, UnitRow] = {}
    for unit in plan.units:
        made[unit.id] = UnitRow.objects.create(
            government=government,
            name=unit.name,
            short_name=unit.short_name,
            kind=unit.kind,
            parent=made[unit.parent] if unit.parent else None,
        )
    return made


def _positions(
    plan: OfficePlan, government: GovernmentRow, units: Mapping[str, UnitRow]
) -> Mapping[str, PositionRow]:
    return {
        position.id: PositionRow.objects.create(
            government=government, unit=units[position.unit], name=position.name, rank=rank
        )
        for rank, position in enumerate(plan.positions)
    }


def _people(
    plan: OfficePlan,
    government: GovernmentRow,
    units: Mapping[str, UnitRow],
    positions: Mapping[str, PositionRow],
) -> None:
    for person in plan.people:
        row = PersonRow.objects.create(
            government=government,
            username=person.username,
            name=person.name,
            email=person.email,
            unit=units[person.unit],
            is_admin=person.is_admin,
            is_clerk=person.is_clerk,
            is_auditor=person.is_auditor,
            password=plan.passwords[person.username],
            password_is_temporary=person.password_is_temporary,
        )
        HoldingRow.objects.bulk_create(
            HoldingRow(
                government=government,
                position=positions[holding.position],
                person=row,
                capacity=holding.capacity,
                decree=holding.decree,
                since=holding.since,
                until=holding.until,
            )
            for holding in person.holdings
        )


def _publish(plan: OfficePlan, at: datetime) -> None:
    shipped = shipped_procedures()
    for name in plan.procedures:
        path = shipped[name]
        transcript = path.with_suffix(".txt")
        publish_procedure(
            source=path.read_bytes(),
            transcript=transcript.read_text(encoding="utf-8") if transcript.exists() else "",
            actor=_setter(plan),
            at=at,
        )


def _bind(
    plan: OfficePlan, government: GovernmentRow, positions: Mapping[str, PositionRow]
) -> None:
    LaneBindingRow.objects.bulk_create(
        LaneBindingRow(
            government=government, procedure_key=key, lane=lane, position=positions[position.id]
        )
        for position in plan.positions
        for key, lane in position.lanes
    )
