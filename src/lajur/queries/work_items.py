"""The work page: one piece of work, with everything needed to do it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.engine.case import CaseState, WorkKind
from lajur.core.engine.rules import rules_of, step_rules
from lajur.core.procedure.definition import ItemId, ItemKind, Outcome, Step, Use
from lajur.core.refusals import NotFound, marked
from lajur.queries.case_heads import head_of
from lajur.queries.case_rows import ItemFacts
from lajur.queries.dossier import Dossier, open_dossier
from lajur.queries.journal import acts_of, events_of
from lajur.queries.lanes import HolderView
from lajur.queries.letters.lines import letters_of
from lajur.queries.letters.offers import letter_offers
from lajur.queries.moments import in_words
from lajur.queries.papers import PaperView, latest_by_item, papers_of
from lajur.queries.steps import step_view
from lajur.queries.timeline import ActView
from lajur.queries.work_acts import open_acts
from lajur.queries.work_views import Act, AppointView, NeedView, OutcomeView, PaperBlank, WorkView
from lajur.queries.worklist_rows import kind_words, state_words

MESSAGES = 3  # shown on the work page; the case page has them all

__all__ = ["Act", "PaperBlank", "WorkView", "work_item"]


def work_item(case_id: int, number: int, *, actor: Actor, at: datetime, zone: ZoneInfo) -> WorkView:
    """One work item for somebody with a part in the case; at most nine statements.

    Raises:
        NotFound: no such case or work item, or none that the reader may see.
    """
    dossier = open_dossier(case_id, actor=actor, at=at, zone=zone)
    row = next((item for item in dossier.items if item.number == number), None)
    if row is None:
        raise NotFound(what=marked("Tugas"))
    papers = papers_of(dossier, zone)
    latest = latest_by_item(papers)
    step = dossier.procedure.steps[row.step]
    kind = WorkKind(row.kind)
    on_step = kind is WorkKind.STEP
    lane = dossier.lanes[row.lane]
    mine = dossier.reader_in(row.lane).answers_for(row.owner_id)
    absent = dossier.instead_of(row)
    return WorkView(
        head=head_of(dossier, zone),
        number=number,
        version=dossier.row.version,
        kind=row.kind,
        kind_words=kind_words(kind),
        visit=row.visit,
        state=row.state,
        state_words=state_words(row.state),
        open=row.closed_at is None and dossier.case.state is CaseState.OPEN,
        holder=dossier.names.get(row.owner_id or 0, ""),
        mine=mine,
        instead_of=absent.name if absent else "",
        acts_as=absent.capacity_of_substitute if absent else "",
        lane=lane.name,
        lane_who=lane.who,
        time=dossier.time_of(row) if row.closed_at is None else None,
        opened=in_words(row.opened_at, zone),
        step=step_view(dossier.procedure, step, dossier.lanes),
        needs=tuple(_needs(dossier, step, latest)) if on_step else (),
        blanks=tuple(_with_letters(dossier, row, _blanks(dossier, row, step, latest), zone)),
        papers=tuple(latest.values()),
        messages=_messages(dossier, zone),
        outcomes=tuple(_outcomes(dossier, step)) if on_step and step.is_decision else (),
        appoints=tuple(_appoints(dossier, step)) if on_step else (),
        sets_time_of=_time_target(dossier, step) if on_step else "",
        set_time=dossier.case.durations.get(row.step) if on_step else None,
        holders=_unique(lane.holders),
        colleagues=tuple(_colleagues(dossier, row)),
        returnable=tuple(_returnable(dossier, step)) if on_step else (),
        acts=open_acts(dossier, row, step),
    )


def _messages(dossier: Dossier, zone: ZoneInfo) -> tuple[ActView, ...]:
    """The last words, and the last decisions: one without words still overrules what was said."""
    acts = acts_of(dossier, events_of(dossier.row.id), zone)
    return tuple(act for act in reversed(acts) if act.reason or act.outcome)[:MESSAGES]


def _needs(dossier: Dossier, step: Step, latest: Mapping[ItemId, PaperView]) -> Iterable[NeedView]:
    for use in step.requirements:
        if not _applies(dossier, use, step):
            continue
        item = dossier.procedure.items[use.item]
        here = use.item in dossier.case.documents or not item.kind.gates
        yield NeedView(
            item=use.item,
            name=item.name,
            here=here,
            blocks=not here and not use.optional,
            optional=use.optional,
            supplier="" if here else _supplier(dossier, use.item),
            latest=latest.get(use.item),
        )


def _applies(dossier: Dossier, use: Use, step: Step) -> bool:
    """Whether a use applies, or may still come to apply by the outcome of the step itself."""
    when = use.when
    if when is None or when.step == step.id:
        return True
    return dossier.case.decisions.get(when.step) == when.outcome


def _supplier(dossier: Dossier, item: ItemId) -> str:
    """Who brings a paper, in words: the most natural of those who may."""
    lanes = rules_of(dossier.procedure).suppliers[item]
    return dossier.lanes[lanes[0]].name if lanes else ""


def _with_letters(
    dossier: Dossier, row: ItemFacts, blanks: Iterable[PaperBlank], zone: ZoneInfo
) -> Iterable[PaperBlank]:
    """The papers with what can be written here as a letter; a statement where one can."""
    asked = list(blanks)
    if not any(dossier.procedure.items[blank.item].letter for blank in asked):
        return asked
    offers = letter_offers(dossier, row.number, letters_of(dossier, zone))
    return [replace(blank, letter=offers.get(blank.item)) for blank in asked]


def _blanks(
    dossier: Dossier, row: ItemFacts, step: Step, latest: Mapping[ItemId, PaperView]
) -> Iterable[PaperBlank]:
    """What the form asks for: what the step yields, and what it lacks that its lane supplies."""
    if row.closed_at is not None:
        yield from _once_asked(dossier, row, step, latest)
        return
    if row.kind == WorkKind.COMPLETION:
        for item in _missing(dossier, row):
            yield _blank(dossier, Use(item=item), latest, required=True)
        return
    if row.kind != WorkKind.STEP:
        return
    again = _again(dossier, row)
    lacking = [use for use in _bringable(dossier, row, step) if not _is_here(dossier, use)]
    for use in (*lacking, *step.outputs):
        if dossier.procedure.items[use.item].kind.gates and _applies(dossier, use, step):
            required = not _is_here(dossier, use) and not use.optional
            yield _blank(dossier, use, latest, required=required, again=use.item in again)


def _once_asked(
    dossier: Dossier, row: ItemFacts, step: Step, latest: Mapping[ItemId, PaperView]
) -> Iterable[PaperBlank]:
    """Every paper that the form of closed work may have asked for.

    A form whose answer was lost is sent again; it must then read as it did the first time, or its
    idempotency key would seem to come with another request.
    """
    uses: Iterable[Use] = ()
    if row.kind == WorkKind.COMPLETION:
        uses = [Use(item=item) for item, _ in _returnable(dossier, step)]
    elif row.kind == WorkKind.STEP:
        uses = (*_bringable(dossier, row, step), *step.outputs)
    again = _again(dossier, row)
    for use in uses:
        if dossier.procedure.items[use.item].kind.gates:
            yield _blank(dossier, use, latest, required=False, again=use.item in again)


def _again(dossier: Dossier, row: ItemFacts) -> frozenset[ItemId]:
    """The papers of an earlier visit that the step brings forth anew or declares to stand."""
    if row.visit == 1 or row.kind != WorkKind.STEP:
        return frozenset()
    renewed = step_rules(dossier.procedure, row.step).renews
    return frozenset(use.item for use in renewed).intersection(dossier.case.documents)


def _bringable(dossier: Dossier, row: ItemFacts, step: Step) -> Iterable[Use]:
    """The requirements that the lane itself may supply; what the step yields is no requirement."""
    outputs = {use.item for use in step.outputs}
    suppliers = rules_of(dossier.procedure).suppliers
    return [
        use
        for use in step.requirements
        if use.item not in outputs and row.lane in suppliers[use.item]
    ]


def _is_here(dossier: Dossier, use: Use) -> bool:
    return use.item in dossier.case.documents


def _blank(
    dossier: Dossier,
    use: Use,
    latest: Mapping[ItemId, PaperView],
    *,
    required: bool,
    again: bool = False,
) -> PaperBlank:
    item = dossier.procedure.items[use.item]
    return PaperBlank(
        item=use.item,
        name=item.name,
        required=required,
        existing=latest.get(use.item),
        only_if=use.when.outcome if use.when else "",
        product=item.kind is ItemKind.PRODUCT,
        again=again,
    )


def _missing(dossier: Dossier, row: ItemFacts) -> tuple[ItemId, ...]:
    parent = dossier.case.items.get(row.parent or 0)
    return parent.pending.missing if parent and parent.pending else ()


def _outcomes(dossier: Dossier, step: Step) -> Iterable[OutcomeView]:
    for outcome in step.outcomes:
        yield OutcomeView(
            label=outcome.label or "",
            needs_reason=outcome.needs_reason,
            leads_to=_leads_to(dossier, outcome),
        )


def _leads_to(dossier: Dossier, outcome: Outcome) -> str:
    if outcome.end is not None:
        return gettext("berkas ditutup: %(end)s") % {
            "end": dossier.procedure.ends[outcome.end].name
        }
    steps = [dossier.procedure.steps[target] for target in outcome.targets]
    return "; ".join(
        gettext("ke langkah %(no)s, %(lane)s")
        % {"no": step.printed.no or "–", "lane": dossier.lanes[step.performer].name}
        for step in steps
    )


def _appoints(dossier: Dossier, step: Step) -> Iterable[AppointView]:
    for lane_id in step.appoints:
        lane = dossier.lanes[lane_id]
        yield AppointView(
            lane=lane_id,
            name=lane.name,
            people=_unique(lane.holders),
            chosen=tuple(dossier.case.appointed.get(lane_id, ())),
        )


def _unique(holders: Iterable[HolderView]) -> tuple[HolderView, ...]:
    """Each person once, in the position that comes first."""
    return tuple({holder.person: holder for holder in reversed([*holders])}.values())[::-1]


def _colleagues(dossier: Dossier, row: ItemFacts) -> Iterable[HolderView]:
    """The other people of the lane; only the appointed where the case has appointed some."""
    chosen = dossier.case.appointed.get(row.lane)
    reader = dossier.reader_in(row.lane)
    for holder in _unique(dossier.lanes[row.lane].holders):
        if not reader.answers_for(holder.person) and (chosen is None or holder.person in chosen):
            yield holder


def _time_target(dossier: Dossier, step: Step) -> str:
    if step.sets_time_of is None:
        return ""
    printed = dossier.procedure.steps[step.sets_time_of].printed
    return f"{printed.no}. {printed.title}".removeprefix(". ")


def _returnable(dossier: Dossier, step: Step) -> Iterable[tuple[ItemId, str]]:
    """What was asked of the applicant up to here, by name; the requirements of this step first."""
    procedure, rules = dossier.procedure, rules_of(dossier.procedure)
    theirs = [
        one
        for one in procedure.steps.values()
        if one.performer == rules.applicant and one.id in dossier.case.visits
    ]
    yields = {use.item for one in theirs for use in one.outputs}
    made = {
        use.item
        for one in procedure.steps.values()
        if one.performer != rules.applicant
        for use in one.outputs
    }
    brought = [use.item for one in (step, *theirs) for use in one.requirements]
    for item_id in dict.fromkeys([*brought, *yields]):
        item = procedure.items[item_id]
        if item.kind not in (ItemKind.DOCUMENT, ItemKind.FORM):
            continue
        if item_id in yields or (
            item_id not in made and rules.applicant in rules.suppliers[item_id]
        ):
            yield item_id, item.name
