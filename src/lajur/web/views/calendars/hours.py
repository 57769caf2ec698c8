"""Changing the office hours: the ordinary week, and seasons between two dates."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lajur.queries.calendars.hours import WeekView, find_hours, find_season, total_of
from lajur.queries.calendars.year import find_version
from lajur.services.calendars.hours import WithdrawSeason
from lajur.web.forms.calendars import DAYS, LONGEST_DAY, ReasonForm, SeasonForm, WeekForm
from lajur.web.http import PlacedRequest, sent_by_script
from lajur.web.views.calendars.proposing import propose, trail
from lajur.web.views.offices.asking import address

WITHDRAW = "cabut"
REASON = "alasan_%s"  # ids of the second form on the page


def show_all(request: PlacedRequest) -> HttpResponse:
    """The ordinary week and every season."""
    context = {"hours": find_hours(request.government.id), "crumbs": trail(request)}
    return render(request, "calendars/hours.html", context)


def begin_week(request: PlacedRequest) -> HttpResponse:
    """The ordinary week as it stands."""
    if sent_by_script(request):
        return _total(request, is_season=False)
    view = find_hours(request.government.id).ordinary
    return _page(request, WeekForm(initial=_written(view)), gettext("Jam kerja sepekan"))


def set_week(request: PlacedRequest) -> HttpResponse:
    """Change the ordinary week."""
    form, title = WeekForm(request.POST), gettext("Jam kerja sepekan")
    if form.is_valid():
        answer = propose(request, form, form.edit(), title=gettext("Ubah jam kerja sepekan?"))
        if answer is not None:
            return answer
    return _page(request, form, title, status=422)


def begin_add(request: PlacedRequest) -> HttpResponse:
    """A new season; its hours begin as those of the last one."""
    if sent_by_script(request):
        return _total(request, is_season=True)
    seasons = find_hours(request.government.id).seasons
    initial = _written(seasons[0]) if seasons else {}
    form = SeasonForm(initial={**initial, "source": ""})
    return _page(request, form, gettext("Tambah jam kerja musiman"))


def add(request: PlacedRequest) -> HttpResponse:
    """Add a season."""
    return _set(request, SeasonForm(request.POST), gettext("Tambah jam kerja musiman"))


def begin_change(request: PlacedRequest, season: int) -> HttpResponse:
    """A season as it stands."""
    if sent_by_script(request):
        return _total(request, is_season=True)
    view = find_season(request.government.id, season)
    initial = {**_written(view), "name": view.name, "first": view.first, "last": view.last}
    return _page(request, SeasonForm(initial=initial), view.name, season=view)


def change(request: PlacedRequest, season: int) -> HttpResponse:
    """Change a season, or withdraw it."""
    view = find_season(request.government.id, season)
    if request.POST.get("aksi") == WITHDRAW:
        return _withdraw(request, view, season)
    form = SeasonForm(request.POST, replaces=season)
    return _set(request, form, view.name, season=view)


def _set(
    request: PlacedRequest, form: SeasonForm, title: str, season: WeekView | None = None
) -> HttpResponse:
    if form.is_valid():
        asking = gettext("Tetapkan “%s”?") % form.cleaned_data["name"]
        answer = propose(request, form, form.edit(), title=asking)
        if answer is not None:
            return answer
    return _page(request, form, title, season=season, status=422)


def _withdraw(request: PlacedRequest, view: WeekView, season: int) -> HttpResponse:
    reason = ReasonForm(request.POST, auto_id=REASON)
    if reason.is_valid():
        edit = WithdrawSeason(season=season, source=reason.cleaned_data["source"])
        answer = propose(request, reason, edit, title=gettext("Cabut “%s”?") % view.name)
        if answer is not None:
            return answer
    initial = {**_written(view), "name": view.name, "first": view.first, "last": view.last}
    form = SeasonForm(initial=initial)
    return _page(request, form, view.name, season=view, reason=reason, status=422)


def _written(view: WeekView) -> dict[str, object]:
    days = {name: hours for name, (_, hours) in zip(DAYS, view.days, strict=True)}
    return {**days, "source": view.source}


def _total(request: PlacedRequest, *, is_season: bool) -> HttpResponse:
    typed = [request.GET.get(name, "")[:LONGEST_DAY] for name in DAYS]
    total, why = total_of(typed, is_season=is_season)
    return render(request, "calendars/_total.html", {"total": total, "why": why})


def _page(
    request: PlacedRequest,
    form: WeekForm,
    title: str,
    *,
    season: WeekView | None = None,
    reason: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    is_season = isinstance(form, SeasonForm)
    total, why = total_of([str(form[name].value() or "") for name in DAYS], is_season=is_season)
    context = {
        "form": form,
        "title": title,
        "total": total,
        "why": why,
        "season": season,
        "reason": reason or ReasonForm(auto_id=REASON),
        "seen": find_version(request.government.id),
        "crumbs": trail(request, (gettext("Jam kerja"), address(request, "calendar-hours"))),
    }
    return render(request, "calendars/week.html", context, status=status)
