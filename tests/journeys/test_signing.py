"""Letters signed with a pen and with a certificate; and what anybody can find out about them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page

from tests.journeys.acts import file_request, open_turn, signed
from tests.journeys.letters import (
    address_on,
    altered,
    begin_beside_the_sop,
    compare,
    fill_first_row,
    hand_in_scan,
    issue,
    open_signing,
    taken_home,
)
from tests.journeys.people import LETTER, People
from tests.services.signatures.keys import PASSPHRASE, key_of, root

pytestmark = pytest.mark.browser


@contextmanager
def anybody(people: People) -> Iterator[Page]:
    """Somebody without an account."""
    context = people.browser.new_context()
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def test_both_parties_sign_a_deed_with_a_pen_each_from_their_own_account(people: People) -> None:
    request = file_request(people, signed("sumbawa"), "sumbawa", "Aplikasi bertanda tangan")
    page = begin_beside_the_sop(request, "kadis.sumbawa", "berita_acara_serah_terima")
    fill_first_row(page.locator("#bagian-hasil"), "Aplikasi")
    number = issue(page)
    letter = page.url
    address = address_on(taken_home(page))

    hand_in_scan(open_signing(request, "kadis.sumbawa", number), LETTER)
    applicant = people.page("pemohon2.sumbawa")
    applicant.goto(request.address("tanda-tangan/"))
    assert number not in applicant.locator("main").inner_text()  # of another agency
    hand_in_scan(open_signing(request, "pemohon.sumbawa", number), LETTER + b"%kedua\n")

    page.goto(letter)
    assert page.locator("ol.signs").inner_text().count("Ditandatangani") == 2
    with anybody(people) as visitor:
        visitor.goto(address)
        shown = visitor.locator("main").inner_text()
        assert "sudah ditandatangani" in shown
        assert "Lalu Hasbi Ramadhan" in shown
        assert "dr. Siti Marwah Hasanah" in shown
        assert "Sama persis." in compare(visitor, LETTER + b"%kedua\n")
        assert "Berkas versi sebelum ditandatangani." in compare(visitor, LETTER)
        assert "Bukan berkas ini." in compare(visitor, altered(LETTER))


def test_a_certificate_signs_and_anybody_sees_by_whom_and_whether_a_byte_was_changed(
    people: People,
) -> None:
    _hold_certificate(people, "cirebon", "kadis.cirebon", "Drs. Agung Wirasaputra, M.Si.")
    admin = people.page("admin.cirebon")
    admin.goto(f"{people.house.address}/cirebon/kelola/rupa-naskah/")
    admin.locator("select[name=signing]").select_option("certificate")
    admin.locator("main form .actions--bar button.btn--primary").first.click()
    admin.locator(".messages").wait_for()

    request = file_request(people, signed("cirebon"), "cirebon", "Aplikasi bersertifikat")
    page = open_turn(request, "kadis.cirebon")
    page.get_by_role("button", name="Tulis Lembar disposisi").click()
    page.wait_for_url("**/naskah/*/")
    number = issue(page)
    letter = page.url

    page = open_signing(request, "kadis.cirebon", number)
    for passphrase in ("kata-sandi-keliru", PASSPHRASE):
        page.locator("input[name=frasa]").fill(passphrase)
        page.get_by_role("button", name="Tandatangani secara elektronik").click()
        if passphrase != PASSPHRASE:
            page.locator(".errors").wait_for()
            assert "Frasa sandi tidak cocok" in page.locator("main").inner_text()
            assert passphrase not in page.content()
    page.locator(".messages").wait_for()

    page.goto(letter)
    paper = taken_home(page)
    with anybody(people) as visitor:
        visitor.goto(address_on(paper))
        shown = visitor.locator("main").inner_text()
        assert "sudah ditandatangani" in shown
        assert "Sertifikat: Drs. Agung Wirasaputra, M.Si., diterbitkan CA Uji Daerah." in shown
        found = compare(visitor, paper)
        assert "Sama persis." in found
        assert "1 tanda tangan elektronik yang utuh" in found
        found = compare(visitor, altered(paper))
        assert "Bukan berkas ini." in found
        assert "tanda tangan elektronik yang tidak sah" in found


def _hold_certificate(people: People, government: str, account: str, name: str) -> None:
    """As the operator puts it into the data folder."""
    folder = people.house.data / "certificates" / government
    folder.mkdir(parents=True)
    (folder / f"{account}.p12").write_bytes(key_of(name))
    (folder / "akar.pem").write_bytes(root())
