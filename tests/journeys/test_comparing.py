"""Two SOPs side by side in a browser: found from the front page, chosen, read, by keyboard too."""

import pytest
from playwright.sync_api import expect

from tests.journeys.looking import Window, sound
from tests.journeys.people import People

pytestmark = pytest.mark.browser
PRESSES = 40  # of Tab


def test_a_visitor_goes_from_the_front_page_to_two_sops_side_by_side(
    people: People, anybody: tuple[Window, Window]
) -> None:
    desk, phone = anybody
    page = desk.page
    page.goto(people.house.address)
    page.get_by_role("link", name="Sandingkan SOP semua pemerintah daerah ini").click()
    expect(page.get_by_role("rowheader")).to_have_count(4)
    sound(anybody, page.url)
    page.get_by_role("link", name="Sandingkan SOP Kabupaten Sumbawa").click()
    sound(anybody, page.url)
    page.get_by_role("link", name="Sandingkan dengan Kota Cirebon").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kabupaten Sumbawa dan Kota Cirebon")
    expect(page.get_by_text("Hanya Kabupaten Sumbawa yang dapat menolak")).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Serah terima"))
    expect(row).to_contain_text("membuat Berita Acara Pekerjaan")
    expect(row).to_contain_text("Menyerahkan hasil pengembangan aplikasi")
    sound(anybody, page.url)
    name = phone.page.locator("tr.twin__row .twin__who").first
    expect(name).to_contain_text("Kabupaten Sumbawa · langkah 1")  # says whose, without a head
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_another_partner_is_chosen_without_script_and_by_keyboard(
    people: People, anybody: tuple[Window, Window]
) -> None:
    page = anybody[0].page
    page.goto(f"{people.house.address}/sumbawa/sop/sumbawa-2021/")
    page.get_by_role("link", name="Sandingkan").click()
    page.get_by_label("Sandingkan dengan").select_option("banten/banten-2020")
    page.get_by_label("Sandingkan dengan").press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Langkah demi langkah")).to_be_visible()
    for _ in range(PRESSES):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Dalam angka":
            break
    page.keyboard.press("Enter")
    assert page.url.endswith("#angka")
