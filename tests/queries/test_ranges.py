"""A time printed as a range: its minimum is the target, and only its maximum makes work late."""

import pytest

from lajur.core.worktime.standard import Duration, StandardTime, TimeKind, TimeUnit
from lajur.queries.moments import Nearness
from lajur.services import work_items as services
from tests.queries.test_time import MORNING, explained, on_to, page, time_of
from tests.services import timed as sheet
from tests.services.house import build
from tests.services.timed import Days, timed

RANGED = sheet.SOURCE.replace(b"waktu: 15 Menit", "waktu: 15 – 30 Menit".encode()).replace(
    b"    waktu: 2 Jam", "    waktu: 1 – 2 Hari".encode()
)


@pytest.fixture
def days(db: None, monkeypatch: pytest.MonkeyPatch) -> Days:
    """A request by the SOP with a time of every sort, two of them ranges."""
    monkeypatch.setattr(sheet, "SOURCE", RANGED)
    begun = Days.begin(timed(build()))
    begun.at = MORNING
    return begun


def test_only_a_range_has_a_target() -> None:
    days = {"maximum": 2, "unit": TimeUnit.WORKING_DAY}
    ranged = StandardTime(kind=TimeKind.RANGE, minimum=1, **days)
    assert ranged.target == Duration(amount=1, unit=TimeUnit.WORKING_DAY)
    assert StandardTime(kind=TimeKind.MAXIMUM, **days).target is None


def test_work_nobody_has_taken_tells_target_and_limit(days: Days) -> None:
    assert time_of(days, "Budi").words == (
        "target 15 menit kerja, paling lama 30 menit kerja, dihitung sejak dikerjakan"
    )


def test_running_work_tells_its_target_until_it_is_late(days: Days) -> None:
    days.do(services.claim_work_item, days.item())
    days.wait(minutes=20)
    found = time_of(days, "Budi")
    (turn,) = page(days, "Budi").head.turns
    days.wait(minutes=30)

    assert found.words == (
        "terpakai 66 % · sisa 10 menit kerja · target 15 menit kerja, paling lama 30 menit kerja"
    )
    assert turn.time == found
    assert found.nearness is Nearness.NEAR  # past its target, not late
    assert time_of(days, "Budi").words == "lewat 20 menit kerja"


def test_the_page_explains_what_the_range_means(days: Days) -> None:
    number = on_to(days, "tugaskan")
    told = "Waktu berupa rentang: target 1 hari kerja, lewat waktu sesudah 2 hari kerja."

    assert explained(days, number).remarks == (told,)
    days.wait(days=9).complete()
    assert told in explained(days, number).remarks
