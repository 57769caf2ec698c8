"""Whatever is changed in a signed SOP is caught: the twin that proves the fidelity test."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from itertools import pairwise

import pytest

from lajur.core.procedure.definition import Identity, ItemKind, Procedure, Step, Use
from lajur.core.procedure.fidelity import compare
from lajur.core.worktime.standard import UNSET, StandardTime, TimeKind, TimeUnit
from tests.core.procedure.papers import NAMES, paper, with_step

Mutants = Iterator[tuple[str, Procedure]]

_CELLS = ("no", "title", "requirements", "time", "outputs", "remarks")


def _changed(words: str) -> Iterator[str]:
    """Yield the words with one more, without one, with another, and none at all."""
    yield f"{words} juga"
    if words:
        first, *rest = words.split()
        yield from ("", " ".join(rest), " ".join((*rest, first)) if rest else "lain")


def words(procedure: Procedure) -> Mutants:
    for step in procedure.steps.values():
        for cell in _CELLS:
            for text in _changed(getattr(step.printed, cell)):
                if text != getattr(step.printed, cell):
                    printed = replace(step.printed, **{cell: text})
                    name = f"{step.id}.{cell}: {text}"
                    yield name, with_step(procedure, replace(step, printed=printed))


def times(procedure: Procedure) -> Mutants:
    for step in procedure.steps.values():
        for time in _other_times(step.standard_time):
            yield f"{step.id}: {time}", with_step(procedure, replace(step, standard_time=time))


def _other_times(time: StandardTime) -> Iterator[StandardTime]:
    for kind in (TimeKind.NONE, TimeKind.UNSET):
        if time.kind is not kind:
            yield replace(UNSET, kind=kind)
    yield StandardTime(kind=TimeKind.FIXED, maximum=7, unit=TimeUnit.CALENDAR_DAY)
    if time.maximum is not None:
        yield replace(time, maximum=time.maximum + 1)
        yield replace(time, unit=TimeUnit.CALENDAR_DAY)
        yield replace(time, cumulative=not time.cumulative)


def actors(procedure: Procedure) -> Mutants:
    for step in procedure.steps.values():
        for lane in procedure.lanes:
            if lane == step.performer:
                continue
            yield f"{step.id}: {lane}", with_step(procedure, replace(step, performer=lane))
            for role in ("participants", "cosigners", "informed", "appoints"):
                known = getattr(step, role)
                others = tuple(one for one in known if one != lane)
                changed = others if lane in known else (*known, lane)
                name = f"{step.id}.{role}: {changed}"
                yield name, with_step(procedure, replace(step, **{role: changed}))


def papers(procedure: Procedure) -> Mutants:
    for step in procedure.steps.values():
        for part in ("requirements", "outputs"):
            for changed in _other_uses(procedure, getattr(step, part)):
                name = f"{step.id}.{part}: {[use.item for use in changed]}"
                yield name, with_step(procedure, replace(step, **{part: changed}))


def _other_uses(procedure: Procedure, uses: tuple[Use, ...]) -> Iterator[tuple[Use, ...]]:
    known = {use.item for use in uses}
    foreign = next(item for item in procedure.items if item not in known)
    yield (*uses, Use(item=foreign))
    for at, use in enumerate(uses):
        before, after = uses[:at], uses[at + 1 :]
        yield (*before, *after)
        yield (*before, Use(item=foreign), *after)
        yield (*before, replace(use, optional=not use.optional), *after)
        if use.when:
            yield (*before, replace(use, when=None), *after)


def arrows(procedure: Procedure) -> Mutants:
    for step in procedure.steps.values():
        for at, outcome in enumerate(step.outcomes):
            before, after = step.outcomes[:at], step.outcomes[at + 1 :]
            for target in list(procedure.steps)[::3]:
                if (target,) != outcome.targets:
                    moved = replace(outcome, targets=(target,), end=None)
                    name = f"{step.id} → {target}"
                    yield (
                        name,
                        with_step(procedure, replace(step, outcomes=(*before, moved, *after))),
                    )
        yield f"{step.id} otomatis", with_step(procedure, replace(step, automatic=True))
        if step.derived_from:
            yield f"{step.id} bertanya", with_step(procedure, replace(step, derived_from=None))


def rows(procedure: Procedure) -> Mutants:
    for step in procedure.steps.values():
        turned = replace(step, implied=not step.implied)
        yield f"{step.id}.implied", with_step(procedure, turned)
    printed = [step for step in procedure.steps.values() if not step.implied]
    for one, other in pairwise(printed):
        yield f"{one.id} ⇄ {other.id}", replace(procedure, steps=_turned(procedure, one, other))


def _turned(procedure: Procedure, one: Step, other: Step) -> dict[str, Step]:
    places = {one.id: other, other.id: one}
    steps = (places.get(step.id, step) for step in procedure.steps.values())
    return {step.id: step for step in steps}


def kinds(procedure: Procedure) -> Mutants:
    """Yield each item as every kind that would run otherwise."""
    for item in procedure.items.values():
        for kind in ItemKind:
            if kind.gates != item.kind.gates or (kind.gates and kind is not item.kind):
                items = {**procedure.items, item.id: replace(item, kind=kind)}
                yield f"{item.id}: {kind}", replace(procedure, items=items)


def identity(procedure: Procedure) -> Mutants:
    for field in fields(Identity):
        value = getattr(procedure.identity, field.name)
        if field.name == "note":
            continue
        for changed in _other_lines(value) if isinstance(value, tuple) else _changed(value):
            if changed != value:
                block = replace(procedure.identity, **{field.name: changed})
                yield f"identity.{field.name}: {changed}", replace(procedure, identity=block)


def _other_lines(lines: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield (*lines, "Baris tambahan")
    for at, line in enumerate(lines):
        if line.strip("-"):
            yield (*lines[:at], *lines[at + 1 :])
            yield (*lines[:at], f"{line} juga", *lines[at + 1 :])


@pytest.mark.parametrize("change", [words, times, actors, papers, arrows, rows, kinds, identity])
@pytest.mark.parametrize("name", NAMES)
def test_no_undeclared_change_slips_through(
    name: str, change: Callable[[Procedure], Mutants]
) -> None:
    procedure, transcript = paper(name)
    mutants = list(change(procedure))
    assert mutants
    assert [what for what, mutant in mutants if compare(mutant, transcript).is_faithful] == []


def test_a_decision_that_the_sheet_wants_reasoned_asks_for_the_reason() -> None:
    procedure, transcript = paper("buleleng")
    decision = procedure.steps["putusan"]
    silent = tuple(replace(outcome, needs_reason=False) for outcome in decision.outcomes)
    mutant = with_step(procedure, replace(decision, outcomes=silent))
    assert [fault.code for fault in compare(mutant, transcript).faults] == ["reason_not_asked"]
