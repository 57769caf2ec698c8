"""The next number of a register: one statement that reads the book and counts on.

The counter row stays locked until the transaction ends: no gap, no number twice.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from lajur.core.letters.numbers import LetterPattern
from lajur.core.letters.profile import SECRECY_CODES
from lajur.core.offices.refusals import BrokenPattern
from lajur.services.letters.refusals import (
    ClassificationMissing,
    NumberTooLong,
    NumberUnreadable,
)
from lajur.store.models import GovernmentRow
from lajur.store.sql import run

MOST = 120  # characters of a number, as its column
# Both give: value, RegisterRow id, name, pattern, classification, data of the profile in force.
_COUNT_ON = (
    "INSERT INTO store_counterrow (government_id, register, year, value)"
    " SELECT government_id, key, %s, 1 FROM store_registerrow"
    " WHERE government_id = %s AND key = %s AND active"
    " ON CONFLICT (government_id, register, year)"
    " DO UPDATE SET value = store_counterrow.value + 1 RETURNING value,"
    " (SELECT id FROM store_registerrow r WHERE r.government_id = store_counterrow.government_id"
    " AND r.key = store_counterrow.register),"
    " (SELECT name FROM store_registerrow r WHERE r.government_id = store_counterrow.government_id"
    " AND r.key = store_counterrow.register),"
    " (SELECT pattern FROM store_registerrow r"
    " WHERE r.government_id = store_counterrow.government_id"
    " AND r.key = store_counterrow.register),"
    " (SELECT classification FROM store_registerrow r"
    " WHERE r.government_id = store_counterrow.government_id"
    " AND r.key = store_counterrow.register),"
    " (SELECT data FROM store_letterprofilerow p"
    " WHERE p.government_id = store_counterrow.government_id ORDER BY p.version DESC LIMIT 1)"
)
_LOOK = (
    "SELECT COALESCE((SELECT c.value FROM store_counterrow c"
    " WHERE c.government_id = r.government_id AND c.register = r.key AND c.year = %s), 0),"
    " r.id, r.name, r.pattern, r.classification,"
    " (SELECT data FROM store_letterprofilerow p"
    " WHERE p.government_id = r.government_id ORDER BY p.version DESC LIMIT 1)"
    " FROM store_registerrow r WHERE r.government_id = %s AND r.key = %s AND r.active"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A place in a register, and what its number is made of."""

    register: int  # RegisterRow id
    name: str  # of the register
    sequence: int  # last given, or just given
    day: date  # in the office's zone
    pattern: LetterPattern
    classification: str  # of letters nobody has classified
    unit: str
    secrecy_codes: Mapping[str, str]

    def number(self, sequence: int, *, classification: str = "", secrecy: str = "biasa") -> str:
        """The number at a place of the year.

        Raises:
            ClassificationMissing: the pattern needs one, and neither letter nor register has it.
            NumberTooLong: there is no room for it.
            BrokenPattern: it cannot be printed.
            NumberUnreadable: a code hides the sequence, so that it could be given again by hand.
        """
        classification = classification or self.classification
        if "klasifikasi" in self.pattern.tokens and not classification:
            raise ClassificationMissing(register=self.name)
        number = self.pattern.number(
            sequence,
            on=self.day,
            unit=self.unit,
            classification=classification,
            secrecy=self.secrecy_codes.get(secrecy, ""),
        )
        if len(number) > MOST:
            raise NumberTooLong(register=self.name, most=MOST)
        if not number.isprintable():
            raise BrokenPattern(why="ada karakter yang tidak dapat dicetak")
        if self.pattern.sequence_of(number, year=self.day.year, unit=self.unit) != sequence:
            raise NumberUnreadable(number=number)
        return number


def count_on(
    register: str, *, government: GovernmentRow, at: datetime, day: date | None = None
) -> Count | None:
    """Take the next place of the year of `day` (today), in the transaction that is open.

    None: the office keeps no such register.
    """
    return _count(_COUNT_ON, register, government, day or _day(government, at))


def look(
    register: str, *, government: GovernmentRow, at: datetime, day: date | None = None
) -> Count | None:
    """See the last place taken of the year of `day` (today), without a lock."""
    return _count(_LOOK, register, government, day or _day(government, at))


def _day(government: GovernmentRow, at: datetime) -> date:
    return at.astimezone(ZoneInfo(government.zone)).date()


def _count(sql: str, register: str, government: GovernmentRow, day: date) -> Count | None:
    ((_, rows),) = run([(sql, (day.year, government.pk, register))])
    if not rows:
        return None
    value, book, name, pattern, classification, profile = rows[0]
    kept = _data(profile)
    return Count(
        register=book,
        name=name,
        sequence=value,
        day=day,
        pattern=LetterPattern(text=pattern),
        classification=classification or kept.get("classification", ""),
        unit=kept.get("unit") or government.unit_code,
        secrecy_codes=kept.get("secrecy_codes") or SECRECY_CODES,
    )


def _data(profile: Any) -> Mapping[str, Any]:
    """The profile as PostgreSQL or SQLite gives it; empty when the office has none yet."""
    read = json.loads(profile) if isinstance(profile, str) else profile
    return read or {}
