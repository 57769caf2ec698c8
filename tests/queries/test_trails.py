"""The way a case has gone: what was left, what is open; of one case the same on every page."""

from zoneinfo import ZoneInfo

import pytest

from lajur.core.grid.trail import Trail
from lajur.queries.cases import case
from lajur.queries.tracking import track
from lajur.services.work_items import return_for_completion
from lajur.store.models import CaseRow, EventRow
from tests.services.house import House, build
from tests.services.timed import Days, timed

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None) -> House:
    return timed(build())


def followed(days: Days) -> Trail:
    """As somebody with number and code sees it, who has no account."""
    with days.house.scope():
        row = CaseRow.objects.get(pk=days.case)
        tenant = days.house.government
        return track(number=row.number, code=row.code, government=tenant, at=days.at).trail


def seen_inside(days: Days) -> Trail:
    actor = days.house.actor("Sari", days.at)
    with days.house.scope():
        return case(days.case, actor=actor, at=days.at, zone=ZoneInfo("Asia/Makassar")).trail


def untaken(trail: Trail) -> set[str]:
    """The steps that are open for the first time."""
    return {step for step in trail.live if trail.visits[step] == 1}


def left(trail: Trail) -> set[str]:
    return {step for step, _ in trail.taken}


def test_handing_in_what_was_missing_leaves_no_step(house: House) -> None:
    days = Days.begin(house)
    office = days.item()
    days.do(return_for_completion, office, missing=(), text="Belum bertanda tangan.")
    days.complete()
    trail = followed(days)
    assert office.step in untaken(trail)
    assert office.step not in left(trail)
    with house.scope():
        done = EventRow.objects.filter(case_id=days.case, kind="WorkItemCompleted")
        naive = {data["step"] for data in done.values_list("data", flat=True)}
    assert office.step in naive  # who goes by the events alone draws a way nobody has gone


def test_inside_and_outside_the_office_one_case_has_one_way(house: House) -> None:
    chosen = set()
    for seed in range(4):
        days = Days.begin(house, seed=seed)
        for _ in range(3):
            days.wander(acts=8, among=("complete", "complete", "claim", "return"))
            trail = followed(days)
            assert trail == seen_inside(days)
            assert not untaken(trail) & left(trail)
            assert all(trail.visits[step] for step in left(trail))
            chosen |= trail.taken
    assert {outcome for _, outcome in chosen} >= {None, "tidak"}  # and some went round
