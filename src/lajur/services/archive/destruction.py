"""Destruction by list only: proposed by one, approved by two others, carried out with a deed.

Source: PP 28/2012 (daftar arsip usul musnah, persetujuan, berita acara). Nothing else in Lajur
deletes what a case holds.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from lajur.core.access import Actor
from lajur.core.archive.retention import Phase
from lajur.core.refusals import NotFound, marked
from lajur.queries.archive.destructions import APPROVERS, STATES
from lajur.queries.archive.schedule import schedule_of
from lajur.queries.offices.leading import may_approve_destruction
from lajur.services.archive.erasing import erase, with_children
from lajur.services.archive.letting_go import finish
from lajur.services.archive.refusals import (
    AlreadyListed,
    ApprovedAlready,
    KeptForever,
    NationalApprovalMissing,
    NothingListed,
    NotInThatState,
    OwnProposal,
    ReviewFirst,
    StillKept,
)
from lajur.services.archive.retention import keeps_archive
from lajur.services.offices.acts import Act, Facts, perform
from lajur.store.models import ArchiveRow, CaseRow, DestructionRow, GovernmentRow
from lajur.store.scopes import scope_of

MOST_LISTED = 200  # cases on one list
DONE = "destruction_done"  # read by `lajur verify`: {"cases": [[id, seq], …]}


def propose_destruction(
    *, cases: Collection[int], reason: str, actor: Actor, at: datetime, key: str
) -> int:
    """Put cases that were kept long enough on a new list; returns its id.

    Raises:
        NotFound: no such case, or the actor does not keep the archive.
        NothingListed: no case, or more than `MOST_LISTED`.
        KeptForever, ReviewFirst, StillKept, AlreadyListed: of a case that cannot be on a list.
    """
    wanted = sorted(set(cases))

    def effect(government: GovernmentRow) -> Facts:
        if not 0 < len(wanted) <= MOST_LISTED:
            raise NothingListed
        rows = _archived(ArchiveRow.objects.filter(case__in=wanted))
        if len(rows) < len(wanted):
            raise NotFound(what=marked("Berkas"))
        today = at.astimezone(ZoneInfo(government.zone)).date()
        _refuse_kept(rows, today)
        _refuse_listed(rows)
        made = DestructionRow.objects.create(
            government=government,
            state=DestructionRow.PROPOSED,
            reason=reason,
            by_id=actor.person or 0,
            proposed_at=at,
        )
        ArchiveRow.objects.filter(pk__in=[row.pk for row in rows]).update(destruction=made)
        return {"target": _target(made.pk), "id": made.pk, "reason": reason, **_named(rows)}

    act = Act(
        kind="destruction_proposed",
        target="destruction",
        asked={"cases": wanted, "reason": reason},
        actor=actor,
        at=at,
        key=key,
    )
    return int(str(perform(act, effect, allowed=keeps_archive)["id"]))


def approve_destruction(*, list_id: int, actor: Actor, at: datetime, key: str) -> None:
    """Approve a list; the second approval lets it be carried out.

    Raises:
        NotFound: no such list, or approving is not the actor's.
        OwnProposal: the actor proposed it.
        ApprovedAlready: the actor has approved it.
        NotInThatState: it does not wait for approval.
    """

    def effect(_: GovernmentRow) -> Facts:
        row = _list(list_id, DestructionRow.PROPOSED)
        if actor.person == row.by_id:
            raise OwnProposal
        if any(one["person"] == actor.person for one in row.approvals):
            raise ApprovedAlready
        by = actor.acting
        approval = {
            "person": by.person,
            "name": by.name,
            "position": by.position,
            "at": at.astimezone(UTC).isoformat(),
        }
        row.approvals = [*row.approvals, approval]
        if len(row.approvals) == APPROVERS:
            row.state = DestructionRow.APPROVED
        row.save(update_fields=["approvals", "state"])
        return {"list": row.pk, "approvals": len(row.approvals)}

    act = _act("destruction_approved", list_id, {}, actor, at, key)
    perform(act, effect, allowed=may_approve_destruction)


def drop_destruction(*, list_id: int, reason: str, actor: Actor, at: datetime, key: str) -> None:
    """Give a list up; its cases may be listed again.

    Raises:
        NotFound: no such list, or it is not the actor's to drop.
        NotInThatState: it has been carried out or dropped.
    """

    def effect(_: GovernmentRow) -> Facts:
        row = _list(list_id, DestructionRow.PROPOSED, DestructionRow.APPROVED)
        listed = _archived(row.cases)
        row.state, row.dropped_because = DestructionRow.DROPPED, reason
        row.save(update_fields=["state", "dropped_because"])
        ArchiveRow.objects.filter(destruction=row).update(destruction=None)
        return {"list": row.pk, "reason": reason, **_named(listed)}

    act = _act("destruction_dropped", list_id, {"reason": reason}, actor, at, key)
    perform(act, effect, allowed=lambda one: keeps_archive(one) or may_approve_destruction(one))


def carry_out_destruction(
    *,
    list_id: int,
    deed_number: str,
    national_reference: str,
    actor: Actor,
    at: datetime,
    key: str,
) -> None:
    """Destroy what stands on an approved list; `deed_number` is that of the berita acara.

    Raises:
        NotFound: no such list, or the actor does not keep the archive.
        NotInThatState: it is not approved.
        NationalApprovalMissing: ten years or more, without the Kepala ANRI's approval.
        KeptForever, ReviewFirst, StillKept: the schedule has changed since.
    """

    def locked(_: GovernmentRow) -> tuple[()]:
        """Cases first, as every act does; then nobody adds to them meanwhile."""
        cases = with_children(_cases_of(list_id))
        list(CaseRow.objects.select_for_update(no_key=True).filter(pk__in=cases).order_by("pk"))
        return ()

    def effect(government: GovernmentRow) -> Facts:
        row = _list(list_id, DestructionRow.APPROVED)
        listed = _archived(row.cases)
        _refuse_kept(listed, at.astimezone(ZoneInfo(government.zone)).date())
        _refuse_without_nation(listed, national_reference)
        cases = with_children([one.case_id for one in listed])
        row.leftover = erase(cases)
        row.state, row.done_at = DestructionRow.DONE, at
        row.deed_number, row.national_reference = deed_number, national_reference
        row.save()
        ArchiveRow.objects.filter(case__in=cases).update(destruction=row)
        heads = CaseRow.objects.filter(pk__in=cases).order_by("pk").values_list("pk", "seq")
        return {
            "list": row.pk,
            "deed": deed_number,
            "national": national_reference,
            "cases": [list(head) for head in heads],
            "numbers": [one.case.number for one in listed],
        }

    asked = {"deed": deed_number, "national": national_reference}
    act = _act(DONE, list_id, asked, actor, at, key)
    perform(act, effect, hand_back=locked, allowed=keeps_archive)
    _finish(list_id, actor)


def _finish(list_id: int, actor: Actor) -> None:
    """The files leave the disk once nothing can call them back."""
    with scope_of(actor.government):
        row = DestructionRow.objects.get(pk=list_id)
    finish(row)


def _act(kind: str, list_id: int, asked: Facts, actor: Actor, at: datetime, key: str) -> Act:
    target = _target(list_id)
    return Act(
        kind=kind, target=target, asked={"target": target, **asked}, actor=actor, at=at, key=key
    )


def _target(list_id: int) -> str:
    return f"destruction:{list_id}"


def _list(list_id: int, *states: str) -> DestructionRow:
    row: DestructionRow | None = (
        DestructionRow.objects.select_for_update().filter(pk=list_id).first()
    )
    if row is None:
        raise NotFound(what=marked("Usul pemusnahan"))
    if row.state not in states:
        raise NotInThatState(state=STATES[row.state][0])
    return row


def _cases_of(list_id: int) -> list[int]:
    rows = ArchiveRow.objects.filter(destruction=list_id)
    return list(rows.values_list("case", flat=True))


def _archived(rows: object) -> list[ArchiveRow]:
    """Archived requests with their line; what has no number of its own follows its request."""
    found = rows.filter(case__parent=None).select_related("case", "retention")  # type: ignore[attr-defined]
    return list(found.order_by("closed_on", "id"))


def _named(rows: Iterable[ArchiveRow]) -> dict[str, object]:
    numbers = [row.case.number for row in rows]
    return {"numbers": numbers, "count": len(numbers)}


def _refuse_kept(rows: Iterable[ArchiveRow], today: date) -> None:
    for row in rows:
        schedule = schedule_of(row.retention) if row.retention else None
        if schedule is None or schedule.is_permanent:
            raise KeptForever(number=row.case.number)
        if not schedule.may_be_destroyed:
            raise ReviewFirst(number=row.case.number)
        if schedule.phase(row.closed_on, today=today) is not Phase.OVER:
            until = schedule.inactive_until(row.closed_on)
            raise StillKept(number=row.case.number, until=until)


def _refuse_listed(rows: Iterable[ArchiveRow]) -> None:
    for row in rows:
        if row.destruction_id is not None:
            raise AlreadyListed(number=row.case.number)


def _refuse_without_nation(rows: Iterable[ArchiveRow], reference: str) -> None:
    years = [schedule_of(row.retention) for row in rows if row.retention]
    national = [one.years for one in years if one.is_national]
    if national and not reference:
        raise NationalApprovalMissing(years=max(national))
