"""When the steps still to come would be done, each in its standard time: a plan's first draft."""

from collections.abc import Iterator
from datetime import datetime

from lajur.core.letters.parts import Value
from lajur.core.letters.words import long_day
from lajur.core.procedure.ahead import TooManyWaysError, ahead
from lajur.core.procedure.definition import Step
from lajur.core.worktime.deadlines import add, limit_of
from lajur.queries.letters.known import Known


def schedule(known: Known) -> Value:
    """Rows of activity, performer, first and last day; one after the other from today on."""
    rows, begins = [], known.dossier.seen.at
    for step in _ahead(known):
        ends = _end(known, step, begins)
        days = [long_day(known.day(one)) for one in (begins, ends)]
        rows.append([step.printed.title, known.dossier.lanes[step.performer].name, *days])
        begins = ends
    return rows


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


def _end(known: Known, step: Step, begins: datetime) -> datetime:
    limit = limit_of(step.standard_time, known.dossier.case.durations.get(step.id))
    if limit is None:
        return begins
    try:
        return add(limit, begins, known.dossier.row.calendar)
    except ValueError:  # beyond the calendar
        return begins
