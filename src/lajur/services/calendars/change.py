"""Changing the calendar: shown before it is done, then done in one act with all it moves."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django_scopes import scope

from lajur.core.access import Actor
from lajur.core.offices.administering import PAGES, require_administrator
from lajur.core.refusals import NotFound, Refusal
from lajur.queries.calendars.hours import WeekView, week_view
from lajur.services.calendars.changes import Change, Edit
from lajur.services.calendars.moving import Moves, Recount, count_moves, plan_moves, settle_plan
from lajur.services.calendars.provide import provide_calendar
from lajur.services.calendars.refusals import MovesEarlier
from lajur.services.calendars.telling import Telling
from lajur.services.offices.acts import Act, Facts, perform, refuse_changed
from lajur.store import due_plan
from lajur.store.calendar_lock import stop_counting
from lajur.store.calendars import (
    CalendarRows,
    calendar_of,
    calendar_rows,
)
from lajur.store.due_plan import DueChange
from lajur.store.models import (
    CalendarDayRow,
    CaseRow,
    GovernmentRow,
    OfficeEventRow,
    OfficeHoursRow,
)

TARGET = "calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDue:
    """One deadline before and after, for a person to look at. Moments are aware."""

    number: str  # nomor permohonan
    title: str
    old: datetime | None
    new: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an edit would do, without doing it."""

    days_out: tuple[tuple[date, str], ...]  # day, name
    days_in: tuple[tuple[date, str, bool], ...]  # and whether the clock stops
    days_left: tuple[tuple[date, str], ...]  # withdrawn by hand, and so not loaded again
    hours_out: tuple[WeekView, ...]
    hours_in: tuple[WeekView, ...]
    later: int
    earlier: int
    unmoved: int
    first_later: tuple[MovedDue, ...]
    first_earlier: tuple[MovedDue, ...]


def preview_change(edit: Edit, *, actor: Actor, at: datetime) -> Preview:
    """What the edit would do to the calendar and to the deadlines of open work; nothing is locked.

    Raises:
        NotFound: the actor does not administer the government.
        Refusal: the edit cannot be made.
    """
    government = _administered(actor)
    with scope(government=government):
        rows = calendar_rows(government.pk, government.calendar_version)
        change = edit.change(rows)
        return _preview(change, count_moves(_recount(government, rows, change, at)))


def change_calendar(
    edit: Edit, *, seen: str, agreed_earlier: int, actor: Actor, at: datetime, key: str
) -> Facts:
    """Make the edit: the rows, the next version, the deadlines it moves, and the act that says so.

    `seen` is the version the administrator was looking at, `agreed_earlier` how many deadlines the
    page said would come earlier, and they agreed to. Closed work is never touched.

    Raises:
        NotFound: the actor does not administer the government.
        ChangedMeanwhile: somebody has changed the calendar since it was `seen`.
        MovesEarlier: more deadlines come earlier than was agreed.
        Refusal: the edit cannot be made.
    """

    def effect(government: GovernmentRow) -> Facts:
        refuse_changed(str(government.calendar_version), seen=seen, target=TARGET)
        provide_calendar(government, at=at)
        rows = calendar_rows(government.pk, government.calendar_version)
        change = edit.change(rows)
        moves = settle_plan(_recount(government, rows, change, at))
        _refuse_earlier(moves, agreed=agreed_earlier)
        _move(government, moves, at)
        _write(government, change)
        return {
            **edit.facts(),
            **_counted(change, moves),
            "source": edit.source,
            "version": government.calendar_version,
        }

    asked = {**edit.facts(), "source": edit.source, "seen": seen, "agreed": agreed_earlier}
    act = Act(kind=edit.kind, target=TARGET, asked=asked, actor=actor, at=at, key=key)
    government = _administered(actor)
    with scope(government=government), due_plan.scratch():
        if str(government.calendar_version) == seen:  # else it is refused, or was done before
            _plan(edit, government, at)
        with transaction.atomic():
            stop_counting(government.pk)
            return perform(act, effect)


def _administered(actor: Actor) -> GovernmentRow:
    require_administrator(actor)
    government = GovernmentRow.objects.filter(slug=actor.government).first()
    if government is None:
        raise NotFound(what=PAGES)
    return government


def _plan(edit: Edit, government: GovernmentRow, at: datetime) -> None:
    """Work out what the edit moves before others have to wait; a refusal comes under the lock."""
    rows = calendar_rows(government.pk, government.calendar_version)
    with suppress(Refusal):
        plan_moves(_recount(government, rows, edit.change(rows), at))


def _recount(
    government: GovernmentRow, rows: CalendarRows, change: Change, at: datetime
) -> Recount:
    calendar = calendar_of(change.applied_to(rows), zone=government.zone)
    first = change.first_day
    ahead = first is not None and first > calendar.local_date(at)
    return Recount(government=government.pk, calendar=calendar, since=first if ahead else None)


def _refuse_earlier(moves: Moves, *, agreed: int) -> None:
    if moves.earlier > agreed:
        first = ", ".join(one.number or one.title for one in _shown(moves.first_earlier))
        raise MovesEarlier(count=moves.earlier, first=first)


def _move(government: GovernmentRow, moves: Moves, at: datetime) -> None:
    due_plan.carry_out(government=government.pk, act=_next_act(), at=at)
    if moves.earlier:
        Telling(government=government, at=at).tell(due_plan.earlier())


def _write(government: GovernmentRow, change: Change) -> None:
    version = government.calendar_version = government.calendar_version + 1
    for model, gone in ((CalendarDayRow, change.days_out), (OfficeHoursRow, change.hours_out)):
        model.objects.filter(pk__in=[row.pk for row in gone]).update(until_version=version)
    coming: tuple[CalendarDayRow | OfficeHoursRow, ...] = (*change.days_in, *change.hours_in)
    for row in coming:
        row.government, row.since_version = government, version
    CalendarDayRow.objects.bulk_create(change.days_in)
    OfficeHoursRow.objects.bulk_create(change.hours_in)
    government.save(update_fields=["calendar_version"])


def _next_act() -> int:
    """The number that the act under way will have in the journal; the government is locked."""
    last = OfficeEventRow.objects.order_by("-seq").values_list("seq", flat=True).first()
    return (last or 0) + 1


def _counted(change: Change, moves: Moves) -> Facts:
    return {
        "days_in": [[row.day.isoformat(), row.name] for row in change.days_in],
        "days_out": [[row.day.isoformat(), row.name] for row in change.days_out],
        "hours_in": [row.name for row in change.hours_in],
        "hours_out": [row.name for row in change.hours_out],
        "later": moves.later,
        "earlier": moves.earlier,
        "unmoved": moves.unmoved,
    }


def _preview(change: Change, moves: Moves) -> Preview:
    return Preview(
        days_out=tuple((row.day, row.name) for row in change.days_out),
        days_in=tuple((row.day, row.name, row.stops_clock) for row in change.days_in),
        days_left=tuple((row.day, row.name) for row in change.days_left),
        hours_out=tuple(map(week_view, change.hours_out)),
        hours_in=tuple(map(week_view, change.hours_in)),
        later=moves.later,
        earlier=moves.earlier,
        unmoved=moves.unmoved,
        first_later=_shown(moves.first_later),
        first_earlier=_shown(moves.first_earlier),
    )


def _shown(changes: Sequence[DueChange]) -> tuple[MovedDue, ...]:
    cases = CaseRow.objects.in_bulk([one.case_id for one in changes])
    return tuple(
        MovedDue(
            number=cases[one.case_id].number,
            title=cases[one.case_id].title,
            old=one.old,
            new=one.new,
        )
        for one in changes
    )
