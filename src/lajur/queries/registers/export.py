"""A register of letters as rows of words: for files and for the printed book."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.refusals import marked
from lajur.queries.registers.books import BookView
from lajur.queries.registers.lines import LineFilter, LineView, all_lines

HEADINGS = (
    marked("Nomor"),
    marked("Tanggal"),
    marked("Perihal"),
    marked("Dari atau kepada"),
    marked("Nomor surat asal"),
    marked("Tanggal surat asal"),
    marked("Keadaan"),
    marked("Alasan"),
    marked("Permohonan"),
    marked("Nomor SRIKANDI"),
    marked("Dicatat oleh"),
)
WIDTHS = (28, 12, 48, 36, 24, 12, 14, 36, 24, 20, 28)  # characters, by column


def book_rows(book: BookView, wanted: LineFilter, *, reader: Actor) -> Iterator[tuple[str, ...]]:
    """The headings, then every line that was asked for, as the book has them."""
    yield tuple(gettext(heading) for heading in HEADINGS)
    yield from map(_cells, all_lines(book, wanted, reader=reader))


def _cells(line: LineView) -> tuple[str, ...]:
    return (
        line.number,
        _day(line.day),
        line.subject,
        line.party,
        line.their_number,
        _day(line.their_day),
        line.state_words,
        line.reason,
        line.case_number,
        line.letter.srikandi_number if line.letter else "",
        line.who,
    )


def _day(day: date | None) -> str:
    """“2026-11-22”: sorts as text, reads the same everywhere."""
    return day.isoformat() if day else ""
