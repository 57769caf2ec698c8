"""What people type into the parts of a paper, read into shape or refused with a sentence.

Everything read here is only ever data to the template (decision 2): characters that no paper can
show are refused, those that only turn others around or hide are taken out.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar, Final

from lajur.core.letters.shapes import LetterKind, Part, PartId, PartKind
from lajur.core.letters.words import DAYS, long_day, read_day
from lajur.core.refusals import Refusal, Words, marked

LONGEST_LINE: Final = 300  # characters
LONGEST_TEXT: Final = 20_000
LONGEST_ENTRY: Final = 2_000  # of a list or a pair
LONGEST_CELL: Final = 1_000
MOST_ENTRIES: Final = 200  # of a list, rows of a table, people, pairs
PERSON: Final = ("name", "position", "nip")  # the fields of one of the PEOPLE

Value = str | list[str] | list[list[str]] | list[dict[str, str]]

# Marks that turn text around, hide in it or join nothing: nobody types them knowingly.
_HIDDEN = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]|\x0b|\x0c")
_UNFIT = ("Cc", "Cs", "Cn", "Co")  # control, half characters, not assigned, private
_PIECE = re.compile(r"\\[\\|]|[^\\|]+|.")  # of a row: an escaped mark, words, a mark
_NUMBERED = re.compile(r"(?:(?:[-*\u2022\u2013]|[0-9]{1,3}[.)])\s+)+")  # typed before an entry
_LETTERS = marked("huruf")
_ENTRIES = marked("butir")

CONTROL = marked("ada karakter kendali yang tidak dapat dicetak")
NOT_A_DAY = marked("bukan tanggal")
NO_SUCH_DAY = marked("bukan tanggal yang ada; tulis seperti 20 November 2026")
NOT_WORDS = marked("bukan tulisan")
ODD_ROW = marked("jumlah kolom salah satu baris tidak cocok")
NO_NAME = marked("ada orang tanpa nama")


class PartRefused(Refusal):
    """Base of what can be wrong with one part."""

    status: ClassVar[int] = 422


class PartMissing(PartRefused):
    """A required part is empty."""

    code = "part_missing"
    message = marked("Isi “%(label)s”.")

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label)


class PartTooLong(PartRefused):
    """More characters, or more entries, than the part takes."""

    code = "part_too_long"
    message = marked("“%(label)s” terlalu panjang: paling banyak %(longest)d %(unit)s.")

    def __init__(self, *, label: str, longest: int, unit: str) -> None:
        super().__init__(label=label, longest=longest, unit=unit)


class PartUnfit(PartRefused):
    """What was typed does not have the shape of the part, or cannot be printed."""

    code = "part_unfit"
    message = marked("“%(label)s” tidak dapat dicetak: %(why)s.")

    def __init__(self, *, label: str, why: Words) -> None:
        super().__init__(label=label, why=why)


class PartUndecided(PartRefused):
    """It still names every way a decision may end, as its draft began."""

    code = "part_undecided"
    message = marked("“%(label)s” masih memuat semua pilihan putusan: %(choice)s. Sisakan satu.")

    def __init__(self, *, label: str, choice: str) -> None:
        super().__init__(label=label, choice=choice)


class PartsRefused(Refusal):
    """Parts that cannot stand; `fields` says which and why."""

    code = "parts_refused"
    message = marked("Ada %(count)d bagian naskah yang perlu diperbaiki.")
    status = 422

    def __init__(self, *, fields: Mapping[PartId, Refusal]) -> None:
        self.fields = fields
        super().__init__(count=len(fields))


def read_parts(
    kind: LetterKind, typed: Mapping[str, object], *, complete: bool = True
) -> dict[PartId, Value]:
    """Every part of the kind in its shape (see PartKind), empty where nothing was typed.

    What was typed may already have that shape, or be the text of one field: a line for each entry,
    its cells between upright strokes (`as_typed`). A draft need not be `complete`. What the kind
    does not know is left out.

    Raises:
        PartsRefused: something required is missing, or something typed cannot stand.
    """
    read: dict[PartId, Value] = {}
    wrong: dict[PartId, Refusal] = {}
    for part in kind.parts:
        try:
            read[part.id] = read_part(part, typed.get(part.id, ""), complete=complete)
        except PartRefused as refusal:
            wrong[part.id] = refusal
    if wrong:
        raise PartsRefused(fields=wrong)
    return read


def read_part(part: Part, typed: object, *, complete: bool = True) -> Value:
    """One part in its shape.

    Raises:
        PartMissing: nothing was typed, and it is required and `complete`.
        PartTooLong: beyond the bounds above.
        PartUnfit: it cannot be printed, or has another shape.
    """
    value = _READERS[part.kind](part, typed)
    if complete and part.required and not value:
        raise PartMissing(label=part.label)
    return value


def require_decided(kind: LetterKind, parts: Mapping[PartId, Value], choice: str) -> None:
    """Let a paper of a decision say only one of its outcomes; `choice` is `Step.choice`.

    Raises:
        PartsRefused: with PartUndecided, for each part that begins with them and still says all.
    """
    undecided: dict[PartId, Refusal] = {
        part.id: PartUndecided(label=part.label, choice=choice)
        for part in kind.parts
        if choice and "{putusan}" in part.begins and choice in as_typed(parts.get(part.id, ""))
    }
    if undecided:
        raise PartsRefused(fields=undecided)


def as_typed(value: Value) -> str:
    """The text of one field that `read_part` reads as `value`."""
    if isinstance(value, str):
        return value
    return "\n".join(_line_of(entry) for entry in value)


def _line_of(entry: str | list[str] | dict[str, str]) -> str:
    if isinstance(entry, str):
        return entry
    cells = [entry[name] for name in PERSON] if isinstance(entry, dict) else entry
    return " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells)


def clean(part: Part, typed: object, *, longest: int) -> str:
    """Words as they will be printed: composed, without hidden marks, breaks as "\\n".

    Raises:
        PartTooLong, PartUnfit: as `read_part` says.
    """
    if not isinstance(typed, str):
        raise PartUnfit(label=part.label, why=NOT_WORDS)
    if len(typed) > 4 * longest:  # before any work is spent on it
        raise PartTooLong(label=part.label, longest=longest, unit=_LETTERS)
    words = unicodedata.normalize("NFC", _HIDDEN.sub("", _BREAKS.sub("\n", typed)))
    words = words.replace("\t", " ").strip()
    if any(unicodedata.category(one) in _UNFIT for one in words if one != "\n"):
        raise PartUnfit(label=part.label, why=CONTROL)
    if len(words) > longest:
        raise PartTooLong(label=part.label, longest=longest, unit=_LETTERS)
    return words


def _line(part: Part, typed: object) -> str:
    words = " ".join(clean(part, typed, longest=LONGEST_LINE).split())
    return _day_words(part, words) if part.is_day and words else words


def _day_words(part: Part, words: str) -> str:
    """A date as a paper says it; with its weekday where that was typed."""
    day = read_day(words)
    if day is None:
        raise PartUnfit(label=part.label, why=NO_SUCH_DAY)
    return f"{DAYS[day.weekday()]}, {long_day(day)}" if words[0].isalpha() else long_day(day)


def _text(part: Part, typed: object) -> str:
    paragraphs = re.split(r"\n\s*\n", clean(part, typed, longest=LONGEST_TEXT))
    return "\n\n".join(filter(None, map(_trimmed, paragraphs)))


def _trimmed(paragraph: str) -> str:
    return "\n".join(" ".join(line.split()) for line in paragraph.split("\n")).strip()


def _date(part: Part, typed: object) -> str:
    given = _line(part, typed)
    try:
        return date.fromisoformat(given).isoformat() if given else ""
    except ValueError:
        raise PartUnfit(label=part.label, why=NOT_A_DAY) from None


def _list(part: Part, typed: object) -> list[str]:
    return [entry for entry in (_entry(part, one) for one in _entries(part, typed)) if entry]


def _entry(part: Part, typed: object, *, longest: int = LONGEST_ENTRY) -> str:
    words = " ".join(clean(part, typed, longest=longest).split())
    return _NUMBERED.sub("", words, count=1) if _NUMBERED.match(words) else words


def _entries(part: Part, typed: object) -> Sequence[object]:
    """What was typed as a row for each entry, within bounds."""
    if isinstance(typed, str):
        longest = MOST_ENTRIES * LONGEST_ENTRY
        typed = clean(part, typed, longest=longest).split("\n")
    if not isinstance(typed, Sequence):
        raise PartUnfit(label=part.label, why=NOT_WORDS)
    if len(typed) > MOST_ENTRIES:
        raise PartTooLong(label=part.label, longest=MOST_ENTRIES, unit=_ENTRIES)
    return typed


def _rows(part: Part, typed: object) -> Iterator[list[str]]:
    """The cells of each row that says anything."""
    for one in _entries(part, typed):
        cells = _cells(one) if isinstance(one, str) else one
        if not isinstance(cells, Sequence):
            raise PartUnfit(label=part.label, why=NOT_WORDS)
        row = [" ".join(clean(part, cell, longest=LONGEST_CELL).split()) for cell in cells]
        if any(row):
            yield row


def _cells(line: str) -> list[str]:
    cells = [""]
    for piece in _PIECE.findall(line):
        if piece == "|":
            cells.append("")
        else:
            cells[-1] += piece[1:] if piece in ("\\\\", "\\|") else piece
    return cells


def _table(part: Part, typed: object) -> list[list[str]]:
    width = len(part.columns)
    return [_as_wide(part, row, width) for row in _rows(part, typed)]


def _as_wide(part: Part, row: list[str], width: int) -> list[str]:
    if len(row) > width:
        raise PartUnfit(label=part.label, why=ODD_ROW)
    return row + [""] * (width - len(row))


def _pairs(part: Part, typed: object) -> list[list[str]]:
    rows = (_split(row) for row in _rows(part, typed))
    return [_as_wide(part, row, 2) for row in rows]


def _split(row: list[str]) -> list[str]:
    """ "Nama: Siti" is a pair as well."""
    if len(row) == 1 and ":" in row[0]:
        label, _, value = row[0].partition(":")
        return [label.strip(), value.strip()]
    return row


def _people(part: Part, typed: object) -> list[dict[str, str]]:
    rows = [
        [one.get(name, "") for name in PERSON] if isinstance(one, Mapping) else one
        for one in _entries(part, typed)
    ]
    people = [_as_wide(part, row, len(PERSON)) for row in _rows(part, rows)]
    if any(not name for name, *_ in people):
        raise PartUnfit(label=part.label, why=NO_NAME)
    return [dict(zip(PERSON, row, strict=True)) for row in people]


_READERS: Mapping[PartKind, Callable[[Part, object], Value]] = {
    PartKind.LINE: _line,
    PartKind.TEXT: _text,
    PartKind.LIST: _list,
    PartKind.TABLE: _table,
    PartKind.DATE: _date,
    PartKind.PEOPLE: _people,
    PartKind.PAIRS: _pairs,
}
