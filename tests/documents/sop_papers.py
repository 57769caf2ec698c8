"""The four signed SOPs as printed forms, each printed once."""

from functools import cache

from lajur.documents.sop_sheet import sop_sheet
from tests.core.procedure.sheets import SOPS, signed

DAY = "2026-11-22"
NAMES = [path.stem for path in SOPS]


@cache
def printed(name: str) -> bytes:
    return sop_sheet(signed(name), printed_on=DAY)
