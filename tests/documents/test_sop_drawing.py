"""The drawn part of the printed form against the flow of the SOP: by eye, and read aloud."""

from collections.abc import Iterator

import pytest
from pypdfium2 import PdfDocument

from lajur.core.procedure.definition import Procedure, Step, Symbol
from lajur.documents.sop_sheet import sop_sheet
from tests.core.procedure.sheets import SOPS, signed
from tests.documents.drawn import Chart, Drawn, chart, touch
from tests.documents.tagged import rows_of, squeezed

DAY = "2026-11-22"
NAMES = [path.stem for path in SOPS]


def _charts(procedure: Procedure) -> list[Chart]:
    names = [squeezed(lane.name + "*)" * lane.added) for lane in procedure.lanes.values()]
    pages = PdfDocument(sop_sheet(procedure, printed_on=DAY))
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
    drawn = _rows(_charts(procedure))
    assert len(drawn) == len(procedure.steps)
    for step, shapes in zip(procedure.steps.values(), drawn, strict=True):
        found = {lanes[shape.lane]: shape.symbol for shape in shapes}
        assert found.pop(step.performer) is step.symbol
        assert set(found) == {*step.participants, *step.cosigners} - {step.performer}
        assert set(found.values()) <= {Symbol.PROCESS}


@pytest.mark.parametrize("name", NAMES)
def test_an_arrow_comes_to_every_step_but_the_first(name: str) -> None:
    procedure = signed(name)
    charts = _charts(procedure)
    heads = [head for page in charts for head in page.heads]
    assert all(
        any(touch(head, line) for line in page.lines) for page in charts for head in page.heads
    )
    assert len(heads) >= len(procedure.steps) - 1
    reached = [_is_reached(page, shape) for page in charts for shape in page.shapes]
    performers = sum(reached)
    assert performers == len(procedure.steps) - 1


def _is_reached(page: Chart, shape: Drawn) -> bool:
    return any(touch(head, shape.bounds) for head in page.heads)


@pytest.mark.parametrize("name", NAMES)
def test_the_drawing_of_a_row_is_said_aloud_with_every_way_out_of_it(name: str) -> None:
    procedure = signed(name)
    rows = rows_of(sop_sheet(procedure, printed_on=DAY))
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
