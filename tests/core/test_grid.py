"""The drawing of the table: nothing overlaps, every arrow arrives, always the same picture."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from lajur.core.grid.layout import layout
from lajur.core.grid.parts import FOOT, HEAD, MIDDLE, Direction, Edge, Layout, Line, Row
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.reader import read
from tests.core.engine.office import sop, step, way
from tests.core.strategies import procedures

WORDS = 10  # characters of a line beside a shape
HALF_DECISION, HALF_STUB = 0.36, 0.11  # columns, as the paper draws them
FILES = sorted((Path(__file__).parents[2] / "sops").glob("*/*.yaml"))


def signed(path: Path) -> Procedure:
    reading = read(path.read_bytes(), name=path.name)
    assert reading.procedure is not None
    return reading.procedure


def many_ways_to_the_last(count: int) -> Procedure:
    """Decisions below each other in one lane; each may skip all that follows, or go to the top."""
    rows = [step("s0", "opd", "s1")]
    for n in range(1, count):
        ways = (way("ya", f"s{n + 1}"), way("lewati", f"s{count + 1}"), way("ulang", "s1"))
        rows.append(step(f"s{n}", "kasi", *ways))
    rows += [step(f"s{count}", "kasi", f"s{count + 1}"), step(f"s{count + 1}", "tim", "!")]
    return sop(*rows)


SIGNED = [signed(path) for path in FILES]


@pytest.fixture(params=SIGNED, ids=lambda procedure: procedure.id)
def procedure(request: pytest.FixtureRequest) -> Procedure:
    found: Procedure = request.param
    return found


def _arrows(drawn: Layout) -> Iterator[tuple[Row, Line]]:
    return ((row, line) for row in drawn.rows for line in row.lines)


def test_every_step_has_its_row_and_its_shape(procedure: Procedure) -> None:
    drawn = layout(procedure)
    assert [row.step for row in drawn.rows] == list(procedure.steps)
    for row in drawn.rows:
        own = next(shape for shape in row.shapes if not shape.joint)
        assert drawn.columns[own.column] == procedure.steps[row.step].performer


LAWS: list[Callable[[Procedure], None]] = []


def law(check: Callable[[Procedure], None]) -> Callable[[Procedure], None]:
    """What also holds for procedures nobody has drawn yet."""
    LAWS.append(check)
    return check


@given(procedures())
def test_the_laws_of_the_drawing_hold_for_any_procedure(procedure: Procedure) -> None:
    for check in LAWS:
        check(procedure)


@pytest.mark.parametrize("count", [3, 9, 40])
def test_a_crowded_gutter_still_keeps_clear_of_the_shapes(count: int) -> None:
    crowded = many_ways_to_the_last(count)
    for check in LAWS:
        check(crowded)
    for _, line in _arrows(layout(crowded)):
        assert abs(line.x1 - round(line.x1)) in (MIDDLE, pytest.approx(0.2, abs=0.22))


@law
def test_lines_are_upright_or_level_and_stay_on_the_sheet(procedure: Procedure) -> None:
    drawn = layout(procedure)
    for _, line in _arrows(drawn):
        assert (line.x1 == line.x2) != (line.y1 == line.y2)
        assert 0 < min(line.x1, line.x2) <= max(line.x1, line.x2) < len(drawn.columns)


@law
def test_no_arrow_runs_through_the_shape_of_another_step(procedure: Procedure) -> None:
    for row, line in _arrows(layout(procedure)):
        at_home = row.step in (line.edge.source, line.edge.target)
        for shape in row.shapes:
            middle = shape.column + MIDDLE
            crossed = (
                line.y1 == line.y2 == MIDDLE
                and min(line.x1, line.x2) < middle < max(line.x1, line.x2)
            ) or (line.x1 == line.x2 == middle and not at_home)
            assert not crossed


@law
def test_every_arrow_that_leads_to_a_step_arrives_there(procedure: Procedure) -> None:
    drawn = layout(procedure)
    arrived = {(row.step, head.edge) for row in drawn.rows for head in row.heads}
    for one in procedure.steps.values():
        for outcome in one.outcomes:
            for target in outcome.targets:
                assert any(
                    goal == target and edge.source == one.id and edge.outcome == outcome.label
                    for goal, edge in arrived
                )


@law
def test_the_word_of_every_outcome_stands_beside_its_decision(procedure: Procedure) -> None:
    for row in layout(procedure).rows:
        drawn = procedure.steps[row.step]
        if drawn.is_decision:
            assert {label.text for label in row.labels} == {o.label for o in drawn.outcomes}


@law
def test_two_arrows_never_share_a_gutter_at_the_same_height(procedure: Procedure) -> None:
    for row in layout(procedure).rows:
        uprights = [
            (line.x1, line.edge)
            for line in row.lines
            if line.x1 == line.x2 and line.x1 % 1 != MIDDLE and abs(line.y2 - line.y1) == 1
        ]
        assert len({x for x, _ in uprights}) == len(uprights)


@law
def test_no_two_shapes_of_a_row_stand_in_one_column(procedure: Procedure) -> None:
    for row in layout(procedure).rows:
        columns = [shape.column for shape in row.shapes]
        assert len(set(columns)) == len(columns)


@law
def test_what_leaves_one_page_comes_in_on_the_next_wherever_it_breaks(procedure: Procedure) -> None:
    rows = layout(procedure).rows
    for above, below in pairwise(rows):
        assert _crossing(above, FOOT) == _crossing(below, HEAD)
    assert _crossing(rows[0], HEAD) == _crossing(rows[-1], FOOT) == set()


def _crossing(row: Row, edge: float) -> set[tuple[Edge, float]]:
    ends = ((line, end) for line in row.lines for end in ((line.x1, line.y1), (line.x2, line.y2)))
    return {(line.edge, x) for line, (x, y) in ends if y == edge}


@law
def test_no_two_words_of_a_decision_stand_in_one_place(procedure: Procedure) -> None:
    for row in layout(procedure).rows:
        places = [
            (label.leaving, label.above + n)
            for label in row.labels
            for n in range(len(label.lines))
        ]
        assert len(set(places)) == len(places)


@law
def test_words_are_cut_into_lines_that_fit_and_lose_nothing(procedure: Procedure) -> None:
    for row in layout(procedure).rows:
        for label in row.labels:
            assert label.text == " ".join((label.edge.outcome or "").split())
            for line in label.lines:
                assert line
                assert len(line) <= WORDS or " " not in line


@law
def test_an_end_beside_a_decision_is_clear_of_it(procedure: Procedure) -> None:
    drawn = layout(procedure)
    for row in drawn.rows:
        own = next(shape for shape in row.shapes if not shape.joint).column + MIDDLE
        for stub in row.stubs:
            assert HALF_DECISION + HALF_STUB < abs(stub.x - own) < MIDDLE + HALF_STUB
            assert all(shape.column + MIDDLE != stub.x for shape in row.shapes)


def test_every_way_out_of_a_decision_has_a_side_of_its_own_while_there_are_sides() -> None:
    three = sop(
        step("a", "tim", "b"),
        step("b", "opd", way("ya", "c"), way("lompat", "d"), way("ulang", "a")),
        step("c", "kasi", "d"),
        step("d", "tim", "!"),
    )
    sides = {label.text: label.leaving for label in layout(three).rows[1].labels}
    assert sides == {"ya": Direction.DOWN, "ulang": Direction.RIGHT, "lompat": Direction.LEFT}


def test_a_long_word_stands_in_several_lines() -> None:
    long = "tidak dapat dikerjakan sekarang"
    drawn = layout(
        sop(
            step("a", "opd", way(long, "b"), way("ya", "b")),
            step("b", "opd", "!"),
        )
    )
    (label,) = [one for one in drawn.rows[0].labels if one.text == long]
    assert label.lines == ("tidak", "dapat", "dikerjakan", "sekarang")


@pytest.mark.slow
@settings(max_examples=2_000)
@given(procedures(depth=4))
def test_the_laws_of_the_drawing_hold_for_thousands(procedure: Procedure) -> None:
    for check in LAWS:
        check(procedure)


def test_the_same_procedure_gives_the_same_drawing(procedure: Procedure) -> None:
    assert layout(procedure) == layout(procedure)
