"""What a case knows that a paper may say: read once, with few statements, for one writer."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from lajur.core.access import Actor, PersonId
from lajur.core.engine.case import WorkKind
from lajur.core.engine.events import SignaturesAsked, WorkItemCompleted
from lajur.core.letters.parts import Value
from lajur.core.letters.words import DAYS, long_day
from lajur.core.procedure.definition import ItemId, ServiceKind, Step
from lajur.queries.case_rows import ItemFacts
from lajur.queries.dossier import Dossier, open_dossier
from lajur.queries.journal import events_of
from lajur.queries.lanes import capacity_words
from lajur.queries.papers import paper_name
from lajur.queries.timeline import StoredEvent
from lajur.store.models import DocumentRow, EntryRow, GovernmentRow, LetterRow, PersonRow

INCOMING = "agenda-masuk"  # RegisterRow.key of the book of incoming letters
_SERVICES: Mapping[str, str] = {  # what a request asks for, as a letter says it
    ServiceKind.NEW: "Pembuatan",
    ServiceKind.ENHANCEMENT: "Pengembangan",
    ServiceKind.API: "Layanan API",
    ServiceKind.INTEGRATION: "Integrasi",
}
_EXPLAINED = re.compile(r":|\. |, apabila | berupa | dengan mengacu | dengan menyertakan ")
_SAYS_SO = ("permohonan", "pembuatan", "pembangunan", "pengembangan", "layanan", "integrasi")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The newest version of a paper of the case."""

    item: ItemId
    name: str  # as the SOP calls it
    version: int
    text: str  # words written in place; "" of a file
    who: str
    day: date  # in the office's zone

    @property
    def version_words(self) -> str:
        return f"versi {self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A step that was done: by whom, when, how it ended, and what they wrote."""

    step: Step
    outcome: str  # of a decision; "" otherwise
    text: str  # reason or note
    who: str
    position: str  # "Plt. Kepala Bidang TI"
    day: date  # in the office's zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """The agency's letter, as our agenda has it."""

    agenda: str
    number: str
    day: date | None


class Known:
    """A case as the papers of one writer may tell of it. Each fact is read when it is asked for."""

    def __init__(
        self, case_id: int, *, writer: Actor, at: datetime, zone: ZoneInfo, number: int | None
    ) -> None:
        """Raises: NotFound, as `open_dossier` says."""
        self.dossier: Dossier = open_dossier(case_id, actor=writer, at=at, zone=zone)
        self.writer, self.zone = writer, zone
        self.today = at.astimezone(zone).date()
        self.work: ItemFacts | None = next(
            (one for one in self.dossier.items if one.number == number), None
        )

    def day(self, at: datetime) -> date:
        """A moment's day in the office's zone."""
        return at.astimezone(self.zone).date()

    @property
    def step(self) -> Step | None:
        """The step the paper is written in; None: beside the SOP."""
        return self.dossier.procedure.steps[self.work.step] if self.work else None

    @cached_property
    def form(self) -> Mapping[str, str]:
        given = self.dossier.row.form
        return {key: str(value or "").strip() for key, value in dict(given).items()}

    @property
    def request(self) -> str:
        """What was asked, as a sentence says it: "Pembuatan Sistem Antrean Puskesmas"."""
        title = self.dossier.row.title
        if title.casefold().startswith(_SAYS_SO):
            return title
        return f"{_SERVICES.get(self.dossier.row.service, '')} {title}".strip()

    @property
    def number(self) -> str:
        """Nomor permohonan; of the parent for a child case."""
        return self.dossier.row.number or self.dossier.row.parent_number

    @property
    def application(self) -> str:
        return self.form.get("nama_aplikasi") or self.dossier.row.title

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The tokens of `core.letters.printed.CASE_TOKENS`; one statement."""
        row, identity, acting = (
            self.dossier.row,
            self.dossier.procedure.identity,
            self.writer.acting,
        )
        office = GovernmentRow.objects.values_list("office_name", flat=True).get(pk=row.government)
        decided = [act.outcome for act in self.acts if act.outcome]
        return {
            "permohonan": self.number,
            "tanggal_permohonan": long_day(self.day(row.opened_at)),
            "judul": self.request,
            "aplikasi": self.application,
            "perangkat_daerah": row.agency,
            "pemohon": row.applicant,
            "dinas": office,
            "sop": identity.title,
            "nomor_sop": identity.number,
            "jabatan": capacity_words(acting.capacity or "definitif", acting.position),
            "hari_ini": f"{DAYS[self.today.weekday()]}, {long_day(self.today)}",
            "putusan": self.choice or (decided[-1] if decided else ""),
        }

    @property
    def choice(self) -> str:
        """How the decision it is written for may end: "sesuai / tidak sesuai"; "" without one."""
        return self.step.choice if self.step else ""

    @cached_property
    def papers(self) -> Mapping[ItemId, Paper]:
        """The newest version of every paper the writer may open, oldest first; one statement."""
        rows = DocumentRow.objects.filter(case_id=self.dossier.row.id).order_by("supplied_at", "id")
        if self.dossier.outside:
            rows = rows.filter(item__in=self.dossier.outside_items)
        return {
            item: Paper(
                item=item,
                name=paper_name(self.dossier.procedure, item),
                version=version,
                text=text,
                who=who or "",
                day=self.day(at),
            )
            for item, version, text, who, at in rows.values_list(
                "item", "version", "text", "person__name", "supplied_at"
            )
        }

    @cached_property
    def acts(self) -> Sequence[Act]:
        """What was done, step by step, oldest first; one statement. Nothing for those outside."""
        if self.dossier.outside:
            return ()
        kinds = (WorkItemCompleted.__name__, SignaturesAsked.__name__)
        events = events_of(self.dossier.row.id)
        steps = {
            one.number: self.dossier.procedure.steps[one.step]
            for one in self.dossier.items
            if one.kind == WorkKind.STEP
        }
        done = {
            int(str(event.data["number"])): event
            for event in events
            if event.kind in kinds and event.by.get("person") is not None
        }
        return [
            self._act(steps[number], event) for number, event in done.items() if number in steps
        ]

    def _act(self, step: Step, event: StoredEvent) -> Act:
        by, data = event.by, event.data
        return Act(
            step=step,
            outcome=str(data.get("outcome") or ""),
            text=" ".join(event.text.split()),
            who=str(data.get("done_by") or by.get("name", "")),
            position=capacity_words(
                str(by.get("capacity") or "definitif"), str(by.get("position") or "")
            ),
            day=self.day(event.at),
        )

    @cached_property
    def latest_acts(self) -> Sequence[Act]:
        """Of each step what was done last."""
        return list({act.step.id: act for act in self.acts}.values())

    @cached_property
    def incoming(self) -> Incoming:
        """Our agenda's line of the agency's letter; one statement."""
        row = (
            EntryRow.objects.filter(case_id=self.dossier.row.id, register__key=INCOMING)
            .order_by("pk")
            .values_list("number", "their_number", "their_day")
            .first()
        )
        agenda, number, day = row or ("", "", None)
        form = (self.form.get("nomor_surat", ""), self.form.get("tanggal_surat", ""))
        return Incoming(agenda=agenda, number=number or form[0], day=day)

    def people(self, wanted: Iterable[PersonId]) -> list[dict[str, str]]:
        """People as a paper lists them, in the order given; one statement for their NIP."""
        asked = list(dict.fromkeys(wanted))
        found = {
            pk: (name, nip, unit or "")
            for pk, name, nip, unit in PersonRow.scoped.filter(pk__in=asked).values_list(
                "pk", "name", "nip", "unit__name"
            )
        }
        places = {
            holder.person: capacity_words(holder.capacity, holder.position)
            for lane in self.dossier.lanes.values()
            for holder in lane.holders
        }
        return [
            {"name": name, "position": places.get(one, unit), "nip": nip}
            for one in asked
            for name, nip, unit in [found.get(one, ("", "", ""))]
            if name
        ]

    def earlier(self, kind: str) -> Mapping[str, Value]:
        """The parts of the last issued paper of this kind that the writer may open; one statement.

        For those outside as `papers` says.
        """
        rows = LetterRow.objects.filter(
            case_id=self.dossier.row.id, kind=kind, state=LetterRow.ISSUED
        )
        if self.dossier.outside:
            rows = rows.filter(item__in=self.dossier.outside_items)
        return rows.order_by("-pk").values_list("parts", flat=True).first() or {}


def in_short(title: str) -> str:
    """The activity of a row without what explains it: up to its first colon, stop or condition."""
    return _EXPLAINED.split(title, maxsplit=1)[0].rstrip(" .,;")
