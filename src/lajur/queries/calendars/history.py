"""What was done to the calendar: who, when, why, and which deadlines moved."""

from dataclasses import dataclass
from datetime import datetime

from lajur.core.refusals import NotFound, marked
from lajur.queries.calendars.words import CALENDAR_ACTS, calendar_text
from lajur.store.models import CaseRow, DeadlineChangeRow, OfficeEventRow

TARGET = "calendar"
PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarAct:
    """One change of the calendar, as parts/_timeline.html shows it."""

    seq: int
    version: int
    title: str
    text: str
    who: str
    at: datetime  # aware, UTC
    moved: int
    tone: str = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """A deadline an act has moved. Moments are aware."""

    id: int
    case_id: int
    request_number: str
    title: str
    old: datetime | None
    new: datetime | None

    @property
    def is_earlier(self) -> bool:
        return self.old is not None and self.new is not None and self.new < self.old


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPage:
    """One page of the deadlines an act has moved."""

    act: CalendarAct
    lines: tuple[MovedLine, ...]
    older: int | None  # id to continue after; None on the last page


def list_versions(
    *, before: int | None = None, limit: int = PAGE
) -> tuple[tuple[CalendarAct, ...], int | None]:
    """Acts on the calendar, the latest first, and the number to continue before."""
    rows = OfficeEventRow.objects.filter(data__target=TARGET).order_by("-seq")
    if before is not None:
        rows = rows.filter(seq__lt=before)
    found = list(rows[: limit + 1])
    acts = tuple(map(_act, found[:limit]))
    return acts, acts[-1].seq if len(found) > limit else None


def find_moved(act: int, *, after: int = 0) -> MovedPage:
    """The deadlines an act has moved.

    Raises:
        NotFound: no such act on the calendar.
    """
    row = OfficeEventRow.objects.filter(seq=act, data__target=TARGET).first()
    if row is None:
        raise NotFound(what=marked("Perubahan kalender"))
    changes = DeadlineChangeRow.objects.filter(act=act, pk__gt=after).order_by("pk")
    found = list(changes[: PAGE + 1])
    cases = CaseRow.objects.in_bulk([one.case_id for one in found])
    lines = tuple(
        MovedLine(
            id=one.pk,
            case_id=one.case_id,
            request_number=cases[one.case_id].number,
            title=cases[one.case_id].title,
            old=one.old,
            new=one.new,
        )
        for one in found[:PAGE]
    )
    return MovedPage(act=_act(row), lines=lines, older=lines[-1].id if len(found) > PAGE else None)


def _act(row: OfficeEventRow) -> CalendarAct:
    facts = row.data if isinstance(row.data, dict) else {}
    earlier = facts.get("earlier", 0)
    return CalendarAct(
        seq=row.seq,
        version=facts.get("version", 0),
        title=CALENDAR_ACTS[row.kind](facts) if row.kind in CALENDAR_ACTS else row.kind,
        text=calendar_text(facts),
        who=row.by.get("name", ""),
        at=row.at,
        moved=facts.get("later", 0) + earlier,
        tone="wait" if earlier else "done",
    )
