"""Issuing a letter: number, bytes, line of the register, journal and row, together or not at all.

The paper is printed before any lock with the number it will most likely get; the transaction draws
the number and, when somebody was quicker, is rolled back and tried anew. So the register almost
never waits for the printer (docs/decisions/0010).
"""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from typing import Any

from django_scopes import scope

from lajur.core.access import Actor
from lajur.core.engine import commands as engine
from lajur.core.engine.apply import Transition
from lajur.core.engine.mapping import acting_to_dict
from lajur.core.refusals import NotFound, marked
from lajur.documents.letters import template_version
from lajur.queries.letters.signers import SignerView
from lajur.services import repeats
from lajur.services.acts import Act, Asking, perform
from lajur.services.letters.entries import Line, draw, predict, reserved_lines
from lajur.services.letters.facts import (
    check_address,
    issued_facts,
)
from lajur.services.letters.keeping import Printed, arrived, keep, printed_as
from lajur.services.letters.opened import open_letter, require_draft
from lajur.services.letters.preparing import Ready, make_ready, reprint
from lajur.services.refusals import StaleCase
from lajur.store import chain
from lajur.store.locks import Loaded
from lajur.store.models import CaseRow, EntryRow, LetterRow, SignatureRow
from lajur.store.scopes import scope_of
from lajur.store.writing import Overtaken

TRIES = 3  # with a number foretold; after that it is printed inside the lock


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What came of issuing."""

    letter: int  # LetterRow id
    number: str  # as printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What issuing a draft would come to now."""

    number: str  # unless somebody is quicker
    signers: tuple[tuple[str, SignerView], ...]  # role and who
    reserved: tuple[tuple[int, str, date], ...]  # EntryRow id, number and day of what would fit


class LetterAct(Act):
    """An act on a letter: it is the same request however the case has gone on meanwhile."""

    @property
    def fingerprint(self) -> str:
        whole = [self.action, self.case_id, self.number, self.asked]
        return sha256(chain.canonical(whole).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Foretold:
    """A paper printed with the number it will most likely get."""

    number: str
    facts: Mapping[str, Any]
    paper: Printed


class _AnotherNumber(Exception):
    """Somebody was quicker: the number drawn is not the one foretold."""


def issue_letter(
    *,
    letter_id: int,
    seen_version: int,
    actor: Actor,
    at: datetime,
    key: str,
    reserved: int | None = None,
) -> Issued:
    """Issue a draft as it was seen; a repeated key gives the first answer.

    `reserved` is the line (EntryRow id) of its register whose number was kept for it; the paper
    then has the day of that line.

    Raises:
        ReservedForAnother: that number tells of another classification or secrecy.
        LineNotReserved: that line is used or void by now.
        NotFound: no such letter, or none that the actor may see; or, from outside the office, a
            number that it has kept for itself.
        StaleLetter: it was saved elsewhere since `seen_version`.
        LetterIssuedBefore: it has its number.
        PartsRefused: something required is missing, or a decision is left open.
        SignerMissing, SignsTwice: the signatures cannot be given so.
        LetterProfileMissing, RegisterMissing, ClassificationMissing: the office must settle that.
        IdempotencyMismatch: the key came with another request before.
        PrintersBusy: too many print at this moment.
        Refusal: the actor may not write here.
    """
    with scope_of(actor.government) as government:
        opened = open_letter(letter_id, actor=actor, at=at)
        row = opened.row
        if reserved is not None and opened.is_outside:
            raise NotFound(what=marked("Baris register"))
        asked = [letter_id, seen_version, reserved]
        act = LetterAct("issue", asked, row.case_id, None, actor, at, key, row.work_item)
        if repeats.answer(actor, act.action, act.kept_key, act.fingerprint) is None:
            _issue(make_ready(opened, government, seen_version, at, reserved), act)
        row = LetterRow.objects.select_related("entry").get(pk=letter_id)
        assert row.entry is not None  # the act is done, or has raised
        return Issued(letter=row.pk, number=row.entry.number)


def foresee(*, letter_id: int, actor: Actor, at: datetime) -> Outlook:
    """What issuing a draft would come to now; nothing is printed and no number is taken.

    Raises:
        Refusal: what `issue_letter` would refuse.
    """
    with scope_of(actor.government) as government:
        opened = open_letter(letter_id, actor=actor, at=at)
        ready = make_ready(opened, government, opened.row.version, at)
        return Outlook(
            number=_predicted(ready, at),
            signers=tuple(ready.signers.values()),
            reserved=()
            if opened.is_outside
            else tuple((one.pk, one.number, one.day) for one in _kept_for(ready, at)),
        )


def _issue(ready: Ready, act: LetterAct) -> None:
    for _ in range(TRIES):
        foretold = _foretell(ready, act.at)
        try:
            with arrived(foretold.paper):
                perform(act, partial(_write, ready, foretold))
        except (_AnotherNumber, StaleCase):
            continue
        return
    with ExitStack() as kept:
        perform(act, partial(_write, ready, kept))


def _foretell(ready: Ready, at: datetime) -> _Foretold:
    return _printed(ready, _predicted(ready, at))


def _predicted(ready: Ready, at: datetime) -> str:
    row = ready.row
    return predict(
        ready.register,
        government=ready.government,
        at=at,
        classification=row.classification,
        secrecy=row.secrecy,
        reserved=ready.reserved,
    )


def _kept_for(ready: Ready, at: datetime) -> tuple[EntryRow, ...]:
    row = ready.row
    return reserved_lines(
        ready.register,
        government=ready.government,
        at=at,
        classification=row.classification,
        secrecy=row.secrecy,
    )


def _printed(ready: Ready, number: str) -> _Foretold:
    address = check_address(ready.government.slug, ready.row.token)
    facts = issued_facts(ready.facts, number=number, address=address)
    return _Foretold(number=number, facts=facts, paper=printed_as(reprint(facts)))


def _write(ready: Ready, printed: _Foretold | ExitStack, asking: Asking) -> Transition:
    """Everything of the letter but its event, which the act itself writes.

    Raises:
        _AnotherNumber: not the number that was foretold.
    """
    with scope(government=asking.loaded.government):
        row = lock_letter(asking.loaded, ready.row.pk)
        require_draft(row, ready.row.version)
        entry = _drawn(ready, asking)
        if isinstance(printed, ExitStack):
            stack, printed = printed, _printed(ready, entry.number)
            stack.enter_context(arrived(printed.paper))
        if entry.number != printed.number:
            raise _AnotherNumber
        _freeze(row, entry, printed, ready, asking)
    return engine.issue_letter(
        asking.case,
        letter=entry.number,
        kind=row.kind,
        digest=printed.paper.digest,
        item=row.item,
        number=row.work_item,
        actor=asking.actor,
        at=asking.at,
    )


def lock_letter(loaded: Loaded, letter_id: int) -> LetterRow:
    """A letter under the lock of its case, which is taken first, as always."""
    version = CaseRow.objects.select_for_update().values_list("version", flat=True)
    if version.get(pk=loaded.id) != loaded.version:
        raise Overtaken
    rows = LetterRow.objects.select_for_update(of=("self",)).select_related("entry")
    return rows.get(pk=letter_id)


def _drawn(ready: Ready, asking: Asking) -> EntryRow:
    row, addressee = ready.row, ready.facts["addressee"]
    line = Line(
        subject=row.subject,
        party=", ".join(addressee["to"]) if addressee else "",
        case=row.case_id,
        person=asking.actor.person,
    )
    return draw(
        ready.register,
        line,
        government=ready.government,
        at=asking.at,
        classification=row.classification,
        secrecy=row.secrecy,
        reserved=ready.reserved,
    )


def _freeze(
    row: LetterRow, entry: EntryRow, printed: _Foretold, ready: Ready, asking: Asking
) -> None:
    file = keep(printed.paper, government=ready.government, at=asking.at)
    for one in SignatureRow.objects.filter(letter=row):
        _, signer = ready.signers.get(one.order, ("", None))
        if signer is None:  # one that the paper may go without
            one.delete()
            continue
        one.person_id, one.signer = signer.person, signer.as_printed()
        one.save(update_fields=["person", "signer"])
    LetterRow.objects.filter(pk=row.pk).update(
        state=LetterRow.ISSUED,
        entry=entry,
        issued_at=asking.at,
        issued_by=acting_to_dict(asking.actor.acting),
        facts=dict(printed.facts),
        template=template_version(),
        file=file,
    )
