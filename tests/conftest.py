"""What every test stands on: its own data folder, its own database file, quick passwords."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.template import Template
from django.test import override_settings
from django.test.utils import _TestState

from lajur.store.calendars import office_calendar, versions_began
from tests.databases import take_database
from tests.faults.premises import Premises, premises_with_demo

# Who asks for one of these has to do with the database; the rest is the same on every database.
OF_THE_DATABASE = {"django_db_setup", "server"}


gc.disable()  # until everything is imported: a quarter of the time that takes


def pytest_collection_finish() -> None:
    """What is imported and collected stays: nobody need look through it for garbage again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1_000)
    gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database runs; the rest has run on SQLite."""
    if not os.environ.get("LAJUR_DATABASE_URL"):
        return
    touching = [item for item in items if _touches_the_database(item)]
    if left := [item for item in items if item not in set(touching)]:
        config.hook.pytest_deselected(items=left)
        items[:] = touching


def _touches_the_database(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(asked & OF_THE_DATABASE)


@pytest.fixture(scope="session")
def server() -> str:
    """The address of the PostgreSQL server under test; "" when it is SQLite."""
    return os.environ.get("LAJUR_DATABASE_URL", "")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, server: str) -> Premises:
    """The demo, loaded once in a test run, whole and at rest: to be copied.

    Runs side by side over SQLite load it once together, in the folder `LAJUR_TESTS_SHARED`.
    """
    shared = os.environ.get("LAJUR_TESTS_SHARED")
    folder = Path(shared) if shared and not server else folder_of_the_run(tmp_path_factory)
    return premises_with_demo(folder, server)


def folder_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of a test run know."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


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


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: object,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Tables as the migrations make them, copied in place of being made anew."""
    kept = request.config.rootpath / ".pytest_cache" / "databases"
    kept.mkdir(parents=True, exist_ok=True)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        usual = take_database(kept)
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.creation.destroy_test_db(usual, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def pages_as_they_are_rendered(django_test_environment: None) -> None:
    """Django copies the context of every template in a test for `response.context`: nobody asks."""
    Template._render = _TestState.saved_data.template_render


@pytest.fixture(scope="module")
def database_of_module(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """For what the tests of a module find when they begin: made once, thrown away after the last.

    What each of them does to it is undone before the next: mark the module with `django_db`.
    """
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield
        transaction.set_rollback(True)


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


@pytest.fixture(scope="module", autouse=True)
def own_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Uploads outlive the rollback of their test; no other module is to find them."""
    with override_settings(FILES=tmp_path_factory.mktemp("files")):
        yield


@pytest.fixture(autouse=True)
def calendars_of_this_test() -> None:
    """A test that is rolled back leaves its ids and versions to the next."""
    office_calendar.cache_clear()
    versions_began.cache_clear()


@pytest.fixture(autouse=True)
def journals_can_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that commit end with a flush, which SQLite's append-only triggers refuse."""
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction"))
    if not commits and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("_django_db_helper")  # so that the journals go before its flush
    yield
    if connection.vendor == "sqlite":
        _empty_journals()


def _empty_journals() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
            " AND sql LIKE '%RAISE%'"  # the append-only ones; others keep an index
        )
        triggers = cursor.fetchall()
        for name, _, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        with connection.constraint_checks_disabled():  # the flush takes the rest
            for table in {table for _, table, _ in triggers}:
                cursor.execute(f'DELETE FROM "{table}"')
        for _, _, sql in triggers:
            cursor.execute(sql)
