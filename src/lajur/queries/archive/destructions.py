"""Lists of what is to be destroyed, and of what was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils.translation import gettext

from lajur.core.access import Actor, Permission
from lajur.core.refusals import NotFound, marked
from lajur.queries.archive.schedule import schedule_of
from lajur.queries.offices.leading import may_approve_destruction
from lajur.store.models import ArchiveRow, DestructionRow

PAGE = 25  # lists
APPROVERS = 2  # different people, and neither who proposed it
_REQUESTS = Count("cases", filter=Q(cases__case__parent=None))  # what carries them out goes along
STATES: Mapping[str, tuple[str, str]] = {  # words, and the tone of the chip
    DestructionRow.PROPOSED: (marked("Menunggu persetujuan"), "wait"),
    DestructionRow.APPROVED: (marked("Disetujui, belum dilaksanakan"), "soon"),
    DestructionRow.DONE: (marked("Dilaksanakan"), "done"),
    DestructionRow.DROPPED: (marked("Dibatalkan"), "off"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalView:
    """One person's approval."""

    name: str
    position: str
    at: datetime  # aware, UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionLine:
    """A list among others."""

    id: int
    state: str
    reason: str
    by: str
    proposed_at: datetime  # aware, UTC
    cases: int
    approvals: int

    @property
    def state_words(self) -> str:
        return gettext(STATES[self.state][0])

    @property
    def tone(self) -> str:
        return STATES[self.state][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionPage:
    """One page of lists, the latest first."""

    lists: tuple[DestructionLine, ...]
    older: int | None  # id to continue before


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCase:
    """A case on a list."""

    case_id: int
    number: str
    title: str
    agency: str
    code: str  # klasifikasi
    closed_on: date
    kept_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionView:
    """One list, and what its reader may do with it."""

    line: DestructionLine
    cases: tuple[ListedCase, ...]
    approvals: tuple[ApprovalView, ...]
    years: int  # the longest that any of the cases is kept
    is_national: bool  # the Kepala ANRI must approve
    done_at: datetime | None  # aware, UTC
    deed_number: str
    national_reference: str
    dropped_because: str
    may_approve: bool
    may_drop: bool
    may_carry_out: bool


def destruction_page(before: int | None = None) -> DestructionPage:
    """Lists by number, the latest first."""
    rows = DestructionRow.objects.select_related("by").annotate(count=_REQUESTS)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-id")[: PAGE + 1])
    lists = tuple(_line(row, row.count) for row in found[:PAGE])
    return DestructionPage(lists=lists, older=lists[-1].id if len(found) > PAGE else None)


def waiting_lists() -> int:
    """How many lists wait for an approval."""
    return int(DestructionRow.objects.filter(state=DestructionRow.PROPOSED).count())


def destruction(list_id: int, *, actor: Actor) -> DestructionView:
    """One list.

    Raises:
        NotFound: the office has no such list.
    """
    row = DestructionRow.objects.select_related("by").filter(pk=list_id).first()
    if row is None:
        raise NotFound(what=marked("Usul pemusnahan"))
    listed = ArchiveRow.objects.filter(destruction=row, case__parent=None)
    rows = list(listed.select_related("case__agency", "retention").order_by("closed_on", "id"))
    longest = max((schedule_of(one.retention).years for one in rows if one.retention), default=0)
    approvals = tuple(
        ApprovalView(
            name=one["name"], position=one["position"], at=datetime.fromisoformat(one["at"])
        )
        for one in row.approvals
    )
    known = {row.by_id, *(one["person"] for one in row.approvals)}
    keeps = actor.may(Permission.KEEP_ARCHIVE)
    approves = may_approve_destruction(actor)
    undone = row.state in (DestructionRow.PROPOSED, DestructionRow.APPROVED)
    return DestructionView(
        line=_line(row, len(rows)),
        cases=tuple(map(_listed, rows)),
        approvals=approvals,
        years=longest,
        is_national=any(schedule_of(one.retention).is_national for one in rows if one.retention),
        done_at=row.done_at,
        deed_number=row.deed_number,
        national_reference=row.national_reference,
        dropped_because=row.dropped_because,
        may_approve=approves and row.state == DestructionRow.PROPOSED and actor.person not in known,
        may_drop=undone and (keeps or approves),
        may_carry_out=keeps and row.state == DestructionRow.APPROVED,
    )


def _line(row: DestructionRow, cases: int) -> DestructionLine:
    return DestructionLine(
        id=row.pk,
        state=row.state,
        reason=row.reason,
        by=row.by.name,
        proposed_at=row.proposed_at,
        cases=cases,
        approvals=len(row.approvals),
    )


def _listed(row: ArchiveRow) -> ListedCase:
    schedule = schedule_of(row.retention) if row.retention else None
    return ListedCase(
        case_id=row.case_id,
        number=row.case.number,
        title=row.case.title,
        agency=row.case.agency.name,
        code=schedule.code if schedule else "",
        closed_on=row.closed_on,
        kept_until=schedule.inactive_until(row.closed_on) if schedule else row.closed_on,
    )
