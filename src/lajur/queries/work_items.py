"""The work page: one piece of work, with everything needed to do it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.access import Actor, Permission
from lajur.core.engine.case import CaseState, WorkItemState, WorkKind
from lajur.core.engine.rules import rules_of
from lajur.core.procedure.definition import (
    ItemId,
    ItemKind,
    LaneId,
    LaneKind,
    Outcome,
    Step,
    Use,
)
from lajur.core.refusals import NotFound, marked
from lajur.queries.case_heads import CaseHead, head_of
from lajur.queries.dossier import Dossier, open_dossier
from lajur.queries.lanes import HolderView
from lajur.queries.moments import Nearness, in_words, near_limit, nearness, nearness_words
from lajur.queries.papers import PaperView, latest_by_item, papers_of
from lajur.queries.steps import StepView, step_view
from lajur.queries.worklist import kind_words, state_words
from lajur.store.models import WorkItemRow


class Act(StrEnum):
    """What can be done with a work item; the values stand in addresses."""

    COMPLETE = "selesaikan"
    CLAIM = "ambil"
    RELEASE = "lepas"
    DELEGATE = "teruskan"
    RETURN = "kembalikan"
    SUSPEND = "tunda"
    RESUME = "lanjutkan"
    REASSIGN = "alihkan"
    ON_PAPER = "kertas"
    DECLINE = "tolak"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedView:
    """A requirement of the step, and whether it is here."""

    item: ItemId
    name: str
    here: bool
    blocks: bool  # a document nobody has supplied holds the step back; a tool never does
    optional: bool
    supplier: str  # who brings it, in words
    latest: PaperView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBlank:
    """A paper the form asks for: words or a file."""

    item: ItemId
    name: str
    required: bool  # unless `only_if` says it does not apply
    existing: PaperView | None
    only_if: str  # the outcome it belongs to; "" always
    product: bool  # the application itself: its address and version


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeView:
    label: str  # as printed
    needs_reason: bool
    leads_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointView:
    """A lane whose people are chosen here."""

    lane: LaneId
    name: str
    people: tuple[HolderView, ...]
    chosen: tuple[int, ...]  # by an earlier visit


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkView:
    """One piece of work on one page."""

    head: CaseHead
    number: int
    version: int  # of the case
    kind: str
    kind_words: str
    visit: int
    state: str
    state_words: str
    open: bool
    holder: str  # "" while nobody has it
    mine: bool
    lane: str
    lane_who: str
    due: str
    nearness: Nearness
    chip: str
    opened: str
    step: StepView
    needs: tuple[NeedView, ...]
    blanks: tuple[PaperBlank, ...]
    papers: tuple[PaperView, ...]  # newest version of each, to read
    outcomes: tuple[OutcomeView, ...]  # empty on a box
    appoints: tuple[AppointView, ...]
    sets_time_of: str  # the words of the step whose time is set here; "" none
    holders: tuple[HolderView, ...]  # of the lane's positions today
    colleagues: tuple[HolderView, ...]  # to whom the reader may delegate
    returnable: tuple[tuple[ItemId, str], ...]  # what the applicant can be asked to complete
    acts: frozenset[Act]  # what the reader may do now

    @property
    def blocked(self) -> bool:
        """Whether a document is missing that the form does not ask for."""
        asked = {blank.item for blank in self.blanks}
        return any(need.blocks and need.item not in asked for need in self.needs)


def work_item(case_id: int, number: int, *, actor: Actor, at: datetime, zone: ZoneInfo) -> WorkView:
    """One work item for somebody with a part in the case; at most six statements.

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
    mine = row.owner_id is not None and row.owner_id == actor.person
    paused = row.state in (WorkItemState.SUSPENDED, WorkItemState.WAITING)
    near = Nearness.PAUSED if paused else nearness(row.due_at, at, near_limit(at, zone))
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
        lane=lane.name,
        lane_who=lane.who,
        due=in_words(row.due_at, zone) if row.due_at else "",
        nearness=near,
        chip=state_words(row.state) if paused else nearness_words(near),
        opened=in_words(row.opened_at, zone),
        step=step_view(dossier.procedure, step, dossier.lanes),
        needs=tuple(_needs(dossier, step, latest)) if on_step else (),
        blanks=tuple(_blanks(dossier, row, step, latest)),
        papers=tuple(latest.values()),
        outcomes=tuple(_outcomes(dossier, step)) if on_step and step.is_decision else (),
        appoints=tuple(_appoints(dossier, step)) if on_step else (),
        sets_time_of=_time_target(dossier, step) if on_step else "",
        holders=_unique(lane.holders),
        colleagues=tuple(_colleagues(dossier, row)),
        returnable=tuple(_returnable(dossier, step)) if on_step else (),
        acts=_acts(dossier, row, step),
    )


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


def _blanks(
    dossier: Dossier, row: WorkItemRow, step: Step, latest: Mapping[ItemId, PaperView]
) -> Iterable[PaperBlank]:
    """What the form asks for: what the step yields, and what it lacks that its lane supplies."""
    if row.kind == WorkKind.COMPLETION:
        for item in _missing(dossier, row):
            yield _blank(dossier, Use(item=item), latest, required=True)
        return
    if row.kind != WorkKind.STEP:
        return
    outputs = {use.item for use in step.outputs}
    lacking = [
        use
        for use in step.requirements
        if use.item not in outputs
        and use.item not in dossier.case.documents
        and row.lane in rules_of(dossier.procedure).suppliers[use.item]
    ]
    for use in (*lacking, *step.outputs):
        if dossier.procedure.items[use.item].kind.gates and _applies(dossier, use, step):
            lacks = use.item not in dossier.case.documents
            yield _blank(dossier, use, latest, required=lacks and not use.optional)


def _blank(
    dossier: Dossier, use: Use, latest: Mapping[ItemId, PaperView], *, required: bool
) -> PaperBlank:
    item = dossier.procedure.items[use.item]
    return PaperBlank(
        item=use.item,
        name=item.name,
        required=required,
        existing=latest.get(use.item),
        only_if=use.when.outcome if use.when else "",
        product=item.kind is ItemKind.PRODUCT,
    )


def _missing(dossier: Dossier, row: WorkItemRow) -> tuple[ItemId, ...]:
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


def _colleagues(dossier: Dossier, row: WorkItemRow) -> Iterable[HolderView]:
    """The other people of the lane; only the appointed where the case has appointed some."""
    chosen = dossier.case.appointed.get(row.lane)
    for holder in _unique(dossier.lanes[row.lane].holders):
        if holder.person != dossier.reader.person and (chosen is None or holder.person in chosen):
            yield holder


def _time_target(dossier: Dossier, step: Step) -> str:
    if step.sets_time_of is None:
        return ""
    printed = dossier.procedure.steps[step.sets_time_of].printed
    return f"{printed.no}. {printed.title}".removeprefix(". ")


def _returnable(dossier: Dossier, step: Step) -> Iterable[tuple[ItemId, str]]:
    """What the applicant's lane supplies, by name; the requirements of this step first."""
    procedure, rules = dossier.procedure, rules_of(dossier.procedure)
    needed = [use.item for use in step.requirements]
    for item_id in dict.fromkeys([*needed, *procedure.items]):
        item = procedure.items[item_id]
        if item.kind not in (ItemKind.DOCUMENT, ItemKind.FORM):
            continue
        if rules.applicant in rules.suppliers[item_id]:
            yield item_id, item.name


def _acts(dossier: Dossier, row: WorkItemRow, step: Step) -> frozenset[Act]:
    if row.closed_at is not None or dossier.case.state is not CaseState.OPEN:
        return frozenset()
    reader = dossier.reader
    acts = set(_worker_acts(dossier, row, step))
    if reader.may(Permission.REASSIGN):
        acts.add(Act.REASSIGN)
    if row.kind == WorkKind.STEP and _may_record(dossier, row):
        acts.add(Act.ON_PAPER)
    return frozenset(acts)


def _may_record(dossier: Dossier, row: WorkItemRow) -> bool:
    workable = row.state in (WorkItemState.READY, WorkItemState.RESERVED)
    return workable and dossier.reader.records_for(row.lane)


def _worker_acts(dossier: Dossier, row: WorkItemRow, step: Step) -> Iterable[Act]:
    """What somebody of the lane may do now."""
    reader = dossier.reader
    chosen = dossier.case.appointed.get(row.lane)
    mine = row.owner_id == reader.person
    eligible = mine or chosen is None or reader.person in chosen
    if not eligible or not reader.works_in(row.lane):
        return
    if row.state == WorkItemState.SUSPENDED:
        yield Act.RESUME
    free = row.state == WorkItemState.READY
    if not free and not (mine and row.state == WorkItemState.RESERVED):
        return
    yield from (Act.COMPLETE, Act.CLAIM if free else Act.RELEASE, Act.DELEGATE)
    if row.kind == WorkKind.SIGNATURE:
        yield Act.DECLINE
    if row.kind == WorkKind.STEP:
        yield Act.SUSPEND
        if dossier.procedure.lanes[step.performer].kind is not LaneKind.APPLICANT:
            yield Act.RETURN
