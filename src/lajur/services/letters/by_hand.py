"""Numbers typed by hand: the paper came first, the register follows."""

from dataclasses import asdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from lajur.core.access import Actor
from lajur.core.letters.numbers import bare
from lajur.services.letters.books import (
    LineWords,
    act_on,
    entry_of,
    keeps_registers,
    line_of,
    opened,
    register_of,
)
from lajur.services.letters.counting import count_on, look
from lajur.services.letters.entries import Line, complete, on_paper, take, write
from lajur.services.letters.refusals import (
    DayNotOfNumber,
    NumberMissing,
    NumberNotYetCome,
    ReasonMissing,
    RegisterNumberTaken,
)
from lajur.services.offices.acts import Facts, perform
from lajur.store.models import EntryRow, GovernmentRow, RegisterRow


def write_by_hand(
    *,
    register_id: int,
    number: str,
    day: date,
    words: LineWords,
    reason: str,
    actor: Actor,
    at: datetime,
    key: str,
) -> int:
    """Write down a number that a paper has already, because the paper came first.

    `day` is the paper's, in the office's zone. The next number of the register is drawn by it, a
    reserved one is used by it, one of a paper book is completed by it, and one out of turn
    ("2015.14") stands beside the sequence.

    Raises:
        NotFound: no such register, or the actor keeps none.
        NumberMissing, ReasonMissing, DayNotOfNumber: something typed cannot stand.
        NumberNotYetCome: the register will give that number later.
        RegisterNumberTaken: a line has it.
    """

    def effect(government: GovernmentRow) -> Facts:
        register = register_of(register_id)
        typed = _checked(number, reason, day, today=_today(government, at))
        row = _written(register, typed, day, line_of(words, actor), reason.strip(), government, at)
        return {"entry": row.pk, "number": typed, "register": register.name, "reason": reason}

    asked = {
        "register": register_id,
        "number": number,
        "day": day,
        **asdict(words),
        "reason": reason,
    }
    act = act_on("number_by_hand", register_id, asked, actor, at, key)
    return entry_of(perform(act, effect, allowed=keeps_registers))


def _written(
    register: RegisterRow,
    number: str,
    day: date,
    line: Line,
    reason: str,
    government: GovernmentRow,
    at: datetime,
) -> EntryRow:
    """The line of a number by hand: one that waits for it, the next one, or one out of turn."""
    count = opened(look(register.key, government=government, at=at, day=day), register)
    sequence = count.pattern.sequence_of(number, year=day.year, unit=count.unit)
    _refuse_twin(register, number, day.year)
    if sequence is None:
        return write(
            count, line, number=number, sequence=None, government=government, at=at, reason=reason
        )
    if sequence <= count.sequence:
        row = _waiting_at(register, sequence, day.year, number)
        if row.state != EntryRow.RESERVED:
            return complete(row, line, at=at, number=number, day=day, reason=reason)
        return take(row, line, at=at, number=number, day=day, reason=reason)
    count = opened(count_on(register.key, government=government, at=at, day=day), register)
    if count.sequence != sequence:
        following = count.pattern.number(
            count.sequence, on=day, unit=count.unit, classification=count.classification or "…"
        )
        raise NumberNotYetCome(number=number, register=register.name, following=following)
    return write(
        count, line, number=number, sequence=sequence, government=government, at=at, reason=reason
    )


def _refuse_twin(register: RegisterRow, number: str, year: int) -> None:
    """Refuse a number that a line has which is not waiting for it, however it is spaced."""
    rows = EntryRow.objects.filter(register=register, year=year)
    meant, numbers = bare(number), rows.exclude(state=EntryRow.RESERVED).values_list("number")
    if any(bare(one) == meant for (one,) in numbers.iterator()):
        raise RegisterNumberTaken(number=number, register=register.name)


def _waiting_at(register: RegisterRow, sequence: int, year: int, number: str) -> EntryRow:
    """The line of a place in the year, if it is reserved or stands for one of a paper book."""
    row = EntryRow.objects.filter(register=register, year=year, sequence=sequence).first()
    is_known = row is None or row.number != on_paper(sequence, year) or row.state == EntryRow.VOID
    if row is None or (row.state != EntryRow.RESERVED and is_known):
        raise RegisterNumberTaken(number=number, register=register.name)
    return row


def _checked(number: str, reason: str, day: date, *, today: date) -> str:
    """The number with its spaces in order, once all that was typed can stand."""
    typed = " ".join(number.split())
    if not typed.isprintable() or not any(sign.isalnum() for sign in typed):
        raise NumberMissing
    if not reason.strip():
        raise ReasonMissing
    if day > today:
        raise DayNotOfNumber(day=day)
    return typed


def _today(government: GovernmentRow, at: datetime) -> date:
    return at.astimezone(ZoneInfo(government.zone)).date()
