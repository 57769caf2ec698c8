"""The look of an office's papers, as it is in force."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lajur.core.letters.profile import Profile
from lajur.services.letters.answers import LetterProfileMissing
from lajur.store import files
from lajur.store.models import LetterProfileRow

ARMS = "arms"  # the fact that stands for its bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A profile with the arms that stand in its letterhead."""

    profile: Profile
    arms: str  # SHA-256 of the picture, hex; "": none


def profile_in_force() -> InForce:
    """The profile of the government whose scope is open.

    Raises:
        LetterProfileMissing: it has none yet.
    """
    row = LetterProfileRow.objects.select_related("arms").order_by("-version").first()
    if row is None:
        raise LetterProfileMissing
    return InForce(
        profile=Profile.from_dict(row.data), arms=row.arms.digest if row.arms is not None else ""
    )


def letterhead(*, at: datetime) -> dict[str, Any]:
    """What stands at the head of a slip printed at `at`: the facts that `kop.typ` reads.

    Empty while the government whose scope is open had no letterhead.
    """
    rows = LetterProfileRow.objects.select_related("arms").filter(since__lte=at)
    row = rows.order_by("-version").first()
    if row is None:
        return {}
    arms = row.arms.digest if row.arms is not None else ""
    return {ARMS: "", **with_arms({"profile": Profile.from_dict(row.data).to_dict(), ARMS: arms})}


def with_arms(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as the template is given them: kept facts name the picture by its hash.

    So a thousand letters do not keep a thousand pictures, and what is printed stays the same.
    """
    digest = facts.get(ARMS, "")
    if not digest:
        return dict(facts)
    return {**facts, ARMS: b64encode(files.place_of(digest).read_bytes()).decode()}
