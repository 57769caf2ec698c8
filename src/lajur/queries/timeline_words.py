"""The words of a journal: what an act handed in, led to, and when it was done on paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.engine.case import WorkKind
from lajur.core.engine.events import (
    CaseCompleted,
    DocumentKept,
    DocumentSupplied,
    DurationSet,
    PerformersAppointed,
    WorkItemOpened,
)
from lajur.core.procedure.definition import LaneKind, Procedure
from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.queries.durations import duration_words
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


@dataclass(slots=True)
class JournalReader:
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


def papers_of_act(events: Iterable[StoredEvent], reader: JournalReader) -> Iterable[str]:
    """The papers the act handed in, with their version from the second on, and those kept."""
    for event in events:
        if event.kind == DocumentKept.__name__:
            name = reader.procedure.items[str(event.data["item"])].name
            facts = {"name": name, "version": event.data["version"]}
            yield gettext("%(name)s (tetap, v%(version)s)") % facts
        if event.kind == DocumentSupplied.__name__:
            item = reader.procedure.items[str(event.data["item"])]
            version = int(str(event.data["version"]))
            yield item.name if version == 1 else f"{item.name} (v{version})"


def effects_of_act(events: Iterable[StoredEvent], reader: JournalReader) -> Iterable[str]:
    """What the act led to, in words."""
    for event in events:
        words = _effect(event, reader)
        if words:
            yield words


def _effect(event: StoredEvent, reader: JournalReader) -> str:
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
                "time": _stored_duration(data.get("duration")),
            }
        case CaseCompleted.__name__:
            return gettext("Berkas ditutup: %(end)s") % {
                "end": procedure.ends[str(data["end"])].name
            }
        case _:
            return ""


def _stored_duration(stored: object) -> str:
    if not isinstance(stored, Mapping):
        return ""
    return duration_words(Duration(amount=stored["amount"], unit=TimeUnit(stored["unit"])))


def on_paper(event: StoredEvent, reader: JournalReader) -> str:
    """When and by whom it was done on paper, beside when it was recorded; "" otherwise."""
    done_at = event.data.get("done_at")
    if not done_at:
        return ""
    moment = datetime.fromisoformat(str(done_at))
    return gettext("Dikerjakan di atas kertas %(when)s oleh %(who)s; dicatat %(recorded)s") % {
        "when": in_words(moment, reader.zone),
        "who": event.data.get("done_by") or gettext("pelaksana"),
        "recorded": in_words(event.at, reader.zone),
    }
