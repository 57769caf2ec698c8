"""The arrows of a procedure: what follows what, what is within reach, where it turns back.

Every function takes a procedure whose names are all known (`references` finds nothing).
"""

from collections.abc import Iterable, Iterator, Mapping

from lajur.core.procedure.definition import Outcome, Procedure, Result, Step, StepId

Edge = tuple[StepId, StepId]
Graph = Mapping[StepId, tuple[StepId, ...]]


def successors(procedure: Procedure) -> Graph:
    """Return the steps each step leads to, in printed order, each once."""
    return {
        step.id: tuple(dict.fromkeys(target for one in step.outcomes for target in one.targets))
        for step in procedure.steps.values()
    }


def predecessors(procedure: Procedure) -> Graph:
    """Return the steps that lead to each step."""
    before: dict[StepId, list[StepId]] = {step: [] for step in procedure.steps}
    for source, targets in successors(procedure).items():
        for target in targets:
            before[target].append(source)
    return {step: tuple(sources) for step, sources in before.items()}


def within_reach(start: Iterable[StepId], graph: Graph) -> frozenset[StepId]:
    """Return the start and every step that can be reached from it."""
    seen, waiting = set(start), list(start)
    while waiting:
        for step in graph[waiting.pop()]:
            if step not in seen:
                seen.add(step)
                waiting.append(step)
    return frozenset(seen)


def back_edges(procedure: Procedure) -> frozenset[Edge]:
    """Return the arrows that close a loop: those back to a step still on the way from the start."""
    return frozenset(_closing_edges((procedure.start,), successors(procedure)))


def loops_among(steps: frozenset[StepId], procedure: Procedure) -> frozenset[Edge]:
    """Return the closing arrows of the loops that run through these steps alone."""
    graph = successors(procedure)
    inner = {step: tuple(target for target in graph[step] if target in steps) for step in steps}
    return frozenset(_closing_edges(sorted(steps), inner))


def _closing_edges(starts: Iterable[StepId], graph: Graph) -> Iterator[Edge]:
    done: set[StepId] = set()
    for start in starts:
        path = {start: iter(graph[start])} if start not in done else {}  # in order of visit
        while path:
            step = next(reversed(path))
            target = next(path[step], None)
            if target is None:
                done.add(step)
                del path[step]
            elif target in path:
                yield step, target
            elif target not in done:
                path[target] = iter(graph[target])


def may_be_granted(procedure: Procedure) -> frozenset[StepId]:
    """Return the steps from which a case can still close other than refused."""
    closing = [
        step.id
        for step in procedure.steps.values()
        if any(end.result is Result.DONE for end in procedure.step_ends(step.id))
    ]
    return within_reach(closing, predecessors(procedure))


def exits(step: Step, decided: Mapping[StepId, str | None]) -> tuple[Outcome, ...]:
    """Return the ways a step may end now; a derived decision has one, or none if undecided."""
    if step.derived_from is None:
        return step.outcomes
    return tuple(one for one in step.outcomes if one.label == decided.get(step.derived_from))


def reasons_owed(procedure: Procedure) -> Iterator[tuple[Step, Outcome]]:
    """Yield the outcomes that refuse, or send work back: each is owed a reason.

    Source: the four SOPs; Buleleng row 7.
    """
    granted, closing = may_be_granted(procedure), back_edges(procedure)
    for step in procedure.steps.values():
        if not step.is_decision or step.derived_from is not None:
            continue
        for outcome in step.outcomes:
            sends_back = any((step.id, target) in closing for target in outcome.targets)
            if sends_back or (step.id in granted and _refuses(procedure, outcome, granted)):
                yield step, outcome


def _refuses(procedure: Procedure, outcome: Outcome, granted: frozenset[StepId]) -> bool:
    """Whether the outcome leaves only refusal."""
    if outcome.end is not None:
        return procedure.ends[outcome.end].result is not Result.DONE
    return not granted.intersection(outcome.targets)
