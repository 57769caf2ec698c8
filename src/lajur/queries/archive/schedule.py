"""The retention schedule of an office, as its pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext

from lajur.core.archive.retention import Disposal, Phase, Schedule
from lajur.core.offices.stamps import stamp_of
from lajur.core.refusals import NotFound, marked
from lajur.store.models import ArchiveRow, RetentionRow

DISPOSALS: Mapping[Disposal, str] = {
    Disposal.DESTROY: marked("Dimusnahkan"),
    Disposal.PERMANENT: marked("Permanen: diserahkan ke lembaga kearsipan daerah"),
    Disposal.REVIEW: marked("Dinilai kembali"),
}
PHASES: Mapping[Phase, str] = {
    Phase.ACTIVE: marked("Aktif"),
    Phase.INACTIVE: marked("Inaktif"),
    Phase.OVER: marked("Masa simpan habis"),
}
MOST_COUNTED = 1_000  # cases; more are told as “lebih dari”


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A line of the schedule."""

    id: int
    schedule: Schedule
    source: str
    for_cases: bool  # requests come under it unless told otherwise
    seen: str  # stamp of what a page of it shows

    @property
    def disposal_words(self) -> str:
        return gettext(DISPOSALS[self.schedule.disposal])

    @property
    def words(self) -> str:
        """ "500.12 Permohonan dan pengembangan aplikasi"."""
        return f"{self.schedule.code} {self.schedule.title}"


def line_view(row: RetentionRow) -> LineView:
    return LineView(
        id=row.pk,
        schedule=schedule_of(row),
        source=row.source,
        for_cases=row.for_cases,
        seen=line_stamp(row),
    )


def schedule_of(row: RetentionRow) -> Schedule:
    return Schedule(
        code=row.code,
        title=row.title,
        active_years=row.active_years,
        inactive_years=row.inactive_years,
        disposal=Disposal(row.disposal),
    )


def line_stamp(row: RetentionRow) -> str:
    """What a page of this line shows, as a stamp."""
    return stamp_of(
        row.code,
        row.title,
        row.active_years,
        row.inactive_years,
        row.disposal,
        row.source,
        row.for_cases,
    )


def schedule_lines() -> tuple[LineView, ...]:
    """Every line of the schedule, by classification."""
    return tuple(map(line_view, RetentionRow.objects.order_by("code")))


def find_line(line_id: int) -> LineView:
    """One line.

    Raises:
        NotFound: the office has no such line.
    """
    row = RetentionRow.objects.filter(pk=line_id).first()
    if row is None:
        raise NotFound(what=marked("Baris jadwal retensi"))
    return line_view(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverCount:
    """How many cases of a line have been kept long enough."""

    line: LineView
    count: int  # at most MOST_COUNTED + 1

    @property
    def count_words(self) -> str:
        if self.count > MOST_COUNTED:
            return gettext("lebih dari %(count)d") % {"count": MOST_COUNTED}
        return str(self.count)


def over_counts(*, today: date) -> tuple[OverCount, ...]:
    """Every line with how many of its cases have been kept long enough; one statement a line."""
    return tuple(
        OverCount(line=line, count=_over(line, today)[: MOST_COUNTED + 1].count())
        for line in schedule_lines()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OverLine:
    """A case that has been kept long enough."""

    case_id: int
    number: str
    title: str
    agency: str
    closed_on: date
    over_since: date  # the last day it had to be kept


@dataclass(frozen=True, slots=True, kw_only=True)
class OverPage:
    """One page of them, the longest closed first."""

    line: LineView
    cases: tuple[OverLine, ...]
    next: str  # cursor; "" on the last page


PAGE = 50  # cases


def over_page(line_id: int, *, today: date, after: str = "") -> OverPage:
    """The cases of a line whose years have run out, beyond the cursor `after`.

    Raises:
        NotFound: the office has no such line.
    """
    line = find_line(line_id)
    rows = _beyond(_over(line, today), after).select_related("case__agency")
    found = list(rows.order_by("closed_on", "id")[: PAGE + 1])
    page = found[:PAGE]
    last = page[-1] if len(found) > PAGE else None
    return OverPage(
        line=line,
        cases=tuple(
            OverLine(
                case_id=row.case_id,
                number=row.case.number,
                title=row.case.title,
                agency=row.case.agency.name,
                closed_on=row.closed_on,
                over_since=line.schedule.inactive_until(row.closed_on),
            )
            for row in page
        ),
        next=f"{last.closed_on.isoformat()}.{last.pk}" if last else "",
    )


def _over(line: LineView, today: date) -> QuerySet[ArchiveRow]:
    until = line.schedule.over_since(today)
    rows: QuerySet[ArchiveRow] = ArchiveRow.objects.filter(
        retention=line.id, destruction__isnull=True, closed_on__lte=until
    )
    return rows


def _beyond(rows: QuerySet[ArchiveRow], cursor: str) -> QuerySet[ArchiveRow]:
    """Only what comes after the cursor; a broken one leaves all."""
    day, _, pk = cursor.partition(".")
    if len(pk) > 18 or not (pk.isascii() and pk.isdigit()):
        return rows
    try:
        closed = date.fromisoformat(day)
    except ValueError:
        return rows
    return rows.filter(closed_on__gte=closed).exclude(closed_on=closed, id__lte=int(pk))
