"""The jobs of the worker. Each may be repeated, or stopped by force, at any moment."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django_scopes import scopes_disabled

from lajur.services import journal, notices
from lajur.services.archive.letting_go import is_wanted
from lajur.services.messages.forgetting import forget_old
from lajur.services.offices.holdings import return_work_of_former_holders
from lajur.store import files
from lajur.store.models import GovernmentRow, IdempotencyRow, LoginAttemptRow

KEYS_KEPT = timedelta(hours=48)  # a browser may send a form again
ATTEMPTS_KEPT = timedelta(days=1)
UPLOADS_KEPT = timedelta(days=1)  # half of one; a browser gives up long before


def announce(*, at: datetime) -> int:
    """Tell people what happened, until nobody waits to be told; gives the outbox rows done."""
    done = 0
    while announced := notices.announce(at=at):
        done += announced
    return done


def seal(*, at: datetime) -> int:
    """Seal the journals of every government; gives how many had something to seal."""
    slugs = list(GovernmentRow.objects.values_list("slug", flat=True))
    return sum(journal.seal(government=slug, at=at) is not None for slug in slugs)


def return_work(*, at: datetime) -> int:
    """Hand back what people still hold whose terms have run out; gives how much."""
    slugs = list(GovernmentRow.objects.values_list("slug", flat=True))
    return sum(return_work_of_former_holders(government=slug, at=at) for slug in slugs)


def checkpoint() -> None:
    """Move SQLite's write-ahead log into the database, so that no request has to."""
    if connection.vendor == "sqlite":
        connection.checkpoint()  # type: ignore[attr-defined]  # site.sqlite.base


def tidy(*, at: datetime) -> None:
    """Throw away what has served its time."""
    with scopes_disabled(), transaction.atomic():
        IdempotencyRow.objects.filter(at__lt=at - KEYS_KEPT).delete()
    LoginAttemptRow.objects.filter(window_start__lt=at - ATTEMPTS_KEPT).delete()
    Session.objects.filter(expire_date__lt=at).delete()
    files.sweep(before=at - UPLOADS_KEPT, is_wanted=is_wanted)
    forget_old(at=at)
