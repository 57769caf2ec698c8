"""The sheet as written against the sheet as run: what is caught, and what a tafsir allows."""

from dataclasses import replace

import pytest

from lajur.core.procedure.definition import Confidence, Interpretation, Part, Step
from lajur.core.procedure.fidelity import compare
from lajur.core.worktime.standard import StandardTime, TimeKind, TimeUnit
from tests.core.procedure.papers import (
    NAMES,
    differences,
    paper,
    swapped,
    with_step,
    with_tafsir,
    with_words,
    without_tafsir,
)
from tests.core.procedure.sheets import codes, procedure, sentences, step

HEADER = "No\tAktivitas\tPelaksana\t\tMutu Baku\n\t\tOPD pemohon\tKepala Seksi\tK\tW\tO\n"


def tafsir(step_id: str | None, part: Part, written: str, read_as: str) -> Interpretation:
    return Interpretation(
        step=step_id,
        part=part,
        written=written,
        read_as=read_as,
        reason="Diputuskan Kepala Dinas.",
        confidence=Confidence.HIGH,
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_signed_sop_runs_as_written_or_says_where_not(name: str) -> None:
    fidelity = compare(*paper(name))
    assert sentences(fidelity.faults) == []
    assert fidelity.is_faithful
    assert all(row.is_faithful for row in fidelity.rows)


def test_every_printed_row_and_every_implied_step_is_compared() -> None:
    rows = compare(*paper("cirebon")).rows
    assert [row.written.no if row.written else "" for row in rows] == [
        *("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "", "12", "13", "14", "15")
    ]


def test_every_declared_interpretation_is_listed_with_its_row() -> None:
    known, text = paper("sumbawa")
    departures = compare(known, text).departures
    assert len(departures) == len(known.interpretations)
    assert ("12", Part.TIME) in {(one.no, one.interpretation.part) for one in departures}


def test_a_changed_word_is_named_with_both_readings_and_its_line() -> None:
    known, text = paper("banten")
    (fault,) = differences(
        with_words(known, "disposisi_kabid", title="Kepala Bidang menolak"), text
    )
    assert fault.code == "changed_words"
    assert "Kepala Bidang mendisposisi ke Kepala Seksi" in fault.sentence
    assert fault.line == known.lines["langkah.disposisi_kabid.kegiatan"]


def test_a_corrected_misprint_is_a_changed_word() -> None:
    known, text = paper("buleleng")
    words = "permintaan aplikasi diketahui oleh tim programmer"
    assert "changed_words" in codes(
        differences(with_words(known, "koordinasi", outputs=words), text)
    )


def test_a_changed_word_may_be_declared() -> None:
    known, text = paper("banten")
    changed = with_words(known, "disposisi_kabid", title="Kepala Bidang meneruskan")
    printed = "Kepala Bidang mendisposisi ke Kepala Seksi"
    declared = tafsir("disposisi_kabid", Part.TITLE, printed, "Kepala Bidang meneruskan")
    assert sentences(differences(with_tafsir(changed, declared), text)) == []


def test_a_time_that_is_counted_otherwise_must_be_declared() -> None:
    known, text = paper("banten")
    two_days = StandardTime(kind=TimeKind.FIXED, maximum=2, unit=TimeUnit.WORKING_DAY)
    changed = with_step(known, replace(known.steps["disposisi_kabid"], standard_time=two_days))
    assert codes(differences(changed, text)) == ["time_differs"]
    declared = tafsir("disposisi_kabid", Part.TIME, "1 hari", "2 hari")
    assert differences(with_tafsir(changed, declared), text) == ()


def test_a_time_declared_but_not_run_is_caught() -> None:
    known, text = paper("sumbawa")
    step_12 = known.steps["pengembangan"]
    per_visit = replace(step_12.standard_time, cumulative=False)
    changed = with_step(known, replace(step_12, standard_time=per_visit))
    assert codes(differences(changed, text)) == ["time_differs"]


def test_a_printed_paper_that_no_longer_gates_is_caught() -> None:
    known, text = paper("banten")
    step_4 = known.steps["analisis_arsitektur"]
    changed = with_step(known, replace(step_4, requirements=step_4.requirements[:-1]))
    (fault,) = differences(changed, text)
    assert fault.code == "item_not_run"
    assert "spek teknis aplikasi baru" in fault.sentence


def test_an_unprinted_output_is_caught() -> None:
    known, text = paper("cirebon")
    step_3, paper_of_4 = known.steps["identifikasi"], known.steps["desain"].outputs
    changed = with_step(known, replace(step_3, outputs=(*step_3.outputs, *paper_of_4)))
    assert codes(differences(changed, text)) == ["item_not_printed"]


def test_an_actor_the_row_does_not_name_must_be_declared() -> None:
    known, text = paper("buleleng")
    changed = with_step(known, replace(known.steps["putusan"], performer="kabid"))
    assert codes(differences(changed, text)) == ["actors_differ"]
    declared = tafsir("putusan", Part.PERFORMER, "Kasi memutuskan", "Kabid")
    assert differences(with_tafsir(changed, declared), text) == ()


def test_a_row_that_names_nobody_needs_a_declared_actor() -> None:
    known, text = paper("cirebon")
    undeclared = without_tafsir(known, "arsip", Part.PERFORMER)
    assert codes(differences(undeclared, text)) == ["actors_differ"]


def test_a_co_signature_the_row_asks_for_cannot_be_dropped() -> None:
    known, text = paper("sumbawa")
    unsigned = replace(known.steps["berita_acara"], cosigners=("opd",))
    assert codes(differences(with_step(known, unsigned), text)) == ["actors_differ"]


def test_who_is_appointed_follows_the_words() -> None:
    known, text = paper("cirebon")
    nobody = with_step(known, replace(known.steps["tentukan_pic"], appoints=()))
    assert codes(differences(nobody, text)) == ["appointed_by_paper"]
    somebody = with_step(known, replace(known.steps["koordinasi"], appoints=("pihak_ketiga",)))
    assert codes(differences(somebody, text)) == ["appointed_by_file"]


def test_an_arrow_past_the_next_row_must_be_declared() -> None:
    known, text = paper("cirebon")
    undeclared = without_tafsir(known, "tentukan_pelaksana", Part.FLOW)
    (fault,) = differences(undeclared, text)
    assert fault.code == "flow_differs"
    assert "ya → langkah 6; tidak → langkah 5" in fault.sentence


def test_a_step_that_is_no_row_must_be_declared() -> None:
    known, text = paper("cirebon")
    undeclared = without_tafsir(known, "pengembangan_pihak_ketiga", Part.ROW)
    assert codes(differences(undeclared, text)) == ["row_not_declared"]


def test_a_missing_and_an_extra_row_are_named() -> None:
    known, text = paper("banten")
    lines = text.splitlines(keepends=True)
    shorter = "".join(line for line in lines if not line.startswith("3."))
    assert codes(differences(known, shorter))[-1:] == ["extra_row"]
    longer = text.replace(
        "3.\tKepala Bidang", "3.\tSekretaris menimbang\t\t\t\t\t\t1 hari\t\t\n3.\tKepala Bidang"
    )
    assert codes(differences(known, longer)) == ["missing_row"]


def test_a_lane_that_is_no_column_must_be_declared() -> None:
    known, text = paper("sumbawa")
    undeclared = without_tafsir(known, None, Part.LANE)
    assert codes(differences(undeclared, text)).count("lane_not_printed") == len(known.lanes)


def test_columns_keep_their_order() -> None:
    for name in NAMES:
        known, text = paper(name)
        turned = replace(known, lanes=dict(reversed(known.lanes.items())))
        assert "lane_order" in codes(differences(turned, text))


def test_a_column_left_out_is_named() -> None:
    known, text = paper("buleleng")
    lanes = swapped(known.lanes, "kadis", replace(known.lanes["kadis"], name="Kepala Dinas"))
    assert {"lane_not_printed", "lane_missing"} <= set(
        codes(differences(replace(known, lanes=lanes), text))
    )


def _by(lane: str, step: Step) -> Step:
    """Return the step with all work of the section head given to another lane."""
    performer = lane if step.performer == "kasi" else step.performer
    return replace(step, performer=performer, participants=(), informed=())


def test_a_numbered_column_without_a_lane_is_named() -> None:
    known, text = paper("sumbawa")
    lanes = {lane.id: lane for lane in known.lanes.values() if lane.id != "kasi"}
    steps = {step.id: _by("kabid", step) for step in known.steps.values()}
    found = codes(differences(replace(known, lanes=lanes, steps=steps), text))
    assert "lane_missing" in found


def test_the_identity_block_is_compared_line_by_line() -> None:
    known, text = paper("banten")
    block = replace(known.identity, legal_bases=known.identity.legal_bases[1:])
    (fault,) = differences(replace(known, identity=block), text)
    assert fault.code == "identity_missing"
    assert "Pemerintah Daerah" in fault.sentence


def test_a_date_under_another_heading_is_caught() -> None:
    known, text = paper("banten")
    block = known.identity
    turned = replace(block, created_on=block.effective_on, effective_on=block.created_on)
    found = codes(differences(replace(known, identity=turned), text))
    assert found == ["identity_mislabelled", "identity_mislabelled"]


def test_every_blank_of_the_printed_form_is_asked_for() -> None:
    known, text = paper("banten")
    (fault,) = differences(replace(known, form=known.form[1:]), text)
    assert fault.code == "field_missing"
    assert "Nama OPD" in fault.sentence


def test_a_blank_marked_printed_must_be_on_the_form() -> None:
    known, text = paper("banten")
    added = replace(known.form[1], printed=True)
    form = (known.form[0], added, *known.form[2:])
    assert codes(differences(replace(known, form=form), text)) == ["field_not_printed"]


def test_a_tafsir_quotes_what_is_printed() -> None:
    known, text = paper("banten")
    wrong = tafsir("disposisi_kabid", Part.TIME, "2 minggu", "1 hari kerja")
    assert codes(differences(with_tafsir(known, wrong), text)) == ["misquoted"]
    of_sheet = tafsir(None, Part.IDENTITY, "Tanggal Kedaluwarsa", "tidak ada")
    assert codes(differences(with_tafsir(known, of_sheet), text)) == ["misquoted"]


def test_a_row_that_names_another_sop_must_call_it() -> None:
    known, text = paper("cirebon")
    alone = with_step(known, replace(known.steps["desain"], calls=None))
    assert codes(differences(alone, text)) == ["call_missing"]
    other = with_step(known, replace(known.steps["desain"], calls="SOP Lain"))
    assert codes(differences(other, text)) == ["call_not_printed"]


def test_forks_and_joins_are_declared_in_words() -> None:
    known = procedure(
        "{id: ajukan, no: 1, kegiatan: Mengajukan, pelaksana: opd, lanjut: {ke: [a, b]}}",
        step("a", "lanjut: c"),
        step("b", "lanjut: c"),
        step("c", "menunggu: [a, b], otomatis: true, lanjut: {selesai: selesai}"),
    )
    rows = "".join(f"{row}\tBekerja\t\t\t\t\t\n" for row in ("2", "3", "4"))
    faults = differences(known, f"{HEADER}1\tMengajukan\t\t\t\t\t\n{rows}")
    found = [one.sentence for one in faults if one.code == "flow_differs"]
    assert "→ langkah a dan langkah b" in found[0]
    assert "menunggu langkah a dan langkah b; otomatis" in found[-1]


def test_a_transcript_without_a_table_is_refused_in_words() -> None:
    known, _ = paper("banten")
    assert "no_table" in codes(differences(known, "Nomor SOP\n"))
