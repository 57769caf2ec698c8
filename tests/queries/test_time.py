"""How work stands in time, in words, and why it is due when it is."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lajur.core.worktime.calendar import default_calendar
from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.queries.cases import CaseView, case
from lajur.queries.deadlines import WhyView, why
from lajur.queries.due_views import DueView
from lajur.queries.moments import Nearness, near_limit
from lajur.queries.spans import rough_words
from lajur.queries.worklist import Due, TrayQuestion, TrayView, worklist
from lajur.services import work_items as services
from lajur.store.calendars import calendar_now
from tests.services.house import build
from tests.services.timed import WEEK, Days, timed

MORNING = datetime(2026, 11, 24, 1, tzinfo=UTC)  # Tuesday, 09.00 WITA
WITA = default_calendar("Asia/Makassar")
TEXT = "Menunggu data sasaran."


@pytest.fixture
def days(db: None) -> Days:
    begun = Days.begin(timed(build()))
    begun.at = MORNING
    return begun


def tray(days: Days, who: str, question: TrayQuestion | None = None) -> TrayView:
    with days.house.scope():
        return worklist(
            question or TrayQuestion(),
            actor=days.house.actor(who, days.at),
            at=days.at,
            government=days.house.government,
        )


def time_of(days: Days, who: str) -> DueView:
    return tray(days, who).rows[-1].time


def page(days: Days, who: str) -> CaseView:
    actor, zone = days.house.actor(who, days.at), calendar_now(days.house.government).zone
    with days.house.scope():
        return case(days.case, actor=actor, at=days.at, zone=zone)


def explained(days: Days, number: int, who: str = "Dewi") -> WhyView:
    actor, zone = days.house.actor(who, days.at), calendar_now(days.house.government).zone
    with days.house.scope():
        return why(days.case, number, actor=actor, at=days.at, zone=zone)


def on_to(days: Days, step: str) -> int:
    while days.item().step != step or days.item().kind != "step":
        days.complete()
    return int(days.item().number)


def test_minutes_nobody_has_taken_are_never_late(days: Days) -> None:
    days.wait(days=30)
    found = time_of(days, "Budi")

    assert found.nearness is Nearness.NOT_BEGUN
    assert found.chip == "Belum dikerjakan"
    assert found.words == "15 menit kerja, dihitung sejak dikerjakan"
    assert (found.due, found.percent) == ("", None)
    assert tray(days, "Budi").late.value == 0
    assert tray(days, "Budi", TrayQuestion(due=Due.LATE)).rows == ()


def test_the_used_part_and_what_is_left_are_told(days: Days) -> None:
    days.do(services.claim_work_item, days.item())
    days.wait(minutes=9)
    found = time_of(days, "Budi")

    assert found.words == "terpakai 60 % · sisa 6 menit kerja"
    assert (found.percent, found.bar) == (60, 60)
    assert found.due == "Sel, 24 Nov 2026 09.15 WITA"


def test_late_work_says_by_how_much(days: Days) -> None:
    days.do(services.claim_work_item, days.item())
    days.wait(hours=3)

    found = time_of(days, "Budi")
    assert (found.nearness, found.words) == (Nearness.LATE, "lewat 2 jam 45 menit kerja")
    assert found.bar == 100


def test_suspended_work_keeps_what_it_had_used(days: Days) -> None:
    days.do(services.claim_work_item, days.item())
    days.wait(minutes=3).do(services.suspend_work_item, days.item(), text=TEXT)
    days.wait(days=9)

    found = time_of(days, "Budi")
    assert (found.nearness, found.chip) == (Nearness.PAUSED, "Ditunda")
    assert found.words == "terpakai 20 % · sisa 12 menit kerja"
    assert found.due == ""


def test_a_variable_time_counts_as_it_was_set(days: Days) -> None:
    on_to(days, "bangun")

    assert time_of(days, "Rahmat").words == "terpakai 0 % · sisa 5 hari kerja"


def test_on_the_day_of_arrival_no_more_is_left_than_was_given(days: Days) -> None:
    number = on_to(days, "uji")
    days.wait(hours=2)
    first, why = time_of(days, "Dewi"), explained(days, number)
    days.wait(days=1)

    assert first.words == "terpakai 0 % · sisa 3 hari kerja"
    assert why.lines[0].text.startswith("3 hari kerja: ")
    assert time_of(days, "Dewi").words == "terpakai 15 % · sisa 2 hari 4 jam kerja"


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-11-24T10:00", "2026-11-25T16:00"),  # Tuesday: Wednesday's close
        ("2026-11-27T10:00", "2026-11-30T16:00"),  # Friday: Monday's
        ("2026-11-28T10:00", "2026-11-30T16:00"),  # Saturday: Monday's
        ("2026-12-23T10:00", "2026-12-28T16:00"),  # before Christmas and its joint leave
    ],
)
def test_near_is_until_the_close_of_the_offices_next_working_day(at: str, until: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=WITA.zone)
    assert near_limit(moment, WITA) == datetime.fromisoformat(until).replace(tzinfo=WITA.zone)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 menit kerja"),
        (45.9, "45 menit kerja"),
        (60, "1 jam kerja"),
        (200, "3 jam 20 menit kerja"),
        (450, "1 hari kerja"),
        (570, "1 hari 2 jam kerja"),
        (4_600, "10 hari kerja"),
    ],
)
def test_office_time_is_told_as_people_speak_of_it(minutes: float, words: str) -> None:
    assert rough_words(minutes, WITA) == words


def test_the_page_says_what_made_the_due_time(days: Days) -> None:
    number = on_to(days, "uji")
    days.wait(hours=1).do(services.suspend_work_item, days.item(), text=TEXT)
    days.wait(days=1).do(services.resume_work_item, days.item(), text="Sudah ada.")
    found = explained(days, number)

    titles = [line.title for line in found.lines]
    assert titles[:2] == ["Waktu yang diberikan", "Dihitung sejak"]
    assert titles[-1] == "Tenggat"
    assert any(TEXT in line.text and "dikembalikan" in line.text for line in found.lines)
    assert found.remarks == (
        "Satu jatah waktu untuk semua putaran langkah ini, bukan per putaran.",
    )
    assert [line.title for line in found.spent] == ["Menunggu", "Dikerjakan", "Dijeda"]


def test_every_version_of_a_variable_time_is_listed(days: Days) -> None:
    number = on_to(days, "bangun")
    months = Duration(amount=2, unit=TimeUnit.MONTH)
    given = {"duration": months, "text": "Modulnya bertambah."}
    days.do(services.set_work_time, days.item(), by="Dewi", **given)

    versions = explained(days, number).versions
    assert [(one.duration, one.current) for one in versions] == [
        ("1 minggu", False),
        ("2 bulan", True),
    ]
    assert versions[1].reason == "Modulnya bertambah."
    assert [one.reason for one in explained(days, number, "Siti").versions] == ["", ""]


def test_a_time_set_anew_is_an_entry_of_the_history(days: Days) -> None:
    on_to(days, "bangun")
    days.wait(hours=1).do(
        services.set_work_time, days.item(), by="Dewi", duration=WEEK, text="Cukup seminggu."
    )

    act = page(days, "Dewi").acts[0]
    assert (act.title, act.reason) == ("Waktu langkah 4 diubah", "Cukup seminggu.")
    assert act.effects == ("Menetapkan waktu langkah 4: 1 minggu",)


def test_finished_steps_say_what_they_took_but_only_inside_the_office(days: Days) -> None:
    on_to(days, "tugaskan")
    days.wait(hours=1).do(services.claim_work_item, days.item())
    days.wait(minutes=30).complete()

    told = page(days, "Dewi").acts[0]
    assert told.time == (
        "menunggu 1 jam kerja, dikerjakan 30 menit kerja; waktu baku 2 jam kerja: tepat waktu"
    )
    assert {act.time for act in page(days, "Siti").acts} == {""}


def test_work_done_without_being_taken_is_not_judged(days: Days) -> None:
    number = on_to(days, "tugaskan")
    days.wait(days=3).complete()

    found = explained(days, number)
    assert found.verdict == ""
    assert "lamanya pengerjaan tidak diketahui" in found.remarks[0]
    assert page(days, "Dewi").acts[0].time.endswith("tidak dinilai")


def test_the_applicants_completion_has_no_time_of_the_office(days: Days) -> None:
    on_to(days, "uji")
    days.do(services.return_for_completion, days.item(), missing=(), text="Kurang cap.")

    found = explained(days, days.item().number, "Siti")
    assert found.remarks == ("Melengkapi berkas memakai waktu pemohon, bukan waktu kantor.",)
    assert found.lines == ()


def test_a_case_promises_when_it_will_be_finished(days: Days) -> None:
    promised = page(days, "Siti").head.promise
    days.wait(days=20)

    assert promised is not None
    assert "Nov 2026" in promised.words
    assert promised.remark.startswith("Belum termasuk 1 langkah")
    assert page(days, "Siti").head.promise != promised  # nothing has happened since


def test_the_pages_stay_within_their_statements(days: Days) -> None:
    number = on_to(days, "uji")
    days.wait(hours=1)
    actor, zone = days.house.actor("Dewi", days.at), WITA.zone
    explained(days, number)
    with days.house.scope(), CaptureQueriesContext(connection) as whole:
        case(days.case, actor=actor, at=days.at, zone=zone)
    with days.house.scope(), CaptureQueriesContext(connection) as reasons:
        why(days.case, number, actor=actor, at=days.at, zone=zone)
    with days.house.scope(), CaptureQueriesContext(connection) as list_of_work:
        worklist(TrayQuestion(), actor=actor, at=days.at, government=days.house.government)

    assert len(whole) <= 8
    assert len(reasons) <= 8
    assert len(list_of_work) <= 4


def test_work_that_waits_for_signatures_goes_on_counting_and_says_so(days: Days) -> None:
    days.do(services.claim_work_item, days.item())
    days.wait(minutes=3).complete()
    days.wait(minutes=3)

    row = tray(days, "Budi").rows[-1]
    assert row.kind == "Menunggu pihak lain"
    assert row.time.words == "terpakai 40 % · sisa 9 menit kerja"
