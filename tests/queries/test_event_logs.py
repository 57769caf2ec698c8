"""Journals as event logs: complete, valid, and without what people typed."""

import json
from collections import Counter
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from lajur.core.eventlogs.happenings import TRANSITIONS
from lajur.queries.event_logs import Asked, event_log
from lajur.queries.governments import find_government
from lajur.services.papers import Paper
from lajur.services.work_items import record_on_paper
from lajur.store.models import CaseRow, EventRow, PersonRow
from tests.queries.log_rules import wrong_in_ocel, wrong_in_xes
from tests.services.house import FORM, NOON, House, build, new_key

pytestmark = pytest.mark.django_db
SPACE = "{http://www.xes-standard.org/}"
WRONG = {"xes": wrong_in_xes, "ocel": wrong_in_ocel}


@pytest.fixture
def house(db: None) -> House:
    """Two requests: one with the Kadis, one with the Kabid."""
    house = build()
    house.file()
    case = house.file(at=NOON + timedelta(days=3)).case_id
    papers = {"disposisi_kadis": Paper(text="Rahasia sekali.")}
    later = NOON + timedelta(days=4)
    house.complete(case, "Budi", text="Jangan sampai bocor.", papers=papers, at=later)
    return house


def log(house: House, **asked: Any) -> str:
    government = find_government(house.slug)
    assert government is not None
    return b"".join(event_log(Asked(**asked), government=government)).decode()


def traces(house: House, **asked: Any) -> list[list[dict[str, str]]]:
    root = ElementTree.fromstring(log(house, format="xes", **asked))
    return [
        [{one.get("key", ""): one.get("value", "") for one in event} for event in trace]
        for trace in (list(one.iter(f"{SPACE}event")) for one in root.iter(f"{SPACE}trace"))
    ]


def lines(house: House) -> list[dict[str, str]]:
    return [event for trace in traces(house) for event in trace]


def test_every_act_on_work_is_one_event_in_the_order_of_the_journal(house: House) -> None:
    with house.scope():
        told = Counter(
            TRANSITIONS[kind]
            for kind in EventRow.objects.values_list("kind", flat=True)
            if kind in TRANSITIONS
        )
    events = [event for trace in traces(house) for event in trace]
    assert Counter(event["lifecycle:transition"] for event in events) == told
    for trace in traces(house):
        moments = [event["time:timestamp"] for event in trace]
        assert moments == sorted(moments)


def test_work_is_scheduled_before_it_is_completed_and_only_once(house: House) -> None:
    for trace in traces(house):
        seen: set[str] = set()
        for event in trace:
            work = event["concept:instance"]
            assert (event["lifecycle:transition"] == "schedule") == (work not in seen)
            seen.add(work)


@pytest.mark.parametrize("form", ["xes", "ocel"])
def test_nothing_that_people_typed_is_in_a_log(house: House, form: str) -> None:
    told = log(house, format=form)
    assert "Budi" in told
    for typed in ("Rahasia sekali", "Jangan sampai bocor", "Warga mengantre", "Antrean Puskesmas"):
        assert typed not in told


@pytest.mark.parametrize("form", ["xes", "ocel"])
@pytest.mark.parametrize("asked", [{}, {"pseudonyms": True}, {"first": date(2027, 1, 1)}])
def test_a_log_keeps_every_rule_of_its_standard_also_an_empty_one(
    house: House, form: str, asked: dict[str, Any]
) -> None:
    assert WRONG[form](log(house, format=form, **asked)) == []


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("xes", 'xes.version="1849.2016"', 'xes.version="1849-2016"'),
        ("xes", 'name="KegiatanDanTahap"', 'name="Kegiatan dan tahap"'),
        ("xes", 'key="org:group"', 'key="org:role"'),
        ("xes", "+08:00", ""),
        ("xes", '<string key="langkah"', '<int key="langkah"'),
        ("xes", 'value="schedule"', 'value="opened"'),
        ("xes", 'prefix="org"', 'prefix="work"'),
        ("ocel", '"type": "permohonan"', '"type": "berkas"'),
        ("ocel", "+08:00", ""),
        ("ocel", '"objectId": "orang:', '"objectId": "person:'),
        ("ocel", '"name": "kunjungan", "type": "integer"', '"name": "kunjungan", "type": "int"'),
        ("ocel", '"id": "tugas:', '"id": "permohonan:'),
    ],
)
def test_what_breaks_a_rule_is_found(house: House, form: str, right: str, wrong: str) -> None:
    told = log(house, format=form)
    assert right in told
    assert WRONG[form](told.replace(right, wrong)) != []


@pytest.mark.parametrize("form", ["xes", "ocel"])
def test_a_log_without_names_bears_nothing_that_leads_to_a_person(house: House, form: str) -> None:
    PersonRow.objects.filter(pk=house.people["Budi"]).update(nip="196801011990011001")
    plain, hidden = log(house, format=form), log(house, format=form, pseudonyms=True)
    with house.scope():
        people = PersonRow.objects.values_list("name", "username", "nip")
        cases = CaseRow.objects.values_list("number", "code")
        leading = {word for row in (*people, *cases) for word in row if word}
    position = '"Kadis"'  # of one person at a time
    assert position in plain
    assert position not in hidden
    assert [word for word in (*leading, *FORM.values()) if word in hidden] == []
    for kept in ("Orang 1", "Kepala Dinas", "Dinas Kesehatan"):  # a lane; an office is no person
        assert kept in hidden
    assert plain.count("schedule") == hidden.count("schedule")


def test_one_person_is_one_number_within_a_log(house: House) -> None:
    def told(**asked: Any) -> list[str]:
        events = [one for trace in traces(house, **asked) for one in trace]
        return [one["org:resource"] for one in events if "org:resource" in one]

    house.complete(house.file(by="Siti").case_id, "Budi")
    names, hidden = told(), told(pseudonyms=True)
    assert len(set(zip(names, hidden, strict=True))) == len(set(names)) == 2
    assert set(hidden) == {"Orang 1", "Orang 2"}


def test_a_case_is_named_so_that_only_the_office_finds_it_again(house: House) -> None:
    told = log(house, format="xes", pseudonyms=True)
    with house.scope():
        cases = list(CaseRow.objects.values_list("pk", flat=True))
    assert [f'"berkas {case}"' in told for case in cases] == [True, True]


def test_moments_are_told_by_the_clock_of_the_office(house: House) -> None:
    assert traces(house)[0][0]["time:timestamp"] == "2026-11-23T12:00:00.000+08:00"


def test_nobody_has_a_position_that_is_not_theirs(house: House) -> None:
    told = {(one.get("org:resource"), one.get("org:role")) for one in lines(house)}
    assert told == {(None, None), ("Siti Rahma", None), ("Budi", "Kadis")}


def test_one_request_is_told_line_by_line(house: House) -> None:
    told = [
        tuple(one.get(key) for key in ("langkah", "lifecycle:transition", "org:resource", "naskah"))
        for one in traces(house)[1]
    ]
    first, second, third = dict.fromkeys(one[0] for one in told)
    letter, disposition = "Surat Permohonan Pembuatan Aplikasi", "Disposisi Dinas dari Kepala Dinas"
    assert told == [
        (first, "schedule", None, None),
        (first, "complete", "Siti Rahma", letter),
        (second, "schedule", None, None),
        (second, "complete", "Budi", disposition),
        (third, "schedule", None, None),
    ]


@pytest.mark.parametrize("form", ["xes", "ocel"])
def test_how_many_are_read_at_a_time_changes_nothing(
    house: House, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = log(house, format=form)
    monkeypatch.setattr("lajur.queries.event_logs.CHUNK", 1)
    assert log(house, format=form) == whole


def test_both_forms_tell_the_same(house: House) -> None:
    events = json.loads(log(house, format="ocel"))["events"]
    told = [{one["name"]: one["value"] for one in event["attributes"]} for event in events]
    told_in_xes = lines(house)
    assert [one["time"] for one in events] == [line["time:timestamp"] for line in told_in_xes]
    for ours, theirs in (
        ("tahap", "lifecycle:transition"),
        ("langkah", "langkah"),
        ("jabatan", "org:role"),
        ("hasil", "hasil"),
    ):
        assert [one.get(ours) for one in told] == [line.get(theirs) for line in told_in_xes]


def test_the_engine_opens_work_and_people_do_the_rest(house: House) -> None:
    for event in (event for trace in traces(house) for event in trace):
        assert ("org:resource" in event) == (event["lifecycle:transition"] != "schedule")


def test_what_was_done_on_paper_was_done_then_and_not_by_who_recorded_it(
    house: House,
) -> None:
    case = house.file().case_id
    record_on_paper(
        case_id=case,
        number=house.open_items(case)[-1].number,
        seen_version=house.version(case),
        key=new_key(),
        done_at=NOON + timedelta(hours=1),
        done_by="Budi",
        reason="Listrik padam.",
        papers={"disposisi_kadis": Paper(text="Isi.")},
        actor=house.actor("Sari"),
        at=NOON + timedelta(hours=5),
    )
    told = traces(house)[-1]
    event = next(one for one in told if "dicatat" in one)
    assert event["time:timestamp"] == "2026-11-23T13:00:00.000+08:00"
    assert event["dicatat"] == "2026-11-23T17:00:00.000+08:00"
    assert "org:resource" not in event
    moments = [one["time:timestamp"] for one in told]
    assert moments == sorted(moments)
    assert wrong_in_ocel(log(house, format="ocel")) == []


@pytest.mark.parametrize("pseudonyms", [False, True])
def test_a_child_names_its_parent_as_the_log_does(house: House, pseudonyms: bool) -> None:
    with house.scope():
        first, second = CaseRow.objects.order_by("pk")
        CaseRow.objects.filter(pk=second.pk).update(number="", parent=first)
    log_of = ElementTree.fromstring(log(house, format="xes", pseudonyms=pseudonyms))
    parent, child = (
        {one.get("key"): one.get("value") for one in trace}
        for trace in log_of.iter(f"{SPACE}trace")
    )
    assert "induk" not in parent
    assert child["induk"] == parent["concept:name"]
    assert (child["induk"] == first.number) == (not pseudonyms)


def test_a_day_of_paper_is_told_as_that_day_went_and_not_as_it_was_recorded(house: House) -> None:
    case, evening = house.file().case_id, NOON + timedelta(hours=5)
    for hours, by, paper in ((1, "Budi", "disposisi_kadis"), (2, "Ani", "disposisi_kabid")):
        record_on_paper(
            case_id=case,
            number=house.open_items(case)[-1].number,
            seen_version=house.version(case),
            key=new_key(),
            done_at=NOON + timedelta(hours=hours),
            done_by=by,
            reason="Listrik padam.",
            papers={paper: Paper(text="Isi.")},
            actor=house.actor("Sari"),
            at=evening + timedelta(minutes=hours),
        )
    told = [
        (one["concept:instance"][-1], one["lifecycle:transition"], one["time:timestamp"][11:16])
        for one in traces(house)[-1]
    ]
    assert told[2:] == [
        ("2", "schedule", "12:00"),
        ("2", "complete", "13:00"),
        ("3", "schedule", "13:00"),
        ("3", "complete", "14:00"),
        ("4", "schedule", "14:00"),
    ]


def test_the_objects_of_ocel_are_all_there_and_of_a_declared_type(house: House) -> None:
    facts = json.loads(log(house, format="ocel"))
    objects = {one["id"]: one["type"] for one in facts["objects"]}
    kinds = {one["name"] for one in facts["objectTypes"]}
    activities = {one["name"] for one in facts["eventTypes"]}
    assert set(objects.values()) == kinds
    assert {one["type"] for one in facts["events"]} == activities
    linked = [link for one in facts["events"] + facts["objects"] for link in one["relationships"]]
    assert {link["objectId"] for link in linked} <= objects.keys()
    assert len({one["id"] for one in facts["events"]}) == len(facts["events"])


def test_a_period_is_of_the_days_requests_were_filed_on_in_the_offices_zone(house: House) -> None:
    assert len(traces(house)) == 2
    assert len(traces(house, first=date(2026, 11, 24))) == 1
    assert len(traces(house, last=date(2026, 11, 23))) == 1
    assert traces(house, first=date(2027, 1, 1)) == []


def test_of_a_time_also_what_was_filed_before_and_not_yet_done_is_told_when_asked(
    house: House,
) -> None:
    with house.scope():
        older = CaseRow.objects.earliest("opened_at")
        CaseRow.objects.filter(pk=older.pk).update(
            state="completed", closed_at=NOON + timedelta(days=2)
        )

    def told(**asked: Any) -> int:
        return len(traces(house, running=True, **asked))

    assert told() == 2
    assert told(first=date(2026, 11, 25)) == 2  # closed on that day
    assert told(first=date(2026, 11, 26)) == 1
    assert told(last=date(2026, 11, 23)) == 1
    assert told(first=date(2027, 1, 1)) == 1  # still open
    assert told(last=date(2026, 11, 22)) == 0


def test_another_governments_cases_are_not_in_it(house: House) -> None:
    build("tetangga", "Asia/Jakarta").file()
    assert len(traces(house)) == 2
