"""Asking: choose, fill, check, send; nothing typed is lost on the way."""

import pytest
from django_scopes import scope

from lajur.store.models import CaseRow, DocumentRow, DraftRow, GovernmentRow, WorkItemRow
from tests.web.asking import KEY, answers, begin, keep, letter, send
from tests.web.world import World, everything


def draft_row(draft: int) -> DraftRow:
    with everything():
        return DraftRow.objects.get(pk=draft)


def test_an_agency_without_requests_is_told_how_to_begin(sumbawa: World) -> None:
    page = sumbawa.client("siti").get("/sumbawa/permohonan/").text
    assert "Belum ada permohonan" in page
    assert 'href="/sumbawa/permohonan/baru/"' in page


def test_each_kind_of_service_is_offered_with_its_sop(sumbawa: World) -> None:
    page = sumbawa.client("siti").get("/sumbawa/permohonan/baru/").text
    assert "Aplikasi baru" in page
    assert sumbawa.procedure.identity.number in page


def test_without_a_choice_the_page_asks_again(sumbawa: World) -> None:
    answer = sumbawa.client("siti").post("/sumbawa/permohonan/baru/", {"kunci": KEY})
    assert answer.status_code == 422
    assert "Pilih salah satu layanan." in answer.text


def test_a_service_the_sop_does_not_offer_is_refused(sumbawa: World) -> None:
    form = {"kunci": KEY, "layanan": f"{sumbawa.procedure.id}:integrasi"}
    answer = sumbawa.client("siti").post("/sumbawa/permohonan/baru/", form)
    assert answer.status_code == 422
    assert "tidak melayani" in answer.text


def test_the_form_has_every_blank_of_the_sop(banten: World) -> None:
    client = banten.client("siti")
    page = client.get(f"/banten/draf/{begin(banten, client)}/").text
    for blank in banten.procedure.form:
        assert f'name="{blank.id}"' in page
    assert ".bantenprov.go.id</span>" in page


def test_a_half_filled_draft_is_kept_as_it_is(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    draft = begin(sumbawa, client)
    answer = keep(sumbawa, client, draft, aksi="simpan", nama_aplikasi="Antrean", pj_surel="belum")
    assert answer.status_code == 302
    assert draft_row(draft).title == "Antrean"
    assert draft_row(draft).form["pj_surel"] == "belum"


def test_what_is_missing_is_listed_with_links_and_nothing_typed_is_lost(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    draft = begin(sumbawa, client)
    answer = keep(
        sumbawa, client, draft, aksi="periksa", nama_aplikasi="Antrean", pj_surel="bukan surel"
    )
    assert answer.status_code == 422
    assert 'href="#id_pj_nama">Isi “Nama penanggung jawab”.' in answer.text
    assert "“bukan surel” bukan alamat surel." in answer.text
    assert 'value="bukan surel"' in answer.text
    assert 'href="#berkas-surat_permohonan">Lampirkan' in answer.text


def test_a_letter_sent_with_faulty_answers_stays_on_the_draft(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    draft = begin(sumbawa, client)
    papers = {"berkas-surat_permohonan": letter("surat kami.pdf")}
    answer = keep(sumbawa, client, draft, aksi="periksa", **papers)
    assert answer.status_code == 422
    assert "surat kami.pdf" in answer.text


def test_a_file_that_is_not_taken_is_named_beside_its_paper(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    draft = begin(sumbawa, client)
    papers = {"berkas-surat_permohonan": letter("program.pdf", b"MZ\x90\x00 bukan pdf")}
    answer = keep(sumbawa, client, draft, aksi="simpan", nama_aplikasi="Antrean", **papers)
    assert answer.status_code == 422
    assert "“program.pdf” tidak dapat diterima" in answer.text
    assert draft_row(draft).title == "Antrean"


def test_a_letter_can_be_taken_off_again(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    draft = begin(sumbawa, client)
    keep(sumbawa, client, draft, aksi="simpan", **{"berkas-surat_permohonan": letter()})
    keep(sumbawa, client, draft, version=1, aksi="lepas:surat_permohonan")
    with everything():
        assert not DocumentRow.objects.filter(draft=draft).exists()


def test_two_windows_do_not_overwrite_each_other_and_lose_no_text(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    draft = begin(sumbawa, client)
    keep(sumbawa, client, draft, aksi="simpan", nama_aplikasi="Dari jendela pertama")
    late = keep(sumbawa, client, draft, aksi="simpan", nama_aplikasi="Dari jendela kedua")
    assert late.status_code == 409
    assert 'value="Dari jendela kedua"' in late.text
    assert 'name="versi" value="1"' in late.text
    assert draft_row(draft).title == "Dari jendela pertama"


def test_autosave_answers_with_the_version_to_save_next(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    draft = begin(sumbawa, client)
    form = {"kunci": KEY, "versi": 0, "aksi": "simpan", "nama_aplikasi": "Antrean"}
    script = {"X-Requested-With": "lajur"}
    answer = client.post(f"/sumbawa/draf/{draft}/", form, headers=script)
    assert answer.json()["versi"] == 1
    assert answer.json()["kata"].startswith("Tersimpan ")


def test_an_answer_that_is_far_too_long_is_refused_and_stays_on_the_page(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    draft = begin(sumbawa, client)
    answer = keep(sumbawa, client, draft, aksi="simpan", tujuan_manfaat="panjang " * 5000)
    assert answer.status_code == 422
    assert "terlalu panjang" in answer.text
    assert "panjang panjang panjang" in answer.text


def test_everything_is_shown_once_more_with_links_to_change_it(banten: World) -> None:
    client = banten.client("siti")
    draft = begin(banten, client)
    papers = {"berkas-surat_permohonan": letter(), "berkas-spek_teknis": letter("spek.pdf")}
    there = keep(banten, client, draft, aksi="periksa", **answers(banten), **papers)
    page = client.get(there.headers["Location"]).text
    assert "antrean.bantenprov.go.id" in page
    assert f'href="/banten/draf/{draft}/#id_subdomain"' in page
    assert "spek.pdf" in page
    assert "Giliran berikutnya: Kepala Dinas." in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Sistem Antrean", "tidak dapat dipakai"),
        ("www", "www"),
        ("12345", "tidak boleh hanya angka"),
        ("a", "harus 3 sampai 63 huruf"),
    ],
)
def test_a_name_that_cannot_be_a_subdomain_is_told_why(
    banten: World, given: str, said: str
) -> None:
    client = banten.client("siti")
    draft = begin(banten, client)
    form = {**answers(banten), "subdomain": given}
    answer = keep(banten, client, draft, aksi="periksa", **form)
    assert answer.status_code == 422
    assert said in answer.text


def test_a_name_the_government_keeps_for_itself_is_refused(banten: World) -> None:
    GovernmentRow.objects.update(reserved_subdomains=["samsat"])
    client = banten.client("siti")
    draft = begin(banten, client)
    answer = keep(
        banten, client, draft, aksi="periksa", **{**answers(banten), "subdomain": "samsat"}
    )
    assert answer.status_code == 422


def test_a_name_another_request_holds_is_told_when_sending(banten: World) -> None:
    send(banten)
    client = banten.client("siti")
    draft = begin(banten, client)
    papers = {"berkas-surat_permohonan": letter(), "berkas-spek_teknis": letter()}
    keep(banten, client, draft, aksi="periksa", **answers(banten), **papers)
    answer = client.post(f"/banten/draf/{draft}/periksa/", {"kunci": "f" * 32})
    assert answer.status_code == 422
    assert f'href="/banten/draf/{draft}/#id_subdomain"' in answer.text


def test_an_unfinished_draft_cannot_be_sent(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    draft = begin(sumbawa, client)
    page = client.get(f"/sumbawa/draf/{draft}/periksa/").text
    assert "Kirim permohonan" not in page
    answer = client.post(f"/sumbawa/draf/{draft}/periksa/", {"kunci": KEY})
    assert answer.status_code == 422
    with everything():
        assert not CaseRow.objects.exists()


def test_the_receipt_has_number_code_and_what_happens_next(sumbawa: World) -> None:
    sent = send(sumbawa)
    page = sumbawa.client("siti").get(f"/sumbawa/permohonan/{sent.case}/tanda-terima/").text
    assert sent.number in page
    assert sent.code in page
    assert "Giliran: Kepala Dinas" in page


def test_the_send_button_pressed_twice_files_one_request(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    draft = begin(sumbawa, client)
    papers = {"berkas-surat_permohonan": letter()}
    keep(sumbawa, client, draft, aksi="periksa", **answers(sumbawa), **papers)
    first, second = (
        client.post(f"/sumbawa/draf/{draft}/periksa/", {"kunci": KEY}) for _ in range(2)
    )
    assert first.headers["Location"] == second.headers["Location"]
    with everything():
        assert CaseRow.objects.count() == 1


def test_the_list_says_whose_turn_it_is(sumbawa: World) -> None:
    send(sumbawa)
    page = sumbawa.client("siti").get("/sumbawa/permohonan/").text
    assert "Giliran: Kepala Dinas" in page
    assert "Berjalan" in page


def test_a_request_that_waits_for_the_agency_leads_straight_to_the_work(sumbawa: World) -> None:
    sent = send(sumbawa)
    with scope(government=sumbawa.government):
        WorkItemRow.objects.filter(case=sent.case, closed_at=None).update(
            agency=sumbawa.agency, lane="opd"
        )
        number = WorkItemRow.objects.get(case=sent.case, closed_at=None).number
    page = sumbawa.client("siti").get("/sumbawa/permohonan/").text
    assert "Giliran Anda" in page
    assert f'href="/sumbawa/tugas/{sent.case}/{number}/"' in page


def test_drafts_are_seen_by_nobody_else(sumbawa: World, cirebon: World) -> None:
    draft = begin(sumbawa, sumbawa.client("siti"))
    with everything():
        DraftRow.objects.filter(pk=draft).update(person=sumbawa.people["tono"])
    for rest in ("", "periksa/", "buang/"):
        answer = sumbawa.client("siti").get(f"/sumbawa/draf/{draft}/{rest}")
        assert answer.status_code == 404


def test_a_draft_is_thrown_away_only_after_asking(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    draft = begin(sumbawa, client)
    assert "Buang draf ini?" in client.get(f"/sumbawa/draf/{draft}/buang/").text
    client.post(f"/sumbawa/draf/{draft}/buang/", {"kunci": KEY})
    assert client.get(f"/sumbawa/draf/{draft}/").status_code == 404


def test_a_form_that_lost_its_keys_is_refused_kindly(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    draft = begin(sumbawa, client)
    answer = client.post(f"/sumbawa/draf/{draft}/", {"nama_aplikasi": "Antrean"})
    assert answer.status_code == 400
    assert "Muat ulang halamannya" in answer.text


def test_markup_that_people_type_is_shown_as_they_typed_it(sumbawa: World) -> None:
    client = sumbawa.client("siti")
    draft = begin(sumbawa, client)
    typed = '<script>alert("x")</script>\0'
    answer = keep(sumbawa, client, draft, aksi="periksa", nama_aplikasi=typed)
    assert "<script>alert" not in answer.text
    assert draft_row(draft).title == typed.removesuffix("\0")


def test_the_list_asks_the_database_as_much_for_many_as_for_one(
    sumbawa: World, django_assert_max_num_queries
) -> None:
    client = sumbawa.client("siti")
    for _ in range(3):
        send(sumbawa)
    with django_assert_max_num_queries(7):
        assert client.get("/sumbawa/permohonan/").status_code == 200


def test_the_draft_asks_the_database_little(banten: World, django_assert_max_num_queries) -> None:
    client = banten.client("siti")
    draft = begin(banten, client)
    with django_assert_max_num_queries(6):
        assert client.get(f"/banten/draf/{draft}/").status_code == 200
