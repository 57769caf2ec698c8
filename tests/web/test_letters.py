"""Letters in the browser: begun, written, issued, handed in, made void; nothing typed is lost."""

from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lajur.store.models import DocumentRow, LetterRow
from tests.services.letters.bureau import SAID, furnish
from tests.web.desk import Desk, build_desk, fields_of, press


@pytest.fixture
def desk(db: None) -> Desk:
    built = build_desk()
    with built.house.scope():
        furnish(built.house.government, at=built.began)
    return built


@pytest.fixture
def budi(desk: Desk) -> Client:
    return desk.client("Budi")


@pytest.fixture
def case(desk: Desk) -> int:
    return desk.file()


def begun(desk: Desk, client: Client, case: int, kind: str = "nota_dinas") -> str:
    """The address of a draft begun beside the SOP."""
    new = desk.url(case, None, "naskah/baru/")
    answer = press(client, new, new, {"jenis": kind})
    assert answer.status_code == 302
    return answer["Location"]


def written(desk: Desk, client: Client, case: int) -> str:
    """The address of a draft that lacks nothing."""
    letter = begun(desk, client, case)
    rows = {f"bagian-isi-{n}-0": words for n, words in enumerate(SAID["isi"])}
    saved = send(client, letter, {"bagian-yth": str(SAID["yth"]), **rows})
    assert saved.status_code == 302
    return letter


def send(client: Client, letter: str, given: dict[str, str], aksi: str = "simpan") -> HttpResponse:
    """Send the editor's form as its page gives it, with these boxes filled in."""
    page = client.get(letter)
    row = LetterRow.objects.get(pk=int(letter.rstrip("/").rpartition("/")[2]))
    whole = {f"bagian-{part}": said for part, said in row.parts.items() if isinstance(said, str)}
    whole |= {"hal": row.subject, "keamanan": "biasa", "kecepatan": "biasa"}
    whole |= {"ttd_1": chosen(page)} if 'name="ttd_1"' in page.content.decode() else {}
    return client.post(letter, {**fields_of(page, letter), **whole, **given, "aksi": aksi})


def chosen(page: HttpResponse) -> str:
    select = page.content.decode().partition('name="ttd_1"')[2].partition("</select>")[0]
    return select.partition(" selected")[0].rpartition('value="')[2].rstrip('"')


def words(response: HttpResponse) -> str:
    return response.content.decode()


def test_the_work_offers_its_paper_as_a_letter_and_takes_it_without_upload(
    desk: Desk, budi: Client, case: int
) -> None:
    work = desk.url(case, 2)
    begin = desk.url(case, 2, "naskah/")
    letter = press(budi, work, begin)["Location"]
    assert "Lanjutkan draf" in words(budi.get(work))
    issued = press(budi, f"{letter}terbitkan/", f"{letter}terbitkan/")
    assert issued.status_code == 302
    assert "ikut diserahkan" in words(budi.get(work))
    complete = desk.url(case, 2, "selesaikan/")
    checked = press(budi, work, complete)
    assert "lembar-disposisi" in words(checked)
    done = budi.post(complete, {**fields_of(checked, complete), "tahap": "kirim"})
    assert done.status_code == 302
    with desk.house.scope():
        paper = DocumentRow.objects.get(case=case, item="disposisi_kadis")
        assert paper.file_id == LetterRow.objects.get().file_id
    again = budi.post(complete, {**fields_of(checked, complete), "tahap": "kirim"})
    assert again.status_code == 302


def test_of_three_ways_to_write_a_paper_the_official_one_is_named(
    desk: Desk, budi: Client, case: int
) -> None:
    page = words(budi.get(desk.url(case, 2)))
    told = page.partition("Yang resmi dan bernomor:")[2].partition("</p>")[0]
    assert '<a href="#tulis-judul">Tulis Lembar disposisi</a>' in told
    assert "hanya bila naskahnya dibuat di luar Lajur" in told
    assert "Yang resmi" not in words(budi.get(desk.url(case, 2, "kertas/")))  # nothing begins there


def test_the_applicant_writes_the_papers_of_their_own_steps(desk: Desk, case: int) -> None:
    number = desk.reach(case, "tanggapan_rencana").number
    siti, work = desk.client("Siti"), desk.url(case, number)
    letter = press(siti, work, f"{work}naskah/")["Location"]
    page = siti.get(letter)
    assert "Lembar tanggapan" in words(page)
    assert chosen(page) == f"0:{desk.house.people['Siti']}"
    assert siti.get(f"{letter}pratinjau.pdf").status_code == 200
    assert "Lanjutkan draf" in words(siti.get(work))
    wayan = desk.client("Wayan")
    assert wayan.get(letter).status_code == 404
    assert letter not in words(wayan.get(desk.url(case)))


def test_every_kind_can_be_begun_beside_the_sop(desk: Desk, budi: Client, case: int) -> None:
    new = desk.url(case, None, "naskah/baru/")
    assert press(budi, new, new).status_code == 422
    letter = begun(desk, budi, case, "surat_tugas")
    page = words(budi.get(letter))
    assert "Surat tugas" in page
    assert "Antrean Puskesmas" in page


def test_what_was_typed_is_there_again_and_rows_grow_without_a_script(
    desk: Desk, budi: Client, case: int
) -> None:
    with desk.house.scope():
        letter = written(desk, budi, case)
        more = send(budi, letter, {"bagian-isi-0-0": "Satu saja"}, "tambah:isi")
    assert more["Location"].endswith("?baris=isi#bagian-isi")
    page = words(budi.get(more["Location"]))
    assert "Satu saja" in page
    assert 'name="bagian-isi-5-0"' in page  # one written, five more to write


def test_a_refused_draft_keeps_every_word_and_says_where(
    desk: Desk, budi: Client, case: int
) -> None:
    with desk.house.scope():
        letter = begun(desk, budi, case)
        long = "kata " * 5000
        answer = send(budi, letter, {"bagian-pembuka": long, "bagian-yth": "Bupati <b>Sumbawa"})
    assert answer.status_code == 422
    page = words(answer)
    assert long.strip() in page
    assert "Bupati &lt;b&gt;Sumbawa" in page
    assert 'href="#bagian-pembuka"' in page


def test_who_saves_from_an_old_tab_loses_nothing(desk: Desk, budi: Client, case: int) -> None:
    with desk.house.scope():
        letter = begun(desk, budi, case)
        old = fields_of(budi.get(letter), letter)
        send(budi, letter, {"hal": "Dari jendela pertama"})
        answer = budi.post(letter, {**old, "hal": "Dari jendela kedua", "aksi": "simpan"})
        assert LetterRow.objects.get().subject == "Dari jendela pertama"
    assert answer.status_code == 409
    assert "Dari jendela kedua" in words(answer)
    assert fields_of(answer, letter)["versi"] == "1"  # pressed once more, it is saved


def test_a_colleagues_newer_words_stand_beside_ones_own_and_nothing_saves_itself(
    desk: Desk, budi: Client, case: int
) -> None:
    with desk.house.scope():
        letter = begun(desk, budi, case)
        old = fields_of(budi.get(letter), letter)
        theirs = {"hal": "Hal rekan", "bagian-isi-0-0": "Kalimat rekan", "kecepatan": "segera"}
        send(desk.client("Wayan"), letter, theirs)
        mine = {"hal": "Hal saya", "bagian-isi-0-0": "Kalimat saya", "kecepatan": "biasa"}
        answer = budi.post(letter, {**old, **mine, "aksi": "simpan"})
    assert answer.status_code == 409
    newest, _, form = words(answer).partition('id="draf-terbaru"')[2].partition("</section>")
    for said in ("Hal rekan", "Kalimat rekan", "Segera"):
        assert said in newest
    for said in ("Hal saya", "Kalimat saya"):
        assert said in form
    assert "data-autosave" not in words(answer)
    assert budi.post(letter, {**fields_of(answer, letter), **mine}).status_code == 302
    with desk.house.scope():
        assert LetterRow.objects.get().parts["isi"] == ["Kalimat saya"]


def test_a_mistake_in_an_old_tab_does_not_hide_that_a_colleague_was_quicker(
    desk: Desk, budi: Client, case: int
) -> None:
    with desk.house.scope():
        letter = begun(desk, budi, case)
        old = fields_of(budi.get(letter), letter)
        send(desk.client("Wayan"), letter, {"hal": "Hal rekan"})
        for mistake in ({"bagian-pembuka": "kata " * 5000}, {"hal": "x" * 301}):
            wrong = budi.post(letter, {**old, **mistake, "aksi": "simpan"})
            assert wrong.status_code == 422
            mended = {**fields_of(wrong, letter), "hal": "Hal saya", "aksi": "simpan"}
            assert budi.post(letter, mended).status_code == 409
        assert LetterRow.objects.get().subject == "Hal rekan"


def test_our_script_hears_why_a_draft_was_not_saved(desk: Desk, budi: Client, case: int) -> None:
    with desk.house.scope():
        letter = begun(desk, budi, case)
        old = fields_of(budi.get(letter), letter)
        send(desk.client("Wayan"), letter, {"hal": "Hal rekan"})
    by_script = {"X-Requested-With": "lajur"}
    for typed, status, why in (
        ({"hal": "Hal saya"}, 409, "Tekan Simpan draf untuk melihat keduanya."),
        ({"bagian-pembuka": "kata " * 5000}, 422, "terlalu panjang"),
        ({"hal": "x" * 301}, 422, "300"),
    ):
        answer = budi.post(letter, {**old, **typed}, headers=by_script)
        assert (answer.status_code, why in answer.json()["kata"]) == (status, True)


def test_words_that_come_after_the_letter_was_issued_can_be_copied(
    desk: Desk, budi: Client, case: int
) -> None:
    with desk.house.scope():
        letter = written(desk, budi, case)
        old = fields_of(budi.get(letter), letter)
        press(budi, f"{letter}terbitkan/", f"{letter}terbitkan/")
        late = budi.post(letter, {**old, "bagian-pembuka": "Kalimat terlambat", "aksi": "simpan"})
    assert late.status_code == 409
    assert "Kalimat terlambat" in words(late)


def test_our_script_saves_a_draft_quietly(desk: Desk, budi: Client, case: int) -> None:
    with desk.house.scope():
        letter = begun(desk, budi, case)
    page = fields_of(budi.get(letter), letter)
    saved = budi.post(letter, {**page, "hal": "Sendiri"}, headers={"X-Requested-With": "lajur"})
    assert saved.json()["versi"] == 1


def test_a_letter_says_what_it_lacks_before_it_is_issued(
    desk: Desk, budi: Client, case: int
) -> None:
    letter = begun(desk, budi, case)
    page = words(budi.get(f"{letter}terbitkan/"))
    assert f'href="{letter}#bagian-yth"' in page
    assert "Kembali menulis" in page


def test_issuing_tells_the_number_first_and_gives_it_once(
    desk: Desk, budi: Client, case: int
) -> None:
    with desk.house.scope():
        letter = written(desk, budi, case)
    asked = budi.get(f"{letter}terbitkan/")
    assert "/1/ND/" in words(asked)
    form = fields_of(asked, f"{letter}terbitkan/")
    for _ in range(2):  # a double click
        assert budi.post(f"{letter}terbitkan/", form).status_code == 302
    shown = words(budi.get(letter))
    assert "/1/ND/" in shown
    assert "/2/ND/" not in shown
    assert budi.get(f"{letter}terbitkan/").status_code == 302


def test_the_papers_themselves_are_shown_in_our_own_frames_only(
    desk: Desk, budi: Client, case: int
) -> None:
    with desk.house.scope():
        letter = written(desk, budi, case)
    for paper in ("pratinjau.pdf", "naskah.pdf"):
        if paper == "naskah.pdf":
            press(budi, f"{letter}terbitkan/", f"{letter}terbitkan/")
        answer = budi.get(f"{letter}{paper}")
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("inline")
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
        assert answer.getvalue().startswith(b"%PDF")
    assert budi.get(f"{letter}pratinjau.pdf").status_code == 409


def test_a_letter_is_made_void_with_a_reason_and_keeps_its_number(
    desk: Desk, budi: Client, case: int
) -> None:
    with desk.house.scope():
        letter = written(desk, budi, case)
    press(budi, f"{letter}terbitkan/", f"{letter}terbitkan/")
    void = f"{letter}batalkan/"
    assert press(budi, void, void, {"alasan": " "}).status_code == 422
    assert press(budi, void, void, {"alasan": "Salah alamat."}).status_code == 302
    page = words(budi.get(letter))
    assert "Salah alamat." in page
    assert "/1/ND/" in page
    assert budi.get(void).status_code == 404


def test_a_draft_is_thrown_away_by_its_writer(desk: Desk, budi: Client, case: int) -> None:
    letter = begun(desk, budi, case)
    assert desk.client("Sari").get(f"{letter}buang/").status_code == 404
    assert press(budi, f"{letter}buang/", f"{letter}buang/").status_code == 302
    assert budi.get(letter).status_code == 404


def test_drafts_of_the_office_are_not_there_for_the_applicant(
    desk: Desk, budi: Client, case: int
) -> None:
    letter, siti = begun(desk, budi, case), desk.client("Siti")
    for address in (letter, f"{letter}pratinjau.pdf", f"{letter}naskah.pdf"):
        assert siti.get(address).status_code in (403, 404)
    assert siti.get(desk.url(case, None, "naskah/baru/")).status_code == 404
    assert siti.post(letter, {"kunci": uuid4().hex}).status_code == 404
    assert "Tulis naskah lain" not in words(siti.get(desk.url(case)))


def test_a_page_of_a_letter_costs_few_statements_however_many_there_are(
    desk: Desk, budi: Client, case: int
) -> None:
    letter = begun(desk, budi, case)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            budi.get(letter)
        with CaptureQueriesContext(connection) as listed:
            budi.get(desk.url(case))
        counts.append((len(asked), len(listed)))
        for kind in ("surat_tugas", "surat_dinas", "telaahan_staf"):
            begun(desk, budi, case, kind)
    assert counts[0] == counts[1]
    assert counts[0][0] <= 14
