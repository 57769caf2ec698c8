"""Requests not yet sent: saved as often as one likes, seen by nobody else."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from lajur.core.access import Actor, Permission, PersonId
from lajur.core.engine.refusals import NotAllowed
from lajur.core.procedure.definition import ItemId, Procedure, ServiceKind
from lajur.core.refusals import NotFound, Refusal, marked
from lajur.core.request_form import LONGEST_LINE, LONGEST_PARAGRAPH, AnswerTooLong
from lajur.services.papers import Paper, contents
from lajur.services.refusals import FormRefused, ServiceNotOffered, StaleDraft
from lajur.store import procedures
from lajur.store.models import DocumentRow, DraftRow, GovernmentRow, ProcedureRow
from lajur.store.scopes import scope_of

TITLE = "title"  # the key of the request's title among the answers


def save_draft(
    *,
    draft_id: int | None,
    procedure_key: str,
    service: str,
    title: str,
    form: Mapping[str, str],
    seen_version: int | None,
    actor: Actor,
    at: datetime,
) -> int:
    """Save a draft, a new one when `draft_id` is None; give its id.

    Answers may be missing or wrong as yet; only what the store cannot hold is refused.

    Raises:
        NotAllowed: the actor may not file requests.
        NotFound: no such procedure, or no such draft of the actor's.
        ServiceNotOffered: the procedure does not offer this kind of service.
        FormRefused: an answer is too long.
        StaleDraft: it was saved elsewhere since `seen_version`.
    """
    person = require_applicant(actor)
    with scope_of(actor.government) as government, transaction.atomic():
        procedure = offered(procedure_key, service)
        answers = _answers(procedure, title, form)
        values = {
            "procedure_key": procedure_key,
            "service": service,
            "title": title.strip(),
            "form": answers,
            "saved_at": at,
        }
        if draft_id is None:
            return _created(government, person, values)
        draft = own_draft(draft_id, person)
        if draft.version != seen_version:
            raise StaleDraft(version=draft.version)
        DraftRow.objects.filter(pk=draft.pk).update(version=F("version") + 1, **values)
        return draft.pk


def attach_to_draft(
    *, draft_id: int, item: ItemId, paper: Paper, actor: Actor, at: datetime
) -> None:
    """Put a paper into a draft, in place of the one before; an empty paper takes it out.

    Raises:
        NotAllowed, NotFound: as for `save_draft`; or the procedure knows no such paper.
    """
    person = require_applicant(actor)
    with scope_of(actor.government) as government, transaction.atomic():
        draft = own_draft(draft_id, person)
        if item not in offered(draft.procedure_key, draft.service).items:
            raise NotFound(what=marked("Kelengkapan"))
        DocumentRow.objects.filter(draft=draft, item=item).delete()
        if paper.is_empty:
            return
        content = contents({item: paper}, government=government.pk)[item]
        DocumentRow.objects.create(
            government=government,
            draft=draft,
            item=item,
            file_id=content.file,
            file_name=content.file_name,
            text=content.text,
            person_id=person,
            supplied_at=at,
        )


def discard_draft(*, draft_id: int, actor: Actor, at: datetime) -> None:  # noqa: ARG001
    """Throw a draft away, with its papers.

    Raises:
        NotAllowed, NotFound: as for `save_draft`.
    """
    person = require_applicant(actor)
    with scope_of(actor.government), transaction.atomic():
        own_draft(draft_id, person).delete()


def require_applicant(actor: Actor) -> PersonId:
    """The person, who may file requests. Raises: NotAllowed."""
    if actor.person is None or not actor.may(Permission.FILE_REQUEST):
        raise NotAllowed(permission=Permission.FILE_REQUEST.value)
    return actor.person


def own_draft(draft_id: int, person: PersonId) -> DraftRow:
    """The person's draft, locked until the transaction ends. Raises: NotFound."""
    draft = DraftRow.objects.select_for_update().filter(pk=draft_id, person=person).first()
    if draft is None:
        raise NotFound(what=marked("Draf"))
    return draft


def offered(procedure_key: str, service: str) -> Procedure:
    """The procedure new requests of this service use. Raises: NotFound, ServiceNotOffered."""
    return procedures.of_row(offered_row(procedure_key, service))


def offered_row(procedure_key: str, service: str) -> ProcedureRow:
    row = ProcedureRow.objects.filter(key=procedure_key, active=True).first()
    if row is None:
        raise NotFound(what=marked("SOP"))
    if service not in {kind.value for kind in procedures.of_row(row).services}:
        known = service in {kind.value for kind in ServiceKind}
        raise ServiceNotOffered(service=service if known else "–")
    return row


def _created(government: GovernmentRow, person: PersonId, values: Mapping[str, object]) -> int:
    return DraftRow.objects.create(government=government, person_id=person, **values).pk


def _answers(procedure: Procedure, title: str, form: Mapping[str, str]) -> dict[str, str]:
    """The answers to the blanks the form has; others are dropped."""
    answers = {blank.id: form[blank.id] for blank in procedure.form if blank.id in form}
    labels = {blank.id: blank.label for blank in procedure.form}
    wrong: dict[str, Refusal] = {
        name: AnswerTooLong(label=labels[name], longest=LONGEST_PARAGRAPH)
        for name, answer in answers.items()
        if len(answer) > LONGEST_PARAGRAPH
    }
    if len(title.strip()) > LONGEST_LINE:
        wrong[TITLE] = AnswerTooLong(label=marked("Judul permohonan"), longest=LONGEST_LINE)
    if wrong:
        raise FormRefused(fields=wrong)
    return answers
