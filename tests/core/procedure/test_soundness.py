"""The proof by walking the state space, held against a slower, plainer walk."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.procedure.checks import check, shape
from lajur.core.procedure.definition import Outcome, Procedure
from lajur.core.procedure.flow import exits
from lajur.core.procedure.routes import routes
from lajur.core.procedure.soundness import explore
from tests.core.procedure.sheets import codes, procedure, sentences, signed, start, step

NAMES = ["ajukan", "b", "c", "d", "e", "f"]


@dataclass(frozen=True)
class State:
    """Open steps and arrivals as bags, so that two of one kind can be seen."""

    opened: tuple[str, ...] = ("ajukan",)
    arrived: tuple[tuple[str, str], ...] = ()
    decided: tuple[tuple[str, str], ...] = ()
    closed: bool = False


def after(net: Procedure, state: State) -> Iterator[State]:
    """The token game, told as plainly as possible."""
    for name in () if state.closed else state.opened:
        for outcome in exits(net.steps[name], dict(state.decided)):
            yield fire(net, state, name, outcome)


def fire(net: Procedure, state: State, name: str, outcome: Outcome) -> State:
    opened, arrived = list(state.opened), list(state.arrived)
    opened.remove(name)
    for target in outcome.targets:
        awaited = [(target, source) for source in net.steps[target].waits_for]
        if awaited:
            arrived.append((target, name))
        if set(awaited) <= set(arrived):
            opened.append(target)
            for arrival in awaited:
                arrived.remove(arrival)
    decided = {**dict(state.decided), name: outcome.label or ""}
    followed = {one.derived_from for one in net.steps.values()}
    kept = sorted((key, label) for key, label in decided.items() if key in followed)
    closed = outcome.end is not None
    return State(tuple(sorted(opened)), tuple(sorted(arrived)), tuple(kept), closed)


def is_sound(net: Procedure) -> bool:
    """Soundness by its definition, over the plain token game; False also when it grows."""
    before: dict[State, list[State]] = {State(): []}
    waiting = [State()]
    while waiting:
        state = waiting.pop()
        if len(set(state.opened)) < len(state.opened) or len(set(state.arrived)) < len(
            state.arrived
        ):
            return False
        if state.closed and (state.opened or state.arrived):
            return False
        for one in after(net, state):
            if one not in before:
                before[one] = []
                waiting.append(one)
            before[one].append(state)
    seen = {step for state in before for step in state.opened}
    return seen == set(net.steps) and all_can_close(before)


def has_doubles(bag: tuple[object, ...]) -> bool:
    return len(set(bag)) < len(bag)


def all_can_close(before: dict[State, list[State]]) -> bool:
    waiting = [state for state in before if state.closed]
    hopeful = set(waiting)
    while waiting:
        for state in before[waiting.pop()]:
            if state not in hopeful:
                hopeful.add(state)
                waiting.append(state)
    return hopeful == set(before)


@st.composite
def nets(draw: st.DrawFn) -> Procedure:
    """Procedures with any arrows at all: most are wrong in some way, some are right."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    rows = [draw(rows_of(name, names)) for name in names]
    return procedure(*rows)


@st.composite
def rows_of(draw: st.DrawFn, name: str, names: list[str]) -> str:
    target = st.sampled_from(names[1:])
    make = start if name == "ajukan" else lambda flow: step(name, flow)
    others = draw(st.lists(target, min_size=2, max_size=2, unique=True)) if len(names) > 2 else []
    match draw(st.sampled_from(["next", "end", "fork", "choice", "choice", "derived", "join"])):
        case "fork" if others:
            return make(f"lanjut: {{ke: [{', '.join(others)}]}}")
        case "join" if others and name != "ajukan":
            return make(f"lanjut: {draw(target)}, menunggu: [{', '.join(others)}]")
        case "choice" | "derived" as kind:
            follows = f", mengikuti: {draw(st.sampled_from(names))}" if kind == "derived" else ""
            yes = draw(st.sampled_from(["selesai: selesai", f"ke: {draw(target)}"]))
            no = f"ke: {draw(target)}, alasan: wajib"
            return make(f"keputusan: [{{hasil: ya, {yes}}}, {{hasil: tidak, {no}}}]{follows}")
        case "end":
            return make("lanjut: {selesai: selesai}")
    return make(f"lanjut: {draw(target)}")


@given(net=nets())
def test_the_proof_agrees_with_the_definition_of_soundness(net: Procedure) -> None:
    assert (explore(net).faults == ()) == is_sound(net)


@given(net=nets())
def test_a_checked_procedure_has_a_route_to_each_of_its_steps(net: Procedure) -> None:
    if not set(codes(check(net))) - {"unreachable_end"}:
        found = routes(net)
        assert {row.step for route in found for row in route.steps} == set(net.steps)


@given(net=nets(), limit=st.integers(1, 20))
def test_the_walk_stops_at_its_limit(net: Procedure, limit: int) -> None:
    exploration = explore(net, limit=limit)
    assert exploration.states <= limit or codes(exploration.faults) == ["too_many_states"]


def flow_faults(*steps: str) -> list[str]:
    """The sentences of the state space alone; the shape is right."""
    net = procedure(*steps)
    assert set(codes(shape(net))) <= {"unreachable_end"}, sentences(shape(net))
    return sentences(explore(net).faults)


END = "lanjut: {selesai: selesai}"
FORK = start("lanjut: {ke: [b, c]}")
JOIN = step("d", f"menunggu: [b, c], {END}")


@pytest.mark.parametrize(
    ("name", "states"), [("buleleng", 20), ("sumbawa", 18), ("cirebon", 23), ("banten", 8)]
)
def test_the_signed_sops_are_sound_and_small(name: str, states: int) -> None:
    exploration = explore(signed(name))
    assert (exploration.states, exploration.faults) == (states, ())


def test_a_fork_that_joins_is_sound_in_every_order() -> None:
    net = procedure(FORK, step("b", "lanjut: d"), step("c", "lanjut: d"), JOIN)
    assert explore(net).faults == ()
    assert explore(net).states == 6  # start; b and c; b, or c, left; joined; closed


def test_branches_that_meet_without_a_join_open_a_step_twice() -> None:
    meeting = [FORK, step("b", "lanjut: d"), step("c", "lanjut: d"), step("d", END)]
    assert flow_faults(*meeting)[0] == (
        "Langkah d: dapat terbuka dua kali sekaligus, karena cabang bertemu di sini. "
        "Tulis “menunggu” agar cabang ditunggu dulu."
    )


def test_an_end_may_not_leave_work_open() -> None:
    assert (
        "Langkah b: menutup berkas, padahal masih ada pekerjaan di cabang lain (langkah c)."
        in flow_faults(FORK, step("b", END), step("c", END))
    )


def test_a_join_of_two_exits_of_one_decision_never_opens() -> None:
    choice = start("keputusan: [{hasil: ya, ke: b}, {hasil: tidak, ke: c, alasan: wajib}]")
    faults = flow_faults(choice, step("b", "lanjut: d"), step("c", "lanjut: d"), JOIN)
    assert faults == [
        "Langkah d: tidak pernah terbuka, karena yang ditunggu (langkah b, langkah c) tidak pernah "
        "datang semuanya. Cabang sebuah keputusan tidak perlu ditunggu."
    ]


def test_a_join_that_only_sometimes_opens_may_wait_forever() -> None:
    away = "keputusan: [{hasil: ya, ke: d}, {hasil: tidak, ke: e}]"
    faults = flow_faults(
        FORK, step("b", away), step("c", "lanjut: d"), JOIN, step("e", "lanjut: {ke: e2}"),
        step("e2", "keputusan: [{hasil: ya, selesai: selesai}, {hasil: tidak, selesai: selesai}]"),
    )  # fmt: skip
    assert any("menutup berkas" in sentence for sentence in faults)


def test_a_loop_nobody_can_leave_has_no_way_out() -> None:
    turn = "keputusan: [{hasil: ya, ke: c}, {hasil: tidak, ke: b, alasan: wajib}]"
    net = procedure(start("lanjut: b"), step("b", turn), step("c", "lanjut: b"))
    assert sentences(explore(net).faults) == [
        "Langkah ajukan: dari sini berkas tidak pernah dapat sampai ke akhir."
    ]


def test_a_derived_decision_needs_its_source_to_have_been_decided() -> None:
    choice = "keputusan: [{hasil: ya, selesai: selesai}, {hasil: tidak, ke: c, alasan: wajib}]"
    follow = "mengikuti: b, keputusan: [{hasil: ya, ke: b}, {hasil: tidak, selesai: ditolak}]"
    faults = flow_faults(start("lanjut: c"), step("b", choice), step("c", follow))
    assert faults == ["Langkah c: mengikuti keputusan “b”, tetapi langkah itu dapat terlewati."]


def test_a_step_behind_an_answer_never_given_is_dead() -> None:
    choice = "keputusan: [{hasil: ya, ke: c}, {hasil: tidak, selesai: ditolak, alasan: wajib}]"
    follow = "keputusan: [{hasil: ya, selesai: selesai}, {hasil: tidak, ke: d}], mengikuti: b"
    faults = flow_faults(start("lanjut: b"), step("b", choice), step("c", follow), step("d", END))
    assert faults == ["Langkah d: tidak pernah terbuka pada jalan mana pun."]


def test_the_state_space_is_not_walked_past_its_limit() -> None:
    names = [f"c{n}" for n in range(12)]
    fork = start(f"lanjut: {{ke: [{', '.join(names)}]}}")
    join = step("d", f"menunggu: [{', '.join(names)}], {END}")
    net = procedure(fork, *(step(name, "lanjut: d") for name in names), join)
    assert codes(explore(net, limit=1000).faults) == ["too_many_states"]
    assert explore(net).states == 2**12 + 2
