"""Acts on positions: add, change, close, open again."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.refusals import NotFound, marked
from lajur.queries.offices.positions import position_stamp
from lajur.services.offices.acts import Act, Facts, perform, refuse_changed
from lajur.services.offices.refusals import AlreadyClosed, NameTaken, StillInUse
from lajur.services.offices.units import open_unit
from lajur.store.models import GovernmentRow, PositionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionDetails:
    """What an administrator types about a position."""

    name: str
    rank: int = 0  # order in lists, from 0, highest office first


def add_position(
    *, unit_id: int, details: PositionDetails, actor: Actor, at: datetime, key: str
) -> int:
    """Add a position to a unit; returns its id.

    Raises:
        NameTaken: the unit has a position of that name.
        AlreadyClosed: the unit is closed.
    """

    def effect(government: GovernmentRow) -> Facts:
        unit = open_unit(unit_id)
        _refuse_name(details.name, unit_id=unit.pk)
        row = PositionRow.objects.create(government=government, unit=unit, **asdict(details))
        target = f"position:{row.pk}"
        return {"target": target, "id": row.pk, "unit": unit.name, **asdict(details)}

    asked = {"unit": unit_id, **asdict(details)}
    act = Act(kind="position_added", target="position", asked=asked, actor=actor, at=at, key=key)
    return int(str(perform(act, effect)["id"]))


def change_position(
    *, position_id: int, details: PositionDetails, seen: str, actor: Actor, at: datetime, key: str
) -> None:
    """Change the name or the order of a position. Acts done in it keep the name they were done in.

    Raises:
        ChangedMeanwhile: somebody has changed it since it was `seen`.
        NameTaken: the unit has another position of that name.
    """

    def effect(_: GovernmentRow) -> Facts:
        row = position(position_id)
        refuse_changed(position_stamp(row), seen=seen, target=target)
        _refuse_name(details.name, unit_id=row.unit_id, other_than=row.pk)
        was = {"name": row.name, "rank": row.rank}
        row.name, row.rank = details.name, details.rank
        row.save(update_fields=["name", "rank"])
        return {"was": was, **asdict(details)}

    target = f"position:{position_id}"
    asked = {"target": target, "seen": seen, **asdict(details)}
    act = Act(kind="position_changed", target=target, asked=asked, actor=actor, at=at, key=key)
    perform(act, effect)


def close_position(*, position_id: int, seen: str, actor: Actor, at: datetime, key: str) -> None:
    """Close a position, today.

    Raises:
        ChangedMeanwhile: somebody has changed it since it was `seen`.
        StillInUse: somebody holds it or will, or it works in a lane.
    """

    def effect(government: GovernmentRow) -> Facts:
        row = position(position_id)
        refuse_changed(position_stamp(row), seen=seen, target=target)
        today = at.astimezone(ZoneInfo(government.zone)).date()
        _refuse_used(row, today)
        row.active, row.closed_on = False, today
        row.save(update_fields=["active", "closed_on"])
        return {"name": row.name, "closed_on": today.isoformat()}

    target = f"position:{position_id}"
    asked = {"target": target, "seen": seen}
    act = Act(kind="position_closed", target=target, asked=asked, actor=actor, at=at, key=key)
    perform(act, effect)


def reopen_position(*, position_id: int, seen: str, actor: Actor, at: datetime, key: str) -> None:
    """Open a closed position again.

    Raises:
        ChangedMeanwhile: somebody has changed it since it was `seen`.
        AlreadyClosed: its unit is closed.
    """

    def effect(_: GovernmentRow) -> Facts:
        row = position(position_id)
        refuse_changed(position_stamp(row), seen=seen, target=target)
        open_unit(row.unit_id)
        row.active, row.closed_on = True, None
        row.save(update_fields=["active", "closed_on"])
        return {"name": row.name}

    target = f"position:{position_id}"
    asked = {"target": target, "seen": seen}
    act = Act(kind="position_reopened", target=target, asked=asked, actor=actor, at=at, key=key)
    perform(act, effect)


def position(position_id: int) -> PositionRow:
    """A position of this government.

    Raises:
        NotFound: no such position here.
    """
    row = PositionRow.objects.filter(pk=position_id).first()
    if row is None:
        raise NotFound(what=marked("Jabatan"))
    return row


def open_position(position_id: int) -> PositionRow:
    """A position that is not closed.

    Raises:
        NotFound: no such position here.
        AlreadyClosed: it is closed.
    """
    row = position(position_id)
    if not row.active:
        raise AlreadyClosed(name=row.name)
    return row


def _refuse_name(name: str, *, unit_id: int, other_than: int = 0) -> None:
    same = PositionRow.objects.filter(unit=unit_id, name__iexact=name)
    if same.exclude(pk=other_than).exists():
        raise NameTaken(name=name)


def _refuse_used(row: PositionRow, today: date) -> None:
    holders = row.holdings.filter(Q(until__isnull=True) | Q(until__gte=today), annulled=False)
    uses = (
        (holders.exists(), gettext("pemegang jabatan")),
        (row.bindings.exists(), gettext("lajur SOP yang ditugaskan kepadanya")),
    )
    why = ", ".join(words for used, words in uses if used)
    if why:
        raise StillInUse(name=row.name, why=why)
