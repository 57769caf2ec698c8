"""CPU of laying out the SOP-AP table, beside reading the same table once, in the same run.

The floor visits every step, outcome and cell of the table (steps by lanes) and decides nothing: no
layout can do with less. What is asked for is under 10 ms for 20 steps by 8 lanes, and a growth to
300 steps that stays near the floor's.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial

from lajur.core.grid.layout import layout
from lajur.core.procedure.definition import (
    End,
    Identity,
    Lane,
    LaneKind,
    Outcome,
    PrintedRow,
    Procedure,
    Result,
    ServiceKind,
    Step,
    Symbol,
)
from lajur.core.worktime.standard import UNSET

LANES = 8
SIZES = (20, 75, 150, 300)  # steps
ROUNDS = 15


def rows() -> Iterator[dict[str, object]]:
    """Measure every size."""
    first: tuple[float, float] | None = None
    for size in SIZES:
        procedure = table(size)
        layout(procedure)  # warm
        ours = _milliseconds(partial(layout, procedure))
        floor = _milliseconds(partial(walk, procedure))
        first = first or (ours, floor)
        yield {
            "steps": size,
            "lanes": LANES,
            "Lajur, CPU ms": f"{ours:.2f}",
            "floor, CPU ms": f"{floor:.3f}",
            "Lajur over floor": f"{ours / floor:.0f}",
            "Lajur's growth": f"{ours / first[0]:.1f}",
            "floor's growth": f"{floor / first[1]:.1f}",
        }


def table(steps: int) -> Procedure:
    """A table as offices have them: every fourth row decides, some skip rows, some go back."""
    dice = random.Random(steps)
    lanes = [Lane(id=f"l{n}", name=f"Lajur {n}", kind=LaneKind.OFFICE) for n in range(LANES)]
    drawn = [_step(n, steps, dice) for n in range(steps)]
    return Procedure(
        id="tabel",
        identity=Identity(issuing_unit=(), number="1", title="Tabel"),
        services=(ServiceKind.NEW,),
        lanes={lane.id: lane for lane in lanes},
        items={},
        steps={step.id: step for step in drawn},
        ends={"selesai": End(id="selesai", name="Selesai", result=Result.DONE)},
        start="s0",
    )


def _step(n: int, steps: int, dice: random.Random) -> Step:
    outcomes = tuple(_ways(n, steps, dice))
    return Step(
        id=f"s{n}",
        printed=PrintedRow(no=str(n + 1), title=f"Kegiatan {n + 1}"),
        symbol=Symbol.DECISION if len(outcomes) > 1 else Symbol.PROCESS,
        performer=f"l{dice.randrange(LANES)}",
        outcomes=outcomes,
        standard_time=UNSET,
    )


def _ways(n: int, steps: int, dice: random.Random) -> Iterator[Outcome]:
    if n == steps - 1:
        yield Outcome(label=None, end="selesai")
        return
    decides = n % 4 == 3
    yield Outcome(label="ya" if decides else None, targets=(f"s{n + 1}",))
    if decides:
        goal = n - dice.randint(1, 6) if dice.random() < 0.5 else n + dice.randint(2, 6)
        yield Outcome(label="tidak", targets=(f"s{min(max(goal, 0), steps - 1)}",))


def walk(procedure: Procedure) -> int:
    """Look once at every cell and every arrow."""
    seen = 0
    for step in procedure.steps.values():
        for lane in procedure.lanes:
            seen += lane == step.performer
        for outcome in step.outcomes:
            seen += len(outcome.targets)
    return seen


def _milliseconds(job: Callable[[], object]) -> float:
    measured = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for _ in range(5):
            job()
        measured.append((time.process_time() - started) / 5 * 1000)
    return statistics.median(measured)
