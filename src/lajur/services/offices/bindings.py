"""Acts on lanes: which positions work in them."""

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from lajur.core.access import Actor
from lajur.core.offices.stamps import stamp_of
from lajur.queries.offices.held import HeldWork
from lajur.queries.offices.lanes import bound_positions, holders_of, lane_of, plan_lane
from lajur.services.offices.access import end_sessions
from lajur.services.offices.acts import Act, Facts, perform, refuse_changed
from lajur.services.offices.positions import open_position
from lajur.services.offices.refusals import NotAgreed
from lajur.store.models import GovernmentRow, LaneBindingRow


def bind_lane(
    *,
    procedure_key: str,
    lane: str,
    positions: Collection[int],
    seen: str,
    agreed: str,
    actor: Actor,
    at: datetime,
    key: str,
) -> None:
    """Let exactly these positions work in a lane. The rows say who works there now; the journal
    keeps, with its date, who did before.

    Raises:
        NotFound: no such lane or position.
        AlreadyClosed: a position is closed.
        ChangedMeanwhile: somebody has bound other positions since it was `seen`.
        NotAgreed: work would come back or wait for nobody, and that was not agreed to.
    """
    target = f"lane:{procedure_key}:{lane}"
    wanted = frozenset(positions)

    def hand_back(government: GovernmentRow) -> tuple[HeldWork, ...]:
        today = _today(government, at)
        consequences = plan_lane(procedure_key, lane, wanted, today=today)
        if consequences.any and consequences.agreed != agreed:
            raise NotAgreed
        return consequences.held

    def effect(government: GovernmentRow) -> Facts:
        row, known = lane_of(procedure_key, lane)
        before = bound_positions(procedure_key, lane)
        refuse_changed(stamp_of(sorted(before)), seen=seen, target=target)
        end_sessions(holders_of(before ^ wanted, _today(government, at)))
        changed = _rebind(government, procedure_key, lane, before, wanted)
        return {"procedure": row.title, "lane": known.name, **changed}

    asked = {"target": target, "positions": sorted(wanted), "seen": seen, "agreed": agreed}
    act = Act(kind="lane_bound", target=target, asked=asked, actor=actor, at=at, key=key)
    perform(act, effect, hand_back=hand_back)


def _rebind(
    government: GovernmentRow,
    procedure_key: str,
    lane: str,
    before: frozenset[int],
    wanted: frozenset[int],
) -> Facts:
    """Bind and unbind; gives the names of the positions that came and of those that went."""
    added = {pk: open_position(pk).name for pk in sorted(wanted - before)}
    removed = _unbind(procedure_key, lane, before - wanted)
    LaneBindingRow.objects.bulk_create(
        LaneBindingRow(
            government=government, procedure_key=procedure_key, lane=lane, position_id=pk
        )
        for pk in added
    )
    return {"added": list(added.values()), "removed": removed}


def _unbind(procedure_key: str, lane: str, positions: Collection[int]) -> list[str]:
    rows = LaneBindingRow.objects.filter(
        procedure_key=procedure_key, lane=lane, position__in=positions
    )
    names = list(rows.order_by("position").values_list("position__name", flat=True))
    rows.delete()
    return names


def _today(government: GovernmentRow, at: datetime) -> date:
    return at.astimezone(ZoneInfo(government.zone)).date()
