"""What a completion must have: the gates, asked before anything changes."""

from collections.abc import Callable, Iterable, Iterator, Set
from functools import partial

from lajur.core.completion import Completion
from lajur.core.engine.case import Case, Pending, WorkItem, WorkKind
from lajur.core.engine.guards import require_duration, require_reason, title
from lajur.core.engine.refusals import (
    AppointmentMissing,
    DocumentMissing,
    NotAskedFor,
    NotTheSupplier,
    OutputMissing,
    OutputNotRenewed,
    UnknownItem,
    UnknownOutcome,
)
from lajur.core.engine.rules import StepRules, rules_of, step_rules
from lajur.core.procedure.definition import ItemId, LaneId, Step, StepId, Use
from lajur.core.refusals import Refusal, marked

_STEP = WorkKind.STEP


def check(case: Case, item: WorkItem, rules: StepRules, completion: Completion) -> None:
    """Refuse a completion that lacks something; nothing has changed yet.

    Raises:
        UnknownOutcome, ReasonMissing, DocumentMissing, OutputMissing, OutputNotRenewed,
        AppointmentMissing, DurationMissing, DurationTooLong, NotAskedFor, UnknownItem,
        NotTheSupplier: as each says.
    """
    if item.kind is _STEP:
        _check_step(case, item, rules, completion)
        return
    if completion.outcome is not None:
        raise UnknownOutcome(step=title(case, item.step), given=completion.outcome, known=())
    _check_unasked(item, completion, appoints=(), sets_time=False)
    _check_unchanged(case, item, (), completion)
    if item.kind is WorkKind.COMPLETION:
        missing = _missing(case, item)
        check_supplies(case, completion.supplies.difference(missing), lanes={item.lane})
        _require_supplied(case, item, missing, completion)
    else:
        check_supplies(case, completion.supplies, lanes={item.lane})


def shortcomings(case: Case, number: int, completion: Completion) -> tuple[Refusal, ...]:
    """Every reason and paper that a completion still lacks, all at once, for whoever fills it in.

    `check` refuses with the first of them. An outcome that is no outcome (a form half filled in)
    asks for no reason and for none of the papers that belong to one outcome.
    """
    item = case.items.get(number)
    if item is None:
        return ()
    return tuple(_shortcomings(case, item, step_rules(case.procedure, item.step), completion))


def _shortcomings(
    case: Case, item: WorkItem, rules: StepRules, completion: Completion
) -> Iterator[Refusal]:
    asked: list[Callable[[], None]] = []
    if item.kind is _STEP:
        outcome = rules.outcomes.get(completion.outcome)
        if outcome is not None and outcome.needs_reason:
            asked.append(partial(require_reason, completion.text))
        asked.append(partial(check_needs, case, rules, completion.supplies))
        asked.append(partial(_check_made, case, rules, completion))
        if item.visit > 1:
            asked.append(partial(_check_renewed, case, item, rules, completion))
    elif item.kind is WorkKind.COMPLETION:
        missing = _missing(case, item)
        asked.append(partial(_require_supplied, case, item, missing, completion))
    for ask in asked:
        try:
            ask()
        except Refusal as refusal:
            yield refusal


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
    if rules.yields or completion.unchanged:
        _check_yields(case, item, rules, completion)
    if rules.chooses or completion.appoints or completion.duration:
        _check_choices(case, item, step, completion)


def _check_yields(case: Case, item: WorkItem, rules: StepRules, completion: Completion) -> None:
    _check_made(case, rules, completion)
    if item.visit > 1:
        _check_renewed(case, item, rules, completion)
    if completion.unchanged:
        _check_unchanged(case, item, rules.renews if item.visit > 1 else (), completion)


def _check_made(case: Case, rules: StepRules, completion: Completion) -> None:
    """Raises: OutputMissing, naming each paper."""
    lacking = _lacking(case, rules.yields, completion.supplies, rules.step.id, completion.outcome)
    if lacking:
        names = [case.procedure.items[one].name for one in lacking]
        raise OutputMissing(step=title(case, rules.step.id), items=lacking, missing=names)


def _check_renewed(case: Case, item: WorkItem, rules: StepRules, completion: Completion) -> None:
    """What a step brings forth belongs to one visit: at the next it is written anew, or declared
    to stand as it is. What the step only passes on was settled where it came from.

    Raises:
        OutputNotRenewed: naming each paper.
    """
    settled = completion.supplies | completion.unchanged
    old = tuple(
        use.item
        for use in rules.renews
        if use.item not in settled and _holds(case, use, item.step, completion.outcome)
    )
    if old:
        names = [case.procedure.items[one].name for one in old]
        raise OutputNotRenewed(
            step=title(case, item.step), visit=item.visit, items=old, missing=names
        )


def _check_unchanged(
    case: Case, item: WorkItem, renewed: tuple[Use, ...], completion: Completion
) -> None:
    """Raises: NotAskedFor."""
    asked = case.documents.keys() & {use.item for use in renewed}
    if not completion.unchanged <= asked:
        raise NotAskedFor(number=item.number, what=marked("pernyataan tetap"))


def _check_choices(case: Case, item: WorkItem, step: Step, completion: Completion) -> None:
    for lane in step.appoints:
        if not completion.appoints.get(lane):
            name = case.procedure.lanes[lane].name
            raise AppointmentMissing(step=title(case, step.id), lane=name)
    if step.sets_time_of:
        target = title(case, step.sets_time_of)
        require_duration(completion.duration, step=title(case, step.id), target=target)
        require_reason(completion.text)
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
