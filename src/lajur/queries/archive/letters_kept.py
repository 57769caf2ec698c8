"""The letters of a case as files: as issued, and as each signature left them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lajur.store.models import FileRow, LetterRow, SignatureRow


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLetter:
    """One file of one letter."""

    letter: int  # id
    kind: str  # core.letters.kinds
    number: str  # as printed
    subject: str
    signature: int  # order of the signature on it, from 1; 0: as issued
    who: str  # signed it; "" as issued
    is_void: bool
    digest: str  # SHA-256 of the file
    size: int  # bytes
    media_type: str
    at: datetime  # aware, UTC


def letters_kept(case_id: int) -> tuple[KeptLetter, ...]:
    """Every file of every issued letter of a case; two statements."""
    issued = LetterRow.objects.filter(case_id=case_id).exclude(state=LetterRow.DRAFT)
    letters = list(issued.select_related("entry", "file").order_by("issued_at", "id"))
    signed = SignatureRow.objects.filter(letter__in=letters, file__isnull=False)
    signatures = list(signed.select_related("file").order_by("order"))
    return tuple(kept for letter in letters for kept in _files(letter, signatures))


def _files(letter: LetterRow, signatures: list[SignatureRow]) -> Iterator[KeptLetter]:
    yield _kept(letter, letter.file, at=letter.issued_at)
    for one in signatures:
        if one.letter_id == letter.pk:
            signer = one.signer if isinstance(one.signer, dict) else {}
            name = str(signer.get("name", ""))
            yield _kept(letter, one.file, at=one.signed_at, signature=one.order, who=name)


def _kept(
    letter: LetterRow,
    file: FileRow | None,
    *,
    at: datetime | None,
    signature: int = 0,
    who: str = "",
) -> KeptLetter:
    assert file is not None
    assert at is not None
    assert letter.entry is not None  # the database sees to it: an issued letter has all three
    return KeptLetter(
        letter=letter.pk,
        kind=letter.kind,
        number=letter.entry.number,
        subject=letter.subject,
        signature=signature,
        who=who,
        is_void=letter.state == LetterRow.VOID,
        digest=file.digest,
        size=file.size,
        media_type=file.media_type,
        at=at,
    )
