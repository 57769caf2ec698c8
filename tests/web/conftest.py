"""The world of the page tests."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.web.world import World, build_world


@pytest.fixture
def sumbawa(db: None) -> World:
    """Kabupaten Sumbawa, with its SOP and people in every role."""
    return build_world()


@pytest.fixture
def cirebon(db: None) -> World:
    """Another government."""
    return build_world("cirebon", "cirebon-2019")


@pytest.fixture
def banten(db: None) -> World:
    """A government whose printed form has its own blanks and papers."""
    return build_world("banten", "banten-2020")


@pytest.fixture
def weighed(db: None) -> Callable[[str], tuple[int, int]]:
    """Weigh a page with everything it links, compressed: on a first visit, and after."""

    def weigh(address: str, client: Client | None = None) -> tuple[int, int]:
        page = (client or Client()).get(address).content
        linked = set(re.findall(rb'(?:src|href)="(/static/[^"#]+)', page))
        kept = sum(_weight(name.decode()) for name in linked)
        own = len(gzip.compress(page))
        return own + kept, own

    return weigh


def _weight(address: str) -> int:
    file = Path(settings.STATIC_ROOT) / address.removeprefix("/static/")
    content = file.read_bytes()
    return len(content) if file.suffix == ".woff2" else len(gzip.compress(content))
