"""Signing at BSrE: our paper goes to the e-sign client of the office, and comes back signed."""

from datetime import datetime

from django.conf import settings

from lajur.core.access import Actor, PersonId
from lajur.core.letters.esign import EsignClient
from lajur.core.letters.profile import SigningMethod
from lajur.queries.signatures import signing_method
from lajur.services.accounts import count_attempt
from lajur.services.signatures import esign
from lajur.services.signatures.electronic import Order, sign_electronically
from lajur.services.signatures.esign_refusals import EsignNotConnected, OfficialEmailMissing
from lajur.services.signatures.refusals import MethodNotOffered, SecretMissing
from lajur.services.signatures.secrets import Secret
from lajur.services.signatures.turns import read_turn
from lajur.store.models import PersonRow
from lajur.store.scopes import scope_of

CODES = 5  # one-time codes that one person has sent in a window


def sign_with_bsre(
    *, signature_id: int, passphrase: Secret, totp: Secret, actor: Actor, at: datetime
) -> None:
    """Sign a letter at BSrE with a passphrase or a one-time code, whichever was typed.

    Raises:
        SecretMissing: neither was typed, or both.
        EsignNotConnected, OfficialEmailMissing: the office or the person is not set up.
        Refusal: what the client answers, see `esign`; and as `electronic.sign_electronically`.
    """
    if bool(passphrase.value) == bool(totp.value):
        raise SecretMissing

    def sign(order: Order) -> bytes:
        client, email = client_of(actor), _email(order.turn.actor.person)
        esign.require_certificate(client, email)
        return esign.sign(
            client, email, order.paper, passphrase=passphrase, totp=totp, reason=order.reason
        )

    sign_electronically(
        sign,
        method=SigningMethod.BSRE,
        key_of=lambda turn: _email(turn.actor.person),
        signature_id=signature_id,
        actor=actor,
        at=at,
    )


def send_code(*, signature_id: int, actor: Actor, at: datetime) -> None:
    """Have BSrE send a one-time code to the signer's official e-mail.

    Raises:
        NotFound, NotAllowed: as `turns.read_turn`.
        MethodNotOffered: the office does not sign at BSrE.
        TooManyAttempts: enough codes for now.
        Refusal: as `Turn.require_signer` and `esign.send_totp`.
    """
    with scope_of(actor.government):
        turn = read_turn(signature_id, actor=actor, at=at)
        turn.require_signer()
        if signing_method() is not SigningMethod.BSRE:
            raise MethodNotOffered
        client, email = client_of(actor), _email(turn.actor.person)
        count_attempt({f"kode:{turn.actor.person}": CODES}, at=at)
        esign.send_totp(client, email)


def client_of(actor: Actor) -> EsignClient:
    """The e-sign client of the actor's government.

    Raises:
        EsignNotConnected: the environment names none.
    """
    client: EsignClient | None = settings.ESIGN_CLIENTS.get(actor.government)
    if client is None:
        raise EsignNotConnected
    return client


def _email(person: PersonId | None) -> str:
    email = PersonRow.scoped.filter(pk=person or 0).values_list("email", flat=True).first()
    if not email:
        raise OfficialEmailMissing
    return str(email)
