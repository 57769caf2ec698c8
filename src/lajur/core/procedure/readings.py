"""How a procedure reads its sheet, in the words a `tafsir` must use to declare it.

Fidelity compares these words with the declared ones, so that a declaration covers exactly one
reading and no other.
"""

from collections.abc import Iterable

from lajur.core.procedure.definition import (
    Interpretation,
    LaneId,
    Outcome,
    Part,
    Procedure,
    Step,
    StepId,
    Use,
)
from lajur.core.worktime.standard import StandardTime, TimeKind, TimeUnit

Declared = tuple[Interpretation, ...]


def declared(procedure: Procedure, step: StepId | None, part: Part) -> Declared:
    """Return the interpretations of one part of one row; step None: of the sheet."""
    return tuple(one for one in procedure.interpretations if one.step == step and one.part is part)


def step_words(procedure: Procedure, step: StepId) -> str:
    """Return "langkah 7"; a step whose number is empty or printed twice goes by its id."""
    number = procedure.steps[step].printed.no
    numbers = [other.printed.no for other in procedure.steps.values()]
    return f"langkah {number if number and numbers.count(number) == 1 else step}"


def time_words(procedure: Procedure, time: StandardTime) -> str:
    """Return "paling lama 35 hari kerja, kumulatif"."""
    words = _time_words(time)
    if time.set_by is not None and time.kind is TimeKind.VARIABLE:
        words = f"ditetapkan pada {step_words(procedure, time.set_by)}"
    return f"{words}, kumulatif" if time.cumulative else words


def _time_words(time: StandardTime) -> str:
    amount = _amount(time.maximum or 0, time.unit) if time.unit else ""
    match time.kind:
        case TimeKind.FIXED:
            return amount
        case TimeKind.RANGE:
            return f"{time.minimum} sampai {amount}"
        case TimeKind.MAXIMUM:
            return f"paling lama {amount}"
        case TimeKind.VARIABLE:
            return "tergantung"
        case TimeKind.NONE:
            return "tanpa tenggat"
        case TimeKind.UNSET:
            return "belum ditetapkan"


def _amount(amount: int, unit: TimeUnit) -> str:
    if unit is TimeUnit.CLOCK_DAY:
        return f"{amount}x24 jam"
    return f"{amount} {unit.value.replace('_', ' ')}"


def use_words(procedure: Procedure, use: Use) -> str:
    """Return "surat balasan bila tidak bisa dibuat"."""
    words = procedure.items[use.item].name
    if use.optional:
        words += " (opsional)"
    return f"{words} bila {use.when.outcome}" if use.when else words


def actor_words(procedure: Procedure, step: Step) -> str:
    """Return "PIC, bersama Klien (SKPD), Kasie Pengembangan Aplikasi"."""
    others = (
        ("bersama", step.participants),
        ("diketahui", step.cosigners),
        ("diberitahu", step.informed),
    )
    parts = [f"{verb} {_names(procedure, lanes)}" for verb, lanes in others if lanes]
    return ", ".join((_names(procedure, (step.performer,)), *parts))


def _names(procedure: Procedure, lanes: Iterable[LaneId]) -> str:
    return ", ".join(procedure.lanes[lane].name for lane in lanes)


def flow_words(procedure: Procedure, step: Step) -> str:
    """Return "ya → langkah 8; tidak → langkah 7; mengikuti langkah 4"."""
    parts = [_exit_words(procedure, outcome) for outcome in step.outcomes]
    if step.derived_from:
        parts.append(f"mengikuti {step_words(procedure, step.derived_from)}")
    if step.waits_for:
        awaited = " dan ".join(step_words(procedure, one) for one in step.waits_for)
        parts.append(f"menunggu {awaited}")
    if step.automatic:
        parts.append("otomatis")
    return "; ".join(parts)


def _exit_words(procedure: Procedure, outcome: Outcome) -> str:
    if outcome.end is not None:
        goal = f"selesai: {procedure.ends[outcome.end].name}"
    else:
        goal = " dan ".join(step_words(procedure, target) for target in outcome.targets)
    return f"{outcome.label} → {goal}" if outcome.label else f"→ {goal}"
