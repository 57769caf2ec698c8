"""The calendar of a year, to look at and to print, and what was done to it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.worktime.calendar import FIRST_YEAR, LAST_YEAR
from lajur.queries.calendars.history import find_moved, list_versions
from lajur.queries.calendars.words import expiry_warning
from lajur.queries.calendars.year import find_year
from lajur.web.forms.paging import page_before
from lajur.web.http import PlacedRequest
from lajur.web.views.calendars.proposing import trail
from lajur.web.views.offices.asking import address, crumbs, today


def show(request: PlacedRequest) -> HttpResponse:
    """The year as an administrator sees it."""
    return render(request, "calendars/manage.html", {**_year(request), "crumbs": crumbs(request)})


def read(request: PlacedRequest) -> HttpResponse:
    """The year for everybody who works here."""
    return render(request, "calendars/calendar.html", _year(request))


def show_history(request: PlacedRequest) -> HttpResponse:
    """Every change of the calendar, the latest first."""
    acts, older = list_versions(before=page_before(request))
    here = address(request, "calendar-history")
    context = {
        "acts": acts,
        "older": f"{here}?sebelum={older}" if older else "",
        "newer": here if "sebelum" in request.GET else "",
        "crumbs": trail(request),
    }
    return render(request, "calendars/history.html", context)


def show_moved(request: PlacedRequest, act: int) -> HttpResponse:
    """The deadlines one change has moved."""
    page = find_moved(act, after=page_before(request) or 0)
    here = address(request, "calendar-act", act=act)
    context = {
        "page": page,
        "older": f"{here}?sebelum={page.older}" if page.older else "",
        "newer": here if "sebelum" in request.GET else "",
        "crumbs": trail(request, (gettext("Riwayat"), address(request, "calendar-history"))),
    }
    return render(request, "calendars/moved.html", context)


def _year(request: PlacedRequest) -> dict[str, object]:
    day, asked = today(request), request.GET.get("tahun", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else day.year
    view = find_year(request.government.id, min(max(year, FIRST_YEAR), LAST_YEAR), today=day)
    return {
        "view": view,
        "warning": expiry_warning(view.expiry),
        "printed_at": timezone.now(),
    }
