"""`lajur sop print` and `lajur sop bpmn`: an SOP as the official form, and as a BPMN 2.0 file."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lajur.cli import sop_answers
from lajur.cli.sop_files import load
from lajur.cli.words import FAULTS, GOOD, WRONG_USE, Stop, say, sentence
from lajur.core.bpmn.writing import bpmn
from lajur.core.procedure.definition import Procedure
from lajur.documents.printing import CannotPrint
from lajur.documents.sop_sheet import sop_pictures, sop_sheet

Files = list[bytes]  # one, or one a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of `lajur sop` that writes files."""

    meaning: str
    more: str  # behind the meaning, in --help
    metavar: str
    kinds: Mapping[str, Callable[[Procedure], Files]]  # by ending; "": any


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


WORDS: Mapping[str, Word] = {
    "print": Word(
        meaning="cetak formulir resmi SOP sebagai PDF, SVG, atau PNG",
        more=(
            "Akhiran nama berkas menentukan bentuknya: .pdf memuat semua halaman; .svg dan .png"
            " satu berkas tiap halaman, bernomor bila lebih dari satu (sop-1.png, sop-2.png, …)."
        ),
        metavar="HASIL",
        kinds={
            ".pdf": lambda one: [sop_sheet(one, printed_on=_today())],
            ".svg": lambda one: sop_pictures(one, printed_on=_today(), kind="svg"),
            ".png": lambda one: sop_pictures(one, printed_on=_today(), kind="png"),
        },
    ),
    "bpmn": Word(
        meaning="keluarkan SOP sebagai BPMN 2.0, dengan gambarnya",
        more="",
        metavar="BPMN",
        kinds={"": lambda one: [bpmn(one)]},
    ),
}


def add_parser(words: Any) -> None:
    for name, word in WORDS.items():
        described = f"{sentence(word.meaning)} {word.more}".strip()
        parser = words.add_parser(name, help=word.meaning, description=described)
        parser.add_argument("file", metavar="BERKAS", type=Path, help="berkas SOP (YAML)")
        parser.add_argument(
            "-o",
            "--output",
            metavar=word.metavar,
            type=Path,
            required=True,
            help="berkas yang ditulis",
        )
        parser.set_defaults(func=run, word=name)


def run(arguments: argparse.Namespace) -> int:
    """Write what was asked for. Gives 0 when it is written, 1 when the SOP has errors.

    Raises:
        Stop: no such kind of file, the SOP cannot be read, or the result not be written.
    """
    write = _writer(WORDS[arguments.word], arguments.output)
    (sheet,) = load([arguments.file])
    if sheet.procedure is None or sheet.errors:
        say(sop_answers.checked(sheet).words)
        return FAULTS
    try:
        files = write(sheet.procedure)
    except CannotPrint as error:
        raise Stop(f"{arguments.file} tidak dapat dicetak.") from error
    for place, written in zip(_places(arguments.output, len(files)), files, strict=True):
        _keep(place, written)
        say(f"{place}: SOP {sheet.procedure.identity.number}, {len(written) // 1024} KiB.")
    return GOOD


def _writer(word: Word, output: Path) -> Callable[[Procedure], Files]:
    write = word.kinds.get("") or word.kinds.get(output.suffix.lower())
    if write is None:
        *most, last = word.kinds
        raise Stop(
            f"{output.name}: akhiran ini tidak dikenal. Pakai {', '.join(most)}, atau {last}.",
            code=WRONG_USE,
        )
    return write


def _places(output: Path, count: int) -> Iterator[Path]:
    """The file itself; of several pages "sop-1.png", "sop-2.png" and so on beside it."""
    if count == 1:
        yield output
        return
    for number in range(1, count + 1):
        yield output.with_name(f"{output.stem}-{number}{output.suffix}")


def _keep(place: Path, written: bytes) -> None:
    try:
        place.write_bytes(written)
    except OSError as error:
        raise Stop(f"{place} tidak dapat ditulis.", code=WRONG_USE) from error
