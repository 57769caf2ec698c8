"""Uploads that nothing came of: a file replaced before it was sent, a form that was given up.

No list of destruction can name them, for they belong to no case.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django_scopes import scope

from lajur.services.archive.letting_go import let_go, pointers, take_away
from lajur.store.models import FileRow, GovernmentRow

CLAIMED = timedelta(days=1)  # within which what was uploaded is put to some use
MOST = 500  # files of a government in one round


def drop_unclaimed(*, at: datetime) -> int:
    """Let go of files that nothing has pointed at for a day; gives how many.

    A job of the worker: it may be repeated, or stopped by force, at any moment.
    """
    return sum(_of(one, at - CLAIMED) for one in GovernmentRow.objects.order_by("pk"))


def _of(government: GovernmentRow, before: datetime) -> int:
    with scope(government=government):
        with transaction.atomic():
            gone = let_go(_unclaimed(before))
        take_away(gone)
    return len(gone)


def _unclaimed(before: datetime) -> list[FileRow]:
    """Locked, so that whoever uploads the same bytes now waits, and then brings their own.

    One that is locked is being pointed at this moment: it is left for the next round.
    """
    used = [
        model.objects.filter(**{f"{column}__isnull": False}).values_list(column)
        for model, column in pointers()
    ]
    old = FileRow.objects.filter(stored_at__lt=before)
    found = [pk for (pk,) in old.values_list("pk").difference(*used)[:MOST]]
    return list(old.select_for_update(skip_locked=True).filter(pk__in=found))
