"""Making an issued letter void: it keeps its number and its place, and says why."""

from datetime import datetime

from django_scopes import scope

from lajur.core.access import Actor, PersonId
from lajur.core.engine import commands as engine
from lajur.core.engine.apply import Transition
from lajur.core.engine.letters import require_voider
from lajur.services.acts import Asking, perform
from lajur.services.letters.answers import LetterNotIssued, LetterVoidBefore
from lajur.services.letters.entries import make_void
from lajur.services.letters.issuing import LetterAct, lock_letter
from lajur.services.letters.opened import see_letter
from lajur.store.models import LetterRow, SignatureRow
from lajur.store.scopes import scope_of


def void_letter(*, letter_id: int, reason: str, actor: Actor, at: datetime, key: str) -> None:
    """Make a letter void; a repeated key gives the first answer.

    Raises:
        NotFound: no such letter, or none that the actor may see.
        LetterNotIssued: it is a draft.
        LetterVoidBefore: it is void already.
        ReasonMissing: without a reason.
        IdempotencyMismatch: the key came with another request before.
        Refusal: it is not theirs to void; see `engine.letters.require_voider`.
    """
    with scope_of(actor.government):
        row = see_letter(letter_id, actor=actor, at=at).row
        asked = [letter_id, reason]
        act = LetterAct("void", asked, row.case_id, None, actor, at, key, row.work_item)

        def decide(asking: Asking) -> Transition:
            return _void(asking, row, reason)

        perform(act, decide)


def _void(asking: Asking, seen: LetterRow, reason: str) -> Transition:
    with scope(government=asking.loaded.government):
        row = lock_letter(asking.loaded, seen.pk)
        require_voider(asking.case, row.work_item, asking.actor, _concerned(row))
        if row.entry is None:
            raise LetterNotIssued
        if row.state == LetterRow.VOID:
            raise LetterVoidBefore(number=row.entry.number)
        transition = engine.void_letter(
            asking.case,
            letter=row.entry.number,
            reason=reason,
            concerned=_concerned(row),
            number=row.work_item,
            actor=asking.actor,
            at=asking.at,
        )
        make_void(row.entry, reason=reason)
        LetterRow.objects.filter(pk=row.pk).update(state=LetterRow.VOID, void_reason=reason)
    return transition


def _concerned(row: LetterRow) -> set[PersonId]:
    """Its writer, and whoever is or was asked to sign it."""
    signers = SignatureRow.objects.filter(letter=row, person__isnull=False)
    return {row.writer_id, *signers.values_list("person", flat=True)}
