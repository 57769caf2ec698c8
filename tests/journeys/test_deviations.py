"""Each deviation once, through the pages, with what the next person sees and the history says."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page

from tests.journeys.acts import Request, do_step, file_request, fill_step, open_turn, send, signed
from tests.journeys.deviating import (
    assert_told,
    confirm_page,
    deviate,
    find_request,
    has_turn,
    open_case,
    open_work,
    said,
)
from tests.journeys.people import LETTER, People

pytestmark = pytest.mark.browser
_titles = count(1)
Ask = Callable[[str], Request]


@pytest.fixture
def ask(people: People) -> Ask:
    """File a request with this government."""

    def file(government: str) -> Request:
        title = f"Aplikasi simpang {next(_titles)}"
        return file_request(people, signed(government), government, title)

    return file


def _steps(request: Request, *names: str, **decided: str) -> None:
    for name in (*names, *decided):
        do_step(request, request.procedure.steps[name], decided.get(name))


def _complete(page: Page, words: str, outcome: str | None = None) -> None:
    fill_step(page, outcome, words)
    send(page)


def test_what_is_incomplete_goes_back_to_the_applicant_and_returns_complete(ask: Ask) -> None:
    request = ask("sumbawa")
    page = open_turn(request, "kadis.sumbawa")
    deviate(page, "Kembalikan untuk dilengkapi", "Surat belum bertanggal.")
    assert "dikembalikan kepada pemohon" in said(page)

    asked = open_work(request, "pemohon.sumbawa")
    assert "Surat belum bertanggal." in asked.locator("main").inner_text()
    asked.locator("input[type=file]").first.set_input_files(
        {"name": "surat-bertanggal.pdf", "mimeType": "application/pdf", "buffer": LETTER}
    )
    send(asked)

    page = open_turn(request, "kadis.sumbawa")
    assert "surat-bertanggal.pdf" in page.locator("main").inner_text()
    _complete(page, "Sudah lengkap, diteruskan.")
    assert_told(request, "kadis.sumbawa", "Dikembalikan untuk dilengkapi", "belum bertanggal")


def test_suspended_work_says_why_and_goes_on_with_a_reason(ask: Ask) -> None:
    request = ask("sumbawa")
    deviate(open_turn(request, "kadis.sumbawa"), "Tunda tugas", "Menunggu anggaran perubahan.")
    assert "Ditunda" in open_case(request, "pemohon.sumbawa").locator("main").inner_text()
    deviate(open_turn(request, "kadis.sumbawa"), "Lanjutkan tugas", "Anggaran sudah ditetapkan.")
    _complete(open_turn(request, "kadis.sumbawa"), "Ditindaklanjuti.")
    assert_told(request, "kabid.sumbawa", "Tugas ditunda", "Menunggu anggaran perubahan.")
    assert_told(request, "kabid.sumbawa", "Tugas dilanjutkan", "Anggaran sudah ditetapkan.")


def test_a_withdrawn_request_leaves_every_tray_and_keeps_its_reason(ask: Ask) -> None:
    request = ask("sumbawa")
    page = open_case(request, "pemohon.sumbawa")
    page.get_by_role("link", name="Tarik permohonan").click()
    page.fill("textarea", "Kebutuhan sudah dilayani aplikasi lain.")
    page.get_by_role("button", name="Tarik permohonan ini").click()
    assert "sudah ditarik" in said(page)
    assert not has_turn(request, "kadis.sumbawa")
    assert_told(request, "registrar.sumbawa", "Permohonan ditarik", "dilayani aplikasi lain")


def test_the_registrar_reassigns_what_somebody_keeps(ask: Ask) -> None:
    request = ask("banten")
    page = open_turn(request, "kadis.banten")
    page.get_by_role("button", name="Ambil tugas ini").click()
    page = open_work(request, "registrar.banten")
    colleague = "Dra. Hj. Lilis Nurjanah, M.Si."
    option = page.locator("option", has_text=colleague).first.text_content() or ""
    deviate(page, "Alihkan tugas", "Kepala Dinas sedang cuti.", to=option)
    assert has_turn(request, "sekretaris.banten")
    page = open_work(request, "kadis.banten")
    assert page.get_by_role("button", name="Periksa dan lanjutkan").count() == 0
    assert_told(request, "sekretaris.banten", "dialihkan kepada", colleague, "sedang cuti")


def test_work_done_on_paper_shows_when_it_was_done_and_when_it_was_recorded(
    people: People,
) -> None:
    request = find_request(people, "buleleng", "Pengembangan Portal Beasiswa")
    page = open_work(request, "registrar.buleleng")
    page.locator("details.others > summary").click()
    page.get_by_role("link", name="di atas kertas").click()
    done = datetime.now(ZoneInfo("Asia/Makassar")) - timedelta(hours=2)
    page.fill("[name=pada]", f"{done:%Y-%m-%dT%H:%M}")
    page.fill("[name=oleh]", "Ni Luh Ariani Wulandari, S.T., M.T.")
    page.fill("[name=sebab]", "Listrik padam.")
    for blank in page.locator("main form textarea:visible").all():
        blank.fill(blank.input_value() or "Tertulis di lembar disposisi.")
    page.get_by_role("button", name="Periksa dan lanjutkan").click()
    page.locator('main button[value="kirim"]').click()
    page.wait_for_url("**/berkas/**")
    told = (f"{done:%H.%M} WITA", "dicatat", "Ni Luh Ariani", "Listrik padam.")
    assert_told(request, "kasi.buleleng", "Langkah 3 selesai", *told)


def test_a_correction_stands_beside_the_entry_it_mends(ask: Ask) -> None:
    request = ask("sumbawa")
    page = open_case(request, "kadis.sumbawa")
    page.locator(".timeline__act").last.get_by_role("link", name="Betulkan").click()
    page.fill("textarea", "Perihal surat tertulis keliru.")
    page.get_by_role("button", name="Catat pembetulan").click()
    entry = open_case(request, "registrar.sumbawa").locator(".timeline__act").last.inner_text()
    assert "Permohonan diajukan" in entry
    assert "Pembetulan: Perihal surat tertulis keliru." in entry


def test_claimed_work_is_its_holders_until_released_or_handed_to_a_colleague(ask: Ask) -> None:
    request = ask("banten")
    page = open_turn(request, "kadis.banten")
    page.get_by_role("button", name="Ambil tugas ini").click()
    assert "Anda pegang" in said(page)
    colleague = open_case(request, "sekretaris.banten")
    assert "Fachrurrozi" in colleague.locator("main .cards").inner_text()
    page.get_by_role("button", name="Lepas tugas ini").click()
    assert has_turn(request, "sekretaris.banten")

    deviate(open_turn(request, "kadis.banten"), "Teruskan kepada rekan", "Mohon diteliti.")
    page = open_turn(request, "sekretaris.banten")
    assert "Mohon diteliti." in page.locator("main").inner_text()
    _complete(page, "Diterima.", outcome="terima")
    history = open_case(request, "kabid.banten").locator(".timeline").inner_text()
    for title in ("Mengambil tugas", "Melepas tugas", "Meneruskan tugas kepada Dra. Hj. Lilis"):
        assert title in history, history


def test_a_declined_co_signature_returns_the_work_with_its_reason(people: People) -> None:
    request = find_request(people, "buleleng", "Ujian Berbasis Gawai untuk SMP")
    page = open_turn(request, "kabid.buleleng")
    deviate(page, "Tolak menandatangani", "Alasan belum menyebut peraturannya.")
    page = open_turn(request, "kasi.buleleng")
    assert "belum menyebut peraturannya" in page.locator("main").inner_text()
    _complete(page, "Peraturannya ditambahkan.")
    send(open_turn(request, "kabid.buleleng"))
    assert has_turn(request, "kadis.buleleng")
    assert_told(request, "kadis.buleleng", "Tanda tangan ditolak", "belum menyebut peraturannya")


def test_many_are_disposed_with_one_instruction(ask: Ask) -> None:
    several = [ask("sumbawa"), ask("sumbawa")]
    page = several[0].people.page("kadis.sumbawa")
    page.goto(several[0].address("tugas/?cari=simpang"))
    for request in several:
        page.locator(f'input[name=pilih][value^="{request.case}-"]').check()
    page.get_by_role("button", name="Disposisikan yang dicentang").click()
    page.fill("textarea", "Untuk diteliti bersama.")
    page.get_by_role("button", name="Disposisikan 2 berkas").click()
    assert "2 berkas selesai didisposisikan, 0 tidak" in page.locator("main").inner_text()
    for request in several:
        assert not has_turn(request, "kadis.sumbawa")
        waiting = open_turn(request, "kabid.sumbawa").locator("main").inner_text()
        assert "Untuk diteliti bersama." in waiting


def test_the_slower_of_two_is_told_who_was_quicker_and_loses_no_words(ask: Ask) -> None:
    request = ask("banten")
    slower = open_turn(request, "sekretaris.banten")
    fill_step(slower, "tolak", "Belum termasuk rencana tahun ini.")
    _complete(open_turn(request, "kadis.banten"), "Diterima.", outcome="terima")
    slower.get_by_role("button", name="Periksa dan lanjutkan").click()
    main = slower.locator("main")
    assert "Fachrurrozi" in main.inner_text()
    assert "pukul" in main.locator("[role=alert]").first.inner_text()
    assert "Belum termasuk rencana tahun ini." in [
        box.input_value() for box in main.locator("textarea").all()
    ]


def test_pressing_twice_and_sending_again_act_once(ask: Ask) -> None:
    request = ask("sumbawa")
    page = confirm_page(request, "kadis.sumbawa", "Dikirim dua kali.")
    number = page.url.rstrip("/").split("/")[-2]
    form = page.locator("main form").evaluate("(form) => Object.fromEntries(new FormData(form))")
    page.locator('main button[value="kirim"]').dblclick()
    page.wait_for_url("**/tugas/")
    address = request.address(f"tugas/{request.case}/{number}/selesaikan/")
    sent = {**form, "tahap": "kirim"}
    again = page.request.post(address, form=sent, headers={"Referer": page.url})
    assert again.ok
    acts = open_case(request, "kabid.sumbawa").locator(".timeline__title").all_inner_texts()
    assert sum("Langkah 2 selesai" in act for act in acts) == 1


def test_going_back_after_sending_changes_nothing(ask: Ask) -> None:
    request = ask("sumbawa")
    page = confirm_page(request, "kadis.sumbawa", "Cukup sekali.")
    page.locator('main button[value="kirim"]').click()
    page.wait_for_url("**/tugas/")
    page.go_back()
    button = page.locator('main button[value="kirim"]')
    if button.count():
        button.click()
        page.wait_for_load_state()
    acts = open_case(request, "kabid.sumbawa").locator(".timeline__title").all_inner_texts()
    assert sum("Langkah 2 selesai" in act for act in acts) == 1


def test_a_former_holder_is_turned_away_and_the_work_returns_to_the_lane(
    people: People, ask: Ask
) -> None:
    request = ask("buleleng")
    _steps(request, "disposisi_kadis", "disposisi_kabid", "terima_surat", "koordinasi")
    page = open_turn(request, "programmer2.buleleng")
    page.get_by_role("button", name="Ambil tugas ini").click()
    address = page.url
    _end_term(people, "buleleng", "Pranata Komputer Ahli Pertama")
    page.goto(address)
    assert "/masuk/" in page.url
    former = people.log_in_again("programmer2.buleleng")
    answer = former.goto(address)
    assert answer is not None
    assert answer.status in (403, 404)
    assert has_turn(request, "programmer.buleleng")


def _end_term(people: People, government: str, position: str) -> None:
    page = people.page(f"admin.{government}")
    page.goto(f"{people.house.address}/{government}/kelola/jabatan/")
    page.get_by_role("link", name=position).click()
    page.get_by_role("link", name="Akhiri masa jabatan").click()
    page.fill("[name=last_day]", f"{datetime.now(ZoneInfo('Asia/Makassar')).date() - timedelta(1)}")
    page.locator("main form button.btn--primary").click()
    page.get_by_role("button", name="Ya, simpan").click()
    page.wait_for_url("**/kelola/jabatan/*/")


def test_plan_and_result_are_rejected_once_and_the_deed_is_signed_by_both(ask: Ask) -> None:
    request = ask("sumbawa")
    _steps(request, "disposisi_kadis", "disposisi_kabid", "bentuk_tim", "analisis", verifikasi="ya")
    _steps(request, "buat_proyek", "susun_rencana", "presentasi_rencana", tanggapan_rencana="tidak")
    _steps(request, "susun_rencana", "presentasi_rencana", tanggapan_rencana="ya")
    _steps(request, "pengembangan", "presentasi_hasil", tanggapan_hasil="tidak")
    _steps(request, "pengembangan", "presentasi_hasil", tanggapan_hasil="ya")
    _steps(request, "lapor_kasi", "terima_laporan", "berita_acara")
    page = open_case(request, "pemohon.sumbawa")
    assert page.locator("main h2").first.inner_text() != "Giliran Anda"
    history = page.locator(".timeline").inner_text()
    assert history.count("Menandatangani") == 2
    assert "putaran ke-2" in history
    assert "Berita Acara Pekerjaan" in page.locator("main").inner_text()
