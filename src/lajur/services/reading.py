"""Notices read."""

from datetime import datetime

from lajur.core.access import Actor
from lajur.core.refusals import NotFound, marked
from lajur.store.models import NoticeRow
from lajur.store.scopes import scope_of


def read_notice(*, notice_id: int, actor: Actor, at: datetime) -> int | None:
    """Mark a notice of the actor's as read; give the case it is about.

    Raises:
        NotFound: no such notice of theirs.
    """
    with scope_of(actor.government):
        row = NoticeRow.objects.filter(pk=notice_id, person=actor.person).first()
        if row is None:
            raise NotFound(what=marked("Pemberitahuan"))
        NoticeRow.objects.filter(pk=row.pk, read_at=None).update(read_at=at)
        return row.case_id


def read_all_notices(*, actor: Actor, at: datetime) -> int:
    """Mark everything the actor was told as read; give how many were not."""
    with scope_of(actor.government):
        return NoticeRow.objects.filter(person=actor.person, read_at=None).update(read_at=at)
