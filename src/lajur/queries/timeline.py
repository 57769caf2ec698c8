"""The history of a case as acts in words: who, in what capacity, when, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.engine.case import WorkKind
from lajur.core.engine.events import (
    CaseOpened,
    CaseWithdrawn,
    ChildOpened,
    Corrected,
    DocumentSupplied,
    DurationSet,
    LetterDeclined,
    LetterIssued,
    LetterSigned,
    LetterVoided,
    ReturnedForCompletion,
    ReturnRecalled,
    SignatureDeclined,
    SignaturesAsked,
    StepPassed,
    WorkItemClaimed,
    WorkItemCompleted,
    WorkItemDelegated,
    WorkItemOpened,
    WorkItemReassigned,
    WorkItemReinstated,
    WorkItemReleased,
    WorkItemResumed,
    WorkItemSuspended,
)
from lajur.core.procedure.definition import Procedure
from lajur.core.refusals import marked
from lajur.queries.lanes import capacity_words
from lajur.queries.moments import in_words
from lajur.queries.timeline_words import (
    JournalReader,
    StoredEvent,
    effects_of_act,
    on_paper,
    papers_of_act,
)

__all__ = ["ActView", "StoredEvent", "timeline"]


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
    ReturnRecalled.__name__: marked("Permintaan kelengkapan ditarik"),
    WorkItemReinstated.__name__: marked("Langkah %(no)s kembali kepada pelaksananya"),
    WorkItemSuspended.__name__: marked("Tugas ditunda"),
    WorkItemResumed.__name__: marked("Tugas dilanjutkan"),
    DurationSet.__name__: marked("Waktu langkah %(no)s diubah"),
    ChildOpened.__name__: marked("Dijalankan sebagai SOP lain"),
    CaseWithdrawn.__name__: marked("Permohonan ditarik"),
    Corrected.__name__: marked("Catatan dibetulkan"),
    LetterIssued.__name__: marked("Menerbitkan naskah %(letter)s"),
    LetterSigned.__name__: marked("Menandatangani naskah %(letter)s"),
    LetterDeclined.__name__: marked("Tidak menandatangani naskah %(letter)s"),
    LetterVoided.__name__: marked("Membatalkan naskah %(letter)s"),
}
_DEVIATIONS = frozenset(
    kind.__name__
    for kind in (
        WorkItemReassigned,
        SignatureDeclined,
        ReturnedForCompletion,
        ReturnRecalled,
        WorkItemSuspended,
        WorkItemResumed,
        CaseWithdrawn,
        Corrected,
        LetterDeclined,
        LetterVoided,
    )
)
_MILESTONES = frozenset(
    kind.__name__
    for kind in (
        CaseOpened,
        WorkItemCompleted,
        SignaturesAsked,
        StepPassed,
        LetterIssued,
        LetterSigned,
    )
)
_INTERNAL = frozenset(
    kind.__name__
    for kind in (
        WorkItemClaimed,
        WorkItemReleased,
        WorkItemDelegated,
        WorkItemReassigned,
        Corrected,
        LetterIssued,
        LetterSigned,
        LetterDeclined,
        LetterVoided,
    )
)
_OPEN_REASONS = frozenset(
    kind.__name__
    for kind in (
        ReturnedForCompletion,
        ReturnRecalled,
        WorkItemSuspended,
        WorkItemResumed,
        CaseWithdrawn,
    )
)


_PART_OF_WORK = frozenset(kind.__name__ for kind in (WorkItemClaimed, DurationSet))


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
    work: int = 0  # number of the work item, of a finished step
    time: str = ""  # how long that waited and took, against its standard; "" where nobody may know
    late: bool = False  # judged late by it
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


def timeline(
    events: Sequence[StoredEvent],
    procedure: Procedure,
    *,
    names: Mapping[int, str],
    zone: ZoneInfo,
    outside: bool,
) -> tuple[ActView, ...]:
    """The acts, oldest first. The events of one command share their moment and make one act."""
    reader = JournalReader(procedure=procedure, names=names, zone=zone, outside=outside)
    acts: list[ActView] = []
    for _, group in groupby(events, key=lambda event: event.at):
        acts += _acts(list(group), reader)
    return _with_corrections(acts, events, reader)


def _acts(events: Sequence[StoredEvent], reader: JournalReader) -> Iterable[ActView]:
    for event in events:
        if event.kind == WorkItemOpened.__name__:
            reader.opened[int(str(event.data["number"]))] = event.data
    heads = _heads(events, reader)
    if not heads:
        supplied = [event for event in events if event.kind == DocumentSupplied.__name__]
        heads = supplied[:1]
    papers = tuple(papers_of_act(events, reader))
    filed = events[0].kind == CaseOpened.__name__  # then the first opening is the filing itself
    effects = tuple(effects_of_act(events, reader))[1 if filed else 0 :]
    for place, head in enumerate(heads):
        act = _act(head, reader)
        first, last = place == 0, place == len(heads) - 1
        yield replace(
            act,
            papers=papers if first else (),
            effects=effects if last else (),
            last_seq=events[-1].seq if last else head.seq,
        )


def _heads(events: Sequence[StoredEvent], reader: JournalReader) -> list[StoredEvent]:
    """What was done; what came with the work itself is not an act of its own."""
    if events[0].kind == CaseOpened.__name__:
        return [events[0]]
    hidden = _INTERNAL if reader.outside else frozenset()
    heads = [event for event in events if event.kind in _TITLES and event.kind not in hidden]
    # What an item waited for is told where it came; but how a child case ended, only here.
    heads = [one for one in heads if one.text or one.kind != WorkItemReinstated.__name__]
    alone = len(heads) == 1
    return [event for event in heads if alone or event.kind not in _PART_OF_WORK]


def _act(event: StoredEvent, reader: JournalReader) -> ActView:
    step_id = reader.step_of(event.data)
    step = reader.procedure.steps[step_id] if step_id else None
    capacity = str(event.by.get("capacity") or "")
    position = str(event.by.get("position") or "")
    absent = event.by.get("instead_of")
    instead_of = str(absent["name"]) if isinstance(absent, dict) else ""
    outcome = event.data.get("outcome")
    number = event.data.get("number")
    return ActView(
        seq=event.seq,
        title=_title(event, reader),
        step_no=step.printed.no if step else "",
        step=step.printed.title if step else "",
        who=str(event.by.get("name") or gettext("Lajur")),
        capacity=capacity_words(capacity, position, instead_of=instead_of),
        at=event.at,
        when=in_words(event.at, reader.zone),
        tone=_tone(event),
        outcome=str(outcome or ""),
        reason=event.text if _may_read(event, step_id, reader) else "",
        deviation=event.kind in _DEVIATIONS or bool(event.data.get("done_at")),
        on_paper=on_paper(event, reader),
        visit=int(str(reader.opened.get(number, {}).get("visit", 1))) if number else 1,  # type: ignore[call-overload]
    )


def _title(event: StoredEvent, reader: JournalReader) -> str:
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
        "letter": event.data.get("letter", ""),
    }


def _tone(event: StoredEvent) -> str:
    if event.kind in _DEVIATIONS:
        return "late"
    return "done" if event.kind in _MILESTONES else "info"


def _may_read(event: StoredEvent, step_id: str | None, reader: JournalReader) -> bool:
    """Outside the office one reads the reasons of decisions, not the remarks on the way."""
    if not reader.outside or event.kind in _OPEN_REASONS:
        return True
    decided = step_id is not None and reader.procedure.steps[step_id].is_decision
    return decided or reader.touches_applicant(step_id)


def _with_corrections(
    acts: Sequence[ActView], events: Iterable[StoredEvent], reader: JournalReader
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
