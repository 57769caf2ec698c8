"""Reading a file: what is kept, and how each fault is said."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.procedure.definition import ServiceKind, Symbol
from lajur.core.procedure.fault_log import MAX_FAULTS
from lajur.core.procedure.faults import Severity
from lajur.core.procedure.reader import read
from lajur.core.worktime.standard import TimeKind
from tests.core.procedure.sheets import (
    AJUKAN,
    GOOD,
    PERIKSA,
    SOPS,
    codes,
    sentences,
    signed,
    sop,
    step,
)

PRINTED = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" "),
    min_size=1,
).filter(lambda text: text.strip())


def faults_of(data: bytes) -> list[str]:
    return sentences(read(data, name="uji.yaml").faults)


@given(words=PRINTED)
def test_every_word_is_kept_as_printed(words: str) -> None:
    quoted = yaml.safe_dump(words, allow_unicode=True, default_style='"', width=10_000).strip()
    reading = read(GOOD.replace(b"Mengajukan surat", quoted.encode()), name="uji.yaml")
    assert reading.procedure is not None
    assert reading.procedure.steps["ajukan"].printed.title == words.strip()


@pytest.mark.parametrize(
    "words",
    ["1", "0x1F", "1_000", "1e3", "no", "ya", "true", "null", "~", "2021-11-30", "12:30:00"],
)
def test_a_word_is_never_taken_for_a_number_a_date_or_a_truth(words: str) -> None:
    reading = read(GOOD.replace(b"no: 2", f"no: {words}".encode()), name="uji.yaml")
    assert reading.procedure is not None
    assert reading.procedure.steps["periksa"].printed.no == words


@pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)
def test_the_signed_sops_are_read_without_a_fault(path) -> None:
    reading = read(path.read_bytes(), name=path.name)
    assert sentences(reading.faults) == []
    assert reading.procedure is not None
    assert reading.procedure.id == path.stem


def test_what_is_not_said_is_what_is_usual() -> None:
    steps = read(GOOD, name="uji.yaml").procedure.steps
    assert steps["ajukan"].symbol is Symbol.TERMINATOR
    assert steps["periksa"].symbol is Symbol.DECISION
    assert steps["periksa"].standard_time.kind is TimeKind.UNSET
    assert [outcome.needs_reason for outcome in steps["periksa"].outcomes] == [True, False]


def test_every_part_knows_its_line() -> None:
    procedure = read(GOOD, name="uji.yaml").procedure
    assert procedure.lines["identitas.nomor"] == 5
    assert procedure.lines["langkah.ajukan.lanjut"] == 18
    assert procedure.lines["langkah.periksa"] == 19
    assert procedure.services == (ServiceKind.NEW,)


def test_an_sop_that_only_others_call_offers_no_service_but_says_so() -> None:
    called = GOOD.replace(b"layanan: [pembuatan]", b"layanan: []")
    assert read(called, name="uji.yaml").procedure.services == ()
    assert faults_of(GOOD.replace(b"layanan: [pembuatan]\n", b"")) == [
        "Berkas: kunci “layanan” belum ada."
    ]


def test_a_variable_time_knows_who_sets_it() -> None:
    steps = signed("buleleng").steps
    setters = {step.id for step in steps.values() if step.sets_time_of}
    variable = [
        one.standard_time for one in steps.values() if one.standard_time.kind == "tergantung"
    ]
    assert {time.set_by for time in variable} == setters != set()


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ("kegitan: Memeriksa", "kegiatan: Memeriksa",
         "Langkah 2: kunci “kegitan” tidak dikenal. Maksudnya “kegiatan”?"),
        ("kegiatan: ''", "kegiatan: Memeriksa", "Langkah 2: “kegiatan” masih kosong."),
        ("kegiatan: [a]", "kegiatan: Memeriksa", "Langkah 2: “kegiatan” harus berupa teks."),
        ("jenis: pemohn", "jenis: pemohon",
         "Pelaksana “opd”: tidak ada pilihan “pemohn”. Maksudnya “pemohon”?"),
        ("layanan: [x9]", "layanan: [pembuatan]",
         "Layanan: tidak ada pilihan “x9”. Yang ada: api, integrasi, pembuatan, pengembangan."),
        ("layanan: pembuatan", "layanan: [pembuatan]", "Layanan: “layanan” harus berupa daftar."),
        ("hasil: [[surat]]", "hasil: [surat]",
         "Langkah 1: isi “hasil” harus berupa nama barang atau pasangan “barang: …”."),
        ("id: Kasi", "id: kasi",
         "Pelaksana “Kasi”: “Kasi” tidak dapat menjadi “id”. Pakai huruf kecil, angka, dan garis "
         "bawah, diawali huruf, paling banyak 60 karakter."),
        ("id: opd, nama: Kep", "id: kasi, nama: Kep",
         "Pelaksana “opd”: id “opd” sudah dipakai di baris 8. Beri id lain."),
        ("pelaksana: kasi, waktu: cepat", "pelaksana: kasi",
         "Langkah 2: waktu “cepat” tidak terbaca. Jelaskan dengan “baku”, misalnya "
         "“baku: {jenis: tetap, maksimum: 2, satuan: hari_kerja}”."),
        ("pelaksana: kasi, baku: {jenis: rentang, minimum: 3, maksimum: 2, satuan: jam}",
         "pelaksana: kasi",
         "Langkah 2: pada rentang, minimum harus lebih kecil daripada maksimum."),
        ("pelaksana: kasi, baku: {jenis: tetap}", "pelaksana: kasi",
         "Langkah 2: waktu berjenis “tetap” memerlukan maksimum dan satuan."),
        ("pelaksana: kasi, baku: {jenis: tanpa, maksimum: 2}", "pelaksana: kasi",
         "Langkah 2: waktu berjenis “tanpa” tidak memakai angka dan satuan."),
        ("pelaksana: kasi, baku: {jenis: tetap, maksimum: 0, satuan: jam}", "pelaksana: kasi",
         "Langkah 2: “maksimum” harus bilangan 1 sampai 9999, bukan “0”."),
        ("pelaksana: kasi, otomatis: mungkin", "pelaksana: kasi",
         "Langkah 2: “otomatis” harus “ya” atau “tidak”, bukan “mungkin”."),
        ("pelaksana: kasi, lanjut: ajukan", "pelaksana: kasi",
         "Langkah 2: pilih salah satu: “lanjut” atau “keputusan”."),
        ("catatan: x", "lanjut: periksa",
         "Langkah 1: belum jelas lanjut ke mana. Tulis “lanjut” atau “keputusan”."),
        ("{hasil: ya}", "{hasil: ya, selesai: selesai}",
         "Langkah 2: tulis salah satu: “ke” atau “selesai”."),
        ("{hasil: ya, ke: ajukan, selesai: selesai}", "{hasil: ya, selesai: selesai}",
         "Langkah 2: pilih salah satu: “ke” atau “selesai”."),
        ("bersama: [{x: y}], lanjut", "lanjut",
         "Langkah 1: setiap isi “bersama” harus berupa teks."),
        ("identitas: x\nlain", "identitas",
         "Identitas: di sini harus ada pasangan kunci dan isi, misalnya “id: …”."),
        ("transkrip: ../../rahasia.txt\nmulai", "mulai",
         "Transkrip: “../../rahasia.txt” bukan nama berkas. Tulis nama berkas di samping SOP ini, "
         "tanpa folder."),
        ("formulir: [{id: a, label: A, jenis: pilihan, pilihan: [x]}]\nmulai", "mulai",
         "Formulir “a”: isian berjenis “pilihan” memerlukan minimal dua pilihan."),
        ("formulir: [{id: a, label: A, jenis: subdomain}]\nmulai", "mulai",
         "Formulir “a”: isian berjenis “subdomain” memerlukan akhiran, misalnya “.go.id”."),
        ("lanjut: [periksa, periksa]", "lanjut: periksa",
         "Langkah 1: “lanjut” menyebut beberapa langkah sekaligus. Untuk cabang yang berjalan "
         "bersamaan tulis “lanjut: {ke: [a, b]}”."),
        ("mulau: ajukan", "mulai: ajukan", "Berkas: kunci “mulai” belum ada."),
    ],
)  # fmt: skip
def test_each_fault_says_what_would_be_right(wrong: str, right: str, sentence: str) -> None:
    data = GOOD.decode().replace(right, wrong, 1).encode()
    assert data != GOOD
    assert sentence in faults_of(data)


def test_all_faults_of_a_file_are_named_at_once_in_the_order_of_their_lines() -> None:
    wrong = GOOD.replace(b"pemohon}", b"pemohn}").replace(b"lanjut: periksa", b"lanjut: priksa")
    faults = read(wrong.replace(b"{hasil: ya,", b"{hasl: ya,"), name="uji.yaml").faults
    assert codes(faults) == ["unknown_word", "unknown_step", "missing_key", "unknown_key"]
    assert [fault.line for fault in faults] == [8, 18, 20, 20]


def test_what_is_no_yaml_is_said_in_indonesian() -> None:
    assert faults_of(b"id: uji\nlayanan: [a\nnomor: 1\n") == [
        "Baris 3: susunan berkas tidak terbaca di sini. "
        "Periksa jorokan, tanda kurung, dan tanda kutip di baris ini dan sebelumnya."
    ]


def test_what_is_missing_is_said_once() -> None:
    assert codes(read(GOOD.replace(b"mulai: ajukan\n", b""), name="uji.yaml").faults) == [
        "missing_key"
    ]


def test_after_a_hundred_faults_the_rest_is_only_announced() -> None:
    steps = [step(f"s{number}", "lanjt: x") for number in range(MAX_FAULTS)]
    faults = read(sop(*steps), name="uji.yaml").faults
    assert len(faults) == MAX_FAULTS + 1
    assert faults[-1].sentence == (
        "Masih ada kesalahan lain. Perbaiki dulu yang di atas, lalu periksa lagi."
    )


def test_a_file_named_otherwise_than_its_sop_is_a_finding_only() -> None:
    reading = read(GOOD, name="sops/lain.yaml")
    assert reading.procedure is not None
    assert [fault.severity for fault in reading.faults] == [Severity.FINDING]


def test_a_reading_with_an_error_has_no_procedure() -> None:
    assert read(sop(AJUKAN), name="uji.yaml").procedure is not None  # the reader reads, only
    assert read(sop(AJUKAN, AJUKAN, PERIKSA), name="uji.yaml").procedure is None
