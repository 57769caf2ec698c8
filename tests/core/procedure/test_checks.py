"""Errors of a procedure, each said so that it can be mended."""

from dataclasses import replace

import pytest

from lajur.core.procedure.calls import callee
from lajur.core.procedure.checks import check, check_all
from lajur.core.procedure.definition import LaneKind
from lajur.core.procedure.reader import read
from tests.core.procedure.sheets import GOOD, HEAD, SOPS, codes, procedure, sentences, start, step

END = "lanjut: {selesai: selesai}"
REFUSED = step("tolak", "lanjut: {selesai: ditolak}")
TO_B = start("lanjut: b")
B_TO_START, C_TO_START = step("b", "lanjut: ajukan"), step("c", "lanjut: ajukan")


@pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)
def test_the_signed_sops_have_no_error(path) -> None:
    found = read(path.read_bytes(), name=path.name).procedure
    assert found is not None
    assert sentences(check(found)) == []


def test_a_wrong_name_is_answered_with_the_nearest_one() -> None:
    wrong = GOOD.replace(b"lanjut: periksa", b"lanjut: priksa").replace(b"[surat]", b"[surta]")
    assert sentences(check(read(wrong, name="uji.yaml").procedure)) == [
        "Langkah 1: tidak ada barang bernama “surta”. Maksudnya “surat”?",
        "Langkah 1: tidak ada langkah bernama “priksa”. Maksudnya “periksa”?",
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (step("b", f"{END}, bersama: [kasii]"),
         "Langkah b: tidak ada pelaksana bernama “kasii”. Maksudnya “kasi”?"),
        (step("b", "lanjut: {selesai: selsai}"),
         "Langkah b: tidak ada akhir bernama “selsai”. Maksudnya “selesai”?"),
        (step("b", f"{END}, perlu: [{{barang: surat, jika: {{langkah: ajukan, hasil: ya}}}}]"),
         "Langkah b: langkah “ajukan” bukan keputusan, jadi tidak punya hasil."),
        (step("b", f"{END}, perlu: [surat, surat]"),
         "Langkah b: barang “surat” tertulis lebih dari sekali di “perlu”."),
        (step("b", "keputusan: [{hasil: ya, selesai: selesai}]"),
         "Langkah b: keputusan harus punya paling sedikit dua hasil; di sini baru 1."),
        (step("b", "keputusan: [{hasil: ya, selesai: selesai}, {hasil: ya, ke: b}]"),
         "Langkah b: hasil keputusan “ya” tertulis lebih dari sekali."),
        (step("b", "simbol: kotak, keputusan: [{hasil: ya, selesai: selesai}, {hasil: t, ke: b}]"),
         "Langkah b: hanya keputusan (belah ketupat) yang boleh punya beberapa hasil."),
        (step("b", "otomatis: ya, keputusan: [{hasil: ya, selesai: selesai}, {hasil: t, ke: b}]"),
         "Langkah b: langkah otomatis hanya boleh punya satu jalan. "
         "Ganti “otomatis” dengan “mengikuti: …”."),
        (step("b", "mengikuti: ajukan, keputusan: [{hasil: y, ke: b}, {hasil: t, ke: b}]"),
         "Langkah b: mengikuti “ajukan”, padahal langkah itu bukan keputusan."),
        (step("b", "mengikuti: b, keputusan: [{hasil: y, selesai: selesai}, {hasil: t, ke: b}]"),
         "Langkah b: tidak dapat mengikuti keputusannya sendiri."),
        (step("b", f"{END}, menetapkan_waktu: ajukan"),
         "Langkah b: menetapkan waktu “ajukan”, padahal waktu langkah itu sudah tercetak."),
        (step("b", f"{END}, waktu: tergantung besarnya"),
         "Langkah b: waktunya tergantung, tetapi tidak ada langkah yang menetapkannya. "
         "Tulis “menetapkan_waktu: b” pada langkah itu."),
        (step("b", f"{END}, baku: {{jenis: tergantung, ditetapkan_oleh: ajukan}}"),
         "Langkah b: waktunya ditetapkan oleh “ajukan”, tetapi langkah itu tidak menulis "
         "“menetapkan_waktu: b”."),
        (step("b", "lanjut: {ke: [b, b]}"), "Langkah b: cabang menuju “b” lebih dari sekali."),
        (step("b", f"{END}, menunggu: [ajukan]"),
         "Langkah b: “menunggu” memerlukan paling sedikit dua langkah."),
        (step("b", "lanjut: b, otomatis: ya"),
         "Langkah b: putaran ini hanya berisi langkah otomatis, sehingga tidak pernah berhenti."),
        (step("b", "keputusan: [{hasil: y, selesai: selesai}, {hasil: tolak, selesai: ditolak}]"),
         "Langkah b: hasil “tolak” menolak atau mengembalikan, jadi harus beralasan. "
         "Tulis “alasan: wajib”."),
        (step("b", "keputusan: [{hasil: y, selesai: selesai}, {hasil: ulang, ke: ajukan}]"),
         "Langkah b: hasil “ulang” menolak atau mengembalikan, jadi harus beralasan. "
         "Tulis “alasan: wajib”."),
        (step("b", "otomatis: ya, menunjuk: [kasi], " + END),
         "Langkah b: tidak ada yang mengerjakan langkah ini (otomatis atau mengikuti keputusan "
         "lain), jadi “menunjuk” tidak pernah dijalankan."),
        (step("b", f"{END}, diketahui: [kasi]"),
         "Langkah b: “kasi” mengerjakan langkah ini, jadi tidak perlu mengetahuinya juga."),
        (step("b", f"{END}, diketahui: [opd, opd]"),
         "Langkah b: “opd” tertulis lebih dari sekali di “diketahui”."),
        (step("b", "lanjut: selesai"),
         "Langkah b: “selesai” adalah akhir, bukan langkah. Tulis “selesai: selesai”."),
        (step("b", END), "Selesai “ditolak”: tidak ada langkah yang menuju akhir ini."),
    ],
)  # fmt: skip
def test_each_error_says_what_would_be_right(wrong: str, sentence: str) -> None:
    assert sentence in sentences(check(procedure(TO_B, wrong)))


def test_a_decision_cannot_be_followed_with_other_words() -> None:
    asked = start("keputusan: [{hasil: ya, ke: b}, {hasil: tidak, ke: b}]")
    again = "mengikuti: ajukan, keputusan: [{hasil: ya, selesai: selesai}, {hasil: t, ke: ajukan}]"
    assert (
        "Langkah b: hasilnya harus sama dengan hasil langkah “ajukan” yang diikutinya (ya, tidak)."
        in sentences(check(procedure(asked, step("b", again))))
    )


def test_the_first_step_waits_for_nobody() -> None:
    net = procedure(start("menunggu: [b, c], lanjut: {ke: [b, c]}"), B_TO_START, C_TO_START)
    assert "Langkah ajukan: langkah pertama tidak dapat menunggu langkah lain." in sentences(
        check(net)
    )


def test_what_only_a_hand_made_procedure_can_say_is_refused_too() -> None:
    """The reader lets none of these through; whoever builds a procedure in code is told."""
    net = procedure(TO_B, step("b", "keputusan: [{hasil: y, selesai: selesai}, {hasil: t, ke: b}]"))
    b = net.steps["b"]
    both = replace(b.outcomes[1], end="selesai")
    nameless = replace(b.outcomes[1], label="")
    nowhere = replace(b.outcomes[1], targets=())
    for wrong, code in ((both, "two_ways"), (nameless, "label_missing"), (nowhere, "dead_end")):
        changed = replace(b, outcomes=(b.outcomes[0], wrong))
        assert code in codes(check(replace(net, steps={**net.steps, "b": changed})))
    assert "dead_end" in codes(
        check(replace(net, steps={**net.steps, "b": replace(b, outcomes=())}))
    )


def test_a_loop_nobody_can_leave_is_named_beside_what_it_cuts_off() -> None:
    net = procedure(TO_B, step("b", "lanjut: c"), step("c", "lanjut: b"), step("d", END))
    assert codes(check(net)) == ["unreachable_end", "no_way_out", "unreachable_step"]


def test_two_ways_of_a_decision_cannot_be_waited_for() -> None:
    asked = start("keputusan: [{hasil: ya, ke: b}, {hasil: tidak, ke: c}]")
    join = step("d", f"menunggu: [b, c], {END}")
    net = procedure(asked, step("b", "lanjut: d"), step("c", "lanjut: d"), join)
    assert (
        "Langkah d: tidak pernah terbuka, karena yang ditunggu (langkah b, langkah c) tidak pernah "
        "datang semuanya. Cabang sebuah keputusan tidak perlu ditunggu." in sentences(check(net))
    )


def test_a_join_may_wait_for_somebody_who_need_not_come() -> None:
    fork = start("keputusan: [{hasil: berdua, ke: [b, c]}, {hasil: sendiri, ke: b}]")
    join = step("d", f"menunggu: [b, c], {END}")
    net = procedure(fork, step("b", "lanjut: d"), step("c", "lanjut: d"), join)
    assert "Langkah d: dapat menunggu selamanya, karena langkah c belum tentu datang." in sentences(
        check(net)
    )


def test_only_one_lane_asks() -> None:
    net = procedure(TO_B, step("b", END))
    kasi = replace(net.lanes["kasi"], kind=LaneKind.APPLICANT)
    wrong = replace(net, lanes={**net.lanes, "kasi": kasi})
    assert (
        "Pelaksana “kasi”: pemohon sudah ada, yaitu “OPD pemohon”. "
        "Sebuah SOP hanya punya satu lajur pemohon." in sentences(check(wrong))
    )


def test_a_step_no_arrow_leads_to_is_named() -> None:
    net = procedure(TO_B, step("b", END), REFUSED)
    assert "Langkah tolak: tidak ada jalan menuju langkah ini." in sentences(check(net))


def test_a_refusal_two_steps_away_owes_its_reason_too() -> None:
    away = step("b", "keputusan: [{hasil: ya, selesai: selesai}, {hasil: tidak, ke: tolak}]")
    assert codes(check(procedure(TO_B, away, REFUSED))) == ["reason_not_required"]


def test_a_join_waits_for_those_who_come_and_for_no_others() -> None:
    fork, join = start("lanjut: {ke: [b, c, d]}"), step("e", f"menunggu: [b, ajukan], {END}")
    net = procedure(fork, *(step(one, "lanjut: e") for one in "bcd"), join)
    assert codes(check(net))[1:] == ["join_not_led_to", "join_not_awaited", "join_not_awaited"]


def test_the_first_step_is_the_applicants() -> None:
    net = procedure(step("ajukan", END))
    assert "Langkah ajukan: langkah pertama harus dikerjakan oleh pemohon." in sentences(check(net))


def sub(name: str, calls: str) -> bytes:
    head = HEAD.replace("id: uji", f"id: {name}").replace("Permohonan Uji", f"Uji {name.title()}")
    head = head.replace("  - {id: ditolak, nama: Ditolak, hasil: ditolak}\n", "")
    return (head + f"  - {start(f'memanggil: {calls}, {END}')}\n").encode()


def test_sops_that_call_each_other_in_a_round_are_named() -> None:
    calls = {"satu": "SOP Uji Dua", "dua": "sop uji  tiga", "tiga": "Uji Satu", "lain": "Uji Dua"}
    together = [read(sub(*pair), name="").procedure for pair in calls.items()]
    found = check_all(one for one in together if one)
    assert sentences(found["satu"]) == [
        "Langkah ajukan: memanggil “SOP Uji Dua”, yang pada akhirnya memanggil SOP ini lagi "
        "(satu → dua → tiga → satu)."
    ]
    assert found["lain"] == ()


def test_a_printed_name_means_the_sop_of_that_title() -> None:
    one = procedure(TO_B, step("b", END))
    assert callee("SOP  Permohonan uji", [one]) is one
    assert callee("SOP Desain Aplikasi", [one]) is None


def test_a_time_is_set_before_its_step_can_begin() -> None:
    both = start("lanjut: {ke: [b, c]}")
    timed = step("b", f"{END}, waktu: tergantung besarnya")
    setting = step("c", f"{END}, menetapkan_waktu: b")
    assert sentences(check(procedure(both, timed, setting, REFUSED)))[0] == (
        "Langkah b: langkah ini dapat dimulai tanpa melewati “c”, padahal waktunya ditetapkan "
        "di sana."
    )
    after = step("c", "lanjut: b, menetapkan_waktu: b")
    assert "time_set_too_late" not in codes(
        check(procedure(start("lanjut: c"), timed, after, REFUSED))
    )
