"""Checking in the child: which signatures a PDF carries, and whether they hold.

Nothing is fetched: trust is what the roots we were given say.
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
    return [_checked(one, roots, at) for one in signatures]


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


def _checked(
    signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], at: datetime
) -> Found:
    try:
        context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=at)
        return _found(signature, validate_pdf_signature(signature, context))
    except (*_BROKEN, ValueErrorWithMessage):
        return {"field": str(signature.field_name), "sound": False}


def _found(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> Found:
    certificate = status.signing_cert
    stamp = status.timestamp_validity
    return {
        "field": str(signature.field_name),
        "sound": _is_sound(status),
        "trusted": bool(status.trusted),
        "signer": _common_name(certificate.subject),
        "issuer": _common_name(certificate.issuer),
        "serial": f"{certificate.serial_number:x}",
        "signed_at": _moment(status.signer_reported_dt),
        "stamped_at": _moment(stamp.timestamp) if stamp and stamp.valid and stamp.intact else "",
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
    if at is None:
        return ""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).isoformat()
