"""Letters before somebody who is to sign them: the list, the page of one, its paper."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.letters.profile import SigningMethod
from lajur.core.letters.signing import may_record
from lajur.core.refusals import NotFound, marked
from lajur.queries.letters.words import kind_name
from lajur.queries.signatures import (
    SignatureView,
    current_file,
    number_of,
    signatures_of,
    signing_method,
    slot_of,
)
from lajur.store.models import LetterRow, PersonRow, SignatureRow

MOST = 200  # letters of one list
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingView:
    """A letter that waits for the actor's signature."""

    id: int  # of the signature
    letter: str  # number as printed
    kind: str  # name of the kind
    subject: str
    case_id: int
    request: str  # number of the request
    agency: str
    since: datetime  # aware; when the letter was issued
    instead_of: str  # name of who is away; "": for themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningView:
    """The page where a letter is signed."""

    id: int
    letter_id: int
    letter: str
    kind: str
    subject: str
    case_id: int
    request: str
    signature: SignatureView
    signatures: tuple[SignatureView, ...]
    method: SigningMethod  # of the office
    is_valid: bool  # it is issued and not void
    is_ours: bool  # the paper as it is now was printed or signed electronically here, not scanned
    email: str  # of the actor, by which BSrE knows them

    @property
    def is_electronic(self) -> bool:
        """Whether it can be signed in the office's electronic way."""
        return self.is_ours and self.method is not SigningMethod.MANUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentPaper:
    """The newest form of a letter."""

    file_id: int
    media_type: str
    name: str  # to keep it by
    is_ours: bool  # printed or signed electronically here; not a scan that somebody uploaded


def waiting_for(actor: Actor) -> tuple[WaitingView, ...]:
    """Letters whose next signature is the actor's to give, oldest first."""
    if actor.person is None:
        return ()
    asked = _in_turn(_asked_of(actor)).select_related(
        "letter__entry", "letter__case__agency", "person"
    )
    return tuple(_waiting(row, actor) for row in asked.order_by("letter__issued_at", "pk")[:MOST])


def find_signing(signature_id: int, *, actor: Actor) -> SigningView:
    """The letter to be signed, for the signer or the registrar.

    Raises:
        NotFound: no such signature, or it is not theirs.
    """
    row = _signature(signature_id)
    if not may_record(slot_of(row), actor):
        raise NotFound(what=marked("Tanda tangan"))
    letter = row.letter
    views = signatures_of(letter.pk, actor=actor)
    return SigningView(
        id=row.pk,
        letter_id=letter.pk,
        letter=number_of(letter),
        kind=gettext(kind_name(letter.kind)),
        subject=letter.subject,
        case_id=letter.case_id,
        request=letter.case.number,
        signature=next(view for view in views if view.id == row.pk),
        signatures=views,
        method=signing_method(),
        is_valid=letter.state == LetterRow.ISSUED,
        is_ours=not any(view.method is SigningMethod.MANUAL for view in views),
        email=_email(actor),
    )


def find_paper(signature_id: int, *, actor: Actor) -> CurrentPaper:
    """The letter as it is now, for whoever is to sign it.

    Raises:
        NotFound: no such signature, or it is not theirs.
    """
    row = _signature(signature_id)
    if not may_record(slot_of(row), actor):
        raise NotFound(what=marked("Tanda tangan"))
    rows = list(SignatureRow.objects.select_related("file").filter(letter=row.letter_id))
    file = current_file(row.letter, rows)
    return CurrentPaper(
        file_id=file.pk,
        media_type=file.media_type,
        name=f"{number_of(row.letter).replace('/', '-')}.{_ENDINGS.get(file.media_type, 'bin')}",
        is_ours=not any(one.method == SigningMethod.MANUAL for one in rows),
    )


def _signature(signature_id: int) -> SignatureRow:
    row = (
        SignatureRow.objects.select_related("letter__entry", "letter__file", "letter__case")
        .filter(pk=signature_id)
        .exclude(letter__state=LetterRow.DRAFT)
        .first()
    )
    if row is None:
        raise NotFound(what=marked("Tanda tangan"))
    return row


def _asked_of(actor: Actor) -> "QuerySet[SignatureRow]":
    people = {actor.person, *actor.stands_in_for}
    mine = Q(person__in=people) | Q(person__isnull=True, position__in=actor.positions)
    rows: QuerySet[SignatureRow] = SignatureRow.objects.filter(
        mine, state=SignatureRow.WAITING, letter__state=LetterRow.ISSUED
    )
    return rows


def _in_turn(rows: "QuerySet[SignatureRow]") -> "QuerySet[SignatureRow]":
    """Those that wait for nobody before them, as `core.letters.signing.turn_of` says."""
    others = SignatureRow.objects.filter(letter=OuterRef("letter"))
    before = others.filter(state=SignatureRow.WAITING, order__lt=OuterRef("order"))
    declined = others.filter(state=SignatureRow.DECLINED)
    return rows.exclude(Exists(before)).exclude(Exists(declined))


def _waiting(row: SignatureRow, actor: Actor) -> WaitingView:
    letter = row.letter
    assert letter.issued_at is not None  # the database keeps it with the number
    return WaitingView(
        id=row.pk,
        letter=number_of(letter),
        kind=gettext(kind_name(letter.kind)),
        subject=letter.subject,
        case_id=letter.case_id,
        request=letter.case.number,
        agency=letter.case.agency.short_name or letter.case.agency.name,
        since=letter.issued_at,
        instead_of=_instead_of(row, actor),
    )


def _instead_of(row: SignatureRow, actor: Actor) -> str:
    for absent in actor.stands_in:
        if row.person_id == absent.person or row.position_id in absent.positions:
            return absent.name
    return ""


def _email(actor: Actor) -> str:
    found = PersonRow.scoped.filter(pk=actor.person or 0).values_list("email", flat=True).first()
    return found or ""
