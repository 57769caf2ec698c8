"""A step that calls another SOP, in a house of its own: publishing changes it for everybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.acts import do_step, file_request, fill_step, send, signed
from tests.journeys.deviating import open_case
from tests.journeys.house import start
from tests.journeys.people import People

pytestmark = pytest.mark.browser
AFTER_DECIDING = ("tentukan_pic", "koordinasi", "analisis")
ANALYSIS = """
id: analisis-2019
layanan: []
identitas: {satuan_kerja: [DKIS], nomor: 038/SOP-EGOV/2019, nama: Analisis Aplikasi}
pelaksana:
  - {id: pemohon, nama: PIC, jenis: pemohon}
  - {id: analis, nama: Analis, jenis: jabatan}
barang:
  - {id: konsep_aplikasi, nama: Konsep aplikasi, jenis: dokumen, dari: pemohon}
  - {id: hasil_analisis, nama: Dokumen hasil analisis, jenis: dokumen}
mulai: minta
langkah:
  - {id: minta, no: "1", kegiatan: Minta analisis, pelaksana: pemohon, kelengkapan: Konsep aplikasi,
     perlu: [konsep_aplikasi], waktu: "", output: "", simbol: kapsul, lanjut: analisis}
  - {id: analisis, no: "2", kegiatan: Menganalisis kebutuhan, pelaksana: analis, kelengkapan: "",
     waktu: 3 hari, output: Dokumen hasil analisis, hasil: [hasil_analisis],
     lanjut: {selesai: selesai}}
selesai: [{id: selesai, nama: Selesai, hasil: selesai}]
"""


@pytest.fixture(scope="module")
def people(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    running = start(Path(tmp_path_factory.mktemp("called")) / "data")
    crowd = People(house=running, browser=browser)
    yield crowd
    crowd.close()
    running.stop()


def test_a_called_sop_runs_as_a_case_of_its_own_and_brings_its_paper(
    people: People,
) -> None:
    people.house.publish("cirebon", ANALYSIS)
    page = people.page("admin.cirebon")
    page.goto(f"{people.house.address}/cirebon/kelola/lajur/analisis-2019/analis/")
    page.get_by_label("Pranata Komputer Ahli Muda").check()
    page.locator("main form button.btn--primary").first.click()
    page.locator(".messages").wait_for()
    people.log_in_again("pic.cirebon")
    request = file_request(people, signed("cirebon"), "cirebon", "Aplikasi bercabang")
    for name in ("terima_permohonan", "identifikasi", "tentukan_pelaksana", *AFTER_DECIDING):
        step = request.procedure.steps[name]
        do_step(request, step, "ya" if step.is_decision else None)
    page = open_case(request, "pic.cirebon")
    page.get_by_role("link", name="Analisis Aplikasi").last.click()
    page.get_by_role("link", name="Kerjakan").click()
    fill_step(page, None, "Kebutuhan sudah dianalisis.")
    send(page)
    page = open_case(request, "pic.cirebon")
    main = page.locator("main").inner_text()
    assert "Dijalankan sebagai SOP lain" in main
    assert "Dokumen hasil analisis" in main
    assert "Melakukan Prosedur Desain Aplikasi" in page.locator("main .cards").inner_text()
