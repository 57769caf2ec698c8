"""What a transition does to the rows of a case, worked out before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lajur.core.access import PersonId
from lajur.core.engine.apply import Transition
from lajur.core.engine.case import Case, CaseState, WorkItem, WorkItemState
from lajur.core.engine.events import (
    AnyEvent,
    CaseOpened,
    DocumentSupplied,
    DurationSet,
    PerformersAppointed,
    SignatureDeclined,
    WorkItemCancelled,
    WorkItemCompleted,
    WorkItemOpened,
    WorkItemReassigned,
)
from lajur.core.procedure.definition import ItemId, LaneId, LaneKind, StepId
from lajur.store import chain, mapping
from lajur.store.act_rows import NewDocument, NewEvent

_Place = LaneId | StepId | int | None  # a lane, a step, or the number of a parent


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


def new_events(
    events: Sequence[AnyEvent],
    *,
    government: int,
    case_id: int,
    seq: int,
    head: str,
    papers: Mapping[ItemId, Content],
    request: Mapping[str, object],
) -> list[NewEvent]:
    """The rows of events that follow event number `seq`, chained to `head`.

    `request` are the facts of the request that the journal's first event vouches for.
    """
    rows: list[NewEvent] = []
    by, by_json, at, at_words = None, "", None, ""
    for number, event in enumerate(events, start=seq + 1):
        if event.by is not by:
            by, by_json = event.by, mapping.by_of(event.by)
        if event.at is not at:
            at, at_words = event.at, event.at.isoformat()
        kind = type(event).__name__
        data, text = mapping.data_of(event, request if kind == CaseOpened.__name__ else {})
        words = papers[event.item].words if isinstance(event, DocumentSupplied) else text
        salt = mapping.salt() if words else ""
        digest = chain.salted(salt, words) if words else ""
        row = (government, case_id, number, kind, at_words, salt, digest, by_json, data)
        head = event_hash(head, *row)
        rows.append(NewEvent(number, kind, data, by_json, text, salt, digest, head))
    return rows


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
    touched: set[_Place] = set()  # narrowed to people, given another time, or handed on
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
            case (
                PerformersAppointed(lane=place)
                | DurationSet(step=place)
                | WorkItemReassigned(number=place)
            ):
                touched.add(place)
    for number, item in transition.case.items.items():
        known = before.items.get(number)
        if known is not None and (known is not item or not touched.isdisjoint(_places(item))):
            changes.changed.append(item)
    return changes


def _places(item: WorkItem) -> tuple[_Place, ...]:
    """What its row also hangs on; a signature shares the time of its step's work."""
    return item.lane, item.step, item.parent


def appointed_to(case: Case, lane: LaneId) -> str:
    """WorkItemRow.appointed: " 12 15 "; "" when the lane is not narrowed."""
    people = case.appointed.get(lane)
    return f" {' '.join(map(str, people))} " if people else ""


def is_applicants(case: Case, lane: LaneId) -> bool:
    return case.procedure.lanes[lane].kind is LaneKind.APPLICANT


def new_documents(
    events: Sequence[AnyEvent], papers: Mapping[ItemId, Content]
) -> list[NewDocument]:
    """A row for every paper handed in."""
    return [
        NewDocument(
            event.item,
            event.version,
            papers[event.item].file,
            papers[event.item].file_name,
            papers[event.item].text,
            event.number,
            event.by.person,
        )
        for event in events
        if isinstance(event, DocumentSupplied)
    ]


def closes(before: Case, after: Case) -> bool:
    """Whether the case ends here; what happens to a closed case does not close it anew."""
    return before.state is CaseState.OPEN and after.state is not CaseState.OPEN
