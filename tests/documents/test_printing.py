"""Printing: facts are data, the child is bounded, equal facts give equal paper."""

import io

import pytest
from pypdf import PdfReader

from lajur.documents import printing
from lajur.documents.printing import TEMPLATES, CannotPrint, PrintersBusy, print_paper

FACTS = {
    "title": "Kartu kendali",
    "language": "id",
    "printed_on": "2026-11-22",
    "government": "Pemerintah Kabupaten Sumbawa",
    "office": "Dinas Komunikasi, Informatika, Statistik dan Persandian",
    "foot": "Dicetak dari Lajur.",
    "page_words": ["Halaman", "dari"],
    "nothing": "Belum ada pekerjaan.",
    "about": [["Perihal", "Aplikasi Antrean"]],
    "columns": ["No.", "Langkah", "Pelaksana", "Masuk", "Selesai", "Baku", "Lama", "Paraf"],
    "rows": [],
}
ROW = {
    "no": "1", "step": "", "note": "", "who": "Siti", "capacity": "", "came": "", "done": "",
    "standard": "", "spent": "", "verdict": "", "late": False,
}  # fmt: skip
HOSTILE = '#read("/etc/passwd") #import "@preview/x:1.0.0" {{7*7}} $x^2$ *tebal* \\ <label> @cite'


def _text(paper: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)


def _card(**changed: object) -> bytes:
    return print_paper("control_card", {**FACTS, **changed})


def test_equal_facts_give_equal_bytes() -> None:
    assert _card() == _card()


def test_a_paper_is_an_archive_file_that_screen_readers_can_read() -> None:
    reader = PdfReader(io.BytesIO(_card()))
    about = reader.xmp_metadata
    assert about is not None
    told = about.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in told
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert str(reader.root_object["/Lang"]) == "id"


def test_what_people_typed_is_printed_and_never_run() -> None:
    printed = _text(_card(rows=[{**ROW, "step": HOSTILE}]))
    words = "".join(printed.split())
    assert "".join(HOSTILE.split()) in words
    assert "root:" not in printed


def test_long_papers_repeat_their_head_and_count_their_pages() -> None:
    reader = PdfReader(io.BytesIO(_card(rows=[{**ROW, "step": "Analisis " * 12}] * 60)))
    assert len(reader.pages) > 2
    for number, page in enumerate(reader.pages, start=1):
        assert "Langkah" in page.extract_text()
        assert f"Halaman {number} dari {len(reader.pages)}" in page.extract_text()


def test_a_paper_that_cannot_be_printed_says_so() -> None:
    assert TEMPLATES.is_dir()
    with pytest.raises(CannotPrint, match="no_such_template"):
        print_paper("no_such_template", FACTS)


def test_who_finds_every_printer_taken_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "QUEUE", 0.01)
    press = printing._press
    with press._a_child(1), press._a_child(1), pytest.raises(PrintersBusy):
        _card()
    assert _card()
