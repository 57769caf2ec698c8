"""The registers an office keeps: names, patterns, how far each has come, the next number."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from lajur.core.letters.numbers import LetterPattern, read_letter_pattern
from lajur.core.letters.profile import SECRECY_CODES
from lajur.core.refusals import NotFound, marked
from lajur.queries.registers.stamps import register_stamp
from lajur.store.models import (
    CounterRow,
    EntryRow,
    GovernmentRow,
    LetterProfileRow,
    RegisterRow,
)

INCOMING = "agenda-masuk"  # RegisterRow.key of the book whose lines come from outside
OUTGOING = "agenda-keluar"
SAMPLE_CLASSIFICATION = "500.12"  # Permendagri 83/2022: informatics; where nobody has chosen one


@dataclass(frozen=True, slots=True, kw_only=True)
class BookView:
    """One register, as far as this year has come."""

    id: int
    key: str
    name: str
    pattern: str
    classification: str  # "" when letters bring their own
    source: str  # of the pattern
    active: bool
    drawn: int  # numbers given this year
    reserved: int  # of them, still without a letter
    following: str  # the next number, as it would look today
    last_day: date | None  # of the latest line of this year; None: no line yet
    seen: str  # stamp

    @property
    def takes_incoming(self) -> bool:
        return self.key == INCOMING


def list_books(
    government_id: int, *, today: date, all_of_them: bool = False
) -> tuple[BookView, ...]:
    """The registers, the two agenda books first; closed ones only with `all_of_them`."""
    rows = RegisterRow.objects.order_by("name")
    rows = rows if all_of_them else rows.filter(active=True)
    progress, numbering = _Progress(today.year), _Numbering(government_id)
    views = [_view(row, progress, today, numbering) for row in rows]
    return tuple(sorted(views, key=lambda view: (view.key != INCOMING, view.key != OUTGOING)))


def find_book(key: str, government_id: int, *, today: date) -> BookView:
    """One register by its key, also a closed one.

    Raises:
        NotFound: the office has no such register.
    """
    row = RegisterRow.objects.filter(key=key).first()
    if row is None:
        raise NotFound(what=marked("Buku register"))
    return _view(row, _Progress(today.year), today, _Numbering(government_id))


def preview_pattern(
    book: BookView, pattern: str, classification: str, *, government_id: int, today: date
) -> tuple[str, ...]:
    """The next three numbers that a pattern would give.

    Raises:
        Refusal: as `read_letter_pattern`.
    """
    read = read_letter_pattern(pattern)
    numbering = _Numbering(government_id)
    return tuple(numbering.number(read, book.drawn + n, classification, today) for n in (1, 2, 3))


class _Progress:
    """How far the registers have come in a year."""

    def __init__(self, year: int) -> None:
        counters = CounterRow.objects.filter(year=year)
        self.drawn = dict(counters.values_list("register", "value"))
        lines = EntryRow.objects.filter(year=year).order_by().values("register")
        counted = lines.annotate(
            last=Max("day"), reserved=Count("pk", filter=Q(state=EntryRow.RESERVED))
        )
        self.lines = {one["register"]: (one["last"], one["reserved"]) for one in counted}


class _Numbering:
    """What numbers have from outside their register: unit, code and secrecy of the profile."""

    def __init__(self, government_id: int) -> None:
        row = LetterProfileRow.objects.order_by("-version").first()
        data = row.data if row else {}
        unit = data.get("unit") or GovernmentRow.objects.get(pk=government_id).unit_code
        self.unit: str = unit
        self.classification: str = data.get("classification") or SAMPLE_CLASSIFICATION
        self.secrecy: str = data.get("secrecy_codes", SECRECY_CODES)["biasa"]

    def number(
        self, pattern: LetterPattern, sequence: int, classification: str, today: date
    ) -> str:
        return pattern.number(
            sequence,
            on=today,
            unit=self.unit,
            classification=classification or self.classification,
            secrecy=self.secrecy,
        )


def _view(row: RegisterRow, progress: _Progress, today: date, numbering: _Numbering) -> BookView:
    drawn = progress.drawn.get(row.key, 0)
    last_day, reserved = progress.lines.get(row.pk, (None, 0))
    pattern = LetterPattern(text=row.pattern)
    return BookView(
        id=row.pk,
        key=row.key,
        name=row.name,
        pattern=row.pattern,
        classification=row.classification,
        source=row.source,
        active=row.active,
        drawn=drawn,
        reserved=reserved,
        following=numbering.number(pattern, drawn + 1, row.classification, today),
        last_day=last_day,
        seen=register_stamp(row),
    )
