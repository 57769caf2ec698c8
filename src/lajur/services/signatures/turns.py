"""A signature that somebody is about to give: read afresh, with who they are at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from lajur.core.access import Acting, Actor, Capacity, Instead, Permission
from lajur.core.engine.refusals import NotAllowed
from lajur.core.letters.signing import (
    Slot,
    is_signer,
    may_record,
    require_other,
    require_signer,
    require_turn,
)
from lajur.core.letters.signing_refusals import NotTheSigner
from lajur.core.refusals import NotFound, marked
from lajur.queries.signatures import slot_of
from lajur.store.models import LetterRow, SignatureRow
from lajur.store.sql import run
from lajur.store.standing import Held, Standing, asking, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One signature, with those around it and whoever wants to give it."""

    row: SignatureRow  # with its letter, entry and file
    rows: Sequence[SignatureRow]  # all of the letter, in their order
    actor: Actor  # as the database knows them now
    acting: Acting  # in which capacity they would sign

    @property
    def letter(self) -> LetterRow:
        return self.row.letter

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(map(slot_of, self.rows))

    @property
    def is_done(self) -> bool:
        """Whether the same person has signed it already: a double click, or a crash after it."""
        return self.row.state == SignatureRow.SIGNED and _by(self.row) == self.actor.person

    def require_signer(self) -> None:
        """Raises: as `core.letters.signing.require_turn` and `require_signer`."""
        require_turn(self.slots, slot_of(self.row), is_issued=_is_issued(self.letter))
        require_signer(self.slots, slot_of(self.row), self.actor)

    def require_recorder(self) -> None:
        """The signer, or the registrar for a paper that was signed by hand.

        Raises:
            NotTheSigner: neither.
            SignsForTwo: the one who signed it has signed this letter in another role.
            Refusal: as `require_signer`, of the signer.
        """
        if is_signer(slot_of(self.row), self.actor):
            self.require_signer()
            return
        require_turn(self.slots, slot_of(self.row), is_issued=_is_issued(self.letter))
        if not may_record(slot_of(self.row), self.actor):
            raise NotTheSigner
        require_other(self.slots, self.row.person_id)


def read_turn(signature_id: int, *, actor: Actor, at: datetime) -> Turn:
    """Read a signature and its asker. Call it inside the tenant scope.

    Raises:
        NotFound: no such signature, or nobody of this government asks.
        NotAllowed: their roles sign nothing.
    """
    row = (
        SignatureRow.objects.select_related("letter__entry", "letter__file", "letter__case")
        .filter(pk=signature_id)
        .first()
    )
    known = _standing(actor, at)
    if row is None or known is None:
        raise NotFound(what=marked("Tanda tangan"))
    now = known.actor()
    if not now.may(Permission.WRITE_LETTERS):
        raise NotAllowed(permission=Permission.WRITE_LETTERS.value)
    rows = SignatureRow.objects.select_related("file").filter(letter=row.letter_id)
    return Turn(
        row=row,
        rows=tuple(rows.order_by("order")),
        actor=now,
        acting=_acting(known, row),
    )


def _standing(actor: Actor, at: datetime) -> Standing | None:
    if actor.person is None:
        return None
    connection.ensure_connection()
    ((_, rows),) = run([asking(actor.person, actor.government, at)])
    return standing(rows, actor.person, actor.government, at)


def _acting(known: Standing, row: SignatureRow) -> Acting:
    """Themselves in the position that is asked, or for whoever is away; else as they are."""
    if row.person_id not in (None, known.person):
        return _for_another(known, row)
    held = [one for one in known.held if one.position == row.position_id]
    own = next((one for one in held if one.instead_of is None), next(iter(held), None))
    return known.actor().acting if own is None else _in_position(known, own)


def _for_another(known: Standing, row: SignatureRow) -> Acting:
    absent = next((one for one in known.absent if one.person == row.person_id), None)
    if absent is None:
        return known.actor().acting
    held = (one for one in known.held if one.instead_of == absent)
    found = next((one for one in held if one.position == row.position_id), None)
    if found is not None:
        return _in_position(known, found)
    return Acting(
        person=known.person,
        name=known.name,
        position="",
        capacity=Capacity.ON_BEHALF,
        instead_of=Instead(person=absent.person, name=absent.name),
    )


def _in_position(known: Standing, held: Held) -> Acting:
    absent = held.instead_of
    return Acting(
        person=known.person,
        name=known.name,
        position=held.name,
        capacity=held.capacity,
        instead_of=None if absent is None else Instead(person=absent.person, name=absent.name),
    )


def _by(row: SignatureRow) -> int | None:
    return row.by.get("person") if row.by else None


def _is_issued(letter: LetterRow) -> bool:
    return letter.state == LetterRow.ISSUED
