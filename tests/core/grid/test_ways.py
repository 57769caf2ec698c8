"""Which way arrows take: as a person would draw them."""

from pathlib import Path

import pytest

from lajur.core.grid.layout import layout
from lajur.core.grid.parts import Direction, Place
from lajur.core.procedure.definition import Procedure
from tests.core.engine.office import sop, step, way
from tests.core.grid.drawings import FILES, SIGNED, signed
from tests.core.grid.sight import crossings


@pytest.mark.parametrize("procedure", SIGNED, ids=lambda procedure: procedure.id)
def test_no_two_arrows_of_a_signed_sop_cross(procedure: Procedure) -> None:
    assert crossings(layout(procedure)) == 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_same_procedure_gives_the_same_drawing(path: Path) -> None:
    assert layout(signed(path)) == layout(signed(path))


def test_every_way_out_of_a_decision_has_a_side_of_its_own_while_there_are_sides() -> None:
    three = sop(
        step("a", "tim", "b"),
        step("b", "opd", way("ya", "c"), way("lompat", "d"), way("ulang", "a")),
        step("c", "kasi", "d"),
        step("d", "tim", "!"),
    )
    places = {label.edge.outcome: label.place for label in layout(three).rows[1].labels}
    assert places["ya"] in (Place.FOOT_LEFT, Place.FOOT_RIGHT)
    assert {place.value.split("_")[1] for word, place in places.items() if word != "ya"} == {
        "left",
        "right",
    }


def test_a_long_word_stands_in_several_lines() -> None:
    long = "tidak dapat dikerjakan sekarang"
    drawn = layout(
        sop(
            step("a", "kasi", way(long, "b"), way("ya", "b")),
            step("b", "opd", "!"),
        )
    )
    (label,) = [one for one in drawn.rows[0].labels if one.edge.outcome == long]
    assert label.lines == ("tidak", "dapat", "dikerjakan", "sekarang")


def test_work_of_one_lane_goes_on_straight_down_past_rows_of_others() -> None:
    drawn = layout(
        sop(
            step("a", "kasi", way("ya", "b"), way("tidak", "c")),
            step("b", "tim", "d"),
            step("c", "opd", "!"),
            step("d", "tim", "!"),
        )
    )
    (between,) = [line for line in drawn.rows[2].lines if line.edge.target == "d"]
    assert (between.x1, between.y1, between.x2, between.y2) == (3.5, 0, 3.5, 1)


def test_arrows_to_one_step_run_together_where_they_meet() -> None:
    drawn = layout(
        sop(
            step("a", "tim", "b"),
            step("b", "opd", way("ya", "c"), way("tidak", "a")),
            step("c", "kadis", way("ya", "d"), way("tidak", "a")),
            step("d", "tim", "!"),
        )
    )
    back = {line.x1 for line in drawn.rows[1].lines if line.edge.target == "a" and line.is_upright}
    assert len(back) == 1


def test_what_goes_back_comes_in_from_the_side_and_what_goes_on_from_above() -> None:
    drawn = layout(
        sop(
            step("a", "opd", "b"),
            step("b", "tim", "c"),
            step("c", "kasi", way("ya", "d"), way("tidak", "b")),
            step("d", "tim", "!"),
        )
    )
    pointing = {
        (head.edge.source, head.edge.target): head.pointing
        for row in drawn.rows
        for head in row.heads
    }
    assert pointing["c", "b"] is not Direction.DOWN
    assert pointing["c", "d"] is pointing["a", "b"] is Direction.DOWN


@pytest.mark.parametrize("blank", ["", " ", "\t\n"])
def test_an_exit_whose_word_is_blank_is_drawn_without_a_word(blank: str) -> None:
    drawn = layout(
        sop(
            step("a", "opd", "b"),
            step("b", "kasi", way(blank, "a"), way("ya", "c")),
            step("c", "tim", "!"),
        )
    )
    said = [label.lines for row in drawn.rows for label in row.labels]
    assert said == [("ya",)]
