"""What anyone may read: the governments, the service, where a request stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from lajur.core.refusals import Refusal
from lajur.queries.governments import list_governments
from lajur.queries.procedures import PublishedProcedure, list_procedures
from lajur.queries.tracking import TrackView, track
from lajur.services import accounts
from lajur.web import sheet, words
from lajur.web.forms.tracking import TrackForm
from lajur.web.http import PlacedRequest
from lajur.web.network import network_of
from lajur.web.sheet_rows import Progress, Standing, sheet_of
from lajur.web.views.faults import said

_TRIES = 40  # wrong pairs of number and code from one network in a window


def show_governments(request: HttpRequest) -> HttpResponse:
    """Every government served here, and what this is."""
    return render(request, "public/home.html", {"governments": list_governments()})


def show_service(request: PlacedRequest) -> HttpResponse:
    """What may be asked, how it runs, how long it takes, how to begin."""
    published = list_procedures()
    return render(
        request,
        "public/service.html",
        {
            "services": [_service(one) for one in published if one.procedure.services],
            "others": [one for one in published if not one.procedure.services],
        },
    )


def _service(published: PublishedProcedure) -> dict[str, object]:
    procedure = published.procedure
    return {
        "key": published.key,
        "identity": procedure.identity,
        "kinds": [tuple(map(gettext, words.SERVICES[kind])) for kind in procedure.services],
        "course": sheet.course(procedure),
        "bring": sheet.papers_to_bring(procedure),
    }


@never_cache
def show_tracking(request: PlacedRequest) -> HttpResponse:
    """The form that asks for number and code."""
    return _tracking_page(request, TrackForm())


@never_cache
def find_request(request: PlacedRequest) -> HttpResponse:
    """Where the request stands. By POST, so that the code is in no log and no history."""
    form = TrackForm(request.POST)
    if not form.is_valid():
        return _tracking_page(request, form, status=422)
    subject = f"lacak:{network_of(request)}"
    try:
        at = timezone.now()
        accounts.count_attempt({subject: _TRIES}, at=at)
        given = form.cleaned_data
        found = track(**given, government=request.government.id, at=at)
    except Refusal as refusal:
        form.add_error(None, said(refusal))
        return _tracking_page(request, form, status=refusal.status)
    accounts.give_back_attempt(subject)
    return render(request, "public/tracked.html", _tracked(found))


def _tracked(found: TrackView) -> dict[str, object]:
    late = Standing(tone="late", words=gettext("lewat waktu baku"))
    progress = Progress(
        trail=found.trail, standings={one.step_id: late for one in found.turns if one.late}
    )
    return {"found": found, "grid": sheet_of(found.procedure, progress)}


def _tracking_page(request: PlacedRequest, form: TrackForm, status: int = 200) -> HttpResponse:
    return render(request, "public/track.html", {"form": form}, status=status)
