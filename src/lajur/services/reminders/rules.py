"""Acts on the reminder rules of an office: what it begins with, adding one, switching it."""

from datetime import datetime

from django.db import transaction
from django_scopes import scope

from lajur.core.access import SYSTEM, Actor, Role
from lajur.core.refusals import NotFound, Refusal, marked
from lajur.core.reminders import DEFAULT_RULES, Moment, Rule
from lajur.core.worktime.standard import TimeUnit
from lajur.queries.reminders import rule_stamp
from lajur.services.journal import record_office_act
from lajur.services.offices.acts import Act, Facts, perform, refuse_changed
from lajur.store.models import GovernmentRow, ReminderRuleRow

RULES = "reminder_rules"  # target of every act on them


class RuleExists(Refusal):
    """The office has this rule already, switched on or off."""

    code = "reminder_rule_exists"
    message = marked("Aturan ini sudah ada. Bila sedang mati, nyalakan kembali.")

    def __init__(self) -> None:
        super().__init__()


def provide_rules(government: GovernmentRow) -> None:
    """Give an office without rules those it begins with. Called inside its scope."""
    if not ReminderRuleRow.objects.exists():
        rows = [_row(rule, government) for rule in DEFAULT_RULES]
        ReminderRuleRow.objects.bulk_create(rows, ignore_conflicts=True)


def provide_rules_everywhere(*, at: datetime) -> int:
    """Give every office that has no rules those it begins with; gives how many offices.

    For offices from before there were rules. Their late work is told of at once, one message each.
    """
    provided = 0
    for government in GovernmentRow.objects.order_by("id"):
        with scope(government=government), transaction.atomic():
            if ReminderRuleRow.objects.exists():
                continue
            provide_rules(government)
            system = Actor(acting=SYSTEM, government=government.slug, roles=frozenset({Role.ADMIN}))
            facts = {"target": RULES, "rules": len(DEFAULT_RULES)}
            record_office_act("reminder_rules_provided", facts, system, at)
            provided += 1
    return provided


def add_rule(rule: Rule, *, actor: Actor, at: datetime, key: str) -> None:
    """Add a rule, switched on. Work whose moment is past already is told of at once.

    Raises:
        NotFound: the actor does not administer the office.
        RuleExists: the office has it already.
    """

    def effect(government: GovernmentRow) -> Facts:
        row = _row(rule, government)
        if ReminderRuleRow.objects.filter(**_facts(row)).exists():
            raise RuleExists
        row.save(force_insert=True)
        return {"rule": row.pk, **_facts(row)}

    asked = _facts(_row(rule, None))
    act = Act(
        kind="reminder_rule_added",
        target=RULES,
        asked=asked,
        actor=actor,
        at=at,
        key=key,
    )
    perform(act, effect)


def switch_rule(
    *, rule_id: int, active: bool, seen: str, actor: Actor, at: datetime, key: str
) -> None:
    """Switch a rule on or off. What it has said stays said.

    Raises:
        NotFound: the actor does not administer the office, or it has no such rule.
        ChangedMeanwhile: somebody has switched it since it was `seen`.
    """

    def effect(government: GovernmentRow) -> Facts:  # noqa: ARG001  (locked, nothing to read)
        row = ReminderRuleRow.objects.filter(pk=rule_id).first()
        if row is None:
            raise NotFound(what=marked("Aturan pengingat"))
        refuse_changed(rule_stamp(row), seen=seen, target=RULES)
        row.active = active
        row.save(update_fields=["active"])
        return {"rule": rule_id, **_facts(row)}

    act = Act(
        kind="reminder_rule_on" if active else "reminder_rule_off",
        target=RULES,
        asked={"rule": rule_id, "seen": seen},
        actor=actor,
        at=at,
        key=key,
    )
    perform(act, effect)


def _row(rule: Rule, government: GovernmentRow | None) -> ReminderRuleRow:
    unit = TimeUnit.WORKING_DAY if rule.moment is Moment.AT else rule.unit
    return ReminderRuleRow(
        government=government,
        moment=rule.moment.value,
        amount=rule.amount,
        unit=unit.value,
        audience=rule.audience.value,
    )


def _facts(row: ReminderRuleRow) -> dict[str, object]:
    return {
        "moment": row.moment,
        "amount": row.amount,
        "unit": row.unit,
        "audience": row.audience,
    }
