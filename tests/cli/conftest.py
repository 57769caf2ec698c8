"""What commands find: an office set up once in a test run, and the tests' own process."""

import fcntl
from pathlib import Path

import pytest
from django.conf import settings

from lajur.cli.start import KEPT_IN
from tests.cli.typed import INIT, lajur
from tests.conftest import folder_of_the_run


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder that `lajur init` left, to be looked at; beside it, what it `said`."""
    folder = folder_of_the_run(tmp_path_factory) / "office"
    folder.mkdir(exist_ok=True)
    said = folder / "said"
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            done = lajur(*INIT, data=folder / "data")
            assert done.returncode == 0, done.stderr
            said.write_text(done.stdout, encoding="utf-8")
    return folder / "data"


@pytest.fixture(autouse=True)
def kept_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder that holds something; its tables are those of the test, wherever they are."""
    if "db" in request.fixturenames or "django_db_setup" in request.fixturenames:
        (settings.DATA / KEPT_IN).touch()
        monkeypatch.setenv("LAJUR_DATA", str(settings.DATA))
