"""What anyone may read."""

import re
from collections import Counter

import pytest
from django.test import Client

from lajur.store.models import GovernmentRow, LoginAttemptRow, ProcedureRow
from lajur.web.templatetags.lajur import breakable
from tests.web.asking import send
from tests.web.world import World, everything

pytestmark = pytest.mark.django_db


def test_the_first_page_lists_the_governments_in_plain_words(
    sumbawa: World, cirebon: World
) -> None:
    page = Client().get("/").text
    assert 'href="/sumbawa/"' in page
    assert "Kabupaten Cirebon" in page


def test_without_governments_the_first_page_says_what_to_do(db: None) -> None:
    assert "lajur init" in Client().get("/").text


def test_the_service_page_shows_the_course_with_times_and_lanes(sumbawa: World) -> None:
    page = Client().get("/sumbawa/").text
    assert "paling lama 35 hari kerja" in page
    assert "Kepala Dinas mendisposisikan surat ke Kepala Bidang TI" in page
    assert "Tidak</strong> → langkah 9" in page


def test_an_office_without_an_sop_says_so(sumbawa: World) -> None:
    with everything():
        ProcedureRow.objects.update(active=False)
    assert "Belum ada SOP yang berlaku" in Client().get("/sumbawa/").text


def test_an_sop_that_nobody_signed_is_called_a_draft(sumbawa: World) -> None:
    with everything():
        row = ProcedureRow.objects.get()
        row.pk, row.key, row.digest = None, "konsep", "0" * 64
        row.source = row.source.replace("nomor: 555/568/DKIST/2021", 'nomor: ""')
        row.source = row.source.replace("id: sumbawa-2021", "id: konsep", 1)
        row.number = ""
        row.save()
    for address in ("/sumbawa/", "/sumbawa/sop/konsep/"):
        assert "Konsep SOP, belum disahkan" in Client().get(address).text
    assert "Konsep SOP" not in Client().get("/sumbawa/sop/sumbawa-2021/").text


def test_the_sheet_shows_the_thirteen_items_and_every_row_and_reading(sumbawa: World) -> None:
    page = Client().get("/sumbawa/sop/sumbawa-2021/").text
    for label in (
        "Nomor SOP", "Tanggal pembuatan", "Tanggal revisi", "Tanggal efektif", "Disahkan oleh",
        "Nama SOP", "Dasar hukum", "Kualifikasi pelaksana", "Keterkaitan",
        "Peralatan/perlengkapan", "Peringatan", "Pencatatan dan pendataan",
    ):  # fmt: skip
        assert f"<dt>{label}</dt>" in page
    assert page.count('id="langkah-') == len(sumbawa.procedure.steps)
    assert page.count('class="tafsir"') == len(sumbawa.procedure.interpretations)


def test_the_interpretations_are_folded_by_step_with_their_count(sumbawa: World) -> None:
    page = Client().get("/sumbawa/sop/sumbawa-2021/").text
    read = Counter(one.step for one in sumbawa.procedure.interpretations)
    assert page.count('<details class="reading">') == len(read)
    for step, count in read.items():
        group = page.split(f'id="tafsir-{step or "lembar"}"')[1].split("</details>")[0]
        assert group.count('class="tafsir"') == count
        assert step is None or f'href="#tafsir-{step}">{count} tafsir' in page


def test_each_row_says_its_performer_its_symbol_and_where_it_leads(sumbawa: World) -> None:
    page = Client().get("/sumbawa/sop/sumbawa-2021/").text
    row = page.split('id="langkah-verifikasi"')[1].split("</tr>")[0]
    assert "<title>Langkah 6, keputusan: Kepala Bidang TI</title>" in row
    assert "ya → langkah 8, Kepala Seksi" in row.split("<desc>")[1].split("</desc>")[0]
    assert "tidak → langkah 7, Kepala Bidang TI</a>" in row
    assert '<use href="#lajur-3"/>' in row
    assert all(f'id="lajur-{no}"' in page for no in range(1, len(sumbawa.procedure.lanes) + 1))
    joint = page.split('id="langkah-presentasi_rencana"')[1].split("</tr>")[0]
    assert joint.count('<span class="lane ') == 2
    assert "ikut serta" in joint


def test_the_table_is_a_list_of_words_for_whoever_asks(sumbawa: World) -> None:
    address = "/sumbawa/sop/sumbawa-2021/"
    assert "lembar--list" in Client().get(address, {"tampil": "daftar"}).text
    assert "lembar--list" not in Client().get(address).text
    assert "lembar--list" not in Client().get(address, {"tampil": "\0apa"}).text


def test_a_visitor_sees_no_measures_on_the_sheet(sumbawa: World) -> None:
    asked = Client().get("/sumbawa/sop/sumbawa-2021/", {"tampil": "waktu", "masa": "semua"}).text
    plain = Client().get("/sumbawa/sop/sumbawa-2021/").text
    assert asked.split("<main")[1].split("</main>")[0] in plain
    assert "tampil=waktu" not in plain


@pytest.mark.parametrize("address", ["/nusantara/", "/sumbawa/sop/tidak-ada/", "/sumbawa/apa/"])
def test_what_does_not_exist_is_a_page_that_helps(sumbawa: World, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_a_request_is_tracked_with_its_number_and_code(sumbawa: World) -> None:
    receipt = send(sumbawa)
    form = {"number": f" {receipt.number} ", "code": receipt.code.lower().replace("-", " ")}
    page = Client().post("/sumbawa/lacak/", form).text
    assert "Giliran: Kepala Dinas" in page
    assert "Kepala Bidang memverifikasi" in page


def test_tracking_names_no_person_and_no_inside_address(sumbawa: World) -> None:
    receipt = send(sumbawa)
    form = {"number": receipt.number, "code": receipt.code}
    page = Client().post("/sumbawa/lacak/", form).text
    for name in ("Siti Aminah", "Budi Santoso", "/tugas/", "/berkas/", "subuh"):
        assert name not in page


def test_a_wrong_code_and_a_wrong_number_are_answered_alike(sumbawa: World) -> None:
    receipt = send(sumbawa)
    wrong_code = Client().post("/sumbawa/lacak/", {"number": receipt.number, "code": "XXXX"})
    wrong_number = Client().post("/sumbawa/lacak/", {"number": "999", "code": receipt.code})
    assert wrong_code.status_code == wrong_number.status_code == 404
    assert "Tidak ada permohonan dengan nomor dan kode itu." in wrong_code.text
    assert "Tidak ada permohonan dengan nomor dan kode itu." in wrong_number.text


def test_a_request_is_not_tracked_from_another_government(sumbawa: World, cirebon: World) -> None:
    receipt = send(sumbawa)
    form = {"number": receipt.number, "code": receipt.code}
    assert Client().post("/cirebon/lacak/", form).status_code == 404


def test_guessing_codes_is_throttled_by_network(sumbawa: World) -> None:
    Client().post("/sumbawa/lacak/", {"number": "1", "code": "A"})
    LoginAttemptRow.objects.update(failures=1000)
    answer = Client().post("/sumbawa/lacak/", {"number": "1", "code": "A"})
    assert answer.status_code == 429


def test_an_empty_tracking_form_says_what_is_missing(sumbawa: World) -> None:
    answer = Client().post("/sumbawa/lacak/", {})
    assert answer.status_code == 422
    assert 'href="#id_number">Isi nomor permohonan.' in answer.text


def test_the_code_travels_in_no_address(sumbawa: World) -> None:
    assert 'method="post" action="/sumbawa/lacak/"' in Client().get("/sumbawa/lacak/").text


def test_public_pages_ask_the_database_little(
    sumbawa: World, django_assert_max_num_queries
) -> None:
    for address, most in (("/sumbawa/", 2), ("/sumbawa/sop/sumbawa-2021/", 2), ("/", 1)):
        with django_assert_max_num_queries(most):
            Client().get(address)


def test_pages_carry_no_inline_script_or_style_and_call_no_other_host(sumbawa: World) -> None:
    for address in ("/", "/sumbawa/", "/sumbawa/sop/sumbawa-2021/", "/sumbawa/lacak/"):
        page = Client().get(address).text
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", page)
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)


def test_a_first_visit_weighs_little(sumbawa: World, weighed) -> None:
    first, later = weighed("/sumbawa/")
    assert first < 60_000
    assert later < 15_000


def test_a_long_name_is_shown_whole(sumbawa: World) -> None:
    name = "Dinas Komunikasi, Informatika, Persandian, Statistik, dan Transformasi Digital " * 2
    GovernmentRow.objects.update(office_name=name.strip()[:200])
    assert name.strip()[:200] in Client().get("/sumbawa/").text


def test_words_without_spaces_may_break_behind_commas_and_strokes_and_stay_harmless() -> None:
    assert breakable("server,database dan aplikasi") == "server,<wbr>database dan aplikasi"
    assert breakable("a/<b>, c/") == "a/<wbr>&lt;b&gt;, c/"
