"""Issuing: number, bytes, register, journal and row, together or not at all."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.db import DatabaseError, connection, transaction

from lajur.core.letters.parts import PartsRefused, PartUndecided
from lajur.services.letters import issuing
from lajur.services.letters.answers import (
    LetterIssuedBefore,
    LetterNotIssued,
    LetterProfileMissing,
    LetterVoidBefore,
    SignerMissing,
    SignsTwice,
    StaleLetter,
)
from lajur.services.letters.drafting import Chosen
from lajur.services.letters.entries import Line, draw
from lajur.services.letters.preparing import preview_letter, reprint
from lajur.services.letters.voiding import void_letter
from lajur.services.refusals import IdempotencyMismatch
from lajur.store import files
from lajur.store.models import EntryRow, EventRow, LetterProfileRow, LetterRow
from tests.services.house import NOON, new_key
from tests.services.letters.bureau import Bureau


def test_a_letter_gets_its_number_its_bytes_and_its_line_at_once(bureau: Bureau) -> None:
    letter = bureau.written()
    issued = bureau.issue(letter)
    row = bureau.row(letter)
    assert row.entry is not None
    assert row.file is not None
    assert issued.number == row.entry.number
    assert (row.entry.state, row.entry.sequence, row.entry.case_id) == ("used", 1, bureau.case)
    assert row.facts["number"] == issued.number
    assert row.token in row.facts["verification"]["address"]
    with bureau.house.scope():
        event = EventRow.objects.filter(kind="LetterIssued").get()
    assert event.data["digest"] == row.file.digest
    assert (event.data["letter"], event.data["letter_kind"]) == (issued.number, "nota_dinas")


def test_printing_it_again_gives_the_same_bytes_whatever_changed_since(bureau: Bureau) -> None:
    letter = bureau.written()
    bureau.issue(letter)
    with bureau.house.scope():
        LetterProfileRow.objects.update(data={"place": "Lain"})
    row = bureau.row(letter)
    assert row.file is not None
    assert sha256(reprint(row.facts)).hexdigest() == row.file.digest


def test_the_signer_is_printed_in_the_capacity_of_that_day(bureau: Bureau) -> None:
    letter = bureau.written()
    bureau.issue(letter)
    (signature,) = bureau.signatures(letter)
    (printed,) = bureau.row(letter).facts["signers"]
    assert signature.signer is not None
    assert printed["name"] == signature.signer["name"] == "Budi"
    assert signature.person_id == bureau.house.people["Budi"]


def test_the_same_button_pressed_twice_takes_one_number(bureau: Bureau) -> None:
    letter, key = bureau.written(), new_key()
    version = bureau.row(letter).version
    first = bureau.issue(letter, key=key, seen_version=version)
    assert bureau.issue(letter, key=key, seen_version=version) == first
    assert len([one for one in bureau.entries() if one.register.key == "nota-dinas"]) == 1
    with pytest.raises(IdempotencyMismatch):
        bureau.issue(letter, key=key, seen_version=version + 1)
    with pytest.raises(LetterIssuedBefore):
        bureau.issue(letter, seen_version=version)


def test_what_was_saved_since_is_not_issued_unseen(bureau: Bureau) -> None:
    letter = bureau.written()
    bureau.save(letter, subject="Baru saja diubah")
    with pytest.raises(StaleLetter):
        bureau.issue(letter, seen_version=1)


def test_somebody_quicker_has_the_number_and_the_letter_gets_the_next(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = bureau.written()
    foretell = issuing._foretell
    quick = iter([1, 2])

    def slower(ready: issuing.Ready, at: datetime) -> object:
        foretold = foretell(ready, at)
        if next(quick, 0):  # another letter takes the number in between
            draw("nota-dinas", Line(), government=ready.government, at=at)
        return foretold

    monkeypatch.setattr(issuing, "_foretell", slower)
    bureau.issue(letter)
    row = bureau.row(letter)
    assert row.entry is not None
    assert row.file is not None
    assert row.entry.sequence == 3
    assert sha256(reprint(row.facts)).hexdigest() == row.file.digest


def test_where_somebody_is_always_quicker_it_is_printed_inside_the_lock(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issuing, "TRIES", 0)
    letter = bureau.written()
    number = bureau.issue(letter).number
    assert bureau.row(letter).facts["number"] == number


def test_refused_nothing_of_it_stays(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("the lights go out")

    letter = bureau.written()
    before = sorted(files.root().glob("??/*"))
    monkeypatch.setattr(issuing.engine, "issue_letter", fails)
    for tries in (3, 0):  # printed before the lock, and inside it
        monkeypatch.setattr(issuing, "TRIES", tries)
        with pytest.raises(RuntimeError):
            bureau.issue(letter)
    monkeypatch.undo()
    assert sorted(files.root().glob("??/*")) == before
    assert bureau.row(letter).state == LetterRow.DRAFT
    bureau.issue(letter)
    row = bureau.row(letter)
    assert row.entry is not None
    assert row.entry.sequence == 1


def test_new_year_begins_in_the_zone_of_the_office(bureau: Bureau) -> None:
    before, after = (datetime(2026, 12, 31, 15, minute, tzinfo=UTC) for minute in (59, 0))
    after = after.replace(hour=16)  # midnight in Sumbawa
    numbers = [bureau.issue(bureau.written(at=at), at=at).number for at in (before, after)]
    assert [number.rpartition("/")[2] for number in numbers] == ["2026", "2027"]
    assert [one.sequence for one in bureau.entries() if one.register.key == "nota-dinas"] == [1, 1]


def test_a_paper_that_lacks_something_says_what(bureau: Bureau) -> None:
    letter = bureau.begin()
    with pytest.raises(PartsRefused) as refused:
        bureau.issue(letter)
    assert "yth" in refused.value.fields
    bureau.save(letter, subject="")
    with pytest.raises(PartsRefused) as refused:
        bureau.issue(letter)
    assert refused.value.fields.keys() == {"hal"}


def test_a_decree_that_has_not_decided_is_not_issued(bureau: Bureau) -> None:
    house = bureau.house
    for by in ("Budi", "Wayan", "Dewi", "Dewi"):
        house.complete(bureau.case, by)
    number = house.open_items(bureau.case)[-1].number  # decides: ya, or tidak
    letter = bureau.begin("Wayan", kind="keputusan", number=number)
    with pytest.raises(PartsRefused) as refused:
        bureau.issue(letter, by="Wayan")
    assert {name: type(one) for name, one in refused.value.fields.items()} == {
        "diktum": PartUndecided
    }

    diktum = str(bureau.row(letter).parts["diktum"]).replace("tidak / ya", "tidak dapat dilayani")
    assert diktum != str(bureau.row(letter).parts["diktum"])
    bureau.save(letter, by="Wayan", parts={**bureau.row(letter).parts, "diktum": diktum})
    assert bureau.issue(letter, by="Wayan").number


def test_every_signature_needs_its_own_person(bureau: Bureau) -> None:
    house, letter = bureau.house, bureau.begin(kind="berita_acara_pekerjaan")
    whole = {"parts": bureau.filled(letter)}
    budi = {"position": house.positions["kadis"], "holder": house.people["Budi"]}
    bureau.save(letter, **whole, signers=[Chosen(order=2, position=None, holder=None)])
    with pytest.raises(SignerMissing):
        bureau.issue(letter)
    siti = Chosen(order=2, position=None, holder=house.people["Siti"])
    both = [Chosen(order=one, **budi) for one in (1, 3)]
    bureau.save(letter, **whole, signers=[siti, *both])
    with pytest.raises(SignsTwice):
        bureau.issue(letter)


def test_without_a_letterhead_nothing_is_issued(bureau: Bureau) -> None:
    letter = bureau.written()
    with bureau.house.scope():
        LetterProfileRow.objects.all().delete()
    with pytest.raises(LetterProfileMissing):
        bureau.issue(letter)


def test_a_draft_is_looked_at_as_it_would_print_complete_or_not(bureau: Bureau) -> None:
    letter, budi = bureau.begin(), bureau.house.actor("Budi")
    assert preview_letter(letter_id=letter, actor=budi, at=NOON).startswith(b"%PDF")


def test_a_void_letter_keeps_its_number_and_says_why(bureau: Bureau) -> None:
    letter, budi, key = bureau.written(), bureau.house.actor("Budi"), new_key()
    with pytest.raises(LetterNotIssued):
        void_letter(letter_id=letter, reason="keliru", actor=budi, at=NOON, key=new_key())
    number = bureau.issue(letter).number
    for _ in range(2):  # the second is a second click
        void_letter(letter_id=letter, reason="Salah alamat.", actor=budi, at=NOON, key=key)
    row = bureau.row(letter)
    assert row.entry is not None
    assert (row.state, row.void_reason) == (LetterRow.VOID, "Salah alamat.")
    assert (row.entry.number, row.entry.state) == (number, EntryRow.VOID)
    with pytest.raises(LetterVoidBefore):
        void_letter(letter_id=letter, reason="lagi", actor=budi, at=NOON, key=new_key())


def test_the_database_itself_keeps_what_was_issued(bureau: Bureau) -> None:
    letter = bureau.written()
    bureau.issue(letter)
    statements = [
        f"UPDATE store_letterrow SET {change} WHERE id = {letter}"
        for change in ("subject = 'lain'", "state = 'draft'", "template = 'x'", "token = 'x'")
    ]
    statements += [f"DELETE FROM store_letterrow WHERE id = {letter}", "DELETE FROM store_entryrow"]
    for statement in statements:
        with pytest.raises(DatabaseError, match="what was issued stays"):
            _tried(statement)


def _tried(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
