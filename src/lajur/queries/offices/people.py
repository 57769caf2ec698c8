"""People with an account, as administrators see them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext

from lajur.core.access import PersonId
from lajur.core.offices.stamps import stamp_of
from lajur.core.refusals import NotFound, marked
from lajur.queries.offices.held import HeldWork, covering, work_of
from lajur.store.models import HoldingRow, PersonRow

PAGE = 50  # people on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person in a list."""

    id: PersonId
    name: str
    username: str
    unit: str  # "" for nobody's
    roles: tuple[str, ...]
    positions: tuple[str, ...]  # held today, with capacity
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """One page of the list, in alphabetical order."""

    people: tuple[PersonLine, ...]
    found: int
    after: str  # cursor of the next page; "" on the last


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """Everything an administrator may change about a person."""

    line: PersonLine
    email: str
    phone: str
    nip: str
    grade: str
    unit_id: int | None
    is_admin: bool
    is_clerk: bool
    is_auditor: bool
    password_is_temporary: bool
    held: tuple[HeldWork, ...]
    seen: str  # stamp

    @property
    def id(self) -> PersonId:
        return self.line.id

    @property
    def name(self) -> str:
        return self.line.name


def list_people(*, search: str, closed: bool, after: str, today: date) -> PersonPage:
    """One page of people whose name, account or unit contains the words searched for."""
    rows = PersonRow.scoped.filter(is_active=not closed)
    if search:
        rows = rows.filter(
            Q(name__icontains=search)
            | Q(username__icontains=search)
            | Q(unit__name__icontains=search)
            | Q(unit__short_name__icontains=search)
        )
    found = rows.count()
    name, _, pk = after.rpartition(":")
    if pk.isdigit():
        rows = rows.filter(Q(name__gt=name) | Q(name=name, pk__gt=int(pk)))
    page = list(_with_positions(rows.order_by("name", "pk"), today)[: PAGE + 1])
    last = page[PAGE - 1] if len(page) > PAGE else None
    return PersonPage(
        people=tuple(map(_line, page[:PAGE])),
        found=found,
        after=f"{last.name}:{last.pk}" if last else "",
    )


def find_person(person_id: PersonId, *, today: date) -> PersonView:
    """Raise NotFound when there is no such person here."""
    row = _with_positions(PersonRow.scoped.filter(pk=person_id), today).first()
    if row is None:
        raise NotFound(what=marked("Pengguna"))
    return PersonView(
        line=_line(row),
        email=row.email,
        phone=row.phone,
        nip=row.nip,
        grade=row.grade,
        unit_id=row.unit_id,
        is_admin=row.is_admin,
        is_clerk=row.is_clerk,
        is_auditor=row.is_auditor,
        password_is_temporary=row.password_is_temporary,
        held=work_of(row.pk),
        seen=person_stamp(row),
    )


def people_to_choose() -> tuple[tuple[PersonId, str], ...]:
    """Active people, by name, with their unit to tell namesakes apart."""
    rows = PersonRow.scoped.filter(is_active=True).select_related("unit").order_by("name", "pk")
    return tuple((row.pk, f"{row.name} · {_unit(row) or row.username}") for row in rows)


def people_of_unit(unit_id: int, *, today: date) -> tuple[PersonLine, ...]:
    """Active people who belong to a unit, by name."""
    rows = PersonRow.scoped.filter(unit=unit_id, is_active=True).order_by("name", "pk")
    return tuple(map(_line, _with_positions(rows, today)))


def person_stamp(row: PersonRow) -> str:
    """What a page of this person shows, as a stamp."""
    return stamp_of(
        row.name, row.email, row.phone, row.unit_id, row.is_admin, row.is_clerk, row.is_auditor,
        row.is_active, row.nip, row.grade,
    )  # fmt: skip


def _with_positions(rows: QuerySet[PersonRow], today: date) -> QuerySet[PersonRow]:
    held = HoldingRow.objects.filter(covering(today)).select_related("position")
    return rows.select_related("unit").prefetch_related(
        Prefetch("holdings", queryset=held, to_attr="held_today")
    )


def _line(row: PersonRow) -> PersonLine:
    held: list[HoldingRow] = getattr(row, "held_today", [])
    return PersonLine(
        id=row.pk,
        name=row.name,
        username=row.username,
        unit=_unit(row),
        roles=_roles(row),
        positions=tuple(position_words(holding) for holding in held),
        active=row.is_active,
    )


def position_words(holding: HoldingRow) -> str:
    """“Plt. Kepala Bidang Teknologi Informasi”; a definitive holder has no prefix."""
    prefix = "" if holding.capacity == "definitif" else f"{holding.capacity} "
    return prefix + holding.position.name


def _unit(row: PersonRow) -> str:
    return (row.unit.short_name or row.unit.name) if row.unit else ""


def _roles(row: PersonRow) -> tuple[str, ...]:
    words = (
        (row.is_admin, gettext("Admin")),
        (row.is_clerk, gettext("Registrar")),
        (row.is_auditor, gettext("Pemeriksa")),
    )
    return tuple(word for has, word in words if has)
