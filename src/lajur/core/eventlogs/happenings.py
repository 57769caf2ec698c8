"""What process mining wants to know of a case: activities, their life cycle, and who did them.

What people typed is never part of a log: reasons and notes may name anybody.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
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
_MINUTE = timedelta(minutes=1)
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
    parent_number: str = ""  # as `number`

    @property
    def name(self) -> str:
        return _called(self.id, self.number)

    @property
    def parent_name(self) -> str:
        """As the log names that case; "" without one."""
        return "" if self.parent is None else _called(self.parent, self.parent_number)


def _called(case: int, number: str) -> str:
    return number or f"berkas {case}"


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
    told_at: datetime | None = None  # when it was recorded, if only after `at`


Namer = Callable[[Mapping[str, Any]], Who]  # of an Acting


def real_name(by: Mapping[str, Any]) -> Who:
    return Who(id=str(by["person"] or ""), name=by["name"], position=by["position"])


class Pseudonyms:
    """Numbers instead of names, by first appearance: they mean something within one log only.

    Nothing is computed from a name, so that nothing can be guessed back from a number. Positions
    go too: who held one on a day is public. Lanes stay, for without them no handover can be seen;
    where one person alone fills a lane, that person can be recognised.
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


class _Moments:
    """When entries happened: what an act on paper led to, with it, and not when it was recorded."""

    def __init__(self) -> None:
        self._recorded: datetime | None = None  # of the newest act on paper
        self._done: datetime | None = None
        self._opened: dict[int, datetime] = {}

    def of(self, entry: Entry) -> datetime:
        if done := _done_on_paper(entry):
            self._recorded = entry.at
            self._done = self._within_its_minute(done, entry.data["number"])
            return self._done
        led_to = entry.kind == "WorkItemOpened" or entry.by["person"] is None
        at = self._done if led_to and entry.at == self._recorded else None
        if entry.kind == "WorkItemOpened":
            self._opened[entry.data["number"]] = at or entry.at
        return at or entry.at

    def _within_its_minute(self, done: datetime, number: int) -> datetime:
        """People write minutes: in the minute work was opened, it was done after that."""
        opened = self._opened[number]
        return opened if timedelta() < opened - done < _MINUTE else done


def happenings(
    procedure: Procedure, entries: Iterable[Entry], *, name: Namer = real_name
) -> Iterator[Happening]:
    """Yield the lines of one case by time; at one moment in the order of its journal."""
    newest_first = reversed(list(_lines(procedure, entries, name)))
    yield from sorted(_work_in_order(newest_first), key=lambda line: (line.at, line.seq))


def _work_in_order(newest_first: Iterable[Happening]) -> Iterator[Happening]:
    """Yield them with nothing of a work item later than what followed on it.

    Whoever takes work at one, and tells at two that it was done on paper at ten, had it at ten.
    """
    followed: dict[int, datetime] = {}
    for line in newest_first:
        at = line.at if line.work is None else followed.get(line.work, line.at)
        if at < line.at:
            yield replace(line, at=at, told_at=line.told_at or line.at)
            continue
        if line.work is not None:
            followed[line.work] = line.at
        yield line


def _lines(procedure: Procedure, entries: Iterable[Entry], name: Namer) -> Iterator[Happening]:
    works: dict[int, _Work] = {}
    papers: list[str] = []  # handed in since the last line
    moments = _Moments()
    for entry in entries:
        at = moments.of(entry)
        if entry.kind == "WorkItemOpened":
            works[entry.data["number"]] = _work(procedure, entry.data)
        if entry.kind == "DocumentSupplied":
            papers.append(procedure.items[entry.data["item"]].name)
        transition = TRANSITIONS.get(entry.kind)
        if transition is not None:
            yield _line(procedure, entry, at, transition, works, tuple(papers), name)
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
    at: datetime,
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
    on_paper = _done_on_paper(entry) is not None
    return Happening(
        seq=entry.seq,
        activity=work.activity,
        step=work.step,
        transition=transition,
        at=at,
        who=Who() if transition == OPENED or on_paper else name(entry.by),
        lane=work.lane,
        work=number,
        visit=work.visit,
        outcome=entry.data.get("outcome") or "",
        papers=papers,
        told_at=entry.at if at < entry.at else None,
    )


def _done_on_paper(entry: Entry) -> datetime | None:
    """When, if whoever recorded it is not who did it; co-signers end a step when they sign."""
    told = entry.data.get("done_at") if entry.by["person"] is not None else None
    return datetime.fromisoformat(told).astimezone(entry.at.tzinfo) if told else None


def _title(procedure: Procedure, step: str) -> str:
    return procedure.steps[step].printed.title or step
