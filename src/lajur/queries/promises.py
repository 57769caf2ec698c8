"""When a case will be finished, as its applicant is told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext, ngettext

from lajur.core.engine.case import Case, CaseState, WorkKind
from lajur.core.procedure.definition import StepId
from lajur.core.worktime.calendar import OfficeCalendar
from lajur.core.worktime.deadlines import add, judges_handling, limit_of
from lajur.core.worktime.pauses import after_pause
from lajur.core.worktime.promise import Budget, Known, OpenStep, Promise, promise
from lajur.queries.day_words import day_in_full


class Clocked(Protocol):
    """A work item as a row says, of any page."""

    @property
    def step(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def started_at(self) -> datetime | None: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def paused_at(self) -> datetime | None: ...
    @property
    def closed_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """Between which days a case will be finished."""

    words: str  # "Rabu, 23 Des 2026 – Jumat, 8 Jan 2027"; one day when they are the same
    remark: str  # what is not in it; "" nothing


def promise_view(
    case: Case, items: Iterable[Clocked], calendar: OfficeCalendar, *, at: datetime
) -> PromiseView | None:
    """When the case will be finished, seen at `at`; None when it is, or cannot be told.

    `items` are all the work items it ever had.
    """
    if case.state is not CaseState.OPEN:
        return None
    try:
        found = _promise(case, list(items), calendar, at)
    except ValueError:  # beyond the calendar
        return None
    return None if found is None else _view(found, calendar)


def _promise(
    case: Case, items: list[Clocked], calendar: OfficeCalendar, at: datetime
) -> Promise | None:
    steps = [one for one in items if one.kind == WorkKind.STEP]
    open_steps = [_open_step(case, one, calendar, at) for one in steps if one.closed_at is None]
    known = Known(
        durations=case.durations,
        decisions=case.decisions,
        arrivals=case.arrivals,
        budgets=_budgets(case, steps),
    )
    return promise(case.procedure, open_steps, calendar, at=at, known=known)


def _open_step(case: Case, item: Clocked, calendar: OfficeCalendar, at: datetime) -> OpenStep:
    return OpenStep(step=item.step, due=_due(case, item, calendar, at))


def _due(case: Case, item: Clocked, calendar: OfficeCalendar, at: datetime) -> datetime | None:
    """When it would be due, were its clock to run from `at` on."""
    if item.due_at is None or item.paused_at is None:
        return item.due_at
    limit = limit_of(case.procedure.steps[item.step].standard_time, case.durations.get(item.step))
    if limit is not None and judges_handling(limit) and item.started_at is None:
        return add(limit, at, calendar)
    return after_pause(item.due_at, paused_at=item.paused_at, resumed_at=at, calendar=calendar)


def _budgets(case: Case, steps: Iterable[Clocked]) -> Mapping[StepId, Budget]:
    """What the last visit left of each budget that visits share."""
    return {
        one.step: Budget(due=one.due_at, ended=one.closed_at)
        for one in steps
        if case.procedure.steps[one.step].standard_time.cumulative
        and one.due_at is not None
        and one.closed_at is not None
    }


def _view(found: Promise, calendar: OfficeCalendar) -> PromiseView:
    days = [calendar.local_date(one) for one in (found.earliest, found.latest)]
    words = " – ".join(dict.fromkeys(map(day_in_full, days)))
    return PromiseView(words=words, remark=" ".join(_remarks(found)))


def _remarks(found: Promise) -> Iterator[str]:
    if found.unset:
        count = len(found.unset)
        yield ngettext(
            "Belum termasuk %(count)d langkah yang waktunya belum ditetapkan.",
            "Belum termasuk %(count)d langkah yang waktunya belum ditetapkan.",
            count,
        ) % {"count": count}
    if found.earliest != found.latest:
        yield gettext("Bergantung pada keputusan di langkah-langkah berikutnya.")
