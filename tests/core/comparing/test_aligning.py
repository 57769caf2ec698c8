"""Which step is which: laws of the pairing, and how often it is right about the signed SOPs."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from lajur.core.comparing.aligning import LEAST, Pair
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.flow import back_edges, successors, within_reach
from tests.core.comparing.papers import NAMES, PAIRS, number, paired, signed
from tests.core.comparing.truth import SAME, open_pairs, things
from tests.core.strategies import procedures

Names = tuple[str, str]


def together(pairs: tuple[Pair, ...]) -> set[Names]:
    """The steps that stand side by side, by id."""
    return {(one.left.id, one.right.id) for one in pairs if one.left and one.right}


def moved(pairs: tuple[Pair, ...]) -> set[Names]:
    """Those that are said to stand at another point, by id."""
    return {(one.left.id, one.right.id) for one in pairs if one.left and one.right and one.moved}


def found(names: Names) -> set[Names]:
    """The steps that stand side by side, by number."""
    pairs = paired(*map(signed, names))
    return {(number(one.left), number(one.right)) for one in pairs if one.left and one.right}


def test_every_thing_that_two_of_the_four_do_is_found_and_nothing_else() -> None:
    """41 things, read by hand: all found (recall), and none invented (precision)."""
    wrong, missed, right = [], [], 0
    for names in PAIRS:
        pairs, truth = found(names), things(names)
        known = frozenset().union(*truth) | open_pairs(names)
        wrong += [(names, pair) for pair in sorted(pairs - known)]
        missed += [(names, sorted(thing)) for thing in truth if not thing & pairs]
        right += sum(bool(thing & pairs) for thing in truth)
    assert (wrong, missed) == ([], [])
    assert right == sum(len(things(names)) for names in SAME) == 41


def test_what_was_read_by_hand_names_steps_that_there_are() -> None:
    for names in PAIRS:
        for thing in [*things(names), open_pairs(names)]:
            for pair in thing:
                for name, no in zip(names, pair, strict=True):
                    assert no in map(number, signed(name).steps.values())


@given(left=procedures(), right=procedures())
def test_every_step_stands_once(left: Procedure, right: Procedure) -> None:
    pairs = paired(left, right)
    assert [pair.left.id for pair in pairs if pair.left] == list(left.steps)
    assert sorted(pair.right.id for pair in pairs if pair.right) == sorted(right.steps)
    assert all(pair.left or pair.right for pair in pairs)


@given(left=procedures(), right=procedures())
def test_only_what_is_like_enough_stands_together(left: Procedure, right: Procedure) -> None:
    for pair in paired(left, right):
        if pair.left and pair.right:
            assert LEAST <= pair.likeness <= 1.000001
        else:
            assert (pair.likeness, pair.moved) == (0, False)


@given(left=procedures(), right=procedures())
def test_it_does_not_matter_which_of_two_comes_first(left: Procedure, right: Procedure) -> None:
    there, back = paired(left, right), paired(right, left)
    assert together(there) == {(one, other) for other, one in together(back)}
    assert moved(there) == {(one, other) for other, one in moved(back)}


@pytest.mark.parametrize("names", PAIRS, ids="-".join)
def test_nor_with_the_signed_ones(names: Names) -> None:
    assert found(names) == {(one, other) for other, one in found((names[1], names[0]))}


@pytest.mark.parametrize("name", NAMES)
def test_each_of_the_four_beside_itself_is_wholly_paired(name: str) -> None:
    assert all(pair.left is pair.right for pair in paired(signed(name), signed(name)))


def ahead(procedure: Procedure) -> dict[str, frozenset[str]]:
    """The steps that come after each, loops left out."""
    turned = back_edges(procedure)
    onward = {
        step: tuple(target for target in targets if (step, target) not in turned)
        for step, targets in successors(procedure).items()
    }
    return {step: within_reach(targets, onward) for step, targets in onward.items()}


def out_of_order(left: Procedure, right: Procedure, pairs: tuple[Pair, ...]) -> list[Names]:
    """The pairs that are not said to be moved, and yet run the other way round."""
    ours, theirs = ahead(left), ahead(right)
    kept = [
        (one.left.id, one.right.id) for one in pairs if one.left and one.right and not one.moved
    ]
    return [
        (one[0], other[0])
        for one in kept
        for other in kept
        if other[0] in ours[one[0]] and one[1] in theirs[other[1]]
    ]


@given(left=procedures(), right=procedures())
def test_what_is_not_said_to_be_moved_runs_in_the_order_of_both(
    left: Procedure, right: Procedure
) -> None:
    assert out_of_order(left, right, paired(left, right)) == []


def test_a_pairing_that_hides_what_is_moved_is_caught() -> None:
    """The broken twin: Buleleng appoints after its decision, Cirebon before its analysis."""
    left, right = signed("buleleng"), signed("cirebon")
    pairs = paired(left, right)
    assert moved(pairs) == {("delegasi", "tentukan_pic")}
    hidden = tuple(replace(one, moved=False) for one in pairs)
    assert out_of_order(left, right, hidden)


def relabelled(procedure: Procedure) -> Procedure:
    """The same, with every lane under another id."""
    lanes = {f"x-{key}": replace(lane, id=f"x-{key}") for key, lane in procedure.lanes.items()}
    steps = {}
    for key, step in procedure.steps.items():
        many = ("participants", "informed", "cosigners", "appoints")
        changed = {name: tuple(f"x-{one}" for one in getattr(step, name)) for name in many}
        steps[key] = replace(step, performer=f"x-{step.performer}", **changed)
    return replace(procedure, lanes=lanes, steps=steps)


def called_otherwise(procedure: Procedure) -> Procedure:
    """The same, with the short names of offices for the long ones."""
    short = {"Kepala Dinas": "Kadis", "Kepala Bidang": "Kabid", "Kepala Seksi": "Kasi"}
    lanes = {}
    for key, lane in procedure.lanes.items():
        name = lane.name
        for long, other in short.items():
            name = name.replace(long, other)
        lanes[key] = replace(lane, name=name)
    return replace(procedure, lanes=lanes)


@pytest.mark.parametrize("change", [relabelled, called_otherwise])
@pytest.mark.parametrize("names", PAIRS, ids="-".join)
def test_what_lanes_are_called_changes_nothing(
    names: Names, change: Callable[[Procedure], Procedure]
) -> None:
    left, right = map(signed, names)
    assert together(paired(change(left), right)) == together(paired(left, right))
    assert together(paired(left, change(right))) == together(paired(left, right))


def test_a_decision_that_follows_an_earlier_one_is_nobodys_work() -> None:
    """Cirebon 7 only repeats 4; it stands beside no step that somebody does."""
    for name in ("buleleng", "sumbawa", "banten"):
        assert all(no != "7" for _, no in found((name, "cirebon")))


def test_the_names_of_applications_are_no_sections() -> None:
    """ "Aplikasi" ends like "Kasi": a team of applications is no head of section."""
    sumbawa, buleleng = signed("sumbawa"), signed("buleleng")
    pairs = paired(sumbawa, buleleng)
    building = next(one for one in pairs if one.left and one.left.printed.no == "12")
    assert building.right is not None
    assert building.likeness > 0.9
