"""A case replayed through another's SOP: what that SOP would have asked of what was done here.

Steps are known again by the alignment of the two SOPs. A decision there is taken as it was here
when both decide the same kind of thing and only one exit does what happened; otherwise how it would
have ended is not known, and every way on stays possible.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lajur.core.comparing.aligning import Paper, align, paper
from lajur.core.comparing.exits import BACK, effect
from lajur.core.comparing.meaning import Course
from lajur.core.comparing.steps import StepFacts, step_facts
from lajur.core.comparing.totals import Total, totals
from lajur.core.procedure.definition import Outcome, Procedure, Step, StepId

_Labels = frozenset[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A finished visit of a step, or a step that the system passed."""

    step: StepId
    outcome: str | None  # None on a box


class Standing(StrEnum):
    """What became here of a step of the other SOP."""

    DONE = "dikerjakan"  # its like was done
    NOT_DONE = "tidak_dikerjakan"  # its like was not (yet) done
    LACKING = "tidak_ada"  # nothing here is like it


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedStep:
    """A step of the other SOP."""

    facts: StepFacts
    standing: Standing
    like: StepFacts | None  # the step here that means the same
    sure: bool  # on every way the case can have gone there; else on some, as far as they are known


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleEnd:
    """An end the case can have come to, and the standard time until then."""

    name: str
    shortest: Total
    longest: Total


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The case as the other SOP would have had it."""

    steps: tuple[ReplayedStep, ...]  # those it can have come to, printed order
    extra: tuple[StepFacts, ...]  # done here, and on no way it can have gone there
    unknown: tuple[StepFacts, ...]  # decisions there of which nothing here tells the outcome
    ends: tuple[PossibleEnd, ...]  # none where the routes there are too many to add up
    fits: bool  # False: no way there allows all that was decided here; then each of them is told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the history tells of one decision there."""

    labels: _Labels
    is_final: bool  # nothing more is to come of it

    def allows(self, taken: _Labels) -> bool:
        """Whether a route that took these exits of it agrees; one that never came to it does."""
        return not taken or taken == self.labels or (not self.is_final and taken > self.labels)


def replay(here: Procedure, history: Sequence[Done], there: Procedure) -> Replay:
    """Replay what was done, oldest first, under `here` through `there`; both are sound."""
    ours, theirs = paper(here), paper(there)
    pairs = [(one.left, one.right) for one in align(ours, theirs)]
    like = {right.id: left for left, right in pairs if left and right}
    done = {here.start, *(one.step for one in history)}
    known = dict(_decided(ours.course, theirs, history, like))
    every = totals(there, theirs.course.routes)
    possible = [one for one in every if _agrees(one, known)]
    fits = bool(possible or not every)
    if not fits:
        known, possible = {}, list(every)
    ways = [frozenset(one.passed) for one in possible]
    reached = frozenset().union(*ways) if ways else frozenset(there.steps)
    sure = frozenset.intersection(*ways) if ways else frozenset()
    return Replay(
        steps=tuple(
            _replayed(here, there, step, done=done, like=like.get(step.id), sure=step.id in sure)
            for step in there.steps.values()
            if step.id in reached and step.derived_from is None
        ),
        extra=tuple(_extra(here, done, {like[step].id for step in reached if step in like})),
        unknown=tuple(
            step_facts(there, step)
            for step in _asked(there)
            if step.id in reached and step.id not in known
        ),
        ends=tuple(_ends(possible)),
        fits=fits,
    )


def _ends(possible: Iterable[Total]) -> Iterator[PossibleEnd]:
    by_end: dict[str, list[Total]] = {}
    for one in sorted(possible, key=lambda one: (one.days, one.steps)):
        by_end.setdefault(one.end, []).append(one)
    for name, ways in by_end.items():
        yield PossibleEnd(name=name, shortest=ways[0], longest=ways[-1])


def _replayed(
    here: Procedure,
    there: Procedure,
    step: Step,
    *,
    done: set[StepId],
    like: Step | None,
    sure: bool,
) -> ReplayedStep:
    if like is None:
        standing = Standing.LACKING
    else:
        standing = Standing.DONE if like.id in done else Standing.NOT_DONE
    facts = step_facts(here, like) if like else None
    return ReplayedStep(facts=step_facts(there, step), standing=standing, like=facts, sure=sure)


def _extra(here: Procedure, done: set[StepId], asked: set[StepId]) -> Iterator[StepFacts]:
    for step in here.steps.values():
        if step.id in done and step.id not in asked and step.derived_from is None:
            yield step_facts(here, step)


def _asked(procedure: Procedure) -> Iterator[Step]:
    """The decisions somebody takes."""
    for step in procedure.steps.values():
        if step.is_decision and step.derived_from is None:
            yield step


def _decided(
    ours: Course, theirs: Paper, history: Iterable[Done], like: Mapping[StepId, Step]
) -> Iterator[tuple[StepId, _Known]]:
    """The decisions there whose outcomes what was done here tells."""
    taken: dict[StepId, list[str | None]] = {}
    for one in history:
        taken.setdefault(one.step, []).append(one.outcome)
    for step in _asked(theirs.procedure):
        other = like.get(step.id)
        if other is None or not other.is_decision or other.id not in taken:
            continue
        twin = _Twin(here=other, there=step, ours=ours, theirs=theirs.course, like=like)
        labels = [twin.label(label) for label in taken[other.id]]
        if None not in labels:
            back = effect(step, step.outcome(labels[-1]), theirs.course) == BACK
            yield step.id, _Known(labels=frozenset(labels), is_final=not back)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Twin:
    """A decision there, beside the one here that means the same."""

    here: Step
    there: Step
    ours: Course
    theirs: Course
    like: Mapping[StepId, Step]  # the step here, by the id of the step there

    def label(self, label: str | None) -> str | None:
        """The exit there that does what this one did here; None: not to be told."""
        outcome = self.here.outcome(label)
        effects = [effect(self.here, one, self.ours) for one in self.here.outcomes]
        happened = effect(self.here, outcome, self.ours)
        if outcome is None or set(effects) != {self._effect(one) for one in self.there.outcomes}:
            return None  # they decide different things
        alike = [one for one in self.there.outcomes if self._effect(one) == happened]
        if len(alike) > 1 or effects.count(happened) > 1:
            alike = [one for one in alike if self._leads_alike(one, outcome)]
        return alike[0].label if len(alike) == 1 else None

    def _effect(self, outcome: Outcome) -> str:
        return effect(self.there, outcome, self.theirs)

    def _leads_alike(self, there: Outcome, here: Outcome) -> bool:
        """Whether both lead on to steps that mean the same."""
        targets = {self.like[one].id for one in there.targets if one in self.like}
        return bool(targets) and targets == set(here.targets)


def _agrees(total: Total, known: Mapping[StepId, _Known]) -> bool:
    """Whether a case that did what is known can have gone this way."""
    taken: dict[StepId, set[str | None]] = {}
    for choice in total.choices:
        taken.setdefault(choice.step, set()).add(choice.label)
    return all(one.allows(frozenset(taken.get(step, ()))) for step, one in known.items())
