"""One act of administration: once, agreed, journalled, in one transaction."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django_scopes import scope

from lajur.core.access import Actor, Permission
from lajur.core.engine.deviations import hand_back
from lajur.core.offices.administering import PAGES
from lajur.core.refusals import NotFound, marked
from lajur.queries.actors import actor_of
from lajur.queries.offices.held import HeldWork
from lajur.services.journal import record_office_act
from lajur.services.offices.refusals import ChangedMeanwhile
from lajur.services.refusals import IdempotencyMismatch
from lajur.store.locks import load_unasked
from lajur.store.models import (
    CaseRow,
    GovernmentRow,
    IdempotencyRow,
    OfficeEventRow,
    WorkItemRow,
)
from lajur.store.writing import Writing, save

Facts = Mapping[str, object]  # JSON
RELEASED = marked("Pemegang tugas tidak lagi bertugas di jabatan ini.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is asked, by whom, when."""

    kind: str  # "unit_added"; kept in the journal for ever
    target: str  # "unit:12"; "unit" when it is only coming into being
    asked: Facts  # everything typed, for the fingerprint of the key
    actor: Actor
    at: datetime  # aware, UTC
    key: str  # idempotency key of the form


def _administers(actor: Actor) -> bool:
    return actor.may(Permission.MANAGE_OFFICE)


def perform(
    act: Act,
    effect: Callable[[GovernmentRow], Facts],
    *,
    hand_back: Callable[[GovernmentRow], Sequence[HeldWork]] | None = None,
    allowed: Callable[[Actor], bool] = _administers,
) -> Facts:
    """Do the act, or give again what it answered the first time.

    `allowed` says who may do it; it is asked again under the lock, of the actor as they are then.

    `hand_back` gives the work that returns to its lane with the act. Cases are locked first, then
    the government: administrators queue, and cannot deadlock with those who work. `effect` runs
    under both locks and returns the facts of the journal.

    Raises:
        NotFound: the actor is not allowed to, or not any more.
        IdempotencyMismatch: the key came with something else before.
        Refusal: whatever `hand_back` or `effect` refuses; then nothing has changed.
    """
    government = _government(act.actor)
    with scope(government=government), transaction.atomic():
        _require(act.actor, allowed)
        earlier = _earlier(act)
        if earlier is not None:
            return earlier
        released = release(hand_back(government), act=act) if hand_back else []
        government = GovernmentRow.objects.select_for_update(no_key=True).get(pk=government.pk)
        _require(_as_of_now(act), allowed)
        earlier = _earlier(act)  # the same form, sent twice at once
        if earlier is not None:
            return earlier
        facts = {"target": act.target, **effect(government)}
        if released:
            facts["released"] = released
        record_office_act(act.kind, facts, act.actor, act.at)
        _remember(act, government, facts)
        return facts


def release(held: Sequence[HeldWork], *, act: Act) -> list[str]:
    """Hand work back to the whole lane; returns which, as “case/number”.

    What its owner has finished or given away in the meantime is left as it is.
    """
    released = []
    for work in sorted(held, key=lambda work: (work.case_id, work.number)):
        if not _is_still_held(work):
            continue
        loaded = load_unasked(work.case_id, government=act.actor.government)
        transition = hand_back(
            loaded.case, work.number, reason=RELEASED, by=act.actor.acting, at=act.at
        )
        save(Writing(loaded=loaded, transition=transition, at=act.at))
        released.append(f"{work.case_id}/{work.number}")
    return released


def refuse_changed(now: str, *, seen: str, target: str) -> None:
    """Compare what is with what the administrator saw.

    Raises:
        ChangedMeanwhile: they differ.
    """
    if now == seen:
        return
    last = OfficeEventRow.objects.filter(data__target=target).order_by("-seq").first()
    raise ChangedMeanwhile(who=last.by["name"] if last else "—")


def _is_still_held(work: HeldWork) -> bool:
    """Lock the case, then look."""
    case = CaseRow.objects.select_for_update(no_key=True).only("pk").get(pk=work.case_id)
    return WorkItemRow.objects.filter(
        case=case, number=work.number, owner=work.owner, closed_at__isnull=True
    ).exists()


def _government(actor: Actor) -> GovernmentRow:
    government = GovernmentRow.objects.filter(slug=actor.government).first()
    if government is None:
        raise NotFound(what=PAGES)
    return government


def _require(actor: Actor, allowed: Callable[[Actor], bool]) -> None:
    if not allowed(actor):
        raise NotFound(what=PAGES)


def _as_of_now(act: Act) -> Actor:
    """The actor as the database knows them: a right may have gone since the form was sent."""
    return actor_of(act.actor.person, government=act.actor.government, at=act.at)


def _earlier(act: Act) -> Facts | None:
    row = IdempotencyRow.objects.filter(
        person=act.actor.person, action=act.kind, key=act.key
    ).first()
    if row is None:
        return None
    if row.fingerprint != _digest(act.asked):
        raise IdempotencyMismatch
    answer: Facts = row.answer
    return answer


def _remember(act: Act, government: GovernmentRow, facts: Facts) -> None:
    IdempotencyRow.objects.create(
        government=government,
        person_id=act.actor.person or 0,
        action=act.kind,
        key=act.key,
        fingerprint=_digest(act.asked),
        answer=facts,
        at=act.at,
    )


def _digest(asked: object) -> str:
    words = json.dumps(asked, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()
