"""What an office keeps to its administrators: to anybody else it does not exist."""

from lajur.core.access import Actor, Permission, PersonId
from lajur.core.refusals import NotFound, marked

PAGES = marked("Halaman pengelolaan")


def require_administrator(actor: Actor) -> None:
    """Let whoever administers the office pass.

    Raises:
        NotFound: the actor does not.
    """
    if not actor.may(Permission.MANAGE_OFFICE):
        raise NotFound(what=PAGES)


def keeps_absences_of(person: PersonId, actor: Actor) -> bool:
    """Whether the actor may know of and record the absences of a person: their own, or anybody's
    where they administer the office."""
    return actor.person == person or actor.may(Permission.MANAGE_OFFICE)
