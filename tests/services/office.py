"""What tests of administration share: an administrator, and keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import pytest

from lajur.core.access import Actor, Capacity
from lajur.queries.offices.positions import find_position
from lajur.services.offices.holdings import Appointment, appoint_holder
from lajur.services.offices.refusals import NotAgreed
from lajur.store.models import OfficeEventRow, PersonRow
from tests.services.house import NOON, House, new_key

TODAY = date(2026, 11, 23)  # NOON, in Sumbawa


def administrator(house: House) -> Actor:
    """Made, the first time it is asked for."""
    if "Yuli" not in house.people:
        row = PersonRow.objects.create(
            government_id=house.government,
            username=f"yuli-{house.slug}",
            name="Yuli",
            is_admin=True,
        )
        house.people["Yuli"] = row.pk
    return house.actor("Yuli")


def asked(house: House, key: str = "", at: datetime = NOON) -> dict[str, Any]:
    """Who asks, when, with a key of its own."""
    return {"actor": administrator(house), "at": at, "key": key or new_key()}


def seen_position(house: House, lane: str) -> str:
    with house.scope():
        return find_position(house.positions[lane], today=TODAY).seen


def appointment(house: House, name: str, **more: Any) -> Appointment:
    usual = {"capacity": Capacity.DEFINITIVE, "since": TODAY, "decree": "821/1/2026"}
    return Appointment(person=house.people[name], **{**usual, **more})


def appoint(house: House, lane: str, name: str, *, agreed: str = "", **more: Any) -> None:
    appoint_holder(
        position_id=house.positions[lane],
        appointment=appointment(house, name, **more),
        seen=seen_position(house, lane),
        agreed=agreed,
        **asked(house),
    )


def newest_act(house: House) -> OfficeEventRow:
    with house.scope():
        row = OfficeEventRow.objects.order_by("-seq").first()
    assert row is not None
    return row


@contextmanager
def unchanged(house: House) -> Iterator[None]:
    """Nothing is journalled inside."""
    with house.scope():
        before = OfficeEventRow.objects.count()
    yield
    with house.scope():
        assert OfficeEventRow.objects.count() == before


def asks_first(act: Any) -> None:
    with pytest.raises(NotAgreed):
        act()
