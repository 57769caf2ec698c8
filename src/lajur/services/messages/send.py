"""What waits is sent: at least once, and hardly ever twice.

A message is claimed, handed over, then marked. Whoever dies between the last two leaves it to be
handed over again, under the same Message-ID; whoever wakes after its lease marks nothing.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from django_scopes import scopes_disabled

from lajur.services.messages import chat
from lajur.services.messages.claims import claim, leave, mark_failed, mark_sent
from lajur.services.messages.letter import MOST, Letter, write_letter
from lajur.services.messages.mail import Post
from lajur.services.messages.undelivered import Blame, Undelivered
from lajur.services.messages.ways import Ways
from lajur.store.models import MessageRow, NoticeRow

LOG = logging.getLogger("lajur.messages")
ROUND = 100  # messages of one call, so that other jobs have their turn
_ways = Ways()


def send_due(*, at: datetime, stop: Callable[[], bool] | None = None, ways: Ways = _ways) -> int:
    """Send what is due, the longest waiting first; gives how many messages were handed over.

    Returns when nothing is due, after a round, or, between two messages, once `stop` says so.
    """
    begun, post, sent = monotonic(), Post(), 0

    def now() -> datetime:  # a lease counts from when it is taken, not from when the round began
        return at + timedelta(seconds=monotonic() - begun)

    try:
        with scopes_disabled():
            for _ in range(ROUND):
                if stop is not None and stop():
                    break
                row = claim(at=now(), not_by=ways.down(now()))
                if row is None:
                    break
                sent += _deliver(row, post, ways, now)
    finally:
        post.close()
    return sent


def _deliver(row: MessageRow, post: Post, ways: Ways, now: Callable[[], datetime]) -> bool:
    """Send one message and mark it; whether it was handed over."""
    try:
        _hand_over(row, post, now())
    except Exception as error:
        fault = error if isinstance(error, Undelivered) else Undelivered("failed", Blame.MESSAGE)
        if fault.blame is Blame.WAY:
            leave(row.channel_id, until=ways.failed(row.channel_id, now()), at=now())
        mark_failed(row, fault.code, at=now(), for_good=fault.blame is Blame.FOR_GOOD)
        LOG.warning("message %s attempt %s: %s", row.pk, row.attempt, fault.code)
        return False
    ways.worked(row.channel_id)
    return mark_sent(row, at=now())


def _hand_over(row: MessageRow, post: Post, at: datetime) -> None:
    person, channel = row.person, row.channel
    if not person.is_active:
        raise Undelivered("person_gone", Blame.FOR_GOOD)
    address = person.email if channel is None else person.phone
    if not address:
        raise Undelivered("no_address", Blame.FOR_GOOD)
    if channel is None:
        post.send(_letter(row), to=address, reference=row.reference)
    elif channel.active:
        chat.call(channel, _letter(row), phone=address, reference=row.reference, at=at)
    else:
        raise Undelivered("channel_off", Blame.FOR_GOOD)


def _letter(row: MessageRow) -> Letter:
    notices = NoticeRow.objects.filter(messages=row.pk).order_by("created_at", "pk")
    return write_letter(row.person, row.government, notices[:MOST], count=notices.count())
