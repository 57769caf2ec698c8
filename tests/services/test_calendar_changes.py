"""Changing the calendar: what it moves, what it leaves, and what it says."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lajur.core.engine.deadlines import Counting, due_of
from lajur.core.refusals import NotFound
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.days import DayKind
from lajur.core.worktime.weeks import NORMAL_WEEK, RAMADAN_WEEK, read_week
from lajur.services.calendars.change import change_calendar, preview_change
from lajur.services.calendars.days import ChangeDay
from lajur.services.calendars.hours import SetWeek
from lajur.services.calendars.refusals import (
    DayAlreadyOff,
    MovesEarlier,
    NothingChanges,
)
from lajur.services.offices.refusals import ChangedMeanwhile
from lajur.store.calendars import office_calendar, read_calendar
from lajur.store.models import (
    AbsenceRow,
    NoticeRow,
    WorkItemRow,
)
from tests.services.calendars import (
    DAY,
    TOMORROW,
    add_days,
    change,
    derived_dues,
    file_four,
    government,
    kept_dues,
    moved_rows,
    withdraw,
)
from tests.services.house import NOON, House, new_key
from tests.services.office import asked, newest_act, unchanged


@pytest.fixture
def filed(house: House) -> House:
    return file_four(house)


def test_an_added_day_moves_what_it_meets_and_says_so(filed: House) -> None:
    before = kept_dues(filed)
    facts = change(filed, add_days(TOMORROW))
    after = kept_dues(filed)

    moved = {key: (before[key], due) for key, due in after.items() if due != before[key]}
    assert all(due == old + DAY for old, due in moved.values())
    assert (facts["later"], facts["earlier"], facts["unmoved"]) == (3, 0, 1)
    rows = moved_rows(filed)
    assert {(row.case_id, row.number): (row.old, row.new) for row in rows} == moved
    act = newest_act(filed)
    assert {row.act for row in rows} == {act.seq}
    assert (act.kind, act.data["source"]) == ("calendar_days_added", "SE Bupati 12/2026")


def test_the_act_and_its_version_are_one(filed: House) -> None:
    facts = change(filed, add_days(TOMORROW))
    row = government(filed)
    assert facts["version"] == row.calendar_version
    calendar = office_calendar(row.pk, row.calendar_version, row.zone)
    assert date.fromisoformat(TOMORROW) in calendar.days_off
    former = read_calendar(row.pk, row.calendar_version - 1, row.zone)
    assert date.fromisoformat(TOMORROW) not in former.days_off


def test_withdrawn_and_added_again_gives_the_same_deadlines(filed: House) -> None:
    change(filed, add_days(TOMORROW))
    once = kept_dues(filed)
    change(filed, withdraw(TOMORROW))
    change(filed, add_days(TOMORROW))
    assert kept_dues(filed) == once


def test_a_day_withdrawn_leaves_the_deadlines_as_they_were(filed: House) -> None:
    before = kept_dues(filed)
    change(filed, add_days(TOMORROW, "2026-11-27"))
    change(filed, withdraw("2026-11-26"))
    for day in (TOMORROW, "2026-11-25", "2026-11-27"):
        change(filed, withdraw(day))
    assert kept_dues(filed) == before


def test_nothing_comes_earlier_unless_it_was_agreed(filed: House) -> None:
    change(filed, add_days(TOMORROW))
    kept, rows = kept_dues(filed), len(moved_rows(filed))
    with unchanged(filed), pytest.raises(MovesEarlier) as refusal:
        change(filed, withdraw(TOMORROW), agreed=2)
    assert refusal.value.facts["count"] == 3
    assert (kept_dues(filed), len(moved_rows(filed))) == (kept, rows)

    change(filed, withdraw(TOMORROW), agreed=3)
    assert kept_dues(filed) != kept


def test_performers_hear_of_an_earlier_deadline_and_of_no_later_one(filed: House) -> None:
    change(filed, add_days(TOMORROW))
    with filed.scope():
        assert not NoticeRow.objects.filter(kind="deadline_moved").exists()
    change(filed, withdraw(TOMORROW))
    with filed.scope():
        notices = NoticeRow.objects.filter(kind="deadline_moved")
        assert {notice.person_id for notice in notices} == {filed.people["Budi"]}
        assert len(notices) == 3
        assert all(notice.facts["due"] < notice.facts["was"] for notice in notices)


def test_who_stands_in_hears_of_an_earlier_deadline_too(filed: House) -> None:
    change(filed, add_days(TOMORROW))
    with filed.scope():
        AbsenceRow.objects.create(
            government_id=filed.government,
            person_id=filed.people["Budi"],
            substitute_id=filed.people["Umar"],
            capacity="Plh.",
            since=NOON.date(),
            until=NOON.date() + DAY,
        )
    change(filed, withdraw(TOMORROW))
    with filed.scope():
        notices = NoticeRow.objects.filter(kind="deadline_moved")
        assert {notice.person_id for notice in notices} == {
            filed.people["Budi"],
            filed.people["Umar"],
        }


def test_who_has_very_many_hears_of_them_once(house: House) -> None:
    for _ in range(7):
        house.file()
    change(house, add_days(TOMORROW))
    change(house, withdraw(TOMORROW))
    with house.scope():
        (notice,) = NoticeRow.objects.filter(kind="deadline_moved")
    assert notice.facts == {"variant": "many", "count": 7}
    assert notice.case_id is None


def test_more_open_work_asks_for_no_more_statements(house: House) -> None:
    def statements() -> int:
        change(house, add_days(TOMORROW))
        with CaptureQueriesContext(connection) as asked_for:
            change(house, withdraw(TOMORROW))
        return len(asked_for)

    house.file()
    few = statements()
    for _ in range(4):
        house.file()
    assert statements() == few


def test_closed_work_is_never_touched(filed: House) -> None:
    case = filed.file().case_id
    filed.complete(case, "Budi", outcome=None)
    with filed.scope():
        closed = WorkItemRow.objects.filter(closed_at__isnull=False).order_by("pk")
        before = list(closed.values_list("pk", "due_at"))
    change(filed, add_days(TOMORROW))
    with filed.scope():
        assert list(closed.values_list("pk", "due_at")) == before


def test_another_government_keeps_its_calendar(filed: House, neighbour: House) -> None:
    neighbour.file()
    before = kept_dues(neighbour)
    change(filed, add_days(TOMORROW))
    assert kept_dues(neighbour) == before
    assert government(neighbour).calendar_version == 0


def test_the_second_of_two_administrators_is_told(filed: House) -> None:
    change(filed, add_days(TOMORROW))
    with unchanged(filed), pytest.raises(ChangedMeanwhile):
        change(filed, add_days("2026-12-01"), seen="1")


def test_a_form_sent_twice_changes_once(filed: House) -> None:
    sent = {"seen": "0", **asked(filed, key="sekali")}
    first = change_calendar(add_days(TOMORROW), agreed_earlier=0, **sent)
    with unchanged(filed):
        assert change_calendar(add_days(TOMORROW), agreed_earlier=0, **sent) == first


def test_only_who_administers_may(filed: House) -> None:
    given = {"actor": filed.actor("Budi"), "at": NOON}
    with pytest.raises(NotFound):
        preview_change(add_days(TOMORROW), **given)
    with unchanged(filed), pytest.raises(NotFound):
        change_calendar(add_days(TOMORROW), seen="0", agreed_earlier=0, key=new_key(), **given)


def test_a_preview_counts_what_the_act_then_does(filed: House) -> None:
    change(filed, add_days(TOMORROW))
    edit = withdraw(TOMORROW)
    with unchanged(filed):
        preview = preview_change(edit, actor=asked(filed)["actor"], at=NOON)
    facts = change(filed, edit)
    assert (preview.later, preview.earlier, preview.unmoved) == (
        facts["later"],
        facts["earlier"],
        facts["unmoved"],
    )
    assert len(preview.first_earlier) == 3
    assert preview.first_earlier[0].number.endswith("/2026")


def forgetful(counting: Counting, calendar: OfficeCalendar) -> object:
    """The twin: a recompute that forgets when the clock stood still."""
    return due_of(replace(counting, pauses=()), calendar)


def test_kept_deadlines_are_those_derived_anew_and_a_forgetful_twin_is_caught(
    filed: House,
) -> None:
    for edit in (add_days(TOMORROW), add_days("2026-11-26", "2026-12-04"), withdraw(TOMORROW)):
        change(filed, edit)
        assert kept_dues(filed) == derived_dues(filed)
        assert kept_dues(filed) != derived_dues(filed, forgetful)  # type: ignore[arg-type]


DAYS = st.dates(min_value=date(2026, 11, 16), max_value=date(2026, 12, 18))
EDITS = st.one_of(
    st.builds(
        lambda day, length: add_days(day.isoformat(), (day + length * DAY).isoformat()),
        DAYS,
        st.integers(0, 4),
    ),
    st.builds(lambda day: withdraw(day.isoformat()), DAYS),
    st.builds(
        lambda day, stops: ChangeDay(
            day=day, day_kind=DayKind.REGIONAL, stops_clock=stops, source="SE 3"
        ),
        DAYS,
        st.booleans(),
    ),
    st.sampled_from([NORMAL_WEEK, RAMADAN_WEEK, read_week([["08:00-15:00"]] * 6 + [()])]).map(
        lambda week: SetWeek(week=week, source="Perbup 7")
    ),
)


@given(edits=st.lists(EDITS, min_size=1, max_size=6))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_was_changed_the_kept_deadlines_are_those_derived_anew(
    filed: House, edits: list[object]
) -> None:
    for edit in edits:
        try:
            change(filed, edit)  # type: ignore[arg-type]
        except (DayAlreadyOff, NotFound, NothingChanges):
            continue
        assert kept_dues(filed) == derived_dues(filed)
