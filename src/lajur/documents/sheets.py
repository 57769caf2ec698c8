"""What every paper of an office says about itself: its letterhead, its foot, its language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext

from lajur.queries.governments import GovernmentView

# The facts `profile` and `arms` as `kop.typ` reads them; {}: the names of the office alone.
Letterhead = Mapping[str, Any]


def frame(
    title: str,
    government: GovernmentView,
    at: datetime,
    *,
    letterhead: Letterhead,
    foot: str = "",
) -> dict[str, object]:
    """The facts that `parts.typ` reads; `at` is when it is printed, aware.

    `foot` stands at the foot of every page; "" says when it was printed.
    """
    zone = ZoneInfo(government.zone)
    printed = gettext("Dicetak dari Lajur %(when)s; belum ditandatangani elektronik.")
    return {
        **letterhead,
        "title": title,
        "language": get_language() or "id",
        "printed_on": at.astimezone(zone).date().isoformat(),
        "government": government.name,
        "office": government.office_name,
        "foot": foot or printed % {"when": numeric(at, zone)},
        "page_words": [gettext("Halaman"), gettext("dari")],
    }


def numeric(at: datetime, zone: ZoneInfo) -> str:
    """A moment as a slip has room for it: "22/11/2026 10.40"."""
    return at.astimezone(zone).strftime("%d/%m/%Y %H.%M")
