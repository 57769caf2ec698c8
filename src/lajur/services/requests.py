"""Filing a request: the draft becomes a case with a number, or stays what it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from django.db import transaction

from lajur.core.access import Actor
from lajur.core.completion import Completion
from lajur.core.engine import commands as engine
from lajur.core.engine.apply import Transition
from lajur.core.procedure.definition import FieldKind, ItemId, ItemKind, Procedure
from lajur.core.refusals import NotFound, Refusal, marked
from lajur.core.request_form import AnswerMissing, check_form
from lajur.core.subdomain import SubdomainTaken, read_subdomain
from lajur.services import repeats
from lajur.services.drafts import (
    TITLE,
    attach_to_draft,
    discard_draft,
    offered_row,
    own_draft,
    require_applicant,
    save_draft,
)
from lajur.services.letters.incoming import note_request
from lajur.services.numbers import draw_number
from lajur.services.opening import before_first_event, new_case, request_facts
from lajur.services.refusals import FormRefused
from lajur.store import chain, procedures
from lajur.store.models import CaseRow, DraftRow, GovernmentRow
from lajur.store.rows import Content
from lajur.store.scopes import scope_of
from lajur.store.sql import run
from lajur.store.standing import Standing, asking, standing
from lajur.store.writing import Key, Overtaken, Writing, save

__all__ = ["Receipt", "attach_to_draft", "discard_draft", "file_request", "save_draft"]

ACTION = "file"
_TAKE_NAME = (
    "INSERT INTO store_subdomainrow (government_id, label, case_id) VALUES (%s, %s, %s)"
    " ON CONFLICT DO NOTHING"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the applicant gets for a request."""

    case_id: int
    number: str  # nomor permohonan
    code: str  # secret, for tracking without an account


def file_request(*, draft_id: int, actor: Actor, at: datetime, key: str) -> Receipt:
    """Send a draft: open its case, complete the first step with its papers, draw its number.

    Raises:
        NotAllowed: the actor may not file requests.
        NotFound: no such draft of the actor's.
        FormRefused: answers cannot stand; the draft stays.
        IdempotencyMismatch: the key came with another draft before.
        Refusal: the procedure does not allow it, e.g. DocumentMissing.
    """
    require_applicant(actor)
    fingerprint = sha256(f"{ACTION}\n{draft_id}".encode()).hexdigest()
    try:
        with scope_of(actor.government) as government, transaction.atomic():
            return _file(government, draft_id, actor, at.astimezone(UTC), (key, fingerprint))
    except (Overtaken, Refusal) as refused:
        answer = repeats.answer(actor, ACTION, key, fingerprint)
        if answer is not None:
            return Receipt(**answer)
        if isinstance(refused, Overtaken):
            raise NotFound(what=marked("Draf")) from None
        raise


def _file(
    government: GovernmentRow, draft_id: int, actor: Actor, at: datetime, key: tuple[str, str]
) -> Receipt:
    asker = _standing(actor, at)
    draft = own_draft(draft_id, asker.person)
    row = offered_row(draft.procedure_key, draft.service)
    procedure = procedures.of_row(row)
    _check(procedure, draft, government)
    papers = _papers(procedure, draft)
    transition = _opened(procedure, papers, asker, at)
    case = new_case(
        government=government.pk,
        procedure=row,
        number=draw_number(government, at=at),
        service=draft.service,
        title=draft.title.strip(),
        agency=asker.unit or 0,
        applicant=asker.person,
        form=draft.form,
        at=at,
    )
    _take_subdomains(procedure, case)
    note_request(case, government=government, at=at)
    receipt = Receipt(case_id=case.pk, number=case.number, code=case.code)
    save(
        Writing(
            loaded=before_first_event(case, procedure, asker),
            transition=transition,
            at=at,
            papers=papers,
            request=request_facts(case, row.digest),
            key=Key(
                person=asker.person,
                action=ACTION,
                key=key[0],
                fingerprint=key[1],
                answer=chain.canonical(
                    {"case_id": case.pk, "number": case.number, "code": case.code}
                ),
            ),
        )
    )
    draft.delete()
    return receipt


def _standing(actor: Actor, at: datetime) -> Standing:
    ((_, rows),) = run([asking(actor.person or 0, actor.government, at)])
    known = standing(rows, actor.person or 0, actor.government, at)
    if known is None:
        raise NotFound(what=marked("Draf"))
    return known


def _check(procedure: Procedure, draft: DraftRow, government: GovernmentRow) -> None:
    wrong: dict[str, Refusal] = {}
    if not draft.title.strip():
        wrong[TITLE] = AnswerMissing(label=marked("Judul permohonan"))
    wrong |= check_form(procedure.form, draft.form, reserved=government.reserved_subdomains)
    if wrong:
        raise FormRefused(fields=wrong)


def _papers(procedure: Procedure, draft: DraftRow) -> dict[ItemId, Content]:
    """The papers of the draft; the filled form itself serves as the form the SOP asks for."""
    papers = {
        row.item: Content(
            text=row.text,
            file=row.file_id,
            file_name=row.file_name,
            file_digest=row.file.digest if row.file else "",
        )
        for row in draft.documents.select_related("file").order_by("item")
    }
    start = procedure.steps[procedure.start]
    for use in (*start.requirements, *start.outputs):
        if procedure.items[use.item].kind is ItemKind.FORM and procedure.form:
            papers.setdefault(use.item, Content(text=_filled(procedure, draft.form)))
    return papers


def _filled(procedure: Procedure, answers: Mapping[str, str]) -> str:
    return "\n".join(f"{blank.label}: {answers.get(blank.id, '')}" for blank in procedure.form)


def _opened(
    procedure: Procedure, papers: Mapping[ItemId, Content], asker: Standing, at: datetime
) -> Transition:
    """Open the case and complete its first step, as one transition."""
    start = procedure.steps[procedure.start]
    actor = asker.actor_in(procedure, agency=asker.unit or 0, appointed={}, lane=start.performer)
    opened = engine.open_case(procedure, actor=actor, at=at)
    first = min(opened.case.items)
    completion = Completion(supplies=frozenset(papers))
    filed = engine.complete(opened.case, first, completion=completion, actor=actor, at=at)
    return Transition(case=filed.case, events=(*opened.events, *filed.events))


def _take_subdomains(procedure: Procedure, case: CaseRow) -> None:
    """Hold every name the form asks for, until the request comes to nothing."""
    for blank in procedure.form:
        if blank.kind is not FieldKind.SUBDOMAIN or not case.form.get(blank.id, "").strip():
            continue
        label = read_subdomain(case.form[blank.id], suffix=blank.suffix)
        ((taken, _),) = run([(_TAKE_NAME, (case.government_id, label, case.pk))])
        if not taken:
            raise FormRefused(fields={blank.id: SubdomainTaken(label=label)})
