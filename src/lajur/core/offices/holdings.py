"""Who may hold a position when. Decides what a new holder does to those before.

Source: UU 30/2014, Pasal 14 ayat (2): a Plh. acts while the holder is away for a time, a Plt. while
there is no holder.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lajur.core.access import Capacity, PersonId
from lajur.core.offices.refusals import (
    EndsBeforeItBegins,
    HoldingInTheWay,
    OwnStandIn,
    PositionNotVacant,
    StandInNeedsDates,
    TermOver,
)

ONE_DAY = timedelta(days=1)

# Whose terms end when a term of the key begins. A Plh. stands beside the holder.
DISPLACES = {
    Capacity.DEFINITIVE: frozenset({Capacity.DEFINITIVE, Capacity.ACTING}),
    Capacity.ACTING: frozenset({Capacity.ACTING}),
    Capacity.DAILY: frozenset({Capacity.DAILY}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One person in one position. Days are the office's own; both ends are inclusive."""

    id: int | None = None  # None: not recorded yet
    person: PersonId
    name: str
    capacity: Capacity
    position: str = ""  # its name, where terms of several positions stand together
    decree: str = ""  # nomor SK
    since: date
    until: date | None = None  # None: open

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def meets(self, other: "Term") -> bool:
        """Whether there is a day that both cover."""
        return self.covers(other.since) or other.covers(self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an appointment does: the new term, and the terms it shortens, as they become."""

    term: Term
    ended: tuple[Term, ...] = ()


def appoint(terms: Iterable[Term], new: Term) -> Change:
    """Add a term to those of a position; former terms it displaces end the day before.

    Raises:
        EndsBeforeItBegins: the last day lies before the first.
        StandInNeedsDates: a Plt. or Plh. without a last day.
        HoldingInTheWay: a term that would have to go begins on or after the new one's first day.
        PositionNotVacant: a Plt. while the position has a holder.
        OwnStandIn: a Plh. for himself.
    """
    _check_dates(new)
    others = tuple(term for term in terms if term.meets(new))
    _check_stand_in(others, new)
    displaced = [term for term in others if term.capacity in DISPLACES[new.capacity]]
    for term in displaced:
        if term.since >= new.since:
            raise HoldingInTheWay(name=term.name, capacity=term.capacity, since=term.since)
    ended = (replace(term, until=new.since - ONE_DAY) for term in displaced)
    return Change(term=new, ended=tuple(ended))


def end(term: Term, *, last_day: date) -> Term:
    """Shorten a term so that it ends with `last_day`.

    Raises:
        EndsBeforeItBegins: the term has not begun on that day.
        TermOver: the term ends on that day or before already.
    """
    if last_day < term.since:
        raise EndsBeforeItBegins(since=term.since, until=last_day)
    if term.until is not None and term.until <= last_day:
        raise TermOver(name=term.name, until=term.until)
    return replace(term, until=last_day)


def on(terms: Iterable[Term], day: date) -> tuple[Term, ...]:
    """The terms that cover a day; the definitive one, if any, first."""
    order = tuple(Capacity)
    return tuple(sorted((t for t in terms if t.covers(day)), key=lambda t: order.index(t.capacity)))


def _check_dates(new: Term) -> None:
    if new.until is not None and new.until < new.since:
        raise EndsBeforeItBegins(since=new.since, until=new.until)
    if new.until is None and new.capacity is not Capacity.DEFINITIVE:
        raise StandInNeedsDates(capacity=new.capacity)


def _check_stand_in(others: tuple[Term, ...], new: Term) -> None:
    holders = [term for term in others if term.capacity is Capacity.DEFINITIVE]
    if new.capacity is Capacity.ACTING and holders:
        raise PositionNotVacant(name=holders[0].name)
    if new.capacity is Capacity.DAILY and any(term.person == new.person for term in others):
        raise OwnStandIn(name=new.name)
