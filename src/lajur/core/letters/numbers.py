"""Numbers of letters and requests: the pattern an office chooses, and the numbers it gives.

One language for every register. Tokens as seen in official numbers: tata naskah dinas, Permendagri
1/2023; the four SOPs are numbered `800/2015.14/Kominfosanti/2020`, `555/568/DKIST/2021`,
`037/SOP-EGOV/2019` and `555 / 786 - Diskominfo / X / 2020`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lajur.core.offices.refusals import BrokenPattern, UnknownToken

ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LONGEST = 100  # characters of a pattern
TOKENS = ("klasifikasi", "unit", "bulan", "bulan_romawi", "tahun", "sifat")  # beside the sequence
_TOKEN = re.compile(r"\{([^{}]*)\}")
_SEQUENCE = re.compile(r"urut(?::0([1-9]))?")
_READ_AS: Mapping[str, str] = {  # what a number may have in the token's place, without spaces
    "klasifikasi": r"[0-9A-Za-z.\-]*",
    "sifat": "[A-Za-z]*",
    "bulan": "[0-9]{2}",
    "bulan_romawi": "[IVXivx]+",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPattern:
    """A pattern that has been checked: every sequence of a year gives another number."""

    text: str  # "{klasifikasi}/{urut:03}/{unit}/{tahun}"

    @property
    def tokens(self) -> frozenset[str]:
        """The names of its tokens; the sequence is "urut" at any width."""
        return frozenset(token.partition(":")[0] for token in _TOKEN.findall(self.text))

    def number(
        self,
        sequence: int,
        *,
        on: date,
        unit: str,
        classification: str = "",
        secrecy: str = "",
    ) -> str:
        """The number of the `sequence`-th line of the year, on a day of the office's own zone.

        `secrecy` is its code as printed: "B", "T", "R" or "SR".
        """
        values = {
            "klasifikasi": classification,
            "unit": unit,
            "bulan": f"{on.month:02}",
            "bulan_romawi": ROMAN_MONTHS[on.month - 1],
            "tahun": str(on.year),
            "sifat": secrecy,
        }
        return _TOKEN.sub(
            lambda match: values.get(match[1]) or _padded(match[1], sequence), self.text
        )

    def sequence_of(self, number: str, *, year: int, unit: str) -> int | None:
        """Which line of the year a number typed by hand stands for; None: it is no such number.

        Spaces and capitals do not count: a person writes them as they like.
        """
        found = re.fullmatch(self._as_read(year, unit), bare(number), re.IGNORECASE)
        return int(found["urut"]) if found else None

    def as_given(self, number: str, *, unit: str) -> str:
        """How the office writes a number typed by hand: its own spaces, capitals and zeros.

        "" when it is no number of this pattern, in whatever year.
        """
        parts = _TOKEN.split(self.text)  # words and tokens in turn
        read = "".join(
            _group(part, unit) if n % 2 else re.escape(bare(part)) for n, part in enumerate(parts)
        )
        found = re.fullmatch(read, bare(number), re.IGNORECASE)
        if found is None:
            return ""
        typed = iter(found.groups())
        return "".join(
            _rewritten(part, next(typed), unit) if n % 2 else part for n, part in enumerate(parts)
        )

    def _as_read(self, year: int, unit: str) -> str:
        known = {**_READ_AS, "unit": re.escape(bare(unit)), "tahun": str(year)}
        sequence = "(?P<urut>0*[1-9][0-9]{0,8})"
        parts = _TOKEN.split(self.text)  # words and tokens in turn
        return "".join(
            known.get(part, sequence) if place % 2 else re.escape(bare(part))
            for place, part in enumerate(parts)
        )


def read_letter_pattern(text: str, *, tokens: tuple[str, ...] = TOKENS) -> LetterPattern:
    """Check a pattern. `tokens` are those it may have beside the sequence.

    Raises:
        UnknownToken: a token nobody knows.
        BrokenPattern: a stray brace, or no sequence or year, so that numbers would repeat.
    """
    text = text.strip()
    found = list(_TOKEN.findall(text))
    for token in found:
        if token not in tokens and not _SEQUENCE.fullmatch(token):
            raise UnknownToken(token=token, known=known_tokens(tokens))
    for why in _faults(text, found):
        raise BrokenPattern(why=why)
    return LetterPattern(text=text)


def known_tokens(tokens: tuple[str, ...] = TOKENS) -> str:
    """The tokens as a person writes them, the sequence first."""
    return ", ".join(f"{{{token}}}" for token in ("urut", "urut:03", *tokens))


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
    if tokens.count("klasifikasi") > 1:
        yield "{klasifikasi} hanya boleh satu kali"
    if "tahun" not in tokens:
        yield "harus memuat {tahun}, karena urutan dimulai lagi setiap tahun"
    if re.search(r"\}\{|\d\{urut|urut[^}]*\}\d", text):
        yield "beri tanda pemisah, misalnya /, di antara bagian-bagian angkanya"


def _group(token: str, unit: str) -> str:
    known = {**_READ_AS, "unit": re.escape(bare(unit)), "tahun": "[0-9]{4}"}
    return f"({known.get(token, '[0-9]{1,9}')})"


def _rewritten(token: str, typed: str, unit: str) -> str:
    """What was typed in a token's place, as the token prints it."""
    if token.startswith("urut"):
        return _padded(token, int(typed))
    return {"unit": unit}.get(token, typed.upper())


def _padded(token: str, sequence: int) -> str:
    """The sequence at the width of its token; nothing for a token without a value."""
    if not token.startswith("urut"):
        return ""
    width = token.partition(":0")[2] or "1"
    return f"{sequence:0{width}}"


def bare(number: str) -> str:
    """A number without spaces and capitals: what two writings of one number share."""
    return "".join(number.split()).casefold()
