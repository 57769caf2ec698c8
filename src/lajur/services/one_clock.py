"""One time for every node: that of the database server, and how far this machine's is from it.

Acts are dated by the node that takes them, jobs by the server; so the two must agree.
"""

from datetime import UTC, datetime, timedelta

from django.db import connection

APART = timedelta(seconds=30)  # more is noticed: orders of acts, deadlines of minutes


def shared_time(*, here: datetime) -> datetime:
    """What time it is for every node alike: by the clock of the database server.

    `here` is the time of this machine; SQLite has no other.
    """
    if connection.vendor != "postgresql":
        return here
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now.astimezone(UTC)


def gap(*, here: datetime) -> timedelta:
    """By how much this machine's clock is ahead of the server's; less than zero: behind."""
    return here - shared_time(here=here)


def is_apart(gap: timedelta) -> bool:
    """Whether a gap is more than may be."""
    return abs(gap) > APART
