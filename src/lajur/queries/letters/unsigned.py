"""Issued letters of a piece of work, and whose signature on them is still open.

To do or to agree to a step is one act, to sign the paper it brings forth is another: with a pen,
a certificate or at BSrE. Lajur never takes the one for the other (docs/decisions/0015); so whoever
does the first is shown how the second stands.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.engine.case import WorkKind
from lajur.core.letters.signing import SlotState
from lajur.queries.dossier import Dossier, open_dossier
from lajur.queries.letters.lines import LetterLine, letters_of
from lajur.queries.signatures import SignatureView, signatures_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSigning:
    """An issued letter that asks for signatures, and how they stand."""

    id: int  # LetterRow
    name: str  # of its kind
    number: str
    signatures: tuple[SignatureView, ...]  # in their order

    @property
    def is_signed(self) -> bool:
        return all(one.state is SlotState.SIGNED for one in self.signatures)

    @property
    def mine(self) -> SignatureView | None:
        """The signature the reader can give now."""
        return next((one for one in self.signatures if one.may_sign), None)

    @property
    def next(self) -> SignatureView | None:
        """The signature the letter waits for; None: no more, or somebody would not sign."""
        return next((one for one in self.signatures if one.is_turn), None)

    @property
    def open_words(self) -> str:
        """Who has not signed, in their order: "Siti (Pihak kedua); Budi (Mengetahui)"."""
        left = (one for one in self.signatures if one.state is not SlotState.SIGNED)
        return "; ".join(
            gettext("%(name)s (%(role)s)") % {"name": one.name or one.capacity, "role": one.role}
            for one in left
        )


def letters_to_sign(
    case_id: int, number: int | None, *, actor: Actor, at: datetime, zone: ZoneInfo
) -> tuple[LetterSigning, ...]:
    """Letters in force that ask for signatures: of a work item, or of the work it co-signs.

    `number` None: all that the case has. Only what the reader may see; newest first.

    Raises:
        NotFound: no such case, or none that the reader may see.
    """
    dossier = open_dossier(case_id, actor=actor, at=at, zone=zone)
    lines = [one for one in letters_of(dossier, zone) if one.is_valid and one.signatures]
    if number is not None:
        work = _work_of(dossier, number)
        lines = [one for one in lines if one.work_item == work]
    return tuple(_signing(line, actor) for line in lines)


def _work_of(dossier: Dossier, number: int) -> int:
    """The work whose paper it is: of a co-signature, the step that asked for it."""
    row = next((one for one in dossier.items if one.number == number), None)
    if row is None or row.kind != WorkKind.SIGNATURE or row.parent is None:
        return number
    return row.parent


def _signing(line: LetterLine, actor: Actor) -> LetterSigning:
    return LetterSigning(
        id=line.id,
        name=line.name,
        number=line.number,
        signatures=signatures_of(line.id, actor=actor),
    )
