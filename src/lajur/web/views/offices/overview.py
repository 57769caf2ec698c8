"""The first page of administration, and its journal."""

from django.http import HttpResponse
from django.shortcuts import render

from lajur.queries.offices.journal import list_acts
from lajur.queries.offices.overview import find_overview
from lajur.web.http import PlacedRequest
from lajur.web.views.offices.asking import address, crumbs, today


def show(request: PlacedRequest) -> HttpResponse:
    """What there is, and what needs attention."""
    context = {
        "overview": find_overview(request.government.id, today=today(request)),
        "acts": list_acts(limit=5).acts,
    }
    return render(request, "offices/overview.html", context)


def show_journal(request: PlacedRequest) -> HttpResponse:
    """Every act of administration, the latest first."""
    before = request.GET.get("sebelum", "")
    page = list_acts(before=int(before) if before.isascii() and before.isdigit() else None)
    context = {
        "acts": page.acts,
        "older": f"{address(request, 'office-journal')}?sebelum={page.older}" if page.older else "",
        "newer": address(request, "office-journal") if before else "",
        "crumbs": crumbs(request),
    }
    return render(request, "offices/journal.html", context)
