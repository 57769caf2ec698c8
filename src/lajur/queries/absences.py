"""Who is away when, who works in their place, and what reaches a substitute."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django_scopes import scopes_disabled

from lajur.core.access import Actor, Capacity, PersonId
from lajur.core.offices.absences import Absence, Party, may_stand_in
from lajur.core.offices.administering import keeps_absences_of, require_administrator
from lajur.core.offices.stamps import stamp_of
from lajur.core.refusals import NotFound, marked
from lajur.queries.offices.held import covering, lanes_of
from lajur.store.models import AbsenceRow, HoldingRow, PersonRow, WorkItemRow

ABSENCE = marked("Ketidakhadiran")
PAST = 50  # absences that are over, in a list
_A_DAY = timedelta(days=1)


class Phase(StrEnum):
    """How an absence stands on a day."""

    NOW = "now"
    LATER = "later"
    PAST = "past"
    CANCELLED = "cancelled"  # ended before it began


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceView:
    """One absence. Days are the office's, both inclusive."""

    id: int
    person: PersonId
    name: str
    substitute: PersonId
    substitute_name: str
    capacity: Capacity
    decree: str
    since: date
    until: date  # last day after all
    phase: Phase
    unattended: bool  # the substitute's account is closed: nobody stands in
    seen: str  # stamp

    @property
    def running(self) -> bool:
        return self.phase in (Phase.NOW, Phase.LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may stand in, in words to choose by."""

    person: PersonId
    words: str  # "Dewi Lestari · Kepala Seksi Pengembangan"
    near: bool  # of the same unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What would reach a substitute."""

    positions: tuple[str, ...]
    kept: tuple[str, ...]  # held only for somebody else: do not pass on
    tasks: int  # open now, in the lanes of the positions or in the person's hands


def absences(
    *, actor: Actor, today: date, of: PersonId | None = None, by: PersonId | None = None
) -> tuple[AbsenceView, ...]:
    """Absences now, then to come, then over, the latest first; of a person or by a substitute.

    Raises:
        NotFound: neither the actor's own, as one or the other, nor theirs to administer.
    """
    if actor.person is None or actor.person not in (of, by):
        require_administrator(actor)
    rows = _rows().order_by("-since", "-pk")
    if of is not None:
        rows = rows.filter(person=of)
    if by is not None:
        rows = rows.filter(substitute=by)
    running = [row for row in rows.filter(until__gte=today) if _last(row) >= today]
    over = [row for row in rows[: PAST + len(running)] if _last(row) < today][:PAST]
    views = [_view(row, today) for row in (*running, *over)]
    order = {Phase.NOW: 0, Phase.LATER: 1, Phase.PAST: 2, Phase.CANCELLED: 2}
    return tuple(sorted(views, key=lambda view: order[view.phase]))


def find_absence(absence_id: int, *, actor: Actor, today: date) -> AbsenceView:
    """One absence.

    Raises:
        NotFound: no such absence here, or neither the actor's own nor theirs to administer.
    """
    row = absence_row(absence_id)
    if not keeps_absences_of(row.person_id, actor):
        raise NotFound(what=ABSENCE)
    return _view(row, today)


def absence_row(absence_id: int) -> AbsenceRow:
    """Raise NotFound when there is no such absence here."""
    row = _rows().filter(pk=absence_id).first()
    if row is None:
        raise NotFound(what=ABSENCE)
    return row


def absence_of(row: AbsenceRow) -> Absence:
    """The row as the core decides on it."""
    return Absence(
        id=row.pk,
        absent=party_of(row.person),
        substitute=party_of(row.substitute),
        capacity=Capacity(row.capacity),
        decree=row.decree,
        since=row.since,
        until=_last(row),
    )


def recorded_absences(*, after: date) -> tuple[Absence, ...]:
    """Every absence of the government that ends on the day or later."""
    rows = _rows().filter(until__gte=after).order_by("pk")
    return tuple(one for one in map(absence_of, rows) if one.until >= after)


def party_of(row: PersonRow) -> Party:
    unit = row.unit
    return Party(
        person=row.pk,
        name=row.name,
        unit=unit.pk if unit else None,
        kind=unit.kind if unit else "",
    )


def find_party(person_id: PersonId) -> Party:
    """An active person of this government.

    Raises:
        NotFound: no such person, or one whose account is closed.
    """
    rows = PersonRow.scoped.filter(pk=person_id, is_active=True).select_related("unit")
    row = rows.first()
    if row is None:
        raise NotFound(what=marked("Pengguna"))
    return party_of(row)


def candidates_for(person_id: PersonId, *, actor: Actor, today: date) -> tuple[Candidate, ...]:
    """Who may stand in for a person, colleagues of the same unit first; two statements.

    Raises:
        NotFound: no such person, or neither the actor nor theirs to administer.
    """
    if not keeps_absences_of(person_id, actor):
        raise NotFound(what=ABSENCE)
    absent = find_party(person_id)
    rows = PersonRow.scoped.filter(is_active=True).select_related("unit").order_by("name", "pk")
    held = _positions_today(today)
    found = (
        Candidate(
            person=row.pk,
            words=f"{row.name} · {', '.join(held.get(row.pk, ())) or _unit(row)}",
            near=row.unit_id is not None and row.unit_id == absent.unit,
        )
        for row in rows
        if may_stand_in(absent, party_of(row))
    )
    return tuple(sorted(found, key=lambda one: not one.near))


def handover_of(person_id: PersonId, *, on: date) -> Handover:
    """What passes on if the person were away on a day: what they hold then, and its work now."""
    rows = HoldingRow.objects.filter(covering(on), person=person_id, position__active=True)
    held = list(rows.select_related("position").order_by("position__rank", "position__name"))
    passing = [row for row in held if row.capacity != Capacity.DAILY]
    lanes = lanes_of({row.position_id for row in passing})
    return Handover(
        positions=tuple(dict.fromkeys(row.position.name for row in passing)),
        kept=tuple(dict.fromkeys(row.position.name for row in held if row not in passing)),
        tasks=_tasks(person_id, lanes),
    )


def substitutes_on(day: date) -> Mapping[PersonId, PersonId]:
    """Who works in whose place on a day of the office's, by the person who is away."""
    rows = _on(day).filter(person__is_active=True, substitute__is_active=True)
    return dict(rows.values_list("person", "substitute"))


def people_away(people: Iterable[PersonId], *, at: datetime) -> frozenset[PersonId]:
    """Those who are away and stood in for at a moment, in the zone of their own office.

    Of any government.
    """
    day = at.astimezone(UTC).date()
    with scopes_disabled():
        near = AbsenceRow.objects.filter(
            person__in=list(people),
            substitute__is_active=True,
            since__lte=day + _A_DAY,
            until__gte=day - _A_DAY,
        ).select_related("government")
        return frozenset(
            row.person_id
            for row in near
            if row.since <= at.astimezone(ZoneInfo(row.government.zone)).date() <= _last(row)
        )


def stand_ins_today(today: date) -> Mapping[PersonId, AbsenceView]:
    """Running absences by the person who is away."""
    rows = _on(today).filter(substitute__is_active=True).select_related("person", "substitute")
    return {row.person_id: _view(row, today) for row in rows}


def absence_stamp(row: AbsenceRow) -> str:
    """What a page of this absence shows, as a stamp."""
    return stamp_of(
        row.person_id, row.substitute_id, row.capacity, row.decree, row.since, row.until,
        row.ended_on,
    )  # fmt: skip


def _rows() -> QuerySet[AbsenceRow]:
    rows: QuerySet[AbsenceRow] = AbsenceRow.objects.select_related(
        "person__unit", "substitute__unit"
    )
    return rows


def _on(day: date) -> QuerySet[AbsenceRow]:
    rows: QuerySet[AbsenceRow] = AbsenceRow.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day), since__lte=day, until__gte=day
    )
    return rows


def _last(row: AbsenceRow) -> date:
    return row.until if row.ended_on is None else min(row.until, row.ended_on)


def _view(row: AbsenceRow, today: date) -> AbsenceView:
    return AbsenceView(
        id=row.pk,
        person=row.person_id,
        name=row.person.name,
        substitute=row.substitute_id,
        substitute_name=row.substitute.name,
        capacity=Capacity(row.capacity),
        decree=row.decree,
        since=row.since,
        until=_last(row),
        phase=_phase(row, today),
        unattended=not row.substitute.is_active,
        seen=absence_stamp(row),
    )


def _phase(row: AbsenceRow, today: date) -> Phase:
    last = _last(row)
    if last < row.since:
        return Phase.CANCELLED
    if last < today:
        return Phase.PAST
    return Phase.NOW if row.since <= today else Phase.LATER


def _positions_today(today: date) -> dict[PersonId, list[str]]:
    rows = HoldingRow.objects.filter(covering(today), position__active=True)
    found: dict[PersonId, list[str]] = {}
    for person, name in rows.order_by("position__rank").values_list("person", "position__name"):
        found.setdefault(person, []).append(name)
    return found


def _unit(row: PersonRow) -> str:
    return (row.unit.short_name or row.unit.name) if row.unit else gettext("tanpa jabatan")


def _tasks(person_id: PersonId, lanes: Iterable[tuple[str, str]]) -> int:
    """Open work that the person could do now, as far as appointments leave it to them."""
    mine = Q(owner=person_id)
    for key, lane in lanes:
        chosen = Q(appointed="") | Q(appointed__contains=f" {person_id} ")
        mine |= Q(procedure_key=key, lane=lane, owner__isnull=True) & chosen
    return WorkItemRow.objects.filter(mine, closed_at__isnull=True).count()
