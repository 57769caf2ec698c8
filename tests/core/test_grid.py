"""The drawing of the table: nothing overlaps, every arrow arrives, always the same picture."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lajur.core.grid.layout import layout
from lajur.core.grid.parts import MIDDLE, Layout, Line, Row
from lajur.core.procedure.definition import Procedure
from lajur.core.procedure.reader import read

FILES = sorted(Path("sops").glob("*/*.yaml"))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def procedure(request: pytest.FixtureRequest) -> Procedure:
    reading = read(request.param.read_bytes(), name=request.param.name)
    assert reading.procedure is not None
    return reading.procedure


def _arrows(drawn: Layout) -> Iterator[tuple[Row, Line]]:
    return ((row, line) for row in drawn.rows for line in row.lines)


def test_every_step_has_its_row_and_its_shape(procedure: Procedure) -> None:
    drawn = layout(procedure)
    assert [row.step for row in drawn.rows] == list(procedure.steps)
    for row in drawn.rows:
        own = next(shape for shape in row.shapes if not shape.joint)
        assert drawn.columns[own.column] == procedure.steps[row.step].performer


def test_lines_are_upright_or_level_and_stay_on_the_sheet(procedure: Procedure) -> None:
    drawn = layout(procedure)
    for _, line in _arrows(drawn):
        assert (line.x1 == line.x2) != (line.y1 == line.y2)
        assert 0 < min(line.x1, line.x2) <= max(line.x1, line.x2) < len(drawn.columns)


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


def test_every_arrow_that_leads_to_a_step_arrives_there(procedure: Procedure) -> None:
    drawn = layout(procedure)
    arrived = {(row.step, head.edge) for row in drawn.rows for head in row.heads}
    for step in procedure.steps.values():
        for outcome in step.outcomes:
            for target in outcome.targets:
                assert any(
                    goal == target and edge.source == step.id and edge.outcome == outcome.label
                    for goal, edge in arrived
                )


def test_the_word_of_every_outcome_stands_beside_its_decision(procedure: Procedure) -> None:
    for row in layout(procedure).rows:
        step = procedure.steps[row.step]
        if step.is_decision:
            assert {label.text for label in row.labels} == {o.label for o in step.outcomes}


def test_two_arrows_never_share_a_gutter_at_the_same_height(procedure: Procedure) -> None:
    for row in layout(procedure).rows:
        uprights = [
            (line.x1, line.edge)
            for line in row.lines
            if line.x1 == line.x2 and line.x1 % 1 != MIDDLE and line.y2 - line.y1 == 1
        ]
        assert len({x for x, _ in uprights}) == len(uprights)


def test_the_same_procedure_gives_the_same_drawing(procedure: Procedure) -> None:
    assert layout(procedure) == layout(procedure)
