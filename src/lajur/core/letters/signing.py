"""Whose turn it is to sign a letter: one after the other, each somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lajur.core.access import Actor, PersonId, Role
from lajur.core.letters.signing_refusals import (
    LetterNotInForce,
    NotTheSigner,
    NotYourTurnToSign,
    SignatureClosed,
    SignsForTwo,
)


class SlotState(StrEnum):
    """What has become of a signature that was asked for."""

    WAITING = "waiting"
    SIGNED = "signed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One signature a letter asks for."""

    order: int  # from 1
    name: str  # of who is to sign, as printed; "" when only a position is known
    state: SlotState
    position: int | None  # PositionRow id; None: a person without one
    person: PersonId | None  # None: whoever holds the position
    signed_by: PersonId | None = None


def turn_of(slots: Sequence[Slot]) -> Slot | None:
    """Whose turn it is; None when all have signed, or somebody would not."""
    if any(slot.state is SlotState.DECLINED for slot in slots):
        return None
    waiting = (slot for slot in slots if slot.state is SlotState.WAITING)
    return min(waiting, key=lambda slot: slot.order, default=None)


def is_signer(slot: Slot, actor: Actor) -> bool:
    """Whether the signature is asked of them, in the position that is printed.

    Whoever works today in the place of one who is away signs for them, as Plh. or a.n.
    """
    holds = slot.position is None or slot.position in actor.positions
    if slot.person is not None:
        return holds and actor.answers_for(slot.person)
    return holds and slot.position is not None


def may_record(slot: Slot, actor: Actor) -> bool:
    """Whether they may hand in the scan of a paper signed by hand: the signer, or the registrar."""
    return is_signer(slot, actor) or Role.CLERK in actor.roles


def require_turn(slots: Sequence[Slot], slot: Slot, *, is_issued: bool) -> None:
    """Let a letter be signed in its order, and only while it is in force.

    Raises:
        LetterNotInForce: it is a draft still, or void.
        SignatureClosed: this signature was given or declined before.
        NotYourTurnToSign: somebody else comes first, or has declined.
    """
    if not is_issued:
        raise LetterNotInForce
    if slot.state is not SlotState.WAITING:
        raise SignatureClosed
    turn = turn_of(slots)
    if turn is None or turn.order != slot.order:
        raise NotYourTurnToSign(name=_name(turn or _declined(slots)))


def require_signer(slots: Sequence[Slot], slot: Slot, actor: Actor) -> None:
    """Let only those sign who are asked, and nobody for two sides of one paper.

    "Mengetahui" needs a second person, whatever the two positions are.

    Raises:
        NotTheSigner: it is asked of somebody else.
        SignsForTwo: they have signed this letter in another role.
    """
    if not is_signer(slot, actor):
        raise NotTheSigner
    require_other(slots, actor.person)


def require_other(slots: Sequence[Slot], person: PersonId | None) -> None:
    """Raises: SignsForTwo, somebody has signed this letter in another role."""
    if person is not None and any(one.signed_by == person for one in slots):
        raise SignsForTwo


def _declined(slots: Sequence[Slot]) -> Slot:
    return next(slot for slot in slots if slot.state is SlotState.DECLINED)


def _name(slot: Slot) -> str:
    return slot.name or "–"
