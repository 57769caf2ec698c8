"""A draft made ready for print: what it says, who signs, in which letterhead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from lajur.core.access import Actor
from lajur.core.letters.kinds import Signer
from lajur.core.letters.parts import PartMissing, PartsRefused, read_parts, require_decided
from lajur.core.refusals import marked
from lajur.documents.letters import print_letter
from lajur.queries.letters.signers import Roster, SignerView, roster
from lajur.queries.letters.words import ROLE_NAMES
from lajur.services.letters.answers import SignerMissing, SignsTwice
from lajur.services.letters.facts import Signature, Wording, draft_facts
from lajur.services.letters.opened import Opened, kind_of, open_letter, require_draft
from lajur.services.letters.profiles import profile_in_force, with_arms
from lajur.store.models import EntryRow, GovernmentRow, LetterRow
from lajur.store.scopes import scope_of

Signers = Mapping[int, tuple[str, SignerView]]  # role and signer, by SignatureRow.order


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A draft as it will be issued, all but its number."""

    row: LetterRow
    government: GovernmentRow
    register: str
    signers: Signers
    facts: Mapping[str, Any]  # of the draft
    reserved: int | None = None  # EntryRow id whose number was kept for it; None: the next one


def preview_letter(*, letter_id: int, actor: Actor, at: datetime) -> bytes:
    """The draft as it would be printed now, marked as a draft. Nothing needs to be complete.

    Raises:
        NotFound: no such letter, or none that the actor may see.
        LetterIssuedBefore: it has its number; its own file is there.
        LetterProfileMissing: the office has no letterhead yet.
        CannotPrint, PrintersBusy: nothing was printed.
        Refusal: the actor may not write here.
    """
    with scope_of(actor.government) as government:
        row = open_letter(letter_id, actor=actor, at=at).row
        require_draft(row, None)
        facts = _draft(row, government, at, complete=False).facts
    return reprint(facts)


def reprint(facts: Mapping[str, Any]) -> bytes:
    """The paper of these facts; of those it was issued with, the same bytes again.

    Raises:
        CannotPrint, PrintersBusy: nothing was printed.
    """
    return print_letter(with_arms(facts))


def make_ready(
    opened: Opened,
    government: GovernmentRow,
    seen_version: int,
    at: datetime,
    reserved: int | None = None,
) -> Ready:
    """A draft that lacks nothing; with the number of a `reserved` line, of that line's day.

    Raises:
        Refusal: as `issuing.issue_letter` says of what a draft may lack.
    """
    row = opened.row
    require_draft(row, seen_version)
    if not row.subject:
        raise PartsRefused(fields={"hal": PartMissing(label=marked("Hal"))})
    require_decided(opened.kind, row.parts, opened.choice)
    return _draft(row, government, at, complete=True, reserved=reserved)


def _draft(
    row: LetterRow,
    government: GovernmentRow,
    at: datetime,
    *,
    complete: bool,
    reserved: int | None = None,
) -> Ready:
    zone, kind = ZoneInfo(government.zone), kind_of(row.kind)
    wording = Wording(
        kind=kind,
        subject=row.subject,
        parts=read_parts(kind, row.parts, complete=complete),
        secrecy=row.secrecy,
        speed=row.speed,
    )
    people = roster(row.case.agency_id, at=at, zone=zone)
    signers = _signers(row, kind.signers if complete else (), people)
    printed = [Signature(role=role, printed=one.as_printed()) for role, one in signers.values()]
    day = _day_of(reserved) or at.astimezone(zone).date()
    return Ready(
        row=row,
        government=government,
        register=kind.register,
        signers=signers,
        facts=draft_facts(wording, printed, profile_in_force(), day=day),
        reserved=reserved,
    )


def _day_of(reserved: int | None) -> date | None:
    """The day of a reserved line: the book and the paper have one date."""
    return EntryRow.objects.filter(pk=reserved or 0).values_list("day", flat=True).first()


def _signers(row: LetterRow, asked: Sequence[Signer], people: Roster) -> Signers:
    """Who signs as things stand today; `asked` says what the paper cannot go without.

    Raises:
        SignerMissing, SignsTwice: see `issuing.issue_letter`.
    """
    kind, required = kind_of(row.kind), {str(one.role) for one in asked if one.required}
    found: dict[int, tuple[str, SignerView]] = {}
    for one in row.signatures.order_by("order"):
        signer = None if one.person_id is None else people.find(one.position_id, one.person_id)
        if signer in people.able(kind.whom(one.role), writer=row.writer_id):
            found[one.order] = one.role, signer
        elif one.role in required:
            raise SignerMissing(role=ROLE_NAMES[one.role])
    if asked:
        _require_different(found)
    return found


def _require_different(signers: Signers) -> None:
    seen: set[int] = set()
    for _, one in signers.values():
        if one.person in seen:
            raise SignsTwice(name=one.name)
        seen.add(one.person)
