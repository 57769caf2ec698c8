"""Who stands beside the lanes of a case: today's people, or those who did it."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings

from lajur.queries.cases import case
from tests.services.absent import DAY, away, finish
from tests.services.archive.closed import close_a_case
from tests.services.house import NOON, House, build

WITA = ZoneInfo("Asia/Makassar")


@pytest.fixture
def house(db: None) -> House:
    return build()


def people(house: House, case_id: int, at: datetime) -> dict[str, tuple[str, ...]]:
    with house.scope():
        found = case(case_id, actor=house.actor("Budi", at), at=at, zone=WITA)
    return {lane.lane: lane.people for lane in found.people}


def test_an_open_case_shows_who_works_today(house: House) -> None:
    case_id = house.file().case_id
    away(house, "Wayan", "Dewi")

    assert people(house, case_id, NOON)["Kepala Bidang TI"] == ("Dewi, Plh. Kabid",)


def test_a_closed_case_names_who_did_it_and_nobody_who_came_later(
    house: House, tmp_path: Path
) -> None:
    with override_settings(FILES=tmp_path):
        closed = close_a_case(house)
    before = people(house, closed.case, closed.at)
    away(house, "Wayan", "Dewi", last=9)

    assert people(house, closed.case, closed.at + DAY) == before
    assert before["Kepala Bidang TI"] == ("Wayan, Kabid",)
    assert before["Kepala Dinas"] == ("Budi, Kadis",)
    assert all(before.values())


def test_who_did_it_in_the_place_of_another_stays_named(house: House) -> None:
    away(house, "Wayan", "Dewi")
    case_id, who = house.file().case_id, {"kadis": "Budi", "kabid": "Dewi", "kasi": "Dewi"}
    while items := house.open_items(case_id):
        decides = house.procedure_of(items[-1]).steps[items[-1].step].is_decision
        given: dict[str, object] = {"outcome": "tidak", "text": "Belum."} if decides else {}
        finish(house, case_id, who[items[-1].lane], **given)

    shown = people(house, case_id, NOON + 30 * DAY)
    assert ("Dewi, Plh. Kabid",) in shown.values()
    assert not any("Wayan" in words for people in shown.values() for words in people)
