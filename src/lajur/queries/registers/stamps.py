"""Stamps of what the clerk or administrator saw of the registers."""

from lajur.core.offices.stamps import stamp_of
from lajur.store.models import EntryRow, RegisterRow


def line_stamp(row: EntryRow) -> str:
    """Changes whenever a line does."""
    return stamp_of(row.state, row.subject, row.party, row.their_number, row.their_day)


def register_stamp(row: RegisterRow) -> str:
    """Changes whenever the name, pattern or code of a register does."""
    return stamp_of(row.name, row.pattern, row.classification, row.active)
