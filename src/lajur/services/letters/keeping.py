"""The bytes of a paper of ours, kept beside the uploads by their hash."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django_scopes import scopes_disabled

from lajur.store import files
from lajur.store.models import FileRow, GovernmentRow

PDF = "application/pdf"
MOST = 64 * 1024 * 1024  # bytes; what the printing child is bound to


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A paper as printed, with its hash."""

    pdf: bytes
    digest: str  # SHA-256, hex


def printed_as(pdf: bytes) -> Printed:
    return Printed(pdf=pdf, digest=sha256(pdf).hexdigest())


@contextmanager
def arrived(paper: Printed) -> Iterator[None]:
    """Write the bytes to disk for the block, which records them (`keep`) or raises.

    The slow part, and durable before any lock is taken; a paper nobody recorded goes again.
    """
    is_new = not files.place_of(paper.digest).exists()
    with files.arriving([paper.pdf], limit=MOST) as there:
        files.keep(there)
    try:
        yield
    except BaseException:
        if is_new:
            _forget(paper.digest)
        raise


def keep(paper: Printed, *, government: GovernmentRow, at: datetime) -> FileRow:
    """Record the bytes in the transaction that is open."""
    row, _ = FileRow.objects.get_or_create(
        government=government,
        digest=paper.digest,
        defaults={"size": len(paper.pdf), "media_type": PDF, "stored_at": at},
    )
    return row


def _forget(digest: str) -> None:
    with scopes_disabled():
        if not FileRow.objects.filter(digest=digest).exists():
            files.remove(digest)
