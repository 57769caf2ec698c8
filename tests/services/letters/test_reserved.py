"""A letter takes the number that was reserved for it."""

import pytest

from lajur.core.refusals import NotFound
from lajur.services.letters.books import LineWords, reserve_number
from lajur.services.letters.issuing import foresee
from lajur.services.letters.refusals import LineNotReserved
from lajur.store.models import EntryRow, RegisterRow
from tests.services.house import NOON, new_key
from tests.services.letters.bureau import Bureau


def reserved(bureau: Bureau, register: str = "nota-dinas") -> int:
    with bureau.house.scope():
        book = RegisterRow.objects.get(key=register).pk
    return reserve_number(
        register_id=book,
        words=LineWords(subject="Menyusul"),
        reason="Disusun tangan",
        actor=bureau.house.actor("Sari"),
        at=NOON,
        key=new_key(),
    )


def test_a_letter_is_issued_with_the_number_that_was_kept_for_it(bureau: Bureau) -> None:
    kept, letter = reserved(bureau), bureau.written()
    outlook = foresee(letter_id=letter, actor=bureau.house.actor("Budi"), at=NOON)
    ((offered, number),) = outlook.reserved
    issued = bureau.issue(letter, reserved=offered)
    entry = bureau.row(letter).entry
    assert (offered, issued.number) == (kept, number)
    assert entry is not None
    assert (entry.pk, entry.state, entry.subject) == (kept, EntryRow.USED, "Hal lain")
    assert number in bureau.row(letter).facts["number"]


def test_a_reserved_number_is_taken_by_one_letter_of_its_own_register(bureau: Bureau) -> None:
    kept, one, other = reserved(bureau), bureau.written(), bureau.written()
    with pytest.raises(NotFound):
        bureau.issue(one, reserved=reserved(bureau, "laporan"))
    bureau.issue(one, reserved=kept)
    with pytest.raises(LineNotReserved):
        bureau.issue(other, reserved=kept)
    assert bureau.row(other).state == "draft"
