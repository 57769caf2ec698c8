"""The calendar of one person's deadlines, behind a secret address."""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.crypto import salted_hmac

from lajur.core.access import Actor, PersonId
from lajur.core.refusals import NotFound, marked
from lajur.queries.actors import actor_of
from lajur.queries.worklist import deadlines_before
from lajur.store import procedures
from lajur.store.models import PersonRow, WorkItemRow

COMING = 200  # deadlines still to be met, the nearest
LATE = 50  # deadlines not met, the latest
_SECRET = re.compile(r"([1-9][0-9]{0,17})-([0-9a-f]{48})")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineView:
    """One piece of open work and when it is due."""

    case_id: int
    number: int  # of the work item, within its case
    request: str  # nomor permohonan
    title: str
    step: str
    due: datetime  # aware, UTC
    opened_at: datetime


def secret_of_feed(actor: Actor) -> str:
    """The secret part of the actor's address; "" while it is switched off."""
    row = PersonRow.scoped.filter(pk=actor.person or 0, is_active=True).first()
    return _secret(row) if row is not None and row.feed_generation % 2 else ""


def list_deadlines(
    secret: str, *, government_id: int, government: str, at: datetime
) -> tuple[DeadlineView, ...]:
    """The deadlines of whoever the secret was given to, in due order.

    Nothing that is late takes the place of what is still to come.

    Raises:
        NotFound: it was given to nobody, or was taken back. Which of the two is not said.
    """
    person = _person(secret)
    if person is None:
        raise NotFound(what=marked("Kalender"))
    actor = actor_of(person, government=government, at=at)
    ids = deadlines_before(actor, government=government_id, at=at, coming=COMING, late=LATE)
    rows = WorkItemRow.objects.filter(pk__in=ids).select_related("case__procedure")
    return tuple(map(_view, rows.order_by("due_at", "pk")))


def _person(secret: str) -> PersonId | None:
    read = _SECRET.fullmatch(secret)
    row = PersonRow.scoped.filter(pk=int(read[1]), is_active=True).first() if read else None
    known = _secret(row) if row is not None else "-"
    right = hmac.compare_digest(known.encode(), secret.encode())
    return row.pk if row is not None and right and row.feed_generation % 2 else None


def _secret(row: PersonRow) -> str:
    kept = f"{row.government_id}:{row.pk}:{row.feed_generation}"
    return f"{row.pk}-{salted_hmac('lajur.feed', kept, algorithm='sha256').hexdigest()[:48]}"


def _view(row: WorkItemRow) -> DeadlineView:
    assert row.due_at is not None  # deadlines_before
    procedure = procedures.of_row(row.case.procedure)
    return DeadlineView(
        case_id=row.case_id,
        number=row.number,
        request=row.case.number,
        title=row.case.title,
        step=procedure.steps[row.step].printed.title,
        due=row.due_at,
        opened_at=row.opened_at,
    )
