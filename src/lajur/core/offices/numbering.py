"""Request numbers: the pattern an office chooses, and the numbers it gives.

Tokens as seen in official numbers: tata naskah dinas, Permendagri 1/2023.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lajur.core.offices.refusals import BrokenPattern, UnknownToken

ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
KNOWN = "{urut}, {urut:03}, {unit}, {bulan}, {bulan_romawi}, {tahun}"
LONGEST = 100  # characters of a pattern
_TOKEN = re.compile(r"\{([^{}]*)\}")
_SEQUENCE = re.compile(r"urut(?::0([1-9]))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPattern:
    """A pattern that has been checked: it gives every request of a year another number."""

    text: str  # "{urut:03}/PA/{unit}/{tahun}"

    def number(self, sequence: int, *, on: date, unit: str) -> str:
        """The number of the `sequence`-th request of the year, drawn on a day of the office's."""
        return _TOKEN.sub(lambda match: _value(match[1], sequence, on, unit), self.text)


def read_pattern(text: str) -> NumberPattern:
    """Check a pattern.

    Raises:
        UnknownToken: a token nobody knows.
        BrokenPattern: a stray brace, or no sequence or year, so that numbers would repeat.
    """
    text = text.strip()
    tokens = list(_TOKEN.findall(text))
    for token in tokens:
        if not _is_known(token):
            raise UnknownToken(token=token, known=KNOWN)
    for why in _faults(text, tokens):
        raise BrokenPattern(why=why)
    return NumberPattern(text=text)


def _faults(text: str, tokens: list[str]) -> Iterator[str]:
    rest = _TOKEN.sub("", text)
    if len(text) > LONGEST:
        yield f"terlalu panjang (paling banyak {LONGEST} huruf)"
    if "{" in rest or "}" in rest:
        yield "ada kurung kurawal yang tidak berpasangan"
    if not rest.isprintable():
        yield "ada karakter yang tidak dapat dicetak"
    if sum(token.startswith("urut") for token in tokens) != 1:
        yield "harus memuat {urut} satu kali"
    if "tahun" not in tokens:
        yield "harus memuat {tahun}, karena urutan dimulai lagi setiap tahun"
    if re.search(r"\}\{|\d\{urut|urut[^}]*\}\d", text):
        yield "beri tanda pemisah, misalnya /, di antara bagian-bagian angkanya"


def _is_known(token: str) -> bool:
    return bool(_SEQUENCE.fullmatch(token)) or token in ("unit", "bulan", "bulan_romawi", "tahun")


def _value(token: str, sequence: int, on: date, unit: str) -> str:
    match token:
        case "unit":
            return unit
        case "tahun":
            return str(on.year)
        case "bulan":
            return f"{on.month:02}"
        case "bulan_romawi":
            return ROMAN_MONTHS[on.month - 1]
        case _:
            width = token.partition(":0")[2] or "1"
            return f"{sequence:0{width}}"
