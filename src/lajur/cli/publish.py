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

_DRAFT = (
    "belum bernomor, atau belum menyebut pejabat yang mengesahkannya. Lengkapi identitasnya; "
    "untuk memasang konsepnya juga, tambahkan --draft."
)
_REPLACES = (
    "%(path)s: %(name)s sudah menjalankan %(key)s versi %(version)d, nomor %(number)s. Untuk "
    "menggantikannya bagi permohonan baru, tambahkan --replace; berkas yang berjalan tetap "
    "mengikuti versinya. Bila ini SOP lain, beri kunci (id) lain."
)


def add_parser(subparsers: "argparse._SubParsersAction[Parser]") -> None:
    summary = "pasang SOP pada kantor yang sudah berjalan"
    parser = subparsers.add_parser("publish", help=summary, description=sentence(summary))
    parser.add_argument("files", metavar="BERKAS", nargs="+", type=Path, help="berkas SOP (YAML)")
    parser.add_argument("--government", metavar="SLUG", required=True, help="alamat kantornya")
    parser.add_argument("--draft", action="store_true", help="juga konsep yang belum disahkan")
    parser.add_argument(
        "--replace", action="store_true", help="gantikan SOP berkunci sama untuk permohonan baru"
    )
    add_data(parser)
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Publish every file, or none when one has errors or may not take another's place.

    Raises:
        Stop: a file is missing, has errors, is not signed, or would replace another unasked.
        Refusal: no such government.
    """
    sheets = load(arguments.files)
    for sheet in sheets:
        if sheet.procedure is None or sheet.errors:
            raise Stop(f"{sheet.path}: belum dapat dijalankan. Lihat: lajur sop check {sheet.path}")
        if sheet.procedure.identity.is_draft and not arguments.draft:
            raise Stop(f"{sheet.path}: {_DRAFT}")
    open_data(arguments.data)
    if not arguments.replace:
        for sheet in sheets:
            _refuse_to_replace(sheet, arguments.government)
    for sheet in sheets:
        _publish(sheet, arguments.government)
    say("Atur pejabat tiap lajurnya di Kelola › Lajur SOP.")
    return 0


def _refuse_to_replace(sheet: "Sheet", slug: str) -> None:
    from django_scopes import scope

    from lajur.core.refusals import NotFound
    from lajur.queries.governments import find_government
    from lajur.queries.procedures import find_procedure

    assert sheet.procedure is not None
    government = find_government(slug)
    if government is None:
        return  # publishing says so
    try:
        with scope(government=government.id):
            found = find_procedure(sheet.procedure.id)
    except NotFound:
        return
    if found.procedure != sheet.procedure:
        facts = {"path": sheet.path, "name": government.name, "version": found.version}
        facts |= {"key": found.key, "number": found.procedure.identity.number or "–"}
        raise Stop(_REPLACES % facts)


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
