"""The tray: the open work an actor may do, in due order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import Truncator

from lajur.core.access import Actor, PersonId, Role
from lajur.core.procedure.definition import Procedure
from lajur.queries.due_views import Moments, moments_of
from lajur.queries.worklist_rows import tray_row
from lajur.queries.worklist_sql import (
    Condition,
    Cursor,
    bindings,
    counts,
    nearest,
    page,
    search,
)
from lajur.queries.worklist_views import (
    Count,
    Due,
    Share,
    StepChoice,
    TrayQuestion,
    TrayRow,
    TrayView,
)
from lajur.store.models import UnitRow
from lajur.store.procedures import parsed
from lajur.store.sql import as_moment, moment

__all__ = ["PAGE", "Due", "Share", "TrayQuestion", "TrayRow", "TrayView", "chosen", "worklist"]


PAGE = 25
CAP = 10_000  # a count stops here; the page then says "lebih dari"
SMALL_CAP = 500  # of counts that no index covers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reach:
    """A lane the actor's positions open, as the tray reads it."""

    key: str
    lane: str
    vendor: bool
    procedure: tuple[int, str] | None  # the active version's row and digest
    positions: frozenset[int]  # through which it is open

    def condition(
        self, government: int, people: Sequence[PersonId], *, narrowed: bool
    ) -> Condition:
        """Its open work, as far as it is left to one of these people."""
        sql = "government_id = %s AND procedure_key = %s AND lane = %s"
        params: tuple[Any, ...] = (government, self.key, self.lane)
        if not (self.vendor or narrowed):
            return Condition(sql=sql, params=params)
        # A vendor sees only its own cases; an office lane is everyone's until people are appointed.
        free = [] if self.vendor else ["appointed = ''"]
        left = " OR ".join([*free, *["appointed LIKE %s OR owner_id = %s"] * len(people)])
        named = (value for person in people for value in (f"% {person} %", person))
        return Condition(sql=f"{sql} AND ({left})", params=(*params, *named))


def worklist(
    question: TrayQuestion,
    *,
    actor: Actor,
    at: datetime,
    government: int,
) -> TrayView:
    """One page of the actor's open work, with the counts that are links; four statements."""
    reaches = _reaches(actor, government)
    procedures = _procedures(reaches, government)
    lanes = _lanes(reaches, procedures, actor, government)
    steps = _step_choices(reaches, procedures)
    if not lanes:
        none = Count(value=0)
        return TrayView(
            rows=(), after=None, total=none, everything=none, mine=none, free=none, late=none,
            near=none, steps=steps,
        )  # fmt: skip
    seen = moments_of(government, at)
    where = _where(question, seen)
    held = _held(lanes, actor, government)
    branches = held if question.share is Share.MINE else lanes
    found = page(branches, where, question.after, PAGE + 1)
    instead_of = _instead_of(reaches, actor)
    rows = tuple(
        tray_row(
            row,
            actor=actor,
            instead_of=instead_of,
            seen=seen,
            government=government,
        )
        for row in found[:PAGE]
    )
    total, everything, mine, free, late, near = _counted(
        question, lanes, held, _where(question, seen), seen
    )
    return TrayView(
        rows=rows,
        after=_cursor(found[PAGE - 1]) if len(found) > PAGE else None,
        total=total,
        everything=everything,
        mine=mine,
        free=free,
        late=late,
        near=near,
        steps=steps,
    )


def chosen(
    picked: Sequence[tuple[int, int]],
    *,
    actor: Actor,
    at: datetime,
    government: int,
) -> tuple[TrayRow, ...]:
    """The rows of these (case, number) that are in the actor's tray, in due order."""
    reaches = _reaches(actor, government)
    lanes = _lanes(reaches, _procedures(reaches, government), actor, government)
    if not lanes or not picked:
        return ()
    any_of = " OR ".join(["(case_id = %s AND number = %s)"] * len(picked))
    params = tuple(value for pair in picked for value in pair)
    one = Condition(sql=f"({any_of})", params=params)
    seen = moments_of(government, at)
    instead_of = _instead_of(reaches, actor)
    return tuple(
        tray_row(
            row,
            actor=actor,
            instead_of=instead_of,
            seen=seen,
            government=government,
        )
        for row in page(lanes, [one], None, len(picked))
    )


def deadlines_before(
    actor: Actor, *, government: int, at: datetime, coming: int, late: int
) -> list[int]:
    """WorkItemRow ids of what the actor has to meet: their own, and what nobody has taken.

    That is work in their hands, or in those of whoever they stand in for, and untaken work of their
    lanes, with a clock that runs: up to `coming` that are still to be met, the nearest, and up to
    `late` that are not met any more, the latest.
    """
    reaches = _reaches(actor, government)
    lanes = _lanes(reaches, _procedures(reaches, government), actor, government)
    if not lanes:
        return []
    free = [Condition(sql=f"owner_id IS NULL AND {lane.sql}", params=lane.params) for lane in lanes]
    theirs = [*_held(lanes, actor, government), *free]
    running = Condition(sql="due_at IS NOT NULL AND paused_at IS NULL")
    still = Condition(sql="due_at >= %s", params=(moment(at),))
    over = Condition(sql="due_at < %s", params=(moment(at),))
    return [
        *nearest(theirs, [running, still], coming),
        *nearest(theirs, [running, over], late, latest=True),
    ]


def _reaches(actor: Actor, government: int) -> list[_Reach]:
    """The lanes bound to the actor's positions."""
    if not actor.positions:
        return []
    rows = bindings(government, sorted(actor.positions))
    positions: dict[tuple[str, str], set[int]] = {}
    for key, lane, _, _, _, position in rows:
        positions.setdefault((key, lane), set()).add(position)
    reaches: dict[tuple[str, str], _Reach] = {}
    for key, lane, kind, pk, digest, _ in rows:  # "agency" < "office" < "vendor": the office's wins
        reaches.setdefault(
            (key, lane),
            _Reach(
                key=key,
                lane=lane,
                vendor=kind == UnitRow.VENDOR,
                procedure=(pk, digest) if pk else None,
                positions=frozenset(positions[key, lane]),
            ),
        )
    return list(reaches.values())


def _people(actor: Actor) -> tuple[PersonId, ...]:
    """The actor, and those for whom they work today."""
    return (actor.person or 0, *(one.person for one in actor.stands_in))


def _instead_of(reaches: Iterable[_Reach], actor: Actor) -> dict[tuple[str, str], str]:
    """Who is away, by the lanes that are open only through them."""
    if not actor.stands_in:
        return {}
    others = frozenset().union(*(one.positions for one in actor.stands_in))
    return {
        (reach.key, reach.lane): ", ".join(
            one.name for one in actor.stands_in if one.positions & reach.positions
        )
        for reach in reaches
        if reach.positions <= others
    }


def _procedures(reaches: Iterable[_Reach], government: int) -> list[Procedure]:
    """The SOPs the actor works in, as they are now."""
    known = dict.fromkeys(reach.procedure for reach in reaches if reach.procedure)
    return [parsed(pk, digest, government=government) for pk, digest in known]


def _lanes(
    reaches: Iterable[_Reach], procedures: Iterable[Procedure], actor: Actor, government: int
) -> list[Condition]:
    appointable = {
        (procedure.id, lane)
        for procedure in procedures
        for step in procedure.steps.values()
        for lane in step.appoints
    }
    people = _people(actor)
    lanes = [
        reach.condition(government, people, narrowed=(reach.key, reach.lane) in appointable)
        for reach in reaches
    ]
    if Role.APPLICANT in actor.roles and actor.unit is not None:
        own = Condition(
            sql="government_id = %s AND agency_id = %s", params=(government, actor.unit)
        )
        lanes.append(own)
    return lanes


def _held(lanes: Sequence[Condition], actor: Actor, government: int) -> list[Condition]:
    """What lies on the actor's desk, and on those of the absent; a former holder's does not."""
    still = " OR ".join(f"({lane.sql})" for lane in lanes)
    params = [value for lane in lanes for value in lane.params]
    # Within CASE, so that the planner takes the index of the owner and not that of the lane.
    return [
        Condition(
            sql=f"government_id = %s AND owner_id = %s AND (CASE WHEN {still} THEN 1 ELSE 0 END)=1",
            params=(government, person, *params),
        )
        for person in _people(actor)
    ]


def _where(question: TrayQuestion, seen: Moments) -> list[Condition]:
    asked = [] if question.due is Due.ANY else [_running(question.due, seen)]
    if question.share is Share.FREE:
        asked.append(Condition(sql="owner_id IS NULL"))
    if question.kind:
        asked.append(Condition(sql="kind = %s", params=(question.kind,)))
    if question.step:
        key, _, step = question.step.partition(":")
        asked.append(Condition(sql="procedure_key = %s AND step = %s", params=(key, step)))
    if question.text:
        asked.append(search(question.text))
    return asked


def _running(due: Due, seen: Moments) -> Condition:
    """Late or near, by clocks that run: a paused one makes nobody late."""
    at, limit = moment(seen.at), moment(seen.near)
    if due is Due.LATE:
        return Condition(sql="due_at < %s AND paused_at IS NULL", params=(at,))
    return Condition(sql="due_at >= %s AND due_at <= %s AND paused_at IS NULL", params=(at, limit))


def _counted(
    question: TrayQuestion,
    lanes: Sequence[Condition],
    held: Sequence[Condition],
    where: Sequence[Condition],
    seen: Moments,
) -> list[Count]:
    whole = question.share is Share.ALL and question.due is Due.ANY and not question.narrowed
    asked = [
        (lanes, [], CAP),
        (held, [], SMALL_CAP),
        (lanes, [Condition(sql="owner_id IS NULL")], SMALL_CAP),
        (lanes, [_running(Due.LATE, seen)], SMALL_CAP),
        (lanes, [_running(Due.NEAR, seen)], SMALL_CAP),
    ]
    if not whole:
        asked.append((held if question.share is Share.MINE else lanes, list(where), SMALL_CAP))
    found = [
        Count(value=min(number, cap), capped=number > cap)
        for number, (_, _, cap) in zip(counts(asked), asked, strict=True)
    ]
    return [found[0] if whole else found[5], *found[:5]]


def _cursor(row: Sequence[Any]) -> Cursor:
    return Cursor(due=None if row[10] is None else as_moment(row[10]), id=row[0])


def _step_choices(
    reaches: Iterable[_Reach], procedures: Iterable[Procedure]
) -> tuple[StepChoice, ...]:
    lanes = {(reach.key, reach.lane) for reach in reaches}
    return tuple(
        StepChoice(
            value=f"{procedure.id}:{step.id}",
            words=Truncator(f"{step.printed.no}. {step.printed.title}".removeprefix(". ")).chars(
                70
            ),
        )
        for procedure in procedures
        for step in procedure.steps.values()
        if any((procedure.id, lane) in lanes for lane in (step.performer, *step.cosigners))
        and not step.automatic
    )
