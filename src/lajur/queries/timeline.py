"""The history of a case as acts in words: who, in what capacity, when, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.engine.case import WorkKind
from lajur.core.engine.events import (
    CaseCompleted,
    CaseOpened,
    CaseWithdrawn,
    ChildOpened,
    Corrected,
    DocumentSupplied,
    DurationSet,
    PerformersAppointed,
    ReturnedForCompletion,
    SignatureDeclined,
    SignaturesAsked,
    StepPassed,
    WorkItemClaimed,
    WorkItemCompleted,
    WorkItemDelegated,
    WorkItemOpened,
    WorkItemReassigned,
    WorkItemReleased,
    WorkItemResumed,
    WorkItemSuspended,
)
from lajur.core.procedure.definition import LaneKind, Procedure
from lajur.core.refusals import marked
from lajur.queries.moments import in_words

Data = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """A row of the journal, as read."""

    seq: int
    kind: str  # engine.events class name
    data: Data
    by: Data  # Acting
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """One entry of the history."""

    seq: int
    title: str
    step_no: str  # "" when the act belongs to no printed step
    step: str
    who: str
    capacity: str  # "Plt. Kepala Bidang TI"; "" without a position
    at: datetime  # aware, UTC
    when: str  # in the office's zone, with its name
    tone: str  # done, wait, late, info: of the mark beside it
    outcome: str = ""
    reason: str = ""
    deviation: bool = False  # outside the printed flow
    on_paper: str = ""  # when and by whom it was done on paper
    visit: int = 1
    papers: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()  # what it led to
    corrections: tuple[str, ...] = ()
    last_seq: int = 0  # of the events that belong to it

    @property
    def step_words(self) -> str:
        return f"{self.step_no}. {self.step}" if self.step_no else self.step

    @property
    def who_words(self) -> str:
        """ "Budi Santoso, Plt. Kepala Bidang Teknologi Informasi"."""
        return f"{self.who}, {self.capacity}" if self.capacity else self.who


@dataclass(slots=True)
class _Reader:
    """What is needed to put one case's journal into words."""

    procedure: Procedure
    names: Mapping[int, str]
    zone: ZoneInfo
    outside: bool  # for somebody outside the office: no internal words
    opened: dict[int, Data] = field(default_factory=dict)  # WorkItemOpened, by number

    def step_of(self, data: Data) -> str | None:
        """The step the event belongs to, by itself or by its work item."""
        if "procedure" in data:  # CaseOpened: filing the request is the first step
            return self.procedure.start
        if "step" in data:
            return str(data["step"])
        number = data.get("number")
        return str(self.opened[number]["step"]) if number in self.opened else None

    def touches_applicant(self, step_id: str | None) -> bool:
        if step_id is None:
            return True
        step = self.procedure.steps[step_id]
        lanes = (step.performer, *step.participants, *step.cosigners)
        return any(self.procedure.lanes[lane].kind is LaneKind.APPLICANT for lane in lanes)

    def person(self, value: object) -> str:
        return self.names.get(int(str(value)), gettext("seseorang")) if value else ""


def timeline(
    events: Sequence[StoredEvent],
    procedure: Procedure,
    *,
    names: Mapping[int, str],
    zone: ZoneInfo,
    outside: bool,
) -> tuple[ActView, ...]:
    """The acts, oldest first. The events of one command share their moment and make one act."""
    reader = _Reader(procedure=procedure, names=names, zone=zone, outside=outside)
    acts: list[ActView] = []
    for _, group in groupby(events, key=lambda event: event.at):
        acts += _acts(list(group), reader)
    return _with_corrections(acts, events, reader)


def _acts(events: Sequence[StoredEvent], reader: _Reader) -> Iterable[ActView]:
    for event in events:
        if event.kind == WorkItemOpened.__name__:
            reader.opened[int(str(event.data["number"]))] = event.data
    heads = _heads(events, reader)
    if not heads:
        supplied = [event for event in events if event.kind == DocumentSupplied.__name__]
        heads = supplied[:1]
    papers = tuple(_papers(events, reader))
    filed = events[0].kind == CaseOpened.__name__  # then the first opening is the filing itself
    effects = tuple(_effects(events, reader))[1 if filed else 0 :]
    for place, head in enumerate(heads):
        act = _act(head, reader)
        first, last = place == 0, place == len(heads) - 1
        yield replace(
            act,
            papers=papers if first else (),
            effects=effects if last else (),
            last_seq=events[-1].seq if last else head.seq,
        )


def _heads(events: Sequence[StoredEvent], reader: _Reader) -> list[StoredEvent]:
    """What was done; a claim that came with the work itself is not an act of its own."""
    if events[0].kind == CaseOpened.__name__:
        return [events[0]]
    hidden = _INTERNAL if reader.outside else frozenset()
    heads = [event for event in events if event.kind in _TITLES and event.kind not in hidden]
    alone = len(heads) == 1
    return [event for event in heads if alone or event.kind != WorkItemClaimed.__name__]


def _act(event: StoredEvent, reader: _Reader) -> ActView:
    step_id = reader.step_of(event.data)
    step = reader.procedure.steps[step_id] if step_id else None
    capacity = str(event.by.get("capacity") or "")
    position = str(event.by.get("position") or "")
    acting = "" if capacity == "definitif" else capacity
    outcome = event.data.get("outcome")
    number = event.data.get("number")
    return ActView(
        seq=event.seq,
        title=_title(event, reader),
        step_no=step.printed.no if step else "",
        step=step.printed.title if step else "",
        who=str(event.by.get("name") or gettext("Lajur")),
        capacity=f"{acting} {position}".strip(),
        at=event.at,
        when=in_words(event.at, reader.zone),
        tone=_tone(event),
        outcome=str(outcome or ""),
        reason=event.text if _may_read(event, step_id, reader) else "",
        deviation=event.kind in _DEVIATIONS or bool(event.data.get("done_at")),
        on_paper=_on_paper(event, reader),
        visit=int(str(reader.opened.get(number, {}).get("visit", 1))) if number else 1,  # type: ignore[call-overload]
    )


def _title(event: StoredEvent, reader: _Reader) -> str:
    if event.kind == DocumentSupplied.__name__:
        return gettext("Menyerahkan kelengkapan")
    words = gettext(_TITLES[event.kind])
    if event.kind == WorkItemCompleted.__name__:
        opened = reader.opened.get(event.data.get("number"), {})  # type: ignore[call-overload]
        if opened.get("kind") == WorkKind.SIGNATURE.value:
            return gettext("Menandatangani")
        if opened.get("kind") == WorkKind.COMPLETION.value:
            return gettext("Melengkapi berkas")
    step = reader.step_of(event.data)
    return words % {
        "to": reader.person(event.data.get("to")) or gettext("semua pelaksana lajur"),
        "no": (reader.procedure.steps[step].printed.no if step else "") or gettext("tersirat"),
    }


def _tone(event: StoredEvent) -> str:
    if event.kind in _DEVIATIONS:
        return "late"
    return "done" if event.kind in _MILESTONES else "info"


def _may_read(event: StoredEvent, step_id: str | None, reader: _Reader) -> bool:
    """Outside the office one reads the reasons of decisions, not the remarks on the way."""
    if not reader.outside or event.kind in _OPEN_REASONS:
        return True
    decided = step_id is not None and reader.procedure.steps[step_id].is_decision
    return decided or reader.touches_applicant(step_id)


def _on_paper(event: StoredEvent, reader: _Reader) -> str:
    done_at = event.data.get("done_at")
    if not done_at:
        return ""
    moment = datetime.fromisoformat(str(done_at))
    return gettext("Dikerjakan di atas kertas %(when)s oleh %(who)s; dicatat %(recorded)s") % {
        "when": in_words(moment, reader.zone),
        "who": event.data.get("done_by") or gettext("pelaksana"),
        "recorded": in_words(event.at, reader.zone),
    }


def _papers(events: Iterable[StoredEvent], reader: _Reader) -> Iterable[str]:
    for event in events:
        if event.kind == DocumentSupplied.__name__:
            item = reader.procedure.items[str(event.data["item"])]
            version = int(str(event.data["version"]))
            yield item.name if version == 1 else f"{item.name} (v{version})"


def _effects(events: Iterable[StoredEvent], reader: _Reader) -> Iterable[str]:
    for event in events:
        words = _effect(event, reader)
        if words:
            yield words


def _effect(event: StoredEvent, reader: _Reader) -> str:
    data, procedure = event.data, reader.procedure
    match event.kind:
        case WorkItemOpened.__name__:
            step = procedure.steps[str(data["step"])]
            facts = {"no": step.printed.no or "–", "lane": procedure.lanes[str(data["lane"])].name}
            if data.get("kind") == WorkKind.SIGNATURE.value:
                return gettext("Tanda tangan diminta dari %(lane)s") % facts
            if data.get("kind") == WorkKind.COMPLETION.value:
                return gettext("Kelengkapan diminta dari %(lane)s") % facts
            return gettext("Lanjut ke langkah %(no)s: %(lane)s") % facts
        case PerformersAppointed.__name__:
            people = data.get("people")
            chosen = people if isinstance(people, list | tuple) else ()
            return gettext("Menunjuk %(people)s sebagai %(lane)s") % {
                "people": ", ".join(reader.person(person) for person in chosen),
                "lane": procedure.lanes[str(data["lane"])].name,
            }
        case DurationSet.__name__:
            return gettext("Menetapkan waktu langkah %(no)s: %(time)s") % {
                "no": procedure.steps[str(data["step"])].printed.no,
                "time": duration_words(data.get("duration")),
            }
        case CaseCompleted.__name__:
            return gettext("Berkas ditutup: %(end)s") % {
                "end": procedure.ends[str(data["end"])].name
            }
        case _:
            return ""


def duration_words(duration: object) -> str:
    """A stored duration in words: "35 hari kerja"."""
    if not isinstance(duration, Mapping):
        return ""
    return f"{duration.get('amount')} {str(duration.get('unit')).replace('_', ' ')}"


def _with_corrections(
    acts: Sequence[ActView], events: Iterable[StoredEvent], reader: _Reader
) -> tuple[ActView, ...]:
    notes: dict[int, list[str]] = {}
    for event in events:
        if event.kind == Corrected.__name__ and not reader.outside:
            facts = {"who": event.by.get("name"), "when": in_words(event.at, reader.zone)}
            about = notes.setdefault(int(str(event.data["seq"])), [])
            about.append(f"{event.text} ({gettext('%(who)s, %(when)s') % facts})")
    return tuple(
        replace(
            act,
            corrections=tuple(
                note for seq in range(act.seq, act.last_seq + 1) for note in notes.get(seq, ())
            ),
        )
        for act in acts
    )


_TITLES: Mapping[str, str] = {
    CaseOpened.__name__: marked("Permohonan diajukan"),
    WorkItemClaimed.__name__: marked("Mengambil tugas"),
    WorkItemReleased.__name__: marked("Melepas tugas"),
    WorkItemDelegated.__name__: marked("Meneruskan tugas kepada %(to)s"),
    WorkItemReassigned.__name__: marked("Tugas dialihkan kepada %(to)s"),
    WorkItemCompleted.__name__: marked("Langkah %(no)s selesai"),
    SignaturesAsked.__name__: marked("Langkah %(no)s dikerjakan, menunggu tanda tangan"),
    SignatureDeclined.__name__: marked("Tanda tangan ditolak"),
    StepPassed.__name__: marked("Langkah %(no)s terlewati dengan sendirinya"),
    ReturnedForCompletion.__name__: marked("Dikembalikan untuk dilengkapi"),
    WorkItemSuspended.__name__: marked("Tugas ditunda"),
    WorkItemResumed.__name__: marked("Tugas dilanjutkan"),
    ChildOpened.__name__: marked("Dijalankan sebagai SOP lain"),
    CaseWithdrawn.__name__: marked("Permohonan ditarik"),
    Corrected.__name__: marked("Catatan dibetulkan"),
}
_DEVIATIONS = frozenset(
    kind.__name__
    for kind in (
        WorkItemReassigned,
        SignatureDeclined,
        ReturnedForCompletion,
        WorkItemSuspended,
        WorkItemResumed,
        CaseWithdrawn,
        Corrected,
    )
)
_MILESTONES = frozenset(
    kind.__name__ for kind in (CaseOpened, WorkItemCompleted, SignaturesAsked, StepPassed)
)
_INTERNAL = frozenset(
    kind.__name__
    for kind in (
        WorkItemClaimed,
        WorkItemReleased,
        WorkItemDelegated,
        WorkItemReassigned,
        Corrected,
    )
)
_OPEN_REASONS = frozenset(
    kind.__name__
    for kind in (ReturnedForCompletion, WorkItemSuspended, WorkItemResumed, CaseWithdrawn)
)
