"""A letter from the desk: written for a step, looked at, issued, handed in with the work."""

import pytest

from tests.journeys.acts import file_request, open_turn, send, signed
from tests.journeys.letters import issue
from tests.journeys.people import People

pytestmark = pytest.mark.browser


def test_a_disposition_is_written_issued_and_handed_in(people: People) -> None:
    request = file_request(people, signed("sumbawa"), "sumbawa", "Aplikasi naskah")
    page = open_turn(request, "kadis.sumbawa")
    page.get_by_role("button", name="Tulis Lembar disposisi").click()
    page.wait_for_url("**/naskah/*/")
    assert "Kepala Bidang Teknologi Informasi" in page.locator("#bagian-diteruskan").inner_html()

    page.get_by_label("Catatan").fill("Telaah kebutuhan, lapor Jumat.")
    page.get_by_role("button", name="Simpan dan lihat").click()
    page.wait_for_url("**#pratinjau")
    paper = page.request.get(page.url.partition("#")[0] + "pratinjau.pdf")
    assert paper.body().startswith(b"%PDF")

    number = issue(page)

    page.get_by_role("link", name="Selesaikan tugasnya").click()
    page.wait_for_url("**/tugas/**")
    send(page)
    page.goto(request.address(f"berkas/{request.case}/"))
    shown = page.locator("main").inner_text()
    assert f"Menerbitkan naskah {number}" in shown
    assert "lembar-disposisi" in page.locator("main").inner_html()
    assert people.house.verify().returncode == 0


def test_what_was_typed_before_and_after_a_fault_outlasts_writing_the_letter(
    people: People,
) -> None:
    request = file_request(people, signed("sumbawa"), "sumbawa", "Aplikasi catatan")
    page = open_turn(request, "kadis.sumbawa")
    work = page.url
    page.get_by_label("Catatan").fill("Sebelum galat.")
    page.get_by_role("button", name="Periksa dan lanjutkan").click()
    page.locator("#galat").wait_for()
    page.get_by_label("Catatan").fill("Sesudah galat.")

    page.get_by_role("button", name="Tulis Lembar disposisi").click()
    page.wait_for_url("**/naskah/*/")
    page.goto(work)

    assert page.get_by_label("Catatan").input_value() == "Sesudah galat."
