"""What anybody may know of an issued letter whose address they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from lajur.core.access import NOBODY
from lajur.core.engine.events import LetterVoided
from lajur.core.letters.profile import SigningMethod
from lajur.core.letters.signing import SlotState
from lajur.core.refusals import NotFound, marked
from lajur.queries.letters.words import SECRET, kind_name
from lajur.queries.signatures import SignatureView, current_file, number_of, signatures_of
from lajur.store.models import EventRow, FileRow, LetterRow, SignatureRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCheck:
    """An issued letter as its address shows it."""

    number: str
    kind: str
    day: date  # in the office's zone
    subject: str  # "" when the letter is secret
    is_void: bool
    voided_at: datetime | None  # aware
    void_reason: str
    signatures: tuple[SignatureView, ...]
    issued: str  # SHA-256 of the paper as issued, hex
    current: str  # as it is now
    file_id: int  # FileRow of the current one
    earlier: tuple[str, ...]  # SHA-256 of every paper between, and of the issued one

    @property
    def is_signed(self) -> bool:
        """Whether everybody has signed who was to sign."""
        states = {one.state for one in self.signatures}
        return states == {SlotState.SIGNED}

    @property
    def is_declined(self) -> bool:
        return any(one.state is SlotState.DECLINED for one in self.signatures)

    @property
    def is_of_bsre(self) -> bool:
        """Whether its sentence may stand here: all who signed did so there, by a root we know.

        One who signed by hand has made a scan of the paper, which carries no certificate.
        """
        signed = [one for one in self.signatures if one.state is SlotState.SIGNED]
        there = (one.method is SigningMethod.BSRE and one.trusted for one in signed)
        return bool(signed) and all(there) and not self.is_void


def find_letter_check(token: str) -> LetterCheck:
    """The letter with this token. Call it inside the tenant scope.

    Raises:
        NotFound: none that was issued here.
    """
    row = (
        LetterRow.objects.select_related("entry", "file")
        .filter(token=token)
        .exclude(state=LetterRow.DRAFT)
        .first()
    )
    if row is None or row.entry is None or row.file is None:
        raise NotFound(what=marked("Naskah"))
    signed = SignatureRow.objects.select_related("file").filter(letter=row).order_by("order")
    return _check(row, row.file, list(signed))


def _check(row: LetterRow, issued: FileRow, signed: Sequence[SignatureRow]) -> LetterCheck:
    current = current_file(row, signed)
    digests = [issued.digest, *(one.file.digest for one in signed if one.file is not None)]
    assert row.entry is not None  # the database keeps it with the state
    is_void = row.state == LetterRow.VOID
    return LetterCheck(
        number=number_of(row),
        kind=gettext(kind_name(row.kind)),
        day=row.entry.day,
        subject="" if row.secrecy in SECRET else row.subject,
        is_void=is_void,
        voided_at=_voided_at(row) if is_void else None,
        void_reason=row.void_reason,
        signatures=signatures_of(row.pk, actor=NOBODY),
        issued=issued.digest,
        current=current.digest,
        file_id=current.pk,
        earlier=tuple(digest for digest in dict.fromkeys(digests) if digest != current.digest),
    )


def _voided_at(row: LetterRow) -> datetime | None:
    """When; the journal of the case has it."""
    told = EventRow.objects.filter(
        case=row.case_id, kind=LetterVoided.__name__, data__letter=number_of(row)
    )
    return told.order_by("-seq").values_list("at", flat=True).first()
