"""A SOP with a time of every sort, in the office of `house`, and random days at work in it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from lajur.core.engine.case import WorkItemState, WorkKind
from lajur.core.refusals import Refusal
from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.services import work_items as services
from lajur.services.procedures import publish_procedure
from lajur.store.models import LaneBindingRow, ProcedureRow, WorkItemRow
from tests.services.house import NOON, House, new_key
from tests.services.office import administrator

SOURCE = Path(__file__).with_name("timed.yaml").read_bytes()
WEEK = Duration(amount=1, unit=TimeUnit.WEEK)
PEOPLE = {"opd": "Siti", "kadis": "Budi", "kasi": "Dewi", "tim": "Rahmat"}
UNBEGUN = ("pause", "go on", "give back")  # acts by which nobody takes work in hand
TIMES = (WEEK, Duration(amount=3, unit=TimeUnit.HOUR), Duration(amount=2, unit=TimeUnit.MONTH))


def timed(house: House) -> House:
    """The house, working by the SOP with a time of every sort."""
    setter = administrator(house)
    key = publish_procedure(source=SOURCE, transcript="", actor=setter, at=NOON)
    with house.scope():
        house.procedure = ProcedureRow.objects.get(pk=key)
        for lane in ("kadis", "kasi", "tim"):
            LaneBindingRow.objects.create(
                government_id=house.government,
                procedure_key=house.procedure.key,
                lane=lane,
                position_id=house.positions[lane],
            )
    return house


@dataclass
class Days:
    """One case and the people who work on it, as the days go by."""

    house: House
    case: int
    at: datetime = NOON
    dice: random.Random = field(default_factory=lambda: random.Random(1))

    @classmethod
    def begin(cls, house: House, *, seed: int = 1) -> "Days":
        return cls(house, house.file().case_id, dice=random.Random(seed))

    def item(self, number: int | None = None) -> WorkItemRow:
        """An open item: this one, or the newest."""
        items = self.house.open_items(self.case)
        return items[-1] if number is None else next(i for i in items if i.number == number)

    def wait(self, **span: float) -> "Days":
        self.at += timedelta(**span)
        return self

    def do(self, act: Callable[..., object], item: WorkItemRow, by: str = "", **given: Any) -> None:
        act(
            case_id=self.case,
            number=item.number,
            seen_version=self.house.version(self.case),
            actor=self.house.actor(by or PEOPLE[item.lane], self.at),
            at=self.at,
            key=new_key(),
            **given,
        )

    def complete(self, item: WorkItemRow | None = None, **given: Any) -> None:
        item = item or self.item()
        if item.kind == WorkKind.STEP and item.step == "tugaskan":
            given = {"duration": WEEK, "text": "Aplikasi kecil.", **given}
        if item.kind == WorkKind.STEP and item.step == "uji":
            given = {"outcome": "ya", **given}
        self.do(services.complete_work_item, item, **given)

    def wander(self, *, acts: int, among: tuple[str, ...] = ()) -> None:
        """Do whatever comes to mind, at any hour; what is refused has not happened."""
        for _ in range(acts):
            items = self.house.open_items(self.case)
            if not items:
                return
            self.wait(minutes=self.dice.choice([0, 1, 7, 90, 600, 3000]))
            try:
                self._something(self.dice.choice(items), among)
            except Refusal:
                continue

    def _something(self, item: WorkItemRow, among: tuple[str, ...]) -> None:
        """One act on the item, mostly one that makes sense."""
        text, person = "Ada sebabnya.", self.house.people[PEOPLE[item.lane]]
        to, time = self.dice.choice([None, person]), self.dice.choice(TIMES)
        acts = {
            "complete": lambda: self.complete(item, outcome=self._outcome(item), text=text),
            "claim": lambda: self.do(services.claim_work_item, item),
            "release": lambda: self.do(services.release_work_item, item),
            "hand": lambda: self.do(services.reassign_work_item, item, by="Sari", to=to, text=text),
            "give back": lambda: self.do(
                services.reassign_work_item, item, by="Sari", to=None, text=text
            ),
            "pause": lambda: self.do(services.suspend_work_item, item, text=text),
            "go on": lambda: self.do(services.resume_work_item, item, text=text),
            "return": lambda: self.do(services.return_for_completion, item, missing=(), text=text),
            "paper": lambda: self.do(
                services.record_on_paper,
                item,
                by="Sari",
                done_at=self.at,
                done_by="Budi",
                reason=text,
                text=text,
                outcome=self._outcome(item),
                duration=time if item.step == "tugaskan" else None,
            ),
            "recall": lambda: self.do(services.recall_return, item, text=text),
            "time": lambda: self.do(
                services.set_work_time, item, by="Dewi", duration=time, text=text
            ),
        }
        paused = item.state == WorkItemState.SUSPENDED
        goes_on = paused and self.dice.random() < 0.7
        acts["go on" if goes_on else self.dice.choice(among or [*acts])]()

    def _outcome(self, item: WorkItemRow) -> str | None:
        decides = item.kind == WorkKind.STEP and item.step == "uji"
        return self.dice.choice(["tidak", "tidak", "ya"]) if decides else None
