"""The laws of the engine, over the four SOPs and over random ones, each beside a broken twin."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lajur.core.access import Actor
from lajur.core.engine import apply as applying
from lajur.core.engine import checking, commands, completing, flow
from lajur.core.engine.apply import Draft, Transition, replay
from lajur.core.engine.case import Case, CaseState
from lajur.core.engine.commands import open_case, withdraw
from lajur.core.engine.events import KINDS, AnyEvent
from lajur.core.engine.mapping import item_from_dict, item_to_dict, restore, snapshot
from lajur.core.engine.rules import rules_of
from lajur.core.procedure.checks import check
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.reader import read
from lajur.core.refusals import Refusal
from lajur.core.simulation.cast import cast_of
from lajur.core.simulation.hostile import hostile_move
from lajur.core.simulation.laws import LawBroken, Net, check_log, check_move, written
from lajur.core.simulation.moves import forward_move, other_move
from lajur.core.simulation.scene import Guide, Scene
from lajur.core.simulation.walk import Stage, walk
from tests.core.engine.office import BUDI, NOON, SITI, done, opened, sop, step, way
from tests.core.strategies import mutants, procedures

SOPS = sorted((Path(__file__).parents[3] / "sops").glob("*/*.yaml"))


@cache
def signed(path: Path) -> Procedure:
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    return procedure


def begin(procedure: Procedure, random: Random) -> Scene:
    cast = cast_of(procedure)
    starter = cast.lanes[procedure.steps[procedure.start].performer][0]
    case = open_case(procedure, actor=starter, at=NOON).case
    return Scene(case=case, cast=cast, guide=Guide(procedure), random=random, at=NOON)


def play(procedure: Procedure, random: Random, moves: int) -> tuple[list[Case], list[AnyEvent]]:
    """The cases a run of legal moves goes through, and its journal."""
    scene = begin(procedure, random)
    starter = scene.cast.lanes[procedure.steps[procedure.start].performer][0]
    log = list(open_case(procedure, actor=starter, at=NOON).events)
    cases = [scene.case]
    while len(cases) <= moves and scene.case.state is CaseState.OPEN:
        transition = random.random() < 0.4 and other_move(scene)
        transition = transition or forward_move(scene, hurried=False)
        scene.case = transition.case
        cases.append(scene.case)
        log.extend(transition.events)
    return cases, log


def a_procedure() -> st.SearchStrategy[Procedure]:
    return st.sampled_from(SOPS).map(signed) | procedures()


@given(procedures())
def test_every_random_procedure_is_sound(procedure: Procedure) -> None:
    assert check(procedure) == ()


@given(mutants())
def test_every_mutant_is_found_out(mutant: tuple[str, Procedure]) -> None:
    name, procedure = mutant
    assert check(procedure), name


@pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)
def test_the_laws_hold_on_every_walk_through_the_signed_sops(path: Path) -> None:
    stage = Stage(signed(path))
    ends = {walk(stage, seed=1, number=number).end for number in range(60)}
    assert ends >= set(stage.procedure.ends)


@given(procedures(), st.integers(0, 10**6))
def test_the_laws_hold_on_every_walk_through_any_sound_procedure(
    procedure: Procedure, seed: int
) -> None:
    stage = Stage(procedure)
    for number in range(3):
        walk(stage, seed=seed, number=number)


def test_a_walk_is_decided_by_its_seed_and_number() -> None:
    stage = Stage(signed(SOPS[0]))
    assert walk(stage, seed=7, number=3) == walk(stage, seed=7, number=3)
    assert walk(stage, seed=7, number=3) == walk(stage, seed=7, number=3, laws=False)


@given(a_procedure(), st.integers(0, 10**6))
def test_the_first_events_rebuild_the_case_as_it_was_then(procedure: Procedure, seed: int) -> None:
    cases, log = play(procedure, Random(seed), 25)
    for case in cases:
        assert written(replay(procedure, log[: case.seq])) == written(case)


@given(a_procedure(), st.integers(0, 10**6))
def test_a_case_goes_on_after_a_restart_as_if_nothing_had_been(
    procedure: Procedure, seed: int
) -> None:
    straight, _ = play(procedure, Random(seed), 25)
    random = Random(seed)
    scene = begin(procedure, random)
    while scene.case.seq < straight[-1].seq:
        items = [item_from_dict(item_to_dict(item)) for item in scene.case.items.values()]
        scene.case = restore(procedure, snapshot(scene.case), items)
        transition = random.random() < 0.4 and other_move(scene)
        scene.case = (transition or forward_move(scene, hurried=False)).case
    assert scene.case == straight[-1]


@given(a_procedure(), st.integers(0, 10**6))
def test_withdrawing_leaves_no_open_work_from_any_state(procedure: Procedure, seed: int) -> None:
    cases, _ = play(procedure, Random(seed), 25)
    siti = cast_of(procedure).lanes[rules_of(procedure).applicant][0]
    for case in cases:
        if case.state is CaseState.OPEN:
            left = withdraw(case, reason="batal", actor=siti, at=NOON).case
            assert (left.state, dict(left.items), dict(left.arrivals)) == (
                CaseState.WITHDRAWN,
                {},
                {},
            )


@given(a_procedure(), st.integers(0, 10**6), st.data())
def test_who_loses_a_role_or_a_lane_can_do_no_more_than_before(
    procedure: Procedure, seed: int, data: st.DataObject
) -> None:
    scene = begin(procedure, Random(seed))
    for _ in range(data.draw(st.integers(0, 10))):
        if scene.case.state is CaseState.OPEN:
            scene.case = forward_move(scene, hurried=False).case
    if scene.case.state is not CaseState.OPEN:
        return
    before = {name: outcome_of(scene, name) for name in COMMANDS}
    demote(scene, data)
    for name in COMMANDS:
        if outcome_of(scene, name) is not None:
            assert before[name] is not None, name


COMMANDS = ("claim", "complete", "suspend", "reassign", "record_on_paper", "correct", "withdraw")


def outcome_of(scene: Scene, name: str) -> object:
    """What the first person of the lane whose turn it is gets; None for a refusal."""
    item = next(iter(scene.case.items.values()))
    actor = scene.cast.lanes[item.lane][0]
    arguments: dict[str, dict[str, object]] = {
        "complete": {"completion": scene.completion(item, hurried=True)},
        "suspend": {"reason": "x"},
        "reassign": {"to": None, "reason": "x"},
        "record_on_paper": {
            "completion": scene.completion(item, hurried=True),
            "done_at": NOON,
            "done_by": "Budi",
            "reason": "x",
        },
        "correct": {"text": "x"},
        "withdraw": {"reason": "x"},
    }
    target = () if name == "withdraw" else (item.number,)
    command: Callable[..., object] = getattr(commands, name)
    try:
        return command(scene.case, *target, actor=actor, at=NOON, **arguments.get(name, {}))
    except Refusal:
        return None


def demote(scene: Scene, data: st.DataObject) -> None:
    """Take some roles and lanes away from everybody."""
    keep_roles, keep_lanes = data.draw(st.booleans()), data.draw(st.booleans())

    def less(actor: Actor) -> Actor:
        roles = actor.roles if keep_roles else frozenset(list(actor.roles)[:1])
        return replace(actor, roles=roles, lanes=actor.lanes if keep_lanes else frozenset())

    lanes = {lane: tuple(less(one) for one in both) for lane, both in scene.cast.lanes.items()}
    scene.cast = replace(scene.cast, lanes=lanes)


def test_a_case_keeps_the_procedure_it_was_opened_under() -> None:
    case = opened(step("a", "opd", "b"), step("b", "kasi", "!"))
    revised = sop(step("a", "opd", "!"))  # the same id, published while the case runs
    assert open_case(revised, actor=SITI, at=NOON).case.procedure is revised
    case = done(case, 1, SITI)
    assert done(case, 2, BUDI).end == "selesai"


class AnyoneTriesAnything(RuleBasedStateMachine):
    """Legal and hostile moves in any order, with restarts between; the laws after each."""

    @initialize(procedure=a_procedure(), random=st.randoms(use_true_random=False))
    def open(self, procedure: Procedure, random: Random) -> None:
        self.scene = begin(procedure, random)
        starter = self.scene.cast.lanes[procedure.steps[procedure.start].performer][0]
        opening = open_case(procedure, actor=starter, at=NOON)
        self.net, self.log = Net(procedure), list(opening.events)
        check_move(Case(procedure=procedure), opening, self.net)

    def is_open(self) -> bool:
        return self.scene.case.state is CaseState.OPEN

    @precondition(is_open)
    @rule()
    def go_on(self) -> None:
        self.accept(forward_move(self.scene, hurried=False))

    @precondition(is_open)
    @rule()
    def do_something_else(self) -> None:
        if transition := other_move(self.scene):
            self.accept(transition)

    @precondition(is_open)
    @rule()
    def try_what_must_fail(self) -> None:
        before = written(self.scene.case)
        try:
            name, answer = hostile_move(self.scene)
            assert answer is None, name
        except Refusal:
            pass
        assert written(self.scene.case) == before

    @rule()
    def restart(self) -> None:
        case = self.scene.case
        items = [item_from_dict(item_to_dict(item)) for item in case.items.values()]
        self.scene.case = restore(case.procedure, snapshot(case), items)

    @invariant()
    def the_journal_rebuilds_the_case(self) -> None:
        if hasattr(self, "log"):
            check_log(self.scene.case, self.log)

    def accept(self, transition: Transition) -> None:
        check_move(self.scene.case, transition, self.net)
        self.log.extend(transition.events)
        self.scene.case = transition.case


TestAnyoneTriesAnything = AnyoneTriesAnything.TestCase


# A fork whose branches meet, in a loop, with a co-signed step and a document that gates.
EVERYTHING = (
    step("a", "opd", "bagi", gives="surat"),
    step("bagi", "kasi", way(None, "kiri", "kanan"), needs="kak"),
    step("kiri", "tim", "temu"),
    step("kanan", "kasi", "temu"),
    step(
        "temu",
        "kasi",
        way("cukup", "akhir"),
        way("ulang", "bagi", reason=True),
        waits_for=("kiri", "kanan"),
    ),
    step("akhir", "tim", "!", cosigners=("opd", "kadis")),
)


def walk_often(stage: Stage) -> None:
    for number in range(200):
        walk(stage, seed=1, number=number)


def breaks(monkeypatch: pytest.MonkeyPatch, where: object, name: str, twin: object) -> str:
    """The law that a broken twin of `name` breaks within a few walks."""
    stage = Stage(sop(*EVERYTHING))
    monkeypatch.setattr(where, name, twin)
    with pytest.raises(LawBroken) as broken:
        walk_often(stage)
    return broken.value.law


def test_twin_a_join_that_fires_at_each_arrival(monkeypatch: pytest.MonkeyPatch) -> None:
    law = breaks(monkeypatch, flow, "_all_came", lambda draft, join, last: True)
    assert law == "tokens at steps"


def test_twin_a_join_that_forgets_who_came(monkeypatch: pytest.MonkeyPatch) -> None:
    law = breaks(monkeypatch, flow, "_all_came", lambda draft, join, last: False)
    assert law in {"tokens at joins", "tokens at steps"}


def test_twin_arrivals_that_are_never_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    law = breaks(monkeypatch, applying, "_start_afresh", lambda draft, step: None)
    assert law == "tokens at joins"


def test_twin_a_fork_that_loses_a_branch(monkeypatch: pytest.MonkeyPatch) -> None:
    def follow_one(draft, source, outcome):  # type: ignore[no-untyped-def]
        first = way(outcome.label, *outcome.targets[:1], end=outcome.end)
        return real(draft, source, first)

    real = flow.follow
    assert breaks(monkeypatch, completing, "follow", follow_one) == "tokens at steps"


def test_twin_a_completion_that_leaves_its_item_open(monkeypatch: pytest.MonkeyPatch) -> None:
    law = breaks(monkeypatch, applying, "_close", lambda draft, number: None)
    assert law in {"tokens at steps", "a closed case has no open work"}


def test_twin_a_gate_that_lets_everything_through(monkeypatch: pytest.MonkeyPatch) -> None:
    law = breaks(monkeypatch, checking, "check_needs", lambda *_: None)
    assert law == "what is not allowed is refused"


def test_twin_a_later_visit_that_passes_with_old_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage(sop(step("a", "opd", way("ya", end="selesai"), way("ulang", "a"), gives="surat")))
    walk_often(stage)
    monkeypatch.setattr(checking, "_check_renewed", lambda *_: None)
    with pytest.raises(LawBroken, match="what is not allowed is refused"):
        walk_often(stage)


def test_every_kind_of_event_has_its_place_where_a_case_changes() -> None:
    assert applying._HAPPENS.keys() == set(KINDS.values())


def test_twin_a_co_signature_nobody_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    law = breaks(monkeypatch, completing, "open_item", lambda *_, **__: None)
    assert law in {"nothing waits for nothing", "an open case has work to do"}


def test_twin_a_command_that_changes_more_than_it_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    def freeze(draft: Draft) -> Case:
        draft.documents = {**draft.documents, "gelap": 1}
        return real(draft)

    real = Draft.freeze
    monkeypatch.setattr(Draft, "transition", _with_freeze(freeze))
    with pytest.raises(LawBroken, match="replay"):
        walk(Stage(sop(*EVERYTHING)), seed=1, number=0)


def _with_freeze(freeze: Callable[[Draft], Case]) -> object:
    return lambda draft: applying.Transition(case=freeze(draft), events=tuple(draft.events))


def test_the_laws_hold_where_the_twins_break_them() -> None:
    stage = Stage(sop(*EVERYTHING))
    walk_often(stage)
    assert check(stage.procedure) == ()
