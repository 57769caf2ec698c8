"""The sheet of an SOP: as signed, as a list, and to those permitted with where its time goes."""

from enum import StrEnum
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from lajur.core.access import Permission
from lajur.core.procedure.definition import Interpretation, Procedure
from lajur.queries.insight.step_times import step_times
from lajur.queries.procedures import find_procedure
from lajur.web import sheet, words
from lajur.web.http import PlacedRequest
from lajur.web.sheet_rows import SheetView, sheet_of
from lajur.web.timed_rows import period_of, period_tabs, timed_rows
from lajur.web.views.offices.asking import address


class Mode(StrEnum):
    """How the table of activities is shown, in the word of the address."""

    TABLE = "tabel"
    LIST = "daftar"
    TIMES = "waktu"


def show(request: PlacedRequest, key: str) -> HttpResponse:
    """The whole sheet, as signed and as read."""
    procedure = find_procedure(key).procedure
    grid, mode = sheet_of(procedure), _mode(request)
    context = {
        "procedure": procedure,
        "facts": sheet.identity_facts(procedure.identity),
        "lists": sheet.identity_lists(procedure.identity),
        "grid": grid,
        "mode": mode,
        "as_list": mode is Mode.LIST,
        "readings": _readings(procedure),
        "notes": [step for step in procedure.steps.values() if step.note],
        "crumbs": [(gettext("Layanan"), f"/{request.government.slug}/")],
        "times": _times(request, key, grid) if mode is Mode.TIMES else None,
    }
    return render(request, "procedures/procedure.html", context)


def _mode(request: PlacedRequest) -> Mode:
    """What was asked for; measures only of those who may read them."""
    asked = next((one for one in Mode if one == request.GET.get("tampil")), Mode.TABLE)
    hidden = asked is Mode.TIMES and not request.actor.may(Permission.READ_MEASURES)
    return Mode.TABLE if hidden else asked


def _times(request: PlacedRequest, key: str, grid: SheetView) -> dict[str, object]:
    period = period_of(request.GET.get("masa", ""))
    path, asked = address(request, "procedure", key=key), {"tampil": Mode.TIMES.value}
    found = step_times(
        key,
        period,
        actor=request.actor,
        government=request.government.id,
        at=timezone.now(),
    )
    return {
        "found": found,
        "rows": list(timed_rows(found, grid)),
        "tabs": period_tabs(path, asked, period),
    }


def _readings(procedure: Procedure) -> list[dict[str, object]]:
    """The interpretations, together where they are of one step; those of the whole sheet first."""
    places = {step: place for place, step in enumerate([None, *procedure.steps])}
    ordered = sorted(procedure.interpretations, key=lambda one: places[one.step])
    return [
        {
            "step": procedure.steps[step] if step else None,
            "items": [_reading(one) for one in ones],
        }
        for step, ones in groupby(ordered, key=lambda one: one.step)
    ]


def _reading(reading: Interpretation) -> dict[str, object]:
    return {
        "reading": reading,
        "confidence": gettext(words.CONFIDENCES[reading.confidence]),
        "part": gettext(words.PARTS[reading.part]),
    }
