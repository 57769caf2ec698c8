"""Writing a signature down: the row, its file and the journal of the case, or none of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from lajur.core.engine.commands import sign_letter
from lajur.core.engine.mapping import acting_to_dict
from lajur.core.letters.profile import SigningMethod
from lajur.core.letters.signing_refusals import SignatureClosed
from lajur.queries.signatures import number_of
from lajur.services.signatures.turns import Turn, read_turn
from lajur.store.locks import Loaded, load_unasked
from lajur.store.models import CaseRow, SignatureRow
from lajur.store.writing import Writing, save


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a signature leaves behind."""

    method: SigningMethod
    file: int  # FileRow id: the paper as signed
    digest: str  # SHA-256 of it, hex
    evidence: Mapping[str, object]  # JSON: what was checked then, and what came of it


def keep(turn: Turn, proof: Proof, *, at: datetime) -> None:
    """Write it, if it is still theirs to give. Call it inside the tenant scope.

    Raises:
        SignatureClosed: it was given or declined in the meantime.
        Refusal: as `Turn.require_signer` and `require_recorder`, under the lock of the case.
    """
    at = at.astimezone(UTC)
    with transaction.atomic():
        loaded = lock_case(turn)
        now = read_turn(turn.row.pk, actor=turn.actor, at=at)
        if proof.method is SigningMethod.MANUAL:
            now.require_recorder()
        else:
            now.require_signer()
        _set(now, proof, at)
        told = sign_letter(
            loaded.case,
            letter=number_of(now.letter),
            role=now.row.role,
            method=proof.method.value,
            digest=proof.digest,
            by=now.acting,
            at=at,
        )
        save(Writing(loaded=loaded, transition=told, at=at))


def lock_case(turn: Turn) -> Loaded:
    """Lock the case of the letter until the transaction ends; writers of one case queue.

    Whoever is to sign need have no part in the case itself.
    """
    case = turn.letter.case_id
    CaseRow.objects.select_for_update(no_key=True).only("pk").get(pk=case)
    return load_unasked(case, government=turn.actor.government)


def _set(turn: Turn, proof: Proof, at: datetime) -> None:
    changed = SignatureRow.objects.filter(pk=turn.row.pk, state=SignatureRow.WAITING).update(
        state=SignatureRow.SIGNED,
        method=proof.method.value,
        signed_at=at,
        by=acting_to_dict(turn.acting),
        file_id=proof.file,
        evidence=dict(proof.evidence),
    )
    if not changed:
        raise SignatureClosed
