"""Tracking by number and secret code."""

from datetime import UTC, datetime

import pytest
from django_scopes import scope

from lajur.queries.tracking import NothingTracked, track
from lajur.store.models import CaseRow
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
        found = track(number=sent.number, code=sent.code, at=NOW)
    (turn,) = found.turns
    assert (turn.no, turn.lane, turn.by_applicant) == ("2", "Kepala Dinas", False)
    assert turn.leads_to[0][1].startswith("Kepala Bidang")
    assert found.steps_done == 1


def test_the_trail_has_the_first_step_done_and_the_second_open(sumbawa: World, sent: Sent) -> None:
    with scope(government=sumbawa.government):
        trail = track(number=sent.number, code=sent.code, at=NOW).trail
    assert trail.taken == {("ajukan", None)}
    assert trail.live == {"disposisi_kadis"}


@pytest.mark.parametrize("code", ["", "-", "salah", "é"])
def test_another_code_finds_nothing(sumbawa: World, sent: Sent, code: str) -> None:
    with scope(government=sumbawa.government), pytest.raises(NothingTracked):
        track(number=sent.number, code=code, at=NOW)


def test_a_child_case_has_no_number_and_cannot_be_tracked(sumbawa: World, sent: Sent) -> None:
    with scope(government=sumbawa.government):
        CaseRow.objects.filter(pk=sent.case).update(number="", code="")
        with pytest.raises(NothingTracked):
            track(number="", code="", at=NOW)


def test_an_ended_request_says_how_it_ended(sumbawa: World, sent: Sent) -> None:
    with scope(government=sumbawa.government):
        row = CaseRow.objects.get(pk=sent.case)
        row.state, row.end, row.closed_at = "completed", "selesai", row.opened_at
        row.save()
        found = track(number=sent.number, code=sent.code, at=NOW)
    assert found.end is not None
    assert found.end.name == "Selesai"
