"""Letters of a closed case: in its dossier as issued and as signed, and kept at its destruction."""

import io
import zipfile

import orjson
import pytest
from django_scopes import scope

from lajur.services.archive.erasing import erase
from lajur.services.letters.voiding import void_letter
from lajur.services.signatures.manual import sign_manually
from lajur.services.verify.registers import registers_of_letters
from lajur.store.models import LetterRow
from tests.services.archive.closed import Closed, close_a_case
from tests.services.archive.test_dossier import built, proved
from tests.services.archive.test_proof import faults, forged, members, relisted
from tests.services.house import NOON, House, new_key
from tests.services.letters.bureau import Bureau, furnish
from tests.services.signatures.letters import SCAN


@pytest.fixture
def bureau(house: House) -> Bureau:
    """A closed case with a letter signed by hand, a void one, and a draft."""
    with scope(government=house.government):
        furnish(house.government)
    bureau = Bureau(house=house, case=close_a_case(house).case)
    signed, void = bureau.written(), bureau.written()
    for letter in (signed, void):
        bureau.issue(letter)
    bureau.written()
    budi = house.actor("Budi")
    asked = bureau.signatures(signed)[0].pk
    day = bureau.row(signed).issued_at
    sign_manually(signature_id=asked, name="pindai.png", chunks=[SCAN], actor=budi, at=day)
    void_letter(letter_id=void, reason="Salah alamat.", actor=budi, at=day, key=new_key())
    return bureau


def closed(bureau: Bureau) -> Closed:
    row = bureau.house
    return Closed(house=row, case=bureau.case, number="", at=NOON)


def test_each_stands_there_as_issued_and_as_signed_and_none_can_be_exchanged(
    bureau: Bureau,
) -> None:
    whole = built(closed(bureau))

    assert proved(whole).faults == []
    with zipfile.ZipFile(io.BytesIO(whole)) as box:
        letters = [name for name in box.namelist() if name.startswith("surat/")]
        kept = orjson.loads(box.read("manifest.json"))["letters"]
        page = box.read("index.html").decode()
    assert letters == [
        "surat/001-nota-dinas.pdf",
        "surat/001-nota-dinas-ttd-1.png",
        "surat/002-nota-dinas.pdf",
    ]
    assert [(one["signature"], one["void"]) for one in kept] == [(0, False), (1, False), (0, True)]
    assert "(batal)" in page
    for name in letters:
        found = faults(relisted(whole, name, members(whole)[name] + b"."))
        assert found
        assert all(fault.startswith("Surat ") for fault in found)


TOLD_OTHERWISE: tuple[tuple[int, dict[str, object]], ...] = (
    (0, {"number": "900/1/DKIST/2026"}),
    (0, {"kind": "keputusan"}),
    (0, {"void": True}),
    (2, {"void": False}),
    (0, {"signature": 1}),
    (1, {"signature": 0}),
)


def test_a_letter_told_otherwise_than_the_journal_tells_it_is_found(bureau: Bureau) -> None:
    whole = built(closed(bureau))
    for letter, change in TOLD_OTHERWISE:
        changed = forged(whole, lambda manifest: manifest["letters"][letter].update(change))  # noqa: B023
        found = faults(changed)
        assert found, change
        assert all(fault.startswith("Surat ") for fault in found)


def test_destruction_leaves_what_is_numbered_and_takes_what_was_typed_about_it(
    bureau: Bureau,
) -> None:
    with bureau.house.scope():
        erase([bureau.case])
        kept = list(LetterRow.objects.select_related("entry").order_by("pk"))
    assert [row.state for row in kept] == ["issued", "void"]
    assert [row.void_reason for row in kept] == ["", ""]
    assert all(row.file_id for row in kept)
    lines = [(row.entry.state, row.entry.reason) for row in kept]
    assert lines == [("used", ""), ("void", "Batal (alasan dimusnahkan)")]
    assert all(row.entry.number for row in kept)
    assert registers_of_letters().count == 0
