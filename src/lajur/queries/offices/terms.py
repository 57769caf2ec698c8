"""Who held, holds and will hold a position."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext

from lajur.core.access import Capacity, PersonId
from lajur.core.offices.holdings import Term
from lajur.store.models import HoldingRow


class Phase(StrEnum):
    """How a term stands on a day."""

    LATER = "later"
    NOW = "now"
    PAST = "past"
    ANNULLED = "annulled"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """One person's term in a position. Days are the office's, both inclusive."""

    id: int
    person: PersonId
    name: str
    capacity: Capacity
    decree: str
    since: date
    until: date | None  # None: open
    phase: Phase
    replaced_by: str = ""  # who works in their place today, with the capacity; "" while here
    replaced_until: date | None = None  # last day

    @property
    def stands_in(self) -> bool:
        """Whether the holder is a Plt. or Plh."""
        return self.capacity is not Capacity.DEFINITIVE

    @property
    def capacity_words(self) -> str:
        return capacity_words(self.capacity)


def capacity_words(capacity: str) -> str:
    """The capacity for a reader. Plt. and Plh. are the same in every language."""
    return gettext("definitif") if capacity == Capacity.DEFINITIVE else capacity


def term_words(since: date, until: date | None) -> str:
    """The days of a term, both inclusive: "mulai 1 Desember 2026 sampai 31 Desember 2026"."""
    first = formatted(since, "j F Y")
    if until is None:
        return gettext("mulai %(first)s") % {"first": first}
    facts = {"first": first, "last": formatted(until, "j F Y")}
    return gettext("mulai %(first)s sampai %(last)s") % facts


def term_of(row: HoldingRow) -> Term:
    """The row as the core decides on it."""
    return Term(
        id=row.pk,
        person=row.person_id,
        name=row.person.name,
        capacity=Capacity(row.capacity),
        decree=row.decree,
        since=row.since,
        until=row.until,
    )


def term_view(row: HoldingRow, today: date) -> TermView:
    return TermView(
        id=row.pk,
        person=row.person_id,
        name=row.person.name,
        capacity=Capacity(row.capacity),
        decree=row.decree,
        since=row.since,
        until=row.until,
        phase=_phase(row, today),
    )


def in_order(terms: Iterable[TermView]) -> tuple[TermView, ...]:
    """Now, then later, then past, the latest first; the definitive holder before stand-ins."""
    order = {Phase.NOW: 0, Phase.LATER: 1, Phase.PAST: 2, Phase.ANNULLED: 2}
    return tuple(sorted(terms, key=lambda t: (order[t.phase], t.stands_in, -t.since.toordinal())))


def _phase(row: HoldingRow, today: date) -> Phase:
    if row.annulled:
        return Phase.ANNULLED
    if row.since > today:
        return Phase.LATER
    return Phase.NOW if row.until is None or row.until >= today else Phase.PAST
