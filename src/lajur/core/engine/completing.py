"""Completing a work item: what is recorded, and what then happens."""

from collections.abc import Iterable
from datetime import datetime

from lajur.core.access import SYSTEM, PersonId
from lajur.core.completion import Completion
from lajur.core.engine.apply import Draft
from lajur.core.engine.case import Pending, WorkItem, WorkKind
from lajur.core.engine.events import (
    DocumentKept,
    DocumentSupplied,
    DurationSet,
    PerformersAppointed,
    SignaturesAsked,
    WorkItemCompleted,
    WorkItemReinstated,
)
from lajur.core.engine.flow import follow, open_item
from lajur.core.engine.rules import StepRules
from lajur.core.procedure.definition import ItemId, Step
from lajur.core.quick import quick

_work_item_completed = quick(WorkItemCompleted)
_document_supplied = quick(DocumentSupplied)
_STEP = WorkKind.STEP


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
    if completion.unchanged:
        _record_kept(draft, item, completion)
    if item.kind is _STEP:
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


def _record_kept(draft: Draft, item: WorkItem, completion: Completion) -> None:
    for kept in sorted(completion.unchanged - completion.supplies):
        draft.record(
            DocumentKept(
                at=draft.at,
                by=draft.by,
                item=kept,
                version=draft.documents[kept],
                number=item.number,
            )
        )


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
