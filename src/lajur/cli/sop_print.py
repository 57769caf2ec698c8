"""`lajur sop print`: the official form of an SOP as a PDF."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lajur.cli import sop_answers
from lajur.cli.sop_files import load
from lajur.cli.words import Stop, say
from lajur.documents.printing import CannotPrint
from lajur.documents.sop_sheet import sop_sheet

GOOD, FAULTS, WRONG_USE = 0, 1, 2


def add_parser(words: Any) -> None:
    meaning = "cetak formulir resmi SOP sebagai PDF"
    parser = words.add_parser("print", help=meaning, description=f"{meaning.capitalize()}.")
    parser.add_argument("file", metavar="BERKAS", type=Path, help="berkas SOP (YAML)")
    parser.add_argument(
        "-o", "--output", metavar="PDF", type=Path, required=True, help="berkas PDF yang ditulis"
    )
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one file. Gives 0 when it is printed, 1 when the SOP has errors.

    Raises:
        Stop: the file cannot be read, or the PDF not be written.
    """
    (sheet,) = load([arguments.file])
    if sheet.procedure is None or sheet.errors:
        say(sop_answers.checked(sheet).words)
        return FAULTS
    try:
        paper = sop_sheet(sheet.procedure, printed_on=datetime.now(UTC).date().isoformat())
        arguments.output.write_bytes(paper)
    except CannotPrint as error:
        raise Stop(f"{arguments.file} tidak dapat dicetak.") from error
    except OSError as error:
        raise Stop(f"{arguments.output} tidak dapat ditulis.", code=WRONG_USE) from error
    say(f"{arguments.output}: SOP {sheet.procedure.identity.number}, {len(paper) // 1024} KiB.")
    return GOOD
