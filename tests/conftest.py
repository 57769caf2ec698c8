"""What every test stands on: its own data folder, its own database file, quick passwords."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    data_folder: Path, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """SQLite: a file of this run's own, so that runs side by side do not meet."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "lajur.site.sqlite":
        database["TEST"]["NAME"] = str(data_folder / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def own_data_folder(data_folder: Path) -> Iterator[None]:
    with override_settings(
        DATA=data_folder,
        FILES=data_folder / "files",
        STATIC_ROOT=data_folder / "static",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        call_command("collectstatic", verbosity=0, interactive=False)
        yield
