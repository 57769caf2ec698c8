"""Journals outside cases: acts of administration, and seals over everything."""

from collections.abc import Mapping
from datetime import UTC, datetime

from lajur.core.access import Actor
from lajur.core.engine.mapping import acting_to_dict
from lajur.store import chain
from lajur.store.models import GovernmentRow, OfficeEventRow


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
