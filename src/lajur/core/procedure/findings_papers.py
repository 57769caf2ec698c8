"""Findings about what the rows need and yield: papers out of nowhere, papers into nowhere."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from lajur.core.procedure.definition import Item, ItemId, ItemKind, Procedure, Step, StepId
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.finding import listed, numbers, sheet_finding, step_finding
from lajur.core.procedure.flow import Graph, predecessors, within_reach
from lajur.core.refusals import marked

NOT_PRODUCED = marked(
    "%(where)s memerlukan “%(item)s”, tetapi tidak ada langkah sebelumnya yang menghasilkannya. "
    "Yang membawanya: %(supplier)s."
)
NOT_PRODUCED_BY_ANYONE = marked(
    "%(where)s memerlukan “%(item)s”, tetapi tidak ada langkah sebelumnya yang menghasilkannya, "
    "dan belum jelas siapa yang membawanya."
)
MADE_WHERE_NEEDED = marked(
    "%(where)s memerlukan “%(item)s” dan sekaligus menghasilkannya; tidak ada langkah sebelumnya "
    "yang menyusunnya."
)
NOT_USED = marked("%(where)s menghasilkan “%(item)s”, tetapi tidak ada langkah yang memakainya.")
SAME_OUTPUT = marked("Langkah %(steps)s mencetak output yang sama: “%(words)s”.")
FORM_UNUSED = marked("Peralatan menyebut “%(words)s”, tetapi tidak ada langkah yang memakainya.")
FORM_LACKS = marked(
    "Formulir tercetak tidak memuat: %(labels)s. Isian itu ditambahkan supaya permohonan lengkap."
)
SERVICE_WITHOUT_ROW = marked("Judul SOP menyebut layanan API, tetapi tidak ada baris tentang API.")

Yields = Mapping[ItemId, tuple[Step, ...]]


def find(procedure: Procedure) -> Iterator[Fault]:
    """Yield the findings of every paper, form and service."""
    yields = _yields(procedure)
    yield from _out_of_nowhere(procedure, yields)
    yield from _into_nowhere(procedure, yields)
    yield from _same_outputs(procedure)
    yield from _forms(procedure)
    title, rows = procedure.identity.title, procedure.steps.values()
    if "API" in title and not any("API" in step.printed.title for step in rows):
        code, message = "service_without_row", SERVICE_WITHOUT_ROW
        yield sheet_finding(procedure, ("identitas", "nama"), code, message)


def _yields(procedure: Procedure) -> Yields:
    found: dict[ItemId, list[Step]] = defaultdict(list)
    for step in procedure.steps.values():
        for use in step.outputs:
            found[use.item].append(step)
    return {item: tuple(steps) for item, steps in found.items()}


def _out_of_nowhere(procedure: Procedure, yields: Yields) -> Iterator[Fault]:
    """Yield each paper at the first row that needs it; what a request arrives with is its own."""
    before, told = predecessors(procedure), set[ItemId]()
    for step in procedure.steps.values():
        for item in _needed(procedure, step):
            if step.id == procedure.start or item.id in told:
                continue
            makers = {maker.id for maker in yields.get(item.id, ())}
            if makers & _earlier(step.id, before):
                continue
            told.add(item.id)
            yield _missing(procedure, step, item, is_made_here=step.id in makers)


def _earlier(step: StepId, before: Graph) -> frozenset[StepId]:
    """Return the steps that can come before it; itself only when a loop comes back to it."""
    return within_reach(before[step], before) - {step}


def _missing(procedure: Procedure, step: Step, item: Item, *, is_made_here: bool) -> Fault:
    name, key = item.name, "perlu"
    if is_made_here:
        code, message = "made_where_needed", MADE_WHERE_NEEDED
        return step_finding(procedure, step, key, code, message, item=name)
    if item.supplied_by is None:
        code, message = "not_produced", NOT_PRODUCED_BY_ANYONE
        return step_finding(procedure, step, key, code, message, item=name)
    facts = {"item": name, "supplier": procedure.lanes[item.supplied_by].name}
    return step_finding(procedure, step, key, "not_produced", NOT_PRODUCED, **facts)


def _needed(procedure: Procedure, step: Step) -> Iterator[Item]:
    for use in step.requirements:
        item = procedure.items[use.item]
        if item.kind.gates and not use.optional:
            yield item


def _into_nowhere(procedure: Procedure, yields: Yields) -> Iterator[Fault]:
    """Yield papers made once and never needed, unless they are what the case ends with."""
    for item, makers in yields.items():
        maker = makers[0]
        if len(makers) > 1 or not procedure.items[item].kind.gates:
            continue
        is_last = all(outcome.end is not None for outcome in maker.outcomes)
        is_optional = any(use.item == item and use.optional for use in maker.outputs)
        if is_last or is_optional or _is_needed_elsewhere(procedure, item, maker):
            continue
        name = procedure.items[item].name
        yield step_finding(procedure, maker, "hasil", "not_used", NOT_USED, item=name)


def _is_needed_elsewhere(procedure: Procedure, item: ItemId, maker: Step) -> bool:
    others = (step for step in procedure.steps.values() if step.id != maker.id)
    return any(use.item == item for step in others for use in step.requirements)


def _same_outputs(procedure: Procedure) -> Iterator[Fault]:
    groups: dict[str, list[Step]] = defaultdict(list)
    for step in procedure.steps.values():
        if step.printed.outputs:
            groups[step.printed.outputs.casefold()].append(step)
    for steps in groups.values():
        if len(steps) > 1:
            facts = {"steps": numbers(steps), "words": steps[0].printed.outputs}
            code, message = "same_output", SAME_OUTPUT
            yield step_finding(procedure, steps[1], "output", code, message, **facts)


def _forms(procedure: Procedure) -> Iterator[Fault]:
    has_form = any(item.kind is ItemKind.FORM for item in procedure.items.values())
    for line in procedure.identity.equipment:
        if line.casefold().startswith("formulir ") and not has_form:
            code, message = "form_unused", FORM_UNUSED
            yield sheet_finding(procedure, ("identitas", "peralatan"), code, message, words=line)
    added = [field.label for field in procedure.form if not field.printed]
    if added and len(added) < len(procedure.form):
        code, message, labels = "form_lacks", FORM_LACKS, listed(added)
        yield sheet_finding(procedure, ("formulir",), code, message, labels=labels)
