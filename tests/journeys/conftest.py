"""One house and one browser for all journeys of a test run."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.faults.premises import Premises
from tests.journeys.house import House, start
from tests.journeys.looking import Window, close, windows
from tests.journeys.people import People

CHROMIUM = os.environ.get("LAJUR_CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# What takes longest goes first, or one browser is still at it when the other has done all the rest.
LONGEST = ("test_pages",)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.stem not in LONGEST)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, demo: Premises) -> Iterator[House]:
    place = demo.copied(tmp_path_factory.mktemp("house"))
    running = start(place.data, settings=place.settings)
    yield running
    found = running.verify()
    running.stop()
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="session")
def people(house: House, browser: Browser) -> Iterator[People]:
    crowd = People(house=house, browser=browser)
    yield crowd
    crowd.close()


@pytest.fixture
def anybody(people: People) -> Iterator[tuple[Window, Window]]:
    """A visitor who is not logged in, at a desk and on a phone."""
    both = windows(people, "")
    yield both
    close(both)
