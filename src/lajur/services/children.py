"""Steps that call another SOP: run as a case of it, where the government has that SOP.

Everything happens in the transaction of the act that causes it: the performer who sets the step to
work opens the child, the act that ends the child returns its papers, a withdrawal withdraws both.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from django_scopes import scope

from lajur.core.access import Actor, Role
from lajur.core.completion import Completion
from lajur.core.engine import commands as engine
from lajur.core.engine.apply import Transition
from lajur.core.engine.case import Case, CaseState, WorkItemState, WorkKind
from lajur.core.engine.rules import rules_of
from lajur.core.procedure.definition import ItemId, LaneId, Procedure
from lajur.core.refusals import Refusal
from lajur.services.opening import before_first_event, new_case, request_facts
from lajur.store import procedures
from lajur.store.locks import Loaded, load_unasked
from lajur.store.models import CaseRow, DocumentRow, ProcedureRow
from lajur.store.rows import Content
from lajur.store.writing import Writing, save

_WORKABLE = (WorkItemState.READY, WorkItemState.RESERVED)


def called_procedure(loaded: Loaded, number: int) -> ProcedureRow | None:
    """The SOP that this work item is to run as; None when it is done as one recorded step.

    A step whose child has come back is finished by hand.
    """
    item = loaded.case.items.get(number)
    if item is None or item.kind is not WorkKind.STEP or item.state not in _WORKABLE:
        return None
    called = loaded.procedure.steps[item.step].calls
    if called is None:
        return None
    with scope(government=loaded.government):
        if CaseRow.objects.filter(parent=loaded.id, parent_item=number).exists():
            return None
        rows = ProcedureRow.objects.filter(active=True).exclude(key=loaded.procedure.id)
        return next(
            (row for row in rows if _words(called) in map(_words, (row.title, row.key))), None
        )


def run_as_child(
    loaded: Loaded,
    number: int,
    called: ProcedureRow,
    *,
    supplies: frozenset[ItemId],
    actor: Actor,
    at: datetime,
) -> Transition:
    """Take what was handed in, open the child case, and let the step wait for it.

    Raises:
        Refusal: see `engine.supply` and `engine.open_child`.
    """
    taken = Transition(case=loaded.case, events=())
    if supplies:
        taken = engine.supply(loaded.case, supplies, number=number, actor=actor, at=at)
    child = _open(loaded, number, called, actor=actor, at=at)
    waiting = engine.open_child(taken.case, number, child=str(child), actor=actor, at=at)
    return Transition(case=waiting.case, events=(*taken.events, *waiting.events))


def _open(loaded: Loaded, number: int, called: ProcedureRow, *, actor: Actor, at: datetime) -> int:
    """Open the child case; give its id."""
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
    papers = _known_to(procedure, loaded)
    transition = _begun(procedure, papers.keys(), actor=actor, at=at)
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


def _begun(
    procedure: Procedure, papers: Collection[ItemId], *, actor: Actor, at: datetime
) -> Transition:
    """Open the child past its first step, which is to ask for it; short of papers, before it."""
    opened = engine.open_case(procedure, actor=actor, at=at)
    start = procedure.steps[procedure.start]
    asked = {use.item for use in (*start.requirements, *start.outputs)}
    try:
        begun = engine.complete(
            opened.case,
            min(opened.case.items),
            completion=Completion(supplies=frozenset(asked.intersection(papers))),
            actor=_in_lane(actor, start.performer),
            at=at,
        )
    except Refusal:
        return opened
    return Transition(case=begun.case, events=(*opened.events, *begun.events))


def return_to_parent(child: Loaded, ended: Case, *, actor: Actor, at: datetime) -> None:
    """Give the step that waited for this case what it brought."""
    if child.parent is None or child.parent_item is None:
        return
    parent = load_unasked(child.parent, government=child.standing.government)
    yields = parent.procedure.steps[parent.case.items[child.parent_item].step].outputs
    known = _known_to(parent.procedure, child)
    papers = {use.item: known[use.item] for use in yields if use.item in known}
    transition = engine.return_from_child(
        parent.case, child.parent_item, supplies=papers, text=_ending(ended), actor=actor, at=at
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
            actor=_in_lane(actor, rules_of(child.procedure).applicant),
            at=at,
        )
        save(Writing(loaded=child, transition=transition, at=at))


def _in_lane(actor: Actor, lane: LaneId) -> Actor:
    """Whoever acts on the parent, as the child's lane."""
    return replace(actor, roles=actor.roles | {Role.APPLICANT}, lanes=frozenset({lane}))


def _ending(ended: Case) -> str:
    name = ended.procedure.ends[ended.end].name if ended.end else ""
    return f"{ended.procedure.identity.title}: {name}"


def _known_to(procedure: Procedure, other: Loaded) -> Mapping[ItemId, Content]:
    """The newest papers of another case that a procedure knows, by id or by name."""
    names = {_words(item.name): item.id for item in procedure.items.values()}
    with scope(government=other.government):
        rows = DocumentRow.objects.filter(case=other.id).select_related("file")
        newest = {row.item: row for row in rows.order_by("version")}
    papers: dict[ItemId, Content] = {}
    for item, row in newest.items():
        name = _words(other.procedure.items[item].name)
        target = item if item in procedure.items else names.get(name)
        if target is not None:
            papers[target] = Content(
                text=row.text,
                file=row.file_id,
                file_name=row.file_name,
                file_digest=row.file.digest if row.file else "",
            )
    return papers


def _words(name: str) -> str:
    """A title as it is compared: “SOP Analisis Aplikasi” is “analisis aplikasi”."""
    return " ".join(name.casefold().split()).removeprefix("sop ")
