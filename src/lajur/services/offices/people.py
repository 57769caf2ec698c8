"""Acts on people: create, change, roles, password, deactivate."""

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from lajur.core.access import Actor, PersonId
from lajur.core.offices.holdings import ONE_DAY
from lajur.core.refusals import NotFound, marked
from lajur.queries.offices.held import HeldWork
from lajur.queries.offices.leaving import plan_deactivation, plan_move, running_terms
from lajur.queries.offices.people import person_stamp
from lajur.queries.offices.positions import Consequences
from lajur.services.offices.access import end_sessions
from lajur.services.offices.acts import Act, Facts, perform, refuse_changed
from lajur.services.offices.passwords import give_password, password_given
from lajur.services.offices.refusals import (
    LastAdministrator,
    NipBroken,
    NotAgreed,
    UsernameBroken,
    UsernameTaken,
)
from lajur.services.offices.units import open_unit
from lajur.store.models import GovernmentRow, PersonRow

_NIP = re.compile(r"[0-9]{18}", re.ASCII)  # Peraturan BKN 22/2007
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,79}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """What an administrator types about a person."""

    name: str
    email: str = ""
    phone: str = ""
    nip: str = ""  # 18 digits; printed under signatures, shown to nobody else
    grade: str = ""  # pangkat: "Penata Tingkat I"
    unit: int | None = None
    is_admin: bool = False
    is_clerk: bool = False
    is_auditor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Created:
    """A new account. The password is told to the administrator and kept nowhere."""

    person: PersonId
    username: str
    password: str  # "" once the person has chosen their own


def create_person(
    *, username: str, details: PersonDetails, actor: Actor, at: datetime, key: str
) -> Created:
    """Open an account with a one-time password.

    Asked again with the same key, it gives the same password while it is still unused, so that a
    double click does not lose it.

    Raises:
        UsernameBroken: not 3 to 80 small letters, digits, dots, dashes or underscores.
        UsernameTaken: somebody signs in with it.
        NipBroken: the NIP has not 18 digits.
        AlreadyClosed: the unit is closed.
    """
    username = username.strip().lower()

    def effect(government: GovernmentRow) -> Facts:
        _refuse_username(username)
        _refuse_nip(details)
        if details.unit is not None:
            open_unit(details.unit)
        row = PersonRow(government=government, username=username)
        _fill(row, details)
        give_password(row, key)
        row.save()
        return {"target": f"person:{row.pk}", "id": row.pk, "username": username, **_rights(row)}

    asked = {"username": username, **asdict(details)}
    act = Act(kind="person_created", target="person", asked=asked, actor=actor, at=at, key=key)
    person = int(str(perform(act, effect)["id"]))
    return Created(person=person, username=username, password=password_given(person, key))


def change_person(
    *,
    person_id: PersonId,
    details: PersonDetails,
    seen: str,
    agreed: str,
    actor: Actor,
    at: datetime,
    key: str,
) -> None:
    """Change a person's particulars, unit or roles; sessions end when rights change.

    Raises:
        ChangedMeanwhile: somebody has changed them since they were `seen`.
        NipBroken: the NIP has not 18 digits.
        LastAdministrator: nobody would administer the office.
        NotAgreed: work for the agency they leave would come back, and that was not agreed to.
    """
    target = f"person:{person_id}"

    def hand_back(_: GovernmentRow) -> tuple[HeldWork, ...]:
        return _agreed(plan_move(person_id, details.unit), agreed)

    def effect(_: GovernmentRow) -> Facts:
        row = _person(person_id)
        refuse_changed(person_stamp(row), seen=seen, target=target)
        _refuse_nip(details)
        if details.unit is not None and details.unit != row.unit_id:
            open_unit(details.unit)
        if row.is_admin and not details.is_admin:
            _refuse_last_administrator(row)
        was = _rights(row)
        _fill(row, details)
        row.save(update_fields=list(PersonDetails.__slots__))
        if _rights(row) != was:
            end_sessions([person_id])
        return {"was": was, **_rights(row)}

    asked = {"target": target, "seen": seen, "agreed": agreed, **asdict(details)}
    act = Act(kind="person_changed", target=target, asked=asked, actor=actor, at=at, key=key)
    perform(act, effect, hand_back=hand_back)


def reset_password(
    *, person_id: PersonId, seen: str, actor: Actor, at: datetime, key: str
) -> Created:
    """Give a new one-time password; the old one and every session end.

    Raises:
        ChangedMeanwhile: somebody has changed the person since they were `seen`.
    """
    target = f"person:{person_id}"

    def effect(_: GovernmentRow) -> Facts:
        row = _person(person_id)
        refuse_changed(person_stamp(row), seen=seen, target=target)
        give_password(row, key)
        row.save(update_fields=["password", "password_is_temporary"])
        end_sessions([person_id])
        return {"name": row.name, "username": row.username}

    asked = {"target": target, "seen": seen}
    act = Act(kind="password_reset", target=target, asked=asked, actor=actor, at=at, key=key)
    username = str(perform(act, effect)["username"])
    password = password_given(person_id, key)
    return Created(person=person_id, username=username, password=password)


def deactivate_person(
    *, person_id: PersonId, seen: str, agreed: str, actor: Actor, at: datetime, key: str
) -> None:
    """Close an account: terms end yesterday or are annulled, work comes back, sessions end.

    Raises:
        ChangedMeanwhile: somebody has changed the person since they were `seen`.
        LastAdministrator: nobody would administer the office.
        NotAgreed: terms would end or work come back, and that was not agreed to.
    """
    target = f"person:{person_id}"

    def hand_back(government: GovernmentRow) -> tuple[HeldWork, ...]:
        today = at.astimezone(ZoneInfo(government.zone)).date()
        return _agreed(plan_deactivation(person_id, today=today), agreed)

    def effect(government: GovernmentRow) -> Facts:
        row = _person(person_id)
        refuse_changed(person_stamp(row), seen=seen, target=target)
        if row.is_admin:
            _refuse_last_administrator(row)
        terms = _end_terms(row, at.astimezone(ZoneInfo(government.zone)).date())
        row.is_active = False
        row.save(update_fields=["is_active"])
        end_sessions([person_id])
        return {"name": row.name, "terms": terms}

    asked = {"target": target, "seen": seen, "agreed": agreed}
    act = Act(kind="person_deactivated", target=target, asked=asked, actor=actor, at=at, key=key)
    perform(act, effect, hand_back=hand_back)


def reactivate_person(
    *, person_id: PersonId, seen: str, actor: Actor, at: datetime, key: str
) -> None:
    """Open a closed account again, without the positions it had.

    Raises:
        ChangedMeanwhile: somebody has changed the person since they were `seen`.
    """
    target = f"person:{person_id}"

    def effect(_: GovernmentRow) -> Facts:
        row = _person(person_id)
        refuse_changed(person_stamp(row), seen=seen, target=target)
        row.is_active = True
        row.save(update_fields=["is_active"])
        end_sessions([person_id])
        return {"name": row.name}

    asked = {"target": target, "seen": seen}
    act = Act(kind="person_reactivated", target=target, asked=asked, actor=actor, at=at, key=key)
    perform(act, effect)


def _agreed(consequences: Consequences, agreed: str) -> tuple[HeldWork, ...]:
    if consequences.any and consequences.agreed != agreed:
        raise NotAgreed
    return consequences.held


def _end_terms(row: PersonRow, today: date) -> list[str]:
    """End what the person holds with yesterday; what began today or later is annulled."""
    words = []
    for term in running_terms(row.pk, today):
        words.append(f"{term.position.name} ({term.capacity})")
        term.annulled = term.since >= today
        term.until = term.since - ONE_DAY if term.annulled else today - ONE_DAY
        term.save(update_fields=["annulled", "until"])
    return words


def _fill(row: PersonRow, details: PersonDetails) -> None:
    for name, value in asdict(details).items():
        setattr(row, "unit_id" if name == "unit" else name, value)


def _rights(row: PersonRow) -> Facts:
    """What decides what a person may do; contact data stays out of the journal."""
    return {
        "name": row.name,
        "unit": row.unit_id,
        "is_admin": row.is_admin,
        "is_clerk": row.is_clerk,
        "is_auditor": row.is_auditor,
    }


def _person(person_id: PersonId) -> PersonRow:
    row = PersonRow.scoped.filter(pk=person_id).first()
    if row is None:
        raise NotFound(what=marked("Pengguna"))
    return row


def _refuse_username(username: str) -> None:
    if not _USERNAME.fullmatch(username):
        raise UsernameBroken(username=username)
    if PersonRow.objects.filter(username=username).exists():
        raise UsernameTaken(username=username)


def _refuse_nip(details: PersonDetails) -> None:
    if details.nip and not _NIP.fullmatch(details.nip):
        raise NipBroken


def _refuse_last_administrator(row: PersonRow) -> None:
    others = PersonRow.scoped.filter(is_admin=True, is_active=True).exclude(pk=row.pk)
    if not others.exists():
        raise LastAdministrator(name=row.name)
