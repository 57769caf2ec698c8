"""What commands find when they run within the tests' own process."""

import pytest
from django.conf import settings

from lajur.cli.start import KEPT_IN


@pytest.fixture(autouse=True)
def kept_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder that holds something; its tables are those of the test, wherever they are."""
    if "db" in request.fixturenames or "django_db_setup" in request.fixturenames:
        (settings.DATA / KEPT_IN).touch()
        monkeypatch.setenv("LAJUR_DATA", str(settings.DATA))
