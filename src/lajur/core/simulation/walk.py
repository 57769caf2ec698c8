"""Random walks through a procedure: legal moves, hostile moves, and the laws after each.

A walk is decided by its seed and its number alone, so every failure can be walked again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from lajur.core.engine.apply import Transition
from lajur.core.engine.case import Case, CaseState
from lajur.core.engine.commands import claim, open_case
from lajur.core.engine.events import AnyEvent
from lajur.core.engine.refusals import CaseClosed
from lajur.core.procedure.definition import EndId, Procedure
from lajur.core.refusals import Refusal
from lajur.core.simulation.cast import cast_of
from lajur.core.simulation.hostile import hostile_move
from lajur.core.simulation.laws import (
    LawBroken,
    Net,
    check_log,
    check_move,
    check_refused,
    written,
)
from lajur.core.simulation.moves import forward_move, other_move
from lajur.core.simulation.scene import Guide, Scene

_OPEN = CaseState.OPEN
_MORNING = datetime(2026, 1, 5, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_HOSTILE = 0.3  # how many moves ought to be refused
_OTHER = 0.15  # of the rest, how many are not simply the next piece of work
_PATIENCE = 60  # moves; from then on a walk goes to the end by the shortest way


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """What became of one walk."""

    steps: int  # commands tried, allowed or refused
    refusals: Mapping[str, int]  # by code
    end: EndId | None  # None: withdrawn
    events: int


class Stage:
    """A procedure and its people, made ready once for many walks, one after the other."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.cast = cast_of(procedure)
        self.guide = Guide(procedure)
        self.dice = Random()  # noqa: S311 - a walk must be repeatable, not secret
        self.applicant = self.cast.lanes[procedure.steps[procedure.start].performer][0]
        # After its patience a walk only does work that is open, each piece with a few acts.
        self.bound = _PATIENCE + 8 * len(procedure.steps) + 40


def walk(stage: Stage, *, seed: int, number: int, laws: bool = True) -> Walked:
    """Walk once from the start to an end.

    Raises:
        LawBroken: a law of the engine does not hold.
    """
    stage.dice.seed(seed << 64 | number)
    return _Walk(stage, laws=laws).to_the_end()


class _Walk:
    def __init__(self, stage: Stage, *, laws: bool) -> None:
        case = Case(procedure=stage.procedure)
        self._stage = stage
        self._scene = Scene(
            case=case, cast=stage.cast, guide=stage.guide, random=stage.dice, at=_MORNING
        )
        self._book = _Book(stage.procedure) if laws else None
        self._refusals: dict[str, int] = {}
        self._steps = 1  # the opening

    def to_the_end(self) -> Walked:
        scene, book = self._scene, self._book
        self._accept(open_case(self._stage.procedure, actor=self._stage.applicant, at=scene.at))
        while scene.case.state is _OPEN:
            self._move()
            if self._steps > self._stage.bound:
                raise LawBroken("every walk ends", f"still open after {self._steps} moves")
        if book is not None:
            _stays_closed(scene)
            check_log(scene.case, book.log)
        return Walked(
            steps=self._steps,
            refusals=self._refusals,
            end=scene.case.end,
            events=scene.case.seq,
        )

    def _move(self) -> None:
        scene = self._scene
        patient = self._steps < _PATIENCE
        self._steps += 1
        if patient and scene.random.random() < _HOSTILE:
            self._try_what_must_fail()
            return
        scene.at += _MINUTE
        try:
            transition = None
            if patient and scene.random.random() < _OTHER:
                transition = other_move(scene)
            self._accept(transition or forward_move(scene, hurried=not patient))
        except Refusal as refusal:
            raise LawBroken("what is allowed is done", f"{refusal.code}: {refusal}") from refusal

    def _try_what_must_fail(self) -> None:
        scene = self._scene
        before = "" if self._book is None else written(scene.case)
        try:
            name, let_through = hostile_move(scene)
        except Refusal as refusal:
            self._refusals[refusal.code] = self._refusals.get(refusal.code, 0) + 1
        else:
            if let_through is not None:
                raise LawBroken("what is not allowed is refused", name)
        if self._book is not None:
            check_refused(before, scene.case)

    def _accept(self, transition: Transition) -> None:
        if self._book is not None:
            check_move(self._scene.case, transition, self._book.net)
            self._book.log.extend(transition.events)
        self._scene.case = transition.case


class _Book:
    """What the laws remember of a walk."""

    def __init__(self, procedure: Procedure) -> None:
        self.net = Net(procedure)
        self.log: list[AnyEvent] = []


def _stays_closed(scene: Scene) -> None:
    for number in range(scene.case.last_number + 2):
        for actor in scene.cast.people.values():
            try:
                claim(scene.case, number, actor=actor, at=scene.at)
            except CaseClosed:
                continue
            raise LawBroken("what is closed stays closed", f"work item {number} was claimed")
