"""What "mengapa?" tells the applicant: the deadline, not who in the office took how long."""

import pytest

from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.services import work_items as services
from tests.queries.test_time import MORNING, TEXT, explained, on_to
from tests.services.house import build
from tests.services.timed import Days, timed


@pytest.fixture
def days(db: None) -> Days:
    begun = Days.begin(timed(build()))
    begun.at = MORNING
    return begun


def test_waiting_handling_and_the_verdict_stay_in_the_office(days: Days) -> None:
    number = on_to(days, "tugaskan")
    days.wait(hours=1).do(services.claim_work_item, days.item())
    days.wait(minutes=30).complete()
    inside, outside = explained(days, number), explained(days, number, "Siti")

    assert (inside.verdict, len(inside.spent)) == ("tepat waktu", 2)
    assert (outside.verdict, outside.spent) == ("", ())


def test_when_somebody_took_the_work_in_hand_stays_in_the_office(days: Days) -> None:
    number = on_to(days, "tugaskan")
    days.wait(hours=1).do(services.claim_work_item, days.item())

    assert explained(days, number).lines
    told = explained(days, number, "Siti")
    assert told.lines == ()
    assert told.remarks == (
        "Waktu baku 2 jam kerja mengukur pengerjaan di dalam kantor; rinciannya hanya untuk "
        "petugas.",
    )


def test_a_pause_is_explained_without_a_name(days: Days) -> None:
    number = on_to(days, "uji")
    days.wait(hours=1).do(services.suspend_work_item, days.item(), text=TEXT)
    days.wait(days=1)

    assert "Dewi" in str(explained(days, number).lines)
    told = explained(days, number, "Siti").lines
    assert TEXT in str(told)
    assert "Dewi" not in str(told)
    assert told[-1] == explained(days, number).lines[-1]


def test_who_set_a_time_stays_in_the_office(days: Days) -> None:
    number = on_to(days, "bangun")
    two = Duration(amount=2, unit=TimeUnit.MONTH)
    days.do(services.set_work_time, days.item(), by="Dewi", duration=two, text="Bertambah.")

    assert all("Dewi" in one.who for one in explained(days, number).versions)
    told = explained(days, number, "Siti").versions
    assert [(one.duration, one.who, one.reason) for one in told] == [
        ("1 minggu", "", ""),
        ("2 bulan", "", ""),
    ]
