"""Looking at a file of an SOP in the browser: what fits, what does not, and nothing kept."""

import html
import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lajur.core.bpmn.importing import draft_of
from lajur.core.bpmn.writing import bpmn
from lajur.core.procedure.reader import read
from lajur.documents.printing import CannotPrint
from lajur.documents.sop_sheet import sop_sheet
from lajur.web.forms.sop_files import LARGEST_KEPT
from lajur.web.sop_looking import MOST_PRINTED, MOST_ROUTES
from tests.core.bpmn.drawings import END, START, drawn, foreign, task
from tests.core.procedure.sheets import SOPS, signed, sop, start, step
from tests.web.asking import KEY
from tests.web.world import World

PAGE, TAKE = "kelola/periksa-sop/", "kelola/periksa-sop/ambil/"


@pytest.fixture
def wayan(sumbawa: World) -> Client:
    """The administrator."""
    return sumbawa.client("wayan")


def sent(world: World, client: Client, data: bytes, name: str = "uji.bpmn") -> HttpResponse:
    return client.post(  # type: ignore[return-value]
        world.url(PAGE), {"kunci": KEY, "berkas": SimpleUploadedFile(name, data)}
    )


def words(answer: HttpResponse) -> str:
    return html.unescape(answer.content.decode())


def kept(answer: HttpResponse) -> str:
    (text,) = re.findall(r'name="draf" value="([^"]*)"', answer.content.decode())
    return html.unescape(text)


def taken(world: World, client: Client, text: str, kind: str) -> HttpResponse:
    form = {"kunci": KEY, "draf": text, "bentuk": kind}
    return client.post(world.url(TAKE), form)  # type: ignore[return-value]


def large_drawing() -> bytes:
    """Of sixty steps with more words than a page carries along."""
    said = f"<documentation>{'kata ' * 1_000}</documentation>"
    rows = [task(f"a{n}", said) for n in range(60)]
    arrows = ["s>a0", *(f"a{n}>a{n + 1}" for n in range(59)), "a59>e"]
    return drawn(START, *rows, END, *arrows)


def endless_on_paper() -> bytes:
    """The head of its table is higher than a page."""
    text = sop(start("lanjut: a"), step("a", "lanjut: {selesai: selesai}"))
    return text.replace(b"Kepala Seksi", b"Kepala " * 1_000)


def test_a_drawing_of_another_modeller_is_shown_as_a_table_with_what_did_not_fit(
    sumbawa: World, wayan: Client
) -> None:
    answer = sent(sumbawa, wayan, foreign("camunda"), "hosting.bpmn")
    assert answer.status_code == 200
    told = words(answer)
    assert "Alurnya utuh, tetapi ada yang perlu Anda putuskan." in told
    assert "“lewat 3 hari” (Event_terlambat)" in told
    assert '<table class="sop">' in told
    assert "Memeriksa kelengkapan permohonan" in told
    assert "1 → 2 (ya) → 3 → 4 → 5 → 6" in told
    assert "lajur publish draf-hosting.yaml --government sumbawa" in told
    assert "/etc/passwd" not in told


def test_our_own_export_has_nothing_to_decide_and_comes_back_equal(
    sumbawa: World, wayan: Client
) -> None:
    answer = sent(sumbawa, wayan, bpmn(signed("sumbawa")))
    assert "Tidak ada kesalahan." in words(answer)
    assert "perlu diputuskan" not in words(answer)
    text = kept(answer)
    language = taken(sumbawa, wayan, text.replace("\n", "\r\n"), "yaml")
    assert read(language.content, name="x.yaml").procedure == signed("sumbawa")
    drawing = taken(sumbawa, wayan, text, "bpmn")
    assert draft_of(drawing.content, name="x").procedure == signed("sumbawa")
    assert drawing["Content-Disposition"] == 'attachment; filename="draf-sumbawa-2021.bpmn"'


def test_the_draft_is_printed_as_the_official_form(sumbawa: World, wayan: Client) -> None:
    text = sop(start("lanjut: a"), step("a", "lanjut: {selesai: selesai}")).decode()
    paper = taken(sumbawa, wayan, text, "pdf")
    assert paper.content.startswith(b"%PDF-")
    assert paper["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)
def test_the_signed_sops_in_their_own_language_are_good(
    sumbawa: World, wayan: Client, path
) -> None:
    answer = sent(sumbawa, wayan, path.read_bytes(), path.name)
    assert "Tidak ada kesalahan." in words(answer)
    assert kept(answer) == path.read_text()


def test_an_unsound_sop_is_drawn_with_its_errors_and_without_routes(
    sumbawa: World, wayan: Client
) -> None:
    ring = sop(start("lanjut: a"), step("a", "lanjut: b"), step("b", "lanjut: a"))
    told = words(sent(sumbawa, wayan, ring, "putar.yaml"))
    assert "SOP ini belum dapat dijalankan." in told
    assert "tidak pernah dapat sampai ke akhir" in told
    assert '<table class="sop">' in told
    assert "Jalan dan waktunya" not in told


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"halo", "uji.bpmn", "berkas ini bukan XML yang utuh"),
        (b"<!DOCTYPE d [<!ENTITY a 'ha'>]><d>&a;</d>", "uji.bpmn", "memuat DOCTYPE"),
        (b"<a>" * 100_000, "uji.xml", "bertingkat terlalu dalam"),
        (b"<a>" + b" " * 3_000_000 + b"</a>", "uji.bpmn", "terlalu besar"),
        (b"x: " + b"y" * 1_500_000, "uji.yaml", "terlalu besar"),
        (b"%PDF-1.7\n\xe2\xe3", "naskah.pdf", "bukan gambar BPMN dan bukan berkas SOP"),
        (b"PK\x03\x04" + bytes(100), "alur.vsdx", "simpan gambarnya sebagai “BPMN 2.0 XML”"),
        (b"[1, 2]", "uji.yaml", "kesalahan"),
        (sop(start("lanjut: aa"), step("a", "lanjut: {selesai: selesai}")), "u.yml", "Maksudnya"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_answered_in_a_sentence(
    sumbawa: World, wayan: Client, data: bytes, name: str, sentence: str
) -> None:
    answer = sent(sumbawa, wayan, data, name)
    assert answer.status_code == 200
    assert sentence in words(answer)
    assert "Bawa hasilnya" not in words(answer)
    assert '<table class="sop">' not in words(answer)


def test_no_file_an_empty_one_and_a_spoilt_draft_are_asked_for_again(
    sumbawa: World, wayan: Client
) -> None:
    nothing = wayan.post(sumbawa.url(PAGE), {"kunci": KEY})
    assert (nothing.status_code, "Pilih berkasnya dahulu." in nothing.text) == (422, True)
    empty = sent(sumbawa, wayan, b"")
    assert (empty.status_code, "Berkas itu kosong" in words(empty)) == (422, True)
    for text, kind in (("", "yaml"), ("x", "exe"), ("y" * 500_000, "yaml"), ("a: b", "bpmn")):
        answer = taken(sumbawa, wayan, text, kind)
        assert answer.status_code == 422
        assert "Periksa berkas lain" in words(answer) or "Pilih berkas" in words(answer)


def test_a_draft_too_large_to_carry_along_is_left_to_the_command(
    sumbawa: World, wayan: Client
) -> None:
    answer = sent(sumbawa, wayan, large_drawing())
    assert LARGEST_KEPT < 60 * 5_000
    assert 'name="draf"' not in words(answer)
    assert "lajur sop import uji.bpmn -o uji.yaml" in words(answer)


def test_a_name_of_a_file_cannot_speak_for_the_page(sumbawa: World, wayan: Client) -> None:
    answer = sent(sumbawa, wayan, b"x", '"><script>alert(1)</script>.bpmn')
    assert b"<script>alert" not in answer.content


def test_nothing_is_stored(sumbawa: World, wayan: Client) -> None:
    text = kept(sent(sumbawa, wayan, foreign("bizagi")))
    with CaptureQueriesContext(connection) as queries:
        sent(sumbawa, wayan, foreign("bizagi"))
        taken(sumbawa, wayan, text, "bpmn")
    asked = [query["sql"].split()[0] for query in queries]
    assert set(asked) <= {"SELECT", "SAVEPOINT", "RELEASE", "BEGIN"}


def test_only_the_administrator_may_ask(sumbawa: World) -> None:
    for person in ("siti", "budi"):
        answer = sent(sumbawa, sumbawa.client(person), foreign("camunda"))
        assert answer.status_code == 403


def test_a_drawing_made_to_keep_us_busy_is_answered_soon(sumbawa: World, wayan: Client) -> None:
    """Thirty choices in a row have 2^30 ways; twenty branches at once 2^20 states."""
    choices = [f'<exclusiveGateway id="g{n}"/>' for n in range(30)]
    rows = [task(f"a{n}") for n in range(31)]
    arrows = [f"a{n}>g{n}" for n in range(30)]
    arrows += [f"g{n}>a{n + 1}:{word}" for n in range(30) for word in ("ya", "tidak")]
    many = drawn(START, task("z"), *rows, *choices, END, "s>z", "z>a0", *arrows, "a30>e")
    branches = [task(f"b{n}") for n in range(20)]
    ways = [f"f>b{n}" for n in range(20)] + [f"b{n}>j" for n in range(20)]
    gates = ('<parallelGateway id="f"/>', '<parallelGateway id="j"/>')
    wide = drawn(START, task("z"), *branches, *gates, task("y"), END, "s>z", "z>f", *ways, "j>y",
                 "y>e")  # fmt: skip
    for drawing in (many, wide):
        begun = time.process_time()
        assert sent(sumbawa, wayan, drawing).status_code == 200
        assert time.process_time() - begun < 5


def test_of_several_processes_one_is_chosen_by_its_id(sumbawa: World, wayan: Client) -> None:
    assert "“Dinas Kominfo” (Process_dinas)" in words(sent(sumbawa, wayan, foreign("two-pools")))
    file = SimpleUploadedFile("surat.bpmn", foreign("two-pools"))
    form = {"kunci": KEY, "berkas": file, "proses": " Process_dinas "}
    told = html.unescape(wayan.post(sumbawa.url(PAGE), form).content.decode())
    assert "Menjawab surat" in told
    assert "“surat permohonan” (Pesan_1)" in told


def test_an_sop_that_no_request_can_be_filed_under_is_not_called_good(
    sumbawa: World, wayan: Client
) -> None:
    choice = "keputusan: [{hasil: ya, ke: a}, {hasil: tidak, selesai: ditolak, alasan: wajib}]"
    text = sop(start(choice), step("a", "lanjut: {selesai: selesai}"))
    told = words(sent(sumbawa, wayan, text, "mulai.yaml"))
    assert "Tambahkan langkah pengajuan di depannya." in told
    assert "Tidak ada kesalahan." not in told


def test_a_table_too_large_to_draw_while_one_waits_is_left_to_the_server(
    sumbawa: World, wayan: Client
) -> None:
    rows, last = [task(f"a{n}") for n in range(290)], "a289>e"
    arrows = ["s>a0", *(f"a{n}>a{n + 1}" for n in range(289)), last]
    begun = time.process_time()
    answer = sent(sumbawa, wayan, drawn(START, *rows, END, *arrows))
    assert time.process_time() - begun < 5
    assert '<table class="sop">' not in words(answer)
    assert "Tabelnya terlalu besar untuk digambar di sini." in words(answer)
    assert 'value="pdf"' not in words(answer)
    paper = taken(sumbawa, wayan, kept(answer), "pdf")
    assert (paper.status_code, "terlalu besar untuk dicetak" in words(paper)) == (422, True)
    assert taken(sumbawa, wayan, kept(answer), "bpmn").status_code == 200


def test_of_many_ways_the_first_are_told_and_no_other_is_walked(
    sumbawa: World, wayan: Client
) -> None:
    steps = [start("lanjut: d0")]
    for n in range(13):
        exits = f"{{hasil: ya, ke: d{n + 1}}}, {{hasil: tidak, ke: d{n + 1}}}"
        steps.append(step(f"d{n}", f"keputusan: [{exits}]"))
    refusal = "{hasil: tidak, selesai: ditolak, alasan: wajib}"
    text = sop(*steps, step("d13", f"keputusan: [{{hasil: ya, selesai: selesai}}, {refusal}]"))
    begun = time.process_time()
    told = words(sent(sumbawa, wayan, text, "banyak.yaml"))
    assert time.process_time() - begun < 2
    assert told.count("ajukan → d0") == MOST_ROUTES
    assert "Masih ada jalan lain." in told


def test_an_sop_with_as_few_ways_as_are_told_has_no_others(sumbawa: World, wayan: Client) -> None:
    told = words(sent(sumbawa, wayan, bpmn(signed("sumbawa"))))
    assert "Jalan dan waktunya" in told
    assert "Masih ada jalan lain." not in told


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("Alur kerja.bpmn", "'Alur kerja.bpmn'"),
        ("x;$(reboot).bpmn", "'x;$(reboot).bpmn'"),
        ("-o.bpmn", "./-o.bpmn"),
    ],
)
def test_the_name_of_a_file_cannot_become_a_command_of_the_server(
    sumbawa: World, wayan: Client, name: str, quoted: str
) -> None:
    told = words(sent(sumbawa, wayan, large_drawing(), name))
    assert f"<code>lajur sop import {quoted} -o " in told


def test_a_large_file_of_our_own_language_is_left_to_a_command_that_reads_it(
    sumbawa: World, wayan: Client
) -> None:
    padding = f"# {'x' * 998}\n".encode() * 300
    text = padding + sop(start("lanjut: a"), step("a", "lanjut: {selesai: selesai}"))
    told = words(sent(sumbawa, wayan, text, "besar.yaml"))
    assert 'name="draf"' not in told
    assert "lajur sop print besar.yaml -o uji.pdf" in told
    assert "sop import" not in told


def test_more_words_than_the_printers_can_spare_time_for_are_not_printed_here(
    sumbawa: World, wayan: Client
) -> None:
    flow = "lanjut: {selesai: selesai}"
    rest = f"kelengkapan: '{'a ' * MOST_PRINTED}', {flow}"
    large = sop(start("lanjut: a"), step("a", rest)).decode()
    shown = sent(sumbawa, wayan, large.encode(), "besar.yaml")
    assert '<table class="sop">' in words(shown)
    assert 'value="pdf"' not in words(shown)
    paper = taken(sumbawa, wayan, large, "pdf")
    assert (paper.status_code, "terlalu besar untuk dicetak" in words(paper)) == (422, True)


def test_more_arrows_than_can_be_drawn_while_one_waits_are_not_drawn(
    sumbawa: World, wayan: Client
) -> None:
    exits = ", ".join(f"{{hasil: pilihan {n}, ke: a{n}}}" for n in range(30))
    rows = [step(f"a{n}", f"keputusan: [{exits}]") for n in range(50)]
    text = sop(start("lanjut: a0"), *rows)
    begun = time.process_time()
    answer = sent(sumbawa, wayan, text, "kusut.yaml")
    assert time.process_time() - begun < 3
    assert "Tabelnya terlalu besar untuk digambar di sini." in words(answer)
    assert 'value="pdf"' not in words(answer)


@pytest.mark.parametrize("word", [r'" "', r'"\u3000"', r'"\uD800"', r'"\u202e"', r'"\u200b"'])
@pytest.mark.parametrize("kind", ["look", "pdf"])
def test_an_exit_with_a_strange_word_is_answered(
    sumbawa: World, wayan: Client, word: str, kind: str
) -> None:
    flow = f"keputusan: [{{hasil: {word}, ke: ajukan}}, {{hasil: ya, selesai: selesai}}]"
    text = sop(start("lanjut: a"), step("a", flow)).decode()
    if kind == "look":
        answer = sent(sumbawa, wayan, text.encode(), "u.yaml")
    else:
        answer = taken(sumbawa, wayan, text, kind)
    assert answer.status_code in (200, 422)


@pytest.mark.slow
def test_a_draft_that_never_ends_on_paper_leaves_its_printer_soon(
    sumbawa: World, wayan: Client
) -> None:
    begun = time.monotonic()
    paper = taken(sumbawa, wayan, endless_on_paper().decode(), "pdf")
    assert (paper.status_code, "terlalu besar untuk dicetak" in words(paper)) == (422, True)
    assert time.monotonic() - begun < 7


def test_a_sheet_gets_as_long_of_a_printer_as_is_said() -> None:
    draft = read(endless_on_paper(), name="uji.yaml").procedure
    assert draft is not None
    begun = time.monotonic()
    with pytest.raises(CannotPrint, match="no answer"):
        sop_sheet(draft, printed_on="2026-11-22", patience=0.5)
    assert time.monotonic() - begun < 3
