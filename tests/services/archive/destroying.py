"""Putting a filed case on a list, approving it, carrying it out."""

from datetime import timedelta

from lajur.services.archive.destruction import (
    approve_destruction,
    carry_out_destruction,
    propose_destruction,
)
from lajur.store.models import (
    RetentionRow,
)
from tests.services.archive.closed import Closed
from tests.services.house import NOON, House, new_key

LATER = NOON + timedelta(days=6 * 365)  # all five years of the shipped line are over


def propose(filed: Closed, at=LATER, by: str = "Sari") -> int:
    with filed.house.scope():
        return propose_destruction(
            cases=[filed.case],
            reason="Masa simpan habis.",
            actor=filed.house.actor(by, at),
            at=at,
            key=new_key(),
        )


def approve(house: House, made: int, by: str) -> None:
    with house.scope():
        approve_destruction(list_id=made, actor=house.actor(by, LATER), at=LATER, key=new_key())


def carry_out(house: House, made: int, *, by: str = "Sari", nation: str = "") -> None:
    with house.scope():
        carry_out_destruction(
            list_id=made,
            deed_number="BA/12/2032",
            national_reference=nation,
            actor=house.actor(by, LATER),
            at=LATER,
            key=new_key(),
        )


def destroy(filed: Closed) -> int:
    made = propose(filed)
    approve(filed.house, made, "Budi")
    approve(filed.house, made, "Umar")
    carry_out(filed.house, made)
    return made


def line_of(house: House, **changed: object) -> None:
    with house.scope():
        RetentionRow.objects.filter(for_cases=True).update(**changed)
