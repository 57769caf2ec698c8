"""A deadline in plain Indonesian: every fact, in the order it was counted."""

from collections.abc import Iterable
from datetime import date, datetime

import pytest
from django.utils.translation import override

from lajur.core.worktime.calendar import calendar_of
from lajur.core.worktime.days import DayKind, DayOff
from lajur.core.worktime.derivation import Closed, derive
from lajur.core.worktime.national_days import decreed_days
from lajur.core.worktime.pauses import Pause, PauseKind
from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.queries.day_words import LISTED, closed_words, office_time_words, span_words
from lajur.queries.deadline_words import derivation_lines, derivation_sentence

BANTEN = calendar_of("Asia/Jakarta", decreed_days())
BULELENG = calendar_of("Asia/Makassar", decreed_days())
WORKING_DAY = TimeUnit.WORKING_DAY


@pytest.fixture(autouse=True)
def indonesian() -> Iterable[None]:
    with override("id"):
        yield


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=BANTEN.zone)


def sentence(amount: int, unit: TimeUnit, start: str, *pauses: Pause) -> str:
    deadline = derive(Duration(amount=amount, unit=unit), at(start), BANTEN, pauses)
    return derivation_sentence(deadline, BANTEN, BANTEN.zone)


def lines(
    amount: int, unit: TimeUnit, start: str, *pauses: Pause, now: str | None = None
) -> list[tuple[str, str]]:
    limit, seen = Duration(amount=amount, unit=unit), at(now) if now else None
    deadline = derive(limit, at(start), BANTEN, pauses, at=seen)
    return [(one.title, one.text) for one in derivation_lines(deadline, BANTEN, BANTEN.zone)]


def texts(title: str, told: list[tuple[str, str]]) -> list[str]:
    return [text for one, text in told if one == title]


def test_the_sentence_of_two_days_over_christmas() -> None:
    assert sentence(2, WORKING_DAY, "2026-12-23T10:00") == (
        "2 hari kerja sejak Rabu, 23 Des 2026 10.00 WIB; "
        "24 Des cuti bersama (Hari Raya Natal), 25 Des libur nasional (Hari Raya Natal), "
        "26–27 Des akhir pekan → Selasa, 29 Des 2026 16.00 WIB"
    )


def test_the_lines_begin_with_the_limit_and_end_with_the_due_time() -> None:
    told = lines(2, WORKING_DAY, "2026-12-23T10:00")
    assert [title for title, _ in told] == [
        "Waktu yang diberikan",
        "Dihitung sejak",
        "Tidak dihitung",
        "Tenggat",
    ]
    assert told[0][1] == (
        "2 hari kerja: sampai kantor tutup pada hari kerja ke-2 sesudah hari masuk"
    )


def test_what_arrives_at_night_says_from_which_opening_it_counts() -> None:
    assert sentence(2, TimeUnit.HOUR, "2026-09-04T20:00") == (
        "2 jam kerja sejak Jumat, 4 Sep 2026 20.00 WIB; "
        "saat itu kantor tutup, jadi dihitung sejak Senin, 7 Sep 2026 07.30 WIB; "
        "5–6 Sep akhir pekan → Senin, 7 Sep 2026 09.30 WIB"
    )


def test_a_month_says_where_it_is_cut_short_and_what_moves_it_on() -> None:
    told = lines(1, TimeUnit.MONTH, "2026-01-31T09:00")
    assert texts("Berakhir pada", told) == [
        "Februari 2026 tidak mempunyai tanggal 31, jadi Sabtu, 28 Feb 2026"
    ]
    assert texts("Tidak dihitung", told) == ["28 Feb–1 Mar akhir pekan"]
    assert texts("Jam kantor", told) == ["Jam kerja Ramadan 1447 H, berlaku 19 Feb–20 Mar"]
    assert told[-1] == ("Tenggat", "Senin, 2 Mar 2026 15.00 WIB")


def test_calendar_days_pass_over_nothing_but_what_lies_at_their_end() -> None:
    told = lines(10, TimeUnit.CALENDAR_DAY, "2026-09-01T09:00")
    assert texts("Berakhir pada", told) == ["Jumat, 11 Sep 2026"]
    assert texts("Tidak dihitung", told) == []
    rolled = lines(11, TimeUnit.CALENDAR_DAY, "2026-09-01T09:00")
    assert texts("Tidak dihitung", rolled) == ["12–13 Sep akhir pekan"]
    inside = lines(12, TimeUnit.CALENDAR_DAY, "2026-09-01T09:00")
    assert texts("Tidak dihitung", inside) == ["13 Sep akhir pekan"]


def test_every_unit_says_how_it_is_read() -> None:
    told = {unit: lines(3, unit, "2026-09-07T09:00")[0][1] for unit in TimeUnit}
    assert told[TimeUnit.CLOCK_DAY] == "3 × 24 jam: pada jam yang sama, 3 hari kerja kemudian"
    assert "hari kerja ke-15" in told[TimeUnit.WEEK]
    assert "3 bulan kemudian" in told[TimeUnit.MONTH]
    assert len({text.split(": ")[1] for text in told.values()}) == len(TimeUnit) - 1


def test_pauses_say_when_by_whom_why_and_what_they_gave_back() -> None:
    suspended = Pause(
        since=at("2026-09-08T10:00"),
        until=at("2026-09-09T09:00"),
        kind=PauseKind.SUSPENDED,
        reason="menunggu anggaran",
        by="Siti Rahma",
    )
    told = lines(2, WORKING_DAY, "2026-09-07T09:00", suspended)
    assert texts("Ditunda", told) == [
        "Selasa, 8 Sep 2026 10.00 WIB sampai Rabu, 9 Sep 2026 09.00 WIB, oleh Siti Rahma: "
        "“menunggu anggaran”; 6 jam 30 menit kerja dikembalikan"
    ]
    assert texts("Tanpa jeda", told) == ["Rabu, 9 Sep 2026 16.00 WIB"]
    assert told[-1] == ("Tenggat", "Kamis, 10 Sep 2026 15.00 WIB")
    assert "jeda 6 jam 30 menit kerja dikembalikan →" in sentence(
        2, WORKING_DAY, "2026-09-07T09:00", suspended
    )


def test_a_pause_that_stands_says_so() -> None:
    asked = Pause(since=at("2026-09-08T10:00"), until=None, kind=PauseKind.RETURNED)
    told = lines(2, WORKING_DAY, "2026-09-07T09:00", asked, now="2026-09-08T10:45")
    assert texts("Menunggu pemohon", told) == [
        "sejak Selasa, 8 Sep 2026 10.00 WIB, masih berlangsung; 45 menit kerja dikembalikan"
    ]


def test_days_that_are_estimates_are_said_to_move() -> None:
    told = lines(3, WORKING_DAY, "2027-03-05T09:00")
    assert texts("Catatan", told)
    assert told[-1][0] == "Tenggat"
    assert not texts("Catatan", lines(3, WORKING_DAY, "2026-12-23T09:00"))


def test_hours_whose_days_are_estimates_are_said_to_move() -> None:
    (note,) = texts("Catatan", lines(3, WORKING_DAY, "2027-02-15T09:00"))
    assert note.startswith("Tanggal berlakunya jam kantor itu masih perkiraan")
    assert not texts("Catatan", lines(3, WORKING_DAY, "2026-02-23T09:00"))


def test_years_of_closed_days_stay_readable() -> None:
    (long,) = texts("Tidak dihitung", lines(400, WORKING_DAY, "2026-01-05T09:00"))
    assert long == "32 hari libur nasional, 15 hari cuti bersama, 86 akhir pekan"
    (few,) = texts("Tidak dihitung", lines(35, WORKING_DAY, "2026-06-02T09:00"))
    assert few == "16 Jun libur nasional (Tahun Baru Islam), 7 akhir pekan"


def test_a_wita_office_reads_its_own_clock() -> None:
    start = datetime(2026, 12, 23, 10, tzinfo=BULELENG.zone)
    deadline = derive(Duration(amount=1, unit=TimeUnit.HOUR), start, BULELENG)
    told = derivation_sentence(deadline, BULELENG, BULELENG.zone)
    assert told == "1 jam kerja sejak Rabu, 23 Des 2026 10.00 WITA → Rabu, 23 Des 2026 11.00 WITA"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 12, 24), date(2026, 12, 24), "24 Des"),
        (date(2026, 12, 26), date(2026, 12, 27), "26–27 Des"),
        (date(2026, 2, 28), date(2026, 3, 1), "28 Feb–1 Mar"),
        (date(2026, 12, 31), date(2027, 1, 3), "31 Des 2026–3 Jan 2027"),
        (date(2027, 1, 2), date(2027, 1, 3), "2–3 Jan 2027"),
    ],
)
def test_days_in_a_row_are_told_shortly(first: date, last: date, words: str) -> None:
    assert span_words(first, last, year=2026) == words


def test_a_weekday_without_hours_is_no_weekend() -> None:
    friday = Closed(first=date(2026, 9, 11), last=date(2026, 9, 11), reason=None)
    assert closed_words([friday], year=2026) == "11 Sep bukan hari kerja"


def test_as_many_as_can_be_read_are_listed_one_by_one() -> None:
    reason = DayOff(day=date(2026, 9, 1), kind=DayKind.REGIONAL, name="Hari Jadi")
    days = [
        Closed(first=date(2026, 9, n), last=date(2026, 9, n), reason=reason)
        for n in range(1, LISTED + 2)
    ]
    assert closed_words(days[:-1], year=2026).count("libur daerah (Hari Jadi)") == LISTED
    assert closed_words(days, year=2026) == f"{LISTED + 1} hari libur daerah"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(45, "45 menit kerja"), (120, "2 jam kerja"), (1350.0, "22 jam 30 menit kerja")],
)
def test_office_time_is_told_in_hours_and_minutes(minutes: float, words: str) -> None:
    assert office_time_words(minutes) == words
