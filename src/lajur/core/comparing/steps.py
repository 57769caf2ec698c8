"""One row of an SOP as a comparison tells it: plain facts, the same on a page and in a script."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lajur.core.procedure.definition import ItemKind, Procedure, Step, StepId, Use
from lajur.core.procedure.flow import back_edges

PAPERS = (ItemKind.DOCUMENT, ItemKind.FORM)
_PASSED_ON = (*PAPERS, ItemKind.PRODUCT)  # a computer is not handed to anybody


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """One way a decision may end."""

    label: str
    steps: tuple[str, ...]  # where it leads: printed numbers, or the words of an unprinted row
    end: str  # the name of the end, or ""
    back: bool  # to a step that was done before


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacts:
    """A row, in the words of its paper."""

    step: StepId
    no: str  # as printed; "" when implied
    title: str
    performer: str  # the name of the lane
    together: tuple[str, ...]  # lanes that take part or sign
    informed: tuple[str, ...]  # lanes that are told
    time: str  # as printed; "" when the cell is empty
    needs: tuple[str, ...]  # documents, forms and products, by name
    yields: tuple[str, ...]
    exits: tuple[Exit, ...]  # of a decision that somebody takes; else none
    follows: str  # the number of the earlier decision that answers this one; else ""
    calls: str  # the SOP that is called; else ""


def step_facts(procedure: Procedure, step: Step) -> StepFacts:
    """Tell the row."""
    printed = step.printed
    follows = procedure.steps[step.derived_from] if step.derived_from else None
    return StepFacts(
        step=step.id,
        no=printed.no,
        title=printed.title,
        performer=procedure.lanes[step.performer].name,
        together=_names(procedure, (*step.participants, *step.cosigners)),
        informed=_names(procedure, step.informed),
        time=printed.time,
        needs=_things(procedure, step.requirements),
        yields=_things(procedure, step.outputs),
        exits=tuple(_exits(procedure, step)) if step.is_decision and not follows else (),
        follows=called(follows) if follows else "",
        calls=step.calls or "",
    )


def called(step: Step) -> str:
    """What the row is called: its number, or its words where the paper prints none."""
    return step.printed.no or step.printed.title


def _names(procedure: Procedure, lanes: Iterable[str]) -> tuple[str, ...]:
    return tuple(procedure.lanes[lane].name for lane in dict.fromkeys(lanes))


def _things(procedure: Procedure, uses: Iterable[Use]) -> tuple[str, ...]:
    items = (procedure.items[use.item] for use in uses)
    return tuple(dict.fromkeys(item.name for item in items if item.kind in _PASSED_ON))


def _exits(procedure: Procedure, step: Step) -> Iterator[Exit]:
    back = back_edges(procedure)
    for outcome in step.outcomes:
        yield Exit(
            label=outcome.label or "",
            steps=tuple(called(procedure.steps[target]) for target in outcome.targets),
            end=procedure.ends[outcome.end].name if outcome.end else "",
            back=any((step.id, target) in back for target in outcome.targets),
        )
