"""The event log for process mining: chosen on a page, sent as a stream."""

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from lajur.core.refusals import NotFound, Refusal
from lajur.queries.event_logs import Asked, open_log
from lajur.web.forms.event_log import EventLogForm
from lajur.web.http import PlacedRequest
from lajur.web.views.faults import said
from lajur.web.views.offices.asking import address

_KINDS = {"xes": ("xes", "application/xml"), "ocel": ("json", "application/json")}


def show(request: PlacedRequest) -> HttpResponse:
    """The form, beginning with this year."""
    year = timezone.localdate().year
    return _page(request, EventLogForm({"sejak": f"{year}-01-01"}))


@never_cache
def download(request: PlacedRequest) -> HttpResponseBase:
    """The log, a few cases at a time; or the form again, with what stands against it."""
    form = EventLogForm(request.GET)
    if not form.is_valid():
        return _page(request, form, status=422)
    asked = form.asked()
    try:
        pieces = open_log(asked, actor=request.actor, government=request.government)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(request, form, said(refusal), status=refusal.status)
    ending, media_type = _KINDS[asked.format]
    names = "disamarkan" if asked.pseudonyms else "nama-asli"  # so that nobody mixes them up
    name = f"log-{request.government.slug}{_span(asked)}-{names}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=media_type, headers=headers)


def _span(asked: Asked) -> str:
    return "".join(f"-{day.isoformat()}" for day in (asked.first, asked.last) if day)


def _page(
    request: PlacedRequest, form: EventLogForm, fault: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "faults": [fault] if fault else [],
        "crumbs": [(gettext("Register"), address(request, "register"))],
    }
    return render(request, "insight/event_log.html", context, status=status)
