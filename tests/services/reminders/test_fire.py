"""Reminders fire: to whom, once, and never of what is no longer so.

The head of the office has one working day for the disposition, from Monday 23 November 2026 at
noon: it is due on Tuesday the 24th at the close of business, 16.00.
"""

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from lajur.services.reminders import fire as firing
from lajur.services.verify import verify
from lajur.services.work_items import claim_work_item, resume_work_item, suspend_work_item
from lajur.store.models import (
    HoldingRow,
    MessageRow,
    NoticeRow,
    PersonRow,
    ReminderRow,
    WorkItemRow,
)
from tests.services.house import House, new_key
from tests.services.reminders.telling import fired, tick, wita, with_rules

LATE = "late"


@pytest.fixture
def office(house: House) -> House:
    return with_rules(house)


def on(house: House, case: int, by: str, at: str) -> dict[str, object]:
    return {
        "case_id": case,
        "number": house.open_items(case)[-1].number,
        "seen_version": house.version(case),
        "actor": house.actor(by),
        "at": wita(at),
        "key": new_key(),
    }


def test_the_performer_is_reminded_before_and_at_the_deadline(office: House) -> None:
    office.file()

    assert tick("23 15.59") == []
    assert tick("23 16.00") == [("Budi", "reminder", "")]
    assert tick("24 15.59") == []
    assert tick("24 16.00") == [("Budi", "reminder", ""), ("Sari", "escalation", "")]


def test_work_that_is_late_is_told_of_again_after_a_day_and_after_three(office: House) -> None:
    case = office.file().case_id
    office.complete(case, "Budi")  # a step without a time of its own
    office.complete(case, "Wayan")
    office.complete(case, "Dewi")  # the analysis, one working day
    tick("24 16.00")

    assert tick("25 16.00") == [("Dewi", "reminder", LATE), ("Budi", "escalation", LATE)]
    assert tick("27 16.30") == [("Budi", "escalation", LATE), ("Sari", "escalation", LATE)]
    assert tick("12 24 16.00") == []


def test_the_head_of_the_office_has_nobody_above_so_the_clerk_hears(office: House) -> None:
    office.file()
    tick("24 16.00")

    assert tick("25 16.00") == [("Budi", "reminder", LATE), ("Sari", "escalation", LATE)]


def test_a_tick_repeated_at_any_time_tells_nobody_twice(office: House) -> None:
    office.file()
    tick("23 16.00")
    tick("24 16.00")
    count = fired()

    assert tick("24 16.00") == []
    assert tick("24 08.00") == []  # the clock went back
    assert tick("24 16.01") == []
    assert fired() == count


def test_what_is_done_in_time_is_never_told_of(office: House) -> None:
    case = office.file().case_id
    office.complete(case, "Budi", at=wita("24 10.00"))

    assert tick("30 16.00") == []


def test_work_put_off_is_not_told_of_until_it_goes_on_and_its_moment_comes(office: House) -> None:
    case = office.file().case_id
    suspend_work_item(text="Menunggu data.", **on(office, case, "Budi", "24 09.00"))
    assert tick("30 16.00") == []

    resume_work_item(text="Data ada.", **on(office, case, "Budi", "30 10.00"))
    assert tick("30 10.00") == [("Budi", "reminder", "")]  # due on Tuesday at 08.30
    assert tick("12 01 08.29") == []
    assert len(tick("12 01 08.30")) == 2


def test_late_work_given_time_back_is_told_of_anew_only_when_late_again(office: House) -> None:
    case = office.file().case_id
    tick("25 11.00")
    suspend_work_item(text="Menunggu data.", **on(office, case, "Budi", "25 11.30"))
    resume_work_item(text="Data ada.", **on(office, case, "Budi", "25 13.30"))

    assert tick("25 13.31") == []  # was due at 08.30 after all: everybody knows that it is late
    assert tick("26 08.29") == []
    assert tick("26 08.30") == [("Budi", "reminder", LATE), ("Sari", "escalation", LATE)]


def test_late_work_that_was_due_even_earlier_is_not_read_at_every_tick(office: House) -> None:
    case = office.file().case_id
    tick("27 16.30")
    with office.scope():
        WorkItemRow.objects.filter(case=case).update(due_at=wita("23 16.00"))

    with CaptureQueriesContext(connection) as asked:
        assert tick("27 16.31") == []

    assert not [one for one in asked if "MAX(fired_at)" in one["sql"]]


def test_a_deadline_that_comes_anew_is_told_of_anew(office: House) -> None:
    case = office.file().case_id
    assert len(tick("24 16.00")) == 2
    suspend_work_item(text="Menunggu data.", **on(office, case, "Budi", "24 16.00"))
    resume_work_item(text="Data ada.", **on(office, case, "Budi", "26 16.00"))

    assert tick("26 16.00") == [("Budi", "reminder", ""), ("Sari", "escalation", "")]
    assert fired() == 4


def test_work_that_waits_for_signatures_reminds_the_signers(office: House) -> None:
    case = office.file().case_id
    with office.scope():
        done = WorkItemRow.objects.get(case=case, closed_at=None)
        done.state = "waiting"
        done.save()
        done.pk, done.number, done.parent = None, 99, done.number
        done.kind, done.state, done.lane = "signature", "ready", "kasi"
        done.save()

    told = tick("24 16.00")
    assert told == [("Dewi", "reminder", ""), ("Sari", "escalation", "")]


def test_who_has_taken_the_work_is_the_one_reminded(office: House) -> None:
    case = office.file().case_id
    with office.scope():
        spare = HoldingRow.objects.get(person_id=office.people["Budi"])
        HoldingRow.objects.create(
            government_id=office.government,
            position_id=spare.position_id,
            person_id=office.people["Umar"],
            capacity="Plh.",
            since="2026-11-01",
            until="2026-12-31",
        )
    assert {one[0] for one in tick("24 16.00")} == {"Budi", "Umar", "Sari"}

    claim_work_item(**on(office, case, "Umar", "25 09.00"))
    assert tick("25 16.00") == [("Umar", "reminder", LATE), ("Sari", "escalation", LATE)]


def test_a_vacant_lane_reminds_those_above(office: House) -> None:
    case = office.file().case_id
    office.complete(case, "Budi")
    office.complete(case, "Wayan")
    office.complete(case, "Dewi")
    with office.scope():
        HoldingRow.objects.filter(person_id=office.people["Dewi"]).update(until="2026-11-23")

    assert tick("24 16.00") == [("Budi", "escalation", ""), ("Sari", "escalation", "")]


def test_nobody_at_all_leaves_the_reminder_for_whoever_comes(office: House) -> None:
    office.file()
    people = PersonRow.objects.filter(government=office.government)
    people.update(is_active=False)
    assert tick("24 16.00") == []
    assert fired() == 0

    people.update(is_active=True)
    assert len(tick("24 16.30")) == 2


def test_an_outage_of_three_days_ends_in_one_message_for_each_person(
    office: House, settings
) -> None:
    settings.MAIL = object()
    PersonRow.objects.filter(government=office.government).update(email="a@contoh.test")
    for _ in range(5):
        office.file()

    told = tick("27 16.30")

    assert fired() == 5 * 6  # at, after one and after three days; nothing of "before"
    assert sorted(told) == [("Budi", "reminder", LATE)] * 5 + [("Sari", "escalation", LATE)] * 5
    with scopes_disabled():
        assert MessageRow.objects.count() == 2  # Budi's and Sari's
        planned = list(ReminderRow.objects.order_by("id").values_list("planned_at", flat=True))
    assert planned == sorted(planned)


def test_rules_that_speak_at_once_tell_a_person_once_in_whatever_batch(
    office: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(firing, "BATCH", 1)
    office.file()

    assert sorted(tick("27 16.30")) == [("Budi", "reminder", LATE), ("Sari", "escalation", LATE)]
    assert fired() == 6
    with scopes_disabled():
        graver = NoticeRow.objects.filter(reminder__rule__moment="after")
        assert graver.count() == 2
    assert not any(check.count for check in verify().checks if check.code == "V8")


def test_a_reminder_that_cannot_be_told_has_not_fired(
    office: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.file()

    def broken(*_: object, **__: object) -> None:
        raise OSError

    with monkeypatch.context() as broken_house:
        broken_house.setattr(firing, "compose", broken)
        with pytest.raises(OSError):
            tick("24 16.00")
    assert fired() == 0
    assert len(tick("24 16.00")) == 2


def test_a_government_that_fails_does_not_stop_the_others(
    office: House, neighbour: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rules(neighbour)
    office.file()
    neighbour.file()
    once = firing.office_at

    def broken(government, at):
        if government.pk == office.government:
            raise OSError
        return once(government, at)

    monkeypatch.setattr(firing, "office_at", broken)
    with pytest.raises(OSError):
        tick("25 16.00")
    with scopes_disabled():
        assert set(ReminderRow.objects.values_list("government", flat=True)) == {
            neighbour.government
        }


def test_the_facts_say_what_and_by_how_much(office: House) -> None:
    office.file()
    tick("26 16.00")

    with office.scope():
        facts = NoticeRow.objects.filter(reminder__isnull=False).latest("id").facts
    assert facts["late"] == "2 hari_kerja"
    assert facts["due"] == "2026-11-24T08:00:00+00:00"
    assert facts["performer"] == "Kepala Dinas"
    assert facts["title"] == "Antrean Puskesmas"


def test_work_of_minutes_that_nobody_has_started_is_brought_to_mind_but_never_late(
    office: House,
) -> None:
    case = office.file().case_id
    with office.scope():  # as work of minutes is kept until somebody takes it in hand
        WorkItemRow.objects.filter(case=case, state="ready").update(paused_at=F("opened_at"))

    assert tick("24 16.00") == []
    assert tick("26 16.00") == [("Budi", "reminder", "waiting")]
    assert tick("30 16.00") == []
