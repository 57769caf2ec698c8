"""The lines of the retention schedule: read, add, change."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lajur.queries.archive.schedule import LineView, find_line, schedule_lines
from lajur.services.archive.retention import add_line, change_line
from lajur.web.forms.archive import LineForm
from lajur.web.http import PlacedRequest
from lajur.web.views.offices.asking import address, asked, attempt, go_to, seen


def show(request: PlacedRequest) -> HttpResponse:
    """Every line."""
    context = {"lines": schedule_lines(), "crumbs": _archive(request)}
    return render(request, "archive/schedule.html", context)


def begin_add(request: PlacedRequest) -> HttpResponse:
    """The empty form."""
    return _page(request, LineForm(), gettext("Baris jadwal baru"))


def add(request: PlacedRequest) -> HttpResponse:
    """Add a line."""
    form = LineForm(request.POST)
    if form.is_valid() and attempt(
        form, lambda: add_line(details=form.details(), **asked(request))
    ):
        messages.success(request, gettext("Baris jadwal retensi ditambahkan."))
        return go_to(request, "retention")
    return _page(request, form, gettext("Baris jadwal baru"), status=422)


def begin_change(request: PlacedRequest, line: int) -> HttpResponse:
    """The form as it stands."""
    view = find_line(line)
    schedule = view.schedule
    initial = {
        "code": schedule.code,
        "title": schedule.title,
        "active_years": schedule.active_years,
        "inactive_years": schedule.inactive_years,
        "disposal": schedule.disposal.value,
        "source": view.source,
        "for_cases": view.for_cases,
    }
    return _change_page(request, view, LineForm(initial=initial))


def change(request: PlacedRequest, line: int) -> HttpResponse:
    """Change a line."""
    form = LineForm(request.POST)
    if form.is_valid() and attempt(
        form,
        lambda: change_line(
            line_id=line, details=form.details(), seen=seen(request), **asked(request)
        ),
    ):
        messages.success(
            request, gettext("Perubahan disimpan; berlaku bagi semua berkas di bawahnya.")
        )
        return go_to(request, "retention")
    return _change_page(request, find_line(line), form, status=422)


def _change_page(
    request: PlacedRequest, view: LineView, form: LineForm, status: int = 200
) -> HttpResponse:
    return _page(request, form, gettext("Ubah baris jadwal"), seen=view.seen, status=status)


def _page(
    request: PlacedRequest, form: LineForm, title: str, *, seen: str = "", status: int = 200
) -> HttpResponse:
    back = address(request, "retention")
    crumbs = (*_archive(request), (gettext("Jadwal retensi"), back))
    context = {"title": title, "form": form, "seen": seen, "back": back, "crumbs": crumbs}
    return render(request, "offices/change.html", context, status=status)


def _archive(request: PlacedRequest) -> tuple[tuple[str, str], ...]:
    return ((gettext("Arsip"), address(request, "archive")),)
