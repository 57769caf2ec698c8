"""What a transition does to the rows of a case, worked out before anything is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lajur.core.access import PersonId
from lajur.core.engine.apply import Transition
from lajur.core.engine.case import Case, CaseState, WorkItem, WorkItemState
from lajur.core.engine.events import (
    AnyEvent,
    CaseOpened,
    DocumentSupplied,
    PerformersAppointed,
    SignatureDeclined,
    WorkItemCancelled,
    WorkItemCompleted,
    WorkItemOpened,
)
from lajur.core.procedure.definition import ItemId, LaneId, LaneKind
from lajur.store import chain, mapping
from lajur.store.sql import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a paper says: words written in place, or a stored file, or both."""

    text: str = ""
    file: int | None = None  # FileRow
    file_name: str = ""
    file_digest: str = ""

    @property
    def words(self) -> str:
        """What the journal binds."""
        return f"{self.file_digest}\n{self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chained:
    """The rows of new events, and the head of the chain after them."""

    rows: list[tuple[object, ...]]
    head: str


EVENT_COLUMNS = 'case_id, seq, government_id, kind, data, "by", at, text, salt, text_digest, hash'
EVENT_WIDTH = 11


def event_rows(
    events: Sequence[AnyEvent],
    *,
    government: int,
    case_id: int,
    seq: int,
    head: str,
    papers: Mapping[ItemId, Content],
    request: Mapping[str, object],
) -> Chained:
    """The rows of events that follow event number `seq`, chained to `head`.

    `request` are the facts of the request that the journal's first event vouches for.
    """
    rows: list[tuple[object, ...]] = []
    by, by_json, at, at_words, at_param = None, "", None, "", None
    for number, event in enumerate(events, start=seq + 1):
        if event.by is not by:
            by, by_json = event.by, mapping.by_of(event.by)
        if event.at is not at:
            at, at_words, at_param = event.at, event.at.isoformat(), moment(event.at)
        kind = type(event).__name__
        data, text = mapping.data_of(event, request if kind == CaseOpened.__name__ else {})
        words = papers[event.item].words if isinstance(event, DocumentSupplied) else text
        salt = mapping.salt() if words else ""
        digest = chain.salted(salt, words) if words else ""
        head = event_hash(
            head, government, case_id, number, kind, at_words, salt, digest, by_json, data
        )
        rows.append(
            (case_id, number, government, kind, data, by_json, at_param, text, salt, digest, head)
        )
    return Chained(rows=rows, head=head)


def event_hash(previous: str, *parts: object) -> str:
    """The hash of an event: government, case, seq, kind, at, salt, digest, by, data."""
    return chain.link(chain.CASE, previous, *parts)


@dataclass(slots=True, kw_only=True)
class ItemChanges:
    """What happens to the work items of a case."""

    opened: list[WorkItemOpened] = field(default_factory=list)
    closed: dict[int, tuple[WorkItemState, PersonId | None]] = field(default_factory=dict)
    changed: list[WorkItem] = field(default_factory=list)  # still open


def item_changes(before: Case, transition: Transition) -> ItemChanges:
    """Compare the open work before and after; what opened and closed at once is in both."""
    changes = ItemChanges()
    narrowed: set[LaneId] = set()
    for event in transition.events:
        match event:
            case WorkItemOpened():
                changes.opened.append(event)
            case WorkItemCompleted(number=number):
                owner = before.items[number].owner if number in before.items else None
                changes.closed[number] = WorkItemState.COMPLETED, owner or event.by.person
            case WorkItemCancelled(number=number) | SignatureDeclined(number=number):
                owner = before.items[number].owner if number in before.items else None
                changes.closed[number] = WorkItemState.CANCELLED, owner
            case PerformersAppointed(lane=lane):
                narrowed.add(lane)
    for number, item in transition.case.items.items():
        known = before.items.get(number)
        if known is not None and (known is not item or item.lane in narrowed):
            changes.changed.append(item)
    return changes


def appointed_to(case: Case, lane: LaneId) -> str:
    """WorkItemRow.appointed: " 12 15 "; "" when the lane is not narrowed."""
    people = case.appointed.get(lane)
    return f" {' '.join(map(str, people))} " if people else ""


def is_applicants(case: Case, lane: LaneId) -> bool:
    return case.procedure.lanes[lane].kind is LaneKind.APPLICANT


def document_rows(
    events: Sequence[AnyEvent],
    papers: Mapping[ItemId, Content],
    *,
    government: int,
    case_id: int,
    at: datetime,
) -> Iterator[tuple[object, ...]]:
    """A DocumentRow for every paper handed in."""
    for event in events:
        if isinstance(event, DocumentSupplied):
            paper = papers[event.item]
            yield (
                government, case_id, event.item, event.version, paper.file, paper.file_name,
                paper.text, event.number, event.by.person, moment(at),
            )  # fmt: skip


def closes(case: Case) -> bool:
    return case.state is not CaseState.OPEN
