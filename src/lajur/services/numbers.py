"""Numbers and codes of requests, drawn in the transaction of what they name."""

import secrets
from datetime import datetime
from zoneinfo import ZoneInfo

from lajur.core.letters.numbers import LetterPattern
from lajur.core.refusals import Refusal, marked
from lajur.store.models import CaseRow, GovernmentRow
from lajur.store.sql import run

REQUESTS = "permohonan"  # the register
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another
_GROUPS, _GROUP = 3, 4  # 30^12: 58 bits

_DRAW = (
    "INSERT INTO store_counterrow (government_id, register, year, value) VALUES (%s, %s, %s, 1)"
    " ON CONFLICT (government_id, register, year)"
    " DO UPDATE SET value = store_counterrow.value + 1 RETURNING value"
)


class NumberTaken(Refusal):
    """The office's pattern gives a number that another pattern has given before."""

    code = "number_taken"
    message = marked(
        "Nomor %(number)s sudah dipakai. Mintalah admin kantor mengganti pola nomor permohonan."
    )

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


def draw_number(government: GovernmentRow, *, at: datetime) -> str:
    """The next request number of the year in the office's own zone.

    The counter row stays locked until the transaction ends: no gap, no number twice.

    Raises:
        NumberTaken: the pattern was changed to one that repeats an earlier number.
    """
    day = at.astimezone(ZoneInfo(government.zone)).date()
    ((_, rows),) = run([(_DRAW, (government.pk, REQUESTS, day.year))])
    pattern = LetterPattern(text=government.request_pattern)
    number = pattern.number(rows[0][0], on=day, unit=government.unit_code)
    same = CaseRow.objects.filter(government=government, number=number)
    if same.exclude(number="").exists():  # said so that SQLite takes the index of numbers
        raise NumberTaken(number=number)
    return number


def secret_code() -> str:
    """A code for tracking without an account: "K7QM-4XHT-9RWB"."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
