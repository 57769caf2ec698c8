"""The flowchart on a printed page, read back from its paths: shapes, heads of arrows, lines."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

from pypdfium2 import PdfObject, PdfPage, raw

from lajur.core.procedure.definition import Symbol
from tests.documents.tagged import words_of

WHITE, BLACK, GREY = (255, 255, 255), (0, 0, 0), (235, 235, 235)  # grey: below titles
ROUND = 10  # pieces of a path; more than any straight shape has
Bounds = tuple[float, float, float, float]  # left, bottom, right, top; points from the lower left


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    lane: int  # from 0
    symbol: Symbol
    bounds: Bounds
    row: int  # on its page, from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    shapes: tuple[Drawn, ...]  # from above
    heads: tuple[Bounds, ...]
    lines: tuple[Bounds, ...]
    stubs: tuple[Bounds, ...]  # ends that are only marked


def chart(page: PdfPage, lanes: list[str]) -> Chart:
    """What is drawn on a page; `lanes` are their names without any space."""
    paths = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]))
    middles = _middles(page, lanes)
    shapes = [(one.get_bounds(), symbol) for one in paths if (symbol := _symbol(one))]
    levels = _apart((bottom + top) / -2 for (_, bottom, _, top), _ in shapes)
    return Chart(
        shapes=tuple(
            Drawn(
                lane=_nearest(middles, (left + right) / 2),
                symbol=symbol,
                bounds=(left, bottom, right, top),
                row=_nearest(levels, (bottom + top) / -2),
            )
            for (left, bottom, right, top), symbol in shapes
        ),
        heads=tuple(one.get_bounds() for one in paths if _fill(one) == BLACK),
        lines=tuple(one.get_bounds() for one in paths if _is_line(one)),
        stubs=tuple(one.get_bounds() for one in paths if _is_stub(one)),
    )


def touch(one: Bounds, other: Bounds, *, within: float = 1.5) -> bool:
    """Whether they meet, but for so many points."""
    return all(
        one[low] <= other[high] + within and other[low] <= one[high] + within
        for low, high in ((0, 2), (1, 3))
    )


def _symbol(path: PdfObject) -> Symbol | None:
    left, bottom, right, top = path.get_bounds()
    if _fill(path) != WHITE or right - left < 28 or top - bottom < 15:
        return None  # a letter's pentagon, an end that is only marked, the ground of a word
    if raw.FPDFPath_CountSegments(path) > ROUND:
        return Symbol.TERMINATOR
    return Symbol.DECISION if top - bottom > 24 else Symbol.PROCESS


def _is_stub(path: PdfObject) -> bool:
    left, _, right, _ = path.get_bounds()
    is_round = raw.FPDFPath_CountSegments(path) > ROUND
    return _fill(path) == WHITE and is_round and right - left < 28


def _fill(path: PdfObject) -> tuple[int, int, int] | None:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, filled, stroked)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    return (red.value, green.value, blue.value) if filled.value else None


def _is_line(path: PdfObject) -> bool:
    """Of the flowchart, whose strokes are thicker than those of the table."""
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(path, width)
    return _fill(path) is None and width.value > 0.7


def _middles(page: PdfPage, lanes: list[str]) -> list[float]:
    """Where the columns of the lanes have their middle: there their names stand."""
    text, found = page.get_textpage(), []
    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
    edge = min(one.get_bounds()[1] for one in paths if _fill(one) == GREY)
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        left, bottom, right, _ = one.get_bounds()
        words = words_of(one, text)
        if bottom > edge and any(words in lane for lane in lanes):
            found.append((left + right) / 2)
    middles = _apart(found)
    assert len(middles) == len(lanes)
    return middles


def _apart(places: Iterator[float] | list[float]) -> list[float]:
    """The places in their order, those within three points of another taken for one."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > 3:
            kept.append(place)
    return kept


def _nearest(places: list[float], one: float) -> int:
    return min(range(len(places)), key=lambda number: abs(places[number] - one))
