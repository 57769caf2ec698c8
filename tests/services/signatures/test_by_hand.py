"""Signing by hand: in turn, by whom it is asked of, once."""

from datetime import date

import pytest

from lajur.core.engine.refusals import NotAllowed, ReasonMissing
from lajur.core.letters.signing_refusals import (
    LetterNotInForce,
    NotTheSigner,
    NotYourTurnToSign,
    SignatureClosed,
    SignsForTwo,
)
from lajur.core.refusals import NotFound
from lajur.queries import signing
from lajur.queries.signatures import signatures_of
from lajur.queries.signing import waiting_for
from lajur.services.refusals import UploadRefused
from lajur.services.signatures.declining import decline
from lajur.services.signatures.manual import sign_manually
from lajur.store.models import AbsenceRow
from tests.services.house import NOON, House
from tests.services.signatures.letters import BOTH, SCAN, Asked, Letter, issued, paper, void


def by_hand(letter: Letter, name: str, *, nth: int = 0, scan: bytes = SCAN) -> None:
    sign_manually(
        signature_id=letter.signatures[nth],
        name="pindaian.png",
        chunks=[scan],
        actor=letter.house.actor(name),
        at=NOON,
    )


def waits(letter: Letter, name: str) -> list[int]:
    with letter.house.scope():
        return [one.id for one in waiting_for(letter.house.actor(name))]


def test_the_scan_signs_the_letter_and_the_case_tells_of_it(house: House) -> None:
    letter = issued(house)
    assert waits(letter, "Budi") == [letter.signatures[0]]
    by_hand(letter, "Budi")
    (row,) = letter.rows()
    assert (row.state, row.method, row.by["name"]) == ("signed", "manual", "Budi")
    assert row.file.media_type == "image/png"
    assert letter.told() == ["LetterSigned"]
    assert waits(letter, "Budi") == []


def test_signed_twice_by_a_double_click_it_is_signed_once(house: House) -> None:
    letter = issued(house)
    by_hand(letter, "Budi")
    by_hand(letter, "Budi")
    assert letter.told() == ["LetterSigned"]


def test_one_signs_after_the_other(house: House) -> None:
    letter = issued(house, BOTH)
    assert (waits(letter, "Budi"), waits(letter, "Wayan")) == ([], [letter.signatures[0]])
    with pytest.raises(NotYourTurnToSign):
        by_hand(letter, "Budi", nth=1)
    by_hand(letter, "Wayan")
    assert waits(letter, "Budi") == [letter.signatures[1]]
    by_hand(letter, "Budi", nth=1)
    assert letter.states() == ["signed", "signed"]


def test_nobody_signs_for_two_sides_of_one_letter(house: House) -> None:
    letter = issued(house, (Asked(lane="kadis"), Asked(role="mengetahui", lane="kadis")))
    by_hand(letter, "Budi")
    with pytest.raises(SignsForTwo):
        by_hand(letter, "Budi", nth=1)


@pytest.mark.parametrize("name", ["Wayan", "Siti"])
def test_somebody_else_does_not_sign(house: House, name: str) -> None:
    letter = issued(house)
    with pytest.raises(NotTheSigner):
        by_hand(letter, name)
    assert letter.states() == ["waiting"]


def test_who_has_no_role_signs_nothing(house: House) -> None:
    with pytest.raises(NotAllowed):
        by_hand(issued(house), "Umar")


def test_another_government_finds_nothing(house: House, neighbour: House) -> None:
    letter = issued(house)
    with pytest.raises(NotFound):
        sign_manually(
            signature_id=letter.signatures[0],
            name="a.png",
            chunks=[SCAN],
            actor=neighbour.actor("Budi"),
            at=NOON,
        )


def test_the_applicants_side_signs_from_its_own_account(house: House) -> None:
    letter = issued(house, (Asked(role="pihak_kedua", person="Siti"),))
    by_hand(letter, "Siti")
    assert letter.rows()[0].by["name"] == "Siti Rahma"


def test_the_registrar_records_what_another_signed_with_a_pen(house: House) -> None:
    letter = issued(house, BOTH)
    by_hand(letter, "Sari")
    by_hand(letter, "Sari", nth=1)
    with house.scope():
        views = signatures_of(letter.id, actor=house.actor("Sari"))
    assert [(one.name, one.recorded_by) for one in views] == [
        ("Kabid", "Sari Dewi"),
        ("Kadis", "Sari Dewi"),
    ]


def stands_in(house: House, substitute: str, absent: str) -> None:
    with house.scope():
        AbsenceRow.objects.create(
            government_id=house.government,
            person_id=house.people[absent],
            substitute_id=house.people[substitute],
            capacity="Plh.",
            since=date(2026, 11, 23),
            until=date(2026, 11, 27),
        )


def test_a_substitute_signs_for_who_is_away(house: House) -> None:
    stands_in(house, "Wayan", "Budi")
    letter = issued(house)
    by_hand(letter, "Wayan")
    with house.scope():
        (view,) = signatures_of(letter.id, actor=house.actor("Sari"))
    assert (view.name, view.capacity) == ("Wayan", "Plh. Kadis")
    assert letter.rows()[0].by["instead_of"]["name"] == "Budi"


def test_whose_scan_the_registrar_recorded_does_not_sign_the_other_side(house: House) -> None:
    letter = issued(
        house,
        (
            Asked(role="pihak_pertama", lane="kabid", person="Wayan"),
            Asked(role="mengetahui", lane="kadis", person="Budi"),
        ),
    )
    stands_in(house, "Wayan", "Budi")
    by_hand(letter, "Sari")
    with pytest.raises(SignsForTwo):
        by_hand(letter, "Wayan", nth=1)
    with house.scope():
        _, second = signatures_of(letter.id, actor=house.actor("Wayan"))
    assert not second.may_sign


def test_the_registrar_does_not_record_one_person_for_both_sides(house: House) -> None:
    wayan = Asked(lane="kabid", person="Wayan")
    letter = issued(house, (wayan, Asked(role="mengetahui", lane="kabid", person="Wayan")))
    by_hand(letter, "Wayan")
    with pytest.raises(SignsForTwo):
        by_hand(letter, "Sari", nth=1)


def test_letters_that_wait_for_others_hide_none_that_waits_for_me(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "MOST", 1)
    not_yet, ended, mine = (issued(house, BOTH) for _ in range(3))
    decline(signature_id=ended.signatures[0], reason="x", actor=house.actor("Wayan"), at=NOON)
    by_hand(mine, "Wayan")
    assert not_yet.id < mine.id
    assert waits(mine, "Budi") == [mine.signatures[1]]


@pytest.mark.parametrize("scan", [b"PK\x05\x06" + bytes(18), b"hanya kata-kata", b""])
def test_only_a_scan_is_taken(house: House, scan: bytes) -> None:
    letter = issued(house)
    with pytest.raises(UploadRefused):
        by_hand(letter, "Budi", scan=scan)
    assert letter.states() == ["waiting"]


def test_a_void_letter_is_not_signed(house: House) -> None:
    letter = issued(house)
    void(letter)
    with pytest.raises(LetterNotInForce):
        by_hand(letter, "Budi")


def test_a_signature_that_is_declined_ends_the_asking(house: House) -> None:
    letter = issued(house, BOTH)
    asked = {"signature_id": letter.signatures[0], "actor": house.actor("Wayan"), "at": NOON}
    with pytest.raises(ReasonMissing):
        decline(reason=" ", **asked)  # type: ignore[arg-type]
    decline(reason="Angkanya keliru.", **asked)  # type: ignore[arg-type]
    assert (letter.states(), letter.told()) == (["declined", "waiting"], ["LetterDeclined"])
    assert waits(letter, "Budi") == []
    with pytest.raises(NotYourTurnToSign):
        by_hand(letter, "Budi", nth=1, scan=paper())
    with pytest.raises(SignatureClosed):
        decline(reason="Lagi.", **asked)  # type: ignore[arg-type]
