"""Every change of the calendar is shown with what it moves, and done only when that was seen."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.refusals import NotFound, Refusal
from lajur.services.calendars.change import change_calendar, preview_change
from lajur.services.calendars.changes import Edit
from lajur.services.calendars.refusals import MovesEarlier
from lajur.web.http import PlacedRequest
from lajur.web.views.faults import said
from lajur.web.views.offices.asking import address, agreed, asked, crumbs, go_to, seen

AGREED = "lebih_awal"  # the box that is ticked for deadlines that come earlier

Trail = tuple[tuple[str, str], ...]


def trail(request: PlacedRequest, *names: tuple[str, str]) -> Trail:
    """The trail from administration through the calendar."""
    return crumbs(request, (gettext("Kalender"), address(request, "calendar")), *names)


def propose(
    request: PlacedRequest, form: forms.Form, edit: Edit, *, title: str
) -> HttpResponse | None:
    """Show what the edit would do; once that was shown, do it.

    None: it was refused, and the form says why.

    Raises:
        NotFound: what the edit is about does not exist.
    """
    try:
        if not agreed(request):
            return _ask(request, edit, title)
        return _do(request, edit, title)
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error(None, said(refusal))
        return None


def _do(request: PlacedRequest, edit: Edit, title: str) -> HttpResponse:
    shown = agreed(request)
    allowed = int(shown) if AGREED in request.POST and shown.isascii() and shown.isdigit() else 0
    try:
        facts = change_calendar(edit, seen=seen(request), agreed_earlier=allowed, **asked(request))
    except MovesEarlier as refusal:
        return _ask(request, edit, title, fault=said(refusal))
    messages.success(
        request, gettext("Kalender disimpan sebagai versi %s.") % facts.get("version", "")
    )
    return go_to(request, "calendar-history")


def _ask(request: PlacedRequest, edit: Edit, title: str, fault: str = "") -> HttpResponse:
    preview = preview_change(edit, actor=request.actor, at=timezone.now())
    context = {
        "title": title,
        "preview": preview,
        "fault": fault,
        "typed": _typed(request),
        "seen": seen(request),
        "back": request.path,
        "crumbs": trail(request),
    }
    return render(request, "calendars/agree.html", context, status=422 if fault else 200)


def _typed(request: PlacedRequest) -> list[tuple[str, str]]:
    """Everything typed, to be sent again; the keys of the form are made anew."""
    ours = {"csrfmiddlewaretoken", "kunci", "versi", "terlihat", "disetujui", AGREED}
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ours
    ]
