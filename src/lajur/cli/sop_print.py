"""`lajur sop print` and `lajur sop bpmn`: an SOP as the official form, and as a BPMN 2.0 file."""

import argparse
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lajur.cli import sop_answers
from lajur.cli.sop_files import load
from lajur.cli.words import Stop, say
from lajur.core.bpmn.writing import bpmn
from lajur.core.procedure.definition import Procedure
from lajur.documents.printing import CannotPrint
from lajur.documents.sop_sheet import sop_sheet

GOOD, FAULTS, WRONG_USE = 0, 1, 2

Write = Callable[[Procedure], bytes]


def _print(procedure: Procedure) -> bytes:
    return sop_sheet(procedure, printed_on=datetime.now(UTC).date().isoformat())


WORDS: Mapping[str, tuple[str, str, Write]] = {
    "print": ("cetak formulir resmi SOP sebagai PDF", "PDF", _print),
    "bpmn": ("keluarkan SOP sebagai BPMN 2.0, dengan gambarnya", "BPMN", bpmn),
}


def add_parser(words: Any) -> None:
    for word, (meaning, kind, _) in WORDS.items():
        parser = words.add_parser(word, help=meaning, description=f"{meaning.capitalize()}.")
        parser.add_argument("file", metavar="BERKAS", type=Path, help="berkas SOP (YAML)")
        parser.add_argument(
            "-o", "--output", metavar=kind, type=Path, required=True, help="berkas yang ditulis"
        )
        parser.set_defaults(func=run, word=word)


def run(arguments: argparse.Namespace) -> int:
    """Write one file. Gives 0 when it is written, 1 when the SOP has errors.

    Raises:
        Stop: the file cannot be read, or the other not be written.
    """
    (sheet,) = load([arguments.file])
    if sheet.procedure is None or sheet.errors:
        say(sop_answers.checked(sheet).words)
        return FAULTS
    _, _, write = WORDS[arguments.word]
    try:
        written = write(sheet.procedure)
        arguments.output.write_bytes(written)
    except CannotPrint as error:
        raise Stop(f"{arguments.file} tidak dapat dicetak.") from error
    except OSError as error:
        raise Stop(f"{arguments.output} tidak dapat ditulis.", code=WRONG_USE) from error
    number = sheet.procedure.identity.number
    say(f"{arguments.output}: SOP {number}, {len(written) // 1024} KiB.")
    return GOOD
