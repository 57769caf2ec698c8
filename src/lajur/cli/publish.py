"""`lajur publish`: give a running office an SOP of its own, or a new version of one."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lajur.cli.sop_files import contents, load
from lajur.cli.start import add_data, open_data
from lajur.cli.words import Parser, Stop, say, sentence

if TYPE_CHECKING:
    from lajur.cli.sop_files import Sheet


def add_parser(subparsers: "argparse._SubParsersAction[Parser]") -> None:
    summary = "pasang SOP pada kantor yang sudah berjalan"
    parser = subparsers.add_parser("publish", help=summary, description=sentence(summary))
    parser.add_argument("files", metavar="BERKAS", nargs="+", type=Path, help="berkas SOP (YAML)")
    parser.add_argument("--government", metavar="SLUG", required=True, help="alamat kantornya")
    add_data(parser)
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Publish every file, or none when one has errors.

    Raises:
        Stop: a file is missing or has errors.
        Refusal: no such government.
    """
    sheets = load(arguments.files)
    for sheet in sheets:
        if sheet.procedure is None or sheet.errors:
            raise Stop(f"{sheet.path}: belum dapat dijalankan. Lihat: lajur sop check {sheet.path}")
    open_data(arguments.data)
    for sheet in sheets:
        _publish(sheet, arguments.government)
    say("Atur pejabat tiap lajurnya di Kelola › Lajur SOP.")
    return 0


def _publish(sheet: "Sheet", government: str) -> None:
    from dataclasses import replace

    from lajur.core.access import NOBODY, SYSTEM, Role
    from lajur.services.procedures import publish_procedure

    assert sheet.procedure is not None
    administrator = frozenset({Role.ADMIN})  # whoever has a shell on this machine
    transcript = sheet.folder / sheet.procedure.transcript
    publish_procedure(
        source=contents(sheet.path),
        transcript=transcript.read_text(encoding="utf-8") if transcript.is_file() else "",
        actor=replace(NOBODY, acting=SYSTEM, government=government, roles=administrator),
        at=datetime.now(UTC),
    )
    say(f"Terpasang: {sheet.procedure.identity.title} ({sheet.procedure.id}).")
