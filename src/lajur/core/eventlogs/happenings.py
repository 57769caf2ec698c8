"""What process mining wants to know of a case: activities, their life cycle, and who did them.

What people typed is never part of a log: reasons and notes may name anybody.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lajur.core.engine.case import CaseState, WorkKind
from lajur.core.procedure.definition import Procedure

# The transitional life-cycle model of XES, for what the journal calls by its own names.
TRANSITIONS: Mapping[str, str] = {
    "WorkItemOpened": "schedule",
    "WorkItemClaimed": "start",
    "WorkItemReleased": "reassign",  # "withdraw" would end it, and somebody else will start it
    "WorkItemDelegated": "reassign",
    "WorkItemReassigned": "reassign",
    "WorkItemSuspended": "suspend",
    "ReturnedForCompletion": "suspend",
    "SignaturesAsked": "suspend",
    "ChildOpened": "suspend",
    "WorkItemResumed": "resume",
    "WorkItemReinstated": "resume",
    "WorkItemCompleted": "complete",
    "SignatureDeclined": "ate_abort",
    "WorkItemCancelled": "ate_abort",
    "StepPassed": "complete",  # done by the system, not skipped: a decision has its outcome
}
OPENED = "schedule"  # by the engine, whoever's act led there
_PREFIXES = {WorkKind.SIGNATURE: "Tanda tangan: ", WorkKind.COMPLETION: "Kelengkapan: "}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedCase:
    """A case as a log names it."""

    id: int
    number: str  # nomor permohonan; "" for a child case, and when it is to stay unknown
    procedure: Procedure
    service: str
    agency: str
    state: CaseState
    opened_at: datetime  # aware, as the log writes it
    closed_at: datetime | None
    end: str  # "" while it is open, and when it was withdrawn
    parent: int | None = None  # id of the case that asked for it

    @property
    def name(self) -> str:
        return self.number or called(self.id)


def called(case: int) -> str:
    """What a case without a number is called."""
    return f"berkas {case}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event of the journal, as it is stored."""

    seq: int
    kind: str  # engine.events class name
    data: Mapping[str, Any]
    by: Mapping[str, Any]  # Acting
    at: datetime  # aware, as the log writes it


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A person as a log names them."""

    id: str = ""  # tells them from all others; "" for the system itself
    name: str = ""  # theirs, or a pseudonym
    position: str = ""  # as it was then; "" when it is to stay unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One line of a log."""

    seq: int
    activity: str  # the printed words of the step
    step: str  # its id: two steps may be printed alike
    transition: str  # of the XES life cycle
    at: datetime  # aware, as the log writes it
    who: Who
    lane: str
    work: int | None  # number of the work item
    visit: int
    outcome: str
    papers: tuple[str, ...] = ()  # handed in with it, by name
    told_at: datetime | None = None  # done on paper at `at`, and recorded then


Namer = Callable[[Mapping[str, Any]], Who]  # of an Acting


def real_name(by: Mapping[str, Any]) -> Who:
    return Who(id=str(by["person"] or ""), name=by["name"], position=by["position"])


class Pseudonyms:
    """Numbers instead of names, by first appearance: they mean something within one log only.

    Nothing is computed from a name, so that nothing can be guessed back from a number. Positions
    go too: a regency has one Kepala Dinas Kominfo.
    """

    def __init__(self) -> None:
        self._given: dict[int, int] = {}

    def __call__(self, by: Mapping[str, Any]) -> Who:
        person = by["person"]
        if person is None:
            return real_name(by)
        number = self._given.setdefault(person, len(self._given) + 1)
        return Who(id=f"p{number}", name=f"Orang {number}")


@dataclass(frozen=True, slots=True)
class _Work:
    activity: str
    step: str
    lane: str
    visit: int


def happenings(
    procedure: Procedure, entries: Iterable[Entry], *, name: Namer = real_name
) -> Iterator[Happening]:
    """Yield the lines of one case by time; at one moment in the order of its journal."""
    yield from sorted(_lines(procedure, entries, name), key=lambda line: line.at)


def _lines(procedure: Procedure, entries: Iterable[Entry], name: Namer) -> Iterator[Happening]:
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
        step=data["step"],
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
        work = _Work(_title(procedure, step.id), step.id, procedure.lanes[step.performer].name, 0)
    else:
        work = works[number]
    done_at = _done_on_paper(entry)
    return Happening(
        seq=entry.seq,
        activity=work.activity,
        step=work.step,
        transition=transition,
        at=done_at or entry.at,
        who=Who() if transition == OPENED or done_at else name(entry.by),
        lane=work.lane,
        work=number,
        visit=work.visit,
        outcome=entry.data.get("outcome") or "",
        papers=papers,
        told_at=entry.at if done_at else None,
    )


def _done_on_paper(entry: Entry) -> datetime | None:
    """When, if whoever recorded it is not who did it; co-signers end a step when they sign."""
    told = entry.data.get("done_at") if entry.by["person"] is not None else None
    return datetime.fromisoformat(told).astimezone(entry.at.tzinfo) if told else None


def _title(procedure: Procedure, step: str) -> str:
    return procedure.steps[step].printed.title or step
