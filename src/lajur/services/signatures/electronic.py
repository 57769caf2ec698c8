"""What both electronic ways share: one at a time, a call outside any transaction, proof, keeping.

A process that dies after the call leaves the signature asked for; giving it again is safe, since
only what is written here counts.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from lajur.core.access import Actor
from lajur.core.letters.profile import SigningMethod
from lajur.documents.signed_pdf import Found
from lajur.queries.signatures import current_file, number_of, signing_method
from lajur.services.accounts import count_attempt, give_back_attempt
from lajur.services.file_kinds import PDF
from lajur.services.files import open_file, store_upload
from lajur.services.signatures.certificates import roots_of
from lajur.services.signatures.claims import claimed
from lajur.services.signatures.keeping import Proof, keep
from lajur.services.signatures.proving import proven
from lajur.services.signatures.refusals import (
    MethodNotOffered,
    NoLongerPdf,
    WrongPassphrase,
    WrongTotp,
)
from lajur.services.signatures.turns import Turn, read_turn
from lajur.store.scopes import scope_of

TRIES = 10  # wrong passphrases of one person in a window
TRIES_OF_KEY = 20  # of everybody together who tries the same key


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be signed, by whom, as what."""

    turn: Turn
    paper: bytes  # the PDF as it is now

    @property
    def field(self) -> str:
        """The name of the signature in the file."""
        return f"TandaTangan{self.turn.row.order}"

    @property
    def reason(self) -> str:
        """Printed in the file, so Indonesian: "Mengetahui"."""
        return f"{self.turn.row.role.replace('_', ' ').capitalize()} {self.number}"

    @property
    def number(self) -> str:
        """The number of the letter."""
        return number_of(self.turn.letter)


Sign = Callable[[Order], bytes]


def sign_electronically(
    sign: Sign,
    *,
    method: SigningMethod,
    key_of: Callable[[Turn], str],
    signature_id: int,
    actor: Actor,
    at: datetime,
) -> None:
    """Have a paper signed by `sign` and keep it; by the same person twice, it is done once.

    `key_of` names the key that the passphrase opens: several people may share one.

    Raises:
        NotFound, NotAllowed: as `turns.read_turn`.
        MethodNotOffered: the office signs in another way.
        NoLongerPdf: the paper went on as a scan.
        TooManyAttempts: too many wrong passphrases, of this person or for this key.
        SigningUnderway: it is being signed at this moment.
        SignatureNotProven: what came back is not kept.
        Refusal: as `Turn.require_signer`, or what `sign` refuses.
    """
    with scope_of(actor.government):
        turn = read_turn(signature_id, actor=actor, at=at)
        if turn.is_done:
            return
        turn.require_signer()
        if signing_method() is not method:
            raise MethodNotOffered
        order = Order(turn=turn, paper=_paper(turn))
        person, key = f"tandatangan:{turn.actor.person}", f"kunci:{actor.government}/{key_of(turn)}"
        with (
            claimed(turn.row, at=at),
            _guess(person, most=TRIES, at=at),
            _guess(key, most=TRIES_OF_KEY, at=at),
        ):
            signed = sign(order)
            found = proven(signed, base=order.paper, roots=roots_of(actor.government), at=at)
            keep(turn, _stored(signed, found, method, order, actor, at), at=at)


@contextmanager
def _guess(subject: str, *, most: int, at: datetime) -> Iterator[None]:
    """Count one guess at a secret before it is made, so that many at once are no more than many.

    Only what was wrong stays counted: where nothing could be tried, nothing was guessed.

    Raises:
        TooManyAttempts: `most` were wrong in this window.
    """
    count_attempt({subject: most}, at=at)
    try:
        yield
    except (WrongPassphrase, WrongTotp):
        raise
    except Exception:
        give_back_attempt(subject)
        raise
    give_back_attempt(subject)


def _stored(
    signed: bytes,
    found: tuple[Found, ...],
    method: SigningMethod,
    order: Order,
    actor: Actor,
    at: datetime,
) -> Proof:
    stored = store_upload("naskah.pdf", [signed], actor=actor, at=at, only=(PDF,))
    return Proof(
        method=method,
        file=stored.id,
        digest=sha256(signed).hexdigest(),
        evidence={
            "signatures": [one.to_dict() for one in found],
            "before": sha256(order.paper).hexdigest(),
            "checked_at": at.isoformat(),
        },
    )


def _paper(turn: Turn) -> bytes:
    if any(row.method == SigningMethod.MANUAL for row in turn.rows):
        raise NoLongerPdf
    file = current_file(turn.letter, turn.rows)
    with open_file(file.pk, government=turn.actor.government) as paper:
        return paper.read()
