"""The offices the service tests work in."""

import pytest

from tests.services.house import House, build


@pytest.fixture
def house(db: None) -> House:
    """Kabupaten Sumbawa, everybody in place."""
    return build()


@pytest.fixture
def neighbour(db: None) -> House:
    """Another government, with the same SOP."""
    return build("tetangga", "Asia/Jakarta")
