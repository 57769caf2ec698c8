"""The letters of a case as its reader may see them; one statement, whatever their number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.text import slugify
from django.utils.translation import gettext

from lajur.core.engine.letters import require_paper, require_voider, require_writer
from lajur.core.letters.profile import SigningMethod
from lajur.core.procedure.definition import ItemId
from lajur.core.refusals import Refusal
from lajur.queries.dossier import Dossier
from lajur.queries.lanes import capacity_words
from lajur.queries.letters.words import ROLE_NAMES, STATE_NAMES, kind_name
from lajur.queries.moments import in_words
from lajur.store.models import LetterRow, SignatureRow

_LETTER = (
    "id", "kind", "state", "subject", "item", "work_item", "version", "entry__number",
    "entry__day", "writer_id", "writer__name", "saved_at", "void_reason", "file_id",
    "file__digest", "file__media_type", "file__size",
)  # fmt: skip
_SIGNATURE = (
    "order", "role", "state", "method", "signer", "signed_at", "position_id", "person_id",
    "person__name", "file_id", "file__digest", "file__media_type", "file__size",
)  # fmt: skip
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
_APART = str.maketrans({"/": "-", "_": "-", ".": "-", " ": "-"})
_TONES = {LetterRow.DRAFT: "wait", LetterRow.ISSUED: "done", LetterRow.VOID: "stop"}
_SIGNED_TONES = {
    SignatureRow.WAITING: "wait",
    SignatureRow.SIGNED: "done",
    SignatureRow.DECLINED: "stop",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFile:
    """The bytes of a letter as they are now: signed ones, once somebody has."""

    id: int  # FileRow
    digest: str  # SHA-256, hex
    media_type: str
    size: int  # bytes
    name: str  # to keep it by
    ours: bool  # printed or electronically signed here; not a scan that somebody uploaded


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine:
    """One signature that the letter asks for."""

    role: str  # SignerRole
    role_words: str
    who: str  # with position and capacity, as printed; "" nobody chosen yet
    position: int | None  # PositionRow
    person: int | None
    state: str  # SignatureRow.state
    state_words: str
    tone: str
    when: str  # "" unless signed


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter in a list."""

    id: int
    kind: str  # core.letters.kinds
    name: str  # of the kind
    state: str  # LetterRow.state
    state_words: str
    tone: str
    subject: str
    item: ItemId  # "" beside the SOP
    work_item: int | None
    version: int  # of the draft
    number: str  # "" in a draft
    day: date | None  # of the number
    writer: str
    writer_id: int
    saved: str  # when, in words
    void_reason: str
    file: LetterFile | None  # None: a draft
    signatures: tuple[SignatureLine, ...]

    @property
    def is_draft(self) -> bool:
        return self.state == LetterRow.DRAFT

    @property
    def is_valid(self) -> bool:
        """Whether it has its number and is not void."""
        return self.state == LetterRow.ISSUED


def letters_of(dossier: Dossier, zone: ZoneInfo) -> tuple[LetterLine, ...]:
    """Every letter of the case that the reader may see, newest first; one statement."""
    rows = LetterRow.objects.filter(case=dossier.row.id).order_by("-id", "signatures__order")
    joined = rows.values_list(*_LETTER, *(f"signatures__{name}" for name in _SIGNATURE))
    lines = [_line([*group], zone) for _, group in groupby(joined, key=lambda row: row[0])]
    return tuple(line for line in lines if _is_open(line, dossier))


def may_write(dossier: Dossier, number: int | None, *, item: ItemId = "", kind: str = "") -> bool:
    """Whether the reader may write a letter for a work item, or (None) beside the SOP."""
    row = next((item for item in dossier.items if item.number == number), None)
    reader = dossier.reader if row is None else dossier.reader_in(row.lane)
    try:
        require_writer(dossier.case, number, reader)
        require_paper(dossier.case, number, item, kind, reader)
    except Refusal:
        return False
    return True


def may_void(dossier: Dossier, line: LetterLine) -> bool:
    """Whether the reader may make an issued letter void."""
    concerned = {line.writer_id, *(one.person for one in line.signatures if one.person)}
    row = next((item for item in dossier.items if item.number == line.work_item), None)
    reader = dossier.reader if row is None else dossier.reader_in(row.lane)
    try:
        require_voider(dossier.case, line.work_item, reader, concerned)
    except Refusal:
        return False
    return line.is_valid


def _is_open(line: LetterLine, dossier: Dossier) -> bool:
    """Drafts for those who may write them; issued letters for everybody inside, and from outside
    those of the applicant's side and what they sign.
    """
    if line.is_draft:
        return may_write(dossier, line.work_item, item=line.item, kind=line.kind)
    if not dossier.outside:
        return True
    signs = any(one.position is None for one in line.signatures)
    return signs or line.item in dossier.outside_items


def _line(rows: list[tuple[Any, ...]], zone: ZoneInfo) -> LetterLine:
    letter = dict(zip(_LETTER, rows[0], strict=False))
    signed = [dict(zip(_SIGNATURE, row[len(_LETTER) :], strict=True)) for row in rows]
    signatures = [one for one in signed if one["order"] is not None]
    return LetterLine(
        id=letter["id"],
        kind=letter["kind"],
        name=gettext(kind_name(letter["kind"])),
        state=letter["state"],
        state_words=_standing_words(letter["state"]),
        tone=_TONES[letter["state"]],
        subject=letter["subject"],
        item=letter["item"],
        work_item=letter["work_item"],
        version=letter["version"],
        number=letter["entry__number"] or "",
        day=letter["entry__day"],
        writer=letter["writer__name"],
        writer_id=letter["writer_id"],
        saved=in_words(letter["saved_at"], zone),
        void_reason=letter["void_reason"],
        file=_file(letter, signatures),
        signatures=tuple(_signature(one, zone) for one in signatures),
    )


def _file(letter: Mapping[str, Any], signatures: Iterable[Mapping[str, Any]]) -> LetterFile | None:
    """That of the last signature, else as it was issued."""
    if letter["file_id"] is None:
        return None
    signed = [one for one in signatures if one["file_id"] is not None]
    newest = max(signed, key=_signed_at, default=letter)
    ending = _ENDINGS.get(newest["file__media_type"], "bin")
    words = f"{letter['kind']}-{letter['entry__number']}"
    return LetterFile(
        id=newest["file_id"],
        digest=newest["file__digest"],
        media_type=newest["file__media_type"],
        size=newest["file__size"],
        name=f"{slugify(words.translate(_APART))}.{ending}",
        ours=newest.get("method") != SigningMethod.MANUAL,
    )


def _signed_at(signature: Mapping[str, Any]) -> datetime:
    at: datetime = signature["signed_at"]
    return at


def _standing_words(state: str) -> str:
    return gettext(STATE_NAMES[state])


def _role_words(role: str) -> str:
    return gettext(ROLE_NAMES[role])


def _signature(row: Mapping[str, Any], zone: ZoneInfo) -> SignatureLine:
    return SignatureLine(
        role=row["role"],
        role_words=_role_words(row["role"]),
        who=_who(row),
        position=row["position_id"],
        person=row["person_id"],
        state=row["state"],
        state_words=_state_words(row["state"]),
        tone=_SIGNED_TONES[row["state"]],
        when=in_words(row["signed_at"], zone) if row["signed_at"] else "",
    )


def _who(row: Mapping[str, Any]) -> str:
    """As printed once it is issued; until then the name of whoever is chosen."""
    printed = row["signer"]
    if not printed:
        return row["person__name"] or ""
    position = printed["on_behalf"] or printed["position"]
    return f"{printed['name']}, {capacity_words(printed['capacity'], position)}"


def _state_words(state: str) -> str:
    match state:
        case SignatureRow.SIGNED:
            return gettext("Sudah ditandatangani")
        case SignatureRow.DECLINED:
            return gettext("Menolak menandatangani")
        case _:
            return gettext("Belum ditandatangani")
