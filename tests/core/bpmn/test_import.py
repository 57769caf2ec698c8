"""BPMN files of others as drafts, as far as an SOP has their elements."""

import pytest

from lajur.core.bpmn.importing import draft_of
from lajur.core.procedure.checks import check
from lajur.core.procedure.definition import LaneKind, Procedure, Result
from lajur.core.procedure.faults import Severity
from lajur.core.procedure.reader import read
from lajur.core.procedure.writer import write
from tests.core.bpmn.drawings import END, START, arrow, codes, drawn, foreign, imported, task
from tests.core.procedure.sheets import sentences


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
    assert "other_pool" in codes(draft, Severity.FINDING)
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
    conditional = arrow("a>b:besar").replace("/>", f">{condition}")
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


def test_connectors_of_one_name_are_onearrow() -> None:
    links = "".join(
        f'<{tag} id="{id}"><linkEventDefinition name="A"/></{tag}>'
        for id, tag in (("t", "intermediateThrowEvent"), ("c", "intermediateCatchEvent"))
    )
    flow = ("s>a", "a>t", "c>b", "b>e")
    draft = draft_of(drawn(START, task("a"), task("b"), links, END, *flow), name="x")
    assert draft.procedure is not None
    assert outcomes(draft.procedure, "a") == [(None, ("b",))]
    assert codes(draft, Severity.ERROR) == {"no_lanes"}


def test_documentation_written_as_html_gives_its_words() -> None:
    html = "<![CDATA[<p>Surat &amp; <b>lampiran</b></p><p>Waktu: 2 hari</p>]]>"
    told = f"<documentation>{html}</documentation>"
    step = imported(drawn(START, task("a", told), END, "s>a", "a>e")).steps["a"]
    assert (step.printed.remarks, step.printed.time) == ("Surat & lampiran", "2 hari")


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


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("Permohonan ditolak", Result.REFUSED),
        ("Tidak dapat dilayani", Result.REFUSED),
        ("Permohonan dikembalikan", Result.REFUSED),
        ("Selesai, tidak ada keberatan", Result.DONE),
        ("Pembatalan disetujui", Result.DONE),
        ("Selesai (belum termasuk pelatihan)", Result.DONE),
    ],
)
def test_an_end_refuses_when_its_name_begins_so_and_that_is_told(name: str, result: Result) -> None:
    end = f'<endEvent id="e" name="{name}"/>'
    draft = draft_of(drawn(START, task("a"), end, "s>a", "a>e"), name="x")
    assert draft.procedure is not None
    assert [one.result for one in draft.procedure.ends.values()] == [result]
    assert ("end_refuses" in codes(draft)) == (result is Result.REFUSED)


@pytest.mark.parametrize(
    "shapes",
    [
        (task("a"), '<exclusiveGateway id="g"/>', "s>a", "a>g", "g>e:ya", "g>a:tidak"),
        (task("a"), '<exclusiveGateway id="g"/>', "s>g", "g>e:ya", "g>a:tidak", "a>e"),
        ('<callActivity id="a" name="SOP lain"/>', "s>a", "a>e"),
    ],
)
def test_a_flow_that_begins_with_a_decision_or_a_call_gets_a_filing_first(
    shapes: tuple[str, ...],
) -> None:
    draft = draft_of(drawn(START, END, *shapes), name="x")
    assert draft.procedure is not None
    first = draft.procedure.steps[draft.procedure.start]
    assert (first.printed.title, len(first.outcomes), first.calls) == (
        "Mengajukan permohonan", 1, None,
    )  # fmt: skip
    assert "first_decides" in codes(draft, Severity.ERROR)
    assert sentences(check(draft.procedure)) == []


def test_exits_that_clash_take_no_name_that_another_bears() -> None:
    choice = '<exclusiveGateway id="g"/>'
    ways = ("g>a:Ya", "g>b:Ya", "g>e:Ya (2)")
    procedure = imported(
        drawn(START, *map(task, "zab"), choice, END, "s>z", "z>a", "a>g", *ways, "b>e")
    )
    labels = {one.label for one in procedure.steps["a"].outcomes}
    assert labels == {"Ya", "Ya (2)", "Ya (3)"}


def test_named_arrows_straight_from_work_are_its_outcomes() -> None:
    arrows = ("s>z", "z>a", "a>e:Ya", "a>z:Ulang")
    draft = draft_of(drawn(START, task("z"), task("a"), END, *arrows), name="x")
    assert draft.procedure is not None
    assert outcomes(draft.procedure, "a") == [("Ya", ()), ("Ulang", ("z",))]
    assert "conditional_flow" in codes(draft, Severity.ERROR)
    assert sentences(check(draft.procedure)) == []


def test_a_call_without_a_name_is_called_as_what_it_calls() -> None:
    call = '<callActivity id="c" calledElement="sop_hosting"/>'
    draft = draft_of(drawn(START, task("a"), call, END, "s>a", "a>c", "c>e"), name="x")
    assert draft.procedure is not None
    assert [one.printed.title for one in draft.procedure.steps.values()] == ["A", "sop_hosting"]
    assert "unnamed_work" not in codes(draft)


def test_what_must_be_decided_is_told_however_much_there_is_to_look_at() -> None:
    rows = [f'<serviceTask id="t{n}" name="T{n}"/>' for n in range(250)]
    late = '<boundaryEvent id="b" attachedToRef="t9"><timerEventDefinition/></boundaryEvent>'
    arrows = ["s>t0", *(f"t{n}>t{n + 1}" for n in range(249)), "t249>e"]
    draft = draft_of(drawn(START, *rows, late, END, *arrows), name="uji")
    assert "boundary" in codes(draft, Severity.ERROR)
    assert draft.needs_a_hand
    assert draft.notes[-1].code == "more_notes"
    assert draft.notes[-1].severity is Severity.FINDING
    assert len(draft.notes) < 210


def test_decisions_too_many_to_tell_are_themselves_to_be_decided() -> None:
    timer = "<timerEventDefinition/></boundaryEvent>"
    late = [f'<boundaryEvent id="b{n}" attachedToRef="a">{timer}' for n in range(250)]
    draft = draft_of(drawn(START, task("a"), *late, END, "s>a", "a>e"), name="uji")
    assert draft.notes[-1].code == "more_notes"
    assert draft.notes[-1].severity is Severity.ERROR
