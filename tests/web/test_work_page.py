"""The work page: acting, confirming, deviating; nothing typed is lost."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from lajur.store.models import CaseRow, DocumentRow, HoldingRow
from tests.web.desk import PDF, Desk, build_desk, fields_of, press


@pytest.fixture
def desk(db: None) -> Desk:
    return build_desk()


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_the_request_the_signed_words_and_the_form(desk: Desk) -> None:
    case_id = desk.file()

    shown = text_of(desk.client("Budi"), desk.url(case_id, 2))

    assert "Kepala Dinas mendisposisikan surat ke Kepala Bidang TI" in shown
    assert "1 Hari Kerja" in shown
    assert "Warga mengantre sejak subuh." in shown
    assert "Periksa dan lanjutkan" in shown


def test_acting_shows_what_follows_before_it_happens(desk: Desk) -> None:
    case_id = desk.file()
    budi, page, act = desk.client("Budi"), desk.url(case_id, 2), desk.url(case_id, 2, "selesaikan/")

    confirm = press(budi, page, act, {"kertas_disposisi_kadis": "Teliti dan laporkan."})

    shown = confirm.content.decode()
    assert confirm.status_code == 200
    assert "Yang terjadi berikutnya" in shown
    assert "Diterima oleh Wayan" in shown
    assert desk.house.version(case_id) == 1

    done = budi.post(act, {**fields_of(confirm, act), "tahap": "kirim"})
    assert done.status_code == 302
    assert desk.item(case_id).lane == "kabid"


def test_pressing_twice_does_it_once(desk: Desk) -> None:
    case_id = desk.file()
    budi, page, act = desk.client("Budi"), desk.url(case_id, 2), desk.url(case_id, 2, "selesaikan/")
    confirm = press(budi, page, act, {"kertas_disposisi_kadis": "Teliti."})
    form = {**fields_of(confirm, act), "tahap": "kirim"}

    first, second = budi.post(act, form), budi.post(act, form)

    assert (first.status_code, second.status_code) == (302, 302)
    assert desk.house.version(case_id) == 2


def test_changing_ones_mind_brings_everything_back(desk: Desk) -> None:
    case_id = desk.file()
    budi, page, act = desk.client("Budi"), desk.url(case_id, 2), desk.url(case_id, 2, "selesaikan/")
    confirm = press(budi, page, act, {"kertas_disposisi_kadis": "Kata-kata saya."})

    back = budi.post(act, {**fields_of(confirm, act), "tahap": "ubah"})

    assert back.status_code == 200
    assert "Kata-kata saya." in back.content.decode()


def test_a_missing_paper_is_named_and_the_note_stays(desk: Desk) -> None:
    case_id = desk.file()

    refused = press(
        desk.client("Budi"),
        desk.url(case_id, 2),
        desk.url(case_id, 2, "selesaikan/"),
        {"catatan": "Segera."},
    )

    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "Tulis atau lampirkan “Disposisi" in shown
    assert "Segera." in shown


def test_an_upload_that_passed_is_kept_when_the_form_has_a_fault(desk: Desk) -> None:
    case_id = desk.file()
    number = desk.reach(case_id, "tanggapan_rencana").number
    siti, page = desk.client("Siti"), desk.url(case_id, number)
    act = desk.url(case_id, number, "selesaikan/")
    upload = SimpleUploadedFile("Tanggapan kami.pdf", PDF, "application/pdf")

    refused = press(siti, page, act, {"lampiran_tanggapan_rencana": upload})
    assert refused.status_code == 422
    assert "Tanggapan kami.pdf" in refused.content.decode()

    confirm = siti.post(act, {**fields_of(refused, act), "hasil": "ya"})
    assert confirm.status_code == 200
    siti.post(act, {**fields_of(confirm, act), "tahap": "kirim"})
    with desk.house.scope():
        assert DocumentRow.objects.filter(case=case_id, file_name="Tanggapan kami.pdf").exists()


def test_a_file_of_another_kind_is_refused_at_its_field(desk: Desk) -> None:
    case_id = desk.file()
    upload = SimpleUploadedFile("jahat.pdf", b"MZ\x90\x00not a pdf", "application/pdf")

    refused = press(
        desk.client("Budi"),
        desk.url(case_id, 2),
        desk.url(case_id, 2, "selesaikan/"),
        {"lampiran_disposisi_kadis": upload},
    )

    assert refused.status_code == 422
    assert "jahat.pdf" in refused.content.decode()


def test_a_kept_file_cannot_be_forged(desk: Desk) -> None:
    case_id = desk.file()

    refused = press(
        desk.client("Budi"),
        desk.url(case_id, 2),
        desk.url(case_id, 2, "selesaikan/"),
        {"simpan_disposisi_kadis": "[1,2,3]:salah"},
    )

    assert refused.status_code == 422


def test_a_decision_that_sends_back_needs_its_reason(desk: Desk) -> None:
    case_id = desk.file()
    item = desk.reach(case_id, "tanggapan_rencana")
    siti, act = desk.client("Siti"), desk.url(case_id, item.number, "selesaikan/")
    page = desk.url(case_id, item.number)

    refused = press(
        siti, page, act, {"hasil": "tidak", "kertas_tanggapan_rencana": "Alurnya keliru."}
    )

    assert refused.status_code == 422
    assert "Tuliskan alasannya" in refused.content.decode()


def test_the_applicant_answers_the_plan_on_the_same_page(desk: Desk) -> None:
    case_id = desk.file()
    item = desk.reach(case_id, "tanggapan_rencana")
    siti, act = desk.client("Siti"), desk.url(case_id, item.number, "selesaikan/")
    page = desk.url(case_id, item.number)
    given = {
        "hasil": "tidak",
        "kertas_tanggapan_rencana": "Alurnya keliru.",
        "catatan": "Loket ada tiga.",
    }

    confirm = press(siti, page, act, given)
    sent = siti.post(act, {**fields_of(confirm, act), "tahap": "kirim"})

    assert sent.url == desk.url(case_id)
    assert desk.item(case_id).visit == 2


def test_an_appointment_is_chosen_from_the_people_of_the_lane(desk: Desk) -> None:
    case_id = desk.file()
    item = desk.reach(case_id, "bentuk_tim")
    dewi, page = desk.client("Dewi"), desk.url(case_id, item.number)
    act = desk.url(case_id, item.number, "selesaikan/")

    refused = press(dewi, page, act)
    assert refused.status_code == 422
    assert "Pilih paling sedikit satu orang" in refused.content.decode()

    confirm = press(dewi, page, act, {"tunjuk_tim": str(desk.house.people["Rahmat"])})
    assert "Ditunjuk sebagai" in confirm.content.decode()
    dewi.post(act, {**fields_of(confirm, act), "tahap": "kirim"})
    with desk.house.scope():
        marking = CaseRow.objects.get(pk=case_id).marking
    assert marking["appointed"] == {"tim": [desk.house.people["Rahmat"]]}


def test_the_second_of_two_is_told_who_was_quicker_and_keeps_every_word(desk: Desk) -> None:
    case_id = desk.file()
    budi, page, act = desk.client("Budi"), desk.url(case_id, 2), desk.url(case_id, 2, "selesaikan/")
    confirm = press(budi, page, act, {"kertas_disposisi_kadis": "Kata-kata saya yang panjang."})
    desk.complete(case_id, "Budi")

    late = budi.post(act, {**fields_of(confirm, act), "tahap": "kirim"})

    shown = late.content.decode()
    assert late.status_code == 409
    assert "Budi" in shown
    assert "menyelesaikan sebuah tugas" in shown
    assert "Kata-kata saya yang panjang." in shown


def test_work_is_taken_and_given_back(desk: Desk) -> None:
    case_id = desk.file()
    budi, page = desk.client("Budi"), desk.url(case_id, 2)

    press(budi, page, desk.url(case_id, 2, "ambil/"))
    assert desk.item(case_id).state == "reserved"
    assert "Lepas tugas ini" in text_of(budi, page)

    press(budi, page, desk.url(case_id, 2, "lepas/"))
    assert desk.item(case_id).state == "ready"


def test_taking_what_somebody_changed_tells_so_on_the_page(desk: Desk) -> None:
    case_id = desk.file()
    budi, page, act = desk.client("Budi"), desk.url(case_id, 2), desk.url(case_id, 2, "ambil/")
    form = fields_of(budi.get(page), act)
    desk.complete(case_id, "Budi")

    late = budi.post(act, form)

    assert late.status_code == 409
    assert "baru saja berubah" in late.content.decode()


@pytest.mark.parametrize(
    ("act", "given", "state"),
    [
        ("tunda/", {"alasan": "Menunggu anggaran."}, "suspended"),
        (
            "kembalikan/",
            {"alasan": "Surat belum ditandatangani.", "kurang": "surat_permohonan"},
            "waiting",
        ),
    ],
)
def test_a_deviation_is_done_with_its_reason(
    desk: Desk, act: str, given: dict[str, str], state: str
) -> None:
    case_id = desk.file()
    budi, page, address = desk.client("Budi"), desk.url(case_id, 2), desk.url(case_id, 2, act)

    refused = press(budi, page, address, {**given, "alasan": " "})
    assert refused.status_code == 422
    assert "Tuliskan alasannya" in refused.content.decode()

    assert press(budi, page, address, given).status_code == 302
    assert desk.house.open_items(case_id)[0].state == state


def test_suspended_work_goes_on(desk: Desk) -> None:
    case_id = desk.file()
    budi, page = desk.client("Budi"), desk.url(case_id, 2)
    press(budi, page, desk.url(case_id, 2, "tunda/"), {"alasan": "Menunggu anggaran."})

    press(budi, page, desk.url(case_id, 2, "lanjutkan/"), {"alasan": "Anggaran ada."})

    assert desk.item(case_id).state != "suspended"


def test_the_applicant_completes_what_was_returned(desk: Desk) -> None:
    case_id = desk.file()
    given = {"alasan": "Belum ditandatangani.", "kurang": "surat_permohonan"}
    press(desk.client("Budi"), desk.url(case_id, 2), desk.url(case_id, 2, "kembalikan/"), given)
    item, siti = desk.item(case_id), desk.client("Siti")
    page, act = desk.url(case_id, item.number), desk.url(case_id, item.number, "selesaikan/")

    confirm = press(siti, page, act, {"kertas_surat_permohonan": "Surat bertanda tangan."})
    siti.post(act, {**fields_of(confirm, act), "tahap": "kirim"})

    assert [one.number for one in desk.house.open_items(case_id)] == [2]


def test_the_clerk_reassigns_but_does_not_act(desk: Desk) -> None:
    case_id = desk.file()
    sari, page = desk.client("Sari"), desk.url(case_id, 2)
    assert "Periksa dan lanjutkan" not in text_of(sari, page)

    given = {"kepada": str(desk.house.people["Budi"]), "alasan": "Yang lain cuti."}
    sent = press(sari, page, desk.url(case_id, 2, "alihkan/"), given)

    assert sent.status_code == 302
    assert desk.item(case_id).owner_id == desk.house.people["Budi"]


def test_work_done_on_paper_is_recorded_with_both_times(desk: Desk) -> None:
    case_id = desk.file()
    budi, act = desk.client("Budi"), desk.url(case_id, 2, "kertas/")
    done_at = timezone.localtime(desk.began + timedelta(minutes=30), ZoneInfo("Asia/Makassar"))
    given = {
        "pada": f"{done_at:%Y-%m-%dT%H:%M}",
        "oleh": "Budi, Kepala Dinas",
        "sebab": "Listrik padam.",
        "kertas_disposisi_kadis": "Disposisi di kertas.",
    }

    confirm = press(budi, act, act, given)
    assert "Listrik padam." in confirm.content.decode()
    budi.post(act, {**fields_of(confirm, act), "tahap": "kirim"})

    history = text_of(budi, desk.url(case_id))
    assert f"{done_at:%H.%M}" in history
    assert "Dikerjakan di atas kertas" in history


def test_paper_work_of_the_future_is_refused_at_its_field(desk: Desk) -> None:
    case_id = desk.file()
    act = desk.url(case_id, 2, "kertas/")
    given = {
        "pada": "2099-01-01T10:00",
        "oleh": "Budi",
        "sebab": "Listrik padam.",
        "kertas_disposisi_kadis": "Disposisi.",
    }

    refused = press(desk.client("Budi"), act, act, given)

    assert refused.status_code == 422
    assert "Listrik padam." in refused.content.decode()


def test_co_signers_sign_or_decline(desk: Desk) -> None:
    case_id = desk.file()
    last = desk.reach(case_id, "berita_acara")
    desk.complete(case_id, "Rahmat")
    signing = {item.lane: item.number for item in desk.house.open_items(case_id) if item.parent}
    budi, number = desk.client("Budi"), signing["kadis"]
    assert "Tanda tangani" in text_of(budi, desk.url(case_id, number))

    sent = press(
        budi,
        desk.url(case_id, number),
        desk.url(case_id, number, "tolak/"),
        {"alasan": "Nomornya keliru."},
    )

    assert sent.status_code == 302
    assert [one.number for one in desk.house.open_items(case_id)] == [last.number]


def test_closed_work_says_so_and_offers_nothing(desk: Desk) -> None:
    case_id = desk.file()
    desk.complete(case_id, "Budi")

    shown = text_of(desk.client("Budi"), desk.url(case_id, 2))

    assert "Tugas ini sudah ditutup" in shown
    assert "Periksa dan lanjutkan" not in shown


@pytest.mark.parametrize("who", ["Umar", "Rahmat", "Siti"])
def test_whose_lane_it_is_not_cannot_act(desk: Desk, who: str) -> None:
    case_id = desk.file()
    shown = desk.client(who).get(desk.url(case_id, 2))

    assert shown.status_code in (200, 403, 404)
    assert "Periksa dan lanjutkan" not in shown.content.decode()


def test_a_former_holder_does_not_find_the_case(desk: Desk) -> None:
    case_id = desk.file()
    with desk.house.scope():
        yesterday = timezone.now().date() - timedelta(days=2)
        HoldingRow.objects.filter(person=desk.house.people["Budi"]).update(until=yesterday)

    assert desk.client("Budi").get(desk.url(case_id, 2)).status_code in (403, 404)


def test_another_governments_work_does_not_exist(desk: Desk) -> None:
    other = build_desk("bima")
    case_id = other.file()

    assert desk.client("Budi").get(desk.url(case_id, 2)).status_code == 404
    assert desk.client("Budi").get(other.url(case_id, 2)).status_code == 404


@pytest.mark.parametrize("number", [99, 999_999_999_999_999_999_999])
def test_work_that_never_was_does_not_exist(desk: Desk, number: int) -> None:
    case_id = desk.file()

    assert desk.client("Budi").get(desk.url(case_id, number)).status_code == 404
    assert desk.client("Budi").get(desk.url(number, 2)).status_code == 404
