"""Who is away is replaced from the first day to the last, and nothing moves for it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lajur.core.access import Capacity, Role
from lajur.core.offices.absence_refusals import (
    StandsInMeanwhile,
    SubstituteFromElsewhere,
)
from lajur.core.refusals import NotFound
from lajur.queries.absences import (
    absences,
    candidates_for,
    handover_of,
    people_away,
)
from lajur.queries.work_items import work_item
from lajur.queries.worklist import Share, TrayQuestion, worklist
from lajur.services.offices.holdings import return_work_of_former_holders
from lajur.services.refusals import NotInTheLane
from lajur.services.verify import verify
from lajur.services.work_items import (
    claim_work_item,
    delegate_work_item,
    reassign_work_item,
    suspend_work_item,
)
from lajur.store import standing
from lajur.store.models import (
    AbsenceRow,
    GovernmentRow,
    HoldingRow,
    PersonRow,
    UnitRow,
)
from tests.services.absent import DAY, WITA, act, away, finish, is_official, last_by, tray
from tests.services.house import NOON, House
from tests.services.office import TODAY, administrator, unchanged


def holds_on_exactly_its_days(house: House, zone: str) -> None:
    """Umar stands in for two days: from midnight to midnight where the office is."""
    GovernmentRow.objects.filter(pk=house.government).update(zone=zone)
    away(house, "Budi", "Umar", 1, 2)
    first = datetime(2026, 11, 24, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    second = timedelta(seconds=1)
    moments = (first - second, first, first + 2 * DAY - second, first + 2 * DAY)
    assert [is_official(house, "Umar", at) for at in moments] == [False, True, True, False]
    assert [house.actor("Budi", at).away is not None for at in moments] == [
        False, True, True, False,
    ]  # fmt: skip
    with house.scope():
        found = [bool(people_away([house.people["Budi"]], at=at)) for at in moments]
    assert found == [False, True, True, False]


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_it_begins_and_ends_at_the_offices_own_midnight(house: House, zone: str) -> None:
    holds_on_exactly_its_days(house, zone)


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_twin_days_compared_in_utc_are_caught(
    house: House, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "ZoneInfo", lambda _: UTC)
    with pytest.raises(AssertionError):
        holds_on_exactly_its_days(house, zone)


def test_the_substitute_does_the_work_in_the_absent_persons_position(house: House) -> None:
    case = house.file().case_id
    away(house, "Budi", "Umar")

    finish(house, case, "Umar")

    by = last_by(house, case, "WorkItemCompleted")
    assert by == {
        "person": house.people["Umar"],
        "name": "Umar",
        "position": "Kadis",
        "capacity": "Plh.",
        "instead_of": {"person": house.people["Budi"], "name": "Budi"},
    }
    assert not any(check.count for check in verify().checks)


def test_somebody_acts_on_behalf_where_it_was_recorded_so(house: House) -> None:
    case = house.file().case_id
    away(house, "Budi", "Umar", capacity=Capacity.ON_BEHALF)

    finish(house, case, "Umar")

    assert last_by(house, case, "WorkItemCompleted")["capacity"] == "a.n."
    with house.scope():
        view = work_item(case, 2, actor=house.actor("Sari"), at=NOON, zone=WITA)
    assert view.lane_who == "Umar, a.n. Kadis (Budi)"


def test_what_was_pending_at_the_beginning_reaches_the_substitute(house: House) -> None:
    case = house.file().case_id
    claim_work_item(**act(house, case, "Budi"))  # type: ignore[arg-type]
    away(house, "Budi", "Umar", 1, 2)

    with pytest.raises(NotFound):
        finish(house, case, "Umar")
    finish(house, case, "Umar", NOON + DAY)

    assert last_by(house, case, "WorkItemCompleted")["name"] == "Umar"


def test_what_is_pending_at_the_end_goes_back_by_itself(house: House) -> None:
    case = house.file().case_id
    away(house, "Budi", "Umar", 0, 0)
    claim_work_item(**act(house, case, "Umar"))  # type: ignore[arg-type]
    suspend_work_item(text="menunggu anggaran", **act(house, case, "Umar"))  # type: ignore[arg-type]
    events = len(house.open_items(case))

    tomorrow = NOON + DAY
    assert return_work_of_former_holders(government=house.slug, at=tomorrow) == 0
    with pytest.raises(NotFound):
        finish(house, case, "Umar", tomorrow)
    (item,) = house.open_items(case)
    assert (item.owner_id, events) == (house.people["Budi"], 1)
    assert [row.holder for row in tray(house, "Budi", tomorrow, Share.MINE).rows] == ["Anda"]
    assert not tray(house, "Umar", tomorrow).rows


def test_who_was_appointed_is_replaced_too(house: House) -> None:
    case = house.file().case_id
    answers = {"verifikasi": "ya", "tanggapan_rencana": "ya"}
    doers = {"opd": "Siti", "kadis": "Budi", "kabid": "Wayan", "kasi": "Dewi"}
    minutes = 0
    while (item := house.open_items(case)[-1]).lane != "tim":
        minutes += 1
        at = NOON + timedelta(minutes=minutes)
        finish(house, case, doers[item.lane], at, outcome=answers.get(item.step))
    assert item.appointed == f" {house.people['Rahmat']} "
    away(house, "Rahmat", "Umar", 1)

    assert not tray(house, "Umar").rows
    (row,) = tray(house, "Umar", NOON + DAY).rows
    assert row.instead_of == "Rahmat"
    finish(house, case, "Umar", NOON + DAY)


def test_the_tray_says_for_whom_and_counts_it(house: House) -> None:
    cases = [house.file().case_id for _ in range(3)]
    claim_work_item(**act(house, cases[0], "Budi"))  # type: ignore[arg-type]
    away(house, "Budi", "Wayan")

    view = tray(house, "Wayan")

    assert (view.everything.value, view.mine.value, view.free.value) == (3, 1, 2)
    assert {row.instead_of for row in view.rows} == {"Budi"}
    (mine,) = tray(house, "Wayan", share=Share.MINE).rows
    assert (mine.case_id, mine.holder, mine.instead_of) == (cases[0], "Anda", "Budi")
    assert tray(house, "Budi").everything.value == 3


def test_ones_own_lane_is_not_marked(house: House) -> None:
    case = house.file().case_id
    finish(house, case, "Budi")
    away(house, "Budi", "Wayan")

    assert [row.instead_of for row in tray(house, "Wayan").rows] == [""]


def test_the_tray_of_a_substitute_costs_as_many_statements(house: House) -> None:
    house.file()
    away(house, "Budi", "Wayan")
    tray(house, "Wayan")
    actor = house.actor("Wayan")

    with house.scope(), CaptureQueriesContext(connection) as queries:
        worklist(TrayQuestion(), actor=actor, at=NOON, government=house.government)

    assert len(queries) == 4


def test_who_is_away_may_still_act_and_nobody_acts_twice(house: House) -> None:
    case = house.file().case_id
    away(house, "Budi", "Umar")
    assert house.actor("Budi").away is not None

    finish(house, case, "Budi")

    by = last_by(house, case, "WorkItemCompleted")
    assert (by["name"], by["capacity"]) == ("Budi", "definitif")
    assert "instead_of" not in by


def test_the_work_page_says_in_what_capacity_an_act_will_stand(house: House) -> None:
    case = house.file().case_id
    away(house, "Budi", "Umar")

    with house.scope():
        view = work_item(case, 2, actor=house.actor("Umar"), at=NOON, zone=WITA)
        plain = work_item(case, 2, actor=house.actor("Budi"), at=NOON, zone=WITA)

    assert (view.instead_of, view.acts_as) == ("Budi", "Plh. Kadis")
    assert view.lane_who == "Umar, Plh. Kadis"
    assert (plain.instead_of, plain.acts_as) == ("", "")
    assert view.head.turns[0].yours
    assert plain.head.turns[0].yours


def test_work_is_given_to_who_is_away_and_not_to_the_substitute(house: House) -> None:
    case = house.file().case_id
    away(house, "Budi", "Umar")
    given = act(house, case, "Sari")

    with pytest.raises(NotInTheLane):
        reassign_work_item(to=house.people["Umar"], text="x", **given)  # type: ignore[arg-type]
    reassign_work_item(to=house.people["Budi"], text="x", **act(house, case, "Sari"))  # type: ignore[arg-type]

    (row,) = tray(house, "Umar").rows
    assert (row.holder, row.instead_of) == ("Anda", "Budi")
    with pytest.raises(NotInTheLane):
        delegate_work_item(to=house.people["Umar"], text="", **act(house, case, "Umar"))  # type: ignore[arg-type]


def test_what_somebody_holds_as_plh_does_not_pass_on(house: House) -> None:
    with house.scope():
        HoldingRow.objects.create(
            government_id=house.government,
            position_id=house.positions["kadis"],
            person_id=house.people["Wayan"],
            capacity="Plh.",
            since=TODAY,
            until=TODAY + 9 * DAY,
        )
    away(house, "Wayan", "Umar")

    assert house.actor("Umar").positions == {house.positions["kabid"]}
    with house.scope():
        handover = handover_of(house.people["Wayan"], on=TODAY)
    assert (handover.positions, handover.kept) == (("Kabid",), ("Kadis",))


def test_power_does_not_pass_on_twice(house: House) -> None:
    away(house, "Budi", "Umar")
    with unchanged(house), pytest.raises(StandsInMeanwhile):
        away(house, "Umar", "Dewi")
    with house.scope():  # and were it recorded all the same
        AbsenceRow.objects.create(
            government_id=house.government,
            person_id=house.people["Umar"],
            substitute_id=house.people["Dewi"],
            capacity="Plh.",
            since=TODAY,
            until=TODAY,
        )
    assert house.positions["kadis"] not in house.actor("Dewi").positions


def test_flags_do_not_pass_on(house: House) -> None:
    away(house, "Sari", "Umar")
    assert Role.CLERK not in house.actor("Umar").roles


def test_the_substitute_has_no_more_than_who_is_away(house: House) -> None:
    away(house, "Budi", "Umar")
    with house.scope():
        HoldingRow.objects.filter(person=house.people["Budi"]).update(until=TODAY)

    assert is_official(house, "Umar", NOON)
    assert not is_official(house, "Umar", NOON + DAY)


def test_a_closed_account_stands_in_for_nobody(house: House) -> None:
    case = house.file().case_id
    away(house, "Budi", "Umar")
    PersonRow.objects.filter(pk=house.people["Umar"]).update(is_active=False)

    with house.scope():
        view = work_item(case, 2, actor=house.actor("Budi"), at=NOON, zone=WITA)
        (line,) = absences(actor=administrator(house), today=TODAY)
    assert view.lane_who == "Budi, Kadis"
    assert line.unattended


def test_an_agencys_work_stays_in_the_agency(house: House) -> None:
    with pytest.raises(SubstituteFromElsewhere):
        away(house, "Siti", "Umar")
    with pytest.raises(SubstituteFromElsewhere):
        away(house, "Budi", "Siti")
    with house.scope():
        colleague = PersonRow.objects.create(
            government_id=house.government, username="ani", name="Ani", unit_id=house.agency
        )
        house.people["Ani"] = colleague.pk
        (only,) = candidates_for(house.people["Siti"], actor=administrator(house), today=TODAY)
    assert (only.person, only.near) == (colleague.pk, True)


def test_a_colleague_acts_for_an_applicant_who_is_away(house: House) -> None:
    case = house.file().case_id
    with house.scope():
        house.people["Ani"] = PersonRow.objects.create(
            government_id=house.government, username="ani", name="Ani", unit_id=house.agency
        ).pk
    doers = {"kadis": "Budi", "kabid": "Wayan", "kasi": "Dewi", "tim": "Rahmat"}
    answers = {"verifikasi": "ya"}
    minutes = 0
    while (item := house.open_items(case)[-1]).lane != "opd":
        minutes += 1
        at = NOON + timedelta(minutes=minutes)
        finish(house, case, doers[item.lane], at, outcome=answers.get(item.step))
    at += timedelta(minutes=1)
    claim_work_item(**act(house, case, "Siti", at))  # type: ignore[arg-type]
    away(house, "Siti", "Ani")
    at += timedelta(minutes=1)

    suspend_work_item(text="menunggu data", **act(house, case, "Ani", at))  # type: ignore[arg-type]

    by = last_by(house, case, "WorkItemSuspended")
    assert (by["name"], by["position"], by["capacity"]) == ("Ani", "", "a.n.")
    assert by["instead_of"] == {"person": house.people["Siti"], "name": "Siti Rahma"}


def test_a_vendors_substitute_sees_the_vendors_cases_only(house: House) -> None:
    case = house.file().case_id
    with house.scope():
        UnitRow.objects.filter(name="DKIST").update(kind="vendor")
    away(house, "Budi", "Umar")

    assert tray(house, "Umar").rows == ()
    with house.scope(), pytest.raises(NotFound):
        work_item(case, 2, actor=house.actor("Umar"), at=NOON, zone=WITA)
