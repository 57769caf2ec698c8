"""What may be done to a calendar, and what may not."""

from datetime import date

import pytest

from lajur.core.offices.refusals import EndsBeforeItBegins
from lajur.core.refusals import NotFound
from lajur.core.worktime.days import DayKind
from lajur.core.worktime.national_days import last_decreed_year
from lajur.core.worktime.weeks import NORMAL_WEEK, RAMADAN_WEEK, read_week
from lajur.queries.calendars.year import find_expiry
from lajur.services.calendars.change import preview_change
from lajur.services.calendars.days import AddPawukon, ChangeDay, LoadYear
from lajur.services.calendars.hours import SetSeason, SetWeek, WithdrawSeason
from lajur.services.calendars.provide import provide_calendar, provide_calendars
from lajur.services.calendars.refusals import (
    DayAlreadyOff,
    DaysOutOfReach,
    NothingChanges,
    SeasonsOverlap,
    YearNotDecreed,
)
from lajur.store.calendars import calendar_rows, read_calendar
from lajur.store.models import CalendarDayRow, OfficeEventRow, OfficeHoursRow
from tests.services.calendars import (
    TOMORROW,
    add_days,
    change,
    derived_dues,
    file_four,
    government,
    kept_dues,
    withdraw,
)
from tests.services.house import NOON, House
from tests.services.office import asked


@pytest.fixture
def filed(house: House) -> House:
    return file_four(house)


def test_days_that_cannot_be_added_are_refused(filed: House) -> None:
    change(filed, add_days(TOMORROW))
    with pytest.raises(DayAlreadyOff):
        change(filed, add_days(TOMORROW))
    with pytest.raises(EndsBeforeItBegins):
        change(filed, add_days("2026-12-02", "2026-12-01"))
    with pytest.raises(DaysOutOfReach):
        change(filed, add_days("2070-01-01"))
    with pytest.raises(DaysOutOfReach):
        change(filed, add_days("2027-01-01", "2027-12-31"))
    with pytest.raises(NotFound):
        change(filed, withdraw("2026-12-09"))


def test_a_range_passes_over_days_that_are_there_already(filed: House) -> None:
    change(filed, add_days("2026-12-02"))
    facts = change(filed, add_days("2026-12-01", "2026-12-03"))
    assert [day for day, _ in facts["days_in"]] == ["2026-12-01", "2026-12-03"]


def test_an_office_that_works_through_a_day_counts_it(filed: House) -> None:
    change(filed, add_days(TOMORROW, day_kind=DayKind.FACULTATIVE))
    later = kept_dues(filed)
    edit = ChangeDay(
        day=date.fromisoformat(TOMORROW),
        day_kind=DayKind.FACULTATIVE,
        stops_clock=False,
        source="Tetap melayani",
    )
    change(filed, edit)
    assert sum(due < later[key] for key, due in kept_dues(filed).items()) == 3
    with pytest.raises(NothingChanges):
        change(filed, edit)


def test_a_year_that_was_loaded_is_loaded_again_without_change(filed: House) -> None:
    with pytest.raises(NothingChanges):
        change(filed, LoadYear(year=2026))


def test_loading_a_year_leaves_what_was_entered_and_what_was_withdrawn(filed: House) -> None:
    change(filed, add_days("2026-12-01"))
    change(filed, withdraw("2026-12-25", DayKind.NATIONAL))
    with pytest.raises(NothingChanges):
        change(filed, LoadYear(year=2026))
    facts = change(filed, LoadYear(year=2026, restore=True))
    assert [day for day, _ in facts["days_in"]] == ["2026-12-25"]
    assert facts["days_out"] == []


def test_a_preview_of_a_year_names_what_stays_as_it_was_decided(filed: House) -> None:
    change(filed, withdraw("2026-12-25", DayKind.NATIONAL))
    leave = date(2026, 12, 24)
    change(
        filed,
        ChangeDay(day=leave, day_kind=DayKind.JOINT_LEAVE, stops_clock=False, source="Melayani"),
    )
    with filed.scope():
        held = CalendarDayRow.objects.filter(day=leave, until_version=None)
        held.update(name="Cuti bersama (perkiraan)")
    edit = LoadYear(year=2026)
    preview = preview_change(edit, actor=asked(filed)["actor"], at=NOON)
    assert [(day, stops) for day, _, stops in preview.days_in] == [(leave, False)]
    assert [day for day, _ in preview.days_left] == [date(2026, 12, 25)]
    change(filed, edit)
    row = government(filed)
    days = read_calendar(row.pk, row.calendar_version, row.zone).days_off
    assert not {leave, date(2026, 12, 25)} & set(days)


def test_a_withdrawn_day_that_was_asked_back_follows_its_decree_again(filed: House) -> None:
    christmas = "2026-12-25"
    change(filed, withdraw(christmas, DayKind.NATIONAL))
    change(filed, LoadYear(year=2026, restore=True))
    with filed.scope():
        held = CalendarDayRow.objects.filter(day=christmas, until_version=None)
        held.update(name="Natal (perkiraan)")
    facts = change(filed, LoadYear(year=2026))
    assert [day for day, _ in facts["days_in"]] == [christmas]


def test_a_loaded_day_that_the_decree_has_moved_goes(filed: House) -> None:
    provide_calendar(government(filed), at=NOON)
    with filed.scope():
        estimate = CalendarDayRow.objects.get(day=date(2026, 12, 25))
        CalendarDayRow.objects.filter(pk=estimate.pk).update(day=date(2026, 12, 23))
    facts = change(filed, LoadYear(year=2026))
    assert [day for day, _ in facts["days_out"]] == ["2026-12-23"]
    assert [day for day, _ in facts["days_in"]] == ["2026-12-25"]


def test_a_year_without_a_decree_is_refused(filed: House) -> None:
    with pytest.raises(YearNotDecreed):
        change(filed, LoadYear(year=last_decreed_year() + 1))


def test_a_year_whose_joint_leave_is_worked_through_is_listed_all_the_same(filed: House) -> None:
    provide_calendar(government(filed), at=NOON)
    with filed.scope():
        before = find_expiry(filed.government, today=NOON.date())
        leave = CalendarDayRow.objects.filter(kind=DayKind.JOINT_LEAVE)
        leave.update(stops_clock=False)
        assert find_expiry(filed.government, today=NOON.date()) == before
    assert before.missing == last_decreed_year() + 1


def test_balinese_days_follow_from_the_cycle(filed: House) -> None:
    facts = change(filed, AddPawukon(year=2026, source="SE Gubernur Bali 1/2025"))
    days = {day for day, _ in facts["days_in"]}
    assert {"2026-06-16", "2026-06-17", "2026-06-18", "2026-11-04"} <= days
    with pytest.raises(NothingChanges):
        change(filed, AddPawukon(year=2026, source="SE Gubernur Bali 1/2025"))


def season(first: str, last: str, **more: object) -> SetSeason:
    usual: dict[str, object] = {
        "name": "Jam kerja Ramadan",
        "first": date.fromisoformat(first),
        "last": date.fromisoformat(last),
        "week": RAMADAN_WEEK,
        "source": "SE 1/2026",
    }
    return SetSeason(**{**usual, **more})  # type: ignore[arg-type]


def test_seasons_cannot_overlap(filed: House) -> None:
    change(filed, season("2026-12-01", "2026-12-10"))
    with pytest.raises(SeasonsOverlap):
        change(filed, season("2026-12-10", "2026-12-12"))
    with pytest.raises(EndsBeforeItBegins):
        change(filed, season("2026-12-20", "2026-12-12"))


def test_a_season_is_replaced_and_withdrawn(filed: House) -> None:
    change(filed, season("2026-12-01", "2026-12-10"))
    row = government(filed)
    held = calendar_rows(row.pk, row.calendar_version).hours
    (added,) = [one for one in held if one.first == date(2026, 12, 1)]
    change(filed, season("2026-12-02", "2026-12-12", replaces=added.pk))
    row.refresh_from_db()
    held = calendar_rows(row.pk, row.calendar_version).hours
    (moved,) = [one for one in held if one.last == date(2026, 12, 12)]
    facts = change(filed, WithdrawSeason(season=moved.pk, source="Keliru"))
    assert facts["hours_out"] == ["Jam kerja Ramadan"]
    with pytest.raises(NotFound):
        change(filed, WithdrawSeason(season=moved.pk, source="Keliru"))


def test_a_week_of_other_hours_moves_what_is_counted_in_them(filed: House) -> None:
    with pytest.raises(NothingChanges):
        change(filed, SetWeek(week=NORMAL_WEEK, source="Perpres"))
    early = read_week([["06:00-13:00"]] * 5 + [(), ()])
    facts = change(filed, SetWeek(week=early, source="Perbup 9/2026"))
    assert facts["earlier"] == 4
    assert kept_dues(filed) == derived_dues(filed)


def test_the_first_calendar_is_that_by_which_everybody_counted_before(filed: House) -> None:
    before = derived_dues(filed)
    provide_calendars(at=NOON)
    provide_calendars(at=NOON)
    assert government(filed).calendar_version == 1
    assert derived_dues(filed) == before == kept_dues(filed)
    with filed.scope():
        assert OfficeEventRow.objects.filter(kind="calendar_provided").count() == 1
        assert "SKB" in CalendarDayRow.objects.get(day=date(2026, 12, 25)).source


def test_ramadan_hours_before_their_decree_say_that_they_are_an_estimate(house: House) -> None:
    provide_calendar(government(house), at=NOON)
    with house.scope():
        hours = OfficeHoursRow.objects.filter(first__isnull=False)
        said = {row.first.year: (row.name, row.source) for row in hours if row.first}
    assert said[2027][0] == "Jam kerja Ramadan 1448 H (perkiraan)"
    assert "perkiraan" in said[2027][1]
    assert said[2026][0] == "Jam kerja Ramadan 1447 H"
    assert "penetapan" in said[2026][1]


def test_a_balinese_office_has_its_holy_days(house: House) -> None:
    provide_calendar(government(house), at=NOON, balinese=True)
    row = government(house)
    calendar = read_calendar(row.pk, row.calendar_version, row.zone)
    assert calendar.days_off[date(2026, 6, 17)].kind is DayKind.FACULTATIVE
