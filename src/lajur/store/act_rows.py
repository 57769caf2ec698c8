"""Everything one act leaves in one case, as plain values: what a writer writes, all or nothing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from lajur.core.access import PersonId
from lajur.core.procedure.definition import ItemId


class Overtaken(Exception):
    """Somebody else has changed the case since, or the key has been used: nothing is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """The idempotency key of one act, with what was asked and what is answered."""

    person: PersonId
    action: str
    key: str
    fingerprint: str  # SHA-256 of what was asked
    answer: str  # JSON


class ItemChange(NamedTuple):
    """A work item that was open before. Closed: only state, owner and `closed` count."""

    number: int
    state: str
    owner: PersonId | None
    closed: bool
    pending: str | None = None  # JSON
    appointed: str = ""
    due_at: datetime | None = None
    paused_at: datetime | None = None
    started_at: datetime | None = None


class NewItem(NamedTuple):
    """A work item that opened; it may have closed within the same act."""

    number: int
    step: str
    kind: str
    lane: str
    state: str
    owner: PersonId | None
    visit: int
    parent: int | None
    agency: int | None
    appointed: str
    pending: str | None  # JSON
    due_at: datetime | None
    paused_at: datetime | None
    started_at: datetime | None
    closed: bool


class NewEvent(NamedTuple):
    """A row of the journal."""

    seq: int
    kind: str
    data: str  # JSON
    by: str  # JSON
    text: str
    salt: str
    text_digest: str
    hash: str


class NewDocument(NamedTuple):
    """A version of a paper."""

    item: ItemId
    version: int
    file: int | None
    file_name: str
    text: str
    number: int | None
    person: PersonId | None


@dataclass(slots=True, kw_only=True)
class ActRows:
    """One act in one case."""

    government: int
    case_id: int
    version: int  # as it was read: the lock
    procedure_key: str
    at: datetime  # aware, UTC
    seq: int  # of the last event
    head: str
    marking: str  # JSON
    state: str
    end: str
    closes: bool
    releases: bool  # gives the request's subdomains free
    key: Key | None
    changed: list[ItemChange] = field(default_factory=list)
    opened: list[NewItem] = field(default_factory=list)
    events: list[NewEvent] = field(default_factory=list)
    documents: list[NewDocument] = field(default_factory=list)
