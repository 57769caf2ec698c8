"""Numbers, amounts and days in Indonesian words, as official papers write them."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

HIGHEST: Final = 10**15  # the largest whole number `terbilang` says
DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES = ((10**15, "kuadriliun"), (10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))


_DAY = re.compile(
    r"(?:(?P<weekday>[A-Za-z']+),?\s+)?(?:(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})|"
    r"(?P<day>[0-9]{1,2})[\s/.-]+(?P<month>[0-9]{1,2}|[A-Za-z]+)[\s/.-]+(?P<year>[0-9]{4}))"
)


def terbilang(number: int) -> str:
    """A whole number, 0 to `HIGHEST`, in words: 1945 is "seribu sembilan ratus empat puluh lima".

    Raises:
        ValueError: a number beyond those.
    """
    if not 0 <= number <= HIGHEST:
        raise ValueError(f"0 to {HIGHEST}, not {number}")
    return " ".join(_said(number)) or _DIGITS[0]


def _said(number: int) -> list[str]:
    for scale, name in _SCALES:
        if number >= scale:
            return [*_said(number // scale), name, *_said(number % scale)]
    if number >= 1000:
        return [*_with_se(number // 1000, "ribu"), *_said(number % 1000)]
    return _below_a_thousand(number)


def _below_a_thousand(number: int) -> list[str]:
    if number >= 100:
        return [*_with_se(number // 100, "ratus"), *_said(number % 100)]
    if number >= 20:
        return [*_said(number // 10), "puluh", *_said(number % 10)]
    if number >= 12:
        return [_DIGITS[number - 10], "belas"]
    if number >= 10:
        return [("sepuluh", "sebelas")[number - 10]]
    return [_DIGITS[number]] if number else []


def _with_se(count: int, name: str) -> list[str]:
    """Hundreds and thousands swallow their one: seratus, seribu; but dua puluh satu ribu."""
    return [f"se{name}"] if count == 1 else [*_said(count), name]


def counted(number: int, unit: str) -> str:
    """ "1 (satu) berkas"."""
    return f"{number} ({terbilang(number)}) {unit}"


def rupiah(amount: Decimal | int) -> str:
    """ "Rp1.250.000,00 (satu juta dua ratus lima puluh ribu rupiah)"; cents are said as sen.

    Raises:
        ValueError: below 0, or more than `terbilang` says.
    """
    whole, cents = divmod(int(Decimal(amount).quantize(Decimal("0.01")) * 100), 100)
    said = f"{terbilang(whole)} rupiah" + (f" {terbilang(cents)} sen" if cents else "")
    return f"Rp{whole:,}".replace(",", ".") + f",{cents:02} ({said})"


def long_day(day: date) -> str:
    """ "23 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def read_day(words: str) -> date | None:
    """The date that words or numbers tell: "20 November 2026", "Jumat, 20/11/2026", "2026-11-20".

    None: they tell none, or another weekday than that date's.
    """
    found = _DAY.fullmatch(words.strip())
    if found is None:
        return None
    try:
        if found["iso"]:
            day = date.fromisoformat(found["iso"])
        else:
            day = date(int(found["year"]), _month(found["month"]), int(found["day"]))
    except ValueError:
        return None
    weekday = (found["weekday"] or DAYS[day.weekday()]).replace("'", "")
    return day if weekday.casefold() == DAYS[day.weekday()].casefold() else None


def _month(name: str) -> int:
    """Raises: ValueError."""
    names = [one.casefold() for one in MONTHS]
    return int(name) if name.isdigit() else names.index(name.casefold()) + 1


def day_in_words(day: date) -> str:
    """The words of a deed: "Senin tanggal dua puluh tiga bulan November tahun dua ribu …"."""
    return (
        f"{DAYS[day.weekday()]} tanggal {terbilang(day.day)} bulan {MONTHS[day.month - 1]} "
        f"tahun {terbilang(day.year)}"
    )
