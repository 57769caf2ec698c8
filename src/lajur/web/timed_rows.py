"""Where the time of an SOP goes, on the rows of its sheet: words, numbers, a tint, a bar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from lajur.core.procedure.definition import Procedure, Step
from lajur.core.refusals import marked
from lajur.core.worktime.standard import TimeKind
from lajur.queries.insight.step_times import Period, StepTimes, TimesView
from lajur.web import sheet
from lajur.web.bars import bar
from lajur.web.sheet_rows import SheetRow, SheetView

PERIODS: Mapping[Period, str] = {
    Period.YEAR: marked("Tahun ini"),
    Period.NINETY_DAYS: marked("90 hari terakhir"),
    Period.ALL: marked("Semua"),
}
_TINTS = 4  # strengths of the tint in insight.css, beside none


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedRow:
    """A row of the table with what its step took."""

    line: SheetRow
    standard: str  # in words; "" when the paper sets none
    times: StepTimes
    bar: SafeString
    tint: int  # from 0 (no time) to _TINTS (as much as the step that took most)
    drawn_share: SafeString  # the share, written into the symbol of the step
    is_hottest: bool

    @property
    def share(self) -> str:
        """Of all the time: "38 %"; little is more than nothing."""
        return _share(self.times)


def _share(times: StepTimes) -> str:
    little = times.share and not times.percent
    return "< 1\N{NO-BREAK SPACE}%" if little else f"{times.percent}\N{NO-BREAK SPACE}%"


def timed_rows(found: TimesView, grid: SheetView) -> Iterator[TimedRow]:
    """The rows of the sheet of that SOP, each with its time."""
    longest = max(one.share for one in found.steps.values()) or 1.0
    for line in grid.rows:
        step = line.row.step
        times = found.steps[step.id]
        yield TimedRow(
            line=line,
            standard=_standard(step),
            times=times,
            bar=bar(times.waited, times.handled, times.unsplit, longest=longest),
            tint=_tint(times.share / longest),
            drawn_share=_drawn(times, found.procedure, step),
            is_hottest=step.id in found.hottest,
        )


def _tint(part: float) -> int:
    """Of a part from 0 to 1; whatever took time has one."""
    return min(int(part * _TINTS) + 1, _TINTS) if part else 0


def _drawn(times: StepTimes, procedure: Procedure, step: Step) -> SafeString:
    """The share as SVG, in the middle of the symbol; nothing where no visit was finished."""
    if not times.visits:
        return SafeString("")
    x = (list(procedure.lanes).index(step.performer) + 0.5) * 100 / len(procedure.lanes)
    share = _share(times).replace("<", "&lt;")
    return mark_safe(  # noqa: S308 numbers only
        f'<svg x="{x:.4g}%" y="50%" overflow="visible">'
        f'<text class="alur-bagian" y="4">{share}</text></svg>'
    )


def _standard(step: Step) -> str:
    known = step.standard_time.limit or step.standard_time.kind is TimeKind.VARIABLE
    return sheet.time_in_words(step.standard_time) if known else ""


def period_of(word: str) -> Period:
    """The period of an address; one it does not know is this year."""
    return next((one for one in Period if one == word), Period.YEAR)


def period_tabs(path: str, asked: Mapping[str, str], chosen: Period) -> list[tuple[str, str, bool]]:
    """(word, address, whether it is shown) of each period; `asked` stays in every address."""
    return [
        (gettext(words), f"{path}?{urlencode({**asked, 'masa': one})}", one is chosen)
        for one, words in PERIODS.items()
    ]
