"""Where the time of an SOP goes, on its table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lajur.core.procedure.definition import Step
from lajur.core.refusals import marked
from lajur.core.worktime.standard import TimeKind
from lajur.queries.insight.step_times import Period, StepTimes, TimesView, step_times
from lajur.web import sheet
from lajur.web.bars import bar
from lajur.web.grid import GridRow, grid_of
from lajur.web.http import PlacedRequest
from lajur.web.views.offices.asking import address

PERIODS: Mapping[Period, str] = {
    Period.YEAR: marked("Tahun ini"),
    Period.NINETY_DAYS: marked("90 hari terakhir"),
    Period.ALL: marked("Semua"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedRow:
    """A row of the table with what its step took."""

    row: GridRow
    standard: str  # in words; "" when the paper sets none
    times: StepTimes
    bar: SafeString
    is_hottest: bool

    @property
    def share(self) -> str:
        """Of all the time: "38 %"; little is more than nothing."""
        little = self.times.share and not self.times.percent
        return "< 1\N{NO-BREAK SPACE}%" if little else f"{self.times.percent}\N{NO-BREAK SPACE}%"


def show(request: PlacedRequest) -> HttpResponse:
    """The table of one SOP, with the time of each step where there are runs."""
    period = _period(request.GET.get("masa", ""))
    found = step_times(
        request.GET.get("sop", ""),
        period,
        actor=request.actor,
        government=request.government.id,
        at=timezone.now(),
    )
    grid = grid_of(found.procedure)
    context = {
        "found": found,
        "grid": grid,
        "rows": list(_rows(found, grid.rows)),
        "tabs": [
            (gettext(words), _address(request, found.procedure.id, one), one is period)
            for one, words in PERIODS.items()
        ],
        "sops": [
            (one.identity.title, _address(request, one.id, period), one.id == found.procedure.id)
            for one in found.procedures
        ],
        "all_periods": _address(request, found.procedure.id, Period.ALL),
        "crumbs": [(gettext("Register"), address(request, "register"))],
    }
    return render(request, "insight/step_times.html", context)


def _period(word: str) -> Period:
    return next((one for one in Period if one == word), Period.YEAR)


def _address(request: PlacedRequest, key: str, period: Period) -> str:
    return f"{address(request, 'step-times')}?{urlencode({'sop': key, 'masa': period})}"


def _rows(found: TimesView, rows: tuple[GridRow, ...]) -> Iterator[TimedRow]:
    longest = max(one.share for one in found.steps.values()) or 1.0
    for row in rows:
        times = found.steps[row.step.id]
        yield TimedRow(
            row=row,
            standard=_standard(row.step),
            times=times,
            bar=bar(times.waited, times.handled, longest=longest),
            is_hottest=row.step.id in found.hottest,
        )


def _standard(step: Step) -> str:
    known = step.standard_time.limit or step.standard_time.kind is TimeKind.VARIABLE
    return sheet.time_in_words(step.standard_time) if known else ""
