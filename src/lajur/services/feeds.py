"""The secret address of a person's calendar: made, made anew, taken back."""

from django.db.models import F

from lajur.core.access import Actor
from lajur.core.refusals import NotFound, marked
from lajur.store.models import PersonRow
from lajur.store.scopes import scope_of


def open_feed(*, actor: Actor) -> None:
    """Give the actor a new address; the one before, if any, leads nowhere from now on.

    Raises:
        NotFound: the actor has no account.
    """
    _turn(actor, to_odd=True)


def close_feed(*, actor: Actor) -> None:
    """Take the actor's address back; without one it stays so.

    Raises:
        NotFound: the actor has no account.
    """
    _turn(actor, to_odd=False)


def _turn(actor: Actor, *, to_odd: bool) -> None:
    """Raise the generation: an odd one is open. It never comes back, nor does its address."""
    with scope_of(actor.government):
        rows = PersonRow.scoped.filter(pk=actor.person or 0, is_active=True)
        row = rows.first()
        if row is None:
            raise NotFound(what=marked("Akun"))
        is_odd = bool(row.feed_generation % 2)
        step = 2 if to_odd and is_odd else int(to_odd != is_odd)
        now = rows.filter(feed_generation=row.feed_generation)  # pressed twice at once: once
        now.update(feed_generation=F("feed_generation") + step)
