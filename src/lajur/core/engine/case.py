"""A running case: its open work, what it has been given, and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from lajur.core.access import PersonId
from lajur.core.procedure.definition import EndId, ItemId, LaneId, Procedure, StepId
from lajur.core.worktime.standard import Duration


class CaseState(StrEnum):
    OPEN = "open"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


class WorkItemState(StrEnum):
    """WS-HumanTask 1.1, as far as an office needs it. Final states leave the case's open work."""

    READY = "ready"  # anyone of the lane may take it
    RESERVED = "reserved"  # somebody has it
    SUSPENDED = "suspended"  # paused, with a reason
    WAITING = "waiting"  # for co-signatures, for completion by the applicant, or for a child case
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class WorkKind(StrEnum):
    STEP = "step"  # a printed row
    SIGNATURE = "signature"  # a co-signature ("diketahui") of a step
    COMPLETION = "completion"  # the applicant supplies what was missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What a WAITING step remembers until that comes for which it waits."""

    outcome: str | None = None  # how it will end once every co-signer has signed
    done_at: datetime | None = None  # aware; done on paper, then
    done_by: str = ""  # done on paper, by whom
    doer: PersonId | None = None  # who did it, a substitute; None: its owner
    missing: tuple[ItemId, ...] = ()  # asked of the applicant and not yet supplied
    child: str | None = None  # reference of the case it runs as


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """Tugas: one piece of open work; a token of the net when it is of kind STEP."""

    number: int  # from 1, per case, never reused
    step: StepId
    kind: WorkKind
    lane: LaneId  # whose work it is
    state: WorkItemState
    owner: PersonId | None  # RESERVED: who has it; kept through SUSPENDED and WAITING
    visit: int  # how many times the step has been opened, from 1
    opened_at: datetime  # aware
    parent: int | None = None  # the step's item, of a SIGNATURE or COMPLETION
    pending: Pending | None = None  # WAITING only


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Berkas. Immutable; changed only by `apply`, one event at a time."""

    procedure: Procedure
    state: CaseState = CaseState.OPEN
    end: EndId | None = None  # where it closed
    items: Mapping[int, WorkItem] = field(default_factory=dict)  # open work only, by number
    last_number: int = 0
    seq: int = 0  # events so far
    documents: Mapping[ItemId, int] = field(default_factory=dict)  # latest version, from 1
    decisions: Mapping[StepId, str] = field(default_factory=dict)  # last outcome of a decision
    visits: Mapping[StepId, int] = field(default_factory=dict)
    appointed: Mapping[LaneId, tuple[PersonId, ...]] = field(default_factory=dict)
    arrivals: Mapping[StepId, frozenset[StepId]] = field(
        default_factory=dict
    )  # at a join, who came
    durations: Mapping[StepId, Duration] = field(default_factory=dict)  # VARIABLE times, as set
