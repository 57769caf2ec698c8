"""The rules of an office: what it begins with, and who may change them."""

import pytest

from lajur.core.refusals import NotFound
from lajur.core.reminders import DEFAULT_RULES, Audience, Moment, Rule
from lajur.queries.offices.journal import list_acts
from lajur.queries.reminders import known_rules
from lajur.services.offices.refusals import ChangedMeanwhile
from lajur.services.reminders.rules import (
    RuleExists,
    add_rule,
    provide_rules_everywhere,
    switch_rule,
)
from tests.services.house import NOON, House, new_key
from tests.services.office import asked, newest_act
from tests.services.reminders.telling import tick, with_rules

LATE_CLERK = Rule(moment=Moment.AFTER, amount=1, audience=Audience.CLERK)


def test_offices_from_before_there_were_rules_are_given_them_once(
    house: House, neighbour: House
) -> None:
    with_rules(neighbour)

    assert provide_rules_everywhere(at=NOON) == 1
    assert provide_rules_everywhere(at=NOON) == 0

    with house.scope():
        assert {known.rule for known in known_rules()} == set(DEFAULT_RULES)
        assert [act.title for act in list_acts(limit=1).acts] == [
            "Aturan pengingat bawaan disiapkan"
        ]


def test_a_rule_that_is_added_speaks_at_once_of_what_is_late(house: House) -> None:
    with_rules(house)
    house.file()
    tick("26 16.00")
    add_rule(LATE_CLERK, **asked(house))

    assert tick("26 16.01") == [("Sari", "escalation", "late")]


def test_a_rule_that_is_off_says_nothing(house: House) -> None:
    with_rules(house)
    house.file()
    with house.scope():
        at_due = [known for known in known_rules() if known.rule.moment is Moment.AT]
    for known in at_due:
        switch_rule(rule_id=known.id, active=False, seen=stamp(known.id, True), **asked(house))

    assert tick("24 16.00") == []
    assert newest_act(house).kind == "reminder_rule_off"


def stamp(rule_id: int, active: bool) -> str:
    from lajur.core.offices.stamps import stamp_of

    return stamp_of(rule_id, active)


def test_the_same_rule_cannot_stand_twice(house: House) -> None:
    with_rules(house)
    add_rule(LATE_CLERK, **asked(house))

    with pytest.raises(RuleExists):
        add_rule(LATE_CLERK, **asked(house))


def test_the_same_form_sent_twice_adds_one_rule(house: House) -> None:
    form = asked(house)
    add_rule(LATE_CLERK, **form)
    add_rule(LATE_CLERK, **form)

    with house.scope():
        assert len(known_rules()) == 1


def test_who_does_not_administer_changes_nothing(house: House) -> None:
    with pytest.raises(NotFound):
        add_rule(LATE_CLERK, actor=house.actor("Budi"), at=NOON, key=new_key())


def test_another_offices_rule_does_not_exist(house: House, neighbour: House) -> None:
    with_rules(neighbour)
    with neighbour.scope():
        theirs = known_rules()[0].id

    with pytest.raises(NotFound):
        switch_rule(rule_id=theirs, active=False, seen=stamp(theirs, True), **asked(house))


def test_a_rule_switched_meanwhile_is_shown_again(house: House) -> None:
    with_rules(house)
    with house.scope():
        rule = known_rules()[0].id
    switch_rule(rule_id=rule, active=False, seen=stamp(rule, True), **asked(house))

    with pytest.raises(ChangedMeanwhile):
        switch_rule(rule_id=rule, active=False, seen=stamp(rule, True), **asked(house))
