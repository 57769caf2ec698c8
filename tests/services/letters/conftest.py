"""The office the letter tests write in."""

import pytest
from django_scopes import scope

from tests.services.house import House
from tests.services.letters.bureau import Bureau, furnish


@pytest.fixture
def bureau(house: House) -> Bureau:
    """Sumbawa's office with a request on the desk of Budi, Kepala Dinas."""
    with scope(government=house.government):
        furnish(house.government)
    return Bureau(house=house, case=house.file().case_id)
