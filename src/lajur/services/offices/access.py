"""Ends the sessions of people whose rights have changed."""

from collections.abc import Iterable

from django.db.models import F

from lajur.core.access import PersonId
from lajur.store.models import PersonRow


def end_sessions(people: Iterable[PersonId]) -> None:
    """Raise the access stamp: every session of theirs asks to sign in again."""
    rows = PersonRow.scoped.filter(pk__in=set(people))
    rows.update(access_stamp=F("access_stamp") + 1)
