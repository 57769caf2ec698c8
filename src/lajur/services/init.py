"""A real office: the least that lets its first administrator go on in the application."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from lajur.core.procedure.definition import LaneKind, Procedure
from lajur.core.procedure.reader import read
from lajur.core.refusals import NotFound, Refusal, marked
from lajur.services.calendars.provide import provide_calendar
from lajur.services.setup import (
    OfficePlan,
    PersonPlan,
    PositionPlan,
    UnitPlan,
    set_up_office,
    shipped_procedures,
)
from lajur.store.models import GovernmentRow, PersonRow, UnitRow

OFFICE = "dinas"


class UsernameInUse(Refusal):
    """Another account, of whatever government, has this name."""

    code = "username_in_use"
    message = marked("Nama pengguna “%(username)s” sudah dipakai.")

    def __init__(self, *, username: str) -> None:
        super().__init__(username=username)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffice:
    """What must be known before anybody can log in."""

    slug: str
    name: str
    office_name: str
    zone: str  # IANA
    procedures: tuple[str, ...]
    admin_name: str
    admin_username: str
    balinese: bool = False  # the Governor's days off stop the clock


def check_password(password: str, *, username: str, name: str) -> None:
    """Raises: django ValidationError, when it is too weak for this person."""
    validate_password(password, PersonRow(username=username, name=name))


@transaction.atomic
def set_up_new_office(
    office: NewOffice, *, password: str, at: datetime, temporary: bool = False
) -> int:
    """Make the government, its office and calendar, vacant positions, and the administrator.

    `temporary`: the password was made up, and its owner chooses another at the first login.

    Raises:
        django ValidationError: the password is too weak.
        UsernameInUse: the administrator's username is taken.
        Refusal: see `set_up_office`.
    """
    check_password(password, username=office.admin_username, name=office.admin_name)
    if PersonRow.objects.filter(username=office.admin_username).exists():
        raise UsernameInUse(username=office.admin_username)
    admin = PersonPlan(
        username=office.admin_username,
        name=office.admin_name,
        unit=OFFICE,
        is_admin=True,
        password_is_temporary=temporary,
    )
    plan = OfficePlan(
        slug=office.slug,
        name=office.name,
        office_name=office.office_name,
        zone=office.zone,
        procedures=office.procedures,
        units=[UnitPlan(id=OFFICE, name=office.office_name, kind=UnitRow.OFFICE)],
        positions=list(_positions(office.procedures)),
        people=[admin],
        passwords={office.admin_username: make_password(password)},
    )
    government = set_up_office(plan, at=at)
    row = GovernmentRow.objects.get(pk=government)
    provide_calendar(row, at=at, balinese=office.balinese)
    return government


def _positions(keys: tuple[str, ...]) -> Iterable[PositionPlan]:
    """One per lane of the office, called as the paper calls it; lanes of one name share one."""
    lanes: dict[str, list[tuple[str, str]]] = {}
    for key in keys:
        for lane in _procedure(key).lanes.values():
            if lane.kind is LaneKind.OFFICE:
                lanes.setdefault(lane.name, []).append((key, lane.id))
    for name, bound in lanes.items():
        yield PositionPlan(id=name, unit=OFFICE, name=name, lanes=tuple(bound))


def _procedure(key: str) -> Procedure:
    path = shipped_procedures().get(key)
    procedure = read(path.read_bytes(), name=path.name).procedure if path else None
    if procedure is None:
        raise NotFound(what=marked("SOP"))
    return procedure
