"""Whatever the bytes are, an import answers: a draft, or one sentence, soon, and no traceback."""

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lajur.core.bpmn import markup
from lajur.core.bpmn.importing import Draft, draft_of
from lajur.core.bpmn.writing import bpmn
from lajur.core.procedure.checks import check
from lajur.core.procedure.reader import read
from lajur.core.procedure.writer import write
from tests.core.bpmn.drawings import END, START, drawn, foreign, task
from tests.core.procedure.sheets import signed

GOOD = drawn(START, task("a"), END, "s>a", "a>e")
TAG = GOOD.index(b">") + 1
SPACE = b'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
LAUGHS = b"<!DOCTYPE d [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;'>" % (n + 1, *[n] * 8) for n in range(97, 110)
)
RINGS = [f"a{n}>a{m}" for n in range(50) for m in range(50)]
OURS = bpmn(signed("banten"))


def whole(inside: bytes) -> bytes:
    return GOOD[:TAG] + inside + GOOD[TAG:]


def used(data: bytes) -> Draft:
    """Import the bytes and do all that is done with a draft."""
    draft = draft_of(data, name="uji")
    assert all(one.sentence for one in draft.notes)
    if draft.procedure is None:
        assert len(draft.notes) == 1
        return draft
    check(draft.procedure)
    again = read(write(draft.procedure, heading="Draf."), name="uji.yaml")
    assert again.procedure == draft.procedure or again.faults
    return draft


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"halo", "not_xml"),
        (b"\x00" * 1000, "not_xml"),
        (GOOD[:-5], "not_xml"),
        (GOOD + GOOD, "not_xml"),
        (b"<html/>", "not_bpmn"),
        (b'<definitions xmlns="http://www.wfmc.org/2009/XPDL2.2"/>', "not_bpmn"),
        (LAUGHS + b"]>" + GOOD.replace(b"A", b"&n;"), "doctype"),
        (b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + whole(b"&x;"), "doctype"),
        (b'<!DOCTYPE d SYSTEM "http://127.0.0.1/jahat.dtd">' + GOOD, "doctype"),
        (b'<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1/p">%p;]>' + GOOD, "doctype"),
        (whole(b"&lol;"), "not_xml"),
        (b'<?xml-stylesheet href="jahat.xsl" type="text/xsl"?>' + GOOD, "stylesheet"),
        (b"<a>" * 100_000, "too_deep"),
        (whole(b"<subProcess>" * 60 + b"</subProcess>" * 60), "too_deep"),
        (whole(b"<task/>" * 50_000), "too_many_elements"),
        (GOOD + b" " * 10_000_000, "too_large"),
        (b"<?xml version='1.0' encoding='utf-8'?>" + GOOD.replace(b"A", b"\xe9"), "not_xml"),
        (b"<?xml version='1.0' encoding='rot13'?>" + GOOD, "not_unicode"),
        (b"<?xml version='1.0' encoding='utf-7'?>" + GOOD, "not_unicode"),
        (b"<definitions " + SPACE + b"/>", "no_process"),
        (b"<definitions " + SPACE + b"><process id='p'/></definitions>", "no_process"),
        (whole(b"<process id='q'><task id='x'/></process>"), "several_processes"),
        (drawn(START, task("a"), task("a"), END, "s>a", "a>e"), "same_id"),
        (drawn(START, END, "s>e"), "no_flow"),
        (drawn(START, task("a"), END, "a>e"), "no_flow"),
        (drawn(START, task("a"), '<exclusiveGateway id="g"/>', "s>g", "g>g"), "no_flow"),
        (drawn(*(task(f"a{n}") for n in range(700))), "too_many_shapes"),
        (drawn(*(task(f"a{n}") for n in range(50)), *RINGS), "too_many_shapes"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_answered_in_a_sentence_within_a_second(data: bytes, code: str) -> None:
    begun = time.process_time()
    draft = used(data)
    assert draft.procedure is None
    assert [one.code for one in draft.notes] == [code]
    assert time.process_time() - begun < 1


NOTE = "<textAnnotation id='t'><text>" + "kata " * 20_000 + "</text></textAnnotation>"
NESTED = "".join(
    f"<lane id='m{n}'><childLaneSet><lane id='n{n}'/></childLaneSet></lane>" for n in range(299)
)
CJK = "".join(f"<dataObjectReference id='d{n}' name='{chr(0x4E00 + n)}'/>" for n in range(600))


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        (NOTE + "<association sourceRef='t' targetRef='a'/>" * 2_000, "words_cut"),
        ("<documentation>" + "x" * 1_500_000 + "</documentation>", ""),
        ("<laneSet>" + "<lane id='l' name='L'/>" * 5_000 + "</laneSet>", "too_many_parts"),
        (f"<laneSet>{NESTED}</laneSet>", "outside_lanes"),
        ("<dataObject name='语'/>" * 5_000, "too_many_parts"),
        (CJK + "<association sourceRef='d1' targetRef='a'/>" * 3_000, ""),
        ("<textAnnotation/>" * 5_000, "too_many_parts"),
        ("<task id='z' " + "".join(f"a{n}='{n}' " for n in range(30_000)) + "/>", ""),
        (f"<task id='{'z' * 1_500_000}' name='Z'/>", "cut_off"),
        ("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>", ""),
    ],
    ids=["annotation", "words", "lanes", "nested", "papers", "used", "notes", "many", "id", "xi"],
)
def test_what_is_taken_costs_little_time_and_memory(inside: str, code: str) -> None:
    """Bounds of what a file of at most 2 MB may ask for: three seconds, 64 MB."""
    data = GOOD.replace(b"</process>", inside.encode() + b"</process>")
    begun = time.process_time()
    tracemalloc.start()
    try:
        draft = used(data)
        assert tracemalloc.get_traced_memory()[1] < 64_000_000
    finally:
        tracemalloc.stop()
    assert time.process_time() - begun < 3
    assert not code or code in {one.code for one in draft.notes}
    assert b"root:" not in repr(draft).encode()


def test_nothing_is_opened_that_a_file_names(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr("builtins.open", lambda *given, **_: opened.append(given))
    monkeypatch.setattr("socket.socket", lambda *given, **_: opened.append(given))
    draft_of(b'<!DOCTYPE d SYSTEM "http://127.0.0.1/x"><d/>', name="uji")
    location = whole(b'<import importType="x" location="http://127.0.0.1/a.xsd" namespace="b"/>')
    assert draft_of(location, name="uji").procedure is not None
    assert opened == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_other_encodings_are_read_when_they_are_declared(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>' + GOOD.decode().replace('"A"', '"Café"')
    draft = used(text.encode(encoding))
    assert draft.procedure is not None
    assert [step.printed.title for step in draft.procedure.steps.values()] == ["Café"]


def test_nothing_that_steers_a_terminal_is_told() -> None:
    steering = "\x9b31m\u202e\u2028"
    shape = f'<task id="a{steering}" name="A{steering}"/><task id="b" name="B"/>'
    told = f"<documentation>Waktu: {steering}</documentation>"
    data = drawn(START, shape, task("c", told), f"s>a{steering}", "s>c", f"x{steering}>b")
    for name in (b"", b"2"):
        draft = used(data.replace(b"<process id", b"<process name='\xc2\x9b' x='' id" + name))
        assert all(one.sentence.isprintable() for one in draft.notes)
        assert all(one.place.isprintable() for one in draft.notes)


def test_one_of_several_processes_can_be_chosen() -> None:
    data = whole(b"<process id='q'><task id='x' name='X'/></process>")
    assert draft_of(data, name="uji", process="p").procedure is not None
    assert [one.code for one in draft_of(data, name="uji", process="z").notes] == [
        "unknown_process"
    ]


def test_a_drawing_of_gateways_only_in_rings_ends_soon() -> None:
    gates = [f'<exclusiveGateway id="g{n}"/>' for n in range(300)]
    arrows = [f"g{n}>g{m % 300}:x{m}" for n in range(300) for m in (n + 1, n + 7, n + 31)]
    begun = time.process_time()
    used(drawn(START, task("a"), *gates, "s>a", "a>g0", *arrows))
    assert time.process_time() - begun < 3


MARKS = st.sampled_from(
    [
        *(b"<", b">", b'"', b"/>", b"</task>", b"&amp;", b"&#x0;", b"&#9;", b"<![CDATA[", b"<!--"),
        *(b"userTask", b"parallelGateway", b"exclusiveGateway", b"endEvent", b"subProcess"),
        *(b"sourceRef", b"targetRef", b"lajur:", b"isi", b"langkah", b"\xff", b"\x00", b" id="),
    ]
)


@given(data=st.data())
@settings(max_examples=40)
def test_any_change_of_a_file_gives_a_draft_or_a_refusal(data: st.DataObject) -> None:
    change(data)


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=5000)
def test_very_many_changes_of_files_give_drafts_or_refusals(data: st.DataObject) -> None:
    data.draw(st.sampled_from([change, move, connect]))(data)


def change(data: st.DataObject) -> None:
    changed = data.draw(st.sampled_from([GOOD, OURS, *map(foreign, ("camunda", "bizagi"))]))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(changed)))
        until = data.draw(st.integers(at, min(at + 40, len(changed))))
        put = data.draw(MARKS | st.binary(max_size=4))
        changed = changed[:at] + put + changed[until:]
    used(changed)


@given(data=st.data())
@settings(max_examples=40)
def test_lines_moved_doubled_or_lost_give_a_draft_or_a_refusal(data: st.DataObject) -> None:
    move(data)


def move(data: st.DataObject) -> None:
    name = st.sampled_from(["camunda", "signavio", "bizagi"])
    lines = data.draw(name.map(foreign) | st.just(OURS)).splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 6))):
        line = lines[data.draw(st.integers(0, len(lines) - 1))]
        place = data.draw(st.integers(0, len(lines) - 1))
        lines[place : place + data.draw(st.integers(0, 2))] = [line]
    used(b"".join(lines))


@given(data=st.data())
@settings(max_examples=60)
def test_any_drawing_gives_a_draft_or_a_refusal(data: st.DataObject) -> None:
    connect(data)


def connect(data: st.DataObject) -> None:
    """Shapes of every kind and arrows between any two."""
    kinds = st.sampled_from(
        ["task", "callActivity", "subProcess", "exclusiveGateway", "parallelGateway", "endEvent",
         "inclusiveGateway", "eventBasedGateway", "intermediateCatchEvent", "startEvent"]
    )  # fmt: skip
    drawn_kinds = data.draw(st.lists(kinds, min_size=1, max_size=10))
    shapes = [f'<{kind} id="n{n}" name="{kind}"/>' for n, kind in enumerate(drawn_kinds)]
    node = st.integers(0, len(shapes) - 1)
    arrows = data.draw(st.lists(st.tuples(node, node), max_size=18))
    flows = (f"n{a}>n{b}{':ya' if n % 3 else ''}" for n, (a, b) in enumerate(arrows))
    used(drawn(START, *shapes, f"s>n{data.draw(node)}", *flows))


def test_the_limits_are_those_that_are_told() -> None:
    assert (markup.MAX_BYTES, markup.MAX_DEPTH) == (2_000_000, 50)
