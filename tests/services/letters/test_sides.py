"""Who writes and signs what: the office its papers, the agency and a vendor only their own."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from lajur.core.engine.refusals import LetterOfOthers, NotAllowed
from lajur.core.refusals import NotFound
from lajur.queries.letters.views import LetterView, find_letter
from lajur.services.letters.answers import SignerMissing
from lajur.services.letters.drafting import Chosen, begin_letter
from lajur.services.letters.issuing import foresee, issue_letter
from lajur.services.letters.voiding import void_letter
from lajur.store.models import PersonRow, PositionRow, SignatureRow, UnitRow
from tests.services.house import NOON, House, new_key
from tests.services.letters.bureau import Bureau
from tests.services.letters.test_reserved import reserved
from tests.web.desk import Desk

RESPONSE = {"kind": "lembar_tanggapan", "item": "tanggapan_rencana"}


@pytest.fixture
def asked(bureau: Bureau) -> int:
    """The agency's own step: the number of its work item."""
    desk = Desk(house=bureau.house, began=NOON - timedelta(hours=1))
    return desk.reach(bureau.case, "tanggapan_rencana").number


def begun(bureau: Bureau, number: int, by: str = "Siti", **what: str) -> int:
    at = timezone.now()
    return begin_letter(
        case_id=bureau.case, number=number, actor=bureau.house.actor(by, at), at=at, **what
    )


def choice(house: House, order: int, who: str, lane: str = "") -> Chosen:
    position = house.positions[lane] if lane else None
    return Chosen(order=order, position=position, holder=house.people[who])


@pytest.mark.parametrize(
    "what",
    [
        {"kind": "keputusan"},  # a decree, beside the SOP
        {"kind": "keputusan", "item": "tanggapan_rencana"},  # in the name of their own paper
        {"kind": "rencana_pengembangan", "item": "dokumen_analisis"},  # which they only receive
    ],
)
def test_an_applicant_writes_only_what_their_step_yields_in_its_own_kind(
    bureau: Bureau, asked: int, what: dict[str, str]
) -> None:
    with pytest.raises(NotAllowed):
        begun(bureau, asked, **what)


def test_an_applicant_writes_the_paper_that_their_step_yields(bureau: Bureau, asked: int) -> None:
    letter = begun(bureau, asked, **RESPONSE)
    (signature,) = bureau.signatures(letter)
    assert signature.person_id == bureau.house.people["Siti"]


def test_an_applicant_takes_no_number_that_the_office_has_kept(bureau: Bureau, asked: int) -> None:
    kept, letter = reserved(bureau, "formulir"), begun(bureau, asked, **RESPONSE)
    bureau.save(letter, by="Siti", parts=bureau.filled(letter))
    siti, version = bureau.house.actor("Siti"), bureau.row(letter).version
    assert foresee(letter_id=letter, actor=siti, at=NOON).reserved == ()
    with pytest.raises(NotFound):
        issue_letter(
            letter_id=letter,
            seen_version=version,
            actor=siti,
            at=NOON,
            key=new_key(),
            reserved=kept,
        )
    assert bureau.row(letter).state == "draft"


def test_people_of_the_agency_sign_only_for_the_agency(bureau: Bureau) -> None:
    letter = bureau.begin(kind="berita_acara_pekerjaan")
    for order in (1, 3):  # the first party, and who knows of it
        with pytest.raises(NotFound):
            bureau.save(letter, signers=[choice(bureau.house, order, "Siti")])
    with pytest.raises(NotFound):
        bureau.save(letter, signers=[choice(bureau.house, 2, "Budi", "kadis")])
    bureau.save(letter, signers=[choice(bureau.house, 1, "Wayan", "kabid")])


def test_nobody_of_a_vendor_signs_for_the_office(bureau: Bureau) -> None:
    letter, house = bureau.begin(kind="surat_tugas"), bureau.house
    made_vendor(bureau, "Rahmat", "tim")
    with pytest.raises(NotFound):
        bureau.save(letter, signers=[choice(house, 1, "Rahmat", "tim")])


def test_a_signer_of_the_wrong_side_in_an_older_draft_is_asked_for_anew(bureau: Bureau) -> None:
    letter = bureau.written()
    with bureau.house.scope():
        SignatureRow.objects.filter(letter=letter).update(
            position=None, person=bureau.house.people["Siti"]
        )
    with pytest.raises(SignerMissing):
        bureau.issue(letter)


def test_an_issued_letter_is_made_void_by_who_wrote_or_signs_it_or_the_clerk(
    bureau: Bureau,
) -> None:
    house = bureau.house
    letters = [bureau.written() for _ in range(3)]
    kabid = choice(house, 1, "Wayan", "kabid")
    for letter in letters:
        bureau.save(letter, subject="Untuk ditandatangani", signers=[kabid])
        bureau.issue(letter)
    for who in ("Dewi", "Rahmat"):
        with pytest.raises(LetterOfOthers):
            void(bureau, letters[0], who)
        assert not seen_by(bureau, letters[0], who).may_void
    for letter, who in zip(letters, ("Budi", "Wayan", "Sari"), strict=True):
        assert seen_by(bureau, letter, who).may_void
        void(bureau, letter, who)
        assert bureau.row(letter).state == "void"


def void(bureau: Bureau, letter: int, who: str) -> None:
    actor = bureau.house.actor(who)
    void_letter(letter_id=letter, reason="Keliru.", actor=actor, at=NOON, key=new_key())


def seen_by(bureau: Bureau, letter: int, who: str) -> LetterView:
    with bureau.house.scope():
        return find_letter(
            bureau.case, letter, actor=bureau.house.actor(who), at=NOON, zone=ZoneInfo("UTC")
        )


def made_vendor(bureau: Bureau, who: str, lane: str) -> None:
    """From now on the position belongs to a company."""
    house = bureau.house
    with house.scope():
        company = UnitRow.objects.create(
            government_id=house.government, name="CV Karya", kind=UnitRow.VENDOR
        )
        PositionRow.objects.filter(pk=house.positions[lane]).update(unit=company)
        PersonRow.objects.filter(pk=house.people[who]).update(unit=company)
