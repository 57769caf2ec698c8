"""Our own export read back: equal, and when its drawing was changed, the drawing counts."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from lajur.core.bpmn.importing import Draft, draft_of
from lajur.core.bpmn.model import model_of, retitled, shown_name
from lajur.core.bpmn.writing import bpmn
from lajur.core.procedure.checks import check
from lajur.core.procedure.definition import Outcome, Procedure
from lajur.core.procedure.faults import Severity
from lajur.core.procedure.reader import read
from lajur.core.procedure.writer import write
from tests.core.bpmn.drawings import arrow, codes, foreign, imported
from tests.core.bpmn.test_export import schema
from tests.core.procedure import sheets
from tests.core.procedure.sheets import SOPS, sentences, signed
from tests.core.strategies import procedures
from tests.core.worded import worded_procedures

OWN_PARTS = re.compile(rb"<bpmn:extensionElements>.*?</bpmn:extensionElements>", re.DOTALL)


@pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)
def test_our_export_of_a_signed_sop_imports_to_an_equal_procedure(path: Path) -> None:
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    draft = draft_of(bpmn(procedure), name="lain")
    assert (draft.procedure, draft.notes, draft.is_ours) == (procedure, (), True)
    assert list(draft.procedure.steps) == list(procedure.steps)
    assert read(write(draft.procedure), name=path.name).procedure == procedure


def test_our_export_opened_and_saved_in_bpmn_js_is_still_ours() -> None:
    """The SOP of Banten as bpmn-js 18 writes it: elements reordered, defaults left out."""
    draft = draft_of(foreign("bpmn-js"), name="lain")
    assert (draft.is_ours, draft.notes) == (True, ())
    assert draft.procedure is not None
    assert draft_of(bpmn(draft.procedure), name="lain").procedure == draft.procedure
    titles = [step.printed.title for step in signed("banten").steps.values()]
    assert [step.printed.title for step in draft.procedure.steps.values()] == titles


def test_names_cut_shorter_by_an_earlier_export_are_still_those_of_their_steps() -> None:
    procedure = signed("sumbawa")
    name = re.compile(r'name="([^"]{60,90}) [^" ]* …"')
    cut = name.sub(r'name="\1 …"', bpmn(procedure).decode()).encode()
    cut = cut.replace(b' name="Hasilnya?"', b"")
    assert cut != bpmn(procedure)
    assert draft_of(cut, name="lain").is_ours


@pytest.mark.parametrize("part", ["tafsir", "baku", "alasan", "diketahui", "catatan", "jika"])
def test_a_part_that_were_lost_would_be_seen(part: str) -> None:
    """The broken twin of the law: one of our elements gone, and some SOP is not the same."""
    pattern = rf"<lajur:{part}>.*?</lajur:{part}>".encode()
    seen = 0
    for path in SOPS:
        procedure, document = signed(path.stem), bpmn(signed(path.stem))
        spoilt = re.sub(pattern, b"", document, flags=re.DOTALL)
        seen += draft_of(spoilt, name="lain").procedure != procedure
    assert seen


@given(procedure=worded_procedures())
@settings(max_examples=12)
def test_our_export_of_any_procedure_imports_to_an_equal_one(procedure: Procedure) -> None:
    comes_back(procedure)


@pytest.mark.slow
@given(procedure=worded_procedures())
@settings(max_examples=1500)
def test_our_export_of_very_many_procedures_imports_to_equal_ones(procedure: Procedure) -> None:
    comes_back(procedure)


def comes_back(procedure: Procedure) -> None:
    document = bpmn(procedure)
    schema().assertValid(etree.parse(BytesIO(document)))
    draft = draft_of(document, name="lain")
    assert sentences(draft.notes) == []
    assert draft.procedure == procedure
    assert list(draft.procedure.steps) == list(procedure.steps)


@given(procedure=worded_procedures())
@settings(max_examples=6)
def test_our_export_saved_by_another_tool_is_still_ours(procedure: Procedure) -> None:
    """Other prefixes, no indentation, attributes and encoding as another tool writes them."""
    document = bpmn(procedure).replace(b"bpmn:", b"semantic:").replace(b"lajur:", b"ns0:")
    document = document.replace(b"xmlns:bpmn=", b"xmlns:semantic=")
    document = document.replace(b"xmlns:lajur=", b"xmlns:ns0=").replace(b"urn:ns0:", b"urn:lajur:")
    saved = etree.tostring(etree.fromstring(document), encoding="utf-16", xml_declaration=True)
    assert draft_of(saved, name="lain").procedure == procedure


@given(procedure=procedures())
@settings(max_examples=25)
def test_the_drawing_alone_tells_the_same_flow(procedure: Procedure) -> None:
    """Without our own parts; a decision that follows another is then asked by who stands before."""
    if any(step.derived_from for step in procedure.steps.values()):
        return
    draft = imported(OWN_PARTS.sub(b"", bpmn(procedure)))
    ids = {step.printed.title: step.id for step in draft.steps.values()}
    named = {step.id: ids[step.printed.title] for step in procedure.steps.values()}
    assert len(draft.steps) == len(procedure.steps)
    assert draft.start == named[procedure.start]
    for step in procedure.steps.values():
        found = draft.steps[named[step.id]]
        assert _leads(draft, found.outcomes) == _leads(procedure, step.outcomes, named)
        assert "Hasilnya?" not in found.printed.remarks
        assert set(found.waits_for) == {named[one] for one in step.waits_for}
        assert draft.lanes[found.performer].name == procedure.lanes[step.performer].name


def _leads(
    procedure: Procedure, outcomes: tuple[Outcome, ...], named: dict[str, str] | None = None
) -> list[tuple[str | None, frozenset[str], str | None]]:
    return [
        (
            one.label,
            frozenset(named[to] if named else to for to in one.targets),
            procedure.ends[one.end].name if one.end else None,
        )
        for one in outcomes
    ]


@given(procedure=procedures())
@settings(max_examples=15)
def test_a_changed_drawing_counts_and_the_rest_is_kept(procedure: Procedure) -> None:
    """One lane renamed: the flow is read from the drawing, and nothing of ours is lost."""
    titled = replace(procedure, identity=replace(procedure.identity, issuing_unit=("Unit",)))
    document = bpmn(titled)
    changed = document.replace(
        b'lane id="lajur_tim" name="Tim Pengembang"', b'lane id="lajur_tim" name="Tim"'
    )
    draft = draft_of(changed, name="lain")
    assert codes(draft) == {"renamed"}
    assert not draft.is_ours
    lanes = {**titled.lanes, "tim": replace(titled.lanes["tim"], name="Tim")}
    found = draft.procedure
    assert found is not None
    assert replace(found, steps={}) == replace(titled, lanes=lanes, steps={})
    for step in titled.steps.values():
        kept = found.steps[step.id]
        assert set(kept.waits_for) == set(step.waits_for)
        assert _with_sets(kept.outcomes) == _with_sets(step.outcomes)
        assert replace(kept, outcomes=(), waits_for=()) == replace(step, outcomes=(), waits_for=())


def _with_sets(outcomes: tuple[Outcome, ...]) -> list[object]:
    return [(replace(one, targets=()), set(one.targets)) for one in outcomes]


def test_an_arrow_drawn_otherwise_wins_and_is_told() -> None:
    procedure = signed("buleleng")
    document = bpmn(procedure)
    old = b'sourceRef="langkah_terima_surat" targetRef="langkah_koordinasi"'
    assert old in document
    new = b'sourceRef="langkah_terima_surat" targetRef="langkah_analisa"'
    draft = draft_of(document.replace(old, new), name="lain")
    assert draft.procedure is not None
    assert draft.procedure.steps["terima_surat"].outcomes[0].targets == ("analisa",)
    assert draft.procedure.identity == procedure.identity
    assert draft.procedure.steps["analisa"].standard_time.maximum == 1
    assert {"flow_gone", "flow_added", "cut_off"} <= codes(draft)
    assert any("koordinasi" in one.sentence for one in draft.notes)


def test_a_step_removed_from_the_drawing_takes_along_what_pointed_at_it() -> None:
    document = bpmn(signed("buleleng"))
    shape = re.compile(
        rb'<bpmn:userTask id="langkah_delegasi".*?</bpmn:userTask>|'
        rb'<bpmn:flowNodeRef>langkah_delegasi</bpmn:flowNodeRef>', re.DOTALL
    )  # fmt: skip
    cut = shape.sub(b"", document).replace(
        b'targetRef="langkah_delegasi"', b'targetRef="langkah_bangun"'
    )
    draft = draft_of(cut, name="lain")
    assert draft.procedure is not None
    assert "delegasi" not in draft.procedure.steps
    assert draft.procedure.steps["bangun"].standard_time.set_by is None
    assert {"gone", "reference_lost"} <= codes(draft)
    assert [one.code for one in check(draft.procedure)] == ["time_never_set"]


def test_a_copied_shape_is_a_new_step() -> None:
    document = bpmn(signed("buleleng")).decode()
    (task,) = re.findall(r'<bpmn:userTask id="langkah_analisa".*?</bpmn:userTask>', document, re.S)
    copy = task.replace('"langkah_analisa"', '"salinan"').replace("Programmer mel", "Tim mel")
    first = arrow("langkah_koordinasi>salinan").replace("<seq", "<bpmn:seq")
    arrows = first + arrow("salinan>langkah_analisa").replace("<seq", "<bpmn:seq")
    document = document.replace(task, task + copy + arrows)
    old = 'sourceRef="langkah_koordinasi" targetRef="langkah_analisa"'
    document = re.sub(f'<bpmn:sequenceFlow id="[a-z0-9_]+" {old} />', "", document)
    draft = draft_of(document.encode(), name="lain")
    assert draft.procedure is not None
    assert draft.procedure.steps["koordinasi"].outcomes[0].targets != ("analisa",)
    assert len(draft.procedure.steps) == len(signed("buleleng").steps) + 1


def test_words_changed_beside_our_own_part_are_told_and_do_not_count() -> None:
    procedure = signed("banten")
    document = bpmn(procedure).replace(b"Waktu: 1 Bulan", b"Waktu: 2 Bulan")
    draft = draft_of(document, name="lain")
    assert draft.procedure == procedure
    assert codes(draft) == {"told_otherwise"}


def test_a_spoilt_part_of_ours_leaves_the_drawing() -> None:
    document = bpmn(signed("banten")).replace(
        b"<lajur:keyakinan>tinggi<", b"<lajur:keyakinan>entah<", 1
    )
    draft = draft_of(document, name="coba")
    assert "own_unreadable" in codes(draft, Severity.ERROR)
    assert draft.procedure is not None
    assert draft.procedure.id == "coba"
    assert len(draft.procedure.steps) == 7


def changed(old: str, new: str, *, sop: str = "sumbawa") -> Draft:
    document = bpmn(signed(sop)).decode()
    assert old in document
    return draft_of(document.replace(old, new).encode(), name="lain")


def test_a_word_changed_in_a_name_that_was_cut_leaves_the_rest_of_the_signed_row() -> None:
    (shown,) = re.findall(
        r'name="Kepala Seksi[^"]* melakukan [^"]* …"', bpmn(signed("sumbawa")).decode()
    )
    draft = changed(shown, shown.replace("melakukan", "menyusun"))
    title = " ".join(signed("sumbawa").steps["analisis"].printed.title.split())
    assert draft.procedure is not None
    now = draft.procedure.steps["analisis"].printed.title
    assert now == title.replace("melakukan", "menyusun", 1)
    assert "renamed" in codes(draft, Severity.FINDING)


def test_the_rest_of_a_title_that_says_the_same_words_twice_is_kept_once() -> None:
    words = "Memeriksa surat dan lampiran, lalu " + "menulis catatan " * 9
    title = words.strip()
    (first, *_) = sheets.procedure(sheets.start("lanjut: {selesai: selesai}")).steps.values()
    titled = replace(first, printed=replace(first.printed, title=title))
    changed_name = shown_name(titled).replace("Memeriksa", "Meneliti")
    assert retitled(titled, changed_name) == title.replace("Memeriksa", "Meneliti")


def test_where_nobody_knows_how_a_cut_name_goes_on_the_signed_row_stays() -> None:
    (shown,) = re.findall(
        r'<bpmn:userTask id="langkah_analisis" name="([^"]* …)"', bpmn(signed("sumbawa")).decode()
    )
    draft = changed(f'"{shown}"', '"Kasi mengkaji permohonan …"')
    assert draft.procedure is not None
    assert draft.procedure.steps["analisis"] == signed("sumbawa").steps["analisis"]
    assert "name_cut" in codes(draft, Severity.ERROR)


def test_a_shape_that_lost_its_lane_stays_with_who_did_it() -> None:
    draft = changed("<bpmn:flowNodeRef>langkah_analisis</bpmn:flowNodeRef>", "")
    assert draft.procedure is not None
    performer = signed("sumbawa").steps["analisis"].performer
    assert draft.procedure.steps["analisis"].performer == performer
    (note,) = [one for one in draft.notes if one.code == "outside_lanes"]
    assert signed("sumbawa").lanes[performer].name in note.sentence


def test_an_arrow_renamed_is_told_once_and_by_its_decision() -> None:
    draft = changed('name="tidak" sourceRef="pilih_tanggapan_hasil"',
                    'name="belum" sourceRef="pilih_tanggapan_hasil"')  # fmt: skip
    told = [one.sentence for one in draft.notes if one.code.startswith("flow_")]
    assert len(told) == 1
    assert "dari “keputusan Tim Teknis OPD" in told[0]
    assert "bernama “belum”, bukan “tidak”" in told[0]


def test_two_forks_whose_outcomes_differ_in_a_sign_stay_two() -> None:
    choice = (
        "keputusan: [{hasil: A/B, ke: [b, c]}, {hasil: A+B, ke: [c, d]}, "
        "{hasil: tidak, selesai: ditolak, alasan: wajib}]"
    )
    ends = (sheets.step(one, "lanjut: {selesai: selesai}") for one in "bcd")
    forked = sheets.procedure(sheets.start("lanjut: a"), sheets.step("a", choice), *ends)
    forks = {node.id for node in model_of(forked).nodes.values() if node.kind == "parallelGateway"}
    assert len(forks) == 2
    drawn = imported(OWN_PARTS.sub(b"", bpmn(forked)))
    (deciding,) = [one for one in drawn.steps.values() if len(one.outcomes) == 3]
    assert [len(one.targets) for one in deciding.outcomes] == [2, 2, 0]


@pytest.mark.parametrize("sop", ["banten", "buleleng", "cirebon", "sumbawa"])
def test_a_lane_taken_out_of_the_drawing_leaves_no_reference_to_it(sop: str) -> None:
    """Whatever lane is gone, the draft can be written and read again."""
    document = bpmn(signed(sop)).decode()
    for lane in signed(sop).lanes:
        cut = re.sub(rf'<bpmn:lane id="lajur_{lane}".*?</bpmn:lane>', "", document, flags=re.S)
        draft = draft_of(cut.encode(), name="lain")
        assert draft.procedure is not None
        assert lane not in draft.procedure.lanes
        again = read(write(draft.procedure), name="x.yaml")
        assert again.procedure == draft.procedure, sentences(again.faults)
