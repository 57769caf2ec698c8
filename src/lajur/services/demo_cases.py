"""A request of the demo, played through the real services on a clock of office hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from django_scopes import scope

from lajur.core.access import Actor, Capacity, PersonId
from lajur.core.engine.case import WorkItemState, WorkKind
from lajur.core.procedure.definition import ItemId, LaneId, Procedure, Step, StepId, Use
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.queries.actors import actor_of
from lajur.queries.lanes import lanes_of
from lajur.services import requests, work_items
from lajur.services.demo_letter import letter
from lajur.services.demo_papers import Desk, issued_paper
from lajur.services.files import store_upload
from lajur.services.work_items import Paper
from lajur.store import procedures
from lajur.store.calendars import calendar_now
from lajur.store.models import CaseRow, GovernmentRow, PersonRow, ProcedureRow, WorkItemRow

LETTER: ItemId = "surat_permohonan"  # in all four SOPs
OFFICE_DAY = 450  # office minutes
QUICKEST, SLOWEST = 25, 260  # office minutes between two acts
WHY_SO_LONG = "Menurut banyaknya modul yang diminta."


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A request as the demo's data tells it."""

    title: str
    service: str
    by: str  # username
    days_ago: int
    form: Mapping[str, str]
    outcomes: Mapping[StepId, Sequence[str]] = field(default_factory=dict)  # by visit
    texts: Mapping[StepId, Sequence[str]] = field(default_factory=dict)  # by visit
    days: Mapping[StepId, float] = field(default_factory=dict)  # office days a step takes
    duration: int = 10  # working days, where a step sets the time of another
    stop: StepId | None = None  # goes no further; None: to the end
    visit: int = 1  # of the stop
    signing: bool = False  # stops at the co-signature
    claimed: bool = False  # somebody has taken the work it stops at
    deviation: Mapping[str, str] = field(default_factory=dict)  # act, text and item, at the stop
    letters: bool = False  # its papers are written and issued here, not only told


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What every request of one government needs."""

    government: int
    slug: str
    zone: ZoneInfo
    calendar: OfficeCalendar
    procedure: Procedure
    papers: Mapping[ItemId, str]
    team: int  # how many are appointed to a lane

    @classmethod
    def of(cls, government: int, key: str, papers: Mapping[ItemId, str], *, team: int) -> "Demo":
        row = GovernmentRow.objects.get(pk=government)
        with scope(government=government):
            procedure = procedures.of_row(ProcedureRow.objects.get(key=key, active=True))
        return cls(
            government=government,
            slug=row.slug,
            zone=ZoneInfo(row.zone),
            calendar=calendar_now(government),
            procedure=procedure,
            papers=papers,
            team=team,
        )


def read_script(document: Mapping[str, Any]) -> Script:
    return Script(**document)


def play(script: Script, demo: Demo, *, at: datetime) -> int:
    """File the request and carry it as far as the script says; gives the case."""
    with scope(government=demo.government):
        return _Play(script, demo, at).run()


class _Play:
    """One request on its way."""

    def __init__(self, script: Script, demo: Demo, at: datetime) -> None:
        self.script, self.demo, self.end = script, demo, at
        self.at = demo.calendar.opening(at - timedelta(days=script.days_ago))
        self.applicant: PersonId = PersonRow.objects.get(username=script.by).pk
        self.case_id = 0
        self.papers: set[ItemId] = set()  # supplied so far
        self.decisions: dict[StepId, str] = {}
        self.keys = 0

    def run(self) -> int:
        self._file()
        while (item := self._next()) is not None and not self._is_stop(item):
            if not self._step_on(item):
                return self.case_id
            self._complete(item)
        if item is not None and self._step_on(item):
            self._stop_at(item)
        return self.case_id

    def _file(self) -> None:
        script, demo = self.script, self.demo
        actor = self._actor(self.applicant)
        draft = requests.save_draft(
            draft_id=None,
            procedure_key=demo.procedure.id,
            service=script.service,
            title=script.title,
            form=self._form(),
            seen_version=None,
            actor=actor,
            at=self.at,
        )
        papers = self._papers(demo.procedure.steps[demo.procedure.start], 1)
        for item, paper in {**papers, LETTER: self._letter(actor)}.items():
            requests.attach_to_draft(
                draft_id=draft, item=item, paper=paper, actor=actor, at=self.at
            )
        receipt = requests.file_request(draft_id=draft, actor=actor, at=self.at, key=self._key())
        self.case_id = receipt.case_id

    def _letter(self, actor: Actor) -> Paper:
        person = PersonRow.objects.select_related("unit", "government").get(pk=self.applicant)
        page = letter(
            agency=person.unit.name if person.unit else "",
            office=person.government.office_name,
            title=self.script.title,
            need=self.script.form["ringkasan_kebutuhan"],
            signer=person.name,
        )
        return Paper(file=store_upload("Surat permohonan.pdf", [page], actor=actor, at=self.at))

    def _form(self) -> dict[str, str]:
        """The script's answers; what it leaves out is the applicant themselves."""
        person = PersonRow.objects.select_related("unit").get(pk=self.applicant)
        unit = person.unit.name if person.unit else ""
        own = {
            "nama_opd": unit,
            "pj_nama": person.name,
            "pj_jabatan": f"Pengelola Data, {unit}",
            "pj_telepon": "0812 0000 1234",
            "pj_surel": person.email,
            "pernyataan": "ya",
        }
        asked = {entry.id for entry in self.demo.procedure.form}
        return {name: value for name, value in {**own, **self.script.form}.items() if name in asked}

    def _next(self) -> WorkItemRow | None:
        workable = (WorkItemState.READY.value, WorkItemState.RESERVED.value)
        items = WorkItemRow.objects.filter(case_id=self.case_id, state__in=workable)
        return items.order_by("number").first()

    def _is_stop(self, item: WorkItemRow) -> bool:
        kind = WorkKind.SIGNATURE if self.script.signing else WorkKind.STEP
        return (
            item.step == self.script.stop
            and item.visit >= self.script.visit
            and item.kind == kind.value
        )

    def _step_on(self, item: WorkItemRow) -> bool:
        """Let office time pass; False when that would lie in the future."""
        seed = crc32(f"{self.script.title} {item.step} {item.visit} {item.kind}".encode())
        minutes = QUICKEST + seed % (SLOWEST - QUICKEST)
        minutes = round(self.script.days.get(item.step, minutes / OFFICE_DAY) * OFFICE_DAY)
        later = self.demo.calendar.add_minutes(self.at, minutes)
        if later >= self.end:
            return False
        self.at = later
        return True

    def _complete(self, item: WorkItemRow) -> None:
        step = self.demo.procedure.steps[item.step]
        is_step = item.kind == WorkKind.STEP.value
        outcome = self._outcome(step, item.visit) if is_step else None
        text = self._text(step.id, item.visit) if is_step else ""
        papers = self._handed_in(step, item) if is_step else {}
        work_items.complete_work_item(
            case_id=self.case_id,
            number=item.number,
            seen_version=self._version(),
            outcome=outcome,
            text=text,
            papers=papers,
            appoints=self._appointed(step) if is_step else {},
            duration=self._duration(step) if is_step else None,
            actor=self._actor(self._performer(item)),
            at=self.at,
            key=self._key(),
        )

    def _outcome(self, step: Step, visit: int) -> str | None:
        if len(step.outcomes) == 1 or step.derived_from is not None:
            return None
        outcome = self.script.outcomes[step.id][visit - 1]
        self.decisions[step.id] = outcome
        return outcome

    def _text(self, step: StepId, visit: int) -> str:
        texts = self.script.texts.get(step, ())
        if visit <= len(texts):
            return texts[visit - 1]
        return WHY_SO_LONG if self.demo.procedure.steps[step].sets_time_of else ""

    def _papers(self, step: Step, visit: int) -> dict[ItemId, Paper]:
        """What the step needs and nobody has brought, and what it yields; anew at each visit."""
        needed = [use.item for use in step.requirements if self._counts(use)]
        yielded = [use.item for use in step.outputs if self._counts(use)]
        passed_on = {use.item for use in step.requirements}
        again = [item for item in yielded if visit > 1 and item not in passed_on]
        items = [item for item in needed + yielded if item not in self.papers] + again
        self.papers.update(items)
        return {item: Paper(text=self._words(item)) for item in items}

    def _handed_in(self, step: Step, item: WorkItemRow) -> dict[ItemId, Paper]:
        papers = self._papers(step, item.visit)
        kinds = self.demo.procedure.items
        if self.script.letters:
            for name in papers:
                if (kind := kinds[name].letter) is not None:
                    papers[name] = issued_paper(
                        name, kind, self._words(name), self._desk(step, item)
                    )
        return papers

    def _desk(self, step: Step, item: WorkItemRow) -> Desk:
        return Desk(
            case=self.case_id,
            number=item.number,
            step=step,
            outcome=self.decisions.get(step.id),
            actor=self._actor(self._performer(item)),
            at=self.at,
            key=self._key(),
        )

    def _counts(self, use: Use) -> bool:
        item = self.demo.procedure.items[use.item]
        holds = use.when is None or self.decisions.get(use.when.step) == use.when.outcome
        return item.kind.gates and not use.optional and holds

    def _words(self, item: ItemId) -> str:
        name = self.demo.procedure.items[item].name
        words = self.demo.papers.get(item, f"{name} untuk “{{judul}}”.")
        return words.format(judul=self.script.title)

    def _appointed(self, step: Step) -> dict[LaneId, tuple[PersonId, ...]]:
        return {lane: self._holders(lane)[: self.demo.team] for lane in step.appoints}

    def _duration(self, step: Step) -> Duration | None:
        if step.sets_time_of is None:
            return None
        return Duration(amount=self.script.duration, unit=TimeUnit.WORKING_DAY)

    def _performer(self, item: WorkItemRow) -> PersonId:
        if item.owner_id is not None:
            return item.owner_id
        if item.agency_id is not None:
            return self.applicant
        if item.appointed:
            return int(item.appointed.split()[0])
        return self._holders(item.lane)[0]

    def _holders(self, lane: LaneId) -> tuple[PersonId, ...]:
        """Who holds the lane on that day; who stands in (Plt., Plh.) goes first."""
        view = lanes_of(self.demo.procedure, at=self.at, zone=self.demo.zone)[lane]
        ordered = sorted(view.holders, key=lambda one: one.capacity is Capacity.DEFINITIVE)
        return tuple(holder.person for holder in ordered)

    def _stop_at(self, item: WorkItemRow) -> None:
        act = self.script.deviation.get("act", "claim" if self.script.claimed else "")
        common: dict[str, Any] = {
            "case_id": self.case_id,
            "seen_version": self._version(),
            "actor": self._actor(self.applicant if act == "withdraw" else self._performer(item)),
            "at": self.at,
            "key": self._key(),
        }
        text = self.script.deviation.get("text", "")
        match act:
            case "claim":
                work_items.claim_work_item(number=item.number, **common)
            case "suspend":
                work_items.suspend_work_item(number=item.number, text=text, **common)
            case "return":
                missing = (self.script.deviation["item"],)
                work_items.return_for_completion(
                    number=item.number, missing=missing, text=text, **common
                )
            case "withdraw":
                work_items.withdraw_case(text=text, **common)

    def _actor(self, person: PersonId) -> Actor:
        return actor_of(person, government=self.demo.slug, at=self.at)

    def _version(self) -> int:
        return CaseRow.objects.values_list("version", flat=True).get(pk=self.case_id)

    def _key(self) -> str:
        self.keys += 1
        return f"contoh-{self.case_id}-{crc32(self.script.title.encode())}-{self.keys}"
