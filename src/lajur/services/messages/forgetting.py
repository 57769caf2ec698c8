"""Messages that have served their time. The notices they carried stay."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django_scopes import scopes_disabled

from lajur.store.models import MessageRow

KEPT = timedelta(days=90)
_BATCH = 500  # messages a transaction


def forget_old(*, at: datetime) -> int:
    """Delete what was sent or given up long ago; gives how many."""
    before, forgotten = at - KEPT, 0
    with scopes_disabled():
        old = MessageRow.objects.filter(Q(sent_at__lt=before) | Q(given_up_at__lt=before))
        while ids := list(old.values_list("pk", flat=True)[:_BATCH]):
            with transaction.atomic():
                MessageRow.notices.through.objects.filter(messagerow__in=ids).delete()
                MessageRow.objects.filter(pk__in=ids).delete()
            forgotten += len(ids)
    return forgotten
