"""Everything there is of one case, as it is stored: what its dossier is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from lajur.core.procedure.definition import ItemId
from lajur.queries.archive.letters_kept import KeptLetter, letters_kept
from lajur.queries.case_rows import CaseFacts, case_facts
from lajur.queries.papers import paper_name
from lajur.store.mapping import loads
from lajur.store.models import CaseRow, DocumentRow
from lajur.store.sql import as_moment

_EVENTS = (
    'SELECT seq, kind, data, "by", at, text, salt, text_digest, hash'
    " FROM store_eventrow WHERE case_id = %s ORDER BY seq"
)

CLOSINGS = ("CaseCompleted", "CaseWithdrawn")  # kinds of the event that closes a case
Event = Mapping[str, Any]  # as services.archive.proof reads it


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPaper:
    """One version of one paper, as it was handed in."""

    item: ItemId
    name: str  # of the paper, as the SOP calls it
    version: int
    digest: str  # SHA-256 of the file; "" when it is words alone
    size: int  # bytes of the file
    media_type: str
    file_name: str  # as uploaded
    text: str
    who: str
    at: datetime  # aware, UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """A case with all of its rows."""

    facts: CaseFacts
    state: str  # CaseState
    end: str  # EndId; "" without one
    head: str  # of the journal's chain
    events: tuple[Event, ...]
    papers: tuple[KeptPaper, ...]  # in the order in which they came
    letters: tuple[KeptLetter, ...]  # in the order in which they were issued
    children: tuple[tuple[int, str], ...]  # id and SOP of the cases that carried out a step

    @property
    def closed_at(self) -> datetime | None:
        """The moment of the closing, as the journal tells it; None: the case is open."""
        ended = [event["at"] for event in self.events if event["kind"] in CLOSINGS]
        return datetime.fromisoformat(ended[-1]) if ended else None

    @property
    def last_at(self) -> datetime:
        """The moment of the last event: as of when the record is."""
        return datetime.fromisoformat(self.events[-1]["at"])


def case_record(case_id: int, *, government: str) -> CaseRecord | None:
    """Everything of a case of the government with this slug; None: it has no such case."""
    facts = case_facts(case_id, government=government)
    if facts is None:
        return None
    row = CaseRow.objects.only("state", "end", "head").get(pk=case_id)
    children = CaseRow.objects.filter(parent=case_id).order_by("pk")
    return CaseRecord(
        facts=facts,
        state=row.state,
        end=row.end,
        head=row.head,
        events=tuple(_events(case_id)),
        papers=tuple(_papers(facts)),
        letters=letters_kept(case_id),
        children=tuple(children.values_list("pk", "procedure__title")),
    )


def _events(case_id: int) -> Iterator[Event]:
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, (case_id,))
        rows = cursor.fetchall()
    for seq, kind, data, by, at, text, salt, digest, hashed in rows:
        yield {
            "seq": seq,
            "kind": kind,
            "at": as_moment(at).astimezone(UTC).isoformat(),
            "by": loads(by),
            "data": loads(data),
            "text": text,
            "salt": salt,
            "digest": digest,
            "hash": hashed,
        }


def _papers(facts: CaseFacts) -> Iterator[KeptPaper]:
    rows = DocumentRow.objects.filter(case_id=facts.id).order_by("supplied_at", "id")
    for row in rows.select_related("file", "person"):
        yield KeptPaper(
            item=row.item,
            name=paper_name(facts.procedure, row.item),
            version=row.version,
            digest=row.file.digest if row.file else "",
            size=row.file.size if row.file else 0,
            media_type=row.file.media_type if row.file else "",
            file_name=row.file_name,
            text=row.text,
            who=row.person.name if row.person else "",
            at=row.supplied_at,
        )
