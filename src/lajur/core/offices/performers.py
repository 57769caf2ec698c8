"""Who has a piece of work before them: one rule for whoever tells somebody of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from lajur.core.access import Capacity, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person who holds a position of the lane today."""

    person: PersonId
    capacity: Capacity
    is_vendor: bool  # of a vendor: in only where appointed


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Open work, as far as it matters who has it."""

    owner: PersonId | None = None  # who has it in hand
    applicant: PersonId | None = None  # of whom it is asked; None: of the office
    appointed: tuple[PersonId, ...] = ()
    holders: tuple[Holder, ...] = ()  # of its lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Performer:
    """Who has the work, or may take it."""

    person: PersonId
    substitute: PersonId | None = None  # who works in their place today; None: nobody does

    @property
    def acting(self) -> PersonId:
        """Who is to do it today."""
        return self.person if self.substitute is None else self.substitute

    @property
    def reached(self) -> frozenset[PersonId]:
        """Who finds it before them: who is away does as well."""
        return frozenset({self.person, self.acting})


def performers_of(task: Task, substitutes: Mapping[PersonId, PersonId]) -> frozenset[Performer]:
    """Who has the work; else everybody who may take it.

    What somebody holds only for another (as Plh.) does not pass on to their own substitute; a
    vendor's people have only what they are appointed to.
    """
    if people := _named(task):
        return frozenset(_performer(person, substitutes) for person in people)
    return frozenset(
        _performer(holder.person, {} if holder.capacity is Capacity.DAILY else substitutes)
        for holder in task.holders
        if not holder.is_vendor
    )


def _named(task: Task) -> tuple[PersonId, ...]:
    if task.owner is not None:
        return (task.owner,)
    return task.appointed if task.applicant is None else (task.applicant,)


def _performer(person: PersonId, substitutes: Mapping[PersonId, PersonId]) -> Performer:
    return Performer(person=person, substitute=substitutes.get(person))
