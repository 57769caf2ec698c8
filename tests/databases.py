"""The test database: its tables are made once, kept, and copied for every process that tests.

Making them, migration by migration, takes longer than most test files. What is kept is used for as
long as everything it was made from is the same: the models and migrations, Django, the backend.
"""

import fcntl
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

SOURCE = Path(__file__).resolve().parents[1] / "src" / "lajur"
MADE_FROM = ("store/apps.py", "store/models/**/*.py", "store/migrations/*.py", "site/**/*.py")
_NAME = "lajur_tables"


def take_database(kept: Path) -> str:
    """Give this process a database with all tables; `kept` is a folder for what is kept.

    Returns:
        The name of the database outside of tests, which `destroy_test_db` wants back.
    """
    usual = str(connection.settings_dict["NAME"])
    copy = _copy_of_file if connection.vendor == "sqlite" else _copy_on_server
    with _alone(kept):
        _turn_to(copy(kept))
    connection.ensure_connection()
    return usual


def _copy_of_file(kept: Path) -> str:
    name = str(connection.settings_dict["TEST"]["NAME"])
    shutil.copyfile(_tables_in_a_file(kept), name)
    return name


def _copy_on_server(kept: Path) -> str:
    connection.settings_dict["TEST"]["TEMPLATE"] = _tables_on_a_server()
    name: str = connection.creation._create_test_db(0, autoclobber=True)
    return name


def _turn_to(name: str) -> None:
    """Let the connection lead to this database when it is opened next."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


@contextmanager
def _alone(kept: Path) -> Iterator[None]:
    """Whoever comes second finds what the first has made."""
    with (kept / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _tables_in_a_file(kept: Path) -> Path:
    file = kept / f"{_NAME}_{_digest()}.sqlite3"
    if not file.exists():
        for old in kept.glob(f"{_NAME}_*"):
            old.unlink()
        began = file.with_suffix(".new")
        _migrate(str(began))
        began.rename(file)
    return file


def _tables_on_a_server() -> str:
    name = f"{_NAME}_{_digest()}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}_new")
            cursor.execute(f"CREATE DATABASE {name}_new")
            _migrate(f"{name}_new")
            cursor.execute(f"ALTER DATABASE {name}_new RENAME TO {name}")
    return name


def _migrate(name: str) -> None:
    usual = str(connection.settings_dict["NAME"])
    _turn_to(name)
    call_command("migrate", verbosity=0, interactive=False)
    _turn_to(usual)


def _digest() -> str:
    """Of everything the tables are made from."""
    found = sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for path in sorted(file for place in MADE_FROM for file in SOURCE.glob(place)):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]
