"""Acts on absences: record, change, end early. Nothing moves when one begins or ends.

A person records their own; an administrator anybody's. Every act is one of the office, journalled.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from lajur.core.access import Actor, Capacity, PersonId
from lajur.core.notices import AWAY, BACK, CANCELLED, ENDED, KEPT, NoticeKind
from lajur.core.offices import absences as rules
from lajur.core.offices.absences import Absence
from lajur.core.offices.administering import keeps_absences_of
from lajur.core.refusals import NotFound, marked
from lajur.queries.absences import (
    ABSENCE,
    Handover,
    absence_of,
    absence_row,
    absence_stamp,
    find_party,
    handover_of,
    recorded_absences,
)
from lajur.services.messages.compose import compose
from lajur.services.offices.acts import Act, Facts, perform, refuse_changed
from lajur.store.models import AbsenceRow, GovernmentRow, NoticeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceDetails:
    """What is typed about an absence. Days are the office's own, both inclusive."""

    substitute: PersonId
    capacity: Capacity  # DAILY or ON_BEHALF
    decree: str = ""  # nomor surat perintah
    since: date
    until: date


def plan_absence(
    *,
    person_id: PersonId,
    details: AbsenceDetails,
    changing: int | None,
    actor: Actor,
    at: datetime,
) -> Handover:
    """What recording or changing an absence would bring its substitute; nothing is written.

    `changing` is the id of the absence that is to become so; None: a new one.

    Raises:
        NotFound, Refusal: as `set_absence` or `change_absence`.
    """
    if not _keeps(person_id)(actor):
        raise NotFound(what=ABSENCE)
    today = _today(GovernmentRow.objects.get(slug=actor.government), at)
    new, known = _absence(person_id, details), recorded_absences(after=today)
    if changing is None:
        rules.record(new, known, today=today)
    else:
        old = absence_of(absence_row(changing))
        rules.change(old, replace(new, id=old.id), known, today=today)
    return handover_of(person_id, on=max(today, details.since))


def set_absence(
    *, person_id: PersonId, details: AbsenceDetails, actor: Actor, at: datetime, key: str
) -> None:
    """Record that a person will be away, and who works in their place.

    Raises:
        NotFound: neither the actor's own nor theirs to administer; or no such active person.
        Refusal: as `core.offices.absences.record`.
    """

    def effect(government: GovernmentRow) -> Facts:
        today = _today(government, at)
        new = _absence(person_id, details)
        absence = rules.record(new, recorded_absences(after=today), today=today)
        row = AbsenceRow(government=government, person_id=person_id)
        _write(row, absence)
        _tell_both(absence, government, actor, at)
        return {"absence": row.pk, **_words(absence)}

    asked = {"person": person_id, **asdict(details)}
    act = Act(
        kind="absence_set", target=_target(person_id), asked=asked, actor=actor, at=at, key=key
    )
    perform(act, effect, allowed=_keeps(person_id))


def change_absence(
    *,
    absence_id: int,
    details: AbsenceDetails,
    seen: str,
    actor: Actor,
    at: datetime,
    key: str,
) -> None:
    """Change the dates, the substitute, the capacity or the decree of an absence.

    Raises:
        NotFound: no such absence, or neither the actor's own nor theirs to administer.
        ChangedMeanwhile: somebody has changed it since it was `seen`.
        Refusal: as `core.offices.absences.change`.
    """

    def effect(government: GovernmentRow) -> Facts:
        today = _today(government, at)
        row = absence_row(absence_id)
        refuse_changed(absence_stamp(row), seen=seen, target=_target(row.person_id))
        old = absence_of(row)
        new = replace(_absence(row.person_id, details), id=old.id)
        changed = rules.change(old, new, recorded_absences(after=today), today=today)
        _write(row, changed)
        if old.substitute.person != changed.substitute.person:
            _tell(old.substitute.person, old.absent.name, old, government, at, CANCELLED)
        _tell_both(changed, government, actor, at)
        return {"target": _target(row.person_id), "was": _words(old), **_words(changed)}

    asked = {"absence": absence_id, "seen": seen, **asdict(details)}
    act = Act(kind="absence_changed", target="person", asked=asked, actor=actor, at=at, key=key)
    perform(act, effect, allowed=_keeps_absence(absence_id))


def end_absence(*, absence_id: int, seen: str, actor: Actor, at: datetime, key: str) -> None:
    """End an absence now: from today everything is the person's own again.

    Raises:
        NotFound: no such absence, or neither the actor's own nor theirs to administer.
        ChangedMeanwhile: somebody has changed it since it was `seen`.
        AbsenceOver: it has ended.
    """

    def effect(government: GovernmentRow) -> Facts:
        row = absence_row(absence_id)
        refuse_changed(absence_stamp(row), seen=seen, target=_target(row.person_id))
        old = absence_of(row)
        today = _today(government, at)
        ended = rules.end(old, today=today)
        row.ended_on = ended.until
        row.save(update_fields=["ended_on"])
        _tell_of_end(old, old.since <= today, government, actor, at)
        return {"target": _target(row.person_id), **_words(old)}

    asked = {"absence": absence_id, "seen": seen}
    act = Act(kind="absence_ended", target="person", asked=asked, actor=actor, at=at, key=key)
    perform(act, effect, allowed=_keeps_absence(absence_id))


def _keeps(person_id: PersonId) -> Callable[[Actor], bool]:
    """Whose absence it is, or who administers the office."""
    return lambda actor: keeps_absences_of(person_id, actor)


def _keeps_absence(absence_id: int) -> Callable[[Actor], bool]:
    def keeps(actor: Actor) -> bool:
        row = AbsenceRow.objects.filter(pk=absence_id).first()
        return keeps_absences_of(row.person_id if row else 0, actor)

    return keeps


def _absence(person_id: PersonId, details: AbsenceDetails) -> Absence:
    if details.capacity not in rules.CAPACITIES:
        raise NotFound(what=marked("Kedudukan itu"))
    return Absence(
        absent=find_party(person_id),
        substitute=find_party(details.substitute),
        capacity=details.capacity,
        decree=details.decree,
        since=details.since,
        until=details.until,
    )


def _write(row: AbsenceRow, absence: Absence) -> None:
    row.substitute_id = absence.substitute.person
    row.capacity = absence.capacity.value
    row.decree = absence.decree
    row.since, row.until, row.ended_on = absence.since, absence.until, None
    row.save()


def _tell_both(absence: Absence, government: GovernmentRow, actor: Actor, at: datetime) -> None:
    """The substitute hears of it, and the person away where somebody else recorded it."""
    away, instead = absence.absent, absence.substitute
    if actor.person != instead.person:
        _tell(instead.person, away.name, absence, government, at)
    if actor.person != away.person:
        _tell(away.person, instead.name, absence, government, at, AWAY)


def _tell_of_end(
    absence: Absence, begun: bool, government: GovernmentRow, actor: Actor, at: datetime
) -> None:
    """Both hear that it is over, or will not be, except who has ended it."""
    away, instead = absence.absent, absence.substitute
    if actor.person != instead.person:
        variant = ENDED if begun else CANCELLED
        _tell(instead.person, away.name, absence, government, at, variant)
    if actor.person != away.person:
        _tell(away.person, instead.name, absence, government, at, BACK if begun else KEPT)


def _tell(
    person: PersonId,
    name: str,
    absence: Absence,
    government: GovernmentRow,
    at: datetime,
    variant: str = "",
) -> None:
    notice = NoticeRow.objects.create(
        government=government,
        person_id=person,
        kind=NoticeKind.ABSENCE.value,
        facts={
            "name": name,
            "since": absence.since.isoformat(),
            "until": absence.until.isoformat(),
            **({"variant": variant} if variant else {}),
        },
        created_at=at,
    )
    compose([notice], at=at)


def _today(government: GovernmentRow, at: datetime) -> date:
    return at.astimezone(ZoneInfo(government.zone)).date()


def _target(person_id: PersonId) -> str:
    return f"person:{person_id}"


def _words(absence: Absence) -> Facts:
    return {
        "person": absence.absent.person,
        "name": absence.absent.name,
        "substitute": absence.substitute.person,
        "substitute_name": absence.substitute.name,
        "capacity": absence.capacity.value,
        "decree": absence.decree,
        "since": absence.since.isoformat(),
        "until": absence.until.isoformat(),
    }
