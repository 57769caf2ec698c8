"""Findings about the paper: what a careful reader would tell the owner of the SOP."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from lajur.core.procedure.definition import ItemKind, LaneKind, Procedure
from lajur.core.procedure.faults import Severity
from lajur.core.procedure.findings import find
from lajur.core.procedure.findings_identity import read_date
from lajur.core.procedure.legal_bases import EXPECTED, REVOKED
from tests.core.procedure.papers import NAMES, swapped, with_step, with_words
from tests.core.procedure.sheets import procedure, signed

AGAIN = "{hasil: ulang, ke: b}"


def said(known: Procedure, code: str) -> list[str]:
    return [one.sentence for one in find(known) if one.code == code]


def small(*flows: str) -> Procedure:
    """Return an SOP whose first step is filed by the agency and whose others are as given."""
    first = "{id: ajukan, no: 1, kegiatan: Mengajukan, pelaksana: opd, waktu: 1 jam, lanjut: b}"
    return procedure(first, *flows)


def box(step_id: str, no: str, more: str) -> str:
    return f"{{id: {step_id}, no: {no}, kegiatan: Bekerja, pelaksana: kasi, waktu: 1 jam, {more}}}"


def with_identity(known: Procedure, **parts: object) -> Procedure:
    return replace(known, identity=replace(known.identity, **parts))


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_never_stops_a_signed_sop_and_says_where_it_is(name: str) -> None:
    for finding in find(signed(name)):
        assert finding.severity is Severity.FINDING
        assert finding.line > 0
        assert finding.place
        assert "%" not in finding.sentence


@pytest.mark.parametrize("name", NAMES)
def test_findings_come_in_the_order_of_the_file(name: str) -> None:
    lines = [finding.line for finding in find(signed(name))]
    assert lines == sorted(lines)


def test_a_number_printed_twice_and_a_number_left_out_are_found() -> None:
    known = small(box("b", "4", "lanjut: c"), box("c", "4", "lanjut: {selesai: selesai}"))
    assert said(known, "number_twice") == ["Langkah 4: nomor 4 tercetak 2 kali."]
    assert said(known, "number_missing") == [
        "Nomor 2 tidak tercetak; baris sesudahnya langsung nomor 4.",
        "Nomor 3 tidak tercetak; baris sesudahnya langsung nomor 4.",
    ]


def test_labels_that_are_no_numbers_are_left_alone() -> None:
    known = small(box("b", "2a", "lanjut: {selesai: selesai}"))
    assert said(known, "number_missing") == []


def test_a_row_without_time_is_found_and_an_implied_row_is_not_blamed_for_it() -> None:
    assert said(signed("buleleng"), "time_not_set") == [
        "Langkah 1: waktu belum ditetapkan. Lamanya diukur, tetapi tidak pernah disebut terlambat."
    ]
    assert said(signed("cirebon"), "time_not_set") == []
    (row,) = said(signed("cirebon"), "row_not_printed")
    assert "pengembangan_pihak_ketiga" in row


def test_a_document_name_in_the_time_column_is_a_shifted_row() -> None:
    assert said(signed("sumbawa"), "shifted_cell") == [
        "Langkah 16: kolom Waktu berisi “Laporan hasil instalasi dan testing”. "
        "Tampaknya isi baris ini bergeser."
    ]


def test_a_sentence_that_stops_at_a_joining_word_is_cut_off() -> None:
    assert said(signed("buleleng"), "text_cut_off") == [
        "Peringatan: kalimatnya terpotong pada “…adanya kontrol dan”."
    ]
    cut = with_words(small(box("b", "2", "lanjut: {selesai: selesai}")), "b", title="Memeriksa dan")
    assert said(cut, "text_cut_off") == ["Langkah 2: kalimatnya terpotong pada “…Memeriksa dan”."]


def test_a_paper_nobody_makes_is_found_once_with_who_brings_it() -> None:
    assert said(signed("banten"), "not_produced") == [
        "Langkah 4 memerlukan “Spek Teknis Aplikasi Baru”, tetapi tidak ada langkah sebelumnya "
        "yang menghasilkannya. Yang membawanya: OPD Pemohon."
    ]


def test_a_paper_made_only_later_is_found() -> None:
    first = box("b", "2", "perlu: [surat], lanjut: c")
    known = small(first, box("c", "3", "hasil: [surat], lanjut: {selesai: selesai}"))
    (sentence,) = said(known, "not_produced")
    assert sentence.endswith("belum jelas siapa yang membawanya.")


def test_a_paper_that_comes_back_round_a_loop_is_not_missed() -> None:
    known = small(
        box("b", "2", "perlu: [surat], lanjut: c"),
        box(
            "c",
            "3",
            "hasil: [surat], keputusan: [{hasil: ulang, ke: b}, {hasil: ya, selesai: selesai}]",
        ),
    )
    assert said(known, "not_produced") == []


def test_what_a_request_arrives_with_is_no_finding() -> None:
    assert not any("Surat permohonan" in one for one in said(signed("banten"), "not_produced"))


def test_references_and_tools_need_no_maker() -> None:
    assert not any("Renstra" in one for one in said(signed("sumbawa"), "not_produced"))


def test_a_paper_needed_and_made_in_one_row_is_found() -> None:
    assert [one.split("”")[0] for one in said(signed("cirebon"), "made_where_needed")] == [
        "Langkah 12 memerlukan “Formulir serah terima"
    ]
    assert "Sourcecode Repository" in said(signed("sumbawa"), "made_where_needed")[0]
    assert "surat balasan" in said(signed("buleleng"), "made_where_needed")[0]


def test_a_paper_nobody_uses_is_found_but_not_what_the_case_ends_with() -> None:
    unused = said(signed("sumbawa"), "not_used")
    assert any("Tanggapan atas hasil pengembangan aplikasi" in one for one in unused)
    assert not any("Berita Acara Pekerjaan" in one for one in unused)
    assert not any("Surat penolakan" in one for one in said(signed("banten"), "not_used"))


def test_one_output_name_in_several_rows_is_found() -> None:
    assert "Langkah 2, 4, 5, 6, dan 7 mencetak output yang sama: “Disposisi”." in said(
        signed("cirebon"), "same_output"
    )


def test_a_form_among_the_tools_that_no_row_uses_is_found() -> None:
    assert len(said(signed("cirebon"), "form_unused")) == 1
    assert said(signed("banten"), "form_unused") == []


def test_what_the_printed_form_does_not_ask_is_found() -> None:
    (sentence,) = said(signed("banten"), "form_lacks")
    assert "Nama aplikasi" in sentence
    assert said(signed("sumbawa"), "form_lacks") == []


def test_a_service_in_the_title_without_a_row_is_found() -> None:
    assert len(said(signed("buleleng"), "service_without_row")) == 1


def test_a_decision_whose_way_on_is_not_printed_is_found() -> None:
    assert [one.split(".")[0] for one in said(signed("banten"), "target_not_printed")] == [
        "Langkah 2: lembar tidak mencetak lanjutan “tolak”",
        "Langkah 4: lembar tidak mencetak lanjutan “tidak sesuai”",
    ]
    assert "Tidak dapat dilayani" in said(signed("sumbawa"), "end_not_printed")[0]


def test_telling_two_endings_apart_is_no_missing_target() -> None:
    assert said(signed("buleleng"), "target_not_printed") == []


def test_an_sop_that_is_called_belongs_among_the_related_ones() -> None:
    known = signed("cirebon")
    assert said(known, "sub_sop_unrelated") == []
    alone = with_identity(known, related_procedures=known.identity.related_procedures[1:])
    assert said(alone, "sub_sop_unrelated") == [
        "Langkah 9 memanggil “SOP Analisis Aplikasi”, tetapi SOP itu tidak tercantum dalam "
        "Keterkaitan."
    ]


def test_a_column_nobody_works_in_is_found() -> None:
    known = signed("cirebon")
    idle = with_step(known, replace(known.steps["tentukan_pihak_ketiga"], performer="kabid"))
    assert said(idle, "lane_idle") == [
        "Kolom “Kasie Pengembangan Ekosistem E-Government” tidak mendapat langkah."
    ]
    assert said(known, "lane_idle") == []


def test_an_agency_that_works_without_a_column_is_found_with_its_rows() -> None:
    assert said(signed("sumbawa"), "actor_without_lane") == [
        "“OPD pemohon / Tim Teknis OPD” bekerja pada langkah 1, 11, dan 14, tetapi tabel tidak "
        "memberinya kolom."
    ]


def test_an_actor_named_in_the_text_without_a_column_is_found() -> None:
    known = small(box("b", "2", "lanjut: {selesai: selesai}"))
    words = with_words(known, "b", title="Sekretaris memeriksa surat")
    assert said(words, "actor_without_lane") == [
        "Langkah 2 menyebut Sekretaris, tetapi tabel tidak memberinya kolom."
    ]


def test_columns_that_are_only_numbered_are_found() -> None:
    assert len(said(signed("sumbawa"), "lane_unnamed")) == 4
    assert said(signed("banten"), "lane_unnamed") == []


def test_a_doubtful_reading_is_put_before_the_owner() -> None:
    (sentence,) = said(signed("cirebon"), "doubtful_reading")
    assert sentence.startswith("Langkah 5: dibaca “Kasie Pengembangan Ekosistem E-Government”")


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("banten", []),
        ("buleleng", ["Keterkaitan", "Pencatatan dan Pendataan"]),
        ("cirebon", ["tanggal revisi", "Pencatatan dan Pendataan"]),
        ("sumbawa", ["tanggal revisi", "nama pejabat yang mengesahkan"]),
    ],
)
def test_what_the_identity_block_leaves_empty_is_found(name: str, headings: list[str]) -> None:
    assert said(signed(name), "identity_empty") == [
        f"Identitas: {heading} tidak diisi." for heading in headings
    ]


def test_dates_that_contradict_each_other_are_found() -> None:
    known = signed("banten")
    early = with_identity(known, revised_on="1 Oktober 2020", effective_on="2 Oktober 2020")
    assert len(said(early, "dates_contradict")) == 2
    assert said(known, "dates_contradict") == []
    assert len(said(signed("buleleng"), "revised_at_once")) == 1


def test_a_date_nobody_can_read_is_not_judged() -> None:
    unread = with_identity(signed("banten"), created_on="awal Oktober")
    assert said(unread, "dates_contradict") == []
    assert read_date("31 Februari 2020") is None
    assert read_date("05  Oktober 2020") is not None


def test_equipment_printed_twice_is_found() -> None:
    assert said(signed("buleleng"), "equipment_twice") == ["Peralatan: “Komputer” tercetak 2 kali."]


def test_revoked_legal_bases_are_found_with_what_replaced_them() -> None:
    revoked = " ".join(said(signed("sumbawa"), "basis_revoked"))
    for name in ("PER/21/M.PAN/11/2008", "PP Nomor 82 Tahun 2012", "Permendagri Nomor 35"):
        assert name in revoked
    assert "PP Nomor 71 Tahun 2019" in revoked


def test_missing_legal_bases_are_found_once_they_were_in_force() -> None:
    assert said(signed("banten"), "basis_missing") == []
    assert len(said(signed("buleleng"), "basis_missing")) == 2
    old = with_identity(signed("buleleng"), created_on="10 Januari 2012", revised_on="")
    assert said(old, "basis_missing") == []


def test_every_known_legal_basis_says_where_it_comes_from() -> None:
    sources: Iterable[str] = [one.source for one in (*REVOKED, *EXPECTED)]
    assert all(sources)


def test_notes_on_the_printing_are_passed_on() -> None:
    assert any("diktehui" in one for one in said(signed("buleleng"), "printing_noted"))


def test_a_spotless_sheet_has_no_findings() -> None:
    known = small(box("b", "2", "lanjut: {selesai: selesai}"))
    spotless = with_identity(
        known,
        created_on="1 Januari 2026",
        revised_on="1 Juni 2026",
        effective_on="1 Juli 2026",
        approved_by_position="Kepala Dinas",
        approved_by_name="Siti",
        legal_bases=(
            "Peraturan Menteri PAN RB Nomor 35 Tahun 2012 tentang Pedoman Penyusunan SOP;",
            "Peraturan Presiden Nomor 95 Tahun 2018 tentang SPBE.",
        ),
        related_procedures=("SOP Integrasi",),
        warnings=("Surat yang tidak lengkap dikembalikan.",),
        qualifications=("D3",),
        equipment=("Komputer",),
        records=("Buku agenda",),
    )
    assert find(spotless) == ()


def test_a_form_that_is_an_item_counts_as_used() -> None:
    known = signed("cirebon")
    form = replace(known.items["formulir_serah_terima"], kind=ItemKind.FORM)
    items = swapped(known.items, form.id, form)
    assert said(replace(known, items=items), "form_unused") == []


def test_the_applicant_lane_alone_covers_every_word_for_the_agency() -> None:
    known = small(box("b", "2", "lanjut: {selesai: selesai}"))
    assert known.lanes["opd"].kind is LaneKind.APPLICANT
    assert said(with_words(known, "b", title="Klien (SKPD) menerima"), "actor_without_lane") == []


def test_an_added_column_with_one_row_names_that_row() -> None:
    known = small(box("b", "2", "lanjut: {selesai: selesai}"))
    lanes = swapped(known.lanes, "kasi", replace(known.lanes["kasi"], added=True))
    (sentence,) = said(replace(known, lanes=lanes), "actor_without_lane")
    assert "bekerja pada langkah 2," in sentence
