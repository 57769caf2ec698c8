"""A small office for the engine's examples: Siti asks, Budi decides, Ani and Dewi build.

Rahmat has no part in it; Wati keeps the register.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from lajur.core.access import Acting, Actor, Role
from lajur.core.completion import Completion
from lajur.core.engine.apply import Transition
from lajur.core.engine.case import Case
from lajur.core.engine.commands import complete, open_case
from lajur.core.engine.events import AnyEvent
from lajur.core.procedure.definition import (
    Condition,
    End,
    Identity,
    Item,
    ItemKind,
    Lane,
    LaneKind,
    Outcome,
    PrintedRow,
    Procedure,
    Result,
    ServiceKind,
    Step,
    Symbol,
    Use,
)
from lajur.core.worktime.standard import UNSET, Duration, TimeUnit

NOON = datetime(2026, 1, 5, 5, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
WEEK = Duration(amount=1, unit=TimeUnit.WEEK)


def person(number: int, name: str, role: Role, *lanes: str) -> Actor:
    acting = Acting(person=number, name=name, position="")
    return Actor(
        acting=acting,
        government="uji",
        roles=frozenset({Role.PUBLIC, role}),
        lanes=frozenset(lanes),
    )


SITI = person(1, "Siti", Role.APPLICANT, "opd")
BUDI = person(2, "Budi", Role.OFFICIAL, "kasi")
ANI = person(3, "Ani", Role.OFFICIAL, "tim")
DEWI = person(4, "Dewi", Role.OFFICIAL, "tim")
RAHMAT = person(5, "Rahmat", Role.OFFICIAL)
WATI = person(6, "Wati", Role.CLERK)
TOMO = person(7, "Tomo", Role.OFFICIAL, "kadis")

LANES = (
    Lane(id="opd", name="OPD pemohon", kind=LaneKind.APPLICANT),
    Lane(id="kasi", name="Kepala Seksi", kind=LaneKind.OFFICE),
    Lane(id="kadis", name="Kepala Dinas", kind=LaneKind.OFFICE),
    Lane(id="tim", name="Tim Pengembang", kind=LaneKind.OFFICE),
)


def way(label: str | None, *targets: str, end: str | None = None, reason: bool = False) -> Outcome:
    return Outcome(label=label, targets=targets, end=end, needs_reason=reason)


def step(
    id: str, lane: str, *ways: Outcome | str, needs: str = "", gives: str = "", **more: object
) -> Step:
    """A step; a way that is a string leads to that step, "!" closes the case."""
    outcomes = tuple(
        one
        if isinstance(one, Outcome)
        else way(None, end="selesai")
        if one == "!"
        else way(None, one)
        for one in ways
    )
    return Step(
        id=id,
        printed=PrintedRow(no="", title=f"Langkah {id}"),
        symbol=Symbol.DECISION if len(outcomes) > 1 else Symbol.PROCESS,
        performer=lane,
        outcomes=outcomes,
        standard_time=UNSET,
        requirements=uses(needs),
        outputs=uses(gives),
        **more,  # type: ignore[arg-type]
    )


def uses(words: str) -> tuple[Use, ...]:
    """`surat`, `surat?` (optional), `surat@putus=ya` (only when the decision went so)."""
    return tuple(_use(word) for word in words.split())


def _use(word: str) -> Use:
    item, _, when = word.partition("@")
    decision, _, label = when.partition("=")
    condition = Condition(step=decision, outcome=label) if when else None
    return Use(item=item.rstrip("?"), optional=item.endswith("?"), when=condition)


ITEMS = (
    Item(id="surat", name="Surat permohonan", kind=ItemKind.DOCUMENT),
    Item(id="kak", name="KAK", kind=ItemKind.DOCUMENT, supplied_by="opd"),
    Item(id="laporan", name="Laporan", kind=ItemKind.DOCUMENT),
    Item(id="tanggapan", name="Tanggapan", kind=ItemKind.DOCUMENT, letter="lembar_tanggapan"),
    Item(id="komputer", name="Komputer", kind=ItemKind.TOOL),
)


def sop(*steps: Step, items: Iterable[Item] = ITEMS, lanes: Iterable[Lane] = LANES) -> Procedure:
    return Procedure(
        id="contoh",
        identity=Identity(issuing_unit=(), number="1", title="Contoh"),
        services=(ServiceKind.NEW,),
        lanes={lane.id: lane for lane in lanes},
        items={item.id: item for item in items},
        steps={one.id: one for one in steps},
        ends={"selesai": End(id="selesai", name="Selesai", result=Result.DONE)},
        start=steps[0].id,
    )


def opened(*steps: Step) -> Case:
    """A case at its first step, work item 1, which is Siti's."""
    return open_case(sop(*steps), actor=SITI, at=NOON).case


def done(case: Case, number: int, actor: Actor, **completion: object) -> Case:
    return complete_by(case, number, actor, **completion).case


def complete_by(case: Case, number: int, actor: Actor, **completion: object) -> Transition:
    handed_in = Completion(**completion)  # type: ignore[arg-type]
    return complete(case, number, completion=handed_in, actor=actor, at=NOON)


def kinds(events: Iterable[AnyEvent]) -> list[str]:
    return [type(event).__name__ for event in events]


def without(actor: Actor, role: Role) -> Actor:
    return replace(actor, roles=actor.roles - {role})
