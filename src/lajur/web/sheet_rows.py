"""The SOP-AP table in words: what its drawing says, for phones, keyboards and ears."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lajur.core.grid.trail import NO_TRAIL, Trail
from lajur.core.procedure.definition import LaneId, Procedure, Step, StepId, Symbol
from lajur.core.refusals import marked
from lajur.web.grid import GridRow, grid_of
from lajur.web.lane_marks import marks, width_of_mark
from lajur.web.ways import goals

_SYMBOLS: Mapping[Symbol, str] = {
    Symbol.TERMINATOR: marked("awal atau akhir"),
    Symbol.PROCESS: marked("kegiatan"),
    Symbol.DECISION: marked("keputusan"),
}
_HUES = 6  # colours of lanes in grid.css
_WIDTHS = (48, 60, 70, 82, 100)  # rem from which grid.css shows a table whole
_LANE = 4  # rem of a column of grid.css
_WIDE = 52  # rem; a sheet that needs more gets the width of the window


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneMark:
    """A performer: the name, and its place among the columns, which tells it without colour."""

    no: int  # from 1, as the columns stand
    name: str
    role: str = ""  # in words, of those who do not perform the step themselves

    @property
    def hue(self) -> int:
        return (self.no - 1) % _HUES + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way on from a step."""

    word: str  # on the arrow; "" on a box
    goal: str  # "langkah 6, Kepala Bidang"; how it ends
    step: StepId | None  # None: an end
    taken: bool  # the case has gone it

    @property
    def words(self) -> str:
        return f"{self.word} → {self.goal}" if self.word else f"→ {self.goal}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a step of a case stands in time: a tone of parts/_chip.html, and its words."""

    tone: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row of the table, and all that its drawing says."""

    row: GridRow
    lanes: tuple[LaneMark, ...]  # the performer first
    ways: tuple[Way, ...]
    symbol: str  # in words
    standing: Standing | None  # None: no case, or nothing to say
    readings: int  # interpretations of this step

    @property
    def title(self) -> str:
        """What stands there: "Langkah 5, keputusan: Kepala Bidang"."""
        facts = {"symbol": self.symbol, "lanes": ", ".join(one.name for one in self.lanes)}
        if not self.row.step.printed.no:
            return gettext("Langkah tersirat, %(symbol)s: %(lanes)s") % facts
        facts["no"] = self.row.step.printed.no
        return gettext("Langkah %(no)s, %(symbol)s: %(lanes)s") % facts

    @property
    def told(self) -> str:
        """Where it leads: "ya → langkah 6, Kepala Bidang; tidak → langkah 9, Kepala Seksi"."""
        return "; ".join(way.words for way in self.ways)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """The table of an SOP, or of a case in it."""

    lanes: tuple[LaneMark, ...]  # the columns
    rows: tuple[SheetRow, ...]
    has_remarks: bool
    is_of_case: bool

    @property
    def fits(self) -> int:
        """The first width, of those grid.css knows, at which nothing is cut off; 0: none."""
        return _first_width(self._width)

    @property
    def heat_fits(self) -> int:
        """The same, with measures instead of the quality standard (insight.css)."""
        return _first_width(31.875 + _LANE * len(self.lanes))

    @property
    def is_wide(self) -> bool:
        return self._width > _WIDE

    @property
    def _width(self) -> float:
        """Rem that the columns of grid.css need."""
        return 15.5 + _LANE * len(self.lanes) + 5.5 * (3 if self.has_remarks else 2)

    @property
    def mark_width(self) -> int:
        """Pixels of the mark of a lane."""
        return width_of_mark(len(self.lanes))

    @property
    def marks(self) -> SafeString:
        """The marks of the lanes, drawn once on a page."""
        return marks(len(self.lanes))


def _first_width(needed: float) -> int:
    return next((one for one in _WIDTHS if needed <= one), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far one case has come, and how it stands in time."""

    trail: Trail
    standings: Mapping[StepId, Standing] = field(default_factory=dict)


def sheet_of(procedure: Procedure, progress: Progress | None = None) -> SheetView:
    """The table of a procedure, with the way a case has gone when its progress is given."""
    trail = progress.trail if progress else NO_TRAIL
    standings = progress.standings if progress else {}
    places = {lane: no for no, lane in enumerate(procedure.lanes, start=1)}
    drawn = grid_of(procedure, trail)
    return SheetView(
        lanes=tuple(LaneMark(no=places[one], name=procedure.lanes[one].name) for one in places),
        rows=tuple(
            SheetRow(
                row=row,
                lanes=tuple(_lanes(procedure, row.step, places)),
                ways=tuple(_ways(procedure, row.step, trail)),
                symbol=gettext(_SYMBOLS[row.step.symbol]),
                standing=standings.get(row.step.id),
                readings=sum(one.step == row.step.id for one in procedure.interpretations),
            )
            for row in drawn.rows
        ),
        has_remarks=drawn.has_remarks,
        is_of_case=progress is not None,
    )


def _lanes(procedure: Procedure, step: Step, places: Mapping[LaneId, int]) -> Iterator[LaneMark]:
    roles = {lane: gettext("ikut serta") for lane in step.participants}
    roles |= {lane: gettext("mengetahui") for lane in step.cosigners}
    for lane in dict.fromkeys((step.performer, *roles)):
        role = "" if lane == step.performer else roles[lane]
        yield LaneMark(no=places[lane], name=procedure.lanes[lane].name, role=role)


def _ways(procedure: Procedure, step: Step, trail: Trail) -> Iterator[Way]:
    for one in goals(procedure, step):
        yield Way(
            word=one.word or "",
            goal=one.words if one.step is None else _with_lane(procedure, one.step, one.words),
            step=one.step,
            taken=(step.id, one.word) in trail.taken,
        )


def _with_lane(procedure: Procedure, step: StepId, words: str) -> str:
    return f"{words}, {procedure.lanes[procedure.steps[step].performer].name}"
