"""Proof that every case can close properly: the whole state space of a procedure, walked.

Source of the properties: W. van der Aalst, soundness of workflow nets: option to complete, proper
completion, no dead transition; and 1-safety, since two open items of one step mean nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lajur.core.procedure.definition import Procedure, StepId
from lajur.core.procedure.fault_log import fault
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.net import CLOSED, Net, OpenedTwiceError, fire, net_of
from lajur.core.procedure.places import line_of, step_place
from lajur.core.refusals import marked

# A second's work. The four signed SOPs have 16 to 18 states; a fork into ten branches has 1,000.
MAX_STATES = 100_000

TOO_MANY_STATES = marked(
    "Berkas: alurnya bercabang terlalu banyak untuk diperiksa (lebih dari %(limit)d keadaan). "
    "Kurangi cabang yang berjalan bersamaan."
)
OPENED_TWICE = marked(
    "%(where)s: dapat terbuka dua kali sekaligus, karena cabang bertemu di sini. "
    "Tulis “menunggu” agar cabang ditunggu dulu."
)
CLOSED_EARLY = marked(
    "%(where)s: menutup berkas, padahal masih ada pekerjaan di cabang lain (%(others)s)."
)
UNDECIDED = marked(
    "%(where)s: mengikuti keputusan “%(source)s”, tetapi langkah itu dapat terlewati."
)
JOIN_NEVER_OPENS = marked(
    "%(where)s: tidak pernah terbuka, karena yang ditunggu (%(awaited)s) tidak pernah datang "
    "semuanya. Cabang sebuah keputusan tidak perlu ditunggu."
)
JOIN_MAY_WAIT = marked(
    "%(where)s: dapat menunggu selamanya, karena %(missing)s belum tentu datang."
)
NO_WAY_OUT = marked("%(where)s: dari sini berkas tidak pernah dapat sampai ke akhir.")
DEAD_STEP = marked("%(where)s: tidak pernah terbuka pada jalan mana pun.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploration:
    """What walking the state space gave."""

    states: int
    faults: tuple[Fault, ...]


@dataclass(slots=True, kw_only=True)
class _Walk:
    """What has been seen so far."""

    width: int  # bytes of a state
    states: list[int] = field(default_factory=list)  # by their number
    before: list[list[int]] = field(default_factory=list)  # by number: those it was reached from
    numbers: dict[bytes, int] = field(default_factory=dict)
    twice: set[StepId] = field(default_factory=set)  # opened while open
    early: dict[StepId, set[StepId]] = field(default_factory=dict)  # closes while these are open
    undecided: set[StepId] = field(default_factory=set)
    waiting: dict[StepId, set[StepId]] = field(default_factory=dict)  # join -> who never came
    faulty: set[int] = field(default_factory=set)  # numbers that the sets above account for

    def number(self, state: int) -> int:
        """Return the number of a state, a new one when it has not been seen."""
        # Bytes, as whole numbers 61 bits apart have the same hash, and a fork makes many of those.
        key = state.to_bytes(self.width, "big", signed=True)
        number = self.numbers.setdefault(key, len(self.states))
        if number == len(self.states):
            self.states.append(state)
            self.before.append([])
        return number


def explore(procedure: Procedure, *, limit: int = MAX_STATES) -> Exploration:
    """Walk every state of a procedure whose names are all known."""
    net = net_of(procedure)
    walk, moves, number = _Walk(width=net.width), 0, 0
    walk.number(net.start)
    while number < len(walk.states):
        after = list(_after(procedure, net, walk, number))
        moves += len(after)
        for state in after:
            walk.before[walk.number(state)].append(number)
        number += 1
        if len(walk.states) > limit or moves > 20 * limit:
            facts = {"limit": limit}
            many = fault("too_many_states", TOO_MANY_STATES, place="", line=0, facts=facts)
            return Exploration(states=len(walk.states), faults=(many,))
    return Exploration(states=len(walk.states), faults=tuple(_faults(procedure, net, walk)))


def _after(procedure: Procedure, net: Net, walk: _Walk, number: int) -> Iterator[int]:
    """Yield the states that follow one, noting what goes wrong on the way."""
    state = walk.states[number]
    if state == CLOSED:
        return
    if not state & net.marks:
        _note_stuck(procedure, net, walk, number)
    for bit in net.open_steps(state):
        allowed = [move for move in net.moves[bit] if not move.needs or state & move.needs]
        if not allowed:
            walk.undecided.add(net.steps[bit])
            walk.faulty.add(number)
        for move in allowed:
            try:
                yield fire(state, move)
            except OpenedTwiceError as error:
                walk.twice.add(_step_of(net, error.bit))
                walk.faulty.add(number)
            if move.closes and (state & ~bit & net.marks or any(net.arrived(state))):
                others = walk.early.setdefault(net.steps[bit], set())
                others.update(_still_open(net, state & ~bit))


def _step_of(net: Net, bit: int) -> StepId:
    """Return the step a bit belongs to: the open step itself, or the join arrived at."""
    return net.steps[bit] if bit in net.steps else net.arrivals[bit][0]


def _still_open(net: Net, state: int) -> set[StepId]:
    joins = {join for join, _ in net.arrived(state)}
    return {net.steps[bit] for bit in net.open_steps(state)} | joins


def _note_stuck(procedure: Procedure, net: Net, walk: _Walk, number: int) -> None:
    """Note the joins of a state in which nothing is open any more."""
    walk.faulty.add(number)
    arrived = set(net.arrived(walk.states[number]))
    for join in {join for join, _ in arrived}:
        came = {source for other, source in arrived if other == join}
        missing = set(procedure.steps[join].waits_for) - came
        walk.waiting.setdefault(join, set()).update(missing)


def _faults(procedure: Procedure, net: Net, walk: _Walk) -> Iterator[Fault]:
    opened = {net.steps[bit] for state in walk.states for bit in _bits(net, state)}
    found = [*_seen_faults(procedure, walk, opened), *_hopeless(procedure, net, walk)]
    yield from found
    if not found:  # a step behind a fault is dead because of it
        for step in procedure.steps:
            if step not in opened:
                yield _fault(procedure, step, "dead_step", DEAD_STEP)


def _bits(net: Net, state: int) -> Iterator[int]:
    return net.open_steps(state) if state != CLOSED else iter(())


def _seen_faults(procedure: Procedure, walk: _Walk, opened: set[StepId]) -> Iterator[Fault]:
    def names(steps: set[StepId]) -> str:
        return ", ".join(step_place(one) for one in procedure.steps.values() if one.id in steps)

    for step in sorted(walk.twice):
        yield _fault(procedure, step, "opened_twice", OPENED_TWICE)
    for step, others in walk.early.items():
        yield _fault(procedure, step, "closed_early", CLOSED_EARLY, others=names(others))
    for step in sorted(walk.undecided):
        source = procedure.steps[step].derived_from
        yield _fault(procedure, step, "derived_undecided", UNDECIDED, source=source)
    for step, missing in walk.waiting.items():
        if step in opened:
            yield _fault(procedure, step, "join_may_wait", JOIN_MAY_WAIT, missing=names(missing))
        else:
            awaited = names(set(procedure.steps[step].waits_for))
            yield _fault(procedure, step, "join_never_opens", JOIN_NEVER_OPENS, awaited=awaited)


def _hopeless(procedure: Procedure, net: Net, walk: _Walk) -> Iterator[Fault]:
    """Yield the first printed step of a loop, or of what leads into it, that nobody can leave."""
    closed = {number for number, state in enumerate(walk.states) if state == CLOSED}
    hopeful = _leading_to(closed | walk.faulty, walk.before)
    hopeless = [state for number, state in enumerate(walk.states) if number not in hopeful]
    stuck = {net.steps[bit] for state in hopeless for bit in net.open_steps(state)}
    for step in procedure.steps:
        if step in stuck:
            yield _fault(procedure, step, "no_way_out", NO_WAY_OUT)
            return


def _leading_to(goals: set[int], before: list[list[int]]) -> set[int]:
    seen, waiting = set(goals), list(goals)
    while waiting:
        for number in before[waiting.pop()]:
            if number not in seen:
                seen.add(number)
                waiting.append(number)
    return seen


def _fault(procedure: Procedure, step: StepId, code: str, message: str, **facts: object) -> Fault:
    place = step_place(procedure.steps[step])
    line = line_of(procedure, "langkah", step)
    return fault(code, message, place=place, line=line, facts=facts)
