"""The writers of event logs, without a database: any text, papers, children, and long logs."""

import json
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from tempfile import TemporaryFile
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lajur.core.engine.case import CaseState
from lajur.core.eventlogs.happenings import Entry, Happening, LoggedCase, Who, happenings
from lajur.core.eventlogs.ocel import ocel
from lajur.core.eventlogs.xes import Trace, xes
from tests.core.engine.office import sop, step
from tests.queries.log_rules import NAMESPACE, wrong_in_ocel, wrong_in_xes

# How long it waited, whether it was taken first, and how long before it was recorded it was done.
Act = tuple[timedelta, bool, timedelta | None]
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
LINE = Happening(
    seq=2,
    activity="Periksa",
    step="periksa",
    transition="complete",
    at=NOON,
    who=Who(id="7", name="Budi", position="Kadis"),
    lane="Kepala Dinas",
    work=1,
    visit=1,
    outcome="ya",
    papers=("Surat", "Laporan; akhir"),
)
CASE = LoggedCase(
    id=1,
    number="001/PA/DKIST/2026",
    procedure=sop(step("a", "opd", "!")),
    service="pembuatan",
    agency="Dinas Kesehatan",
    state=CaseState.OPEN,
    opened_at=NOON,
    closed_at=None,
    end="",
)


def told_in_xes(*traces: Trace) -> str:
    return "".join(xes(traces, name="Dinas"))


def told_in_ocel(*traces: Trace) -> str:
    return "".join(ocel(traces, waiting=StringIO()))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_words_come_back_from_a_log_except_what_xml_cannot_hold(words: str) -> None:
    trace = (CASE, [replace(LINE, activity=words)])
    text = told_in_xes(trace)
    event = next(ElementTree.fromstring(text).iter(f"{NAMESPACE}event"))
    legal = "".join(
        one for one in words if one in "\t\n\r" or (one >= " " and one not in "\ufffe\uffff")
    )
    assert event[0].get("value") == legal
    assert wrong_in_xes(text) == []
    assert json.loads(told_in_ocel(trace))["events"][0]["type"] == words


def test_every_element_of_xes_has_a_line_and_double_quotes_for_readers_by_lines() -> None:
    text = told_in_xes((CASE, [replace(LINE, activity='Periksa "segera"')]))
    for line in text.splitlines()[1:]:
        assert line.count("<") == 1
        assert "'" not in line
    assert '"Periksa &quot;segera&quot;"' in text


def test_several_papers_are_one_attribute_in_xes_and_an_object_each_in_ocel() -> None:
    trace = (CASE, [LINE])
    assert '<string key="naskah" value="Surat; Laporan; akhir"/>' in told_in_xes(trace)
    objects = json.loads(told_in_ocel(trace))["objects"]
    papers = [one["id"] for one in objects if one["type"] == "naskah"]
    assert papers == ["naskah:1/Surat", "naskah:1/Laporan; akhir"]


def test_a_request_tells_what_became_of_it_and_when() -> None:
    later = NOON + timedelta(days=2)
    closed = replace(CASE, state=CaseState.COMPLETED, closed_at=later, end="selesai")
    request = json.loads(told_in_ocel((closed, [LINE])))["objects"][0]
    changes = [(one["name"], one["value"], one["time"]) for one in request["attributes"]]
    assert changes[-3:] == [
        ("keadaan", "berjalan", "2026-11-23T04:00:00.000+00:00"),
        ("keadaan", "selesai", "2026-11-25T04:00:00.000+00:00"),
        ("akhir", "Selesai", "2026-11-25T04:00:00.000+00:00"),
    ]
    withdrawn = replace(CASE, state=CaseState.WITHDRAWN, closed_at=later)
    assert '<string key="keadaan" value="ditarik"/>' in told_in_xes((withdrawn, [LINE]))
    assert '<string key="keadaan" value="berjalan"/>' in told_in_xes((CASE, []))


@pytest.mark.parametrize("number", [CASE.number, ""])
def test_a_case_that_another_one_asked_for_says_which_by_the_name_of_its_trace(number: str) -> None:
    parent = replace(CASE, number=number)
    child = replace(CASE, id=5, number="", parent=1, parent_number=number)
    log = ElementTree.fromstring(told_in_xes((parent, []), (child, [])))
    traces = [
        {one.get("key"): one.get("value") for one in trace}
        for trace in log.iter(f"{NAMESPACE}trace")
    ]
    assert [trace.get("induk") for trace in traces] == [None, traces[0]["concept:name"]]


def test_an_object_of_ocel_leads_to_the_case_that_asked_for_it() -> None:
    child = replace(CASE, id=5, number="", parent=1)
    both = json.loads(told_in_ocel((CASE, []), (child, [])))["objects"]
    assert both[1]["relationships"] == [{"objectId": "permohonan:1", "qualifier": "induk"}]
    alone = told_in_ocel((child, [LINE]))  # the other one was filed at another time
    assert wrong_in_ocel(alone) == []


def test_an_empty_log_is_valid() -> None:
    assert wrong_in_xes(told_in_xes()) == []
    assert wrong_in_ocel(told_in_ocel()) == []


def journal(acts: Sequence[Act]) -> list[Entry]:
    """Of steps done one after the other, each opened when the one before it was recorded."""
    entries: list[Entry] = []

    def note(kind: str, at: datetime, **data: Any) -> None:
        by = {"person": 1, "name": "Siti", "position": ""}
        facts = {"step": "a", "kind": "step", "lane": "opd", "visit": 1} | data
        entries.append(Entry(seq=len(entries) + 1, kind=kind, data=facts, by=by, at=at))

    at = could_begin = NOON
    note("WorkItemOpened", at, number=1)
    for number, (waited, taken, earlier) in enumerate(acts, start=1):
        opened, at = at, at + waited
        if taken:
            note("WorkItemClaimed", (opened + waited / 2), number=number)
        minute = could_begin.replace(second=0, microsecond=0)
        done = None if earlier is None else max(minute, at - earlier).replace(second=0)
        note(
            "WorkItemCompleted",
            at,
            number=number,
            done_at=done and done.isoformat(),
            outcome=None,
        )
        could_begin = at if done is None else done
        note("WorkItemOpened", at, number=number + 1)
    return entries


minutes = st.integers(1, 900).map(lambda seconds: timedelta(seconds=seconds))


@given(st.lists(st.tuples(minutes, st.booleans(), st.none() | minutes), min_size=1, max_size=6))
def test_work_recorded_late_is_told_in_the_order_in_which_it_can_have_been_done(
    acts: list[Act],
) -> None:
    entries = journal(acts)
    told = list(happenings(CASE.procedure, entries))
    assert [line.at for line in told] == sorted(line.at for line in told)
    assert sorted(line.seq for line in told) == [entry.seq for entry in entries]
    for work in range(1, len(acts) + 2):
        seqs = [line.seq for line in told if line.work == work]
        assert seqs == sorted(seqs), "a work item has its life in another order"
    ends = [(line.work, line.at) for line in told if line.transition == "complete"]
    assert [work for work, _ in ends] == list(range(1, len(acts) + 1)), "a step before its cause"
    for (number, at), (_, _, earlier) in zip(ends, acts, strict=True):
        recorded = next(
            one
            for one in entries
            if one.kind == "WorkItemCompleted" and one.data["number"] == number
        )
        said = recorded.data["done_at"]
        written = datetime.fromisoformat(said) if said else recorded.at
        assert timedelta() <= at - written < timedelta(minutes=1), "not when it was done"
        assert (earlier is None) == (said is None)


@pytest.mark.parametrize("form", ["xes", "ocel"])
def test_a_long_log_needs_no_more_memory_than_a_short_one(form: str) -> None:
    def traces(cases: int) -> Iterator[Trace]:
        for number in range(cases):
            yield replace(CASE, id=number), (replace(LINE, seq=one) for one in range(10))

    def peak(cases: int) -> int:
        tracemalloc.start()
        with TemporaryFile("w+", encoding="utf-8") as waiting:
            pieces = (
                xes(traces(cases), name="Dinas")
                if form == "xes"
                else ocel(traces(cases), waiting=waiting)
            )
            written = sum(map(len, pieces))
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert written > cases * 1000
        return highest

    peak(10)
    assert peak(400) - peak(100) < 100_000  # of some 600,000 characters more
