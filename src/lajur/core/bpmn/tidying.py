"""A changed drawing may have lost what our own part still points at: let go of it, and say so."""

from dataclasses import replace

from lajur.core.bpmn import notes
from lajur.core.bpmn.notes import Notes, place_of
from lajur.core.procedure.definition import Procedure, Step, Use
from lajur.core.procedure.places import line_of


def tidied(procedure: Procedure, log: Notes) -> Procedure:
    """The procedure without references to steps, lanes or outcomes that are not there."""
    steps = {step.id: _step(procedure, step, log) for step in procedure.steps.values()}
    said = tuple(
        one for one in procedure.interpretations if one.step is None or one.step in procedure.steps
    )
    items = {
        item.id: item
        if item.supplied_by is None or item.supplied_by in procedure.lanes
        else replace(item, supplied_by=None)
        for item in procedure.items.values()
    }
    return replace(procedure, steps=steps, interpretations=said, items=items)


def _step(procedure: Procedure, step: Step, log: Notes) -> Step:
    def lanes(given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(lane for lane in given if lane in procedure.lanes)

    def there(given: str | None) -> str | None:
        return given if given in procedure.steps else None

    tidy = replace(
        step,
        participants=lanes(step.participants),
        informed=lanes(step.informed),
        cosigners=lanes(step.cosigners),
        appoints=lanes(step.appoints),
        sets_time_of=there(step.sets_time_of),
        derived_from=there(step.derived_from),
        standard_time=replace(step.standard_time, set_by=there(step.standard_time.set_by)),
        requirements=_uses(procedure, step.requirements),
        outputs=_uses(procedure, step.outputs),
    )
    if tidy != step:
        place = place_of("langkah", step.printed.title, "")
        line = line_of(procedure, "langkah", step.id)
        log.hand("reference_lost", notes.REFERENCE_LOST, place=place, line=line)
    return tidy


def _uses(procedure: Procedure, uses: tuple[Use, ...]) -> tuple[Use, ...]:
    return tuple(use for use in uses if _holds(procedure, use))


def _holds(procedure: Procedure, use: Use) -> bool:
    if use.item not in procedure.items:
        return False
    if use.when is None:
        return True
    source = procedure.steps.get(use.when.step)
    return source is not None and source.outcome(use.when.outcome) is not None
