"""The e-sign client service of BSrE, API version 2, as it runs inside a government's own network.

Source: Panduan E-Sign Client Service 2.2.1 (paths, fields, statuses, codes 2011 and 2031).
"""

import binascii
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from lajur.core.letters.esign import EsignClient
from lajur.core.refusals import Refusal
from lajur.services.signatures.calling import Answer, Silence, post
from lajur.services.signatures.esign_refusals import (
    EsignCertificateExpired,
    EsignCertificateNotIssued,
    EsignCertificateStopped,
    EsignDenied,
    EsignFailed,
    EsignNotRegistered,
    EsignRefused,
    EsignSilent,
)
from lajur.services.signatures.refusals import WrongPassphrase, WrongTotp
from lajur.services.signatures.secrets import Secret

SECONDS = 45.0  # for one call: signing waits for BSrE's own servers
LARGEST = 50_000_000  # bytes of an answer: a paper of 25 MB in base64, and some
MAY_SIGN = "ISSUE"
NOT_REGISTERED, WRONG_SECRET = 2011, 2031
_STATUSES: Mapping[str, type[Refusal]] = {
    "EXPIRED": EsignCertificateExpired,
    "RENEW": EsignCertificateExpired,
    "WAITING_FOR_VERIFICATION": EsignCertificateNotIssued,
    "NEW": EsignCertificateNotIssued,
    "NO_CERTIFICATE": EsignCertificateNotIssued,
    "SUSPEND": EsignCertificateStopped,
    "REVOKE": EsignCertificateStopped,
}


def require_certificate(client: EsignClient, email: str) -> None:
    """Ask whether the person can sign now.

    Raises:
        EsignNotRegistered, EsignCertificateExpired, EsignCertificateNotIssued,
        EsignCertificateStopped: they cannot.
        Refusal: as `_asked`.
    """
    found = _asked(client, "/api/v2/user/check/status", {"email": email}, email=email)
    status = str(found.get("status", ""))
    if status == MAY_SIGN:
        return
    if status == "NOT_REGISTERED":
        raise EsignNotRegistered(email=email)
    if status in _STATUSES:
        raise _STATUSES[status]()
    raise EsignRefused(answer=_short(status))


def send_totp(client: EsignClient, email: str) -> None:
    """Have a one-time code for one file sent to the person's official e-mail.

    Raises:
        Refusal: as `_asked`.
    """
    _asked(client, "/api/v2/sign/get/totp", {"email": email, "data": 1}, email=email)


def sign(
    client: EsignClient, email: str, paper: bytes, *, passphrase: Secret, totp: Secret, reason: str
) -> bytes:
    """The paper as BSrE signed it; what it is worth, the caller has still to see.

    Raises:
        WrongPassphrase, WrongTotp: what was typed does not open the certificate.
        EsignFailed: the answer holds no file.
        Refusal: as `_asked`.
    """
    secret = {"totp": totp.value} if totp.value else {"passphrase": passphrase.value}
    request = {
        "email": email,
        **secret,
        "signatureProperties": [{"tampilan": "INVISIBLE", "reason": reason}],
        "file": [b64encode(paper).decode()],
    }
    wrong = WrongTotp if totp.value else WrongPassphrase
    found = _asked(client, "/api/v2/sign/pdf", request, email=email, wrong=wrong)
    try:
        (file,) = found["file"]
        return b64decode(file, validate=True)
    except (KeyError, ValueError, TypeError, binascii.Error):
        raise EsignFailed from None


def _asked(
    client: EsignClient,
    path: str,
    request: Mapping[str, object],
    *,
    email: str,
    wrong: type[Refusal] = WrongPassphrase,
) -> Mapping[str, Any]:
    """Make one call.

    Raises:
        EsignSilent: no answer in time, or none at all.
        EsignDenied: the client does not know us.
        EsignNotRegistered, EsignRefused, `wrong`: it says no.
        EsignFailed: it has a fault of its own, or says what nobody can read.
    """
    try:
        answer = post(
            client.address,
            client.address.path.rstrip("/") + path,
            json.dumps(request).encode(),
            headers=_headers(client),
            seconds=SECONDS,
            size=LARGEST,
        )
    except Silence:
        raise EsignSilent from None
    if answer.status in (401, 403):
        raise EsignDenied
    said = _read(answer)
    if answer.status == 200:
        return said
    raise _refusal(answer.status, said, email, wrong)


def _headers(client: EsignClient) -> dict[str, str]:
    pair = b64encode(f"{client.user}:{client.password}".encode()).decode()
    return {"Authorization": f"Basic {pair}", "Content-Type": "application/json"}


def _read(answer: Answer) -> Mapping[str, Any]:
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        said = None
    if isinstance(said, dict):
        return said
    raise EsignFailed


def _refusal(status: int, said: Mapping[str, Any], email: str, wrong: type[Refusal]) -> Refusal:
    """What its no means. Where the code stands differs between releases of the client."""
    codes = {str(said.get(name, "")) for name in ("status_code", "statusCode", "code", "status")}
    if str(NOT_REGISTERED) in codes:
        return EsignNotRegistered(email=email)
    if str(WRONG_SECRET) in codes:
        return wrong()
    if status >= 500:
        return EsignFailed()
    numbers = sorted(code for code in codes if code.isdecimal() and code != str(status))
    return EsignRefused(answer=_short(numbers[0] if numbers else str(status)))


def _short(code: str) -> str:
    """A code as it may be shown: never a sentence that repeats what was sent."""
    return "".join(sign for sign in code if sign.isalnum() or sign == "_")[:30] or "–"
