"""Closed cases, as the archive finds them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.services.archive.closed import Closed, close_a_case
from tests.services.house import House, build


@pytest.fixture(autouse=True)
def own_shelf(tmp_path: Path) -> Iterator[None]:
    """What one test leaves on the disk is not the next one's."""
    with override_settings(FILES=tmp_path / "files"):
        yield


@pytest.fixture
def house(db: None) -> House:
    return build()


@pytest.fixture
def closed(house: House) -> Closed:
    """A refused request of Sumbawa, with papers as files and as words."""
    return close_a_case(house)


@pytest.fixture
def neighbour(db: None) -> House:
    return build("tetangga", "Asia/Jakarta")
