"""What `lajur verify` finds about reminders: each fault made by hand, in the database."""

from collections.abc import Callable

import pytest
from django.db.models import F
from django_scopes import scopes_disabled

from lajur.core.reminders import Audience, Moment, Rule
from lajur.services.reminders.rules import add_rule
from lajur.services.verify import verify
from lajur.store.models import NoticeRow, ReminderRow
from tests.services.house import House
from tests.services.office import administrator
from tests.services.reminders.telling import tick, wita, with_rules

REMINDED = ("V8", "V9")


def found(at: str = "") -> list[str]:
    """The codes of the checks on reminders that found something."""
    report = verify(at=wita(at) if at else None)
    return [check.code for check in report.checks if check.count and check.code in REMINDED]


@pytest.fixture
def told(house: House) -> House:
    """The head has been told three times, the last time on Wednesday at 16.00."""
    with_rules(house)
    house.file()
    for moment in ("23 16.00", "24 16.00", "25 16.00"):
        tick(moment)
    return house


def change(act: Callable[[], object]) -> None:
    with scopes_disabled():
        act()


def test_what_was_told_in_time_is_in_order(told: House) -> None:
    assert found() == []
    assert found("25 16.04") == []


def test_a_reminder_whose_notices_are_gone_is_found(told: House) -> None:
    change(lambda: NoticeRow.objects.filter(reminder=ReminderRow.objects.latest("id")).delete())

    assert found() == ["V8"]


def test_a_notice_that_no_reminder_has_made_is_found(told: House) -> None:
    change(lambda: NoticeRow.objects.filter(kind="escalation").update(reminder=None))

    assert "V8" in found()


def test_a_reminder_that_fired_too_early_is_found(told: House) -> None:
    change(lambda: ReminderRow.objects.update(planned_at=F("due_at")))

    assert found() == ["V9"]


def test_a_reminder_that_was_left_out_is_found(told: House) -> None:
    def forget() -> None:
        left = ReminderRow.objects.filter(rule__moment="at")
        NoticeRow.objects.filter(reminder__in=left).delete()
        left.delete()

    change(forget)

    assert found() == ["V9"]


def test_what_is_overdue_is_found_when_a_worker_should_have_been_running(told: House) -> None:
    assert found("27 16.04") == []
    assert found("27 16.06") == ["V9"]


def test_a_rule_that_is_new_may_still_have_everything_to_tell(told: House) -> None:
    rule = Rule(moment=Moment.AFTER, amount=1, audience=Audience.CLERK)
    asked = {"actor": administrator(told), "at": wita("25 15.58"), "key": "kunci-baru"}
    add_rule(rule, **asked)

    assert found() == []
    assert found("25 17.00") == ["V9"]
