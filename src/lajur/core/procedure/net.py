"""A procedure as a net of whole numbers: one bit per open step, arrival and remembered decision.

A state is one integer, so that a hundred thousand of them can be walked in a second.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lajur.core.procedure.definition import Outcome, Procedure, Step, StepId

CLOSED = -1  # the state after an end


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One branch coming in at a join."""

    bit: int
    all: int  # the bits of every branch awaited
    join: int  # the bit of the join itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One way a step may end."""

    step: int  # its bit
    needs: int  # a decision that must be remembered; 0: none
    forgets: int
    remembers: int
    opens: tuple[int, ...]  # bits of the steps opened at once
    arrives: tuple[Arrival, ...]
    closes: bool


class OpenedTwiceError(Exception):
    """The move opens a step that is open already, or brings the same branch twice."""

    def __init__(self, bit: int) -> None:
        self.bit = bit
        super().__init__(bit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    start: int
    steps: dict[int, StepId]  # by the bit of an open step
    arrivals: dict[int, tuple[StepId, StepId]]  # by bit: the join, who came
    moves: dict[int, tuple[Move, ...]]  # by the bit of the step
    marks: int  # the bits of all open steps
    width: int  # bytes that hold any state, and `CLOSED`

    def open_steps(self, state: int) -> Iterator[int]:
        """Yield the bit of each step open in a state."""
        marked = state & self.marks
        while marked:
            bit = marked & -marked
            yield bit
            marked ^= bit

    def arrived(self, state: int) -> Iterator[tuple[StepId, StepId]]:
        """Yield each join that waits in a state, with a branch that has come."""
        for bit, arrival in self.arrivals.items():
            if state & bit:
                yield arrival


def fire(state: int, move: Move) -> int:
    """Return the state after a move that its state allows.

    Raises:
        OpenedTwiceError: the net is not 1-safe.
    """
    if move.closes:
        return CLOSED
    after = (state & ~move.step & ~move.forgets) | move.remembers
    for bit in move.opens:
        after = _set(after, bit)
    for arrival in move.arrives:
        after = _set(after, arrival.bit)
        if after & arrival.all == arrival.all:
            after = _set(after & ~arrival.all, arrival.join)
    return after


def _set(state: int, bit: int) -> int:
    if state & bit:
        raise OpenedTwiceError(bit)
    return state | bit


class _Bits:
    """Hands out one bit per name."""

    def __init__(self) -> None:
        self.by_name: dict[tuple[str, ...], int] = {}

    def of(self, *name: str) -> int:
        return self.by_name.setdefault(name, 1 << len(self.by_name))


def net_of(procedure: Procedure) -> Net:
    """Compile a procedure whose names are all known."""
    bits = _Bits()
    steps = {bits.of("open", step): step for step in procedure.steps}
    followed = {step.derived_from for step in procedure.steps.values()}
    moves = {
        bits.of("open", step.id): tuple(
            dict.fromkeys(_move(procedure, step, one, bits, followed) for one in step.outcomes)
        )
        for step in procedure.steps.values()
    }
    arrivals = {
        bit: (name[1], name[2]) for name, bit in bits.by_name.items() if name[0] == "arrived"
    }
    start, marks = bits.of("open", procedure.start), (1 << len(steps)) - 1
    width = len(bits.by_name) // 8 + 1
    return Net(start=start, steps=steps, arrivals=arrivals, moves=moves, marks=marks, width=width)


def _move(
    procedure: Procedure, step: Step, outcome: Outcome, bits: _Bits, followed: set[StepId | None]
) -> Move:
    label, source = outcome.label or "", step.derived_from
    remembers, forgets = 0, 0
    if step.id in followed:
        remembers = bits.of("decided", step.id, label)
        labels = (one.label or "" for one in step.outcomes)
        forgets = sum({bits.of("decided", step.id, one) for one in labels})
    joins = [target for target in outcome.targets if procedure.steps[target].waits_for]
    return Move(
        step=bits.of("open", step.id),
        needs=0 if source is None else bits.of("decided", source, label),
        forgets=forgets,
        remembers=remembers,
        opens=tuple(bits.of("open", one) for one in outcome.targets if one not in joins),
        arrives=tuple(_arrival(procedure.steps[join], step.id, bits) for join in joins),
        closes=outcome.end is not None,
    )


def _arrival(join: Step, source: StepId, bits: _Bits) -> Arrival:
    return Arrival(
        bit=bits.of("arrived", join.id, source),
        all=sum({bits.of("arrived", join.id, one) for one in join.waits_for}),
        join=bits.of("open", join.id),
    )
