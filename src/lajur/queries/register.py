"""The register: every request of the government, filtered, counted, one page at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext

from lajur.core.engine.case import CaseState
from lajur.core.procedure.definition import Procedure, Result, ServiceKind
from lajur.core.refusals import marked
from lajur.queries.governments import GovernmentView
from lajur.store.case_words import has_part
from lajur.store.models import CaseRow, ProcedureRow, UnitRow, WorkItemRow
from lajur.store.procedures import of_row

PAGE = 25  # requests on one page
BOOK = 2_000  # requests in one printed book
FIRST_YEAR = 2000  # no request is older; keeps a hostile year out of the arithmetic
LAST_YEAR = 2999


class Standing(StrEnum):
    """How a request stands, in the word of the filter."""

    OPEN = "berjalan"
    DONE = "selesai"
    REFUSED = "ditolak"
    WITHDRAWN = "ditarik"


STANDINGS: Mapping[Standing, str] = {
    Standing.OPEN: marked("Berjalan"),
    Standing.DONE: marked("Selesai"),
    Standing.REFUSED: marked("Ditolak"),
    Standing.WITHDRAWN: marked("Ditarik"),
}


class Sort(StrEnum):
    NEWEST = "terbaru"
    OLDEST = "terlama"
    NUMBER = "nomor"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """What is looked for. Empty or None: everything."""

    search: str = ""  # in number, title or agency
    standing: Standing | None = None
    agency: int | None = None
    year: int | None = None  # of filing, in the office's zone
    service: ServiceKind | None = None
    procedure: str = ""  # Procedure.id
    sort: Sort = Sort.NEWEST
    after: str = ""  # cursor: a case id, or the number when sorted by it
    before: str = ""  # likewise, going back

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(
            self.search
            or self.standing
            or self.agency
            or self.year
            or self.service
            or self.procedure
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """One request. Internal wording of steps and reasons stays out."""

    case_id: int
    number: str
    filed_at: datetime  # aware, UTC
    agency: str
    title: str
    service: ServiceKind
    procedure: str  # the SOP's title
    procedure_number: str
    standing: Standing
    steps: tuple[str, ...]  # open now, as printed
    result: str  # where it ended; "" while open
    closed_at: datetime | None  # aware, UTC; None while open

    @property
    def standing_words(self) -> str:
        return gettext(STANDINGS[self.standing])


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """One page of the register, with counts over all of it."""

    lines: tuple[RegisterLine, ...]
    counts: Mapping[Standing, int]  # what the other filters leave, by standing
    found: int
    newer: str  # cursor for `before`; "" on the first page
    older: str  # cursor for `after`; "" on the last page

    @property
    def total(self) -> int:
        """What the other filters leave, whatever its standing."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChoices:
    """What can be filtered by: values and words."""

    agencies: tuple[tuple[int, str], ...]
    procedures: tuple[tuple[str, str], ...]
    years: tuple[int, ...]  # the latest first


Procedures = Mapping[int, Procedure]  # by ProcedureRow id
_NUMBERED = ~Q(number="")  # the condition of the partial indexes, word for word


def find_page(wanted: RegisterFilter, *, government: GovernmentView) -> RegisterPage:
    """The page of the register that was asked for."""
    zone = ZoneInfo(government.zone)
    procedures = _procedures()
    counts = _counts(_filtered(_NUMBERED, wanted, zone, procedures), procedures)
    rows = _standing(
        _filtered(_numbered(wanted.sort), wanted, zone, procedures), wanted.standing, procedures
    )
    page, more = _page(rows, wanted)
    cursors = _cursors(page, wanted, more=more)
    return RegisterPage(
        lines=tuple(lines_of(page, procedures)),
        counts=counts,
        found=counts[wanted.standing] if wanted.standing else sum(counts.values()),
        newer=cursors[0],
        older=cursors[1],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterBook:
    """The register to be printed."""

    lines: tuple[RegisterLine, ...]
    found: int

    @property
    def is_cut(self) -> bool:
        """Whether the book is too thick, and the rest was left out."""
        return self.found > len(self.lines)


def find_book(wanted: RegisterFilter, *, government: GovernmentView) -> RegisterBook:
    """The first `BOOK` requests that were asked for, in the order of the filter."""
    rows, procedures = in_register(wanted, ZoneInfo(government.zone))
    page = list(rows.select_related("agency").defer("form", "marking")[:BOOK])
    return RegisterBook(lines=tuple(lines_of(page, procedures)), found=rows.count())


def find_choices(*, government: GovernmentView) -> RegisterChoices:
    """Agencies, SOPs and years to filter by."""
    agencies = UnitRow.objects.filter(kind=UnitRow.AGENCY).order_by("name")
    procedures = ProcedureRow.objects.order_by("title", "key", "-version")
    titles = {row.key: row.title for row in procedures.defer("source", "transcript")}
    return RegisterChoices(
        agencies=tuple(agencies.values_list("pk", "name")),
        procedures=tuple(titles.items()),
        years=_years(ZoneInfo(government.zone)),
    )


def in_register(wanted: RegisterFilter, zone: ZoneInfo) -> tuple[QuerySet[CaseRow], Procedures]:
    """Every request that was asked for, in order, with the procedures to read them by."""
    procedures = _procedures()
    rows = _filtered(_numbered(wanted.sort), wanted, zone, procedures)
    rows = _standing(rows, wanted.standing, procedures)
    return rows.order_by(*_order(wanted.sort)), procedures


def lines_of(rows: Sequence[CaseRow], procedures: Procedures) -> Iterable[RegisterLine]:
    """The rows as lines; one more query finds the work that is open in them."""
    steps = _steps_now(rows, procedures)
    for row in rows:
        procedure = procedures[row.procedure_id]
        yield RegisterLine(
            case_id=row.pk,
            number=row.number,
            filed_at=row.opened_at,
            agency=row.agency.name,
            title=row.title,
            service=ServiceKind(row.service),
            procedure=procedure.identity.title,
            procedure_number=procedure.identity.number,
            standing=_standing_of(row.state, row.end, procedure),
            steps=steps.get(row.pk, ()),
            result=procedure.ends[row.end].name if row.end in procedure.ends else "",
            closed_at=row.closed_at,
        )


def _procedures() -> Procedures:
    return {row.pk: of_row(row) for row in ProcedureRow.objects.all()}


def _numbered(sort: Sort) -> Q:
    """What makes a case a request: it has a number.

    Said otherwise than in the partial indexes where the order is that of ids, because SQLite
    without statistics would read one of those whole and sort it.
    """
    return _NUMBERED if sort is Sort.NUMBER else Q(number__gt="")


def _filtered(
    numbered: Q, wanted: RegisterFilter, zone: ZoneInfo, procedures: Procedures
) -> QuerySet[CaseRow]:
    rows = CaseRow.objects.filter(numbered)
    if wanted.agency is not None:
        rows = rows.filter(agency=wanted.agency)
    if wanted.service is not None:
        rows = rows.filter(service=wanted.service.value)
    if wanted.procedure:
        versions = [pk for pk, one in procedures.items() if one.id == wanted.procedure]
        rows = rows.filter(procedure__in=versions)
    if wanted.year is not None:
        rows = rows.filter(_in_year(wanted.year, zone))
    if wanted.search:
        rows = rows.filter(_contains(wanted.search))
    return rows


def _contains(words: str) -> Q:
    """Every word somewhere: in the number, the title or the agency's name."""
    found = Q()
    for word in words.split():
        named = UnitRow.objects.filter(Q(name__icontains=word) | Q(short_name__icontains=word))
        # A list, not a subquery: PostgreSQL can then join the index of agencies with the others.
        found &= has_part(word) | Q(agency__in=list(named.values_list("pk", flat=True)))
    return found


def _in_year(year: int, zone: ZoneInfo) -> Q:
    """From the first moment of the year in the office's own zone to that of the next."""
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    return Q(
        opened_at__gte=datetime(year, 1, 1, tzinfo=zone),
        opened_at__lt=datetime(year + 1, 1, 1, tzinfo=zone),
    )


def _standing(
    rows: QuerySet[CaseRow], standing: Standing | None, procedures: Procedures
) -> QuerySet[CaseRow]:
    match standing:
        case None:
            return rows
        case Standing.OPEN:
            return rows.filter(state=CaseState.OPEN.value)
        case Standing.WITHDRAWN:
            return rows.filter(state=CaseState.WITHDRAWN.value)
        case Standing.REFUSED:
            return rows.filter(_refused(procedures), state=CaseState.COMPLETED.value)
        case Standing.DONE:
            return rows.filter(~_refused(procedures), state=CaseState.COMPLETED.value)


def _refused(procedures: Procedures) -> Q:
    refused = Q(pk__in=())
    for pk, procedure in procedures.items():
        ends = [end.id for end in procedure.ends.values() if end.result is Result.REFUSED]
        refused |= Q(procedure=pk, end__in=ends)
    return refused


def _counts(rows: QuerySet[CaseRow], procedures: Procedures) -> dict[Standing, int]:
    counts = dict.fromkeys(Standing, 0)
    grouped = rows.order_by().values_list("state", "procedure", "end").annotate(Count("id"))
    for state, procedure, end, count in grouped:
        counts[_standing_of(state, end, procedures[procedure])] += count
    return counts


def _standing_of(state: str, end: str, procedure: Procedure) -> Standing:
    match CaseState(state):
        case CaseState.OPEN:
            return Standing.OPEN
        case CaseState.WITHDRAWN:
            return Standing.WITHDRAWN
        case CaseState.COMPLETED:
            ended = procedure.ends.get(end)
            refused = ended is not None and ended.result is Result.REFUSED
            return Standing.REFUSED if refused else Standing.DONE


def _order(sort: Sort) -> tuple[str, ...]:
    match sort:
        case Sort.NEWEST:
            return ("-pk",)
        case Sort.OLDEST:
            return ("pk",)
        case Sort.NUMBER:
            return (Length("number"), "number")  # type: ignore[return-value]


def _page(rows: QuerySet[CaseRow], wanted: RegisterFilter) -> tuple[list[CaseRow], bool]:
    """One page in its order, and whether there is more in the direction that was gone."""
    back = bool(wanted.before)
    rows = _beyond(rows, wanted.before or wanted.after, wanted.sort, back=back)
    ordered = rows.order_by(*_order(wanted.sort))
    ordered = ordered.reverse() if back else ordered
    needed = ordered.select_related("agency").defer("form", "marking")
    found = list(needed[: PAGE + 1])
    page = found[:PAGE]
    return (page[::-1] if back else page), len(found) > PAGE


def _beyond(rows: QuerySet[CaseRow], cursor: str, sort: Sort, *, back: bool) -> QuerySet[CaseRow]:
    """Only what comes after the cursor in the direction gone; a broken cursor leaves all."""
    if sort is Sort.NUMBER:
        return _beyond_number(rows, cursor, back=back) if cursor else rows
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 18:
        return rows
    greater = (sort is Sort.OLDEST) is not back
    return rows.filter(pk__gt=int(cursor)) if greater else rows.filter(pk__lt=int(cursor))


def _beyond_number(rows: QuerySet[CaseRow], cursor: str, *, back: bool) -> QuerySet[CaseRow]:
    rows = rows.annotate(width=Length("number"))
    if back:
        bound = Q(width__lt=len(cursor)) | Q(number__lt=cursor)
        return rows.filter(bound, width__lte=len(cursor))
    bound = Q(width__gt=len(cursor)) | Q(number__gt=cursor)
    return rows.filter(bound, width__gte=len(cursor))


def _cursors(page: list[CaseRow], wanted: RegisterFilter, *, more: bool) -> tuple[str, str]:
    """Cursors for the page before and the page after; "" where there is none."""
    if not page:
        return "", ""
    back = bool(wanted.before)
    has_newer = more if back else bool(wanted.after)
    has_older = True if back else more
    first, last = _cursor(page[0], wanted.sort), _cursor(page[-1], wanted.sort)
    return (first if has_newer else ""), (last if has_older else "")


def _cursor(row: CaseRow, sort: Sort) -> str:
    return row.number if sort is Sort.NUMBER else str(row.pk)


def _steps_now(rows: Sequence[CaseRow], procedures: Procedures) -> dict[int, tuple[str, ...]]:
    """The titles of the steps that are open, by case, each once."""
    open_cases = {row.pk: procedures[row.procedure_id] for row in rows if row.closed_at is None}
    items = WorkItemRow.objects.filter(case__in=open_cases, closed_at__isnull=True)
    found: dict[int, dict[str, None]] = {}
    for case, step in items.order_by("case", "number").values_list("case", "step"):
        steps = open_cases[case].steps
        title = steps[step].printed.title if step in steps else step
        found.setdefault(case, {})[title] = None
    return {case: tuple(titles) for case, titles in found.items()}


def _years(zone: ZoneInfo) -> tuple[int, ...]:
    rows = CaseRow.objects.exclude(number="").order_by("pk").values_list("opened_at", flat=True)
    first, last = rows.first(), rows.last()
    if first is None or last is None:
        return ()
    return tuple(range(last.astimezone(zone).year, first.astimezone(zone).year - 1, -1))
