"""Checking in the child: which signatures a PDF carries, and whether they hold.

Nothing is fetched: trust is what the roots we were given say, as of the moment of each signature. A
certificate runs out after some years; what it signed while it ran stays signed.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import ValueErrorWithMessage
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from lajur.documents.pades.appending import require_only_signed
from lajur.documents.pades.faults import Fault
from lajur.documents.pades.frames import Head

MOST = 50  # signatures of one file that are looked at
Found = dict[str, Any]  # as documents.signed_pdf.Found reads it
_BROKEN = (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError)


def check(head: Head, parts: Sequence[bytes]) -> list[Found]:
    """Every signature in the order of its revision; the first part is the PDF, then come roots.

    Where the head says how many bytes stood `before`, only signatures may have come behind them.

    Raises:
        Fault: it is no PDF that can be read, or more came.
    """
    roots = [root for part in parts[1:] for root in _certificates(part)]
    at = datetime.fromisoformat(head["at"])
    try:
        reader = PdfFileReader(BytesIO(parts[0]), strict=False)
        if reader.encrypted:
            raise Fault("pdf_broken")
        if head["before"]:
            require_only_signed(reader, parts[0][: head["before"]])
        signatures = reader.embedded_regular_signatures[:MOST]
    except _BROKEN as fault:
        raise Fault("pdf_broken") from fault
    return [_checked(one, roots, _moment_of(one, head["before"], at)) for one in signatures]


def _certificates(data: bytes) -> Iterator[x509.Certificate]:
    """Those of a PEM or DER file; what is none is left out."""
    try:
        if not pem.detect(data):
            yield x509.Certificate.load(data)
            return
        for _, _, der in pem.unarmor(data, multiple=True):
            yield x509.Certificate.load(der)
    except (ValueError, TypeError):
        return


def _moment_of(signature: EmbeddedPdfSignature, before: int, at: datetime) -> datetime:
    """When it was given, as far as it says so itself; one that is new among us, now."""
    said = _aware(signature.self_reported_timestamp)
    return at if said is None or 0 < before < _end(signature) else min(said, at)


def _checked(
    signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], at: datetime
) -> Found:
    try:
        status = _validated(signature, roots, at)
        stamped = _stamped(status)
        if stamped is not None:
            status = _validated(signature, roots, stamped)
        return _found(signature, status)
    except (*_BROKEN, ValueErrorWithMessage):
        return {"field": str(signature.field_name), "sound": False}


def _validated(
    signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], at: datetime
) -> PdfSignatureStatus:
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=at)
    return validate_pdf_signature(signature, context)


def _stamped(status: PdfSignatureStatus) -> datetime | None:
    """When, by the word of an authority that leads to one of the roots."""
    stamp = status.timestamp_validity
    if stamp is None or not (stamp.valid and stamp.intact and stamp.trusted):
        return None
    return _aware(stamp.timestamp)


def _found(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> Found:
    certificate = status.signing_cert
    return {
        "field": str(signature.field_name),
        "sound": _is_sound(status),
        "trusted": bool(status.trusted),
        "signer": _common_name(certificate.subject),
        "issuer": _common_name(certificate.issuer),
        "serial": f"{certificate.serial_number:x}",
        "signed_at": _moment(status.signer_reported_dt),
        "stamped_at": _moment(_stamped(status)),
        "covers": _end(signature),
    }


def _end(signature: EmbeddedPdfSignature) -> int:
    """Where the bytes that it covers end, counted from the start of the file."""
    _, _, start, length = (int(one) for one in list(signature.byte_range))
    return start + length


def _is_sound(status: PdfSignatureStatus) -> bool:
    """Whether the bytes are those that were signed, and nothing was put in beside signatures."""
    level = status.modification_level
    return (
        bool(status.intact and status.valid and status.docmdp_ok)
        and status.coverage is not None
        and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        and isinstance(level, ModificationLevel)
        and level <= ModificationLevel.FORM_FILLING
    )


def _common_name(name: x509.Name) -> str:
    """The name a person is known by; else the organisation's."""
    native = name.native
    found = native.get("common_name") or native.get("organization_name") or name.human_friendly
    return str(found)[:200]


def _moment(at: datetime | None) -> str:
    aware = _aware(at)
    return "" if aware is None else aware.isoformat()


def _aware(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at
