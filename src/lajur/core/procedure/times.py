"""The words of a printed "Waktu" cell, read as a standard time."""

import re

from lajur.core.worktime.standard import UNSET, StandardTime, TimeKind, TimeUnit

# "hari" alone is hari kerja: these are office procedures, and calendar days are printed as such.
_UNITS = {
    "menit": TimeUnit.MINUTE,
    "jam": TimeUnit.HOUR,
    "jam kerja": TimeUnit.HOUR,
    "hari": TimeUnit.WORKING_DAY,
    "hari kerja": TimeUnit.WORKING_DAY,
    "hari kalender": TimeUnit.CALENDAR_DAY,
    "minggu": TimeUnit.WEEK,
    "bulan": TimeUnit.MONTH,
}
_NUMBER = r"(\d{1,4})(?: ?\([a-z ]+\))?"  # "1" or "1 (satu)"
_UNIT = f"({'|'.join(sorted(_UNITS, key=len, reverse=True))})"
_FIXED = re.compile(f"{_NUMBER} ?{_UNIT}")
_CLOCK_DAYS = re.compile(rf"{_NUMBER} ?[x×] ?24 ?jam")
_RANGE = re.compile(rf"{_NUMBER} ?(?:-|s/d|sampai|sampai dengan) ?{_NUMBER} ?{_UNIT}")
_MAXIMUM = re.compile(
    r"(?:maksimal|maksimum|maks\.?|paling lama|paling lambat|selambat-lambatnya|< ?=?|≤) ?(.+)"
)
_DASHES = str.maketrans("–—−‐‑", "-----")


def read_time(words: str) -> StandardTime | None:
    """Return what the printed words mean, or None when they cannot be read."""
    text = " ".join(words.translate(_DASHES).casefold().split()).removesuffix(".")
    if not text:
        return UNSET
    if text == "-":
        return StandardTime(kind=TimeKind.NONE)
    if text.startswith("tergantung"):
        return StandardTime(kind=TimeKind.VARIABLE)
    if found := _MAXIMUM.fullmatch(text):
        return _single(found[1], TimeKind.MAXIMUM)
    return _range(text) or _single(text, TimeKind.FIXED)


def _single(text: str, kind: TimeKind) -> StandardTime | None:
    if found := _CLOCK_DAYS.fullmatch(text):
        amount, unit = int(found[1]), TimeUnit.CLOCK_DAY
    elif found := _FIXED.fullmatch(text):
        amount, unit = _clock_days(int(found[1]), found[2])
    else:
        return None
    return StandardTime(kind=kind, maximum=amount, unit=unit) if amount > 0 else None


def _range(text: str) -> StandardTime | None:
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    low, high = int(found[1]), int(found[2])
    if not 0 < low < high:
        return None
    return StandardTime(kind=TimeKind.RANGE, minimum=low, maximum=high, unit=_UNITS[found[3]])


def _clock_days(amount: int, unit: str) -> tuple[int, TimeUnit]:
    """Read "24 jam" as the idiom "1 x 24 jam"; as 24 office hours it would be over three days."""
    if unit == "jam" and amount % 24 == 0:
        return amount // 24, TimeUnit.CLOCK_DAY
    return amount, _UNITS[unit]
