"""Who can sign, and in what capacity today: as their name will be printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from lajur.core.access import Acting, Capacity, PersonId
from lajur.core.letters.kinds import Signer, Whom
from lajur.queries.lanes import absence_on, capacity_words
from lajur.store.models import HoldingRow, PersonRow, UnitRow

_FIELDS = (
    "position_id", "position__name", "position__unit__kind", "capacity",
    "person_id", "person__name", "person__nip", "person__grade",
    "absence__substitute_id", "absence__substitute__name", "absence__substitute__nip",
    "absence__substitute__grade", "absence__capacity", "absence__substitute__is_active",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerView:
    """Somebody who can sign today, for a position or for themselves."""

    position: int | None  # PositionRow; None: of the agency that asks, or without one
    holder: PersonId  # whose position it is
    person: PersonId  # who signs: the holder, or their substitute while they are away
    name: str
    title: str  # as printed: the position, or the agency of somebody without one
    capacity: str  # "Plt.", "Plh.", "a.n."; "" definitive
    on_behalf: str = ""  # the absent holder's position, of an "a.n."
    nip: str = ""
    grade: str = ""
    is_vendor: bool = False  # the position is a vendor's

    @property
    def words(self) -> str:
        """ "Budi Santoso, Plt. Kepala Bidang TI"."""
        return f"{self.name}, {capacity_words(self.capacity, self.on_behalf or self.title)}"

    @property
    def value(self) -> str:
        """The choice as a form carries it."""
        return f"{self.position or 0}:{self.holder}"

    def as_printed(self) -> dict[str, str]:
        """What is frozen with a letter: SignatureRow.signer, and the template's facts."""
        return {
            "capacity": self.capacity,
            "position": self.title,
            "on_behalf": self.on_behalf,
            "name": self.name,
            "nip": self.nip,
            "grade": self.grade,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Everybody who can sign a letter of one case today."""

    office: tuple[SignerView, ...]  # highest office first; vendors' positions too
    agency: tuple[SignerView, ...]  # people of the agency that asks

    def find(self, position: int | None, holder: PersonId | None) -> SignerView | None:
        """The signer of a choice: that holder, else whoever holds the position now."""
        if position is None:
            return next((one for one in self.agency if one.holder == holder), None)
        holders = [one for one in self.office if one.position == position]
        return next((one for one in holders if one.holder == holder), next(iter(holders), None))

    def able(self, whom: Whom | None, *, writer: PersonId) -> tuple[SignerView, ...]:
        """Everybody who can give a signature of this kind to a paper of `writer` today."""
        everybody = (*self.office, *self.agency)
        return tuple(one for one in everybody if _is_able(one, whom, writer))

    def proposed(self, signer: Signer, *, writer: Acting, applicant: PersonId) -> SignerView | None:
        """Whom a fresh draft proposes for a signature of its kind."""
        match signer.whom:
            case Whom.WRITER:
                return self._of(writer) or self._head
            case Whom.APPLICANT:
                return self.find(None, applicant) or next(iter(self.agency), None)
            case Whom.HEAD:
                return self._head

    @property
    def _head(self) -> SignerView | None:
        return next((one for one in self.office if not one.is_vendor), None)

    def _of(self, writer: Acting) -> SignerView | None:
        """The writer, in the position they act in."""
        own = [one for one in (*self.office, *self.agency) if one.person == writer.person]
        acting = (one for one in own if one.title == writer.position)
        return next(acting, next(iter(own), None))


def _is_able(one: SignerView, whom: Whom | None, writer: PersonId) -> bool:
    of_office = one.position is not None and not one.is_vendor
    match whom:
        case Whom.APPLICANT:
            return one.position is None
        case Whom.WRITER:
            return of_office or writer in (one.holder, one.person)
        case Whom.HEAD:
            return of_office
        case None:
            return False


def roster(agency: int, *, at: datetime, zone: ZoneInfo) -> Roster:
    """Everybody who can sign today; two statements."""
    today = at.astimezone(zone).date()
    people = PersonRow.scoped.filter(unit=agency, is_active=True).order_by("name", "pk")
    return Roster(
        office=tuple(_office(_held(today))),
        agency=tuple(
            SignerView(
                position=None,
                holder=pk,
                person=pk,
                name=name,
                title=unit,
                capacity="",
                nip=nip,
                grade=grade,
            )
            for pk, name, unit, nip, grade in people.values_list(
                "pk", "name", "unit__name", "nip", "grade"
            )
        ),
    )


def _held(today: date) -> Iterable[tuple[Any, ...]]:
    """What is held today, highest office first; of one office the definitive holder first."""
    rows = HoldingRow.objects.filter(
        annulled=False, since__lte=today, position__active=True, person__is_active=True
    ).exclude(until__lt=today)
    return list(
        rows.exclude(position__unit__kind=UnitRow.AGENCY)
        .annotate(absence=absence_on(today, of="person"))
        .order_by("position__rank", "position_id", "-capacity", "pk")
        .values_list(*_FIELDS)
    )


def _office(rows: Iterable[tuple[Any, ...]]) -> Iterator[SignerView]:
    own = {row[4]: row[1] for row in reversed([*rows])}  # highest position of each holder
    for row in rows:
        position, title, unit, capacity, person, name, nip, grade, *absence = row
        away, away_name, away_nip, away_grade, acting, active = absence
        if away is None or not active or capacity == Capacity.DAILY:
            yield SignerView(
                position=position,
                holder=person,
                person=person,
                name=name,
                title=title,
                capacity="" if capacity == Capacity.DEFINITIVE else capacity,
                nip=nip,
                grade=grade,
                is_vendor=unit == UnitRow.VENDOR,
            )
            continue
        on_behalf = acting == Capacity.ON_BEHALF
        yield SignerView(
            position=position,
            holder=person,
            person=away,
            name=away_name,
            title=own.get(away, title) if on_behalf else title,
            capacity=acting,
            on_behalf=title if on_behalf else "",
            nip=away_nip,
            grade=away_grade,
            is_vendor=unit == UnitRow.VENDOR,
        )
