"""A letter takes the number that was reserved for it."""

from datetime import datetime, timedelta

import pytest

from lajur.core.refusals import NotFound
from lajur.services.letters.books import LineWords, reserve_number
from lajur.services.letters.issuing import foresee
from lajur.services.letters.refusals import LineNotReserved, ReservedForAnother
from lajur.store.models import EntryRow, LetterRow, RegisterRow
from tests.services.house import NOON, new_key
from tests.services.letters.bureau import Bureau


def reserved(
    bureau: Bureau, register: str = "nota-dinas", *, classification: str = "", at: datetime = NOON
) -> int:
    with bureau.house.scope():
        book = RegisterRow.objects.get(key=register).pk
    return reserve_number(
        register_id=book,
        words=LineWords(subject="Menyusul"),
        reason="Disusun tangan",
        actor=bureau.house.actor("Sari"),
        classification=classification,
        at=at,
        key=new_key(),
    )


def test_a_letter_is_issued_with_the_number_that_was_kept_for_it(bureau: Bureau) -> None:
    kept, letter = reserved(bureau), bureau.written()
    outlook = foresee(letter_id=letter, actor=bureau.house.actor("Budi"), at=NOON)
    ((offered, number, _),) = outlook.reserved
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


def test_the_paper_has_the_day_of_the_number_that_was_kept_for_it(bureau: Bureau) -> None:
    before = NOON - timedelta(days=33)
    kept, letter = reserved(bureau, at=before), bureau.written()
    ((_, _, day),) = foresee(letter_id=letter, actor=bureau.house.actor("Budi"), at=NOON).reserved
    bureau.issue(letter, reserved=kept)
    row = bureau.row(letter)
    assert row.entry is not None
    assert day == row.entry.day == before.date()
    assert (row.facts["date"], row.issued_at) == (before.date().isoformat(), NOON)


def test_a_number_kept_for_another_code_is_neither_offered_nor_taken(bureau: Bureau) -> None:
    other, fitting, letter = (
        reserved(bureau, classification="900"),
        reserved(bureau),
        bureau.written(),
    )
    outlook = foresee(letter_id=letter, actor=bureau.house.actor("Budi"), at=NOON)
    assert [entry for entry, _, _ in outlook.reserved] == [fitting]
    with pytest.raises(ReservedForAnother):
        bureau.issue(letter, reserved=other)
    assert bureau.row(letter).state == "draft"


def test_a_number_kept_for_an_open_letter_is_not_given_to_a_secret_one(bureau: Bureau) -> None:
    with bureau.house.scope():
        RegisterRow.objects.filter(key="nota-dinas").update(pattern="{sifat}/{urut}/{unit}/{tahun}")
    kept, letter = reserved(bureau), bureau.written()
    with bureau.house.scope():
        LetterRow.objects.filter(pk=letter).update(secrecy="rahasia")
    with pytest.raises(ReservedForAnother):
        bureau.issue(letter, reserved=kept)
