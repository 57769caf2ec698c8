"""Calls from one SOP to another, by the name printed in the row."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from lajur.core.procedure.definition import Procedure, Step
from lajur.core.procedure.faults import Fault
from lajur.core.procedure.step_checks import step_fault
from lajur.core.refusals import marked

CALLS_ITSELF = marked(
    "%(where)s: memanggil “%(name)s”, yang pada akhirnya memanggil SOP ini lagi (%(round)s)."
)


def callee(name: str, procedures: Iterable[Procedure]) -> Procedure | None:
    """Return the procedure a printed name means: "SOP Desain Aplikasi" is "Desain Aplikasi"."""
    return _by_name(procedures).get(_plain(name))


def cycles(procedures: tuple[Procedure, ...]) -> Mapping[str, tuple[Fault, ...]]:
    """Return, by procedure id, a fault for every call that comes back to its own procedure."""
    by_name = _by_name(procedures)
    calls = {one.id: tuple(_calls(one, by_name)) for one in procedures}
    graph = {caller: [called for _, called in found] for caller, found in calls.items()}
    return {one.id: tuple(_returning(one, calls[one.id], graph)) for one in procedures}


def _by_name(procedures: Iterable[Procedure]) -> dict[str, Procedure]:
    by_name: dict[str, Procedure] = {}
    for one in procedures:
        by_name.setdefault(_plain(one.identity.title), one)
        by_name.setdefault(_plain(one.id), one)
    return by_name


def _plain(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("sop ")


def _calls(procedure: Procedure, by_name: Mapping[str, Procedure]) -> Iterator[tuple[Step, str]]:
    for step in procedure.steps.values():
        called = by_name.get(_plain(step.calls)) if step.calls else None
        if called:
            yield step, called.id


def _returning(
    procedure: Procedure, calls: Iterable[tuple[Step, str]], graph: Mapping[str, list[str]]
) -> Iterator[Fault]:
    for step, called in calls:
        way = _way(called, procedure.id, graph)
        if way:
            facts = {"name": step.calls, "round": " → ".join((procedure.id, *way))}
            yield step_fault(procedure, step, "memanggil", "calls_itself", CALLS_ITSELF, **facts)


def _way(start: str, goal: str, graph: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the shortest way from one procedure to another, both named; () when there is none."""
    ways: dict[str, tuple[str, ...]] = {start: (start,)}
    waiting = deque(ways)
    while waiting and goal not in ways:
        here = waiting.popleft()
        for called in graph[here]:
            if called not in ways:
                ways[called] = (*ways[here], called)
                waiting.append(called)
    return ways.get(goal, ())
