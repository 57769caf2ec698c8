"""Every route of the four SOPs, through the pages, by the people whose turn it is.

Then one more: a step that calls an SOP which the government has comes to run as a case of it.
"""

from itertools import count
from pathlib import Path

import pytest

from lajur.core.procedure.definition import Procedure, Result
from lajur.core.procedure.reader import read
from lajur.core.procedure.routes import Route, routes
from tests.journeys.acts import do_step, file_request, fill_step, follow_work, send, signed
from tests.journeys.deviating import open_case
from tests.journeys.people import People

pytestmark = pytest.mark.browser
_titles = count(1)
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


def _every_route() -> list[tuple[str, Procedure, Route]]:
    found = []
    for path in sorted(Path("sops").glob("*/*.yaml")):
        procedure = read(path.read_bytes(), name=path.name).procedure
        assert procedure is not None
        found += [(path.parent.name, procedure, route) for route in routes(procedure)]
    return found


ROUTES = _every_route()


def _name(case: object) -> str:
    return case if isinstance(case, str) else ""


@pytest.mark.parametrize(("government", "procedure", "route"), ROUTES, ids=_name)
def test_a_request_runs_this_route_to_its_end(
    people: People, government: str, procedure: Procedure, route: Route
) -> None:
    request = file_request(people, procedure, government, f"Aplikasi rute {next(_titles)}")
    for passed in route.steps[1:]:
        step = procedure.steps[passed.step]
        if not (step.automatic or step.derived_from):
            do_step(request, step, passed.outcome)
    page = people.page(request.account(procedure.steps[procedure.start].performer))
    page.goto(request.address(f"berkas/{request.case}/"))
    assert procedure.ends[route.end].name in page.locator("main").inner_text()
    assert "Giliran" not in page.locator("main h2").first.inner_text()


def test_every_result_of_every_sop_was_among_the_routes() -> None:
    reached = {(procedure.id, route.end) for _, procedure, route in ROUTES}
    assert reached == {(p.id, end) for _, p, _ in ROUTES for end in p.ends}
    assert {p.ends[r.end].result for _, p, r in ROUTES} == set(Result)


def test_a_called_sop_runs_as_a_case_of_its_own_and_brings_its_paper(
    people: People,
) -> None:
    """Last in this file: publishing changes how Cirebon's step 9 runs for everybody."""
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
    page = follow_work(page.get_by_role("link", name="Kerjakan"))
    fill_step(page, None, "Kebutuhan sudah dianalisis.")
    send(page)
    page = open_case(request, "pic.cirebon")
    main = page.locator("main").inner_text()
    assert "Dijalankan sebagai SOP lain" in main
    assert "Dokumen hasil analisis" in main
    assert "Melakukan Prosedur Desain Aplikasi" in page.locator("main .cards").inner_text()
