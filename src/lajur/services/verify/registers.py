"""Registers of letters: every place of every year filled, and each number where it belongs."""

import re
from collections import defaultdict
from collections.abc import Iterable

from lajur.services.verify.reading import query
from lajur.services.verify.report import Check

_BOOKS = (
    "SELECT r.id, r.government_id, r.key, c.year, c.value FROM store_registerrow r"
    " JOIN store_counterrow c ON c.government_id = r.government_id AND c.register = r.key"
)
_LINES = "SELECT id, register_id, year, sequence, number, day, state, reason FROM store_entryrow"
_REASONED = ("reserved", "void")  # EntryRow.state that says why

Book = tuple[int, int]  # register, year


def registers_of_letters() -> Check:
    """Sequences 1 to n all there, n what the counter says; numbers as their places say.

    A line by hand stands out of turn, or its number holds its place like any other.
    """
    check = Check("V18", "buku register naskah tanpa celah")
    counters = {
        (book, year): (value, f"pemerintah daerah {government}, {key} {year}")
        for book, government, key, year, value in query(_BOOKS)
    }
    places: dict[Book, set[int]] = defaultdict(set)
    for row, book, year, sequence, number, day, state, reason in query(_LINES):
        check.checked += 1
        if sequence is not None:
            places[book, year].add(sequence)
        for why in _faults(year, sequence, number, str(day), state, reason):
            check.fault(f"baris register {row}", why)
    for key in {*counters, *places}:
        value, place = counters.get(key, (0, f"register {key[0]} tahun {key[1]}"))
        if places[key] != set(range(1, value + 1)):
            check.fault(
                place, f"{value} nomor telah diberikan, tetapi barisnya {_told(places[key])}"
            )
    return check


def _faults(
    year: int, sequence: int | None, number: str, day: str, state: str, reason: str
) -> Iterable[str]:
    if not day.startswith(f"{year:04}"):
        yield f"tanggal {day} bukan dari tahun {year}"
    if sequence is not None and not re.search(rf"(?<![0-9])0*{sequence}(?![0-9])", number):
        yield f"nomor {number} tidak memuat urutan {sequence}"
    if not reason and (state in _REASONED or sequence is None):
        yield f"nomor {number} tanpa alasan"


def _told(places: set[int]) -> str:
    missing = set(range(1, max(places, default=0) + 1)) - places
    if missing:
        return f"tidak memuat urutan {min(missing)}"
    return f"sampai {max(places, default=0)}"
