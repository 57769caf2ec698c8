"""What process mining wants to know of a case: activities, their life cycle, and who did them.

What people typed is never part of a log: reasons and notes may name anybody.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lajur.core.engine.case import WorkKind
from lajur.core.procedure.definition import Procedure

# The transitional life-cycle model of XES, for what the journal calls by its own names.
TRANSITIONS: Mapping[str, str] = {
    "WorkItemOpened": "schedule",
    "WorkItemClaimed": "start",
    "WorkItemReleased": "withdraw",
    "WorkItemDelegated": "reassign",
    "WorkItemReassigned": "reassign",
    "WorkItemSuspended": "suspend",
    "ReturnedForCompletion": "suspend",
    "SignaturesAsked": "suspend",
    "ChildOpened": "suspend",
    "WorkItemResumed": "resume",
    "WorkItemReinstated": "resume",
    "WorkItemCompleted": "complete",
    "SignatureDeclined": "pi_abort",
    "WorkItemCancelled": "ate_abort",
    "StepPassed": "autoskip",
}
_PREFIXES = {WorkKind.SIGNATURE: "Tanda tangan: ", WorkKind.COMPLETION: "Kelengkapan: "}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedCase:
    """A case as a log names it."""

    id: int
    number: str  # nomor permohonan; "" for a child case
    procedure: Procedure
    service: str
    agency: str
    opened_at: datetime  # aware
    closed_at: datetime | None
    end: str  # "" while it is open, and when it was withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event of the journal, as it is stored."""

    seq: int
    kind: str  # engine.events class name
    data: Mapping[str, Any]
    by: Mapping[str, Any]  # Acting
    at: datetime  # aware


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One line of a log."""

    seq: int
    activity: str  # the printed words of the step
    transition: str  # of the XES life cycle
    at: datetime  # aware
    person: str  # tells them from all others; "" for the system itself
    name: str  # theirs, or a pseudonym
    position: str  # as it was then
    lane: str
    work: int | None  # number of the work item
    visit: int
    outcome: str
    papers: tuple[str, ...] = ()  # handed in with it, by name


Namer = Callable[[Mapping[str, Any]], tuple[str, str]]  # of an Acting: person and name


def real_name(by: Mapping[str, Any]) -> tuple[str, str]:
    return str(by["person"] or ""), str(by["name"])


class Pseudonyms:
    """Numbers instead of names, by first appearance: of use within one log only."""

    def __init__(self) -> None:
        self._given: dict[int, int] = {}

    def __call__(self, by: Mapping[str, Any]) -> tuple[str, str]:
        person = by["person"]
        if person is None:
            return real_name(by)
        number = self._given.setdefault(person, len(self._given) + 1)
        return f"p{number}", f"Orang {number}"


@dataclass(frozen=True, slots=True)
class _Work:
    activity: str
    lane: str
    visit: int


def happenings(
    procedure: Procedure, entries: Iterable[Entry], *, name: Namer = real_name
) -> Iterator[Happening]:
    """Yield the lines of one case, in the order of its journal."""
    works: dict[int, _Work] = {}
    papers: list[str] = []  # handed in since the last line
    for entry in entries:
        if entry.kind == "WorkItemOpened":
            works[entry.data["number"]] = _work(procedure, entry.data)
        if entry.kind == "DocumentSupplied":
            papers.append(procedure.items[entry.data["item"]].name)
        transition = TRANSITIONS.get(entry.kind)
        if transition is not None:
            yield _line(procedure, entry, transition, works, tuple(papers), name)
            papers.clear()


def _work(procedure: Procedure, data: Mapping[str, Any]) -> _Work:
    prefix = _PREFIXES.get(WorkKind(data["kind"]), "")
    return _Work(
        activity=prefix + _title(procedure, data["step"]),
        lane=procedure.lanes[data["lane"]].name,
        visit=data["visit"],
    )


def _line(
    procedure: Procedure,
    entry: Entry,
    transition: str,
    works: Mapping[int, _Work],
    papers: tuple[str, ...],
    name: Namer,
) -> Happening:
    number = entry.data.get("number")
    if number is None:  # a step nobody was asked about
        step = procedure.steps[entry.data["step"]]
        work = _Work(_title(procedure, step.id), procedure.lanes[step.performer].name, 0)
    else:
        work = works[number]
    person, named = name(entry.by)
    return Happening(
        seq=entry.seq,
        activity=work.activity,
        transition=transition,
        at=entry.at,
        person=person,
        name=named,
        position=entry.by["position"],
        lane=work.lane,
        work=number,
        visit=work.visit,
        outcome=entry.data.get("outcome") or "",
        papers=papers,
    )


def _title(procedure: Procedure, step: str) -> str:
    return procedure.steps[step].printed.title or step
