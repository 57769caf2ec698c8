"""Closed cases, as the archive finds them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from lajur.services.archive.keeping import file_closed
from lajur.services.archive.providing import provide_retention
from lajur.store.models import GovernmentRow, PersonRow
from tests.services.archive.closed import Closed, close_a_case
from tests.services.archive.destroying import line_of
from tests.services.house import NOON, House, build


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


@pytest.fixture
def archive(house: House) -> House:
    """The office with its schedule, and an administrator who may approve beside the officials."""
    provide_retention(GovernmentRow.objects.get(pk=house.government), at=NOON)
    line_of(house, disposal="musnah")  # as an office whose own schedule says so
    PersonRow.objects.filter(pk=house.people["Umar"]).update(is_admin=True)
    return house


@pytest.fixture
def filed(archive: House) -> Closed:
    """A closed case as the archive has it."""
    case = close_a_case(archive)
    with archive.scope():
        file_closed(GovernmentRow.objects.get(pk=archive.government))
    return case
