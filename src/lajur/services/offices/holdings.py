"""Acts on the holders of a position: appoint, end, annul."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django_scopes import scope

from lajur.core.access import SYSTEM, Actor, Capacity, PersonId, Role
from lajur.core.offices.holdings import ONE_DAY, Change, Term, end
from lajur.core.refusals import NotFound, marked
from lajur.queries.offices.held import HeldWork, work_of_former_holders
from lajur.queries.offices.positions import (
    Consequences,
    consequences_of,
    new_term,
    plan_appointment,
    position_stamp,
)
from lajur.queries.offices.terms import term_of
from lajur.services.journal import record_office_act
from lajur.services.offices.access import end_sessions
from lajur.services.offices.acts import Act, Facts, perform, refuse_changed, release
from lajur.services.offices.positions import open_position
from lajur.services.offices.refusals import AlreadyBegun, NotAgreed
from lajur.store.models import GovernmentRow, HoldingRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """What an administrator types to name a holder. Days are the office's, both inclusive."""

    person: PersonId
    capacity: Capacity
    decree: str = ""  # nomor SK
    since: date
    until: date | None = None  # None: open


def appoint_holder(
    *,
    position_id: int,
    appointment: Appointment,
    seen: str,
    agreed: str,
    actor: Actor,
    at: datetime,
    key: str,
) -> None:
    """Name a holder. Terms that must give way end the day before; their work comes back.

    `agreed` is the stamp of the consequences the administrator has been shown; "" for none.

    Raises:
        ChangedMeanwhile: somebody has changed the position since it was `seen`.
        NotAgreed: there are consequences, and not those agreed to.
        AlreadyClosed: the position is closed.
        Refusal: as `core.offices.holdings.appoint`.
    """

    def plan(government: GovernmentRow) -> tuple[Change, Consequences]:
        term = _term(appointment)
        return plan_appointment(position_id=position_id, new=term, today=_today(government, at))

    def effect(government: GovernmentRow) -> Facts:
        row = open_position(position_id)
        refuse_changed(position_stamp(row), seen=seen, target=target)
        change, _ = plan(government)
        _shorten(change.ended)
        held = _record(change.term, position_id, government)
        end_sessions([change.term.person, *(term.person for term in change.ended)])
        return {
            "position": row.name,
            "holding": held.pk,
            **_words(change.term),
            "ended": [_words(term) for term in change.ended],
        }

    target = f"position:{position_id}"
    asked = {"target": target, "seen": seen, "agreed": agreed, **asdict(appointment)}
    act = Act(kind="holder_appointed", target=target, asked=asked, actor=actor, at=at, key=key)
    perform(act, effect, hand_back=lambda row: _agreed_work(plan(row)[1], agreed))


def end_holding(
    *,
    holding_id: int,
    last_day: date,
    seen: str,
    agreed: str,
    actor: Actor,
    at: datetime,
    key: str,
) -> None:
    """End a term with a day; what its holder has in hand comes back to the position.

    Raises:
        ChangedMeanwhile: somebody has changed the position since it was `seen`.
        NotAgreed: there are consequences, and not those agreed to.
        Refusal: as `core.offices.holdings.end`.
    """

    def consequences(government: GovernmentRow) -> Consequences:
        ended = end(term_of(_holding(holding_id)), last_day=last_day)
        return consequences_of([ended], _today(government, at))

    def effect(_: GovernmentRow) -> Facts:
        row = _holding(holding_id)
        refuse_changed(position_stamp(row.position), seen=seen, target=_target(row))
        ended = end(term_of(row), last_day=last_day)
        _shorten([ended])
        end_sessions([row.person_id])
        return {"target": _target(row), "position": row.position.name, **_words(ended)}

    asked = {"holding": holding_id, "last_day": last_day, "seen": seen, "agreed": agreed}
    act = Act(kind="holding_ended", target="position", asked=asked, actor=actor, at=at, key=key)
    perform(act, effect, hand_back=lambda row: _agreed_work(consequences(row), agreed))


def annul_holding(*, holding_id: int, seen: str, actor: Actor, at: datetime, key: str) -> None:
    """Take back a term that has not begun. It stays on record, marked as annulled.

    Raises:
        ChangedMeanwhile: somebody has changed the position since it was `seen`.
        AlreadyBegun: the term has begun; it can be ended.
    """

    def effect(government: GovernmentRow) -> Facts:
        row = _holding(holding_id)
        refuse_changed(position_stamp(row.position), seen=seen, target=_target(row))
        if row.since <= _today(government, at):
            raise AlreadyBegun(name=row.person.name, since=row.since)
        row.annulled, row.until = True, row.since - ONE_DAY
        row.save(update_fields=["annulled", "until"])
        end_sessions([row.person_id])
        return {"target": _target(row), "position": row.position.name, **_words(term_of(row))}

    asked = {"holding": holding_id, "seen": seen}
    act = Act(kind="holding_annulled", target="position", asked=asked, actor=actor, at=at, key=key)
    perform(act, effect)


def return_work_of_former_holders(*, government: str, at: datetime) -> int:
    """Hand back what people still hold in lanes they no longer work in; returns how many.

    Terms end by themselves when their last day is over; the worker calls this every day.
    """
    system = Actor(acting=SYSTEM, government=government, roles=frozenset({Role.ADMIN}))
    row = GovernmentRow.objects.get(slug=government)
    with scope(government=row), transaction.atomic():
        today = _today(row, at)
        key = f"former-holders-{today.isoformat()}"
        act = Act(kind="work_returned", target="work", asked={}, actor=system, at=at, key=key)
        released = release(work_of_former_holders(today), act=act)
        if released:
            record_office_act(act.kind, {"target": "work", "released": released}, system, at)
    return len(released)


def _agreed_work(consequences: Consequences, agreed: str) -> tuple[HeldWork, ...]:
    if consequences.any and consequences.agreed != agreed:
        raise NotAgreed
    return consequences.held


def _term(appointment: Appointment) -> Term:
    return new_term(
        appointment.person,
        capacity=appointment.capacity,
        decree=appointment.decree,
        since=appointment.since,
        until=appointment.until,
    )


def _holding(holding_id: int) -> HoldingRow:
    rows = HoldingRow.objects.filter(pk=holding_id, annulled=False)
    row = rows.select_related("person", "position").first()
    if row is None:
        raise NotFound(what=marked("Masa jabatan"))
    return row


def _record(term: Term, position_id: int, government: GovernmentRow) -> HoldingRow:
    return HoldingRow.objects.create(
        government=government,
        position_id=position_id,
        person_id=term.person,
        capacity=term.capacity.value,
        decree=term.decree,
        since=term.since,
        until=term.until,
    )


def _shorten(terms: Iterable[Term]) -> None:
    for term in terms:
        HoldingRow.objects.filter(pk=term.id or 0).update(until=term.until)


def _today(government: GovernmentRow, at: datetime) -> date:
    return at.astimezone(ZoneInfo(government.zone)).date()


def _target(row: HoldingRow) -> str:
    return f"position:{row.position_id}"


def _words(term: Term) -> Facts:
    return {
        "person": term.person,
        "name": term.name,
        "capacity": term.capacity.value,
        "decree": term.decree,
        "since": term.since.isoformat(),
        "until": term.until.isoformat() if term.until else None,
    }
