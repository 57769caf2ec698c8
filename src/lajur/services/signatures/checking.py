"""Anybody's question about a letter they hold: is it this one, and do its signatures hold?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from lajur.core.refusals import NotFound
from lajur.documents.signed_pdf import Fault, Found, check_pdf
from lajur.queries.verification import LetterCheck, find_letter_check
from lajur.services.files import LARGEST, clean_name, open_file
from lajur.services.signatures.certificates import roots_of
from lajur.services.signatures.refusals import FileTooLarge
from lajur.store.scopes import scope_of

_CHUNK = 1 << 20  # bytes


class Verdict(StrEnum):
    """How a file compares with a letter."""

    SAME = "same"  # to the last byte
    EARLIER = "earlier"  # as it was before its last signature
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a file turned out to be."""

    name: str
    digest: str  # SHA-256, hex
    verdict: Verdict
    signatures: tuple[Found, ...]  # it carries
    is_pdf: bool  # that could be read

    @property
    def is_broken(self) -> bool:
        """Whether it carries a signature that does not hold."""
        return any(not one.sound for one in self.signatures)


def look(token: str, *, government: str) -> tuple[LetterCheck, bool]:
    """A letter by the address on it, and whether the bytes we keep are still those of then.

    Raises:
        NotFound: this government (slug) has issued no such letter.
    """
    with scope_of(government):
        found = find_letter_check(token)
    return found, _kept_digest(found, government) == found.current


def compare(
    token: str, *, name: str, chunks: Iterable[bytes], government: str, at: datetime
) -> Comparison:
    """Compare a visitor's file with the letter. Nothing of the file is kept.

    Raises:
        NotFound: as `look`.
        FileTooLarge: larger than any letter of ours.
        CheckersBusy: too many are checked at this moment.
    """
    with scope_of(government):
        letter = find_letter_check(token)
    content = _bounded(chunks)
    digest = sha256(content).hexdigest()
    signatures, is_pdf = _signatures(content, government, at)
    return Comparison(
        name=clean_name(name),
        digest=digest,
        verdict=_verdict(digest, letter),
        signatures=signatures,
        is_pdf=is_pdf,
    )


def _verdict(digest: str, letter: LetterCheck) -> Verdict:
    if digest == letter.current:
        return Verdict.SAME
    return Verdict.EARLIER if digest in letter.earlier else Verdict.OTHER


def _signatures(content: bytes, government: str, at: datetime) -> tuple[tuple[Found, ...], bool]:
    if not content.startswith(b"%PDF-"):
        return (), False
    try:
        return check_pdf(content, roots=roots_of(government), at=at), True
    except Fault:
        return (), False


def _bounded(chunks: Iterable[bytes]) -> bytes:
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > LARGEST:
            raise FileTooLarge
    return bytes(content)


def _kept_digest(letter: LetterCheck, government: str) -> str:
    hashed = sha256()
    try:
        with open_file(letter.file_id, government=government) as file:
            while chunk := file.read(_CHUNK):
                hashed.update(chunk)
    except NotFound:
        return ""
    return hashed.hexdigest()
