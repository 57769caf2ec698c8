"""Stamps of what the clerk or administrator saw of the registers."""

from lajur.core.offices.stamps import stamp_of
from lajur.store.models import EntryRow, LetterRow, RegisterRow


def line_stamp(row: EntryRow) -> str:
    """Changes whenever a line does."""
    return stamp_of(row.state, row.subject, row.party, row.their_number, row.their_day)


def register_stamp(row: RegisterRow) -> str:
    """Changes whenever the name, pattern or code of a register does."""
    return stamp_of(row.name, row.pattern, row.classification, row.active)


def letter_stamp(row: LetterRow) -> str:
    """Changes whenever what is noted beside a letter does."""
    return stamp_of(row.srikandi_number, row.srikandi_link)


def profile_stamp(version: int) -> str:
    """Changes with every version of the letter profile; 0 where there is none."""
    return stamp_of(version)
