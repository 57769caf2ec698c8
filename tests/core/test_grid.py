"""The drawing of the table: nothing overlaps, every arrow arrives, always the same picture."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given

from lajur.core.grid.layout import layout
from lajur.core.grid.parts import MIDDLE, Layout, Line, Row
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.reader import read
from tests.core.engine.office import sop, step, way
from tests.core.strategies import procedures

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


def test_the_same_procedure_gives_the_same_drawing(procedure: Procedure) -> None:
    assert layout(procedure) == layout(procedure)
