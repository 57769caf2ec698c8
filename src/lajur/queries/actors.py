"""Who is asking: a person as one government knows them at this moment."""

from datetime import datetime

from django.db import connection

from lajur.core.access import NOBODY, Acting, Actor, PersonId, Role
from lajur.store.sql import run
from lajur.store.standing import asking, standing


def actor_of(person_id: PersonId | None, *, government: str, at: datetime) -> Actor:
    """The actor a person is to a government (slug); the public, if the person is not of it.

    `lanes` stays empty: lanes belong to a case or a procedure.
    """
    if person_id is None:
        return public_actor(government)
    connection.ensure_connection()
    ((_, rows),) = run([asking(person_id, government, at)])
    known = standing(rows, person_id, government, at)
    return public_actor(government) if known is None else known.actor()


def public_actor(government: str) -> Actor:
    """Anybody, looking at the public pages of a government (slug)."""
    return Actor(
        acting=Acting(person=None, name=NOBODY.acting.name, position=""),
        government=government,
        roles=frozenset({Role.PUBLIC}),
    )
