"""What can happen to a case. The journal keeps these, in order, for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lajur.core.access import Acting, PersonId
from lajur.core.engine.case import WorkKind
from lajur.core.procedure.definition import EndId, ItemId, LaneId, StepId
from lajur.core.worktime.standard import Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened. `at` is aware; `by` is frozen as it was then."""

    at: datetime
    by: Acting


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(Event):
    procedure: str  # Procedure.id


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItemOpened(Event):
    number: int
    step: StepId
    kind: WorkKind
    lane: LaneId
    visit: int
    parent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItemClaimed(Event):
    number: int
    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItemReleased(Event):
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItemDelegated(Event):
    """Handed to a colleague of the same lane; `text` is the instruction."""

    number: int
    to: PersonId
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItemReassigned(Event):
    """A deviation: taken from whoever had it. `text` is the reason."""

    number: int
    to: PersonId | None  # None: back to the whole lane
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSupplied(Event):
    item: ItemId
    version: int  # from 1, per item
    number: int | None  # the work item it came with


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKept(Event):
    """Declared, at a later visit of the step that brings it forth, to stand as it is."""

    item: ItemId
    version: int  # the one that stands
    number: int  # the work item


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformersAppointed(Event):
    lane: LaneId
    people: tuple[PersonId, ...]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationSet(Event):
    """The variable time of a step is fixed for this case. `text` is the reason."""

    step: StepId
    duration: Duration
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItemCompleted(Event):
    """`text` is the reason (decisions that stop or send back) or the note."""

    number: int
    step: StepId
    outcome: str | None
    text: str = ""
    done_at: datetime | None = None  # done on paper, then; None: done when recorded
    done_by: str = ""  # done on paper, by whom


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesAsked(Event):
    """The work is done; the step stays open until every co-signer has signed."""

    number: int
    outcome: str | None
    text: str = ""
    done_at: datetime | None = None
    done_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureDeclined(Event):
    """A deviation: the co-signer sends the work back to the performer, with the reason."""

    number: int  # the SIGNATURE item
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPassed(Event):
    """Nobody was asked: a derived decision or an automatic row."""

    step: StepId
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinReached(Event):
    """One of the branches a join waits for has come; the others have not."""

    step: StepId
    source: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedForCompletion(Event):
    """A deviation: the applicant must supply what is missing; the step waits."""

    number: int
    missing: tuple[ItemId, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRecalled(Event):
    """A deviation: the applicant is asked no longer; the step goes on without it."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItemReinstated(Event):
    """The item waits no longer (it came, was declined or is not asked any more): its owner's."""

    number: int
    text: str = ""  # how the child case it waited for ended


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItemSuspended(Event):
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItemResumed(Event):
    number: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildOpened(Event):
    """The step runs as a case of the SOP it calls."""

    number: int
    child: str  # reference of the child case
    text: str = ""  # a note


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItemCancelled(Event):
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWithdrawn(Event):
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(Event):
    """A remark set right: an earlier event stays, this one says what is wrong with it."""

    seq: int  # the event corrected, from 1
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterIssued(Event):
    """A paper of ours got its number; from then on it stays as it is."""

    letter: str  # its number as printed
    letter_kind: str  # core.letters.kinds
    item: ItemId  # "" beside the SOP
    number: int | None  # the work item it was written for
    digest: str  # SHA-256 of its bytes, hex


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSigned(Event):
    letter: str
    role: str  # core.letters.kinds
    method: str  # manual, certificate, bsre
    digest: str  # SHA-256 of the bytes as signed, hex


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDeclined(Event):
    """A deviation: whoever was to sign would not. `text` is the reason."""

    letter: str
    role: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterVoided(Event):
    """A deviation: the letter keeps its number and is valid no longer. `text` is the reason."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCompleted(Event):
    end: EndId


AnyEvent = (
    CaseOpened
    | WorkItemOpened
    | WorkItemClaimed
    | WorkItemReleased
    | WorkItemDelegated
    | WorkItemReassigned
    | DocumentSupplied
    | DocumentKept
    | PerformersAppointed
    | DurationSet
    | WorkItemCompleted
    | SignaturesAsked
    | SignatureDeclined
    | StepPassed
    | JoinReached
    | ReturnedForCompletion
    | ReturnRecalled
    | WorkItemReinstated
    | WorkItemSuspended
    | WorkItemResumed
    | ChildOpened
    | WorkItemCancelled
    | CaseWithdrawn
    | Corrected
    | LetterIssued
    | LetterSigned
    | LetterDeclined
    | LetterVoided
    | CaseCompleted
)

KINDS: Mapping[str, type[Event]] = {kind.__name__: kind for kind in AnyEvent.__args__}
