"""Why work is due when it is."""

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lajur.queries.deadlines import why
from lajur.web.http import PlacedRequest


def show(request: PlacedRequest, case: int, number: int) -> HttpResponse:
    """The facts that make one piece of work due when it is."""
    zone = ZoneInfo(request.government.zone)
    view = why(case, number, actor=request.actor, at=timezone.now(), zone=zone)
    return render(request, "cases/deadline.html", {"why": view})
