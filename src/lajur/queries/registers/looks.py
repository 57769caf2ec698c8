"""How letters look now, and where that comes from."""

from dataclasses import dataclass
from datetime import datetime

from lajur.core.letters.profile import Profile
from lajur.queries.registers.stamps import profile_stamp
from lajur.store.models import LetterProfileRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LookView:
    """The letter profile in force."""

    profile: Profile
    version: int  # from 1
    arms: str  # SHA-256 of the coat of arms, hex; "": none
    arms_file: int | None  # FileRow id
    source: str  # the Perkada it follows
    by: str
    since: datetime  # aware, UTC
    seen: str  # stamp


def find_look() -> LookView | None:
    """The profile in force; None where the office has none yet."""
    row = LetterProfileRow.objects.select_related("arms").order_by("-version").first()
    if row is None:
        return None
    return LookView(
        profile=Profile.from_dict(row.data),
        version=row.version,
        arms=row.arms.digest if row.arms else "",
        arms_file=row.arms_id,
        source=row.source,
        by=row.by,
        since=row.since,
        seen=profile_stamp(row.version),
    )
