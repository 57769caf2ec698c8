"""Steps that call another SOP: run as a case of it, where the government has that SOP.

Everything happens in the transaction of the act that causes it: the performer who sets the step to
work opens the child, the act that ends the child returns its papers, a withdrawal withdraws both.
"""

from collections.abc import Mapping
from datetime import datetime

from django_scopes import scope

from lajur.core.access import Actor
from lajur.core.engine import commands as engine
from lajur.core.engine.apply import Transition
from lajur.core.engine.case import Case, CaseState
from lajur.core.engine.children import in_lane
from lajur.core.engine.rules import rules_of
from lajur.core.procedure.definition import ItemId, Procedure, Result
from lajur.queries.called import called_by, same_papers
from lajur.services.opening import before_first_event, new_case, request_facts
from lajur.store import procedures
from lajur.store.locks import Loaded, load_unasked
from lajur.store.models import CaseRow, DocumentRow, ProcedureRow
from lajur.store.rows import Content
from lajur.store.writing import Writing, save

NOTHING: Mapping[ItemId, Content] = {}


def called_procedure(loaded: Loaded, number: int) -> ProcedureRow | None:
    """The SOP that this work item is to run as; None when it is done as one recorded step."""
    with scope(government=loaded.government):
        return called_by(loaded.id, loaded.procedure, loaded.case.items.get(number))


def run_as_child(
    loaded: Loaded,
    number: int,
    called: ProcedureRow,
    *,
    handed_in: Mapping[ItemId, Content],
    text: str,
    actor: Actor,
    at: datetime,
) -> Transition:
    """Take what was handed in, open the child case, and let the step wait for it.

    Raises:
        Refusal: see `engine.supply` and `engine.open_child`.
    """
    taken = Transition(case=loaded.case, events=())
    if handed_in:
        taken = engine.supply(loaded.case, handed_in.keys(), number=number, actor=actor, at=at)
    child = _open(loaded, number, called, handed_in, actor=actor, at=at)
    waiting = engine.open_child(taken.case, number, child=str(child), text=text, actor=actor, at=at)
    return Transition(case=waiting.case, events=(*taken.events, *waiting.events))


def _open(
    loaded: Loaded,
    number: int,
    called: ProcedureRow,
    handed_in: Mapping[ItemId, Content],
    *,
    actor: Actor,
    at: datetime,
) -> int:
    """Open the child case, with the papers it knows of those the calling case has; give its id."""
    with scope(government=loaded.government):
        parent = CaseRow.objects.get(pk=loaded.id)
        child = new_case(
            government=loaded.government,
            procedure=called,
            number="",
            service=parent.service,
            title=parent.title,
            agency=parent.agency_id,
            applicant=parent.applicant_id,
            form={},
            at=at,
            parent=parent.pk,
            parent_item=number,
        )
    procedure = procedures.of_row(called)
    papers = _known_to(procedure, loaded, handed_in)
    transition = engine.begin_child(procedure, papers.keys(), actor=actor, at=at)
    save(
        Writing(
            loaded=before_first_event(child, procedure, loaded.standing),
            transition=transition,
            at=at,
            papers=papers,
            request=request_facts(child, called.digest),
        )
    )
    return child.pk


def return_to_parent(child: Loaded, ended: Case, *, actor: Actor, at: datetime) -> None:
    """Give the step that waited for this case what it brought."""
    if child.parent is None or child.parent_item is None:
        return
    parent = load_unasked(child.parent, government=child.standing.government)
    yields = parent.procedure.steps[parent.case.items[child.parent_item].step].outputs
    known = _known_to(parent.procedure, child)
    papers = {use.item: known[use.item] for use in yields if use.item in known}
    transition = engine.return_from_child(
        parent.case,
        child.parent_item,
        supplies=papers,
        text=_ending(ended),
        refused=_is_refused(ended),
        actor=actor,
        at=at,
    )
    save(Writing(loaded=parent, transition=transition, at=at, papers=papers))
    if transition.case.state is CaseState.COMPLETED:
        return_to_parent(parent, transition.case, actor=actor, at=at)


def withdraw_children(loaded: Loaded, *, reason: str, actor: Actor, at: datetime) -> None:
    """Withdraw the open cases that carry out steps of this one."""
    with scope(government=loaded.government):
        children = list(
            CaseRow.objects.filter(parent=loaded.id, state="open").values_list("pk", flat=True)
        )
    for pk in children:
        child = load_unasked(pk, government=loaded.standing.government)
        withdraw_children(child, reason=reason, actor=actor, at=at)
        transition = engine.withdraw(
            child.case,
            reason=reason,
            actor=in_lane(actor, rules_of(child.procedure).applicant),
            at=at,
        )
        save(Writing(loaded=child, transition=transition, at=at))


def _ending(ended: Case) -> str:
    name = ended.procedure.ends[ended.end].name if ended.end else ""
    return f"{ended.procedure.identity.title}: {name}"


def _is_refused(ended: Case) -> bool:
    return ended.end is None or ended.procedure.ends[ended.end].result is Result.REFUSED


def _known_to(
    procedure: Procedure, other: Loaded, handed_in: Mapping[ItemId, Content] = NOTHING
) -> Mapping[ItemId, Content]:
    """The newest papers of another case that a procedure knows, by id or by name."""
    papers = {**_newest(other), **handed_in}
    known = same_papers(procedure, other.procedure, papers)
    return {known[item]: content for item, content in papers.items() if item in known}


def _newest(case: Loaded) -> Mapping[ItemId, Content]:
    with scope(government=case.government):
        rows = DocumentRow.objects.filter(case=case.id).select_related("file")
        return {
            row.item: Content(
                text=row.text,
                file=row.file_id,
                file_name=row.file_name,
                file_digest=row.file.digest if row.file else "",
            )
            for row in rows.order_by("version")
        }
