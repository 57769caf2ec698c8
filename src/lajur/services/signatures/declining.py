"""Not signing: with a reason, told to whoever wrote the letter."""

from datetime import UTC, datetime

from django.db import transaction

from lajur.core.access import Actor
from lajur.core.engine.commands import decline_letter
from lajur.core.engine.mapping import acting_to_dict
from lajur.core.letters.signing_refusals import SignatureClosed
from lajur.queries.signatures import number_of
from lajur.services.signatures.keeping import lock_case
from lajur.services.signatures.turns import read_turn
from lajur.store.models import SignatureRow
from lajur.store.scopes import scope_of
from lajur.store.writing import Writing, save


def decline(*, signature_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """Refuse to sign; whoever comes after is not asked any more. By the same person once.

    Raises:
        NotFound, NotAllowed: as `turns.read_turn`.
        ReasonMissing: without a reason.
        SignatureClosed: it was signed or declined before.
        Refusal: as `Turn.require_signer`.
    """
    at = at.astimezone(UTC)
    with scope_of(actor.government), transaction.atomic():
        loaded = lock_case(read_turn(signature_id, actor=actor, at=at))
        turn = read_turn(signature_id, actor=actor, at=at)
        turn.require_signer()
        told = decline_letter(
            loaded.case,
            letter=number_of(turn.letter),
            role=turn.row.role,
            reason=reason,
            by=turn.acting,
            at=at,
        )
        rows = SignatureRow.objects.filter(pk=signature_id, state=SignatureRow.WAITING)
        by = acting_to_dict(turn.acting)
        if not rows.update(state=SignatureRow.DECLINED, by=by, reason=reason, evidence=None):
            raise SignatureClosed
        save(Writing(loaded=loaded, transition=told, at=at))
