"""Taking a message in hand and marking what became of it, with the attempt as the fence."""

from collections.abc import Collection
from datetime import datetime, timedelta
from zlib import crc32

from django.db import transaction
from django.db.models import Q, QuerySet

from lajur.services.messages.pace import rest_of
from lajur.store.models import MessageRow

LEASE = timedelta(seconds=60)
FIRST_REST = timedelta(minutes=1)
LONGEST_REST = timedelta(hours=2)
MOST_ATTEMPTS = 60  # some four and a half days; RFC 5321, 4.5.4: “at least 4-5 days”
_TOGETHER = 500  # messages put off in one transaction
_MOST_ABSORBED = 1000  # messages at once; the rest make the next digest


def claim(*, at: datetime, not_by: Collection[int | None]) -> MessageRow | None:
    """Take the message that waits longest, for a minute; None when nothing waits.

    A way that has had its number this minute is left alone until the next.

    What else waits for the same person on the same way goes with it, unless it was tried before: a
    message that may have arrived already never grows. `not_by` are channels that are down, None
    for mail. Called without a scope.
    """
    due = _by(_due(at), not_by)
    while due.exists():  # as a rule not; then no writer is kept waiting
        with transaction.atomic():
            told = _locked(due).select_related("person", "government", "channel")
            row = told.order_by("next_try_at", "pk").first()
            if row is None:
                return None
            rest = rest_of(row.channel_id, at=at)
            if rest:
                leave(row.channel_id, until=at + rest, at=at)
                continue
            _take(row, at)
        if row.given_up_at is None:
            return row
    return None


def leave(way: int | None, *, until: datetime, at: datetime) -> None:
    """Let what is due on a way wait until then, so that nobody looks through it meanwhile."""
    while True:
        with transaction.atomic():
            rows = _locked(_due(at).filter(channel=way)).order_by("pk")
            ids = list(rows.values_list("pk", flat=True)[:_TOGETHER])
            MessageRow.objects.filter(pk__in=ids).update(next_try_at=until)
        if len(ids) < _TOGETHER:
            return


def mark_sent(row: MessageRow, *, at: datetime) -> bool:
    """Note that it was handed over; False when somebody else has taken it in hand since."""
    return bool(_ours(row).update(sent_at=at, leased_until=None, fault=""))


def mark_failed(row: MessageRow, fault: str, *, at: datetime, for_good: bool) -> bool:
    """Note why not; it is tried again later, or given up."""
    given_up = at if for_good or row.attempt >= MOST_ATTEMPTS else None
    return bool(
        _ours(row).update(
            fault=fault, leased_until=None, given_up_at=given_up, next_try_at=at + rest_after(row)
        )
    )


def rest_after(row: MessageRow) -> timedelta:
    """How long to leave it: doubled every time, and never the same for many at once."""
    doubled: timedelta = FIRST_REST * 2 ** min(row.attempt - 1, 10)
    spread = crc32(f"{row.reference}:{row.attempt}".encode()) / 0xFFFFFFFF  # 0 to 1
    return min(doubled, LONGEST_REST) * (0.75 + spread / 2)


def _take(row: MessageRow, at: datetime) -> None:
    if row.attempt == 0:
        _absorb(row, at)
    row.attempt += 1
    row.leased_until = at + LEASE
    # Should it be the end of whoever sends it, it waits longer every time, and not for ever.
    row.next_try_at = at + min(LEASE * row.attempt, LONGEST_REST)
    row.given_up_at = at if row.attempt > MOST_ATTEMPTS else None
    row.save(update_fields=["attempt", "leased_until", "next_try_at", "given_up_at"])


def _due(at: datetime) -> QuerySet[MessageRow]:
    return _waiting(at).filter(next_try_at__lte=at)


def _waiting(at: datetime) -> QuerySet[MessageRow]:
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
    waiting: QuerySet[MessageRow] = MessageRow.objects.filter(
        free, sent_at__isnull=True, given_up_at__isnull=True
    )
    return waiting


def _locked(rows: QuerySet[MessageRow]) -> QuerySet[MessageRow]:
    """What another worker has locked is its own: this one looks further."""
    return rows.select_for_update(skip_locked=True, of=("self",))


def _by(rows: QuerySet[MessageRow], not_by: Collection[int | None]) -> QuerySet[MessageRow]:
    if None in not_by:
        rows = rows.exclude(channel__isnull=True)
    down = [channel for channel in not_by if channel is not None]
    return rows.exclude(channel__in=down) if down else rows


def _absorb(row: MessageRow, at: datetime) -> None:
    """Take over what the person's other messages tell; a test stays by itself."""
    enclosed = MessageRow.notices.through.objects
    if not enclosed.filter(messagerow=row.pk).exists():
        return
    others = _waiting(at).filter(  # of its government: so that the index of its person is taken
        government=row.government_id, person=row.person_id, channel=row.channel_id, attempt=0
    )
    found = _locked(others.exclude(pk=row.pk).filter(notices__isnull=False))
    ids = set(found.order_by("pk").values_list("pk", flat=True)[:_MOST_ABSORBED])
    enclosed.filter(messagerow__in=ids).update(messagerow=row.pk)
    MessageRow.objects.filter(pk__in=ids).delete()


def _ours(row: MessageRow) -> QuerySet[MessageRow]:
    ours: QuerySet[MessageRow] = MessageRow.objects.filter(
        pk=row.pk, attempt=row.attempt, sent_at__isnull=True
    )
    return ours
