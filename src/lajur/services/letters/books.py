"""Acts of the clerk on the registers: reserve, complete, cross out.

Each is done once, journalled, and in one transaction (services.offices.acts).
"""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from lajur.core.access import Actor, Permission
from lajur.core.refusals import NotFound, marked
from lajur.queries.registers.stamps import line_stamp
from lajur.services.letters.counting import Count, count_on
from lajur.services.letters.entries import INCOMING, Line, draw, make_void, write
from lajur.services.letters.refusals import (
    LineOfLetter,
    LineVoid,
    ReasonMissing,
    RegisterMissing,
)
from lajur.services.offices.acts import Act, Facts, perform, refuse_changed
from lajur.store.models import EntryRow, GovernmentRow, LetterRow, RegisterRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWords:
    """What the clerk writes into a line beside its number."""

    subject: str = ""
    party: str = ""  # from whom it came, or to whom it goes
    their_number: str = ""  # on the paper itself
    their_day: date | None = None


def keeps_registers(actor: Actor) -> bool:
    """Whether the books are theirs to keep."""
    return actor.may(Permission.KEEP_REGISTERS)


def reserve_number(
    *,
    register_id: int,
    words: LineWords,
    reason: str,
    classification: str = "",
    actor: Actor,
    at: datetime,
    key: str,
) -> int:
    """Take the next number for a letter that is still to come; gives the EntryRow id.

    Raises:
        NotFound: no such register, or the actor keeps none.
        ReasonMissing: nobody would know later why it stands empty.
        RegisterMissing, RegisterNumberTaken, ClassificationMissing, NumberTooLong: as `draw`.
    """

    def effect(government: GovernmentRow) -> Facts:
        register = register_of(register_id)
        if not reason.strip():
            raise ReasonMissing
        count = opened(count_on(register.key, government=government, at=at), register)
        number = count.number(count.sequence, classification=classification)
        row = write(
            count,
            line_of(words, actor),
            number=number,
            sequence=count.sequence,
            government=government,
            at=at,
            state=EntryRow.RESERVED,
            reason=reason.strip(),
        )
        return {"entry": row.pk, "number": number, "register": register.name, "reason": reason}

    asked = {
        "register": register_id,
        **asdict(words),
        "reason": reason,
        "classification": classification,
    }
    act = act_on("number_reserved", register_id, asked, actor, at, key)
    return entry_of(perform(act, effect, allowed=keeps_registers))


def note_letter(*, register_id: int, words: LineWords, actor: Actor, at: datetime, key: str) -> int:
    """Write down a letter that came in, at the next number; gives the EntryRow id.

    Raises:
        NotFound: no such register, one of our own letters, or the actor keeps none.
        RegisterMissing, RegisterNumberTaken: as `draw`.
    """

    def effect(government: GovernmentRow) -> Facts:
        register = register_of(register_id)
        if register.key != INCOMING:
            raise NotFound(what=marked("Buku register"))
        row = draw(register.key, line_of(words, actor), government=government, at=at)
        return {"entry": row.pk, "number": row.number, "register": register.name}

    asked = {"register": register_id, **asdict(words)}
    act = act_on("letter_noted", register_id, asked, actor, at, key)
    return entry_of(perform(act, effect, allowed=keeps_registers))


def void_line(*, entry_id: int, reason: str, actor: Actor, at: datetime, key: str) -> None:
    """Cross out a line. It keeps its place and number, and says why.

    Raises:
        NotFound: no such line, or the actor keeps no registers.
        ReasonMissing: no reason.
        LineVoid: it is crossed out already.
        LineOfLetter: a letter has the number; the letter is what is made void.
    """

    def effect(_: GovernmentRow) -> Facts:
        row = _entry_row(entry_id)
        if not reason.strip():
            raise ReasonMissing
        if LetterRow.objects.filter(entry=row).exists():
            raise LineOfLetter(number=row.number)
        make_void(row, reason=reason.strip())
        return {"number": row.number, "register": row.register.name, "reason": reason}

    asked = {"entry": entry_id, "reason": reason}
    act = Act(
        kind="number_voided", target=f"entry:{entry_id}", asked=asked, actor=actor, at=at, key=key
    )
    perform(act, effect, allowed=keeps_registers)


def complete_line(
    *, entry_id: int, words: LineWords, seen: str, actor: Actor, at: datetime, key: str
) -> None:
    """Write what was not known when the line was made; number, day and state stay.

    Raises:
        NotFound: no such line, or the actor keeps no registers.
        ChangedMeanwhile: somebody has changed it since it was `seen`.
        LineVoid: a void line stays as it is.
        LineOfLetter: an issued letter says what it is about; nothing else may.
    """

    def effect(_: GovernmentRow) -> Facts:
        row = _entry_row(entry_id)
        refuse_changed(line_stamp(row), seen=seen, target=f"entry:{entry_id}")
        if LetterRow.objects.filter(entry=row).exists():
            raise LineOfLetter(number=row.number)
        names = [field.name for field in fields(LineWords)]
        was = {name: getattr(row, name) for name in names}
        for name in names:
            setattr(row, name, getattr(words, name))
        row.save(update_fields=names)
        now = asdict(words)
        changed = {name: [was[name], now[name]] for name in names if was[name] != now[name]}
        return {"number": row.number, "register": row.register.name, "changed": _plain(changed)}

    asked = {"entry": entry_id, **asdict(words), "seen": seen}
    act = Act(
        kind="line_completed", target=f"entry:{entry_id}", asked=asked, actor=actor, at=at, key=key
    )
    perform(act, effect, allowed=keeps_registers)


def register_of(register_id: int) -> RegisterRow:
    row = RegisterRow.objects.filter(pk=register_id).first()
    if row is None:
        raise NotFound(what=marked("Buku register"))
    return row


def _entry_row(entry_id: int) -> EntryRow:
    rows = EntryRow.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("register").filter(pk=entry_id).first()
    if row is None:
        raise NotFound(what=marked("Baris register"))
    if row.state == EntryRow.VOID:
        raise LineVoid(number=row.number)
    return row


def opened(count: Count | None, register: RegisterRow) -> Count:
    if count is None:
        raise RegisterMissing(register=register.name)
    return count


def line_of(words: LineWords, actor: Actor) -> Line:
    return Line(**asdict(words), person=actor.person)


def act_on(kind: str, register_id: int, asked: Facts, actor: Actor, at: datetime, key: str) -> Act:
    return Act(
        kind=kind, target=f"register:{register_id}", asked=asked, actor=actor, at=at, key=key
    )


def entry_of(facts: Facts) -> int:
    return int(str(facts["entry"]))


def _plain(changed: dict[str, list[object]]) -> dict[str, list[object]]:
    """With dates as words of JSON."""
    return {
        name: [one.isoformat() if isinstance(one, date) else one for one in pair]
        for name, pair in changed.items()
    }
