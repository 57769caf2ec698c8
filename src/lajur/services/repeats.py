"""Idempotency: one key, one effect. A repeated key is answered as the first time."""

from collections.abc import Mapping
from typing import Any

from lajur.core.access import Actor
from lajur.services.refusals import IdempotencyMismatch
from lajur.store.models import IdempotencyRow
from lajur.store.scopes import scope_of


def answer(actor: Actor, action: str, key: str, fingerprint: str) -> Mapping[str, Any] | None:
    """What this key was answered before; None when it is new.

    Raises:
        IdempotencyMismatch: it came with another request.
    """
    if actor.person is None or not actor.government:
        return None
    with scope_of(actor.government):
        row = IdempotencyRow.objects.filter(person=actor.person, action=action, key=key).first()
    if row is None:
        return None
    if row.fingerprint != fingerprint:
        raise IdempotencyMismatch
    known: Mapping[str, Any] = row.answer
    return known
