"""Closed cases, as the archive finds them."""

import pytest

from tests.services.archive.closed import Closed, close_a_case
from tests.services.house import House, build


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
