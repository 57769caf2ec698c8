"""Acts of the administrator on registers: their patterns, and going on from a book of paper."""

from datetime import datetime
from zoneinfo import ZoneInfo

from lajur.core.access import Actor
from lajur.core.letters.numbers import LetterPattern, read_letter_pattern
from lajur.core.refusals import Refusal, marked
from lajur.queries.registers.stamps import register_stamp
from lajur.services.letters.books import act_on, register_of
from lajur.services.letters.counting import look
from lajur.services.letters.entries import ON_PAPER, on_paper
from lajur.services.letters.refusals import RegisterMissing, RegisterNumberTaken
from lajur.services.offices.acts import Facts, perform, refuse_changed
from lajur.store.models import CounterRow, EntryRow, GovernmentRow, RegisterRow

MOST_ON_PAPER = 10_000  # numbers of a paper book that are taken over at once


class BookBegun(Refusal):
    """A register that has given numbers this year cannot begin with those of a paper book."""

    code = "book_begun"
    message = marked("%(register)s sudah memberi nomor tahun ini, jadi tidak dapat dimulai ulang.")

    def __init__(self, *, register: str) -> None:
        super().__init__(register=register)


class PaperBookTooLong(Refusal):
    """More numbers of a paper book than anybody writes in a year, or none."""

    code = "paper_book_too_long"
    message = marked("Isi nomor urut terakhir di buku kertas, dari 1 sampai %(most)d.")
    status = 422

    def __init__(self) -> None:
        super().__init__(most=MOST_ON_PAPER)


def change_register(
    *,
    register_id: int,
    pattern: str,
    classification: str,
    active: bool,
    seen: str,
    actor: Actor,
    at: datetime,
    key: str,
) -> None:
    """Change how a register numbers from now on; numbers already given stay.

    Raises:
        NotFound: no such register, or the actor does not administer the office.
        ChangedMeanwhile: somebody has changed it since it was `seen`.
        UnknownToken, BrokenPattern: as `read_letter_pattern`.
        RegisterNumberTaken: the pattern would repeat a number of this year.
    """

    def effect(government: GovernmentRow) -> Facts:
        row = register_of(register_id)
        refuse_changed(register_stamp(row), seen=seen, target=f"register:{register_id}")
        was = {"pattern": row.pattern, "classification": row.classification, "active": row.active}
        changed = read_letter_pattern(pattern)
        if changed.text != row.pattern:
            row.source = actor.acting.name
            _refuse_repeats(row, changed, government, at)
        row.pattern, row.classification = changed.text, classification.strip()
        row.active = active
        row.save(update_fields=["pattern", "classification", "active", "source"])
        now = {"pattern": row.pattern, "classification": row.classification, "active": active}
        return {"was": was, "name": row.name, **now}

    asked = {
        "register": register_id,
        "pattern": pattern,
        "classification": classification,
        "active": active,
        "seen": seen,
    }
    perform(act_on("register_changed", register_id, asked, actor, at, key), effect)


def continue_paper_book(
    *, register_id: int, last: int, actor: Actor, at: datetime, key: str
) -> None:
    """Take over this year's numbers of a paper book, so that the next one follows it.

    Every number of the paper book gets its line, so that the register stays without a gap. What
    its papers are truly numbered nobody knows here, until it is written by hand.

    Raises:
        NotFound: no such register, or the actor does not administer the office.
        PaperBookTooLong: `last` is not a number of a year.
        BookBegun: the register has given numbers this year.
        RegisterMissing: the register is closed.
    """

    def effect(government: GovernmentRow) -> Facts:
        row = register_of(register_id)
        if not 1 <= last <= MOST_ON_PAPER:
            raise PaperBookTooLong
        _take_over(row, last, government, actor, at)
        return {"register": row.name, "last": last}

    asked = {"register": register_id, "last": last}
    perform(act_on("paper_book_continued", register_id, asked, actor, at, key), effect)


def _take_over(
    row: RegisterRow, last: int, government: GovernmentRow, actor: Actor, at: datetime
) -> None:
    count = look(row.key, government=government, at=at)
    if count is None:
        raise RegisterMissing(register=row.name)
    counter, _ = CounterRow.objects.get_or_create(
        government=government, register=row.key, year=count.day.year
    )
    if not CounterRow.objects.filter(pk=counter.pk, value=0).update(value=last):
        raise BookBegun(register=row.name)
    EntryRow.objects.bulk_create(
        (
            EntryRow(
                government=government,
                register=row,
                year=count.day.year,
                sequence=sequence,
                number=on_paper(sequence, count.day.year),
                day=count.day,
                state=EntryRow.USED,
                reason=ON_PAPER,
                person_id=actor.person,
                at=at,
            )
            for sequence in range(1, last + 1)
        ),
        batch_size=500,
    )


def _refuse_repeats(
    row: RegisterRow, pattern: LetterPattern, government: GovernmentRow, at: datetime
) -> None:
    """Refuse a pattern that would come to a number some line of this year has already."""
    year = at.astimezone(ZoneInfo(government.zone)).year
    count = look(row.key, government=government, at=at)
    if count is None:
        return
    numbers = EntryRow.objects.filter(register=row, year=year).values_list("number", flat=True)
    for number in numbers.iterator():
        meant = pattern.sequence_of(number, year=year, unit=count.unit)
        if meant is not None and meant > count.sequence:
            raise RegisterNumberTaken(number=number, register=row.name)
