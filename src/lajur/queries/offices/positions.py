"""Positions, their holders, and what an appointment would do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet

from lajur.core.access import Capacity, PersonId
from lajur.core.offices.holdings import Change, Term, appoint, end
from lajur.core.offices.stamps import stamp_of
from lajur.core.refusals import NotFound, marked
from lajur.queries.absences import AbsenceView, stand_ins_today
from lajur.queries.offices.held import HeldWork, work_lost_by_ending
from lajur.queries.offices.terms import Phase, TermView, in_order, term_of, term_view
from lajur.store.models import HoldingRow, LaneBindingRow, PersonRow, PositionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionLine:
    """A position in a list, with who holds it today."""

    id: int
    name: str
    unit_id: int
    unit: str
    holders: tuple[TermView, ...]  # today's, the definitive one first
    lanes: int  # how many lanes it works in
    active: bool
    closed_on: date | None

    @property
    def vacant(self) -> bool:
        return self.active and not self.holders


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    """A position with its whole history."""

    line: PositionLine
    rank: int
    terms: tuple[TermView, ...]
    bound: tuple[tuple[str, str], ...]  # (procedure key, lane)
    seen: str  # stamp

    @property
    def id(self) -> int:
        return self.line.id

    @property
    def name(self) -> str:
        return self.line.name

    @property
    def current(self) -> tuple[TermView, ...]:
        return tuple(term for term in self.terms if term.phase in (Phase.NOW, Phase.LATER))

    @property
    def former(self) -> tuple[TermView, ...]:
        return tuple(term for term in self.terms if term.phase in (Phase.PAST, Phase.ANNULLED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What a change of holders does, to be agreed to before it is done."""

    ended: tuple[Term, ...] = ()  # as they become
    held: tuple[HeldWork, ...] = ()  # goes back to the position now
    later: tuple[HeldWork, ...] = ()  # goes back when the term has ended

    @property
    def any(self) -> bool:
        return bool(self.ended or self.held or self.later)

    @property
    def agreed(self) -> str:
        """The stamp by which exactly these consequences are agreed to."""
        return stamp_of(
            [(term.id, term.until) for term in self.ended],
            sorted((work.case_id, work.number) for work in self.held),
        )


def list_positions(
    *, search: str, vacant: bool, closed: bool, today: date
) -> tuple[PositionLine, ...]:
    """Positions by unit, the highest first."""
    rows = PositionRow.objects.filter(active=not closed)
    if search:
        rows = rows.filter(name__icontains=search) | rows.filter(unit__name__icontains=search)
    lines = _lines(rows, today)
    return tuple(line for line in lines if line.vacant or not vacant)


def positions_of_unit(unit_id: int, *, today: date) -> tuple[PositionLine, ...]:
    return _lines(PositionRow.objects.filter(unit=unit_id, active=True), today)


def find_position(position_id: int, *, today: date) -> PositionView:
    """Raise NotFound when there is no such position here."""
    row = _with_terms(PositionRow.objects.filter(pk=position_id)).first()
    if row is None:
        raise NotFound(what=marked("Jabatan"))
    bound = LaneBindingRow.objects.filter(position=row).order_by("procedure_key", "lane")
    absences = stand_ins_today(today)
    return PositionView(
        line=_line(row, today, absences),
        rank=row.rank,
        terms=_terms(row, today, absences),
        bound=tuple(bound.values_list("procedure_key", "lane")),
        seen=position_stamp(row),
    )


def plan_appointment(*, position_id: int, new: Term, today: date) -> tuple[Change, Consequences]:
    """What naming a new holder would do.

    Raises:
        Refusal: as `holdings.appoint`.
    """
    change = appoint(terms_of(position_id), new)
    return change, consequences_of(change.ended, today)


def plan_end(*, holding_id: int, last_day: date, today: date) -> Consequences:
    """What ending a term would do.

    Raises:
        NotFound: no such term here.
        Refusal: as `holdings.end`.
    """
    row = HoldingRow.objects.filter(pk=holding_id).select_related("person").first()
    if row is None:
        raise NotFound(what=marked("Masa jabatan"))
    return consequences_of([end(term_of(row), last_day=last_day)], today)


def consequences_of(ended: Iterable[Term], today: date) -> Consequences:
    """What follows from terms that become as given."""
    ended = tuple(ended)
    gone = {term.id: term.person for term in ended if _is_before(term.until, today)}
    going = {term.id: term.person for term in ended if term.id not in gone}
    return Consequences(
        ended=ended,
        held=work_lost_by_ending(_known(gone), today),
        later=work_lost_by_ending(_known(going), today),
    )


def terms_of(position_id: int) -> tuple[Term, ...]:
    """Every term of a position that counts, annulled ones left out."""
    rows = HoldingRow.objects.filter(position=position_id, annulled=False)
    return tuple(map(term_of, rows.select_related("person").order_by("since", "pk")))


def new_term(person_id: PersonId, **facts: object) -> Term:
    """A term of an active person of this government.

    Raises:
        NotFound: no such person, or one who is no longer active.
    """
    person = PersonRow.scoped.filter(pk=person_id, is_active=True).first()
    if person is None:
        raise NotFound(what=marked("Pengguna"))
    return Term(person=person.pk, name=person.name, **facts)  # type: ignore[arg-type]


def position_stamp(row: PositionRow) -> str:
    """What a page of this position shows, as a stamp."""
    terms = row.holdings.order_by("pk").values_list("pk", "person", "capacity", "since", "until")
    return stamp_of(row.name, row.rank, row.unit_id, row.active, list(terms))


def _is_before(until: date | None, today: date) -> bool:
    return until is not None and until < today


def _known(people: dict[int | None, PersonId]) -> dict[int, PersonId]:
    return {pk: person for pk, person in people.items() if pk is not None}


def _with_terms(rows: QuerySet[PositionRow]) -> QuerySet[PositionRow]:
    held = HoldingRow.objects.select_related("person").order_by("-since", "-pk")
    return rows.select_related("unit").prefetch_related(
        Prefetch("holdings", queryset=held), "bindings"
    )


def _lines(rows: QuerySet[PositionRow], today: date) -> tuple[PositionLine, ...]:
    ordered = _with_terms(rows).order_by("unit__kind", "unit__name", "rank", "name")
    absences = stand_ins_today(today)
    return tuple(_line(row, today, absences) for row in ordered)


def _terms(
    row: PositionRow, today: date, absences: Mapping[PersonId, AbsenceView]
) -> tuple[TermView, ...]:
    """Its terms in order, those of today with whoever works in the holder's place."""
    terms = (term_view(held, today) for held in row.holdings.all())
    return in_order(_replaced(term, absences.get(term.person)) for term in terms)


def _replaced(term: TermView, absence: AbsenceView | None) -> TermView:
    if absence is None or term.phase is not Phase.NOW or term.capacity is Capacity.DAILY:
        return term
    words = f"{absence.substitute_name} ({absence.capacity})"
    return replace(term, replaced_by=words, replaced_until=absence.until)


def _line(row: PositionRow, today: date, absences: Mapping[PersonId, AbsenceView]) -> PositionLine:
    terms = _terms(row, today, absences)
    return PositionLine(
        id=row.pk,
        name=row.name,
        unit_id=row.unit_id,
        unit=row.unit.short_name or row.unit.name,
        holders=tuple(term for term in terms if term.phase is Phase.NOW),
        lanes=len(row.bindings.all()),
        active=row.active,
        closed_on=row.closed_on,
    )
