"""The days an edit of the calendar may speak of."""

from datetime import date

from lajur.core.offices.refusals import EndsBeforeItBegins
from lajur.core.worktime.calendar import FIRST_YEAR, LAST_YEAR
from lajur.services.calendars.refusals import DaysOutOfReach


def check_span(first: date, last: date, *, most: int) -> None:
    """Both are inclusive; `most` days at once.

    Raises:
        EndsBeforeItBegins: the last day comes first.
        DaysOutOfReach: outside of the years of a calendar, or more days.
    """
    if last < first:
        raise EndsBeforeItBegins(since=first, until=last)
    within = first.year >= FIRST_YEAR and last.year <= LAST_YEAR
    if not within or (last - first).days >= most:
        raise DaysOutOfReach(first=FIRST_YEAR, last=LAST_YEAR, most=most)
