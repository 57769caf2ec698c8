"""Administration when rights change and clicks double in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from lajur.core.refusals import NotFound
from lajur.services.offices.people import Created, PersonDetails, create_person
from lajur.store.models import PersonRow
from tests.services.house import NOON, build
from tests.services.office import administrator

CLICKS = 4
MADE = PersonDetails(name="Made Sukrawati, S.ST.")


@pytest.mark.django_db
def test_a_right_that_has_gone_since_the_form_was_sent_counts_no_more() -> None:
    house = build()
    yuli = administrator(house)
    PersonRow.objects.filter(pk=house.people["Yuli"]).update(is_admin=False)
    with pytest.raises(NotFound):
        create_person(username="made", details=MADE, actor=yuli, at=NOON, key="k" * 32)
    assert not PersonRow.objects.filter(username="made").exists()


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_at_once_makes_one_account_and_shows_its_password_each_time() -> None:
    house = build()
    yuli, start = administrator(house), Barrier(CLICKS)

    def click(_: int) -> Created:
        try:
            start.wait(timeout=60)
            return create_person(username="made", details=MADE, actor=yuli, at=NOON, key="k" * 32)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLICKS) as clicks:
        created = list(clicks.map(click, range(CLICKS)))
    assert len({(one.person, one.password) for one in created}) == 1
    assert created[0].password
