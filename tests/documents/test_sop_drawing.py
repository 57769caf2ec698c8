"""The drawn part of the printed form against the flow of the SOP: by eye, and read aloud."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest
from pypdfium2 import PdfDocument

from lajur.core.procedure.definition import Procedure, Step, Symbol
from tests.core.procedure.sheets import signed
from tests.documents.drawn import Chart, Drawn, chart, touch
from tests.documents.sop_papers import NAMES, printed
from tests.documents.tagged import rows_of, squeezed


@cache
def _charts(name: str) -> list[Chart]:
    procedure = signed(name)
    names = [squeezed(lane.name + "*)" * lane.added) for lane in procedure.lanes.values()]
    pages = PdfDocument(printed(name))
    return [chart(pages[number], names) for number in range(1, len(pages))]


def _rows(charts: list[Chart]) -> list[list[Drawn]]:
    """The shapes of each row, over all pages."""
    rows: list[list[Drawn]] = []
    for page in charts:
        for row in range(1 + max(shape.row for shape in page.shapes)):
            rows.append([shape for shape in page.shapes if shape.row == row])
    return rows


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_the_symbol_of_its_step_in_the_lane_of_who_does_it(name: str) -> None:
    procedure = signed(name)
    lanes = list(procedure.lanes)
    drawn = _rows(_charts(name))
    assert len(drawn) == len(procedure.steps)
    for step, shapes in zip(procedure.steps.values(), drawn, strict=True):
        found = {lanes[shape.lane]: shape.symbol for shape in shapes}
        assert found.pop(step.performer) is step.symbol
        assert set(found) == {*step.participants, *step.cosigners} - {step.performer}
        assert set(found.values()) <= {Symbol.PROCESS}


@pytest.mark.parametrize("name", NAMES)
def test_an_arrow_comes_to_every_step_but_the_first(name: str) -> None:
    procedure = signed(name)
    charts = _charts(name)
    heads = [head for page in charts for head in page.heads]
    assert all(
        any(touch(head, line) for line in page.lines) for page in charts for head in page.heads
    )
    assert len(heads) >= len(procedure.steps) - 1
    reached = [_is_reached(page, shape) for page in charts for shape in page.shapes]
    assert sum(reached) == len(procedure.steps) - 1


@pytest.mark.parametrize("name", NAMES)
def test_those_who_do_a_step_together_are_joined_by_a_line(name: str) -> None:
    for page in _charts(name):
        together = [[one for one in page.shapes if one.row == row] for row in range(99)]
        for shapes in (row for row in together if len(row) > 1):
            ordered = sorted(shapes, key=lambda one: one.lane)
            for one, other in pairwise(ordered):
                assert any(
                    touch(line, one.bounds) and touch(line, other.bounds)
                    for line in page.lines
                    if line[3] - line[1] < 3
                )


@pytest.mark.parametrize("name", NAMES)
def test_an_end_of_a_decision_is_marked_beside_it(name: str) -> None:
    ends = sum(
        outcome.end is not None
        for step in signed(name).steps.values()
        for outcome in step.outcomes
        if step.is_decision
    )
    assert sum(len(page.stubs) for page in _charts(name)) == ends


def _is_reached(page: Chart, shape: Drawn) -> bool:
    """By the point of an arrow, which stops at its edge."""
    heads = [head for head in page.heads if touch(head, shape.bounds)]
    left, _bottom, right, top = shape.bounds
    assert all(
        head[1] >= top - 1.5 or head[2] <= left + 1.5 or head[0] >= right - 1.5 for head in heads
    )
    return heads != []


@pytest.mark.parametrize("name", NAMES)
def test_the_drawing_of_a_row_is_said_aloud_with_every_way_out_of_it(name: str) -> None:
    procedure = signed(name)
    rows = rows_of(printed(name))
    for step, row in zip(procedure.steps.values(), rows, strict=True):
        said = row[2].spoken
        assert [words for words in _wanted(procedure, step) if words not in said] == []


def _wanted(procedure: Procedure, step: Step) -> Iterator[str]:
    for lane in (step.performer, *step.participants):
        yield procedure.lanes[lane].name
    for lane in step.cosigners:
        yield f"Diketahui: {procedure.lanes[lane].name}"
    for outcome in step.outcomes:
        yield f"{outcome.label or 'lanjut'}: "
        if outcome.end:
            yield f"alur berakhir ({procedure.ends[outcome.end].name})"
        for target in outcome.targets:
            printed = procedure.steps[target].printed
            yield f"langkah {printed.no}" if printed.no else printed.title
