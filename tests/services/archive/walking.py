"""Walking a route of a signed SOP in its demo office: every paper of ours written and issued."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from itertools import combinations
from pathlib import Path

from django_scopes import scope

from lajur.core.access import Actor
from lajur.core.engine.case import WorkItemState, WorkKind
from lajur.core.procedure.definition import ItemId, Procedure, Step, StepId, Use
from lajur.core.procedure.reader import read
from lajur.core.procedure.routes import Route, routes
from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.queries.actors import actor_of
from lajur.queries.lanes import lanes_of
from lajur.services.demo import demo_document
from lajur.services.demo_cases import Demo, play, read_script
from lajur.services.demo_papers import Desk, issued_paper
from lajur.services.papers import Paper
from lajur.services.work_items import complete_work_item
from lajur.store.models import CaseRow, DocumentRow, WorkItemRow
from tests.services.house import SOPS, new_key

TODAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAYS_AGO = 90  # when the request came
BETWEEN = 170  # office minutes from one act to the next
TITLES = {  # what each office is asked for, as its demo asks for it
    "banten": "Simulasi Pajak Kendaraan",
    "buleleng": "Kalender Acara Wisata Buleleng",
    "cirebon": "Pemesanan Waktu Perekaman KTP",
    "sumbawa": "Rekam Medis Elektronik Terpadu",
}

Pair = tuple[StepId, ItemId]  # a paper of ours, and the step it is written in


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A route to walk, in the office that has signed its SOP."""

    government: str  # slug
    procedure: Procedure
    number: int  # of the route, as `lajur sop routes` counts
    route: Route

    @property
    def written(self) -> tuple[Pair, ...]:
        """Every paper of ours in the order of the route; at a later visit once more."""
        return tuple(_written(self.procedure, self.route))

    def __str__(self) -> str:
        return f"{self.government}-{self.number}"


def every_journey() -> list[Journey]:
    """Every route of the four signed SOPs."""
    return [
        Journey(government=path.parent.name, procedure=procedure, number=number, route=route)
        for path in sorted(Path(SOPS).glob("*/*.yaml"))
        for procedure in [_signed(path)]
        for number, route in enumerate(routes(procedure), start=1)
    ]


def cover(journeys: list[Journey]) -> list[Journey]:
    """As few of them as write every paper that all of them write, and of those the shortest."""
    wanted = {(one.government, *pair) for one in journeys for pair in one.written}
    by_office: dict[str, list[Journey]] = {}
    for one in journeys:
        by_office.setdefault(one.government, []).append(one)
    return [
        one
        for office, own in by_office.items()
        for one in _fewest(own, {pair[1:] for pair in wanted if pair[0] == office})
    ]


def _fewest(journeys: list[Journey], wanted: set[Pair]) -> tuple[Journey, ...]:
    for size in range(1, len(journeys) + 1):
        found = [
            chosen
            for chosen in combinations(journeys, size)
            if wanted <= {pair for one in chosen for pair in one.written}
        ]
        if found:
            return min(found, key=lambda chosen: sum(len(one.route.steps) for one in chosen))
    raise AssertionError("all of them together write everything")


@cache
def _signed(path: Path) -> Procedure:
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    return procedure


def _written(procedure: Procedure, route: Route) -> Iterator[Pair]:
    decided: dict[StepId, str | None] = {}
    known: set[ItemId] = set()
    for passed in route.steps:
        step = procedure.steps[passed.step]
        decided[step.id] = passed.outcome
        if not (step.automatic or step.derived_from):
            letters = [
                one for one in _handed_in(procedure, step, decided, known) if _kind(procedure, one)
            ]
            yield from ((step.id, one) for one in letters)
            known.update(letters)


def _handed_in(
    procedure: Procedure, step: Step, decided: dict[StepId, str | None], known: set[ItemId]
) -> list[ItemId]:
    """What the step lacks and what it brings forth; what it only passes on stays as it is."""
    needed = [use for use in step.requirements if not use.optional and use.item not in known]
    passed_on = {use.item for use in step.requirements} & known
    yielded = [
        use
        for use in step.outputs
        if use.item not in passed_on and (_kind(procedure, use.item) or not use.optional)
    ]
    counting = [use for use in (*needed, *yielded) if _counts(procedure, use, decided)]
    return list(dict.fromkeys(use.item for use in counting))


def _counts(procedure: Procedure, use: Use, decided: dict[StepId, str | None]) -> bool:
    holds = use.when is None or decided.get(use.when.step) == use.when.outcome
    return holds and procedure.items[use.item].kind.gates


def _kind(procedure: Procedure, item: ItemId) -> str | None:
    return procedure.items[item].letter


def walk(office: Demo, journey: Journey, *, told: frozenset[ItemId] = frozenset()) -> int:
    """Carry a request along the route, through the services; gives the closed case.

    What stands in `told` is handed in as words instead of as a letter.
    """
    with scope(government=office.government):
        return _Walk(office, journey, told).to_the_end()


@dataclass(slots=True)
class _Walk:
    """A request on its way."""

    office: Demo
    journey: Journey
    told: frozenset[ItemId]
    case: int = 0
    at: datetime = TODAY
    decided: dict[StepId, str | None] = field(default_factory=dict)

    def to_the_end(self) -> int:
        self._file()
        for passed in self.journey.route.steps[1:]:
            step = self.journey.procedure.steps[passed.step]
            self.decided[step.id] = passed.outcome
            if not (step.automatic or step.derived_from):
                self._do(step, passed.outcome)
        return self.case

    def _file(self) -> None:
        """As the demo's own request was, as far as the first step of the office."""
        data = demo_document(self.journey.government)
        title = TITLES[self.journey.government]
        script = next(one for one in data["cases"] if one["title"] == title)
        first = self.journey.route.steps[1].step
        filed = replace(read_script(script), stop=first, days_ago=DAYS_AGO, letters=True)
        self.case = play(filed, self.office, at=TODAY)
        self.at = CaseRow.objects.get(pk=self.case).opened_at

    def _do(self, step: Step, outcome: str | None) -> None:
        """The performer does the step; then whoever signs along."""
        item = self._waiting()
        assert (item.step, item.kind) == (step.id, WorkKind.STEP.value)
        self._pass_time()
        self._complete(
            item,
            outcome=outcome if step.is_decision else None,
            text=f"{step.printed.title.split(',')[0]}: selesai.",
            papers=dict(self._papers(step, item)),
            appoints={lane: self._holders(lane)[:2] for lane in step.appoints},
            duration=Duration(amount=12, unit=TimeUnit.WORKING_DAY) if step.sets_time_of else None,
        )
        for _ in step.cosigners:
            self._pass_time()
            self._complete(self._waiting())

    def _complete(self, item: WorkItemRow, **given: object) -> None:
        complete_work_item(
            case_id=self.case,
            number=item.number,
            seen_version=CaseRow.objects.values_list("version", flat=True).get(pk=self.case),
            actor=self._performer(item),
            at=self.at,
            key=new_key(),
            **given,  # type: ignore[arg-type]
        )

    def _papers(self, step: Step, item: WorkItemRow) -> Iterator[tuple[ItemId, Paper]]:
        documents = DocumentRow.objects.filter(case=self.case)
        known = set(documents.values_list("item", flat=True))
        for one in _handed_in(self.journey.procedure, step, self.decided, known):
            kind = _kind(self.journey.procedure, one)
            words = self.office.papers.get(one, f"Isi {self.journey.procedure.items[one].name}.")
            words = words.format(judul=TITLES[self.journey.government])
            if kind is not None and one not in self.told:
                yield one, issued_paper(one, kind, words, self._desk(step, item))
            elif one not in known or item.visit > 1:
                yield one, Paper(text=words)

    def _desk(self, step: Step, item: WorkItemRow) -> Desk:
        return Desk(
            case=self.case,
            number=item.number,
            step=step,
            outcome=self.decided[step.id],
            actor=self._performer(item),
            at=self.at,
            key=new_key(),
        )

    def _waiting(self) -> WorkItemRow:
        workable = (WorkItemState.READY.value, WorkItemState.RESERVED.value)
        items = WorkItemRow.objects.filter(case=self.case, state__in=workable)
        return items.order_by("number")[0]

    def _pass_time(self) -> None:
        self.at = self.office.calendar.add_minutes(self.at, BETWEEN)

    def _performer(self, item: WorkItemRow) -> Actor:
        applicant = CaseRow.objects.values_list("applicant", flat=True).get(pk=self.case)
        appointed = [int(one) for one in item.appointed.split()]
        holders = appointed or self._holders(item.lane)
        person = applicant if item.agency_id is not None else holders[0]
        return actor_of(person, government=self.office.slug, at=self.at)

    def _holders(self, lane: str) -> tuple[int, ...]:
        views = lanes_of(self.journey.procedure, at=self.at, zone=self.office.zone)
        return tuple(one.person for one in views[lane].holders)
