"""Acts count by the calendar they read; while a calendar is changed, no act of its office counts.

On SQLite the one write lock already sees to that. On PostgreSQL acts share an advisory lock, which
costs no row and no page, and a change of the calendar waits until it has it alone.
"""

from django.db import connection

from lajur.store.sql import Statement

_SPACE = 7_301  # of advisory locks; nothing else of ours takes any
_SHARE = (
    f"SELECT pg_advisory_xact_lock_shared({_SPACE}, id::int) FROM store_governmentrow"  # noqa: S608
    " WHERE slug = %s"
)
_ALONE = f"SELECT pg_advisory_xact_lock({_SPACE}, %s::int)"


def counting(government: str) -> list[Statement]:
    """What an act runs before it reads a calendar or a clock; a statement of its own, so that
    those that follow see what a change has left. `government` is a slug."""
    return [] if connection.vendor == "sqlite" else [(_SHARE, (government,))]


def stop_counting(government_id: int) -> None:
    """Wait for the acts under way, and keep others out until the transaction ends.

    Taken before any row, so that those who hold the lock and wait for a row cannot wait for us.
    """
    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(_ALONE, [government_id])
