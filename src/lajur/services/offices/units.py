"""Acts on units: add, change, close, open again."""

from dataclasses import asdict, dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from lajur.core.access import Actor
from lajur.core.refusals import NotFound, marked
from lajur.queries.offices.units import KINDS, unit_stamp
from lajur.services.offices.acts import Act, Facts, perform, refuse_changed
from lajur.services.offices.refusals import AlreadyClosed, NameTaken, StillInUse, UnitInItself
from lajur.store.models import CaseRow, GovernmentRow, UnitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDetails:
    """What an administrator types about a unit."""

    name: str
    short_name: str = ""
    parent: int | None = None


def add_unit(*, details: UnitDetails, kind: str, actor: Actor, at: datetime, key: str) -> int:
    """Add a unit; returns its id.

    Raises:
        NameTaken: a unit of the government has the name.
        NotFound: no such kind, or no such unit above it.
    """

    def effect(government: GovernmentRow) -> Facts:
        if kind not in KINDS:
            raise NotFound(what=marked("Jenis unit"))
        _refuse_name(details.name)
        _above(details.parent)
        row = UnitRow.objects.create(
            government=government,
            kind=kind,
            name=details.name,
            short_name=details.short_name,
            parent_id=details.parent,
        )
        return {"target": f"unit:{row.pk}", "id": row.pk, "kind": kind, **asdict(details)}

    asked = {"kind": kind, **asdict(details)}
    act = Act(kind="unit_added", target="unit", asked=asked, actor=actor, at=at, key=key)
    return int(str(perform(act, effect)["id"]))


def change_unit(
    *, unit_id: int, details: UnitDetails, seen: str, actor: Actor, at: datetime, key: str
) -> None:
    """Change the names of a unit, or the unit it stands under.

    Raises:
        ChangedMeanwhile: somebody has changed it since it was `seen`.
        NameTaken: another unit has the name.
        UnitInItself: it would stand under itself.
    """

    def effect(_: GovernmentRow) -> Facts:
        row = _unit(unit_id)
        refuse_changed(unit_stamp(row), seen=seen, target=target)
        _refuse_name(details.name, other_than=unit_id)
        _refuse_circle(row, _above(details.parent))
        was = {"name": row.name, "short_name": row.short_name, "parent": row.parent_id}
        row.name, row.short_name = details.name, details.short_name
        row.parent_id = details.parent
        row.save(update_fields=["name", "short_name", "parent"])
        return {"was": was, **asdict(details)}

    target = f"unit:{unit_id}"
    asked = {"target": target, "seen": seen, **asdict(details)}
    perform(
        Act(kind="unit_changed", target=target, asked=asked, actor=actor, at=at, key=key), effect
    )


def close_unit(*, unit_id: int, seen: str, actor: Actor, at: datetime, key: str) -> None:
    """Close a unit, today. Its history and closed cases keep its name.

    Raises:
        ChangedMeanwhile: somebody has changed it since it was `seen`.
        StillInUse: it has positions, people, units or open requests.
    """

    def effect(government: GovernmentRow) -> Facts:
        row = _unit(unit_id)
        refuse_changed(unit_stamp(row), seen=seen, target=target)
        _refuse_used(row)
        row.active, row.closed_on = False, at.astimezone(ZoneInfo(government.zone)).date()
        row.save(update_fields=["active", "closed_on"])
        return {"name": row.name, "closed_on": row.closed_on.isoformat()}

    target = f"unit:{unit_id}"
    asked = {"target": target, "seen": seen}
    perform(
        Act(kind="unit_closed", target=target, asked=asked, actor=actor, at=at, key=key), effect
    )


def reopen_unit(*, unit_id: int, seen: str, actor: Actor, at: datetime, key: str) -> None:
    """Open a closed unit again.

    Raises:
        ChangedMeanwhile: somebody has changed it since it was `seen`.
    """

    def effect(_: GovernmentRow) -> Facts:
        row = _unit(unit_id)
        refuse_changed(unit_stamp(row), seen=seen, target=target)
        row.active, row.closed_on = True, None
        row.save(update_fields=["active", "closed_on"])
        return {"name": row.name}

    target = f"unit:{unit_id}"
    asked = {"target": target, "seen": seen}
    act = Act(kind="unit_reopened", target=target, asked=asked, actor=actor, at=at, key=key)
    perform(act, effect)


def open_unit(unit_id: int) -> UnitRow:
    """A unit that is not closed.

    Raises:
        NotFound: no such unit here.
        AlreadyClosed: it is closed.
    """
    row = _unit(unit_id)
    if not row.active:
        raise AlreadyClosed(name=row.name)
    return row


def _unit(unit_id: int) -> UnitRow:
    row = UnitRow.objects.filter(pk=unit_id).first()
    if row is None:
        raise NotFound(what=marked("Unit"))
    return row


def _above(parent: int | None) -> UnitRow | None:
    return None if parent is None else open_unit(parent)


def _refuse_name(name: str, *, other_than: int = 0) -> None:
    if UnitRow.objects.filter(name__iexact=name).exclude(pk=other_than).exists():
        raise NameTaken(name=name)


def _refuse_circle(row: UnitRow, above: UnitRow | None) -> None:
    while above is not None:
        if above.pk == row.pk:
            raise UnitInItself(name=row.name)
        above = above.parent


def _refuse_used(row: UnitRow) -> None:
    uses = (
        (row.positions.filter(active=True).exists(), gettext("jabatan yang belum ditutup")),
        (row.people.filter(is_active=True).exists(), gettext("pengguna aktif")),
        (row.children.filter(active=True).exists(), gettext("unit di bawahnya")),
        (
            CaseRow.objects.filter(agency=row, state="open").exists(),
            gettext("permohonan yang masih berjalan"),
        ),
    )
    why = ", ".join(words for used, words in uses if used)
    if why:
        raise StillInUse(name=row.name, why=why)
