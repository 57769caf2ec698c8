"""Verifying letters: clean when they are, and every change behind their back is named."""

import pytest
from django.db import transaction
from django_scopes import scopes_disabled

from lajur.services.letters.voiding import void_letter
from lajur.services.verify.letters import letters
from lajur.store.models import LetterRow
from tests.services.house import NOON, new_key
from tests.services.letters.bureau import Bureau
from tests.services.test_verify import behind_its_back

CHANGES = {
    "another kind": "UPDATE store_letterrow SET kind = 'telaahan_staf'",
    "another token": "UPDATE store_letterrow SET token = 'lain' WHERE state = 'issued'",
    "valid again": "UPDATE store_letterrow SET state = 'issued' WHERE state = 'void'",
    "a line of another number": "UPDATE store_entryrow SET number = 'X' WHERE sequence = 1",
    "a line crossed out": "UPDATE store_entryrow SET state = 'void', reason = 'x'",
    "a letter gone": "DELETE FROM store_signaturerow; DELETE FROM store_letterrow",
}


@pytest.fixture
def issued(bureau: Bureau) -> Bureau:
    """An office with a valid letter and a void one."""
    valid, void = bureau.written(), bureau.written()
    for letter in (valid, void):
        bureau.issue(letter)
    actor = bureau.house.actor("Budi")
    void_letter(letter_id=void, reason="Salah.", actor=actor, at=NOON, key=new_key())
    return bureau


def faults() -> int:
    with scopes_disabled():
        return letters(()).count


def test_letters_that_are_as_they_were_issued_are_clean(issued: Bureau) -> None:
    assert faults() == 0


def test_a_letter_changed_behind_its_back_is_found(issued: Bureau) -> None:
    for change, statements in CHANGES.items():
        with transaction.atomic():
            with behind_its_back() as execute:
                for statement in statements.split("; "):
                    execute(statement)
            assert faults(), change
            transaction.set_rollback(True)
    assert faults() == 0


def test_facts_that_do_not_print_what_was_issued_are_found(issued: Bureau) -> None:
    with issued.house.scope():
        row = LetterRow.objects.filter(state=LetterRow.ISSUED).get()
    with behind_its_back() as execute, scopes_disabled():
        facts = {**row.facts, "subject": "Hal yang lain"}
        execute("DELETE FROM store_signaturerow")
        execute("DELETE FROM store_letterrow WHERE state = 'void'")
        LetterRow.objects.filter(pk=row.pk).update(facts=facts)
    with scopes_disabled():
        assert "cetak ulangnya" in " ".join(one.sentence for one in letters(()).faults)
