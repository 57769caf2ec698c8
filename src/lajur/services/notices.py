"""Outbox rows become notices: at least once, never twice.

An outbox row is written with the events it announces. The worker makes its notices (unique per
person, row and kind), the messages that carry them outside, and marks it, in one transaction.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django_scopes import scope, scopes_disabled

from lajur.services.messages.compose import compose
from lajur.services.telling import doers, facts_of, happening_of, people_told, told
from lajur.store.models import NoticeRow, OutboxRow

LOG = logging.getLogger("lajur.notices")
BATCH = 100  # outbox rows per transaction
RETRY = timedelta(minutes=5)  # for a row that could not be announced
_failed: dict[int, datetime] = {}  # outbox id -> not again before


def announce(*, at: datetime) -> int:
    """Make the notices of the oldest unannounced rows; gives how many rows were announced."""
    with scopes_disabled():
        waiting = OutboxRow.objects.filter(announced_at__isnull=True).order_by("id")
        rows = list(waiting.exclude(id__in=_resting(at))[:BATCH])
    notices: list[NoticeRow] = []
    done: list[int] = []
    for row in rows:
        try:
            notices += _notices_of(row, at)
            done.append(row.pk)
        except Exception as error:
            _failed[row.pk] = at + RETRY
            LOG.error("outbox row %s cannot be announced: %s", row.pk, type(error).__name__)
    if done:
        _save(notices, done, at)
    return len(done)


def _resting(at: datetime) -> list[int]:
    for pk in [pk for pk, until in _failed.items() if until <= at]:
        del _failed[pk]
    return list(_failed)


def _save(notices: list[NoticeRow], done: list[int], at: datetime) -> None:
    """Save what another worker has not saved already: whoever marks a row has its notices."""
    with scopes_disabled(), transaction.atomic():
        rows = OutboxRow.objects.select_for_update().filter(pk__in=done, announced_at__isnull=True)
        ours = set(rows.order_by("pk").values_list("pk", flat=True))
        told = NoticeRow.objects.filter(outbox__in=ours)
        known = set(told.values_list("outbox", "person", "kind"))
        new = [
            notice
            for notice in notices
            if notice.outbox_id in ours
            and (notice.outbox_id, notice.person_id, notice.kind) not in known
        ]
        compose(NoticeRow.objects.bulk_create(new), at=at)
        OutboxRow.objects.filter(pk__in=ours).update(announced_at=at)


def _notices_of(row: OutboxRow, at: datetime) -> list[NoticeRow]:
    if row.case_id is None:
        return []
    with scope(government=row.government_id):
        happening = happening_of(row)
        recipients = {
            (person, one.kind): one
            for event in happening.events
            for one in told(event, happening)
            for person in people_told(one, happening, at)
            if person not in doers(happening)
        }
    return [
        NoticeRow(
            government_id=row.government_id,
            person_id=person,
            outbox=row,
            case_id=row.case_id,
            kind=kind,
            facts=facts_of(one, happening),
            created_at=row.created_at,
        )
        for (person, kind), one in recipients.items()
    ]
