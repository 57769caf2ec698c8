"""Where the time of an SOP goes, on its table."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from lajur.queries.insight.step_times import step_times
from lajur.web.http import PlacedRequest
from lajur.web.sheet_rows import sheet_of
from lajur.web.timed_rows import period_of, period_tabs, timed_rows
from lajur.web.views.offices.asking import address


def show(request: PlacedRequest) -> HttpResponse:
    """The table of one SOP, with the time of each step where there are runs."""
    period = period_of(request.GET.get("masa", ""))
    found = step_times(
        request.GET.get("sop", ""),
        period,
        actor=request.actor,
        government=request.government.id,
        at=timezone.now(),
    )
    grid, path = sheet_of(found.procedure), address(request, "step-times")
    context = {
        "found": found,
        "grid": grid,
        "rows": list(timed_rows(found, grid)),
        "tabs": period_tabs(path, {"sop": found.procedure.id}, period),
        "sops": [
            (
                one.identity.title,
                f"{path}?{urlencode({'sop': one.id, 'masa': period})}",
                one.id == found.procedure.id,
            )
            for one in found.procedures
        ],
        "crumbs": [(gettext("Register"), address(request, "register"))],
    }
    return render(request, "insight/step_times.html", context)
