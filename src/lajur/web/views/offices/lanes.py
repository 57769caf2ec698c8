"""Pages of the lanes of each SOP, and the positions that work in them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lajur.core.refusals import NotFound, Refusal
from lajur.queries.offices.journal import list_acts
from lajur.queries.offices.lanes import LaneChoice, find_lane, list_lanes, plan_lane
from lajur.services.offices import bindings
from lajur.services.offices.refusals import NotAgreed
from lajur.web.forms.offices import picked_ids
from lajur.web.http import PlacedRequest
from lajur.web.views.faults import said
from lajur.web.views.offices.asking import address, agreed, asked, crumbs, go_to, seen, today


def show_all(request: PlacedRequest) -> HttpResponse:
    """Every SOP with its lanes; vacant ones marked."""
    context = {"tables": list_lanes(today=today(request)), "crumbs": crumbs(request)}
    return render(request, "offices/lanes.html", context)


def show(request: PlacedRequest, key: str, lane: str) -> HttpResponse:
    """One lane, with the positions to choose from."""
    choice = find_lane(key, lane, today=today(request))
    return _page(request, choice, choice.chosen)


def bind(request: PlacedRequest, key: str, lane: str) -> HttpResponse:
    """Let the ticked positions work in the lane, after showing what follows."""
    choice = find_lane(key, lane, today=today(request))
    picked = picked_ids(request.POST.getlist("jabatan"))
    try:
        bindings.bind_lane(
            procedure_key=key,
            lane=lane,
            positions=picked,
            seen=seen(request),
            agreed=agreed(request),
            **asked(request),
        )
    except NotFound:
        raise
    except NotAgreed:
        return _ask(request, choice, picked)
    except Refusal as refusal:
        return _page(request, choice, picked, faults=(said(refusal),))
    messages.success(request, gettext("Lajur “%s” disimpan.") % choice.lane.name)
    return go_to(request, "lanes")


def _crumbs(request: PlacedRequest) -> tuple[tuple[str, str], ...]:
    return crumbs(request, (gettext("Lajur SOP"), address(request, "lanes")))


def _page(
    request: PlacedRequest,
    choice: LaneChoice,
    picked: frozenset[int],
    faults: tuple[str, ...] = (),
) -> HttpResponse:
    context = {
        "choice": choice,
        "picked": picked,
        "faults": faults,
        "acts": list_acts(target=f"lane:{choice.key}:{choice.lane.id}", limit=10).acts,
        "crumbs": _crumbs(request),
    }
    return render(request, "offices/lane.html", context, status=422 if faults else 200)


def _ask(request: PlacedRequest, choice: LaneChoice, picked: frozenset[int]) -> HttpResponse:
    consequences = plan_lane(choice.key, choice.lane.id, picked, today=today(request))
    context = {
        "title": gettext("Ubah lajur “%s”?") % choice.lane.name,
        "typed": [("jabatan", pk) for pk in sorted(picked)],
        "consequences": consequences,
        "agreed": consequences.agreed,
        "seen": seen(request),
        "back": request.path,
        "crumbs": _crumbs(request),
    }
    return render(request, "offices/agree.html", context)
