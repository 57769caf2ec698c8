"""What an applicant has: drafts, requests, the receipt. Called inside the government's scope."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from lajur.core.access import Actor
from lajur.core.engine.case import CaseState, WorkItemState
from lajur.core.procedure.definition import (
    End,
    ItemId,
    ItemKind,
    Procedure,
    ServiceKind,
)
from lajur.core.refusals import NotFound, marked
from lajur.queries.case_rows import case_of, item_facts
from lajur.queries.procedures import find_procedure
from lajur.queries.promises import PromiseView, promise_view
from lajur.store.calendars import calendar_now
from lajur.store.models import CaseRow, DocumentRow, DraftRow, WorkItemRow
from lajur.store.procedures import parsed

PAGE = 25  # requests
NAME = "nama_aplikasi"  # the blank that names what is asked for, where the form has it


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPaper:
    """A paper already attached to a draft."""

    file_name: str  # "" when it is words
    size: int  # bytes; 0 when it is words


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPaper:
    """A paper the first step of the SOP asks for or yields."""

    item: ItemId
    name: str  # as the SOP calls it
    required: bool
    is_form: bool  # the filled form itself serves
    attached: DraftPaper | None

    @property
    def is_missing(self) -> bool:
        return self.required and not self.is_form and self.attached is None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A request not yet sent."""

    id: int
    procedure: Procedure
    service: ServiceKind
    title: str
    answers: Mapping[str, str]  # by FormField.id
    version: int
    saved_at: datetime
    papers: tuple[WantedPaper, ...]

    @property
    def names_itself(self) -> bool:
        """Whether the form has a blank for the name, so that it need not be asked twice."""
        return any(blank.id == NAME for blank in self.procedure.form)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A draft in a list."""

    id: int
    title: str
    service: ServiceKind
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request of the agency in a list."""

    id: int
    number: str
    title: str
    applicant: str
    opened_at: datetime
    withdrawn: bool
    end: End | None  # where it closed
    lanes: tuple[str, ...]  # whose turn it is
    ours: int | None  # number of a work item that waits for the agency


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    """What the applicant keeps."""

    case_id: int
    number: str
    code: str
    title: str
    agency: str
    applicant: str
    opened_at: datetime
    procedure: Procedure
    papers: tuple[str, ...]
    next: tuple[tuple[str, str], ...]  # lane, activity
    promise: PromiseView | None  # None: closed, or nothing can be promised


def list_drafts(actor: Actor) -> tuple[DraftLine, ...]:
    """Return the actor's own drafts, latest first."""
    rows = DraftRow.objects.filter(person=actor.person).order_by("-saved_at")[:PAGE]
    return tuple(
        DraftLine(
            id=row.pk,
            title=row.title,
            service=ServiceKind(row.service),
            saved_at=row.saved_at,
        )
        for row in rows
    )


def find_draft(draft_id: int, *, actor: Actor) -> DraftView:
    """Return a draft of the actor's own.

    Raises:
        NotFound: no such draft of theirs, or its SOP is no longer in force.
    """
    row = DraftRow.objects.filter(pk=draft_id, person=actor.person).first()
    if row is None:
        raise NotFound(what=marked("Draf"))
    procedure = find_procedure(row.procedure_key).procedure
    attached = {
        item: DraftPaper(file_name=file_name, size=size or 0)
        for item, file_name, size in DocumentRow.objects.filter(draft=row).values_list(
            "item", "file_name", "file__size"
        )
    }
    return DraftView(
        id=row.pk,
        procedure=procedure,
        service=ServiceKind(row.service),
        title=row.title,
        answers=row.form,
        version=row.version,
        saved_at=row.saved_at,
        papers=tuple(_wanted(procedure, attached)),
    )


def _wanted(procedure: Procedure, attached: Mapping[ItemId, DraftPaper]) -> Iterable[WantedPaper]:
    start = procedure.steps[procedure.start]
    uses = {use.item: use for use in (*start.outputs, *start.requirements)}
    printed = dict.fromkeys(use.item for use in (*start.requirements, *start.outputs))
    for item in (procedure.items[one] for one in printed):
        if not item.kind.gates:
            continue
        yield WantedPaper(
            item=item.id,
            name=item.name,
            required=not uses[item.id].optional and uses[item.id].when is None,
            is_form=item.kind is ItemKind.FORM and bool(procedure.form),
            attached=attached.get(item.id),
        )


def list_requests(
    actor: Actor, *, before: int | None = None
) -> tuple[tuple[RequestLine, ...], int | None]:
    """Return a page of the requests of the actor's agency, newest first, and where the next begins.

    `before` is the id the page ends before; the id given back is None on the last page.
    """
    rows = (
        CaseRow.objects.select_related("procedure", "applicant")
        .defer("procedure__source", "procedure__transcript", "form", "marking")
        .filter(agency=actor.unit, parent=None)
        .order_by("-id")
    )
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    page = found[:PAGE]
    open_items = _open_items(page)
    lines = tuple(_line(row, open_items.get(row.pk, ()), actor) for row in page)
    return lines, page[-1].pk if len(found) > PAGE else None


def _open_items(rows: list[CaseRow]) -> dict[int, list[WorkItemRow]]:
    found: dict[int, list[WorkItemRow]] = {}
    cases = [row.pk for row in rows if row.closed_at is None]
    if cases:
        for item in WorkItemRow.objects.filter(case__in=cases, closed_at=None).order_by("number"):
            found.setdefault(item.case_id, []).append(item)
    return found


def _line(row: CaseRow, items: Iterable[WorkItemRow], actor: Actor) -> RequestLine:
    procedure = _procedure(row)
    waiting = (WorkItemState.WAITING, WorkItemState.SUSPENDED)
    turns = [item for item in items if item.state not in waiting] or list(items)
    ours = (
        item.number
        for item in turns
        if item.agency_id == actor.unit
        and item.state not in waiting
        and (item.owner_id is None or actor.answers_for(item.owner_id))
    )
    return RequestLine(
        id=row.pk,
        number=row.number,
        title=row.title,
        applicant=row.applicant.name,
        opened_at=row.opened_at,
        withdrawn=row.state == CaseState.WITHDRAWN,
        end=procedure.ends.get(row.end),
        lanes=tuple(dict.fromkeys(procedure.lanes[item.lane].name for item in turns)),
        ours=next(ours, None),
    )


def _procedure(row: CaseRow) -> Procedure:
    return parsed(row.procedure_id, row.procedure.digest, government=row.government_id)


def find_receipt(case_id: int, *, actor: Actor, at: datetime) -> ReceiptView:
    """Return the receipt of a request of the actor's agency.

    Raises:
        NotFound: no such request of theirs.
    """
    row = (
        CaseRow.objects.select_related("procedure", "applicant", "agency")
        .defer("procedure__source", "procedure__transcript", "form")
        .filter(pk=case_id, agency=actor.unit, parent=None)
        .first()
    )
    if row is None:
        raise NotFound(what=marked("Permohonan"))
    procedure = _procedure(row)
    items = item_facts(row.pk)
    case = case_of(procedure, row.marking, items)
    start = DocumentRow.objects.filter(case=row, version=1, number=1).order_by("item")
    return ReceiptView(
        case_id=row.pk,
        number=row.number,
        code=row.code,
        title=row.title,
        agency=row.agency.name,
        applicant=row.applicant.name,
        opened_at=row.opened_at,
        procedure=procedure,
        papers=tuple(procedure.items[item].name for item in start.values_list("item", flat=True)),
        next=tuple(
            (procedure.lanes[item.lane].name, procedure.steps[item.step].printed.title)
            for item in items
            if item.closed_at is None
        ),
        promise=promise_view(case, items, calendar_now(row.government_id), at=at),
    )
