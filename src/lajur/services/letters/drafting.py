"""Drafts of letters: begun from the case, saved as often as one likes, thrown away."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from lajur.core.access import Actor, PersonId
from lajur.core.engine.letters import require_paper, require_writer
from lajur.core.engine.refusals import UnknownItem
from lajur.core.letters.kinds import KINDS, LetterKind
from lajur.core.letters.parts import read_parts
from lajur.core.procedure.definition import ItemId, Procedure
from lajur.core.refusals import NotFound, Refusal, marked
from lajur.queries.letters.prefill import prefill
from lajur.queries.letters.signers import Roster, SignerView, roster
from lajur.services.letters.answers import LetterIssuedBefore, NotTheWriter, StaleLetter
from lajur.services.letters.opened import kind_of, open_letter, require_draft
from lajur.store import locks
from lajur.store.models import CaseRow, LetterRow, SignatureRow, WorkItemRow
from lajur.store.scopes import scope_of

_TOKEN = 16  # random bytes
LONGEST_SUBJECT, LONGEST_CODE = 300, 40  # characters, as the columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Who is to give one of the signatures."""

    order: int  # SignatureRow.order
    position: int | None  # PositionRow; None: a person of the agency
    holder: PersonId | None  # None: nobody, where the paper allows it


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What people set in a draft."""

    subject: str
    parts: Mapping[str, object]  # part id -> shape of its kind, or the text of one field
    classification: str = ""
    secrecy: str = "biasa"
    speed: str = "biasa"
    signers: Sequence[Chosen] = ()


@transaction.atomic
def begin_letter(
    *,
    case_id: int,
    kind: str,
    item: ItemId = "",
    number: int | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """Begin a draft with what the case knows already; give its id.

    Asked again before a word was changed, the same draft answers: no second one by a second click.

    Raises:
        NotFound: no such case, work item or kind, or none that the actor may see.
        UnknownItem: the step of the work item has no such paper.
        Refusal: the actor may not write this here; see `engine.letters`.
    """
    with scope_of(actor.government) as government:
        loaded, writer = locks.load(case_id, actor=actor, number=number, at=at)
        person = require_writer(loaded.case, number, writer)
        _require_of_step(loaded.case.procedure, case_id, number, item)
        require_paper(loaded.case, number, item, kind, writer)
        CaseRow.objects.select_for_update().get(pk=case_id)  # two clicks, one after the other
        row = LetterRow(
            government=government,
            case_id=case_id,
            work_item=number,
            item=item,
            kind=kind_of(kind).id,
            writer_id=person,
            created_at=at.astimezone(UTC),
            saved_at=at.astimezone(UTC),
            token=secrets.token_urlsafe(_TOKEN),
        )
        return _begun(row) or _begin(row, writer, at=at, zone=ZoneInfo(government.zone))


def save_letter(
    *, letter_id: int, typed: Typed, seen_version: int, actor: Actor, at: datetime
) -> int:
    """Save a draft; give its version now. Parts may be missing as yet.

    Raises:
        NotFound: no such letter, or none that the actor may see.
        PartsRefused: a part has another shape, or is too long to keep.
        LetterIssuedBefore: it has its number; what it says stays.
        StaleLetter: it was saved elsewhere since `seen_version`.
        Refusal: the actor may not write here.
    """
    with scope_of(actor.government) as government, transaction.atomic():
        opened = open_letter(letter_id, actor=actor, at=at)
        people = roster(opened.loaded.agency, at=at, zone=ZoneInfo(government.zone))
        values = _values(opened.kind, typed)
        chosen = _chosen(opened.row, typed.signers)
        require_draft(opened.row, None)
        if not chosen and all(getattr(opened.row, name) == said for name, said in values.items()):
            return opened.row.version  # nothing new: a second click, or another tab
        same = LetterRow.objects.filter(pk=letter_id, version=seen_version, state=LetterRow.DRAFT)
        if not same.update(version=F("version") + 1, saved_at=at.astimezone(UTC), **values):
            raise _overtaken(letter_id)
        _choose(chosen, people, opened.row)
        return seen_version + 1


def discard_letter(*, letter_id: int, actor: Actor, at: datetime) -> None:
    """Throw a draft away: the writer their own.

    Raises:
        NotFound, Refusal: as for `save_letter`.
        NotTheWriter: somebody else began it.
        LetterIssuedBefore: it has its number.
    """
    with scope_of(actor.government), transaction.atomic():
        row = open_letter(letter_id, actor=actor, at=at).row
        require_draft(row, None)
        if row.writer_id != actor.person:
            raise NotTheWriter(name=row.writer.name)
        LetterRow.objects.filter(pk=letter_id, state=LetterRow.DRAFT).delete()


def _require_of_step(procedure: Procedure, case_id: int, number: int | None, item: ItemId) -> None:
    """A paper of a work item is one that its step asks for or yields."""
    if not item:
        return
    row = WorkItemRow.objects.filter(case=case_id, number=number or 0).first()
    if row is None:
        raise NotFound(what=marked("Tugas"))
    step = procedure.steps[row.step]
    if item not in {use.item for use in (*step.requirements, *step.outputs)}:
        raise UnknownItem(item=item)


def _begun(row: LetterRow) -> int | None:
    """The letter there is already: of this work, or a draft of the writer's yet untouched."""
    same = LetterRow.objects.filter(
        case=row.case_id, kind=row.kind, item=row.item, work_item=row.work_item
    )
    if row.item:
        same = same.exclude(state=LetterRow.VOID)
    else:
        same = same.filter(writer=row.writer_id, version=0, state=LetterRow.DRAFT)
    return same.order_by("-pk").values_list("pk", flat=True).first()


def _begin(row: LetterRow, writer: Actor, *, at: datetime, zone: ZoneInfo) -> int:
    kind = KINDS[row.kind]
    begun = prefill(kind, row.case_id, writer=writer, at=at, zone=zone, number=row.work_item)
    row.subject = begun.subject[:LONGEST_SUBJECT]
    row.parts = read_parts(kind, begun.parts, complete=False)
    row.save(force_insert=True)
    people = roster(row.case.agency_id, at=at, zone=zone)
    SignatureRow.objects.bulk_create(_proposed(row, people, writer, row.case.applicant_id))
    return row.pk


def _proposed(
    row: LetterRow, people: Roster, writer: Actor, applicant: PersonId
) -> list[SignatureRow]:
    """The signatures the kind asks for, each with whom it would naturally be.

    Nobody twice, as far as the paper can go without: who writes a deed does not also know of it.
    """
    rows: list[SignatureRow] = []
    for order, one in enumerate(KINDS[row.kind].signers, start=1):
        signer = people.proposed(one, writer=writer.acting, applicant=applicant)
        taken = {before.person_id for before in rows}
        if signer is not None and not one.required and signer.holder in taken:
            signer = None
        rows.append(_signature(row, order, str(one.role), signer))
    return rows


def _signature(row: LetterRow, order: int, role: str, signer: SignerView | None) -> SignatureRow:
    return SignatureRow(
        government_id=row.government_id,
        letter=row,
        order=order,
        role=role,
        position_id=None if signer is None else signer.position,
        person_id=None if signer is None else signer.holder,
    )


def _values(kind: LetterKind, typed: Typed) -> dict[str, Any]:
    """What the draft's columns keep of it."""
    return {
        "subject": " ".join(typed.subject.split())[:LONGEST_SUBJECT],
        "parts": read_parts(kind, typed.parts, complete=False),
        "classification": typed.classification.strip()[:LONGEST_CODE],
        "secrecy": typed.secrecy,
        "speed": typed.speed,
    }


def _overtaken(letter_id: int) -> Refusal:
    """Why a draft could not be saved over what was seen: what it is now."""
    row = LetterRow.objects.select_related("entry").filter(pk=letter_id).first()
    if row is None:
        return NotFound(what=marked("Naskah"))
    if row.entry is not None:
        return LetterIssuedBefore(number=row.entry.number)
    return StaleLetter(version=row.version)


def _chosen(row: LetterRow, signers: Sequence[Chosen]) -> list[tuple[SignatureRow, Chosen]]:
    """The signatures that are to be another's than before."""
    rows = {one.order: one for one in row.signatures.all()}
    return [
        (rows[one.order], one)
        for one in signers
        if one.order in rows
        and (one.position, one.holder) != (rows[one.order].position_id, rows[one.order].person_id)
    ]


def _choose(
    chosen: Iterable[tuple[SignatureRow, Chosen]], people: Roster, letter: LetterRow
) -> None:
    """Raises: NotFound, somebody who cannot sign here."""
    for signature, one in chosen:
        whom = KINDS[letter.kind].whom(signature.role)
        able = people.able(whom, writer=letter.writer_id)
        if one.holder is not None and (one.position, one.holder) not in {
            (signer.position, signer.holder) for signer in able
        }:
            raise NotFound(what=marked("Penanda tangan"))
        signature.position_id, signature.person_id = one.position, one.holder
        signature.save(update_fields=["position", "person"])
