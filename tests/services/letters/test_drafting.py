"""Drafts: begun from the case, saved by whoever was there first, thrown away by their writer."""

import pytest

from lajur.core.engine.refusals import NotAllowed, NotYourWork, UnknownItem
from lajur.core.letters.parts import PartsRefused
from lajur.core.refusals import NotFound
from lajur.services.letters.answers import LetterIssuedBefore, NotTheWriter, StaleLetter
from lajur.services.letters.drafting import Chosen, discard_letter
from lajur.store.models import LetterRow
from tests.services.house import NOON, House
from tests.services.letters.bureau import Bureau

DISPOSITION = {"kind": "lembar_disposisi", "item": "disposisi_kadis", "number": 2}


def test_a_draft_begins_with_what_the_case_knows(bureau: Bureau) -> None:
    row = bureau.row(bureau.begin())
    assert "Antrean Puskesmas" in row.subject
    assert "Dinas Kesehatan" in row.parts["pembuka"]
    assert (row.state, row.entry, row.version) == (LetterRow.DRAFT, None, 0)


def test_the_performer_is_proposed_to_sign_in_their_own_position(bureau: Bureau) -> None:
    (signature,) = bureau.signatures(bureau.begin("Budi"))
    assert signature.person_id == bureau.house.people["Budi"]
    assert signature.position_id == bureau.house.positions["kadis"]


def test_a_deed_asks_both_parties_and_whoever_is_to_know(bureau: Bureau) -> None:
    found = bureau.signatures(bureau.begin(kind="berita_acara_pekerjaan"))
    roles = {one.role: one.person_id for one in found}
    assert roles["pihak_kedua"] == bureau.house.people["Siti"]
    assert {"pihak_pertama", "mengetahui"} <= roles.keys()


def test_a_second_click_opens_the_draft_of_the_first(bureau: Bureau) -> None:
    assert bureau.begin() == bureau.begin()
    assert bureau.begin("Budi", **DISPOSITION) == bureau.begin("Budi", **DISPOSITION)


def test_beside_the_sop_one_may_write_two_letters_of_a_kind(bureau: Bureau) -> None:
    first = bureau.begin()
    bureau.save(first)
    assert bureau.begin() != first


@pytest.mark.parametrize("who", ["Wayan", "Dewi"])
def test_the_papers_of_work_are_written_by_those_who_do_it(bureau: Bureau, who: str) -> None:
    with pytest.raises(NotYourWork):
        bureau.begin(who, **DISPOSITION)


def test_an_applicant_writes_nothing_beside_the_sop(bureau: Bureau) -> None:
    with pytest.raises(NotAllowed):
        bureau.begin("Siti")


def test_a_paper_that_the_step_does_not_have_is_not_written_for_it(bureau: Bureau) -> None:
    with pytest.raises(UnknownItem):
        bureau.begin("Budi", kind="nota_dinas", item="berita_acara", number=2)
    with pytest.raises(NotFound):
        bureau.begin("Budi", kind="entah")


def test_another_government_has_no_such_letter(bureau: Bureau, neighbour: House) -> None:
    letter = bureau.begin()
    with pytest.raises(NotFound):
        discard_letter(letter_id=letter, actor=neighbour.actor("Budi"), at=NOON)


def test_what_is_saved_is_there_again_and_may_be_incomplete(bureau: Bureau) -> None:
    letter = bureau.begin()
    assert bureau.save(letter, subject="  Laporan   awal ", parts={"isi": ["", " satu "]}) == 1
    row = bureau.row(letter)
    assert (row.subject, row.parts["isi"], row.parts["yth"]) == ("Laporan awal", ["satu"], "")


def test_who_was_slower_loses_nothing_and_overwrites_nothing(bureau: Bureau) -> None:
    letter = bureau.begin()
    bureau.save(letter, subject="Dari jendela pertama")
    with pytest.raises(StaleLetter):
        bureau.save(letter, subject="Dari jendela kedua", seen_version=0)
    assert bureau.row(letter).subject == "Dari jendela pertama"


def test_the_same_words_twice_are_saved_once(bureau: Bureau) -> None:
    letter = bureau.begin()
    assert bureau.save(letter) == bureau.save(letter, seen_version=0) == 1


def test_what_cannot_be_printed_is_refused_with_its_part(bureau: Bureau) -> None:
    letter = bureau.begin()
    with pytest.raises(PartsRefused) as refused:
        bureau.save(letter, parts={"pembuka": "a\0b"})
    assert refused.value.fields.keys() == {"pembuka"}


def test_somebody_else_may_be_chosen_to_sign_but_nobody_who_cannot(bureau: Bureau) -> None:
    letter, house = bureau.begin(), bureau.house
    wayan = Chosen(order=1, position=house.positions["kabid"], holder=house.people["Wayan"])
    bureau.save(letter, signers=[wayan])
    assert bureau.signatures(letter)[0].person_id == house.people["Wayan"]
    stray = Chosen(order=1, position=house.positions["kabid"], holder=house.people["Siti"])
    with pytest.raises(NotFound):
        bureau.save(letter, subject="Lain lagi", signers=[stray])


def test_a_draft_is_thrown_away_by_its_writer_only(bureau: Bureau) -> None:
    letter, house = bureau.begin(), bureau.house
    with pytest.raises(NotTheWriter):
        discard_letter(letter_id=letter, actor=house.actor("Wayan"), at=NOON)
    discard_letter(letter_id=letter, actor=house.actor("Budi"), at=NOON)
    with house.scope():
        assert not LetterRow.objects.exists()


def test_what_is_issued_is_neither_saved_nor_thrown_away(bureau: Bureau) -> None:
    letter = bureau.written()
    bureau.issue(letter)
    with pytest.raises(LetterIssuedBefore):
        bureau.save(letter, subject="Terlambat")
    with pytest.raises(LetterIssuedBefore):
        discard_letter(letter_id=letter, actor=bureau.house.actor("Budi"), at=NOON)
