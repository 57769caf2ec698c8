"""Who hears that an absence is over, or will not be."""

import pytest

from lajur.core.notices import NoticeKind
from lajur.queries.notice_words import notice_sentence
from lajur.services.absences import end_absence
from lajur.store.models import NoticeRow
from tests.services.absent import WITA, away, stamp
from tests.services.house import NOON, House, new_key
from tests.services.office import asked

Told = set[tuple[str, str]]  # who, variant


def told(house: House) -> Told:
    with house.scope():
        return set(NoticeRow.objects.values_list("person__name", "facts__variant"))


def ended(house: House, *, begins: int, by: str = "") -> Told:
    """Umar stands in for Budi from so many days on; it is ended today; give who hears what."""
    absence = away(house, "Budi", "Umar", begins)
    with house.scope():
        NoticeRow.objects.all().delete()
    own = {"actor": house.actor(by), "at": NOON, "key": new_key()} if by else asked(house)
    end_absence(absence_id=absence, seen=stamp(house, absence), **own)  # type: ignore[arg-type]
    return told(house)


def test_who_has_stood_in_is_not_told_that_they_did_not(house: House) -> None:
    assert ended(house, begins=0) == {("Umar", "ended"), ("Budi", "back")}


def test_what_has_not_begun_is_called_off_to_both(house: House) -> None:
    assert ended(house, begins=1) == {("Umar", "cancelled"), ("Budi", "kept")}


@pytest.mark.parametrize("begins", [0, 1])
def test_who_ends_their_own_absence_knows_it(house: House, begins: int) -> None:
    assert {name for name, _ in ended(house, begins=begins, by="Budi")} == {"Umar"}


def test_the_end_is_said_in_words(house: House) -> None:
    ended(house, begins=0)
    with house.scope():
        rows = NoticeRow.objects.order_by("person__name")
        words = [notice_sentence(NoticeKind(row.kind), row.facts, zone=WITA) for row in rows]
    assert words == [
        "Anda tidak lagi digantikan Umar; tugas Anda kembali kepada Anda.",
        "Anda tidak lagi menggantikan Budi. Terima kasih.",
    ]
