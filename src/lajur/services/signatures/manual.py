"""Signing by hand: printed, signed with a pen, and the scan handed in."""

from collections.abc import Iterable
from datetime import datetime

from lajur.core.access import Actor
from lajur.core.letters.profile import SigningMethod
from lajur.core.letters.signing import is_signer
from lajur.queries.signatures import slot_of
from lajur.services.file_kinds import JPEG, PDF, PNG
from lajur.services.files import store_upload
from lajur.services.signatures.keeping import Proof, keep
from lajur.services.signatures.turns import read_turn
from lajur.store.models import FileRow
from lajur.store.scopes import scope_of

SCANS = frozenset({PDF, JPEG, PNG})


def sign_manually(
    *, signature_id: int, name: str, chunks: Iterable[bytes], actor: Actor, at: datetime
) -> None:
    """Take the scan of the paper signed by hand; done twice by the same person, it is done once.

    Raises:
        NotFound, NotAllowed: as `turns.read_turn`.
        Refusal: as `Turn.require_recorder`.
        UploadRefused: the file is no PDF, JPEG or PNG, too large, empty or damaged.
    """
    with scope_of(actor.government):
        turn = read_turn(signature_id, actor=actor, at=at)
        if turn.is_done:
            return
        turn.require_recorder()
        stored = store_upload(name, chunks, actor=actor, at=at, only=SCANS)
        evidence = {
            "media_type": stored.media_type,
            "recorded": not is_signer(slot_of(turn.row), turn.actor),
        }
        keep(
            turn,
            Proof(
                method=SigningMethod.MANUAL,
                file=stored.id,
                digest=FileRow.objects.values_list("digest", flat=True).get(pk=stored.id),
                evidence=evidence,
            ),
            at=at,
        )
