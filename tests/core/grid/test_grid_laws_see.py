"""The laws of the drawing are not blind: each catches a drawing spoiled in its own way."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from lajur.core.grid.layout import layout
from lajur.core.grid.parts import Bond, Edge, Layout, Line, Row, Shape
from lajur.core.procedure.definition import Symbol
from tests.core.grid import test_grid_laws as laws
from tests.core.grid.drawings import SIGNED

(BANTEN,) = [one for one in SIGNED if one.id == "banten-2020"]
STRANGER = Edge(source="pengajuan", outcome=None, target="pembangunan")
DECIDED = 1  # the row of Kepala Dinas: an end on the left, its words, a way on at the foot

JOINED = Shape(column=3, symbol=Symbol.PROCESS, joint=True)


def line(x1: float, y1: float, x2: float, y2: float) -> Line:
    return Line(edge=STRANGER, x1=x1, y1=y1, x2=x2, y2=y2)


def with_line(row: Row, more: Line) -> Row:
    return replace(row, lines=(*row.lines, more))


Spoil = Callable[[Row], Row]
SPOILS: dict[str, tuple[laws.Law, Spoil]] = {
    "through a shape": (
        laws.an_arrow_touches_no_shape_but_its_own_and_those_at_the_middle,
        lambda row: with_line(row, line(1.6, 0, 1.6, 1)),
    ),
    "through a word": (
        laws.no_arrow_runs_through_a_word,
        lambda row: with_line(row, line(1.05, 0, 1.05, 0.45)),
    ),
    "through an end": (
        laws.an_end_beside_a_decision_touches_nothing_but_its_own_arrow,
        lambda row: with_line(row, line(1.0, 0, 1.0, 1)),
    ),
    "on another arrow": (
        laws.arrows_run_as_one_only_where_that_misleads_nobody,
        lambda row: with_line(row, line(1.5, 0.5, 1.5, 0.9)),
    ),
    "on a bond": (
        laws.no_arrow_lies_on_a_bond_while_a_shape_has_another_side,
        lambda row: with_line(
            replace(row, shapes=(*row.shapes, JOINED), bond=Bond(x1=1.5, x2=3.5)),
            line(2.0, 0.5, 3.0, 0.5),
        ),
    ),
    "aslant": (
        laws.lines_are_upright_or_level_and_stay_on_the_sheet,
        lambda row: with_line(row, line(0.1, 0.2, 0.3, 0.4)),
    ),
    "off the sheet": (
        laws.lines_are_upright_or_level_and_stay_on_the_sheet,
        lambda row: with_line(row, line(4.1, 0, 4.1, 1)),
    ),
    "on the border": (
        laws.an_arrow_in_a_gutter_keeps_off_the_border_of_the_columns,
        lambda row: with_line(row, line(3.0, 0, 3.0, 1)),
    ),
    "cut off at the page": (
        laws.what_leaves_one_page_comes_in_on_the_next_wherever_it_breaks,
        lambda row: with_line(row, line(0.1, 0.9, 0.1, 1)),
    ),
    "without its word": (
        laws.the_word_of_every_outcome_stands_beside_its_decision_once,
        lambda row: replace(row, labels=row.labels[:1]),
    ),
    "word upon word": (
        laws.no_two_words_stand_in_one_place,
        lambda row: replace(row, labels=(row.labels[0], replace(row.labels[0], edge=STRANGER))),
    ),
    "word off the sheet": (
        laws.words_stay_on_the_sheet,
        lambda row: replace(row, labels=tuple(replace(one, x=0.1) for one in row.labels)),
    ),
    "without its point": (
        laws.every_arrow_is_one_line_from_its_step_to_its_goal,
        lambda row: replace(row, heads=()),
    ),
    "without a way out": (
        laws.every_way_out_is_drawn,
        lambda row: replace(row, lines=()),
    ),
    "without its shape": (
        laws.every_step_has_its_row_and_its_shape,
        lambda row: replace(row, shapes=(row.shapes[0], row.shapes[0])),
    ),
}


@pytest.mark.parametrize("name", SPOILS)
def test_a_spoiled_drawing_is_seen(name: str) -> None:
    check, spoil = SPOILS[name]
    drawn = layout(BANTEN)
    check(BANTEN, drawn)
    with pytest.raises((AssertionError, ValueError)):
        check(BANTEN, spoiled(drawn, spoil))


def spoiled(drawn: Layout, spoil: Spoil) -> Layout:
    rows = list(drawn.rows)
    rows[DECIDED] = spoil(rows[DECIDED])
    return replace(drawn, rows=tuple(rows))


def test_every_law_is_spoiled_once() -> None:
    assert {check for check, _ in SPOILS.values()} == set(laws.LAWS)
