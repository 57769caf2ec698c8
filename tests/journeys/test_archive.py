"""The registrar takes a closed case's dossier home; and nothing that was uploaded ever runs."""

import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.acts import file_request, signed
from tests.journeys.house import lajur
from tests.journeys.people import People

pytestmark = pytest.mark.browser
CLOSED = "Rekam Medis Elektronik Terpadu"  # of the demo
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


def scripts(page: Page) -> set[str]:
    """The scripts of the page, without what their names carry of their content."""
    found = page.evaluate("[...document.scripts].map((script) => script.src || 'inline')")
    return {
        "lajur.js" if "/static/lajur." in source and source.endswith(".js") else source
        for source in found
    }
