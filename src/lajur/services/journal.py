"""Journals outside cases: acts of administration, and seals over everything."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django_scopes import scopes_disabled

from lajur.core.access import Actor
from lajur.core.engine.mapping import acting_to_dict
from lajur.store import chain
from lajur.store.models import AnchorRow, CaseRow, GovernmentRow, OfficeEventRow, OutboxRow
from lajur.store.scopes import scope_of

SETTLED = timedelta(minutes=1)  # longer than any transaction may take, so no older row can appear
MOST_HEADS = 5_000  # cases in one seal
QUIET = 10_000  # rows of the outbox after which a seal says that nothing happened


def record_office_act(kind: str, data: Mapping[str, object], actor: Actor, at: datetime) -> int:
    """Add an act outside cases to the journal of its government; give its number.

    Called in the transaction of the act and inside its tenant scope. The row of the government is
    locked, so writers of one journal queue; who locks cases as well locks them first.
    """
    at = at.astimezone(UTC)
    government = GovernmentRow.objects.select_for_update(no_key=True).get(slug=actor.government)
    last = OfficeEventRow.objects.order_by("-seq").first()
    seq = last.seq + 1 if last else 1
    previous = last.hash if last else chain.START
    by = acting_to_dict(actor.acting)
    OfficeEventRow.objects.create(
        government=government,
        seq=seq,
        kind=kind,
        data=data,
        by=by,
        at=at,
        hash=office_hash(previous, government.pk, seq, kind, at, by, data),
    )
    return seq


def office_hash(
    previous: str,
    government: int,
    seq: int,
    kind: str,
    at: datetime,
    by: Mapping[str, object],
    data: Mapping[str, object],
) -> str:
    """The hash of an OfficeEventRow. `at` is aware, UTC."""
    return chain.link(
        chain.OFFICE,
        previous,
        government,
        seq,
        kind,
        at.isoformat(),
        chain.canonical(by),
        chain.canonical(data),
    )


def seal(*, government: str, at: datetime) -> int | None:
    """Seal the heads of every case changed since the last seal; give the seal's number.

    None when there is nothing to seal. Acts of the last minute wait for the next seal.
    """
    at = at.astimezone(UTC)
    with scope_of(government) as row, transaction.atomic():
        GovernmentRow.objects.select_for_update(no_key=True).get(pk=row.pk)
        last = AnchorRow.objects.order_by("-seq").first()
        anchor = _next_anchor(row, last, at)
        if anchor is None:
            return None
        anchor.save(force_insert=True)
        return anchor.seq


def _next_anchor(
    government: GovernmentRow, last: AnchorRow | None, at: datetime
) -> AnchorRow | None:
    start = last.outbox_id if last else 0
    settled = OutboxRow.objects.filter(pk__gt=start, created_at__lte=at - SETTLED)
    touched = list(settled.order_by("pk").values_list("pk", "case_id")[:MOST_HEADS])
    office = OfficeEventRow.objects.filter(at__lte=at).order_by("-seq").first()
    office_seq, office_head = (office.seq, office.hash) if office else (0, "")
    until = touched[-1][0] if touched else _quiet_until(start, at)
    if until == start and office_seq == (last.office_seq if last else 0):
        return None
    anchor = AnchorRow(
        government=government,
        seq=last.seq + 1 if last else 1,
        heads=_heads({case for _, case in touched if case is not None}),
        office_seq=office_seq,
        office_head=office_head,
        outbox_id=until,
        at=at,
    )
    anchor.hash = anchor_hash(last.hash if last else chain.START, anchor)
    return anchor


def _quiet_until(start: int, at: datetime) -> int:
    """How far a government may be sealed in which nothing happened, so that no scan grows long."""
    with scopes_disabled():
        settled = OutboxRow.objects.filter(pk__gt=start, created_at__lte=at - SETTLED)
        newest = settled.aggregate(newest=Max("pk"))["newest"]
    return newest if newest is not None and newest - start > QUIET else start


def _heads(cases: set[int]) -> dict[str, list[object]]:
    rows = CaseRow.objects.filter(pk__in=cases).order_by("pk").values_list("pk", "seq", "head")
    return {str(case): [seq, head] for case, seq, head in rows}


def anchor_hash(previous: str, anchor: AnchorRow) -> str:
    """The hash of an AnchorRow; its moments are aware, UTC."""
    return chain.link(
        chain.ANCHOR,
        previous,
        anchor.government_id,
        anchor.seq,
        anchor.at.isoformat(),
        anchor.outbox_id,
        anchor.office_seq,
        anchor.office_head,
        chain.canonical(anchor.heads),
    )
