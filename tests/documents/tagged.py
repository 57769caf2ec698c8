"""A tagged PDF as a screen reader reads it: its tables, row by row and cell by cell."""

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pikepdf import Array, Dictionary, Object, Pdf
from pypdfium2 import PdfDocument, PdfObject, PdfPage, PdfTextPage, raw

Said = dict[tuple[int, int], str]  # by page, from 0, and mark on it
_BROKEN = "\x02"  # how pdfium tells of a hyphen at the end of a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    words: str  # without any space
    spoken: str  # what stands for its drawing; "" where it has none
    heads: bool  # the cells below it


Table = list[list[Cell]]


def squeezed(words: str) -> str:
    return "".join(words.replace("\u200b", "").replace(_BROKEN, "-").split())


@lru_cache(maxsize=2)
def tables(paper: bytes) -> list[Table]:
    """Every table of the paper in the order it is read, its head with it."""
    said = _said_on_all(paper)
    with Pdf.open(io.BytesIO(paper)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        found = _all(pdf.Root.StructTreeRoot, "/Table")
        return [[_row(row, said, pages) for row in _all(table, "/TR")] for table in found]


def _row(row: Object, said: Said, pages: dict[tuple[int, int], int]) -> list[Cell]:
    return [
        Cell(
            words="".join(said.get(mark, "") for mark in _marks(cell, pages)),
            spoken=" ".join(str(one.get("/Alt", "")) for one in _all(cell, "/Figure")),
            heads=str(cell.S) == "/TH",
        )
        for cell in _children(row)
    ]


def _said_on_all(paper: bytes) -> Said:
    return {
        (number, mark): words
        for number, page in enumerate(PdfDocument(paper))
        for mark, words in _said(page).items()
    }


def _said(page: PdfPage) -> dict[int, str]:
    """What each piece of marked content says."""
    said: dict[int, str] = {}
    text = page.get_textpage()
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        mark = raw.FPDFPageObj_GetMarkedContentID(one)
        said[mark] = said.get(mark, "") + words_of(one, text)
    return said


def words_of(one: PdfObject, text: PdfTextPage) -> str:
    """What one piece of text on a page says, without any space."""
    length = raw.FPDFTextObj_GetText(one, text, None, 0)
    buffer = (ctypes.c_ushort * (length // 2))()
    raw.FPDFTextObj_GetText(one, text, buffer, length)
    return squeezed(bytes(buffer).decode("utf-16-le").rstrip("\0"))


def _children(element: Object) -> Iterator[Object]:
    inside = element.get("/K")
    for one in inside if isinstance(inside, Array) else [inside]:
        if isinstance(one, Dictionary) and "/S" in one:
            yield one


def _all(element: Object, kind: str) -> Iterator[Object]:
    """The elements of this kind below, in the order they are read; not those within another."""
    for child in _children(element):
        if str(child.S) == kind:
            yield child
        else:
            yield from _all(child, kind)


def _marks(element: Object, pages: dict[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    inside = element.get("/K")
    for one in inside if isinstance(inside, Array) else [inside]:
        if isinstance(one, int):
            yield pages[element.Pg.objgen], one
        elif isinstance(one, Dictionary) and "/MCID" in one:
            yield pages[one.get("/Pg", element.get("/Pg")).objgen], int(one.MCID)
        elif isinstance(one, Dictionary) and "/S" in one:
            yield from _marks(one, pages)


def rows_of(paper: bytes) -> list[list[Cell]]:
    """The rows of the flowchart over all pages, without its head and the rows of connectors."""
    rows = (row for table in tables(paper) for row in table)
    return [row for row in rows if not row[0].heads and (row[0].words or row[1].words)]


def said_in_order(paper: bytes) -> str:
    """All that is read aloud, without any space."""
    with Pdf.open(io.BytesIO(paper)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        said = _said_on_all(paper)
        return "".join(said.get(mark, "") for mark in _marks(pdf.Root.StructTreeRoot, pages))


def sizes(paper: bytes) -> set[float]:
    """Of all words, in points."""
    return {round(size, 1) for page in PdfDocument(paper) for size in _sizes(page)}


def _sizes(page: PdfPage) -> Iterator[float]:
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(one, size)
        yield size.value
