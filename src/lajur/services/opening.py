"""New cases: the row, and what stands before its first event."""

from collections.abc import Mapping
from datetime import datetime

from lajur.core.engine.case import Case
from lajur.core.procedure.definition import Procedure
from lajur.services.numbers import secret_code
from lajur.store import chain
from lajur.store.calendar_lock import counting
from lajur.store.calendars import calendar_now
from lajur.store.locks import Loaded
from lajur.store.models import CaseRow, ProcedureRow
from lajur.store.sql import run
from lajur.store.standing import Standing


def new_case(
    *,
    government: int,
    procedure: ProcedureRow,
    number: str,
    service: str,
    title: str,
    agency: int,
    applicant: int,
    form: Mapping[str, str],
    at: datetime,
    parent: int | None = None,
    parent_item: int | None = None,
) -> CaseRow:
    """Make the row of a case; its first transition is still to be written."""
    return CaseRow.objects.create(
        government_id=government,
        procedure=procedure,
        number=number,
        code=secret_code(),
        service=service,
        title=title,
        agency_id=agency,
        applicant_id=applicant,
        form=form,
        state="open",
        head=chain.START,
        parent_id=parent,
        parent_item=parent_item,
        opened_at=at,
    )


def before_first_event(case: CaseRow, procedure: Procedure, asker: Standing) -> Loaded:
    """The case as nothing has happened in it yet."""
    run(counting(asker.government))
    return Loaded(
        id=case.pk,
        government=case.government_id,
        version=0,
        head=chain.START,
        agency=case.agency_id,
        parent=case.parent_id,
        parent_item=case.parent_item,
        calendar=calendar_now(case.government_id),
        case=Case(procedure=procedure),
        clocks={},
        standing=asker,
    )


def request_facts(case: CaseRow, procedure_digest: str) -> dict[str, object]:
    """What the first event of the journal vouches for."""
    return {
        "number": case.number,
        "code": case.code,
        "service": case.service,
        "title": case.title,
        "agency": case.agency_id,
        "applicant": case.applicant_id,
        "procedure": procedure_digest,
        "parent": case.parent_id,
        "parent_item": case.parent_item,
    }
