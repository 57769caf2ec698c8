"""Tracking by number and secret code."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from lajur.queries.tracking import NothingTracked, track
from lajur.store.models import CaseRow, GovernmentRow
from tests.services.test_plans import plan_of
from tests.web.asking import Sent, send
from tests.web.world import World, build_world

NOW = datetime.now(UTC)


@pytest.fixture
def sumbawa(db: None) -> World:
    return build_world()


@pytest.fixture
def sent(sumbawa: World) -> Sent:
    return send(sumbawa)


def test_the_view_says_whose_turn_it_is_and_what_follows(sumbawa: World, sent: Sent) -> None:
    with scope(government=sumbawa.government):
        found = track(number=sent.number, code=sent.code, government=sumbawa.government.pk, at=NOW)
    (turn,) = found.turns
    assert (turn.no, turn.lane, turn.by_applicant) == ("2", "Kepala Dinas", False)
    assert turn.leads_to[0][1].startswith("Kepala Bidang")
    assert found.steps_done == 1


def test_the_trail_has_the_first_step_done_and_the_second_open(sumbawa: World, sent: Sent) -> None:
    with scope(government=sumbawa.government):
        trail = track(
            number=sent.number, code=sent.code, government=sumbawa.government.pk, at=NOW
        ).trail
    assert trail.taken == {("ajukan", None)}
    assert trail.live == {"disposisi_kadis"}


@pytest.mark.parametrize("code", ["", "-", "salah", "é"])
def test_another_code_finds_nothing(sumbawa: World, sent: Sent, code: str) -> None:
    with scope(government=sumbawa.government), pytest.raises(NothingTracked):
        track(number=sent.number, code=code, government=sumbawa.government.pk, at=NOW)


@pytest.mark.parametrize(
    "write",
    [
        str.lower,
        lambda number: f" {number.replace('/', ' / ')} ",
        lambda number: number.lstrip("0"),
        lambda number: f"00{number}".title(),
    ],
)
def test_a_number_is_found_however_it_is_written(
    sumbawa: World, sent: Sent, write: Callable[[str], str]
) -> None:
    with scope(government=sumbawa.government):
        found = track(
            number=write(sent.number), code=sent.code, government=sumbawa.government.pk, at=NOW
        )
    assert found.number == sent.number


def test_a_number_of_an_earlier_pattern_is_found_in_small_letters_too(
    sumbawa: World, sent: Sent
) -> None:
    with scope(government=sumbawa.government):
        GovernmentRow.objects.update(request_pattern="{tahun} - {urut}")
        track(
            number=sent.number.lower(),
            code=sent.code,
            government=sumbawa.government.pk,
            at=NOW,
        )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a small table is read whole elsewhere")
def test_every_writing_is_looked_up_by_the_index(sumbawa: World, sent: Sent) -> None:
    with (
        scope(government=sumbawa.government),
        CaptureQueriesContext(connection) as seen,
        pytest.raises(NothingTracked),
    ):
        track(number=sent.number, code="-", government=sumbawa.government.pk, at=NOW)
    assert len(seen) == 2
    assert "request_number_once (government_id=? AND number=?)" in plan_of(seen[1]["sql"])


def test_a_child_case_has_no_number_and_cannot_be_tracked(sumbawa: World, sent: Sent) -> None:
    with scope(government=sumbawa.government):
        CaseRow.objects.filter(pk=sent.case).update(number="", code="")
        with pytest.raises(NothingTracked):
            track(number="", code="", government=sumbawa.government.pk, at=NOW)


def test_an_ended_request_says_how_it_ended(sumbawa: World, sent: Sent) -> None:
    with scope(government=sumbawa.government):
        row = CaseRow.objects.get(pk=sent.case)
        row.state, row.end, row.closed_at = "completed", "selesai", row.opened_at
        row.save()
        found = track(number=sent.number, code=sent.code, government=sumbawa.government.pk, at=NOW)
    assert found.end is not None
    assert found.end.name == "Selesai"
