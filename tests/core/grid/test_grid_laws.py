"""The drawing of the table, whatever the procedure: nothing overlaps, every arrow arrives."""

from collections.abc import Callable
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings

from lajur.core.grid.layout import layout
from lajur.core.grid.parts import FOOT, HEAD, MIDDLE, REACH, Layout
from lajur.core.procedure.definition import Procedure
from tests.core.grid.drawings import SIGNED, each_to_its_own, many_ways_to_the_last
from tests.core.grid.sight import (
    Box,
    box_of,
    crossing_edge,
    may_join,
    on_bond,
    path,
    shapes_of,
    shared_ink,
)
from tests.core.strategies import procedures

WORDS = 10  # characters of a line beside a shape
HARD = [many_ways_to_the_last(n) for n in (3, 9, 40)] + [each_to_its_own(n) for n in (3, 9, 40)]

Law = Callable[[Procedure, Layout], None]
LAWS: list[Law] = []


def law(check: Law) -> Law:
    LAWS.append(check)
    return check


def check_laws(procedure: Procedure) -> None:
    drawn = layout(procedure)
    for check in LAWS:
        check(procedure, drawn)


@pytest.mark.parametrize("procedure", [*SIGNED, *HARD], ids=lambda one: one.id)
def test_the_laws_hold_for_what_was_signed_and_for_what_is_hard_to_draw(
    procedure: Procedure,
) -> None:
    check_laws(procedure)


@given(procedures())
def test_the_laws_hold_for_any_procedure(procedure: Procedure) -> None:
    check_laws(procedure)


@pytest.mark.slow
@settings(max_examples=5_000)
@given(procedures(depth=4))
def test_the_laws_hold_for_thousands(procedure: Procedure) -> None:
    check_laws(procedure)


@law
def every_step_has_its_row_and_its_shape(procedure: Procedure, drawn: Layout) -> None:
    assert [row.step for row in drawn.rows] == list(procedure.steps)
    for row in drawn.rows:
        (own,) = [shape for shape in row.shapes if not shape.joint]
        assert drawn.columns[own.column] == procedure.steps[row.step].performer
        columns = [shape.column for shape in row.shapes]
        assert len(set(columns)) == len(columns)


@law
def lines_are_upright_or_level_and_stay_on_the_sheet(_: Procedure, drawn: Layout) -> None:
    for row in drawn.rows:
        for line in row.lines:
            assert (line.x1 == line.x2) != (line.y1 == line.y2)
            assert 0 < min(line.x1, line.x2) <= max(line.x1, line.x2) < len(drawn.columns)
            assert HEAD <= min(line.y1, line.y2) <= max(line.y1, line.y2) <= FOOT


@law
def an_arrow_touches_no_shape_but_its_own_and_those_at_the_middle(
    _: Procedure, drawn: Layout
) -> None:
    for row in drawn.rows:
        for line in row.lines:
            at_home = row.step in (line.edge.source, line.edge.target)
            for shape, box in zip(row.shapes, shapes_of(row), strict=True):
                if not box.is_run_over(line):
                    continue
                middle = shape.column + MIDDLE
                assert at_home
                assert not shape.joint
                assert (middle, MIDDLE) in ((line.x1, line.y1), (line.x2, line.y2))


@law
def every_arrow_is_one_line_from_its_step_to_its_goal(procedure: Procedure, drawn: Layout) -> None:
    number = {row.step: n for n, row in enumerate(drawn.rows)}
    for edge in {line.edge for row in drawn.rows for line in row.lines}:
        if edge.target is None:
            continue
        goal = number[edge.target]
        last = path(drawn, edge)[-1]
        assert last == (drawn.rows[goal].shapes[0].column + MIDDLE, goal + MIDDLE)
        assert any(head.edge == edge for head in drawn.rows[goal].heads)


@law
def every_way_out_is_drawn(procedure: Procedure, drawn: Layout) -> None:
    drawn_edges = {
        (line.edge.source, line.edge.outcome, line.edge.target or line.edge.end)
        for row in drawn.rows
        for line in row.lines
    }
    for step in procedure.steps.values():
        for outcome in step.outcomes:
            ends = [outcome.end] if outcome.end and step.is_decision else []
            for goal in (*outcome.targets, *ends):
                assert (step.id, outcome.label, goal) in drawn_edges


@law
def arrows_run_as_one_only_where_that_misleads_nobody(_: Procedure, drawn: Layout) -> None:
    for row in drawn.rows:
        for one, other in shared_ink(row):
            assert may_join(one.edge, other.edge), (row.step, one, other)


@law
def no_arrow_lies_on_a_bond_while_a_shape_has_another_side(
    procedure: Procedure, drawn: Layout
) -> None:
    number = {row.step: n for n, row in enumerate(drawn.rows)}
    for row in drawn.rows:
        own = row.shapes[0].column
        free = {-1, 1} - {1 if shape.column > own else -1 for shape in row.shapes[1:]}
        outcomes = procedure.steps[row.step].outcomes
        goes_on = any(number[goal] > number[row.step] for one in outcomes for goal in one.targets)
        if len(outcomes) - goes_on <= len(free):
            assert not list(on_bond(row))


@law
def what_leaves_one_page_comes_in_on_the_next_wherever_it_breaks(
    _: Procedure, drawn: Layout
) -> None:
    for above, below in pairwise(drawn.rows):
        assert crossing_edge(above, FOOT) == crossing_edge(below, HEAD)
    assert crossing_edge(drawn.rows[0], HEAD) == crossing_edge(drawn.rows[-1], FOOT) == set()


@law
def the_word_of_every_outcome_stands_beside_its_decision_once(
    procedure: Procedure, drawn: Layout
) -> None:
    for row in drawn.rows:
        step = procedure.steps[row.step]
        if step.is_decision:
            assert {one.edge.outcome for one in row.labels} == {o.label for o in step.outcomes}
            assert len(row.labels) == len(step.outcomes)
        for label in row.labels:
            assert letters(*label.lines) == letters(label.edge.outcome or "")


def letters(*words: str) -> str:
    return "".join(words).replace(" ", "").replace("-", "")


@law
def no_arrow_runs_through_a_word(_: Procedure, drawn: Layout) -> None:
    for row in drawn.rows:
        for label in row.labels:
            box = box_of(label)
            for line in row.lines:
                own = line.edge.source == row.step and not line.is_upright
                assert own or not (line.is_upright and box.is_run_over(line)), (row.step, label)


@law
def no_two_words_stand_in_one_place(_: Procedure, drawn: Layout) -> None:
    for row in drawn.rows:
        for one, other in combinations(row.labels, 2):
            if one.place is other.place:
                assert one.past >= other.past + len(other.lines) or (
                    other.past >= one.past + len(one.lines)
                )
            elif {one.place.value[:4], other.place.value[:4]} != {"foot", "belo"}:
                assert not box_of(one).meets(box_of(other))


@law
def words_stay_on_the_sheet(_: Procedure, drawn: Layout) -> None:
    for row in drawn.rows:
        for label in row.labels:
            box = box_of(label)
            assert box.left > -0.01
            assert box.right < len(drawn.columns) + 0.01


@law
def an_end_beside_a_decision_touches_nothing_but_its_own_arrow(_: Procedure, drawn: Layout) -> None:
    for row in drawn.rows:
        shapes = list(shapes_of(row))
        for stub in row.stubs:
            box = Box(stub.x - stub.half, 0.4, stub.x + stub.half, 0.6)
            assert not any(box.meets(shape) for shape in shapes)
            assert not any(box.is_run_over(line) for line in row.lines if line.edge != stub.edge)
            assert 0 <= box.left < box.right <= len(drawn.columns)


@law
def an_arrow_in_a_gutter_keeps_off_the_border_of_the_columns(_: Procedure, drawn: Layout) -> None:
    for row in drawn.rows:
        for line in row.lines:
            if line.is_upright and line.x1 % 1 != MIDDLE:
                beside = abs(line.x1 - round(line.x1))
                assert beside > 0
                assert beside < MIDDLE - REACH or _is_in_empty_column(row.shapes, line.x1)


def _is_in_empty_column(shapes: tuple[object, ...], x: float) -> bool:
    return all(getattr(shape, "column", None) != int(x) for shape in shapes)
