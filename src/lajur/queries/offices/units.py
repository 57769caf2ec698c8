"""Units of the office, agencies that may ask, vendors."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext

from lajur.core.offices.stamps import stamp_of
from lajur.core.refusals import NotFound, marked
from lajur.queries.offices.people import PersonLine, people_of_unit
from lajur.queries.offices.positions import PositionLine, positions_of_unit
from lajur.store.models import UnitRow

KINDS = (UnitRow.OFFICE, UnitRow.AGENCY, UnitRow.VENDOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """A unit in a list."""

    id: int
    name: str
    short_name: str
    kind: str
    positions: int
    people: int
    active: bool
    closed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGroup:
    """The units of one kind, by name."""

    kind: str
    title: str
    help: str
    units: tuple[UnitLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """A unit with what stands on it."""

    line: UnitLine
    parent_id: int | None
    parent: str
    kind_words: str
    positions: tuple[PositionLine, ...]
    people: tuple[PersonLine, ...]
    seen: str  # stamp

    @property
    def id(self) -> int:
        return self.line.id

    @property
    def name(self) -> str:
        return self.line.name


def kind_words(kind: str) -> tuple[str, str]:
    """The name of a kind in the plural, and what it is for."""
    return {
        UnitRow.OFFICE: (
            gettext("Unit kantor"),
            gettext("Bidang dan seksi yang mengerjakan SOP."),
        ),
        UnitRow.AGENCY: (
            gettext("Perangkat daerah"),
            gettext("Instansi yang boleh mengajukan permohonan."),
        ),
        UnitRow.VENDOR: (
            gettext("Penyedia"),
            gettext("Pihak ketiga; hanya melihat berkas yang ditugaskan kepadanya."),
        ),
    }[kind]


def list_units(*, search: str = "", closed: bool = False) -> tuple[UnitGroup, ...]:
    """Units by kind, then by name; closed ones only when asked for."""
    rows = UnitRow.objects.filter(active=not closed)
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(short_name__icontains=search))
    lines = [_line(row) for row in _counted(rows)]
    groups = []
    for kind in KINDS:
        title, help_text = kind_words(kind)
        units = tuple(line for line in lines if line.kind == kind)
        groups.append(UnitGroup(kind=kind, title=title, help=help_text, units=units))
    return tuple(groups)


def find_unit(unit_id: int, *, today: date) -> UnitView:
    """Raise NotFound when there is no such unit here."""
    row = _counted(UnitRow.objects.filter(pk=unit_id)).select_related("parent").first()
    if row is None:
        raise NotFound(what=marked("Unit"))
    return UnitView(
        line=_line(row),
        parent_id=row.parent_id,
        parent=row.parent.name if row.parent else "",
        kind_words=kind_words(row.kind)[0],
        positions=positions_of_unit(row.pk, today=today),
        people=people_of_unit(row.pk, today=today),
        seen=unit_stamp(row),
    )


def units_to_choose(*, without: int = 0) -> tuple[tuple[str, tuple[tuple[int, str], ...]], ...]:
    """Active units, grouped by kind, for a select box."""
    rows = list(UnitRow.objects.filter(active=True).exclude(pk=without).order_by("name"))
    return tuple(
        (kind_words(kind)[0], tuple((row.pk, row.name) for row in rows if row.kind == kind))
        for kind in KINDS
        if any(row.kind == kind for row in rows)
    )


def unit_stamp(row: UnitRow) -> str:
    """What a page of this unit shows, as a stamp."""
    return stamp_of(row.name, row.short_name, row.kind, row.parent_id, row.active)


def _counted(rows: QuerySet[UnitRow]) -> QuerySet[UnitRow]:
    return rows.order_by("name").annotate(
        open_positions=Count("positions", filter=Q(positions__active=True), distinct=True),
        active_people=Count("people", filter=Q(people__is_active=True), distinct=True),
    )


def _line(row: UnitRow) -> UnitLine:
    return UnitLine(
        id=row.pk,
        name=row.name,
        short_name=row.short_name,
        kind=row.kind,
        positions=getattr(row, "open_positions", 0),
        people=getattr(row, "active_people", 0),
        active=row.active,
        closed_on=row.closed_on,
    )
