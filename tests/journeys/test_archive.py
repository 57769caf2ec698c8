"""A closed case's dossier goes home; its papers are destroyed by a list; no upload ever runs."""

import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.acts import file_request, signed
from tests.journeys.deviating import find_request
from tests.journeys.house import lajur
from tests.journeys.people import People

pytestmark = pytest.mark.browser
CLOSED = "Rekam Medis Elektronik Terpadu"  # of the demo
OVER = "Permainan Edukasi Pajak"  # closed as well
RAN = "console.log('jalan')"
HEAD = b"IHDR" + struct.pack("!IIBBBBB", 40, 30, 8, 2, 0, 0, 0)
HOSTILE = (
    b"\x89PNG\r\n\x1a\n" + struct.pack("!I", 13) + HEAD + struct.pack("!I", zlib.crc32(HEAD))
    + f"<!doctype html><script>{RAN}</script><img src=x onerror=\"{RAN}\">".encode()
)  # fmt: skip


def test_a_dossier_is_built_taken_home_and_proved_there(people: People, tmp_path: Path) -> None:
    page = people.page("registrar.sumbawa")
    page.goto(f"{people.house.address}/sumbawa/register/?cari=Rekam+Medis")
    page.get_by_role("link", name=CLOSED).click()
    page.locator('form[action$="/dosir/"] button').click()
    page.locator(".messages").wait_for()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Unduh dosir (ZIP)").click()
    file = tmp_path / taken.value.suggested_filename
    taken.value.save_as(file)

    proof = lajur("dossier", "verify", str(file))
    assert proof.returncode == 0, proof.stdout + proof.stderr
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    changed = tmp_path / "diubah.zip"
    changed.write_bytes(content)
    proof = lajur("dossier", "verify", str(changed))
    assert proof.returncode == 1, proof.stdout + proof.stderr
    with zipfile.ZipFile(file) as box:
        box.extractall(tmp_path)
    offline = people.browser.new_context(offline=True, java_script_enabled=False).new_page()
    offline.goto((tmp_path / "index.html").as_uri())
    links = [link.get_attribute("href") for link in offline.locator("main a").all()]
    assert links
    assert all((tmp_path / str(link)).is_file() for link in links)
    assert CLOSED in offline.locator("h1").inner_text()
    offline.context.close()


def test_papers_are_destroyed_by_a_list_that_two_others_approved(people: People) -> None:
    request = find_request(people, "banten", OVER)
    page = people.page("registrar.banten")
    page.goto(request.address("arsip/jadwal/baru/"))
    for name, value in (
        ("code", "000.9"), ("title", "Uji musnah"), ("active_years", "0"), ("inactive_years", "0"),
    ):  # fmt: skip
        page.locator(f"main [name={name}]").fill(value)
    page.locator("input[name=disposal][value=musnah]").check()
    confirm(page)
    page.goto(request.address(f"berkas/{request.case}/klasifikasi/"))
    page.get_by_label("Uji musnah").check()
    confirm(page)

    page.goto(request.address("arsip/"))
    page.locator("li.line", has_text="Uji musnah").locator("a").click()
    page.get_by_label(request.number).check()
    page.locator("textarea[name=alasan]").fill("Masa simpan habis.")
    confirm(page)
    address = page.url
    assert page.get_by_role("button", name="Setujui pemusnahan").count() == 0  # one's own
    for account in ("kabid.banten", "kasi.banten"):
        assert page.get_by_role("button", name="Musnahkan sekarang").count() == 0
        other = people.page(account)
        other.goto(address)
        other.get_by_role("button", name="Setujui pemusnahan").click()
        other.locator(".messages").wait_for()
        page.reload()

    page.get_by_label("Nomor berita acara").fill("BA/3/2026")
    page.get_by_role("button", name="Musnahkan sekarang").click()
    page.locator(".messages").wait_for()
    page.goto(request.address(f"berkas/{request.case}/"))
    shown = page.locator("main").text_content() or ""
    assert "menurut berita acara BA/3/2026" in shown
    assert "Unduh dosir" not in shown


def test_a_hostile_upload_is_looked_at_and_runs_nothing(people: People) -> None:
    name = f"<img src=x onerror={RAN}>.pdf"
    request = file_request(
        people, signed("sumbawa"), "sumbawa", "Aplikasi uji", letter=(name, HOSTILE)
    )
    page, said = people.page("pemohon.sumbawa"), []
    page.on("console", lambda line: said.append(line.text))
    page.on("dialog", lambda box: said.append(box.message))
    page.goto(request.address(f"berkas/{request.case}/"))
    page.locator(".file__name a").first.click()
    page.locator("figure img").wait_for()
    assert name in page.locator("aside").inner_text()
    shown = page.url
    for address in (shown, shown.replace("/lihat/", "/gambar/")):
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok
        assert scripts(page) <= {"lajur.js"}
    assert [line for line in said if "jalan" in line] == []


def confirm(page: Page) -> None:
    page.locator("main form button.btn--primary").first.click()
    page.locator(".messages").wait_for()


def scripts(page: Page) -> set[str]:
    """The scripts of the page, without what their names carry of their content."""
    found = page.evaluate("[...document.scripts].map((script) => script.src || 'inline')")
    return {
        "lajur.js" if "/static/lajur." in source and source.endswith(".js") else source
        for source in found
    }
