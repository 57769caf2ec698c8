"""Who may be away when, and who may work in their place.

Days are the office's own; both ends are inclusive. There are no chains: who is away stands in for
nobody, because a substitute has the power of the absent person and not that of a third one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from lajur.core.access import Capacity, PersonId
from lajur.core.offices.absence_refusals import (
    AbsenceOver,
    AbsencesOverlap,
    BeginsInThePast,
    BegunAbsence,
    OwnSubstitute,
    StandsInMeanwhile,
    SubstituteAway,
    SubstituteFromElsewhere,
)
from lajur.core.offices.holdings import ONE_DAY
from lajur.core.offices.refusals import EndsBeforeItBegins

CAPACITIES = (Capacity.DAILY, Capacity.ON_BEHALF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One of the two of an absence. `unit` and `kind` say for whom they work."""

    person: PersonId
    name: str
    unit: int | None = None
    kind: str = ""  # of the unit: "office", "agency", "vendor"; "" without one

    @property
    def house(self) -> int:
        """Where they work: an agency or a vendor by itself, everybody else in the office (0)."""
        return (self.unit or 0) if self.kind in ("agency", "vendor") else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """From the first to the last day the substitute works in the place of who is away."""

    id: int | None = None  # None: not recorded yet
    absent: Party
    substitute: Party
    capacity: Capacity
    decree: str = ""  # nomor surat perintah
    since: date
    until: date  # last day after all, when it was ended early; then it may lie before `since`

    def covers(self, day: date) -> bool:
        return self.since <= day <= self.until

    def meets(self, other: "Absence") -> bool:
        """Whether there is a day that both cover."""
        return max(self.since, other.since) <= min(self.until, other.until)


def may_stand_in(absent: Party, substitute: Party) -> bool:
    """Whether somebody may see and do what the other does: a colleague, not oneself.

    An agency's work stays in that agency and a vendor's with that vendor.
    """
    return absent.person != substitute.person and absent.house == substitute.house


def record(new: Absence, known: Iterable[Absence], *, today: date) -> Absence:
    """Check a new absence against the others of the government; give it as it is recorded.

    Raises:
        BeginsInThePast: nobody stands in for yesterday.
        EndsBeforeItBegins, OwnSubstitute, SubstituteFromElsewhere, AbsencesOverlap,
        SubstituteAway, StandsInMeanwhile: as each says.
    """
    if new.since < today:
        raise BeginsInThePast(since=new.since)
    _check(new, known)
    return new


def change(old: Absence, new: Absence, known: Iterable[Absence], *, today: date) -> Absence:
    """Check an absence as it is to become; once begun, only its last day and decree can change.

    Raises:
        AbsenceOver: it has ended.
        BegunAbsence: its first day, substitute or capacity stands already.
        BeginsInThePast, EndsBeforeItBegins, OwnSubstitute, SubstituteFromElsewhere,
        AbsencesOverlap, SubstituteAway, StandsInMeanwhile: as each says.
    """
    if old.until < today:
        raise AbsenceOver(name=old.absent.name, until=old.until)
    if old.since <= today:
        if _fixed(new) != _fixed(old):
            raise BegunAbsence(name=old.absent.name, since=old.since)
        if new.until < today:
            raise EndsBeforeItBegins(since=today, until=new.until)
    elif new.since < today:
        raise BeginsInThePast(since=new.since)
    _check(new, [one for one in known if one.id != old.id])
    return new


def end(old: Absence, *, today: date) -> Absence:
    """End an absence so that everything is back today; one that has not begun never begins.

    Raises:
        AbsenceOver: it has ended.
    """
    if old.until < today:
        raise AbsenceOver(name=old.absent.name, until=old.until)
    return replace(old, until=today - ONE_DAY)


def _fixed(absence: Absence) -> tuple[object, ...]:
    return absence.since, absence.substitute.person, absence.capacity


def _check(new: Absence, known: Iterable[Absence]) -> None:
    if new.until < new.since:
        raise EndsBeforeItBegins(since=new.since, until=new.until)
    if new.absent.person == new.substitute.person:
        raise OwnSubstitute(name=new.absent.name)
    if not may_stand_in(new.absent, new.substitute):
        raise SubstituteFromElsewhere(name=new.substitute.name, absent=new.absent.name)
    for other in known:
        if new.meets(other):
            _check_beside(new, other)


def _check_beside(new: Absence, other: Absence) -> None:
    days = {"since": other.since, "until": other.until}
    if other.absent.person == new.absent.person:
        raise AbsencesOverlap(name=new.absent.name, **days)
    if other.absent.person == new.substitute.person:
        raise SubstituteAway(name=new.substitute.name, **days)
    if other.substitute.person == new.absent.person:
        raise StandsInMeanwhile(name=new.absent.name, absent=other.absent.name, **days)
