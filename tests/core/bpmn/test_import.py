"""BPMN files as drafts: ours come back equal, others as far as an SOP has their elements."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from lajur.core.bpmn.importing import Draft, draft_of
from lajur.core.bpmn.writing import bpmn
from lajur.core.procedure.checks import check
from lajur.core.procedure.definition import LaneKind, Outcome, Procedure, Result
from lajur.core.procedure.faults import Severity
from lajur.core.procedure.reader import read
from lajur.core.procedure.writer import write
from tests.core.bpmn.test_export import schema
from tests.core.procedure.sheets import SOPS, sentences, signed
from tests.core.strategies import procedures
from tests.core.worded import worded_procedures

FOREIGN = Path(__file__).parent / "foreign"
OWN_PARTS = re.compile(rb"<bpmn:extensionElements>.*?</bpmn:extensionElements>", re.DOTALL)


def foreign(name: str) -> bytes:
    return (FOREIGN / f"{name}.bpmn").read_bytes()


def imported(data: bytes) -> Procedure:
    draft = draft_of(data, name="draf")
    assert draft.procedure is not None, sentences(draft.notes)
    return draft.procedure


def codes(draft: Draft, severity: Severity | None = None) -> set[str]:
    return {one.code for one in draft.notes if severity in (None, one.severity)}


def drawn(*inside: str) -> bytes:
    """A process of these elements; "a>b" is an arrow, "a>b:ya" one with a name."""
    elements = "".join(_arrow(one) if ">" in one.split("<")[0] else one for one in inside)
    space = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    return (
        f'<definitions xmlns="{space}"><process id="p">{elements}</process></definitions>'.encode()
    )


def _arrow(short: str) -> str:
    ends, _, name = short.partition(":")
    source, target = ends.split(">")
    told = f' name="{name}"' if name else ""
    return f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}"{told}/>'


START, END = '<startEvent id="s"/>', '<endEvent id="e" name="Selesai"/>'


def task(id: str, *inside: str) -> str:
    return f'<task id="{id}" name="{id.upper()}">{"".join(inside)}</task>'


# Ours.


@pytest.mark.parametrize("path", SOPS, ids=lambda path: path.stem)
def test_our_export_of_a_signed_sop_imports_to_an_equal_procedure(path: Path) -> None:
    procedure = read(path.read_bytes(), name=path.name).procedure
    assert procedure is not None
    draft = draft_of(bpmn(procedure), name="lain")
    assert (draft.procedure, draft.notes, draft.is_ours) == (procedure, (), True)
    assert list(draft.procedure.steps) == list(procedure.steps)
    assert read(write(draft.procedure), name=path.name).procedure == procedure


@given(procedure=worded_procedures())
@settings(max_examples=40)
def test_our_export_of_any_procedure_imports_to_an_equal_one(procedure: Procedure) -> None:
    document = bpmn(procedure)
    schema().assertValid(etree.parse(BytesIO(document)))
    draft = draft_of(document, name="lain")
    assert sentences(draft.notes) == []
    assert draft.procedure == procedure
    assert list(draft.procedure.steps) == list(procedure.steps)


@given(procedure=worded_procedures())
@settings(max_examples=15)
def test_our_export_saved_by_another_tool_is_still_ours(procedure: Procedure) -> None:
    """Other prefixes, no indentation, attributes and encoding as another tool writes them."""
    document = bpmn(procedure).replace(b"bpmn:", b"semantic:").replace(b"lajur:", b"ns0:")
    document = document.replace(b"xmlns:bpmn=", b"xmlns:semantic=")
    document = document.replace(b"xmlns:lajur=", b"xmlns:ns0=").replace(b"urn:ns0:", b"urn:lajur:")
    saved = etree.tostring(etree.fromstring(document), encoding="utf-16", xml_declaration=True)
    assert draft_of(saved, name="lain").procedure == procedure


@given(procedure=procedures())
@settings(max_examples=60)
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
@settings(max_examples=40)
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
    arrow = _arrow("langkah_koordinasi>salinan").replace("<seq", "<bpmn:seq")
    arrows = arrow + _arrow("salinan>langkah_analisa").replace("<seq", "<bpmn:seq")
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


# Theirs.


@pytest.mark.parametrize("name", ["camunda", "signavio", "bizagi"])
def test_a_file_of_another_modeller_becomes_a_draft_that_checks(name: str) -> None:
    draft = draft_of(foreign(name), name=name)
    assert draft.procedure is not None
    assert sentences(check(draft.procedure)) == []
    again = read(write(draft.procedure), name=f"{name}.yaml")
    assert again.procedure == draft.procedure
    assert all(one.line > 0 for one in draft.notes)
    assert [one.line for one in draft.notes] == sorted(one.line for one in draft.notes)


@pytest.mark.parametrize("prefix", ["bpmn2", "semantic", "model"])
def test_the_prefix_does_not_matter(prefix: str) -> None:
    other = foreign("camunda").replace(b"bpmn:", f"{prefix}:".encode())
    other = other.replace(b"xmlns:bpmn=", f"xmlns:{prefix}=".encode())
    assert draft_of(other, name="x") == draft_of(foreign("camunda"), name="x")


def test_camunda_forks_labels_papers_and_words_are_read() -> None:
    draft = draft_of(foreign("camunda"), name="hosting")
    procedure = draft.procedure
    assert procedure is not None
    check_step = procedure.steps["memeriksa_kelengkapan_permohonan"]
    assert [(one.label, one.targets, one.needs_reason) for one in check_step.outcomes] == [
        ("ya", ("menyiapkan_server", "mendaftarkan_subdomain"), False),
        ("selain itu", ("mengajukan_permohonan_hosting",), True),
        ("tidak layak", (), True),
    ]
    assert check_step.printed.remarks == "Lengkap dan layak?"
    assert check_step.requirements[0].item == "surat_permohonan"
    assert set(procedure.steps["menguji_hosting"].waits_for) == set(check_step.outcomes[0].targets)
    assert "luar jaringan" in procedure.steps["menguji_hosting"].printed.remarks
    first = procedure.steps[procedure.start]
    assert (first.printed.time, first.standard_time.maximum) == ("1 hari kerja", 1)
    assert procedure.lanes[first.performer].kind is LaneKind.APPLICANT
    assert procedure.ends["permohonan_ditolak"].result is Result.REFUSED
    assert procedure.identity.issuing_unit == ("Dinas Kominfo",)


def test_what_does_not_fit_is_named() -> None:
    draft = draft_of(foreign("camunda"), name="hosting")
    assert codes(draft, Severity.ERROR) == {"message_flow", "boundary", "cut_off"}
    assert {"script", "task_kind", "expression", "event_plain", "vendor"} <= codes(draft)
    told = " ".join(sentences(draft.notes))
    for name in ("lewat 3 hari", "Event_terlambat", "Mengingatkan staf", "permintaan ruang"):
        assert name in told
    assert b"/etc/passwd" not in write(imported(foreign("camunda")))


def test_signavio_lanes_within_lanes_and_events_as_answers() -> None:
    draft = draft_of(foreign("signavio"), name="integrasi")
    procedure = draft.procedure
    assert procedure is not None
    assert [lane.name for lane in procedure.lanes.values()] == [
        "SKPD", "Kepala Bidang", "Tim Integrasi",
    ]  # fmt: skip
    waiting = procedure.steps["menunggu_jawaban_skpd"]
    assert [one.label for one in waiting.outcomes] == ["Hasil disetujui", "30 hari tanpa jawaban"]
    assert procedure.steps["sop_pembuatan_layanan_api"].calls == "SOP Pembuatan Layanan API"
    assert codes(draft, Severity.ERROR) == {"other_gateway"}


def test_bizagi_branches_that_meet_twice_still_close() -> None:
    draft = draft_of(foreign("bizagi"), name="pengadaan")
    procedure = draft.procedure
    assert procedure is not None
    assert procedure.steps["menunggu_semua_cabang"].waits_for == ("menyusun_hps", "cabang_bertemu")
    assert procedure.steps["cabang_bertemu"].automatic
    assert codes(draft, Severity.ERROR) == {"repeated", "sub_process"}


# Small drawings.


def outcomes(procedure: Procedure, step: str) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(one.label, one.targets) for one in procedure.steps[step].outcomes]


def test_a_loop_goes_back_and_owes_a_reason() -> None:
    choice = '<exclusiveGateway id="g"/>'
    arrows = ("s>a", "a>b", "b>g", "g>e:ya", "g>a:tidak")
    procedure = imported(drawn(START, task("a"), task("b"), choice, END, *arrows))
    assert outcomes(procedure, "b") == [("ya", ()), ("tidak", ("a",))]
    assert [one.needs_reason for one in procedure.steps["b"].outcomes] == [False, True]


def test_work_with_several_arrows_forks_unless_they_are_conditional() -> None:
    join = '<parallelGateway id="j"/>'
    shapes = (START, task("a"), task("b"), task("c"), join, task("d"), END)
    flow = ("s>a", "a>b", "a>c", "b>j", "c>j", "j>d", "d>e")
    draft = draft_of(drawn(*shapes, *flow), name="x")
    assert draft.procedure is not None
    assert outcomes(draft.procedure, "a") == [(None, ("b", "c"))]
    assert set(draft.procedure.steps["d"].waits_for) == {"b", "c"}
    assert "implicit_fork" in codes(draft, Severity.FINDING)

    condition = "<conditionExpression>x</conditionExpression></sequenceFlow>"
    conditional = _arrow("a>b:besar").replace("/>", f">{condition}")
    flow = ("s>a", "a>c:kecil", "b>d", "c>d", "d>e")
    draft = draft_of(drawn(*shapes, conditional, *flow), name="x")
    assert draft.procedure is not None
    assert {one[0] for one in outcomes(draft.procedure, "a")} == {"besar", "kecil"}
    assert "conditional_flow" in codes(draft, Severity.ERROR)


def test_a_choice_that_follows_no_single_step_is_a_step() -> None:
    choice = '<exclusiveGateway id="g" name="Layak?"/>'
    arrows = ("s>a", "a>g:x", "b>g", "g>e:ya", "g>b:tidak")
    procedure = imported(drawn(START, task("a"), task("b"), choice, END, *arrows))
    assert outcomes(procedure, "layak") == [("ya", ()), ("tidak", ("b",))]


def test_nested_forks_are_one_fork_and_their_joins_two() -> None:
    gates = "".join(f'<parallelGateway id="{one}"/>' for one in ("f", "f2", "j", "j2"))
    shapes = (START, *map(task, "abcdz"), END, gates)
    flow = (
        "s>a",
        "a>f",
        "f>b",
        "f>f2",
        "f2>c",
        "f2>d",
        "c>j2",
        "d>j2",
        "j2>j",
        "b>j",
        "j>z",
        "z>e",
    )
    procedure = imported(drawn(*shapes, *flow))
    assert outcomes(procedure, "a") == [(None, ("b", "c", "d"))]
    assert sentences(check(procedure)) == []


def test_connectors_of_one_name_are_one_arrow() -> None:
    links = "".join(
        f'<{tag} id="{id}"><linkEventDefinition name="A"/></{tag}>'
        for id, tag in (("t", "intermediateThrowEvent"), ("c", "intermediateCatchEvent"))
    )
    flow = ("s>a", "a>t", "c>b", "b>e")
    draft = draft_of(drawn(START, task("a"), task("b"), links, END, *flow), name="x")
    assert draft.procedure is not None
    assert outcomes(draft.procedure, "a") == [(None, ("b",))]
    assert codes(draft, Severity.ERROR) == {"no_lanes"}


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ((task("a"), END, "a>e"), "no_start"),
        ((START, '<startEvent id="s2"/>', task("a"), END, "s>a", "s2>a", "a>e"), "second_start"),
        ((START, task("a"), "s>a"), "implicit_end"),
        ((START, task("a"), END, "s>a", "a>hilang", "a>e"), "dangling"),
        ((START, task("a"), task("b"), END, "s>a", "a>e", "b>e"), "cut_off"),
        ((START, '<task id="a"/>', END, "s>a", "a>e"), "unnamed_work"),
        ((START, task("a"), '<parallelGateway id="g"/>', task("b"), END, "s>a", "a>g", "g>b", "g>e",
          "b>e"), "mixed_fork"),
        ((START, '<parallelGateway id="g"/>', task("a"), task("b"), END, "s>g", "g>a", "g>b", "a>e",
          "b>e"), "fork_at_start"),
        ((START, task("a", "<documentation>Waktu: entahlah</documentation>"), END, "s>a", "a>e"),
         "time_words"),
        ((START, task("a"), '<exclusiveGateway id="g"/>', END, "s>a", "a>g", "g>e", "g>a"),
         "unnamed_exit"),
        ((START, task("a"), '<exclusiveGateway id="g"/>', END, "s>a", "a>g", "g>e:ya", "g>a:ya"),
         "same_exit"),
        ((START, task("a"), '<intermediateThrowEvent id="t" name="x"/>', END, "s>a", "a>t", "t>e"),
         "middle_event"),
        ((START, task("a"), '<conversationNode id="t"/>', END, "s>a", "a>e"), "other_element"),
        ((START, '<transaction id="a" name="A"/>', END, "s>a", "a>e"), "sub_process"),
        ((START, '<laneSet id="l"><lane id="l1" name="OPD"/></laneSet>', task("a"), END, "s>a",
          "a>e"), "outside_lanes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_each_oddity_is_told_and_the_rest_becomes_a_draft(
    inside: tuple[str, ...], code: str
) -> None:
    draft = draft_of(drawn(*inside), name="x")
    assert code in codes(draft)
    assert draft.procedure is not None
    assert read(write(draft.procedure), name="x.yaml").procedure == draft.procedure
