"""Journals as event logs: complete, well-formed, and without what people typed."""

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
from lajur.store.models import EventRow
from tests.services.house import NOON, House, build

pytestmark = pytest.mark.django_db
SPACE = "{http://www.xes-standard.org/}"


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
def test_pseudonyms_take_the_names_of_people_and_nothing_else(house: House, form: str) -> None:
    plain, hidden = log(house, format=form), log(house, format=form, pseudonyms=True)
    assert not any(name in hidden for name in house.people)
    assert "Orang 1" in hidden
    assert "Kepala Dinas" in hidden
    assert plain.count("schedule") == hidden.count("schedule")


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


def test_another_governments_cases_are_not_in_it(house: House) -> None:
    build("tetangga", "Asia/Jakarta").file()
    assert len(traces(house)) == 2
