"""What a person was told. Called inside the government's scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from lajur.core.access import Actor
from lajur.core.notices import NoticeGroup, NoticeKind, kinds_of
from lajur.queries.notice_words import notice_sentence
from lajur.store.models import NoticeRow

PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeQuestion:
    """Which notices to show."""

    unread: bool = False  # only those not read yet
    group: NoticeGroup | None = None
    before: int | None = None  # an id: the page after the one that ended there


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """One notice: what it says, and the case it is about."""

    id: int
    sentence: str
    number: str  # of the request; "" when it is about none
    title: str
    case_id: int | None
    created_at: datetime
    is_read: bool


def list_notices(
    question: NoticeQuestion, *, actor: Actor, zone: ZoneInfo
) -> tuple[tuple[NoticeView, ...], int | None]:
    """Return a page of the actor's notices, newest first, and the id the next page ends before."""
    found = list(_asked(question, actor).order_by("-id")[: PAGE + 1])
    page = tuple(_view(row, zone) for row in found[:PAGE])
    return page, page[-1].id if len(found) > PAGE else None


def _asked(question: NoticeQuestion, actor: Actor) -> QuerySet[NoticeRow]:
    rows = NoticeRow.objects.filter(person=actor.person)
    if question.unread:
        rows = rows.filter(read_at__isnull=True)
    if question.group is not None:
        rows = rows.filter(kind__in=[kind.value for kind in kinds_of(question.group)])
    if question.before is not None:
        rows = rows.filter(pk__lt=question.before)
    asked: QuerySet[NoticeRow] = rows
    return asked


def _view(row: NoticeRow, zone: ZoneInfo) -> NoticeView:
    facts: Mapping[str, object] = row.facts
    return NoticeView(
        id=row.pk,
        sentence=notice_sentence(NoticeKind(row.kind), facts, zone=zone),
        number=str(facts.get("number", "")),
        title=str(facts.get("title", "")),
        case_id=row.case_id,
        created_at=row.created_at,
        is_read=row.read_at is not None,
    )
