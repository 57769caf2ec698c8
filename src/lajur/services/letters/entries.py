"""Lines of registers: the number the next one has, and writing it.

Everything is called inside the tenant scope; what writes, in the transaction of what it numbers.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError

from lajur.core.refusals import NotFound, marked
from lajur.services.letters.counting import Count, count_on, look
from lajur.services.letters.refusals import (
    LineNotReserved,
    RegisterMissing,
    RegisterNumberTaken,
    ReservedForAnother,
)
from lajur.store.models import EntryRow, GovernmentRow

INCOMING = "agenda-masuk"  # RegisterRow.key of the book of what comes in
ON_PAPER = "Tercatat di buku agenda kertas"  # data: what stands in the book, in its language
_SUBJECT, _PARTY, _THEIRS = 300, 200, 120  # characters, as the columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What stands in a line beside its number."""

    subject: str = ""
    party: str = ""  # from whom it came, or to whom it goes
    their_number: str = ""  # on the paper itself, when the line's number is only of the book
    their_day: date | None = None
    case: int | None = None
    person: int | None = None  # who wrote it; None: the system

    def columns(self) -> dict[str, object]:
        """As columns of an EntryRow, no longer than those are."""
        return {
            "subject": self.subject[:_SUBJECT],
            "party": self.party[:_PARTY],
            "their_number": self.their_number[:_THEIRS],
            "their_day": self.their_day,
            "case_id": self.case,
            "person_id": self.person,
        }


def predict(
    register: str,
    *,
    government: GovernmentRow,
    at: datetime,
    classification: str = "",
    secrecy: str = "biasa",
    reserved: int | None = None,
) -> str:
    """The number that `draw` would give now. Takes no lock: another may be quicker.

    Raises:
        RegisterMissing: the office keeps no such register.
        ClassificationMissing, NumberTooLong: no number can be made.
        NotFound, LineNotReserved: the `reserved` line (EntryRow id) is not there to be taken.
        ReservedForAnother: its number tells of another classification or secrecy.
    """
    count = look(register, government=government, at=at)
    if count is None:
        raise RegisterMissing(register=register)
    if reserved is not None:
        return _reserved(register, reserved, count, classification, secrecy).number
    return count.number(count.sequence + 1, classification=classification, secrecy=secrecy)


def draw(
    register: str,
    line: Line,
    *,
    government: GovernmentRow,
    at: datetime,
    classification: str = "",
    secrecy: str = "biasa",
    reserved: int | None = None,
) -> EntryRow:
    """Write the next line of a register, or the one that was `reserved` (EntryRow id).

    The counter stays locked until the transaction ends: no gap, no number twice, in the order of
    issue. `secrecy` is a key of the profile's codes ("biasa").

    Raises:
        RegisterMissing: the office keeps no such register.
        RegisterNumberTaken: the pattern was changed to one that repeats an earlier number.
        ClassificationMissing, NumberTooLong: no number can be made.
        NotFound, LineNotReserved, ReservedForAnother: as `predict`.
    """
    if reserved is not None:
        count = look(register, government=government, at=at)
        if count is None:
            raise RegisterMissing(register=register)
        return take(_reserved(register, reserved, count, classification, secrecy), line, at=at)
    count = count_on(register, government=government, at=at)
    if count is None:
        raise RegisterMissing(register=register)
    number = count.number(count.sequence, classification=classification, secrecy=secrecy)
    return write(count, line, number=number, sequence=count.sequence, government=government, at=at)


def reserved_lines(
    register: str,
    *,
    government: GovernmentRow,
    at: datetime,
    classification: str = "",
    secrecy: str = "biasa",
) -> tuple[EntryRow, ...]:
    """What is reserved in a register and fits a letter of these marks, the earliest first."""
    count = look(register, government=government, at=at)
    rows = EntryRow.objects.filter(register__key=register, state=EntryRow.RESERVED)
    if count is None:
        return ()
    found = rows.order_by("day", "pk")
    return tuple(one for one in found if _fits(one, count, classification, secrecy))


def note_incoming(line: Line, *, government: GovernmentRow, at: datetime) -> EntryRow | None:
    """Write what came in into buku agenda masuk; None: the office keeps none.

    Raises:
        RegisterNumberTaken: the book's pattern was changed to one that repeats an earlier number.
    """
    count = count_on(INCOMING, government=government, at=at)
    if count is None:
        return None
    number = count.number(count.sequence)
    return write(count, line, number=number, sequence=count.sequence, government=government, at=at)


def make_void(entry: EntryRow, *, reason: str) -> None:
    """Cross out a line; it keeps its place and its number."""
    entry.state, entry.reason = EntryRow.VOID, reason
    entry.save(update_fields=["state", "reason"])


def write(
    count: Count,
    line: Line,
    *,
    number: str,
    sequence: int | None,
    government: GovernmentRow,
    at: datetime,
    state: str = EntryRow.USED,
    reason: str = "",
) -> EntryRow:
    """Write a line with this number.

    Raises:
        RegisterNumberTaken: the register has it already; the transaction that is open is lost.
    """
    try:
        return EntryRow.objects.create(
            government=government,
            register_id=count.register,
            year=count.day.year,
            sequence=sequence,
            number=number,
            day=count.day,
            state=state,
            reason=reason,
            at=at,
            **line.columns(),
        )
    except IntegrityError as taken:
        raise RegisterNumberTaken(number=number, register=count.name) from taken


def take(row: EntryRow, line: Line, *, at: datetime, **changes: object) -> EntryRow:
    """Use a reserved line; `changes` are other columns that the paper decides.

    Raises:
        LineNotReserved: somebody was quicker.
    """
    changed = EntryRow.objects.filter(pk=row.pk, state=EntryRow.RESERVED).update(
        state=EntryRow.USED, at=at, **line.columns(), **changes
    )
    if not changed:
        raise LineNotReserved(number=row.number)
    row.refresh_from_db()
    return row


def on_paper(sequence: int, year: int) -> str:
    """What stands for the number of a line taken over from a paper book, until it is known."""
    return f"Nomor urut {sequence}, buku kertas {year}"


def complete(
    row: EntryRow, line: Line, *, at: datetime, number: str, day: date, reason: str
) -> EntryRow:
    """Write down what the paper of a line from a paper book says.

    Raises:
        RegisterNumberTaken: somebody was quicker.
    """
    same = EntryRow.objects.filter(pk=row.pk, number=row.number)
    if not same.update(number=number, day=day, reason=reason, at=at, **line.columns()):
        raise RegisterNumberTaken(number=number, register=row.register.name)
    row.refresh_from_db()
    return row


def _reserved(
    register: str, entry: int, count: Count, classification: str, secrecy: str
) -> EntryRow:
    row = EntryRow.objects.filter(pk=entry, register__key=register).first()
    if row is None:
        raise NotFound(what=marked("Baris register"))
    if row.state != EntryRow.RESERVED:
        raise LineNotReserved(number=row.number)
    if not _fits(row, count, classification, secrecy):
        raise ReservedForAnother(number=row.number)
    return row


def _fits(row: EntryRow, count: Count, classification: str, secrecy: str) -> bool:
    """Whether a letter of these marks would have got this very number on the day of its line."""
    then = replace(count, day=row.day)
    meant = then.number(row.sequence or 0, classification=classification, secrecy=secrecy)
    return meant == row.number
