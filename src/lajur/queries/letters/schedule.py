"""When the steps still to come would be done, each in its standard time: a plan's first draft."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lajur.core.letters.parts import Value
from lajur.core.letters.words import long_day
from lajur.core.procedure.ahead import TooManyWaysError, ahead
from lajur.core.procedure.definition import Step
from lajur.core.worktime.deadlines import add, limit_of
from lajur.queries.letters.known import Known, in_short


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A step to come, with its first and last day in the office's zone."""

    step: Step
    first: date
    last: date


def schedule(known: Known) -> Value:
    """Rows of activity, performer, first and last day."""
    return [
        [
            in_short(one.step.printed.title),
            known.dossier.lanes[one.step.performer].name,
            long_day(one.first),
            long_day(one.last),
        ]
        for one in _planned(known)
    ]


def period(known: Known) -> Value:
    """From when until when those whom the step appoints would work.

    "" where it appoints nobody, or how long they and those between them need nobody has said.
    """
    appoints = known.step.appoints if known.step else ()
    planned = list(_planned(known))
    theirs = [place for place, one in enumerate(planned) if one.step.performer in appoints]
    if not theirs or not all(_has_end(known, one.step) for one in planned[: theirs[-1] + 1]):
        return ""
    days = [planned[theirs[0]].first, planned[theirs[-1]].last]
    return " sampai dengan ".join(map(long_day, dict.fromkeys(days)))


def _has_end(known: Known, step: Step) -> bool:
    return limit_of(step.standard_time, known.dossier.case.durations.get(step.id)) is not None


def _planned(known: Known) -> Iterator[Planned]:
    """The steps to come, one after the other from now on."""
    begins = known.dossier.seen.at
    for step in _ahead(known):
        begins = _opening(known, begins)
        ends = _end(known, step, begins)
        yield Planned(step=step, first=known.day(begins), last=known.day(ends))
        begins = ends


def _ahead(known: Known) -> Iterator[Step]:
    """The steps that may still be done on a way to success, as printed, after those open now."""
    case = known.dossier.case
    opened = [item.step for item in case.items.values()]
    try:
        coming = ahead(
            case.procedure, opened, decisions=case.decisions, arrivals=case.arrivals
        ).steps
    except TooManyWaysError:
        return
    for step in case.procedure.steps.values():
        if step.id in coming and step.id not in opened and step.derived_from is None:
            yield step


def _opening(known: Known, at: datetime) -> datetime:
    """When the office works next: nobody presents on a Sunday."""
    try:
        return known.dossier.row.calendar.opening(at)
    except ValueError:  # beyond the calendar
        return at


def _end(known: Known, step: Step, begins: datetime) -> datetime:
    limit = limit_of(step.standard_time, known.dossier.case.durations.get(step.id))
    if limit is None:
        return begins
    try:
        return add(limit, begins, known.dossier.row.calendar)
    except ValueError:  # beyond the calendar
        return begins
