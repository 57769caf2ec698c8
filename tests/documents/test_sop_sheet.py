"""The official form of an SOP, held against the signed sheets, read as a screen reader does."""

import base64
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree import ElementTree

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from lajur.core.procedure.definition import Identity
from lajur.core.procedure.transcript import parse
from lajur.documents.sop_sheet import sop_pictures, sop_sheet
from tests.core.procedure.sheets import SOPS, signed
from tests.documents.archive_checks import faults
from tests.documents.pictures import png
from tests.documents.sop_papers import DAY, NAMES, printed
from tests.documents.tagged import rows_of, said_in_order, sizes, squeezed, tables

ITEMS = (
    "Nomor SOP", "Tanggal Pembuatan", "Tanggal Revisi", "Tanggal Efektif", "Disahkan oleh",
    "Nama SOP", "Dasar Hukum", "Kualifikasi Pelaksana", "Keterkaitan", "Peralatan/Perlengkapan",
    "Peringatan", "Pencatatan dan Pendataan",
)  # fmt: skip


def _transcript(name: str) -> str:
    (path,) = (path for path in SOPS if path.stem == name)
    return (path.parent / signed(name).transcript).read_text(encoding="utf-8")


def _block(identity: Identity) -> Iterator[str]:
    """The thirteen items in the order of the form; the first has no name of its own."""
    yield from identity.issuing_unit
    single = [
        identity.number, identity.created_on, identity.revised_on, identity.effective_on,
        f"{identity.approved_by_position} {identity.approved_by_name} NIP.", identity.title,
    ]  # fmt: skip
    lists = [
        identity.legal_bases, identity.qualifications, identity.related_procedures,
        identity.equipment, identity.warnings, identity.records,
    ]  # fmt: skip
    for item, said in zip(ITEMS, [*single, *map(_numbered, lists)], strict=True):
        yield f"{item} {said}"


def _numbered(points: Sequence[str]) -> str:
    if len(points) == 1:
        return points[0]
    return " ".join(f"{number}. {point}" for number, point in enumerate(points, start=1))


@pytest.mark.parametrize("name", NAMES)
def test_every_row_says_cell_by_cell_what_the_signed_sheet_says(name: str) -> None:
    shown = [row for row in rows_of(printed(name)) if "*)" not in row[1].words]
    written = [row.printed for row in parse(_transcript(name)).rows]
    assert len(shown) == len(written)
    for row, cells in zip(shown, written, strict=True):
        no, title, _drawing, *standard = (cell.words for cell in row)
        said = (cells.requirements, cells.time, cells.outputs, cells.remarks)
        assert (no, title) == (cells.no.rstrip("."), squeezed(cells.title))
        assert standard == [squeezed(words) for words in said]


@pytest.mark.parametrize("name", NAMES)
def test_thirteen_items_stand_in_the_order_of_the_form(name: str) -> None:
    block = squeezed("".join(_block(signed(name).identity)))
    assert said_in_order(printed(name)).startswith(block)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_the_signed_identity_is_missing(name: str) -> None:
    written = re.sub(
        r"<[^>]*>|\*\*|NIP\. *\(tidak disalin\)", " ", _transcript(name).split("\nN")[0]
    )
    said = said_in_order(printed(name)).casefold()
    words = {word.strip(";:").casefold() for word in written.split() if not word[0].isdigit()}
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_form_is_sober_and_readable(name: str) -> None:
    """Sizes in points; only words on arrows and letters of connectors are smaller than 7."""
    found = sizes(printed(name))
    assert max(found) <= 12
    assert min(found) >= 6.5


def test_an_empty_item_keeps_its_place_to_be_filled_by_hand() -> None:
    bare = replace(signed("buleleng"), identity=Identity(issuing_unit=(), number="", title="Uji"))
    said = said_in_order(sop_sheet(bare, printed_on=DAY))
    places = [said.find(squeezed(item)) for item in ITEMS]
    assert -1 not in places
    assert places == sorted(places)
    page = PdfDocument(sop_sheet(bare, printed_on=DAY))[0].get_textpage().get_text_range()
    assert "NIP. ......" in page


def test_what_the_signed_sheet_does_not_print_is_marked_and_said() -> None:
    added = [row for row in rows_of(printed("cirebon-2019")) if "*)" in row[1].words]
    assert [row[0].words for row in added] == [""]
    assert "Tidak tercetak pada SOP yang disahkan" in added[0][2].spoken
    for name in ("cirebon-2019", "sumbawa-2021"):
        assert squeezed("*) Tidak tercetak pada SOP yang disahkan") in said_in_order(printed(name))
    assert "*)" not in said_in_order(printed("banten-2020"))
    assert squeezed("menurut tafsir: langkah 2, 4, 5, 7.") in said_in_order(printed("banten-2020"))


def test_the_approval_stands_once_where_it_is_signed() -> None:
    said = said_in_order(printed("banten-2020"))
    assert said.count("Ir.Hj.ENENGNURCAHYATI") == 1


def test_every_page_of_a_draft_says_so_and_no_page_of_a_signed_one() -> None:
    def pages_that_say_so(identity: Identity) -> list[bool]:
        paper = sop_sheet(replace(signed("banten"), identity=identity), printed_on=DAY)
        said = [page.get_textpage().get_text_range() for page in PdfDocument(paper)]
        assert any("KONSEP" in words for words in said) == ("Konsep:" in said_in_order(paper))
        return ["KONSEP" in words for words in said]

    identity = signed("banten").identity
    unsigned = replace(identity, approved_by_position="", approved_by_name="")
    assert all(pages_that_say_so(replace(identity, number="")))
    assert all(pages_that_say_so(unsigned))
    assert not any(pages_that_say_so(identity))


@pytest.mark.parametrize("name", NAMES)
def test_the_form_is_fit_for_the_archive_and_for_screen_readers(name: str) -> None:
    paper = printed(name)
    assert faults(paper) == []
    for table in tables(paper):
        assert all(cell.heads for row in table[:2] for cell in row)
    assert all(row[2].spoken.split(":")[0] for row in rows_of(paper))


def test_bookmarks_lead_to_every_page() -> None:
    with pikepdf.open(io.BytesIO(printed("sumbawa-2021"))) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        pages = len(pdf.pages)
    assert title.title == signed("sumbawa").identity.title
    steps = [one.title for one in title.children if one.title.startswith("Langkah")]
    assert len(steps) == pages - 1
    assert steps[0].startswith("Langkah 1–")
    assert steps[-1].endswith("–17")


def test_two_rows_of_one_number_are_told_apart_aloud() -> None:
    told = " ".join(row[2].spoken for row in rows_of(printed("buleleng-2020")))
    assert "langkah 14 (Kadis melakukan serah terima" in told
    assert "langkah 14," not in told


def test_equal_facts_give_equal_bytes() -> None:
    assert sop_sheet(signed("banten"), printed_on=DAY) == printed("banten-2020")


def test_the_arms_of_the_office_stand_over_its_name() -> None:
    arms = base64.b64encode(png()).decode()
    dressed = sop_sheet(signed("banten"), printed_on=DAY, arms=arms)
    assert faults(dressed) == []
    with pikepdf.open(io.BytesIO(dressed)) as pdf:
        streams = (one for one in pdf.objects if isinstance(one, pikepdf.Stream))
        assert any(one.get("/Subtype") == "/Image" for one in streams)


def test_a_picture_to_embed_has_a_title_and_asks_for_nothing() -> None:
    """Neither a script nor a font nor an address; every page says which it is."""
    pages = sop_pictures(signed("cirebon"), printed_on=DAY, kind="svg")
    for number, page in enumerate(pages, start=1):
        drawn = ElementTree.fromstring(page)
        title = drawn.find("{http://www.w3.org/2000/svg}title")
        assert title is not None
        assert title.text == f"SOP Pengembangan Aplikasi, halaman {number} dari {len(pages)}"
        assert drawn.get("role") == "img"
        tags = {one.tag.rpartition("}")[2] for one in drawn.iter()}
        assert tags.isdisjoint({"script", "style", "text", "image", "foreignObject", "a"})
        named = [words for one in drawn.iter() for key, words in one.items() if "href" in key]
        assert all(words.startswith("#") for words in named)
