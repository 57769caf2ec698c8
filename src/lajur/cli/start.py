"""What every command that touches the data folder does first."""

import argparse
import fcntl
import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from lajur.cli.words import WRONG_USE, Stop, warn

# Before it, two connections writing at one instant could corrupt the file ("WAL-reset").
# Source: sqlite.org/changes.html, 3.51.3.
SOUND_SQLITE = (3, 51, 3)
KEPT_IN = "lajur.sqlite3"  # as site/databases.py names it


def add_data(parser: argparse.ArgumentParser) -> None:
    """Add `--data DIR`."""
    parser.add_argument(
        "--data", metavar="DIR", type=Path, help="folder data (bawaan: LAJUR_DATA atau ./data)"
    )


def start_django(data: Path | None) -> None:
    """Point Django at the data folder and load it.

    Raises:
        ImproperlyConfigured: a setting is wrong, or the folder cannot be written.
    """
    if data is not None:
        os.environ["LAJUR_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lajur.site.settings")
    import django

    django.setup()


def has_database(data: Path | None) -> bool:
    """Whether something is kept already; nothing is made by asking."""
    return bool(os.environ.get("LAJUR_DATABASE_URL")) or (_folder(data) / KEPT_IN).is_file()


def open_data(data: Path | None) -> None:
    """`start_django` for a command that works on what is kept.

    Raises:
        Stop: nothing is, in that folder; it is left as it was.
    """
    if not has_database(data):
        raise Stop(
            f"Folder {_folder(data)} tidak berisi data Lajur. Sebutkan folder yang benar dengan "
            "--data; folder baru dibuat oleh lajur up, demo, atau init.",
            code=WRONG_USE,
        )
    start_django(data)


def _folder(data: Path | None) -> Path:
    return data or Path(os.environ.get("LAJUR_DATA", "").strip() or "data")


@contextmanager
def serving_alone() -> Iterator[None]:
    """Hold the data folder for the block: one Lajur serves it, on PostgreSQL one of each machine.

    The kernel lets go of the lock when the process is gone, however it went.

    Raises:
        Stop: another Lajur serves it already.
    """
    from django.conf import settings
    from django.db import connection

    machine = "" if connection.vendor == "sqlite" else f"-{socket.gethostname()}"
    with (settings.DATA / f"lajur{machine}.lock").open("a", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stop(
                f"Lajur lain sedang berjalan dengan folder data {settings.DATA}. "
                "Hentikan dahulu yang itu, atau pilih folder lain dengan --data."
            ) from None
        yield


def require_one_clock(*, here: datetime) -> None:
    """See that this machine's clock, `here`, agrees with that of the database server.

    Raises:
        Stop: acts would be dated in the past or the future.
    """
    from lajur.services import one_clock

    gap = one_clock.gap(here=here)
    if one_clock.is_apart(gap):
        seconds = abs(round(gap.total_seconds()))
        side = "lebih cepat" if gap.total_seconds() > 0 else "lebih lambat"
        raise Stop(
            f"Jam mesin ini {side} {seconds} detik daripada jam server basis data. Samakan dahulu "
            "keduanya, misalnya dengan NTP: setiap tindakan dicatat menurut jam ini."
        )


def migrate() -> None:
    """Bring the tables up to date; quick when they are."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def collect_static() -> None:
    """Gather styles and scripts under names that carry their hash; quick when nothing changed."""
    from django.conf import settings
    from django.core.management import call_command

    manifest = settings.STATIC_ROOT / "staticfiles.json"
    sources = [path for folder in settings.STATICFILES_DIRS for path in folder.rglob("*")]
    newest = max((path.stat().st_mtime for path in sources), default=0.0)
    if not manifest.exists() or manifest.stat().st_mtime <= newest:
        call_command("collectstatic", verbosity=0, interactive=False)


def sqlite_warning(version: tuple[int, int, int]) -> str | None:
    """A sentence that names a version of SQLite with the known fault; the write gate avoids it."""
    if version >= SOUND_SQLITE:
        return None
    ours, sound = (".".join(map(str, one)) for one in (version, SOUND_SQLITE))
    return (
        f"Catatan: SQLite {ours} lebih tua dari {sound}; "
        "Lajur memakai gerbang tulis agar data tetap aman."
    )


def warn_of_old_sqlite() -> None:
    """Say it, when SQLite is the database."""
    from django.db import connection

    if connection.vendor == "sqlite" and (warning := sqlite_warning(sqlite3.sqlite_version_info)):
        warn(warning)
