"""Reminders: each with its notices, none too early, none left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django_scopes import scope

from lajur.queries.reminders import known_rules, rule_sentence
from lajur.services.reminders.ripe import Ripe, Search
from lajur.services.verify.reading import query
from lajur.services.verify.report import Check, Found
from lajur.store.calendars import office_calendar
from lajur.store.models import (
    DeadlineChangeRow,
    EventRow,
    GovernmentRow,
    OfficeEventRow,
    ReminderRow,
)

TOLERANCE = timedelta(minutes=5)  # from a reminder's moment to its firing; ten rounds of a worker

# One whose moment had come as well, after its own, may have told its people in its place.
_SILENT = (
    "SELECT r.case_id, r.number FROM store_reminderrow r WHERE NOT EXISTS"
    " (SELECT 1 FROM store_noticerow n WHERE n.reminder_id = r.id) AND NOT EXISTS"
    " (SELECT 1 FROM store_reminderrow s WHERE s.case_id = r.case_id AND s.number = r.number"
    " AND s.due_at = r.due_at AND s.planned_at <= r.fired_at AND (s.planned_at > r.planned_at"
    " OR (s.planned_at = r.planned_at AND s.rule_id > r.rule_id))"
    " AND EXISTS (SELECT 1 FROM store_noticerow n WHERE n.reminder_id = s.id))"
)
_STRAY = (
    "SELECT n.id, r.id FROM store_noticerow n LEFT JOIN store_reminderrow r"
    " ON r.id = n.reminder_id WHERE n.kind IN ('reminder', 'escalation')"
    " AND (r.id IS NULL OR n.outbox_id IS NOT NULL OR n.case_id <> r.case_id"
    " OR n.created_at <> r.fired_at)"
)
_EARLY = (
    "SELECT r.case_id, r.number FROM store_reminderrow r JOIN store_reminderrulerow u"
    " ON u.id = r.rule_id WHERE r.fired_at < r.planned_at"
    " OR (u.moment = 'before' AND (r.planned_at >= r.due_at OR r.fired_at >= r.due_at))"
    " OR (u.moment = 'at' AND r.planned_at <> r.due_at)"
    " OR (u.moment = 'after' AND r.planned_at <= r.due_at)"
)


def told() -> Check:
    """Each reminder or a graver one has told somebody; each notice belongs to a reminder."""
    check = Check("V8", "setiap pengingat sampai kepada seseorang")
    ((check.checked,),) = query("SELECT COUNT(*) FROM store_reminderrow")
    for case, number in query(_SILENT):
        check.fault(_place(case, number), "pengingat tanpa pemberitahuan")
    for notice, _ in query(_STRAY):
        check.fault(f"pemberitahuan {notice}", "bukan milik sebuah pengingat")
    return check


@dataclass(frozen=True, slots=True, kw_only=True)
class _Horizon:
    """What must have fired: all of age by `planned`, as it stood `TOLERANCE` before `at`."""

    at: datetime
    planned: datetime

    @property
    def settled(self) -> datetime:
        return self.at - TOLERANCE


def timely(*, at: datetime | None) -> Check:
    """No reminder before its moment, and none left out.

    At `at` everything of `TOLERANCE` ago must have fired. Without it, nobody knows whether a worker
    runs; but reminders fire in due order, so all before the newest must have fired.
    """
    check = Check("V9", "pengingat tidak terlalu cepat dan tidak terlewat")
    ((check.checked,),) = query("SELECT COUNT(*) FROM store_reminderrow")
    for case, number in query(_EARLY):
        check.fault(_place(case, number), "pengingat sebelum waktunya")
    for government in GovernmentRow.objects.order_by("id"):
        with scope(government=government):
            horizon = _Horizon(at=at, planned=at - TOLERANCE) if at else _newest()
            check.add(_left_out(government, horizon) if horizon else (), checked=0)
    return check


def _newest() -> _Horizon | None:
    row = ReminderRow.objects.order_by("-fired_at", "-planned_at").first()
    return _Horizon(at=row.fired_at, planned=row.planned_at) if row else None


def _left_out(government: GovernmentRow, horizon: _Horizon) -> Iterator[Found]:
    """What should have fired and has not, unless it came of age by an act since."""
    if OfficeEventRow.objects.filter(at__gt=horizon.settled).exists():
        return  # rules, calendar or people are not what they were
    calendar = office_calendar(government.pk, government.calendar_version, government.zone)
    rules = [known for known in known_rules() if known.active]
    search = Search(government=government, rules=rules, calendar=calendar, at=horizon.at)
    ripe = [one for one in search.ripe() if one.planned <= horizon.planned] if rules else []
    changed = _changed({one.case for one in ripe}, horizon.settled)
    for one in ripe:
        if one.case not in changed:
            yield Found(_place(one.case, one.number), _untold(one))


def _changed(cases: set[int], since: datetime) -> set[int]:
    """The cases on which something was done since."""
    acts = EventRow.objects.filter(case_id__in=cases, at__gt=since)
    moves = DeadlineChangeRow.objects.filter(case_id__in=cases, at__gt=since)
    return {*acts.values_list("case_id", flat=True), *moves.values_list("case_id", flat=True)}


def _untold(ripe: Ripe) -> str:
    return f"belum disampaikan: {rule_sentence(ripe.rule.rule)}"


def _place(case: int, number: int) -> str:
    return f"berkas {case}, tugas {number}"
