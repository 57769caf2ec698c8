"""Who leads: what asks for more than a part in some SOP is theirs."""

from django.db.models import Exists, OuterRef, Q

from lajur.core.access import Actor, Permission, Role
from lajur.store.models import PositionRow, UnitRow


def leads(position: str = "") -> Q:
    """Whether a position is of the office and none in use of its unit ranks above it.

    `position` is how the rows reach it; "": they are positions. Of several with the same rank all
    lead: an office that enters no ranks has said nothing of who stands below.
    """
    at = f"{position}__" if position else ""
    above = PositionRow.objects.filter(
        active=True, unit=OuterRef(f"{at}unit"), rank__lt=OuterRef(f"{at}rank")
    )
    return Q(**{f"{at}unit__kind": UnitRow.OFFICE, f"{at}active": True}) & ~Q(Exists(above))


def may_approve_destruction(actor: Actor) -> bool:
    """Whether they may approve what is to be destroyed: the administrator, or who leads a unit.

    A statement, of an official.
    """
    if not actor.may(Permission.APPROVE_DESTRUCTION):
        return False
    if Role.ADMIN in actor.roles:
        return True
    held = PositionRow.objects.filter(leads(), pk__in=actor.positions)
    return bool(held.exists())
