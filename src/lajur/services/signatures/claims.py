"""One signature is given once at a time, also where giving it takes a call to somewhere else.

A claim stands on the row itself and passes by itself, so that a process that dies in between leaves
a signature that is asked for still.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from lajur.services.signatures.refusals import SigningUnderway
from lajur.store.models import SignatureRow

LONGEST = timedelta(minutes=3)  # longer than every call of one signing together


@contextmanager
def claimed(row: SignatureRow, *, at: datetime) -> Iterator[None]:
    """Have the signature to oneself for the block; `at` is aware.

    Raises:
        SigningUnderway: somebody has it.
    """
    mine = {"claimed_at": at.isoformat()}
    if not _take(row, mine, at):
        raise SigningUnderway
    try:
        yield
    finally:
        _waiting(row).filter(evidence=mine).update(evidence=None)


def _take(row: SignatureRow, mine: dict[str, Any], at: datetime) -> bool:
    if _waiting(row).filter(evidence__isnull=True).update(evidence=mine):
        return True
    theirs = _waiting(row).values_list("evidence", flat=True).first()
    if theirs is None or datetime.fromisoformat(theirs["claimed_at"]) > at - LONGEST:
        return False
    return bool(_waiting(row).filter(evidence=theirs).update(evidence=mine))


def _waiting(row: SignatureRow) -> Any:
    return SignatureRow.objects.filter(pk=row.pk, state=SignatureRow.WAITING)
