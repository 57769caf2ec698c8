"""The transcript of a signed sheet: its rows, its identity block, its form, as printed.

A transcript is text with tab-separated table rows. Pages repeat the header, and some markup of the
reading remains. The last cells of a row are always the mutu baku; cells before them are lanes,
in which only drawn words and arrows were caught.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from lajur.core.procedure.definition import PrintedRow

_TAG = re.compile(r"<[^<>]*>")
_EMPHASIS = re.compile(r"(\*{1,2})(\w[^*()]*)\1")
_SPACE_BEFORE_MARK = re.compile(r"\s+([,.;:)])")
_NUMBER = re.compile(r"\d+\.?")
_REMARKS = ("ket", "keterangan")
_STANDARD_CELLS = 3  # kelengkapan, waktu, output


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row of the table as transcribed."""

    printed: PrintedRow
    lane_cells: tuple[str, ...]  # drawn words and arrows; their column proves little

    @property
    def words(self) -> str:
        """Every word of the row, whichever cell it stands in."""
        cells = self.printed
        standard = (cells.requirements, cells.time, cells.outputs, cells.remarks)
        return " ".join((cells.title, *self.lane_cells, *standard))


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A transcript taken apart."""

    words: str  # all of it, plain
    identity: str  # plain words above the table
    lanes: tuple[str, ...]  # column names as printed; Sumbawa prints numbers
    rows: tuple[SheetRow, ...]
    form: tuple[str, ...]  # plain first cells of the lines below the table


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the words without markup, line breaks and doubled spaces."""
    bare = _EMPHASIS.sub(r"\2", _TAG.sub(" ", text))
    return _SPACE_BEFORE_MARK.sub(r"\1", " ".join(bare.split()))


@lru_cache(maxsize=16)
def parse(text: str) -> Transcript:
    """Take a transcript apart. Never fails: a text without a table has no rows."""
    lines = text.splitlines()
    cells = [[plain(cell) for cell in line.split("\t")] for line in lines]
    header = next((at for at, row in enumerate(cells) if _is_header(row)), len(cells))
    last = max((at for at, row in enumerate(cells) if at > header and _is_row(row)), default=header)
    width = _STANDARD_CELLS + _has_remarks(cells[header] if header < len(cells) else [])
    return Transcript(
        words=plain(text),
        identity=plain("\n".join(lines[:header])),
        lanes=_lanes(cells[header + 1 : header + 2], width),
        rows=tuple(_row(row, width) for row in cells[header : last + 1] if _is_row(row)),
        form=tuple(row[0] for row in cells[last + 1 :] if row[0].strip("-")),
    )


def _is_header(row: list[str]) -> bool:
    return len(row) > _STANDARD_CELLS and row[0].rstrip(".").casefold() == "no"


def _is_row(row: list[str]) -> bool:
    """A numbered row with words; the line that numbers the columns has none."""
    if len(row) <= _STANDARD_CELLS or not _NUMBER.fullmatch(row[0]):
        return False
    return not _NUMBER.fullmatch(row[1]) and bool(row[1])


def _has_remarks(header: list[str]) -> bool:
    return any(cell.casefold() in _REMARKS for cell in header)


def _lanes(below_header: list[list[str]], width: int) -> tuple[str, ...]:
    """Read the second header line: number and activity are blank, lanes come before mutu baku."""
    named = [cell for row in below_header for cell in row if cell]
    return tuple(named[:-_STANDARD_CELLS]) if width else ()


def _row(row: list[str], width: int) -> SheetRow:
    standard = [*row[-width:], ""]
    requirements, time, outputs, remarks = standard[: _STANDARD_CELLS + 1]
    printed = PrintedRow(
        no=row[0],
        title=row[1],
        requirements=requirements,
        time=time,
        outputs=outputs,
        remarks=remarks,
    )
    return SheetRow(printed=printed, lane_cells=tuple(cell for cell in row[2:-width] if cell))
