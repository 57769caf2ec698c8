"""An administrator has files of SOPs looked at in a browser, and takes the draft home."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lajur.core.bpmn.importing import draft_of
from lajur.core.bpmn.writing import bpmn
from lajur.core.procedure.reader import read
from tests.core.bpmn.drawings import FOREIGN
from tests.core.procedure.sheets import signed, sop, start, step
from tests.journeys.looking import Window, close, windows
from tests.journeys.people import People

pytestmark = pytest.mark.browser
KINDS = ("Berkas SOP (YAML)", "Gambar BPMN", "Formulir (PDF)")


@pytest.fixture
def admin(people: People) -> Iterator[tuple[Window, Window]]:
    both = windows(people, "admin.sumbawa")
    yield both
    close(both)


def look_at(page: Page, file: Path) -> None:
    page.get_by_label("Berkas SOP").set_input_files(file)
    page.get_by_role("button", name="Periksa berkas").click()


def taken(page: Page, kind: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=kind).click()
    return download.value.path().read_bytes()


def test_a_drawing_of_another_modeller_is_looked_at_and_taken_home(
    people: People, admin: tuple[Window, Window], tmp_path: Path
) -> None:
    ours = tmp_path / "sop.bpmn"
    ours.write_bytes(bpmn(signed("sumbawa")))
    for window in admin:
        page = window.page
        page.goto(f"{people.house.address}/sumbawa/kelola/")
        page.get_by_role("link", name="Periksa berkas SOP").click()
        assert list(window.faults()) == []
        look_at(page, FOREIGN / "camunda.bpmn")
        expect(page.get_by_role("heading", name="3 hal perlu diputuskan")).to_be_visible()
        expect(
            page.get_by_text("Alurnya utuh, tetapi ada yang perlu Anda putuskan.")
        ).to_be_visible()
        page.get_by_text("dibaca dengan cara yang paling dekat").click()
        assert list(window.faults()) == []
        look_at(page, ours)
        expect(page.get_by_text("Tidak ada kesalahan.")).to_be_visible()
        assert list(window.faults()) == []
        language, drawing, paper = (taken(page, kind) for kind in KINDS)
        assert read(language, name="x.yaml").procedure == signed("sumbawa")
        assert draft_of(drawing, name="x").procedure == signed("sumbawa")
        assert paper.startswith(b"%PDF-")


def test_what_is_wrong_is_told_on_the_same_page(
    people: People, admin: tuple[Window, Window], tmp_path: Path
) -> None:
    ring, words = tmp_path / "putar.yaml", tmp_path / "surat.bpmn"
    ring.write_bytes(sop(start("lanjut: a"), step("a", "lanjut: b"), step("b", "lanjut: a")))
    words.write_text("bukan gambar")
    for window in admin:
        page = window.page
        page.goto(f"{people.house.address}/sumbawa/kelola/periksa-sop/")
        look_at(page, ring)
        expect(page.get_by_text("SOP ini belum dapat dijalankan.")).to_be_visible()
        assert list(window.faults()) == []
        look_at(page, words)
        expect(page.get_by_text("berkas ini bukan XML yang utuh")).to_be_visible()
        expect(page.get_by_role("button", name="Gambar BPMN")).to_have_count(0)
        assert list(window.faults()) == []
