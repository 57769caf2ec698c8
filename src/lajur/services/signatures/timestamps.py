"""Timestamps of an RFC 3161 authority, fetched for the child that signs."""

from lajur.core.offices.channels import ChannelAddress
from lajur.documents.signed_pdf import Fault, Timestamp
from lajur.services.signatures.calling import Silence, post

SECONDS = 10.0
LARGEST = 100_000  # bytes of an answer
_HEADERS = {
    "Content-Type": "application/timestamp-query",
    "Accept": "application/timestamp-reply",
}


def timestamp_from(authority: ChannelAddress) -> Timestamp:
    """A way to ask the authority; Fault "timestamp" when it gives none."""

    def ask(question: bytes) -> bytes:
        try:
            answer = post(
                authority,
                authority.path,
                question,
                headers=_HEADERS,
                seconds=SECONDS,
                size=LARGEST,
            )
        except Silence:
            raise Fault("timestamp") from None
        if answer.status != 200:
            raise Fault("timestamp")
        return answer.body

    return ask
