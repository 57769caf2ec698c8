"""A case replayed through another's SOP."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.comparing.replay import PossibleEnd, Replay, Standing
from lajur.core.refusals import marked
from lajur.queries.replays import replay_case
from lajur.web.comparing import route
from lajur.web.http import PlacedRequest

_STANDINGS: Mapping[Standing, tuple[str, str]] = {  # words, tone of the chip
    Standing.DONE: (marked("sudah dikerjakan di sini"), "done"),
    Standing.NOT_DONE: (marked("tidak sampai dikerjakan di sini"), "off"),
    Standing.LACKING: (marked("tidak ada padanannya di sini"), "info"),
}
_STILL_OPEN = marked("belum dikerjakan di sini")


def show(request: PlacedRequest, case: int) -> HttpResponse:
    """What another's SOP would have asked; without a choice, which SOPs there are."""
    view = replay_case(
        case,
        request.GET.get("dengan", ""),
        actor=request.actor,
        at=timezone.now(),
        zone=ZoneInfo(request.government.zone),
    )
    page: dict[str, object] = {"view": view, "chosen": request.GET.get("dengan", "")}
    if view.found:
        page |= _told(view.found, is_closed=view.is_closed)
    return render(request, "cases/replay.html", page)


def _told(found: Replay, *, is_closed: bool) -> dict[str, object]:
    standings = [one.standing for one in found.steps]
    return {
        "steps": [(one, *_standing(one.standing, is_closed=is_closed)) for one in found.steps],
        "count": len(standings),
        "done": standings.count(Standing.DONE),
        "not_done": standings.count(Standing.NOT_DONE),
        "lacking": standings.count(Standing.LACKING),
        "ends": [_end(one) for one in found.ends],
    }


def _standing(standing: Standing, *, is_closed: bool) -> tuple[str, str]:
    words, tone = _STANDINGS[standing]
    if standing is Standing.NOT_DONE and not is_closed:
        words = _STILL_OPEN
    return gettext(words), tone


def _end(end: PossibleEnd) -> dict[str, object]:
    shortest = None if end.shortest == end.longest else route(end.shortest)
    return {"name": end.name, "shortest": shortest, "longest": route(end.longest)}
