"""Laws of the printed form: nothing is lost, nothing is cut, every arrow finds its other half."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument, PdfPage, raw

from lajur.core.procedure.definition import Lane, LaneKind, PrintedRow, Procedure
from lajur.documents.sop_sheet import sop_sheet
from tests.core.procedure.sheets import signed
from tests.core.strategies import procedures
from tests.documents.archive_checks import faults
from tests.documents.sop_papers import DAY, printed
from tests.documents.tagged import Table, rows_of, said_in_order, squeezed, tables, words_of

LENGTHS = (0, 1, 5, 20, 60)  # words of a cell; the last make pages end often
ENDLESS = 900  # more than any page holds
_GOES_ON = re.compile(r"\(lanjutan(.*?)\)")
_LETTER = re.compile(r"\b[A-Z]\d*\b")
COLUMNS = 7
CELLS = (0, 1, 3, 4, 5, 6)  # all but the drawing


def words(count: int) -> str:
    """So many different words, in an order."""
    return " ".join(f"kata{number}" for number in range(count))


@st.composite
def long_winded(draw: st.DrawFn) -> Procedure:
    procedure = draw(procedures())
    length = st.sampled_from(LENGTHS)
    steps = {}
    for number, step in enumerate(procedure.steps.values(), start=1):
        said = [words(draw(length)) for _ in range(4)]
        row = PrintedRow(
            no=str(number),
            title=f"Langkah {said[0]}",
            requirements=said[1],
            time="1 hari",
            outputs=said[2],
            remarks=said[3],
        )
        steps[step.id] = replace(step, printed=row)
    return replace(procedure, steps=steps)


def said_rows(paper: bytes) -> list[list[str]]:
    """The cells of every row, what goes on over the page put together."""
    rows: list[list[str]] = []
    for row in rows_of(paper):
        cells = [row[n].words for n in CELLS]
        if goes_on := _GOES_ON.match(cells[1]):
            assert goes_on[1] == rows[-1][0]
            cells[1] = cells[1][goes_on.end() :]
            rows[-1] = [rows[-1][0], *map(str.__add__, rows[-1][1:], cells[1:])]
        else:
            rows.append(cells)
    return rows


def wanted_rows(procedure: Procedure) -> list[list[str]]:
    rows = (step.printed for step in procedure.steps.values())
    cells = ((p.no, p.title, p.requirements, p.time, p.outputs, p.remarks) for p in rows)
    return [[squeezed(one) for one in row] for row in cells]


Letters = dict[str, float]  # each with its place across, in points


def connectors(paper: bytes) -> list[tuple[Letters, Letters]]:
    """The letters above and below the rows of each page of the flowchart."""
    pages = [dict(_letters(page)) for page in PdfDocument(paper)][1:]  # the identity has one
    return [
        (_told(table, "berasal", places), _told(table, "berlanjut", places))
        for table, places in zip(tables(paper), pages, strict=True)
    ]


def _told(table: Table, how: str, places: Letters) -> Letters:
    told = [row[2].spoken for row in table if len(row) == COLUMNS and how in row[2].spoken]
    return {letter: places[letter] for said in told for letter in _LETTER.findall(said)}


def unpaired(pages: Sequence[tuple[Letters, Letters]]) -> list[str]:
    """What is wrong with them: a letter belongs below one page and above the next, in one lane."""
    found: list[str] = []
    used: set[str] = set()
    below: Letters = {}
    for number, (head, foot) in enumerate(pages, start=1):
        if head != pytest.approx(below, abs=0.3):
            found.append(f"page {number} begins with {head}, the one before ends with {below}")
        found += [f"{letter} is used again" for letter in foot if letter in used]
        used.update(foot)
        below = foot
    return found + [f"{letter} leads nowhere" for letter in below]


def _letters(page: PdfPage) -> Iterator[tuple[str, float]]:
    text = page.get_textpage()
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        if _LETTER.fullmatch(said := words_of(one, text)):
            left, _, right, _ = one.get_bounds()
            yield said, (left + right) / 2


def cut(paper: bytes) -> list[str]:
    """Words that stand outside the margins of their page."""
    return [
        f"page {number}: {one.get_bounds()}"
        for number, page in enumerate(PdfDocument(paper), start=1)
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
        if not _within(page, one.get_bounds())
    ]


def _within(page: PdfPage, bounds: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = bounds
    side, above, below = 42, 20, 15  # points; the page number stands lowest
    fits = left >= side and right <= page.get_width() - side
    return fits and bottom >= below and top <= page.get_height() - above


def assert_whole(procedure: Procedure) -> None:
    paper = sop_sheet(procedure, printed_on=DAY)
    assert said_rows(paper) == wanted_rows(procedure)
    assert unpaired(connectors(paper)) == []
    assert cut(paper) == []


@settings(max_examples=6, deadline=None)
@given(long_winded())
def test_every_row_stands_once_whole_and_in_its_order_and_every_arrow_goes_on(
    procedure: Procedure,
) -> None:
    assert_whole(procedure)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(long_winded())
def test_so_it_is_with_many(procedure: Procedure) -> None:
    assert_whole(procedure)


def test_a_letter_without_its_other_half_is_told() -> None:
    first, second, third = connectors(printed("sumbawa-2021"))
    assert unpaired([first, second, third]) == []
    moved = {letter: place + 20 for letter, place in third[0].items()}
    for broken in ([first, third, second], [first, second], [first, second, (moved, {})]):
        assert unpaired(broken) != []


def test_a_row_that_no_page_holds_goes_on_to_the_next() -> None:
    procedure = signed("cirebon")
    step = procedure.steps[procedure.start]
    endless = replace(step.printed, title=words(ENDLESS), outputs=words(ENDLESS // 2))
    long = replace(procedure, steps={**procedure.steps, step.id: replace(step, printed=endless)})
    paper = sop_sheet(long, printed_on=DAY)
    assert said_rows(paper)[0][1] == squeezed(words(ENDLESS))
    assert said_rows(paper)[0][4] == squeezed(words(ENDLESS // 2))
    assert unpaired(connectors(paper)) == []
    assert cut(paper) == []
    assert faults(paper) == []


def test_an_identity_that_no_page_holds_goes_on_to_the_next() -> None:
    procedure = signed("banten")
    address = "https://jdih.bantenprov.go.id/" + "peraturan-gubernur/" * 12
    bases = (*(f"Dasar {number}: {words(60)}" for number in range(20)), address)
    identity = replace(procedure.identity, legal_bases=bases, title=f"Uji {words(50)}")
    paper = sop_sheet(replace(procedure, identity=identity), printed_on=DAY)
    said = said_in_order(paper)
    assert all(squeezed(base) in said for base in (*bases, identity.title))
    assert cut(paper) == []
    assert len(rows_of(paper)) == len(procedure.steps)


def _of(lanes: int, name: str) -> bytes:
    """Banten's sheet with so many lanes in all."""
    procedure = signed("banten")
    more = [
        Lane(id=f"l{number}", name=f"{name} {number}", kind=LaneKind.OFFICE)
        for number in range(lanes - len(procedure.lanes))
    ]
    every = {**procedure.lanes, **{lane.id: lane for lane in more}}
    return sop_sheet(replace(procedure, lanes=every), printed_on=DAY)


@pytest.mark.parametrize(
    ("lanes", "paper"), [(4, (29.7, 21)), (8, (29.7, 21)), (10, (33, 21.5)), (12, (42, 29.7))]
)
def test_the_paper_is_as_large_as_its_lanes_need(lanes: int, paper: tuple[float, float]) -> None:
    page = PdfDocument(_of(lanes, "Kepala Subbagian Penyelenggaraan Infrastruktur"))[1]
    assert page.get_size() == pytest.approx([72 / 2.54 * side for side in paper], abs=0.1)


def test_long_names_of_lanes_are_turned_rather_than_cut() -> None:
    name = "Kepala Subbagian Penyelenggaraan Infrastruktur"
    paper = _of(9, name)
    heads = tables(paper)[0][1][0].words
    assert all(squeezed(f"{name} {number}") in heads for number in range(5))
    turned = [one for one in PdfDocument(paper)[1].get_objects() if _is_turned(one)]
    assert turned
    assert cut(paper) == []


def _is_turned(one: object) -> bool:
    if not hasattr(one, "get_matrix") or one.type != raw.FPDF_PAGEOBJ_TEXT:
        return False
    return abs(one.get_matrix().b) > 0.5
