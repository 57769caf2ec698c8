"""`lajur log`: the journals of a government as an event log for process mining."""

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lajur.cli.start import add_data, open_data
from lajur.cli.words import WRONG_USE, Stop, say, sentence

if TYPE_CHECKING:
    from lajur.queries.governments import GovernmentView

SUMMARY = "keluarkan log peristiwa (XES atau OCEL 2.0) untuk penambangan proses"
FORMATS = ("xes", "ocel")
FIRST_YEAR, LAST_YEAR = 1900, 2999  # what any office's clock can tell in any zone


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "log",
        help=SUMMARY,
        description=f"{sentence(SUMMARY)} Isi alasan dan catatan tidak ikut.",
    )
    add_data(parser)
    parser.add_argument("--government", metavar="KATA", required=True, help="misalnya sumbawa")
    parser.add_argument("--format", choices=FORMATS, default="xes", help="bawaan: xes")
    parser.add_argument(
        "--from", dest="first", metavar="TANGGAL", type=_day, help="diajukan sejak tanggal ini"
    )
    parser.add_argument(
        "--to", dest="last", metavar="TANGGAL", type=_day, help="diajukan sampai dengan tanggal ini"
    )
    parser.add_argument(
        "--running",
        action="store_true",
        help="juga yang diajukan sebelumnya dan belum selesai ketika itu",
    )
    parser.add_argument(
        "--pseudonyms", action="store_true", help="tanpa nama, jabatan, dan nomor permohonan"
    )
    parser.add_argument(
        "-o", "--output", metavar="BERKAS", type=Path, required=True, help="berkas yang ditulis"
    )
    parser.set_defaults(func=run)


def run(chosen: argparse.Namespace) -> int:
    """Write the log. Gives 0.

    Raises:
        Stop: no such government, no such time, or the file cannot be written.
    """
    if chosen.first and chosen.last and chosen.last < chosen.first:
        raise Stop("Hari terakhir mendahului hari pertama.", code=WRONG_USE)
    open_data(chosen.data)
    from lajur.queries.event_logs import Asked, event_log

    asked = Asked(
        format=chosen.format,
        first=chosen.first,
        last=chosen.last,
        running=chosen.running,
        pseudonyms=chosen.pseudonyms,
    )
    government = _government(chosen.government)
    try:
        _write(chosen.output, event_log(asked, government=government))
    except OSError as error:
        raise Stop(f"{chosen.output} tidak dapat ditulis.", code=WRONG_USE) from error
    say(f"{chosen.output}: {chosen.output.stat().st_size // 1024} KiB.")
    return 0


def _write(file: Path, pieces: Iterable[bytes]) -> None:
    """All of it, or nothing under that name."""
    began = file.with_name(f"{file.name}.sebagian")
    try:
        with began.open("wb") as writing:
            writing.writelines(pieces)
        began.replace(file)
    finally:
        began.unlink(missing_ok=True)


def _government(slug: str) -> "GovernmentView":
    from lajur.queries.governments import find_government

    found = find_government(slug)
    if found is None:
        raise Stop(f"Tidak ada pemerintah daerah beralamat /{slug}/.", code=WRONG_USE)
    return found


def _day(typed: str) -> date:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"“{typed}” bukan tanggal seperti 2026-11-22")
    return day
