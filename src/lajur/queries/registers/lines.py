"""The lines of one register: filtered, one page at a time, or one alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import BooleanField, Case, Count, Q, QuerySet, When
from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.refusals import NotFound, marked
from lajur.queries.registers.books import BookView
from lajur.queries.registers.secret import hidden_words, open_to
from lajur.queries.registers.stamps import letter_stamp, line_stamp
from lajur.store.models import EntryRow

PAGE = 25  # lines on one page
FIRST_YEAR, LAST_YEAR = 2000, 2999


class LineState(StrEnum):
    """How a line stands, in the word of the filter."""

    USED = "dipakai"
    RESERVED = "dicadangkan"
    VOID = "batal"


_KEPT_AS: Mapping[LineState, str] = {
    LineState.USED: EntryRow.USED,
    LineState.RESERVED: EntryRow.RESERVED,
    LineState.VOID: EntryRow.VOID,
}
STATE_WORDS: Mapping[LineState, str] = {
    LineState.USED: marked("Dipakai"),
    LineState.RESERVED: marked("Dicadangkan"),
    LineState.VOID: marked("Batal"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFilter:
    """What is looked for in a register. Empty or None: everything."""

    year: int
    month: int | None = None  # 1 to 12
    search: str = ""  # words in number, subject, party or their number
    state: LineState | None = None
    after: str = ""  # cursor: "2026-11-22.17"
    before: str = ""  # likewise, going back

    @property
    def narrows(self) -> bool:
        """Whether anything of the year is left out."""
        return bool(self.month or self.search or self.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line of a register."""

    id: int
    sequence: int | None  # None: a number by hand, out of turn
    number: str
    day: date  # in the office's zone
    state: LineState
    reason: str
    subject: str
    party: str
    their_number: str
    their_day: date | None
    case_id: int | None
    case_number: str
    who: str  # wrote it; "" for the system
    at: datetime  # aware, UTC
    letter: "LetterOfLine | None"
    told: bool  # False: what it is about is secret to the reader
    seen: str  # stamp

    @property
    def state_words(self) -> str:
        return gettext(STATE_WORDS[self.state])

    @property
    def is_void(self) -> bool:
        return self.state is LineState.VOID

    @property
    def is_reserved(self) -> bool:
        return self.state is LineState.RESERVED


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOfLine:
    """The letter that has the number of a line."""

    id: int
    subject: str
    srikandi_number: str
    srikandi_link: str
    seen: str  # stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePage:
    """One page of a register, with counts of what the other filters leave."""

    lines: tuple[LineView, ...]
    counts: Mapping[LineState, int]
    newer: str  # cursor for `before`; "" on the first page
    older: str  # cursor for `after`; "" on the last page
    wanted: LineFilter

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def found(self) -> int:
        return self.counts[self.wanted.state] if self.wanted.state else self.total


def find_lines(book: BookView, wanted: LineFilter, *, reader: Actor) -> LinePage:
    """The page of the register that was asked for, the latest day first."""
    rows = _filtered(book, wanted, reader)
    page, more = _page(_in_state(rows, wanted.state), wanted)
    back = bool(wanted.before)
    newer = page and (more if back else wanted.after)
    older = page and (True if back else more)
    return LinePage(
        lines=tuple(map(_view, page)),
        counts=_counts(rows),
        newer=_cursor(page[0]) if newer else "",
        older=_cursor(page[-1]) if older else "",
        wanted=wanted,
    )


def all_lines(book: BookView, wanted: LineFilter, *, reader: Actor) -> Iterator[LineView]:
    """Every line that was asked for, as a book has them: by day, then as they were written."""
    rows = _with_others(_in_state(_filtered(book, wanted, reader), wanted.state))
    return map(_view, rows.order_by("day", "pk").iterator(chunk_size=500))


def count_lines(book: BookView, wanted: LineFilter, *, reader: Actor) -> int:
    """How many lines `all_lines` gives."""
    return int(_in_state(_filtered(book, wanted, reader), wanted.state).count())


def find_line(book: BookView, entry_id: int, *, reader: Actor) -> LineView:
    """One line of the register.

    Raises:
        NotFound: it has no such line.
    """
    row = _with_others(_told_to(reader).filter(register=book.id, pk=entry_id)).first()
    if row is None:
        raise NotFound(what=marked("Baris register"))
    return _view(row)


def years_of(book: BookView, *, today: date) -> tuple[int, ...]:
    """The years the register has lines of, and this one, the latest first."""
    rows = EntryRow.objects.filter(register=book.id)
    first = rows.order_by("day").values_list("year", flat=True).first() or today.year
    return tuple(range(today.year, min(first, today.year) - 1, -1))


def _filtered(book: BookView, wanted: LineFilter, reader: Actor) -> QuerySet[EntryRow]:
    rows = _told_to(reader).filter(register=book.id, **_between(wanted))
    for word in wanted.search.split():
        told = Q(subject__icontains=word) | Q(party__icontains=word)
        rows = rows.filter(
            Q(number__icontains=word) | Q(their_number__icontains=word) | (Q(told=True) & told)
        )
    return rows


def _told_to(reader: Actor) -> QuerySet[EntryRow]:
    """Every line, each with whether the reader may know what it is about."""
    known = Case(When(open_to(reader), then=True), default=False, output_field=BooleanField())
    rows: QuerySet[EntryRow] = EntryRow.objects.annotate(told=known)
    return rows


def _between(wanted: LineFilter) -> dict[str, date]:
    """From the first day of the year or month to the last."""
    first = date(wanted.year, wanted.month or 1, 1)
    if wanted.month in (None, 12):
        return {"day__gte": first, "day__lt": date(wanted.year + 1, 1, 1)}
    return {"day__gte": first, "day__lt": date(wanted.year, (wanted.month or 0) + 1, 1)}


def _in_state(rows: QuerySet[EntryRow], state: LineState | None) -> QuerySet[EntryRow]:
    return rows.filter(state=_KEPT_AS[state]) if state else rows


def _counts(rows: QuerySet[EntryRow]) -> dict[LineState, int]:
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(kept, 0) for state, kept in _KEPT_AS.items()}


def _page(rows: QuerySet[EntryRow], wanted: LineFilter) -> tuple[list[EntryRow], bool]:
    """One page in its order, and whether there is more in the direction that was gone."""
    back = bool(wanted.before)
    place = _read_cursor(wanted.before or wanted.after)
    if place is not None:
        day, pk = place
        beyond = Q(day__gt=day) | Q(day=day, pk__gt=pk)
        rows = rows.filter(beyond) if back else rows.filter(~beyond).exclude(pk=pk)
    order = ("day", "pk") if back else ("-day", "-pk")
    found = list(_with_others(rows).order_by(*order)[: PAGE + 1])
    page = found[:PAGE]
    return (page[::-1] if back else page), len(found) > PAGE


def _with_others(rows: QuerySet[EntryRow]) -> QuerySet[EntryRow]:
    return rows.select_related("person", "case", "letter").defer(
        "case__form", "case__marking", "letter__facts", "letter__parts"
    )


def _cursor(row: EntryRow) -> str:
    return f"{row.day.isoformat()}.{row.pk}"


def _read_cursor(cursor: str) -> tuple[date, int] | None:
    """Where a page ended; None for the first page, or for nonsense."""
    day, _, pk = cursor.partition(".")
    if not (pk.isascii() and pk.isdigit() and len(pk) <= 18):
        return None
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None


def _view(row: EntryRow) -> LineView:
    letter, told = getattr(row, "letter", None), bool(row.told)  # type: ignore[attr-defined]
    return LineView(
        id=row.pk,
        sequence=row.sequence,
        number=row.number,
        day=row.day,
        state=next(state for state, kept in _KEPT_AS.items() if kept == row.state),
        reason=row.reason,
        subject=row.subject if told else hidden_words(),
        party=row.party if told else hidden_words(),
        their_number=row.their_number,
        their_day=row.their_day,
        case_id=row.case_id,
        case_number=row.case.number if row.case else "",
        who=row.person.name if row.person else "",
        at=row.at,
        letter=letter
        and LetterOfLine(
            id=letter.pk,
            subject=letter.subject if told else hidden_words(),
            srikandi_number=letter.srikandi_number,
            srikandi_link=letter.srikandi_link,
            seen=letter_stamp(letter),
        ),
        told=told,
        seen=line_stamp(row),
    )
