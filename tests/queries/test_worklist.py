"""The tray: what stands in it, in what order, at what cost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lajur.queries.moments import Nearness
from lajur.queries.worklist import PAGE, Due, Share, TrayQuestion, TrayView, chosen, worklist
from lajur.services.work_items import claim_work_item
from lajur.store.models import HoldingRow, LaneBindingRow, UnitRow, WorkItemRow
from tests.services.house import NOON, House, build, new_key

WHOLE = TrayQuestion()


@pytest.fixture
def house(db: None) -> House:
    return build()


def tray(house: House, who: str, question: TrayQuestion = WHOLE, at: datetime = NOON) -> TrayView:
    with house.scope():
        return worklist(question, actor=house.actor(who), at=at, government=house.government)


def multiply(house: House, case_id: int, copies: int) -> None:
    """Put more open items of the same lane beside the one there is."""
    with house.scope():
        row = WorkItemRow.objects.get(case=case_id, closed_at=None)
        for number in range(100, 100 + copies):
            row.pk, row.number = None, number
            row.due_at = None if number % 5 == 0 else NOON + timedelta(hours=(number * 37) % 90)
            row.save(force_insert=True)


def test_a_filed_request_stands_in_the_tray_of_the_lane_it_waits_in(house: House) -> None:
    receipt = house.file()

    view = tray(house, "Budi")

    (row,) = view.rows
    assert (row.case_id, row.request, row.title) == (
        receipt.case_id,
        receipt.number,
        "Antrean Puskesmas",
    )
    assert row.agency == "Dinas Kesehatan"
    assert row.step_no == "2"
    assert row.holder == "Belum diambil"
    assert view.total.value == 1
    assert not tray(house, "Wayan").rows


def test_whoever_has_no_position_has_an_empty_tray(house: House) -> None:
    house.file()

    view = tray(house, "Umar")

    assert view.rows == ()
    assert view.total.value == 0


def test_somebody_who_gave_up_the_position_has_lost_its_tray(house: House) -> None:
    house.file()
    with house.scope():
        HoldingRow.objects.filter(person=house.people["Budi"]).update(until=NOON.date())

    assert tray(house, "Budi").rows
    with house.scope():
        actor = house.actor("Budi", NOON + timedelta(days=2))
        later = worklist(
            TrayQuestion(),
            actor=actor,
            at=NOON + timedelta(days=2),
            government=house.government,
        )
    assert not later.rows


def test_pages_follow_one_another_by_due_time_with_the_undated_last(house: House) -> None:
    case_id = house.file().case_id
    multiply(house, case_id, 70)

    seen: list[int] = []
    question = TrayQuestion()
    while True:
        view = tray(house, "Budi", question)
        seen += [row.number for row in view.rows]
        if view.after is None:
            break
        assert len(view.rows) == PAGE
        question = TrayQuestion(after=view.after)

    with house.scope():
        rows = WorkItemRow.objects.filter(case=case_id, closed_at=None)
        far = datetime(2099, 1, 1, tzinfo=UTC)
        expected = sorted(rows, key=lambda row: (row.due_at or far, row.pk))
    assert seen == [row.number for row in expected]
    assert view.total.value == 71


def test_lanes_are_merged_by_due_time(house: House) -> None:
    first, second = house.file().case_id, house.file().case_id
    house.complete(first, "Budi")  # on to Wayan's lane, which has no standard time
    with house.scope():
        kabid = house.positions["kabid"]
        HoldingRow.objects.filter(position=kabid).update(person=house.people["Budi"])

    rows = tray(house, "Budi").rows

    assert [row.case_id for row in rows] == [second, first]
    assert rows[1].time.due == ""
    assert rows[1].time.nearness is Nearness.UNSET


def test_what_somebody_took_is_theirs_and_no_longer_the_positions(house: House) -> None:
    case_id = house.file().case_id
    claim_work_item(
        case_id=case_id, number=2, seen_version=1, actor=house.actor("Budi"), at=NOON, key=new_key()
    )

    assert tray(house, "Budi", TrayQuestion(share=Share.MINE)).total.value == 1
    assert tray(house, "Budi", TrayQuestion(share=Share.FREE)).total.value == 0
    assert tray(house, "Budi").rows[0].holder == "Anda"


def test_lateness_is_told_in_words_and_counted(house: House) -> None:
    house.file()
    much_later = NOON + timedelta(days=30)

    view = tray(house, "Budi", TrayQuestion(due=Due.LATE), at=much_later)

    assert view.rows[0].time.nearness is Nearness.LATE
    assert view.rows[0].time.chip == "Lewat waktu"
    assert view.rows[0].time.due.endswith("WITA")
    assert view.late.value == 1
    assert tray(house, "Budi", TrayQuestion(due=Due.LATE)).rows == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [("puskesmas", 1), ("dinas kes", 1), ("001/", 1), ("rumah sakit", 0), ("%", 0), ("_", 0)],
)
def test_search_finds_in_number_title_and_agency(house: House, text: str, found: int) -> None:
    house.file()

    assert len(tray(house, "Budi", TrayQuestion(text=text)).rows) == found


def test_a_step_and_a_kind_of_work_narrow_the_tray(house: House) -> None:
    house.file()
    view = tray(house, "Budi")
    step = view.rows[0].step_key

    assert step in [choice.value for choice in view.steps]
    assert tray(house, "Budi", TrayQuestion(step=step)).total.value == 1
    assert tray(house, "Budi", TrayQuestion(step="x:y")).total.value == 0
    assert tray(house, "Budi", TrayQuestion(kind="signature")).total.value == 0


def test_a_vendor_sees_only_what_it_was_appointed_to(house: House) -> None:
    case_id = house.file().case_id
    with house.scope():
        UnitRow.objects.filter(name="DKIST").update(kind="vendor")
    assert tray(house, "Budi").rows == ()

    with house.scope():
        WorkItemRow.objects.filter(case=case_id).update(appointed=f" {house.people['Budi']} ")
    assert len(tray(house, "Budi").rows) == 1


def test_the_applicants_turn_stands_in_the_tray_of_the_agency(house: House) -> None:
    case_id = house.file().case_id
    with house.scope():
        WorkItemRow.objects.filter(case=case_id, closed_at=None).update(
            lane="opd", agency=house.agency
        )

    assert [row.case_id for row in tray(house, "Siti").rows] == [case_id]
    assert tray(house, "Budi").rows == ()


def test_another_governments_work_is_not_there(house: House) -> None:
    other = build("bima")
    other.file()

    assert tray(house, "Budi").rows == ()


def test_ticked_rows_are_found_again_only_in_ones_own_tray(house: House) -> None:
    case_id = house.file().case_id

    def found(who: str) -> int:
        with house.scope():
            rows = chosen(
                [(case_id, 2), (case_id, 99)],
                actor=house.actor(who),
                at=NOON,
                government=house.government,
            )
        return len(rows)

    assert found("Budi") == 1
    assert found("Wayan") == 0


def test_the_tray_costs_four_statements(house: House) -> None:
    house.file()
    tray(house, "Budi")
    actor = house.actor("Budi")

    with house.scope(), CaptureQueriesContext(connection) as queries:
        worklist(TrayQuestion(), actor=actor, at=NOON, government=house.government)

    assert len(queries) == 4


def test_a_position_of_two_lanes_shows_both(house: House) -> None:
    first = house.file().case_id
    house.complete(first, "Budi")
    house.file()
    with house.scope():
        kabid = LaneBindingRow.objects.get(lane="kabid")
        LaneBindingRow.objects.create(
            government_id=house.government,
            procedure_key=kabid.procedure_key,
            lane="kabid",
            position_id=house.positions["kadis"],
        )

    assert tray(house, "Budi").total.value == 2
