"""Changing the days off: one day, several, or those of a whole year."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lajur.core.worktime.calendar import FIRST_YEAR, LAST_YEAR
from lajur.queries.calendars.day import DayView, find_day
from lajur.queries.calendars.year import DayLine, find_version
from lajur.services.calendars.days import ChangeDay, WithdrawDay
from lajur.web.forms.calendars import AddDaysForm, ReasonForm, YearForm, read_day
from lajur.web.http import PlacedRequest
from lajur.web.views.calendars.proposing import propose, trail
from lajur.web.views.offices.asking import today

WITHDRAW, TOGGLE = "cabut", "waktu"


def show(request: PlacedRequest, day: str) -> HttpResponse:
    """One day, why it is off, and what may be done about it."""
    return _day_page(request, _day(request, day), ReasonForm())


def change(request: PlacedRequest, day: str) -> HttpResponse:
    """Withdraw a day off, or change whether the clock stands still on it."""
    view, form = _day(request, day), ReasonForm(request.POST)
    act, _, kind = request.POST.get("aksi", "").partition(":")
    line = next((line for line in view.lines if line.kind.value == kind), None)
    if line is None or act not in (WITHDRAW, TOGGLE):
        raise Http404
    if form.is_valid():
        title, edit = _edit(line, act, form.cleaned_data["source"])
        answer = propose(request, form, edit, title=title)
        if answer is not None:
            return answer
    return _day_page(request, view, form, asked_for=kind, status=422)


def begin_add(request: PlacedRequest) -> HttpResponse:
    """The empty form, for the day that was clicked."""
    first = read_day(request.GET.get("tanggal", ""))
    return _add_page(request, AddDaysForm(initial={"first": first} if first else None))


def add(request: PlacedRequest) -> HttpResponse:
    """Add days off."""
    form = AddDaysForm(request.POST)
    if form.is_valid():
        title = gettext("Tambah “%s”?") % form.cleaned_data["name"]
        answer = propose(request, form, form.edit(), title=title)
        if answer is not None:
            return answer
    return _add_page(request, form, status=422)


def begin_load(request: PlacedRequest) -> HttpResponse:
    """Which year, and what of it."""
    year = request.GET.get("tahun", "")[:4] or str(today(request).year + 1)
    return _load_page(request, YearForm(initial={"year": year}))


def load(request: PlacedRequest) -> HttpResponse:
    """Load the days of a year."""
    form = YearForm(request.POST)
    if form.is_valid():
        title = gettext("Muat hari libur tahun %s?") % form.cleaned_data["year"]
        answer = propose(request, form, form.edit(), title=title)
        if answer is not None:
            return answer
    return _load_page(request, form, status=422)


def _day(request: PlacedRequest, written: str) -> DayView:
    day = read_day(written)
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Http404
    return find_day(request.government.id, day)


def _edit(line: DayLine, act: str, source: str) -> tuple[str, WithdrawDay | ChangeDay]:
    if act == WITHDRAW:
        edit = WithdrawDay(day=line.day, day_kind=line.kind, source=source)
        return gettext("Cabut “%s”?") % line.name, edit
    stops = not line.stops_clock
    change = ChangeDay(day=line.day, day_kind=line.kind, stops_clock=stops, source=source)
    return gettext("Ubah “%s”?") % line.name, change


def _day_page(
    request: PlacedRequest,
    view: DayView,
    form: ReasonForm,
    *,
    asked_for: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "view": view,
        "form": form,
        "asked_for": asked_for,
        "seen": view.seen,
        "crumbs": trail(request),
    }
    return render(request, "calendars/day.html", context, status=status)


def _add_page(request: PlacedRequest, form: AddDaysForm, status: int = 200) -> HttpResponse:
    return _form_page(request, "calendars/add.html", form, status)


def _load_page(request: PlacedRequest, form: YearForm, status: int = 200) -> HttpResponse:
    return _form_page(request, "calendars/load.html", form, status)


def _form_page(
    request: PlacedRequest, template: str, form: AddDaysForm | YearForm, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "seen": find_version(request.government.id),
        "crumbs": trail(request),
    }
    return render(request, template, context, status=status)
