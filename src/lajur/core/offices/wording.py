"""Dates in words, as Indonesian letters write them."""

from datetime import date

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def indonesian_date(day: date) -> str:
    """Give “22 November 2026”."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
