"""Two SOPs side by side, of any two governments."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext

from lajur.core.comparing.comparison import COUNTED, Comparison, Difference, Row, Summary, compare
from lajur.core.comparing.totals import Total
from lajur.core.procedure.definition import Procedure, Step
from lajur.core.procedure.routes import TooManyRoutesError
from lajur.core.refusals import marked
from lajur.core.worktime.standard import TimeUnit
from lajur.queries.comparisons import comparables, find_comparable
from lajur.queries.durations import duration_words
from lajur.queries.governments import GovernmentView
from lajur.queries.procedures import find_procedure
from lajur.web.http import PlacedRequest

DIFFERENCES: Mapping[Difference, str] = {
    Difference.PERFORMER: marked("Pelaksana"),
    Difference.TIME: marked("Waktu"),
    Difference.OUTPUTS: marked("Output"),
    Difference.DECISION: marked("Keputusan"),
}


def show(request: PlacedRequest, key: str) -> HttpResponse:
    """The SOP beside the one chosen; without a choice, what it can stand beside."""
    procedure = find_procedure(key).procedure
    here = f"{request.government.slug}/{key}"
    chosen = request.GET.get("dengan", "")
    page: dict[str, object] = {
        "procedure": procedure,
        "choices": [one for one in comparables() if one.name != here],
        "chosen": chosen,
        "crumbs": [(gettext("Layanan"), f"/{request.government.slug}/")],
    }
    if chosen:
        page |= _compared(request.government, procedure, chosen)
    return render(request, "public/comparison.html", page)


def _compared(government: GovernmentView, procedure: Procedure, chosen: str) -> dict[str, object]:
    elsewhere, other = find_comparable(chosen)
    sides = [(government, procedure), (elsewhere, other)]
    try:
        comparison = compare(procedure, other)
    except TooManyRoutesError:
        return {"too_many": True}
    return {
        "sides": sides,
        "rows": [_row(procedure, other, row) for row in comparison.rows],
        "numbers": _numbers(comparison),
        "totals": [
            (government, [_total(procedure, one) for one in comparison.left.totals]),
            (elsewhere, [_total(other, one) for one in comparison.right.totals]),
        ],
    }


def _numbers(comparison: Comparison) -> list[tuple[str, int, int]]:
    sides: tuple[Summary, Summary] = comparison.left, comparison.right
    return [
        (gettext(words), getattr(sides[0], name), getattr(sides[1], name))
        for name, words in COUNTED.items()
    ]


def _row(procedure: Procedure, other: Procedure, row: Row) -> dict[str, object]:
    return {
        "cells": [_cell(procedure, row.pair.left), _cell(other, row.pair.right)],
        "paired": bool(row.pair.left and row.pair.right),
        "differs": [gettext(DIFFERENCES[one]) for one in row.differs],
    }


def _cell(procedure: Procedure, step: Step | None) -> dict[str, object] | None:
    if step is None:
        return None
    return {"step": step, "performer": procedure.lanes[step.performer].name}


def _total(procedure: Procedure, total: Total) -> dict[str, object]:
    """A route in words: where it ends, how long it takes, and what the paper leaves open."""
    left_open = []
    if total.variable:
        left_open.append(
            ngettext("%d waktu menurut perkara", "%d waktu menurut perkara", total.variable)
            % total.variable
        )
    if total.unset:
        left_open.append(
            ngettext("%d langkah tanpa waktu", "%d langkah tanpa waktu", total.unset) % total.unset
        )
    return {
        "end": procedure.ends[total.end].name,
        "steps": total.steps,
        "times": [duration_words(one) for one in total.most],
        "days": None if all(one.unit is TimeUnit.WORKING_DAY for one in total.most) else total.days,
        "left_open": left_open,
    }
