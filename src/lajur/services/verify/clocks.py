"""The clock of this machine, by which acts are dated."""

from datetime import datetime

from lajur.services.one_clock import gap, is_apart
from lajur.services.verify.report import Check


def one_clock(here: datetime) -> Check:
    """It agrees with the database server's; `here` is the time of this machine."""
    check = Check("V20", "jam mesin ini sama dengan jam server basis data", checked=1)
    apart = gap(here=here)
    if is_apart(apart):
        check.fault("jam mesin ini", f"berbeda {apart.total_seconds():+.0f} detik")
    return check
