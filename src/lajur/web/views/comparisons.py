"""Two SOPs side by side, of any two governments; and all of them at a glance."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lajur.core.comparing.comparison import compare
from lajur.core.procedure.definition import Procedure
from lajur.queries.comparisons import choices, find_comparable, glances
from lajur.queries.governments import GovernmentView
from lajur.queries.procedures import find_procedure
from lajur.web import comparing
from lajur.web.http import PlacedRequest


def show_all(request: HttpRequest) -> HttpResponse:
    """The SOPs in force, of every government, in numbers; each leads on to the others."""
    page = {"crumbs": [(gettext("Beranda"), "/")], **_glances(request)}
    return render(request, "public/comparisons.html", page)


def show(request: PlacedRequest, key: str) -> HttpResponse:
    """The SOP beside the one chosen; without a choice, what it can stand beside."""
    procedure = find_procedure(key).procedure
    here = f"{request.government.slug}/{key}"
    chosen = request.GET.get("dengan", "")
    page: dict[str, object] = {
        "procedure": procedure,
        "here": here,
        "choices": [one for one in choices() if one.name != here],
        "chosen": chosen,
        "crumbs": [
            (gettext("Layanan"), f"/{request.government.slug}/"),
            (procedure.identity.number, f"/{request.government.slug}/sop/{key}/"),
        ],
    }
    if chosen:
        page |= _compared(request.government, procedure, chosen)
    else:
        page |= _glances(request)
    return render(request, "public/comparison.html", page)


def _compared(government: GovernmentView, procedure: Procedure, chosen: str) -> dict[str, object]:
    elsewhere, other = find_comparable(chosen)
    names = _names((government, procedure), (elsewhere, other))
    comparison = compare(procedure, other, names=names)
    return {
        "comparison": comparison,
        "places": (government, elsewhere),
        "sides": [(government, comparison.left), (elsewhere, comparison.right)],
        "told": comparing.told(comparison),
        "numbers": comparing.numbers(comparison),
        "routes": comparing.routes(comparison),
        "rows": comparing.rows(comparison),
    }


def _names(*both: tuple[GovernmentView, Procedure]) -> tuple[str, ...]:
    """What the two are called: by government, where that tells them apart."""
    places = tuple(government.short_name for government, _ in both)
    if len(set(places)) == len(places):
        return places
    return tuple(
        f"{place} · {one.identity.number}" for place, (_, one) in zip(places, both, strict=True)
    )


def _glances(request: HttpRequest) -> dict[str, object]:
    """A page of SOPs, each with its shortest and longest time in words."""
    asked = request.GET.get("sesudah", "")
    page = glances(asked if re.fullmatch(r"[a-z0-9-]+/[a-z0-9_-]+", asked) else "")
    rows = [
        {
            "one": one.choice,
            "summary": one.summary,
            "shortest": comparing.route(shortest) if shortest else None,
            "longest": comparing.route(longest) if longest else None,
        }
        for one in page.glances
        for shortest, longest in [(one.summary.shortest, one.summary.longest)]
    ]
    older = f"{request.path}?sesudah={page.older}" if page.older else ""
    return {"glances": rows, "older": older, "start": request.path if asked else ""}
