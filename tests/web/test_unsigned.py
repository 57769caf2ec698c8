"""A letter and the step that hands it in are signed apart; the pages say which is still open."""

from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone

from tests.services.signatures.letters import SCAN, Asked, Letter, issued
from tests.web.desk import Desk, build_desk, fields_of, press

PARTIES = (
    Asked(role="pihak_pertama", person="Rahmat"),
    Asked(role="pihak_kedua", person="Siti"),
    Asked(role="mengetahui", lane="kadis"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """The last step of a request, its deed issued and signed by nobody."""

    desk: Desk
    case: int
    number: int  # of the work that hands it in
    letter: Letter

    def confirm(self, who: str, number: int | None = None) -> HttpResponse:
        """The page that says what will happen."""
        work = number or self.number
        act = self.desk.url(self.case, work, "selesaikan/")
        return press(self.desk.client(who), self.desk.url(self.case, work), act)

    def hand_in(self) -> dict[str, int]:
        """The work of each co-signer, by lane."""
        self.desk.complete(self.case, "Rahmat")
        items = self.desk.house.open_items(self.case)
        return {item.lane: item.number for item in items if item.parent}

    def sign(self, who: str, order: int) -> None:
        address = self.signature(order)
        scan = SimpleUploadedFile("pindaian.png", SCAN)
        given = {"kunci": "0" * 32, "cara": "manual", "pindaian": scan}
        assert self.desk.client(who).post(address, given).status_code == 302

    def signature(self, order: int) -> str:
        return f"/{self.desk.house.slug}/tanda-tangan/{self.letter.signatures[order - 1]}/"

    @property
    def address(self) -> str:
        return self.desk.url(self.case, None, f"naskah/{self.letter.id}/")


@pytest.fixture
def deed(db: None) -> Deed:
    desk = build_desk()
    case = desk.file()
    number = desk.reach(case, "berita_acara").number
    letter = issued(
        desk.house,
        PARTIES,
        case=case,
        work_item=number,
        item="berita_acara",
        at=timezone.now(),
    )
    return Deed(desk=desk, case=case, number=number, letter=letter)


def words(response: HttpResponse) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_handing_in_a_letter_names_who_has_not_signed_it(deed: Deed) -> None:
    shown = words(deed.confirm("Rahmat"))

    assert "belum lengkap ditandatangani" in shown
    assert f'href="{deed.address}"' in shown
    assert "Belum: Rahmat (Pihak pertama); Siti (Pihak kedua); Kadis (Mengetahui)." in shown
    assert f'href="{deed.signature(1)}"' in shown
    assert "Persetujuan diminta dari Kepala Dinas" in shown
    assert 'value="kirim"' in shown  # a warning, not a block


def test_who_has_signed_is_not_named_and_a_signed_letter_needs_no_warning(deed: Deed) -> None:
    deed.sign("Rahmat", 1)
    assert "Belum: Siti (Pihak kedua); Kadis (Mengetahui)." in words(deed.confirm("Rahmat"))

    deed.sign("Siti", 2)
    deed.sign("Budi", 3)
    assert "belum lengkap ditandatangani" not in words(deed.confirm("Rahmat"))


def test_the_co_signers_page_shows_whose_turn_the_letter_waits_for(deed: Deed) -> None:
    work = deed.desk.url(deed.case, deed.hand_in()["opd"])

    early = words(deed.desk.client("Siti").get(work))
    assert "Giliran Rahmat lebih dahulu." in early
    assert deed.signature(2) not in early

    deed.sign("Rahmat", 1)
    now = words(deed.desk.client("Siti").get(work))
    assert "tandatangani naskahnya dahulu" in now
    assert deed.signature(2) in now


def test_agreeing_before_signing_is_told_and_signing_offered_first(deed: Deed) -> None:
    number = deed.hand_in()["opd"]
    deed.sign("Rahmat", 1)

    shown = words(deed.confirm("Siti", number))

    assert "Anda menyetujui langkah ini" in shown
    assert shown.index(deed.signature(2)) < shown.index('value="kirim"')
    assert "Tandatangani naskah dahulu" in shown


def test_the_last_agreement_says_that_the_case_closes_on_an_unsigned_letter(deed: Deed) -> None:
    numbers = deed.hand_in()
    first, act = (
        deed.confirm("Siti", numbers["opd"]),
        deed.desk.url(deed.case, numbers["opd"], "selesaikan/"),
    )
    deed.desk.client("Siti").post(act, {**fields_of(first, act), "tahap": "kirim"})

    shown = words(deed.confirm("Budi", numbers["kadis"]))

    assert "Berkas akan ditutup, padahal naskahnya belum lengkap ditandatangani." in shown
    assert "juga sesudah berkas ditutup" in shown


def test_a_case_that_ends_names_the_unsigned_letters_of_earlier_steps_too(deed: Deed) -> None:
    issued(deed.desk.house, case=deed.case, work_item=2, at=timezone.now())
    assert "1 naskah dari langkah sebelumnya" not in words(deed.confirm("Rahmat"))

    numbers = deed.hand_in()
    deed.desk.complete(deed.case, "Budi")
    shown = words(deed.confirm("Siti", numbers["opd"]))

    assert "Berkas akan ditutup" in shown
    assert "1 naskah dari langkah sebelumnya" not in shown  # the office's own, not for Siti

    issued(
        deed.desk.house,
        (Asked(person="Siti"),),
        case=deed.case,
        work_item=2,
        at=timezone.now(),
    )
    assert "1 naskah dari langkah sebelumnya" in words(deed.confirm("Siti", numbers["opd"]))


def test_without_a_letter_co_signing_stays_one_act(db: None) -> None:
    desk = build_desk()
    case = desk.file()
    desk.reach(case, "berita_acara")
    desk.complete(case, "Rahmat")
    number = next(one.number for one in desk.house.open_items(case) if one.lane == "kadis")
    budi, page = desk.client("Budi"), desk.url(case, number)

    assert "Tanda tangani" in words(budi.get(page))
    confirm = words(press(budi, page, desk.url(case, number, "selesaikan/")))
    assert "Anda menandatangani" in confirm
    assert "belum lengkap ditandatangani" not in confirm


def test_after_signing_the_way_leads_back_to_the_case(deed: Deed) -> None:
    deed.sign("Rahmat", 1)

    shown = words(deed.desk.client("Rahmat").get(deed.signature(1)))

    assert f'href="{deed.desk.url(deed.case)}"' in shown
