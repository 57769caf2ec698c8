"""The world of the page tests."""

import pytest

from tests.web.world import World, build_world


@pytest.fixture
def sumbawa(db: None) -> World:
    """Kabupaten Sumbawa, with its SOP and people in every role."""
    return build_world()


@pytest.fixture
def cirebon(db: None) -> World:
    """Another government."""
    return build_world("cirebon", "cirebon-2019")
