"""Signing in the child: PAdES B-B, or B-T where a timestamp can be had.

Source: ETSI EN 319 142-1.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO

from asn1crypto import tsp, x509
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from lajur.documents.pades.faults import Fault
from lajur.documents.pades.frames import Head

Ask = Callable[[bytes], bytes]
RESERVED = 32_768  # bytes for the signature with its chain and timestamp, so none is asked twice


class _Timestamps(TimeStamper):
    """From an authority that only our parent can reach."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._ask = ask

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return tsp.TimeStampResp.load(self._ask(req.dump()))


def sign(head: Head, parts: Sequence[bytes], ask: Ask) -> bytes:
    """The PDF with one more signature, as a revision behind what it was.

    Raises:
        Fault: there is no such PDF, key, passphrase, timestamp, or not within its time.
    """
    pdf, keys, passphrase = parts
    signer = _signer(keys, passphrase)
    _refuse_untimely(signer.signing_cert, datetime.fromisoformat(head["at"]))
    about = PdfSignatureMetadata(
        field_name=head["field"],
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=head["name"],
        reason=head["reason"],
        location=head["place"],
    )
    pen = PdfSigner(
        about,
        signer=signer,
        timestamper=_Timestamps(ask) if head["timestamped"] else None,
        new_field_spec=SigFieldSpec(head["field"], on_page=-1),
    )
    return _signed(pen, pdf)


def _signed(pen: PdfSigner, pdf: bytes) -> bytes:
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
        return bytes(pen.sign_pdf(writer, bytes_reserved=RESERVED).getbuffer())
    except (TimestampRequestError, OSError) as fault:
        raise Fault("timestamp") from fault
    except (PdfError, SigningError, ValueError, KeyError, TypeError) as fault:
        raise Fault("pdf_broken") from fault


def _signer(keys: bytes, passphrase: bytes) -> SimpleSigner:
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(keys, passphrase)
    except ValueError as fault:
        raise Fault("passphrase" if _is_der(keys) else "keys_broken") from fault
    if key is None or certificate is None:
        raise Fault("keys_broken")
    signer: SimpleSigner = SimpleSigner.load_pkcs12_data(
        keys, other_certs=[], passphrase=passphrase
    )
    return signer


def _is_der(keys: bytes) -> bool:
    """Whether it looks like a PKCS#12 at all, so that only the passphrase can be wrong."""
    return keys[:1] == b"\x30" and b"\x2a\x86\x48\x86\xf7\x0d\x01\x07" in keys[:64]


def _refuse_untimely(certificate: x509.Certificate, at: datetime) -> None:
    if at > certificate.not_valid_after:
        raise Fault("expired")
    if at < certificate.not_valid_before:
        raise Fault("not_yet")
