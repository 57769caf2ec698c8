"""Signatures of letters: whose turn it is, who has signed in which capacity, with which paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from lajur.core.access import Acting, Actor, Capacity, PersonId
from lajur.core.engine.mapping import acting_from_dict
from lajur.core.letters.profile import SigningMethod
from lajur.core.letters.signing import Slot, SlotState, is_signer, may_record, turn_of
from lajur.queries.lanes import capacity_words
from lajur.queries.letters.words import ROLE_NAMES
from lajur.queries.offices.held import covering
from lajur.store.models import (
    FileRow,
    HoldingRow,
    LetterProfileRow,
    LetterRow,
    SignatureRow,
)

_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureView:
    """One signature of a letter, as anybody who sees the letter may see it."""

    id: int
    role: str  # in words: "Mengetahui"
    name: str  # who signs or has signed
    capacity: str  # "Plt. Kepala Dinas", "a.n. Kepala Dinas (Budi Santoso)"; "" without a position
    state: SlotState
    method: SigningMethod | None  # None: not signed
    signed_at: datetime | None  # aware
    recorded_by: str  # who handed in the scan for the signer; "": the signer
    certificate: str  # its holder's name; "" without one
    issuer: str
    trusted: bool  # the certificate leads to a root the office trusts
    stamped_at: datetime | None  # aware; by a timestamping authority
    reason: str  # of declining; not for the public
    is_turn: bool  # it is the next one
    may_sign: bool  # by the actor, now
    may_record: bool  # the scan of it, by the actor, now


def signatures_of(letter_id: int, *, actor: Actor) -> tuple[SignatureView, ...]:
    """All signatures of a letter in their order; for whoever was found to see the letter."""
    rows = _with_files(SignatureRow.objects.filter(letter=letter_id))
    is_issued = bool(rows) and rows[0].letter.state == LetterRow.ISSUED
    return _views(rows, actor, is_issued=is_issued)


def signers_of(row: SignatureRow, *, day: date) -> frozenset[PersonId]:
    """Of whom the signature is asked on a day of the office's zone, absent or not."""
    if row.person_id is not None:
        return frozenset({row.person_id})
    held = HoldingRow.objects.filter(covering(day), position=row.position_id)
    return frozenset(held.values_list("person", flat=True))


def number_of(letter: LetterRow) -> str:
    """The number of an issued letter, as printed; "" of a draft."""
    return letter.entry.number if letter.entry else ""


def current_file(letter: LetterRow, rows: Iterable[SignatureRow]) -> FileRow:
    """The paper as last signed, else as issued."""
    signed = [row for row in rows if row.state == SignatureRow.SIGNED]
    last = max(signed, key=lambda row: row.order, default=None)
    file = letter.file if last is None else last.file
    assert file is not None  # the database keeps issued and signed ones together with their file
    return file


def signing_method() -> SigningMethod:
    """How letters of this government are signed."""
    data = LetterProfileRow.objects.order_by("-version").values_list("data", flat=True).first()
    return SigningMethod((data or {}).get("signing", SigningMethod.MANUAL))


def slot_of(row: SignatureRow) -> Slot:
    """The row as the rules of signing see it."""
    return Slot(
        order=row.order,
        name=_printed(row).get("name", ""),
        state=SlotState(row.state),
        position=row.position_id,
        person=row.person_id,
        signed_by=_signed_by(row),
    )


def _with_files(rows: "QuerySet[SignatureRow]") -> list[SignatureRow]:
    found = rows.select_related("file", "letter", "position", "person")
    return list(found.order_by("order"))


def _views(
    rows: Sequence[SignatureRow], actor: Actor, *, is_issued: bool
) -> tuple[SignatureView, ...]:
    slots = [slot_of(row) for row in rows]
    turn = turn_of(slots) if is_issued else None
    has_signed = any(slot.signed_by == actor.person for slot in slots if slot.signed_by)
    views = []
    for row, slot in zip(rows, slots, strict=True):
        is_turn = turn is not None and turn.order == slot.order
        signs = is_turn and is_signer(slot, actor) and not has_signed
        records = is_turn and (signs or (not is_signer(slot, actor) and may_record(slot, actor)))
        views.append(_view(row, is_turn=is_turn, may_sign=signs, may_record=records))
    return tuple(views)


def _view(row: SignatureRow, *, is_turn: bool, may_sign: bool, may_record: bool) -> SignatureView:
    name, capacity, recorder = _who(row)
    proof = _newest(row)
    return SignatureView(
        id=row.pk,
        role=gettext(ROLE_NAMES[row.role]) if row.role in ROLE_NAMES else row.role,
        name=name,
        capacity=capacity,
        state=SlotState(row.state),
        method=SigningMethod(row.method) if row.method else None,
        signed_at=row.signed_at,
        recorded_by=recorder,
        certificate=str(proof.get("signer", "")),
        issuer=str(proof.get("issuer", "")),
        trusted=bool(proof.get("trusted")),
        stamped_at=_moment(proof.get("stamped_at")),
        reason=row.reason,
        is_turn=is_turn,
        may_sign=may_sign,
        may_record=may_record,
    )


def _who(row: SignatureRow) -> tuple[str, str, str]:
    """Who signs or has signed, in which capacity, and who recorded it for them."""
    printed = _printed(row)
    name, capacity = printed.get("name", ""), _printed_capacity(printed)
    if row.state != SignatureRow.SIGNED:
        return name or _asked(row), capacity or _asked_position(row), ""
    acting = acting_from_dict(row.by or {})
    if _evidence(row).get("recorded"):
        return name or _asked(row), capacity or _asked_position(row), acting.name
    return acting.name, _capacity(acting), ""


def _printed_capacity(printed: Mapping[str, Any]) -> str:
    position = printed.get("on_behalf") or printed.get("position")
    return capacity_words(printed.get("capacity", ""), position) if position else ""


def _capacity(acting: Acting) -> str:
    absent = acting.instead_of.name if acting.instead_of else ""
    if not acting.position:
        return f"{acting.capacity} {absent}" if absent and acting.capacity else ""
    return capacity_words(
        acting.capacity or Capacity.DEFINITIVE, acting.position, instead_of=absent
    )


def _asked(row: SignatureRow) -> str:
    return row.person.name if row.person else ""


def _asked_position(row: SignatureRow) -> str:
    return row.position.name if row.position else ""


def _newest(row: SignatureRow) -> Mapping[str, Any]:
    """What was found of the signature itself: it is the last of the file."""
    found = _evidence(row).get("signatures") or [{}]
    newest: Mapping[str, Any] = found[-1]
    return newest


def _evidence(row: SignatureRow) -> Mapping[str, Any]:
    evidence: Mapping[str, Any] = row.evidence or {}
    return evidence if row.state == SignatureRow.SIGNED else {}


def _printed(row: SignatureRow) -> Mapping[str, Any]:
    printed: Mapping[str, Any] = row.signer or {}
    return printed


def _signed_by(row: SignatureRow) -> PersonId | None:
    """Who signed; of a scan that somebody only recorded, whom it was asked of."""
    if row.state != SignatureRow.SIGNED:
        return None
    if _evidence(row).get("recorded"):
        return row.person_id
    by: Mapping[str, Any] = row.by or {}
    return by.get("person")


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(str(value)) if value else None
