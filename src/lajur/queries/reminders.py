"""The reminder rules of an office, with examples, and what has fired. Called inside its scope."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.offices.administering import require_administrator
from lajur.core.offices.stamps import stamp_of
from lajur.core.refusals import marked
from lajur.core.reminders import Audience, Moment, Rule, planned_at
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.standard import Duration, TimeUnit
from lajur.queries.durations import duration_words
from lajur.store import procedures
from lajur.store.calendars import calendar_now
from lajur.store.models import NoticeRow, ReminderRow, ReminderRuleRow, WorkItemRow

PAGE = 25  # fired reminders on one page
_MOMENTS = tuple(Moment)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRule:
    """A rule as the office keeps it."""

    id: int
    rule: Rule
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule in words, with what it would do to one deadline."""

    id: int
    sentence: str  # "1 hari kerja sebelum tenggat, ingatkan pelaksana"
    active: bool
    example: datetime  # aware, UTC: when it speaks of the deadline of the example
    seen: str  # stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """Every rule of an office, over one example."""

    due: datetime  # aware, UTC: the deadline of the example
    rules: tuple[RuleView, ...]  # as their moments follow each other


@dataclass(frozen=True, slots=True, kw_only=True)
class FiredView:
    """A reminder that has fired."""

    id: int
    case_id: int
    work: int  # number of the work item
    number: str  # of the request
    title: str
    step: str
    sentence: str  # the rule's
    people: tuple[str, ...]  # who were told
    due_at: datetime
    fired_at: datetime


def known_rules() -> tuple[KnownRule, ...]:
    """The rules in the order of their moments."""
    rows = [_known(row) for row in ReminderRuleRow.objects.order_by("id")]
    return tuple(sorted(rows, key=lambda known: _order(known.rule)))


def rule_book(government_id: int, *, today: date, actor: Actor) -> RuleBook:
    """The rules with what they would do to a deadline at the close of a coming working day.

    Raises:
        NotFound: the actor does not administer the office.
    """
    require_administrator(actor)
    calendar = calendar_now(government_id)
    noon = datetime.combine(today + timedelta(days=7), time(12), tzinfo=calendar.zone)
    due = calendar.closing_on_or_after(calendar.local_date(noon))
    rules = known_rules()
    return RuleBook(due=due, rules=tuple(_view(known, due, calendar) for known in rules))


def rule_sentence(rule: Rule) -> str:
    """The rule as people say it: "1 hari kerja sebelum tenggat, ingatkan pelaksana"."""
    span = duration_words(Duration(amount=rule.amount, unit=rule.unit)) if rule.amount else ""
    return gettext(_SENTENCES[rule.moment, rule.audience]) % {"span": span}


def _act_on(words: str) -> Callable[[Mapping[str, Any]], str]:
    """The words of an act on a rule, with its sentence, from the facts of the journal."""

    def say(facts: Mapping[str, Any]) -> str:
        rule = Rule(
            moment=Moment(facts["moment"]),
            amount=facts["amount"],
            unit=TimeUnit(facts["unit"]),
            audience=Audience(facts["audience"]),
        )
        return gettext(words) % {"rule": rule_sentence(rule)}

    return say


RULE_ACTS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {  # by kind of act
    "reminder_rules_provided": lambda _: gettext("Aturan pengingat bawaan disiapkan"),
    "reminder_rule_added": _act_on(marked("Pengingat ditambahkan: %(rule)s")),
    "reminder_rule_on": _act_on(marked("Pengingat dinyalakan: %(rule)s")),
    "reminder_rule_off": _act_on(marked("Pengingat dimatikan: %(rule)s")),
}


def rule_stamp(row: ReminderRuleRow) -> str:
    """The stamp of what can change: whether it is switched on."""
    return stamp_of(row.pk, row.active)


def list_fired(
    *, actor: Actor, before: int | None = None
) -> tuple[tuple[FiredView, ...], int | None]:
    """A page of what has fired, the latest first, and the id the next page ends before.

    Raises:
        NotFound: the actor does not administer the office.
    """
    require_administrator(actor)
    rows = ReminderRow.objects.select_related("rule", "case__procedure").order_by("-id")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    page = found[:PAGE]
    told, steps = _told(page), _steps(page)
    views = tuple(_fired(row, told.get(row.pk, ()), steps) for row in page)
    return views, views[-1].id if len(found) > PAGE else None


def _known(row: ReminderRuleRow) -> KnownRule:
    return KnownRule(id=row.pk, rule=rule_of(row), active=row.active)


def rule_of(row: ReminderRuleRow) -> Rule:
    return Rule(
        moment=Moment(row.moment),
        amount=row.amount,
        unit=TimeUnit(row.unit),
        audience=Audience(row.audience),
    )


def _order(rule: Rule) -> tuple[int, int, int]:
    """Days before come first, the longest first; then the deadline; then the days after."""
    minutes = {TimeUnit.MINUTE: 1, TimeUnit.HOUR: 60}.get(rule.unit, 450) * rule.amount
    sign = -1 if rule.moment is Moment.BEFORE else 1
    return _MOMENTS.index(rule.moment), sign * minutes, tuple(Audience).index(rule.audience)


def _view(known: KnownRule, due: datetime, calendar: OfficeCalendar) -> RuleView:
    return RuleView(
        id=known.id,
        sentence=rule_sentence(known.rule),
        active=known.active,
        example=planned_at(known.rule, due, calendar),
        seen=stamp_of(known.id, known.active),
    )


def _fired(row: ReminderRow, people: Sequence[str], steps: dict[tuple[int, int], str]) -> FiredView:
    procedure = procedures.of_row(row.case.procedure)
    step = procedure.steps[steps[row.case_id, row.number]]
    return FiredView(
        id=row.pk,
        case_id=row.case_id,
        work=row.number,
        number=row.case.number,
        title=row.case.title,
        step=step.printed.title,
        sentence=rule_sentence(rule_of(row.rule)),
        people=tuple(people),
        due_at=row.due_at,
        fired_at=row.fired_at,
    )


def _told(page: Sequence[ReminderRow]) -> dict[int, list[str]]:
    rows = NoticeRow.objects.filter(reminder__in=page).order_by("person__name")
    told: dict[int, list[str]] = {}
    for reminder, name in rows.values_list("reminder_id", "person__name"):
        told.setdefault(reminder, []).append(name)
    return told


def _steps(page: Sequence[ReminderRow]) -> dict[tuple[int, int], str]:
    """The step of each work item, by case and number."""
    rows = WorkItemRow.objects.filter(case__in={row.case_id for row in page})
    found = rows.values_list("case_id", "number", "step")
    return {(case, number): step for case, number, step in found}


_SENTENCES = {
    (Moment.BEFORE, Audience.PERFORMER): marked("%(span)s sebelum tenggat, ingatkan pelaksana"),
    (Moment.BEFORE, Audience.SUPERIOR): marked("%(span)s sebelum tenggat, beri tahu atasan"),
    (Moment.BEFORE, Audience.CLERK): marked("%(span)s sebelum tenggat, beri tahu registrar"),
    (Moment.AT, Audience.PERFORMER): marked("Saat tenggat tiba, ingatkan pelaksana"),
    (Moment.AT, Audience.SUPERIOR): marked("Saat tenggat tiba, beri tahu atasan"),
    (Moment.AT, Audience.CLERK): marked("Saat tenggat tiba, beri tahu registrar"),
    (Moment.AFTER, Audience.PERFORMER): marked("%(span)s setelah tenggat, ingatkan pelaksana"),
    (Moment.AFTER, Audience.SUPERIOR): marked("%(span)s setelah tenggat, beri tahu atasan"),
    (Moment.AFTER, Audience.CLERK): marked("%(span)s setelah tenggat, beri tahu registrar"),
}
