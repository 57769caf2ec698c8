"""What the layout places is what a screen shows: shapes, arrows, words and ends of every row."""

from xml.etree import ElementTree

import pytest

from lajur.core.grid.layout import layout
from lajur.core.grid.parts import Layout, Line, Row
from lajur.core.grid.trail import Trail
from lajur.core.procedure.definition import Procedure, Symbol
from lajur.web.grid import GridRow, character_of, grid_of
from tests.core.grid.drawings import SIGNED

WIDTHS = {Symbol.TERMINATOR: "rect", Symbol.PROCESS: "rect", Symbol.DECISION: "path"}


@pytest.mark.parametrize("procedure", SIGNED, ids=lambda procedure: procedure.id)
def test_every_line_shape_point_word_and_end_is_drawn(procedure: Procedure) -> None:
    placed = layout(procedure, character=character_of(len(procedure.lanes)))
    for row, shown in zip(placed.rows, grid_of(procedure).rows, strict=True):
        check_row(placed, row, shown)


def check_row(placed: Layout, row: Row, shown: GridRow) -> None:
    svg = ElementTree.fromstring(shown.drawing)
    columns = len(placed.columns)
    assert lines_of(svg) == sorted(place_of(line, columns) for line in row.lines)
    assert count(svg, "alur-panah") == len(row.heads)
    assert count(svg, "alur-akhir") == len(row.stubs)
    assert count(svg, "alur-ikatan") == (row.bond is not None)
    shapes = [one for one in svg.iter("g") if "alur-simbol" in one.get("class", "")]
    assert [one[0].tag for one in shapes] == [WIDTHS[shape.symbol] for shape in row.shapes]
    rounded = [one[0].get("rx") is not None for one in shapes]
    assert rounded == [shape.symbol is Symbol.TERMINATOR for shape in row.shapes]
    words = [one.text for one in svg.iter("text")]
    assert words == [line for label in row.labels for line in label.lines]


def lines_of(svg: ElementTree.Element) -> list[tuple[str, ...]]:
    drawn = (one for one in svg.iter("line") if "alur-garis" in one.get("class", ""))
    return sorted(tuple(one.get(key, "") for key in ("x1", "y1", "x2", "y2")) for one in drawn)


def place_of(line: Line, columns: int) -> tuple[str, ...]:
    return (
        f"{line.x1 * 100 / columns:.4g}%",
        f"{line.y1 * 100:.3g}%",
        f"{line.x2 * 100 / columns:.4g}%",
        f"{line.y2 * 100:.3g}%",
    )


def count(svg: ElementTree.Element, name: str) -> int:
    return sum(name in one.get("class", "").split() for one in svg.iter())


def test_the_way_a_case_has_gone_is_drawn_on_top_and_no_other() -> None:
    (sumbawa,) = [one for one in SIGNED if one.id == "sumbawa-2021"]
    gone = frozenset({("verifikasi", "ya")})
    trail = Trail(taken=gone, visits={"verifikasi": 2}, live=frozenset({"siapkan_proyek"}))
    placed = layout(sumbawa, character=character_of(len(sumbawa.lanes)))
    for row, shown in zip(placed.rows, grid_of(sumbawa, trail).rows, strict=True):
        svg = ElementTree.fromstring(shown.drawing)
        drawn = [one for one in svg.iter("line") if "alur-garis" in one.get("class", "")]
        walked = ["ditempuh" in one.get("class", "") for one in drawn]
        assert walked == sorted(walked)
        own = [trail.has_taken(line.edge) for line in row.lines]
        assert sum(walked) == sum(own)
