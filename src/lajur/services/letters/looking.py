"""Acts of the administrator on how letters look: the profile, and the coat of arms.

Every change is a version of its own; letters that were issued keep the one they were printed with.
"""

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime
from typing import Any

from lajur.core.access import Actor
from lajur.core.letters.profile import Profile
from lajur.queries.registers.stamps import profile_stamp
from lajur.services.letters.answers import LetterProfileMissing
from lajur.services.letters.arms import PNG, read_arms
from lajur.services.letters.keeping import Printed, arrived, printed_as
from lajur.services.offices.acts import Act, Facts, perform, refuse_changed
from lajur.store.models import FileRow, GovernmentRow, LetterProfileRow

TARGET = "letter_profile"


def change_profile(
    *,
    data: Mapping[str, Any],
    source: str,
    seen: str,
    actor: Actor,
    at: datetime,
    key: str,
) -> None:
    """Put another look of letters in force from now on, as `Profile.to_dict` writes it.

    Raises:
        NotFound: the actor does not administer the office.
        ChangedMeanwhile: somebody has changed it since it was `seen`.
        BrokenProfile: no paper can be printed so.
    """

    def effect(government: GovernmentRow) -> Facts:
        last = _last()
        refuse_changed(profile_stamp(last.version if last else 0), seen=seen, target=TARGET)
        read = Profile.from_dict(data).to_dict()
        row = _next(last, government, actor, at)
        row.data, row.source = read, source.strip()
        row.save(force_insert=True)
        was = last.data if last else {}
        changed = sorted(name for name in read if read[name] != was.get(name))
        return {"version": row.version, "changed": changed, "source": row.source}

    asked = {"data": dict(data), "source": source, "seen": seen}
    act = Act(
        kind="letter_profile_changed", target=TARGET, asked=asked, actor=actor, at=at, key=key
    )
    perform(act, effect)


def change_arms(*, content: bytes | None, seen: str, actor: Actor, at: datetime, key: str) -> None:
    """Put another coat of arms into the letterhead, or none.

    Raises:
        NotFound: the actor does not administer the office.
        LetterProfileMissing: there is no letterhead to carry it yet.
        ChangedMeanwhile: somebody has changed it since it was `seen`.
        ArmsRefused: not a picture that a letterhead can carry.
    """
    picture = None if content is None else printed_as(read_arms(content))
    asked = {"digest": picture.digest if picture else "", "seen": seen}
    act = Act(kind="letter_arms_changed", target=TARGET, asked=asked, actor=actor, at=at, key=key)

    def effect(government: GovernmentRow) -> Facts:
        last = _last()
        refuse_changed(profile_stamp(last.version if last else 0), seen=seen, target=TARGET)
        if last is None:
            raise LetterProfileMissing
        row = _next(last, government, actor, at)
        row.arms = _recorded(picture, government, at) if picture else None
        row.save(force_insert=True)
        return {"version": row.version, "digest": asked["digest"]}

    with arrived(picture) if picture else nullcontext():
        perform(act, effect)


def _last() -> LetterProfileRow | None:
    rows = LetterProfileRow.objects.select_related("arms").order_by("-version")
    return rows.first()


def _next(
    last: LetterProfileRow | None, government: GovernmentRow, actor: Actor, at: datetime
) -> LetterProfileRow:
    """The version after the last one, the same as it so far."""
    return LetterProfileRow(
        government=government,
        version=last.version + 1 if last else 1,
        data=last.data if last else {},
        arms=last.arms if last else None,
        source=last.source if last else "",
        by=actor.acting.name,
        since=at,
    )


def _recorded(picture: Printed, government: GovernmentRow, at: datetime) -> FileRow:
    row, _ = FileRow.objects.get_or_create(
        government=government,
        digest=picture.digest,
        defaults={"size": len(picture.pdf), "media_type": PNG, "stored_at": at},
    )
    return row
