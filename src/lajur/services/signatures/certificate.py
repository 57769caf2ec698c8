"""Signing with a certificate that the office holds: PAdES, with a timestamp where it is set up."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from lajur.core.access import Actor
from lajur.core.letters.profile import SigningMethod
from lajur.core.refusals import Refusal, marked
from lajur.documents.signed_pdf import Fault, sign_pdf
from lajur.services.signatures.certificates import place_of
from lajur.services.signatures.electronic import Order, sign_electronically
from lajur.services.signatures.refusals import (
    CertificateBroken,
    CertificateExpired,
    SecretMissing,
    SignatureNotProven,
    TimestampUnavailable,
    WrongPassphrase,
)
from lajur.services.signatures.secrets import Secret
from lajur.services.signatures.timestamps import timestamp_from
from lajur.services.signatures.turns import Turn

_REFUSALS: dict[str, type[Refusal]] = {
    "keys_broken": CertificateBroken,
    "passphrase": WrongPassphrase,
    "expired": CertificateExpired,
    "not_yet": CertificateExpired,
    "timestamp": TimestampUnavailable,
}


def sign_with_certificate(
    *, signature_id: int, passphrase: Secret, actor: Actor, at: datetime
) -> None:
    """Sign a letter with the certificate of the signer, else of the office; `at` is aware.

    Raises:
        CertificateMissing, CertificateBroken, CertificateExpired: there is none to sign with.
        SecretMissing, WrongPassphrase: it cannot be opened.
        TimestampUnavailable: the authority did not answer.
        Refusal: as `electronic.sign_electronically`.
    """
    if not passphrase.value:
        raise SecretMissing

    def sign(order: Order) -> bytes:
        return _signed(order, _place(order.turn).read_bytes(), passphrase, at)

    sign_electronically(
        sign,
        method=SigningMethod.CERTIFICATE,
        key_of=lambda turn: _place(turn).stem,
        signature_id=signature_id,
        actor=actor,
        at=at,
    )


def _place(turn: Turn) -> Path:
    return place_of(turn.actor.person, government=turn.actor.government)


def _signed(order: Order, keys: bytes, passphrase: Secret, at: datetime) -> bytes:
    authority = settings.TIMESTAMPS
    try:
        return sign_pdf(
            order.paper,
            keys=keys,
            passphrase=passphrase.value,
            field=order.field,
            name=order.turn.acting.name,
            reason=order.reason,
            place=str((order.turn.letter.facts or {}).get("place", "")),
            at=at,
            timestamp=None if authority is None else timestamp_from(authority),
        )
    except Fault as fault:
        refusal = _REFUSALS.get(fault.code)
        if refusal is None:
            raise SignatureNotProven(why=marked("naskahnya tidak terbaca")) from None
        raise refusal() from None
