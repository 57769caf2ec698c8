"""Notices read."""

from dataclasses import dataclass
from datetime import datetime

from lajur.core.access import Actor
from lajur.core.refusals import NotFound, marked
from lajur.store.models import NoticeRow
from lajur.store.scopes import scope_of


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Where a notice leads."""

    case: int | None  # None: it is about none
    signature: int | None  # that is asked for; None: it is not about one


def read_notice(*, notice_id: int, actor: Actor, at: datetime) -> About:
    """Mark a notice of the actor's as read; give what it is about.

    Raises:
        NotFound: no such notice of theirs.
    """
    with scope_of(actor.government):
        row = NoticeRow.objects.filter(pk=notice_id, person=actor.person).first()
        if row is None:
            raise NotFound(what=marked("Pemberitahuan"))
        NoticeRow.objects.filter(pk=row.pk, read_at=None).update(read_at=at)
        signature = row.facts.get("signature")
        return About(case=row.case_id, signature=int(signature) if signature else None)


def read_all_notices(*, actor: Actor, at: datetime) -> int:
    """Mark everything the actor was told as read; give how many were not."""
    with scope_of(actor.government):
        return NoticeRow.objects.filter(person=actor.person, read_at=None).update(read_at=at)
