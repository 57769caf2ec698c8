"""Which characters our fonts can print, and what stands for those they cannot.

An archive file (PDF/A) may not hold a character without a glyph, so the press would refuse a whole
letter for one emoji. It prints an empty box instead, which its writer sees in the preview.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
BOX = "□"
_ENDS_OF_LINES = re.compile("\r\n?|[\u2028\u2029\u0085\v\f]")
# Marks that turn the order of what follows: without them a name reads as it was typed (I07).
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]")
_FORMATS = struct.Struct(">HHI")


def printable(facts: object) -> object:
    """The facts with every text in it as our fonts can print it."""
    match facts:
        case str():
            return _text(facts)
        case Mapping():
            return {key: printable(value) for key, value in facts.items()}
        case list() | tuple():
            return [printable(value) for value in facts]
        case _:
            return facts


def _text(typed: str) -> str:
    if typed.isascii() and typed.isprintable():
        return typed
    lines = _ENDS_OF_LINES.sub("\n", _TURNING.sub("", typed)).replace("\t", " ")
    return _beyond().sub(BOX, unicodedata.normalize("NFC", _INVISIBLE.sub("", lines)))


@cache
def _beyond() -> re.Pattern[str]:
    """Whatever no font of ours has, or no archive file may hold."""
    known = {chr(code) for font in FONTS.glob("*.[ot]tf") for code in coverage(font)}
    kept = {one for one in known if known.issuperset(one.upper()) and _stands_alone(one)}
    return re.compile("[^\n" + "".join(map(re.escape, sorted(kept))) + "]")


def _stands_alone(character: str) -> bool:
    """Neither a control, nor of the private area, nor a mark that belongs upon another letter.

    Marks with a letter they go with in one character have become that character before. Source for
    the private area: ISO 19005-2, 6.2.11.7.
    """
    return unicodedata.category(character) not in ("Cc", "Co", "Cn", "Cs", "Mn", "Mc", "Me")


def coverage(font: Path) -> Iterator[int]:
    """The code points a font has a glyph for. Source: OpenType, table cmap, format 4."""
    data = font.read_bytes()
    table = next(
        offset
        for tag, _, offset, _ in struct.iter_unpack(
            ">4sIII", data[12 : 12 + 16 * struct.unpack_from(">H", data, 4)[0]]
        )
        if tag == b"cmap"
    )
    (subtables,) = struct.unpack_from(">H", data, table + 2)
    for number in range(subtables):
        platform, _, offset = _FORMATS.unpack_from(data, table + 4 + 8 * number)
        at = table + offset
        if platform == 3 and struct.unpack_from(">H", data, at) == (4,):
            yield from _segments(data, at)


def _segments(data: bytes, at: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", data, at + 6)
    count = doubled // 2
    columns = [at + 14, at + 16 + doubled, at + 16 + 2 * doubled, at + 16 + 3 * doubled]
    ends, starts, deltas, ranges = (struct.unpack_from(f">{count}H", data, one) for one in columns)
    for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = (code + deltas[n]) & 0xFFFF
            if ranges[n]:
                place = columns[3] + 2 * n + ranges[n] + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", data, place)
            if glyph:
                yield code
