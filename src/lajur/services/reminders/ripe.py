"""Which reminders have come of age: found from the due order of open work, lane by lane.

The deadlines whose moment has come are, for each rule, all those up to its `reach`; so every lane
is read from its own partial index as far as the farthest reach. Between two reaches the same rules
apply, and work that has as many reminders as there are rules is passed over by the database itself:
late work of which everybody knows costs next to nothing.
"""

# Only fixed words are put together in the statements; every value is a parameter.

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import connection

from lajur.core.procedure.definition import LaneId
from lajur.core.reminders import Moment, Work, concerns, is_ripe, planned_at, reach
from lajur.core.worktime.calendar import FIRST_MOMENT, OfficeCalendar
from lajur.queries.reminders import KnownRule
from lajur.store import procedures
from lajur.store.models import GovernmentRow, ProcedureRow
from lajur.store.sql import as_moment, moment

_CASES = 400  # parameters of one statement
# Minutes and hours that nobody has taken in hand stand still since they came; what was put off or
# returned is not ready.
_WAITS = "(w.paused_at IS NOT NULL AND w.state = 'ready')"
# Done but for the signatures of others, who are reminded of the very same deadline.
_SIGNING = (
    "(w.state = 'waiting' AND (SELECT COUNT(*) FROM store_workitemrow s"
    " WHERE s.case_id = w.case_id AND s.parent = w.number AND s.kind = 'signature'"
    " AND s.closed_at IS NULL) > 0)"
)
_UNTOLD = (
    "SELECT w.id, w.case_id, w.number, w.due_at, w.opened_at, w.agency_id, {waits}"
    " FROM store_workitemrow w WHERE w.government_id = %s AND w.procedure_key = %s"
    " AND w.lane = %s AND w.closed_at IS NULL AND w.due_at > %s AND w.due_at <= %s"
    " AND {running} AND NOT {signing} AND (SELECT COUNT(*) FROM store_reminderrow r"
    " WHERE r.case_id = w.case_id AND r.number = w.number AND r.due_at = w.due_at"
    " AND r.rule_id IN ({rules})) < {rules_of_item}"
    # A rule that spoke of a later deadline of the same work has nothing new to say of an earlier
    # one. Asked second: seldom needed, and dearer.
    " AND (SELECT COUNT(DISTINCT r.rule_id) FROM store_reminderrow r"
    " WHERE r.case_id = w.case_id AND r.number = w.number AND r.due_at >= w.due_at"
    " AND r.rule_id IN ({rules})) < {rules_of_item} ORDER BY w.due_at, w.id"
)
_TOLD = (
    "SELECT case_id, number, rule_id, MAX(fired_at) FROM store_reminderrow"
    " WHERE case_id IN ({cases}) GROUP BY case_id, number, rule_id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ripe:
    """One rule that speaks of one piece of work. Moments are aware, UTC."""

    rule: KnownRule
    item: int  # WorkItemRow.id
    case: int
    number: int  # of the work item
    due: datetime
    planned: datetime
    told_at: datetime | None  # when the rule last spoke of it

    @property
    def order(self) -> tuple[datetime, datetime, int, int, int]:
        """In due order; the same on every node, so that two that write at once never lock up."""
        return self.planned, self.due, self.case, self.number, self.rule.id


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """Deadlines after `since`, up to and with `until`, to which the same rules apply."""

    since: datetime
    until: datetime
    rules: Sequence[KnownRule]


@dataclass(slots=True, kw_only=True)
class Search:
    """The search of one government at one moment. Used inside its scope."""

    government: GovernmentRow
    rules: Sequence[KnownRule]  # those switched on
    calendar: OfficeCalendar
    at: datetime  # aware, UTC
    _planned: dict[tuple[int, datetime], datetime] = field(default_factory=dict)

    def ripe(self) -> list[Ripe]:
        """Everything to be told now, in due order."""
        spans = tuple(self._spans())
        rows = [
            (span, row)
            for key, lane in _lanes()
            for span in spans
            for row in self._untold(span, key, lane)
        ]
        return sorted(self._chosen(rows), key=lambda one: one.order)

    def _spans(self) -> Iterator[_Span]:
        reaches = [(reach(known.rule, self.at, self.calendar), known) for known in self.rules]
        late = [one for one in reaches if one[1].rule.moment is not Moment.BEFORE]
        early = [one for one in reaches if one[1].rule.moment is Moment.BEFORE]
        yield from _between(FIRST_MOMENT, late)
        yield from _between(self.at, early)

    def _untold(self, span: _Span, key: str, lane: LaneId) -> Sequence[tuple[Any, ...]]:
        """Work of the lane of which fewer rules have spoken than apply to it."""
        waiting, asked, every = _applying(span.rules)
        counts = f"CASE WHEN {_WAITS} THEN {waiting} WHEN w.agency_id IS NOT NULL THEN {asked}"
        sql = _UNTOLD.format(
            waits=_WAITS,
            signing=_SIGNING,
            running=f"(w.paused_at IS NULL OR {_WAITS})" if waiting else "w.paused_at IS NULL",
            rules=_places(span.rules),
            rules_of_item=f"{counts} ELSE {every} END",
        )
        given = [self.government.pk, key, lane, moment(span.since), moment(span.until)]
        rules = [known.id for known in span.rules]
        return _query(sql, [*given, *rules, *rules])

    def _chosen(self, rows: Sequence[tuple[_Span, tuple[Any, ...]]]) -> Iterator[Ripe]:
        """Those of the rows, and rules, that speak now."""
        wanted = [
            (known, row, planned, work)
            for span, row in rows
            if (work := _work(row))
            for known in span.rules
            if concerns(known.rule, work)
            and (planned := self._planned_at(known, work.due)) <= self.at
            and (known.rule.moment is not Moment.BEFORE or planned > work.opened_at)
        ]
        told = _told({row[1] for _, row, _, _ in wanted})
        for known, row, planned, work in wanted:
            told_at = told.get((row[1], row[2], known.id))
            if is_ripe(known.rule, work, planned=planned, told_at=told_at, at=self.at):
                yield Ripe(
                    rule=known,
                    item=row[0],
                    case=row[1],
                    number=row[2],
                    due=work.due,
                    planned=planned,
                    told_at=told_at,
                )

    def _planned_at(self, known: KnownRule, due: datetime) -> datetime:
        """Deadlines fall on the same closing time by the hundred."""
        planned = self._planned.get((known.id, due))
        if planned is None:
            planned = planned_at(known.rule, due, self.calendar)
            self._planned[known.id, due] = planned
        return planned


def _between(since: datetime, reaches: Sequence[tuple[datetime, KnownRule]]) -> Iterator[_Span]:
    """The spans from `since` up to each reach, in order."""
    for until in sorted({found for found, _ in reaches}):
        rules = [known for found, known in reaches if found >= until]
        yield _Span(since=since, until=until, rules=rules)
        since = until


def _applying(rules: Sequence[KnownRule]) -> tuple[int, int, int]:
    """How many of the rules speak of work that waits, of the applicant's, and of all other."""
    some = Work(due=FIRST_MOMENT, opened_at=FIRST_MOMENT)
    waiting, asked, every = (
        sum(concerns(known.rule, work) for known in rules)
        for work in (replace(some, waits=True), replace(some, of_applicant=True), some)
    )
    return waiting, asked, every


def _lanes() -> list[tuple[str, LaneId]]:
    """Every lane of every SOP ever published here."""
    rows = ProcedureRow.objects.values_list("id", "digest", "key", "government_id")
    found = {
        (key, lane)
        for row_id, digest, key, government in rows
        for lane in procedures.parsed(row_id, digest, government=government).lanes
    }
    return sorted(found)


def _work(row: tuple[Any, ...]) -> Work:
    return Work(
        due=as_moment(row[3]),
        opened_at=as_moment(row[4]),
        waits=bool(row[6]),
        of_applicant=row[5] is not None,
    )


def _told(cases: set[int]) -> dict[tuple[int, int, int], datetime]:
    """When each rule last spoke of each work item of the cases: by case, number and rule."""
    found: dict[tuple[int, int, int], datetime] = {}
    asked = sorted(cases)
    for start in range(0, len(asked), _CASES):
        some = asked[start : start + _CASES]
        for case, number, rule, fired_at in _query(_TOLD.format(cases=_places(some)), some):
            found[case, number, rule] = as_moment(fired_at)
    return found


def _places(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _query(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
