"""Completing a work item: what it must have, and what then happens."""

from collections.abc import Iterable, Set
from datetime import datetime

from lajur.core.access import SYSTEM, PersonId
from lajur.core.completion import Completion
from lajur.core.engine.apply import Draft
from lajur.core.engine.case import Case, Pending, WorkItem, WorkKind
from lajur.core.engine.events import (
    DocumentSupplied,
    DurationSet,
    PerformersAppointed,
    SignaturesAsked,
    WorkItemCompleted,
    WorkItemReinstated,
)
from lajur.core.engine.flow import follow, open_item
from lajur.core.engine.guards import require_reason, title
from lajur.core.engine.refusals import (
    AppointmentMissing,
    DocumentMissing,
    DurationMissing,
    NotAskedFor,
    NotTheSupplier,
    OutputMissing,
    UnknownItem,
    UnknownOutcome,
)
from lajur.core.engine.rules import StepRules, rules_of
from lajur.core.procedure.definition import ItemId, LaneId, Step, StepId, Use
from lajur.core.quick import quick
from lajur.core.refusals import marked

_work_item_completed = quick(WorkItemCompleted)
_document_supplied = quick(DocumentSupplied)


def check(case: Case, item: WorkItem, rules: StepRules, completion: Completion) -> None:
    """Refuse a completion that lacks something; nothing has changed yet.

    Raises:
        UnknownOutcome, ReasonMissing, DocumentMissing, OutputMissing, AppointmentMissing,
        DurationMissing, NotAskedFor, UnknownItem, NotTheSupplier: as each says.
    """
    if item.kind is WorkKind.STEP:
        _check_step(case, item, rules, completion)
        return
    if completion.outcome is not None:
        raise UnknownOutcome(step=title(case, item.step), given=completion.outcome, known=())
    _check_unasked(item, completion, appoints=(), sets_time=False)
    if item.kind is WorkKind.COMPLETION:
        missing = _missing(case, item)
        check_supplies(case, completion.supplies.difference(missing), lanes={item.lane})
        _require_supplied(case, item, missing, completion)
    else:
        check_supplies(case, completion.supplies, lanes={item.lane})


def finish(
    draft: Draft,
    item: WorkItem,
    rules: StepRules,
    completion: Completion,
    *,
    done_at: datetime | None = None,
    done_by: str = "",
) -> None:
    """Record a checked completion and everything that follows from it."""
    if completion.supplies:
        supply_all(draft, completion.supplies, number=item.number)
    if item.kind is WorkKind.STEP:
        _finish_step(draft, item, rules, completion, done_at, done_by)
        return
    _record_completed(draft, item, completion.outcome, completion.text, done_at, done_by)
    assert item.parent is not None
    if item.kind is WorkKind.COMPLETION:
        draft.record(WorkItemReinstated(at=draft.at, by=draft.by, number=item.parent))
    elif not any(other.parent == item.parent for other in draft.items.values()):
        _signed_by_all(draft, draft.items[item.parent], rules)


def supply_all(draft: Draft, items: Iterable[ItemId], *, number: int | None) -> None:
    for item in sorted(items):  # a set has no order of its own; the journal must not depend on it
        version = draft.documents.get(item, 0) + 1
        draft.record(
            _document_supplied(at=draft.at, by=draft.by, item=item, version=version, number=number)
        )


def check_supplies(case: Case, items: Iterable[ItemId], *, lanes: Set[LaneId]) -> None:
    """Raises: UnknownItem, NotTheSupplier."""
    suppliers = rules_of(case.procedure).suppliers
    for item in sorted(items):
        if item not in suppliers:
            raise UnknownItem(item=item)
        if lanes.isdisjoint(suppliers[item]):
            names = [case.procedure.lanes[lane].name for lane in suppliers[item]]
            raise NotTheSupplier(item=case.procedure.items[item].name, lanes=names)


def check_needs(case: Case, rules: StepRules, supplies: frozenset[ItemId] = frozenset()) -> None:
    """Raises: DocumentMissing, naming each paper and who supplies it."""
    lacking = _lacking(case, rules.needs, supplies, rules.step.id, None)
    if lacking:
        raise DocumentMissing(
            step=title(case, rules.step.id),
            items=lacking,
            missing=[_with_supplier(case, item) for item in lacking],
        )


def _check_step(case: Case, item: WorkItem, rules: StepRules, completion: Completion) -> None:
    step = rules.step
    outcome = rules.outcomes.get(completion.outcome)
    if outcome is None:
        raise UnknownOutcome(
            step=title(case, step.id), given=completion.outcome, known=rules.outcomes
        )
    if outcome.needs_reason:
        require_reason(completion.text)
    if completion.supplies:
        check_supplies(case, completion.supplies, lanes={item.lane})
    if rules.needs:
        check_needs(case, rules, completion.supplies)
    if rules.yields:
        _check_yields(case, rules, completion)
    if rules.chooses or completion.appoints or completion.duration:
        _check_choices(case, item, step, completion)


def _check_yields(case: Case, rules: StepRules, completion: Completion) -> None:
    lacking = _lacking(case, rules.yields, completion.supplies, rules.step.id, completion.outcome)
    if lacking:
        names = [case.procedure.items[one].name for one in lacking]
        raise OutputMissing(step=title(case, rules.step.id), items=lacking, missing=names)


def _check_choices(case: Case, item: WorkItem, step: Step, completion: Completion) -> None:
    for lane in step.appoints:
        if not completion.appoints.get(lane):
            name = case.procedure.lanes[lane].name
            raise AppointmentMissing(step=title(case, step.id), lane=name)
    duration = completion.duration
    if step.sets_time_of and (duration is None or duration.amount <= 0):
        target = title(case, step.sets_time_of)
        raise DurationMissing(step=title(case, step.id), target=target)
    _check_unasked(
        item, completion, appoints=step.appoints, sets_time=step.sets_time_of is not None
    )


def _check_unasked(
    item: WorkItem, completion: Completion, *, appoints: tuple[LaneId, ...], sets_time: bool
) -> None:
    if not completion.appoints.keys() <= set(appoints):
        raise NotAskedFor(number=item.number, what=marked("penunjukan"))
    if completion.duration is not None and not sets_time:
        raise NotAskedFor(number=item.number, what=marked("penetapan waktu"))


def _require_supplied(
    case: Case, item: WorkItem, missing: Iterable[ItemId], completion: Completion
) -> None:
    lacking = tuple(one for one in missing if one not in completion.supplies)
    if lacking:
        names = [case.procedure.items[one].name for one in lacking]
        raise DocumentMissing(step=title(case, item.step), items=lacking, missing=names)


def _missing(case: Case, item: WorkItem) -> tuple[ItemId, ...]:
    """What the step that was returned still waits for."""
    returned = case.items[item.parent or 0]
    return (returned.pending or Pending()).missing


def _lacking(
    case: Case,
    uses: tuple[Use, ...],
    supplies: frozenset[ItemId],
    step: StepId,
    outcome: str | None,
) -> tuple[ItemId, ...]:
    lacking = []
    for use in uses:
        item = use.item
        if item not in case.documents and item not in supplies and _holds(case, use, step, outcome):
            lacking.append(item)
    return tuple(lacking)


def _holds(case: Case, use: Use, step: StepId, outcome: str | None) -> bool:
    """Whether the use applies now; a step's own outcome counts while it is being completed."""
    when = use.when
    if when is None:
        return True
    if when.step == step and outcome is not None:
        return when.outcome == outcome
    return case.decisions.get(when.step) == when.outcome


def _with_supplier(case: Case, item: ItemId) -> str:
    procedure = case.procedure
    supplier = next(iter(rules_of(procedure).suppliers[item]))
    return f"{procedure.items[item].name} ({procedure.lanes[supplier].name})"


def _finish_step(
    draft: Draft,
    item: WorkItem,
    rules: StepRules,
    completion: Completion,
    done_at: datetime | None,
    done_by: str,
) -> None:
    step = rules.step
    if rules.chooses:
        _record_choices(draft, item, step, completion)
    if step.cosigners:
        _ask_signatures(draft, item, step, completion, done_at, done_by)
        return
    _record_completed(draft, item, completion.outcome, completion.text, done_at, done_by)
    follow(draft, step.id, rules.outcomes[completion.outcome])


def _record_choices(draft: Draft, item: WorkItem, step: Step, completion: Completion) -> None:
    for lane in step.appoints:
        people: tuple[PersonId, ...] = tuple(dict.fromkeys(completion.appoints[lane]))
        draft.record(
            PerformersAppointed(
                at=draft.at, by=draft.by, lane=lane, people=people, number=item.number
            )
        )
    if step.sets_time_of and completion.duration:
        draft.record(
            DurationSet(
                at=draft.at,
                by=draft.by,
                step=step.sets_time_of,
                duration=completion.duration,
                text=completion.text,
            )
        )


def _ask_signatures(
    draft: Draft,
    item: WorkItem,
    step: Step,
    completion: Completion,
    done_at: datetime | None,
    done_by: str,
) -> None:
    draft.record(
        SignaturesAsked(
            at=draft.at,
            by=draft.by,
            number=item.number,
            outcome=completion.outcome,
            text=completion.text,
            done_at=done_at,
            done_by=done_by,
        )
    )
    for lane in step.cosigners:
        open_item(
            draft, step.id, WorkKind.SIGNATURE, lane=lane, visit=item.visit, parent=item.number
        )


def _signed_by_all(draft: Draft, item: WorkItem, rules: StepRules) -> None:
    """The step ends as its performer left it; nobody acts any more."""
    pending = item.pending or Pending()
    draft.record(
        _work_item_completed(
            at=draft.at,
            by=SYSTEM,
            number=item.number,
            step=item.step,
            outcome=pending.outcome,
            done_at=pending.done_at,
            done_by=pending.done_by,
        )
    )
    follow(draft, item.step, rules.outcomes[pending.outcome])


def _record_completed(
    draft: Draft,
    item: WorkItem,
    outcome: str | None,
    text: str,
    done_at: datetime | None,
    done_by: str,
) -> None:
    draft.record(
        _work_item_completed(
            at=draft.at,
            by=draft.by,
            number=item.number,
            step=item.step,
            outcome=outcome,
            text=text,
            done_at=done_at,
            done_by=done_by,
        )
    )
