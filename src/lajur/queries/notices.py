"""What a person was told. Called inside the government's scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lajur.core.access import Actor
from lajur.core.notices import SENTENCES, NoticeKind
from lajur.store.models import NoticeRow

PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """One notice: a sentence over its facts, and the case it is about."""

    id: int
    message: str  # Indonesian %-format over `facts`; the gettext key
    facts: Mapping[str, object]
    case_id: int | None
    created_at: datetime
    is_read: bool

    @property
    def number(self) -> str:
        return str(self.facts.get("number", ""))

    @property
    def title(self) -> str:
        return str(self.facts.get("title", ""))


def list_notices(
    actor: Actor, *, before: int | None = None
) -> tuple[tuple[NoticeView, ...], int | None]:
    """Return a page of the actor's notices, newest first, and the id the next page ends before."""
    rows = NoticeRow.objects.filter(person=actor.person).order_by("-id")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    page = tuple(_view(row) for row in found[:PAGE])
    return page, page[-1].id if len(found) > PAGE else None


def _view(row: NoticeRow) -> NoticeView:
    return NoticeView(
        id=row.pk,
        message=SENTENCES[NoticeKind(row.kind)],
        facts=row.facts,
        case_id=row.case_id,
        created_at=row.created_at,
        is_read=row.read_at is not None,
    )
