"""Deviations: always with a reason, always in the history; the office's clock stands still."""

from datetime import UTC, datetime, timedelta

import pytest

from lajur.core.engine.refusals import (
    NotAllowed,
    NothingSupplied,
    ReasonMissing,
    WrongPaperDate,
)
from lajur.services.refusals import NotInTheLane
from lajur.services.verify import verify
from lajur.services.work_items import (
    Paper,
    correct_event,
    decline_signature,
    delegate_work_item,
    dispose_many,
    reassign_work_item,
    recall_return,
    record_on_paper,
    release_work_item,
    resume_work_item,
    return_for_completion,
    supply_documents,
    suspend_work_item,
)
from lajur.store.models import CaseRow, EventRow, HoldingRow, WorkItemRow
from tests.services.house import NOON, SINCE, House, new_key

DISPOSITION = {"disposisi_kadis": Paper(text="Tindak lanjuti.")}


@pytest.fixture
def case(house: House) -> int:
    """A request before the Kadis, number 2."""
    return house.file().case_id


def on(house: House, case: int, by: str = "Budi", at: datetime = NOON) -> dict[str, object]:
    """What every act on the Kadis' work item is given."""
    return {
        "case_id": case,
        "number": 2,
        "seen_version": house.version(case),
        "actor": house.actor(by),
        "at": at,
        "key": new_key(),
    }


def item(house: House, case: int, number: int = 2) -> WorkItemRow:
    with house.scope():
        return WorkItemRow.objects.get(case=case, number=number)


def colleague(house: House) -> int:
    """Umar becomes the Kadis' Plh."""
    with house.scope():
        HoldingRow.objects.create(
            government_id=house.government,
            position_id=house.positions["kadis"],
            person_id=house.people["Umar"],
            capacity="Plh.",
            since=SINCE,
            until=NOON.date() + timedelta(days=9),
        )
    return house.people["Umar"]


def test_a_pause_moves_the_due_time_by_the_office_time_it_took(house: House, case: int) -> None:
    due = item(house, case).due_at  # Tuesday 16.00 WITA
    suspend_work_item(**on(house, case), text="Menunggu anggaran.")
    assert item(house, case).paused_at == NOON

    day = NOON + timedelta(days=1)  # Tuesday noon: one office day later
    resume_work_item(**on(house, case, at=day), text="Anggaran terbit.")

    assert item(house, case).due_at == due + timedelta(days=1)


def test_while_the_applicant_completes_the_offices_clock_stands_still(
    house: House, case: int
) -> None:
    due = item(house, case).due_at
    return_for_completion(
        **on(house, case), missing=["surat_permohonan"], text="Surat belum ditandatangani."
    )
    completion = house.open_items(case)[-1]
    assert (completion.kind, completion.due_at) == ("completion", None)
    assert completion.agency_id == house.agency

    house.complete(
        case,
        "Siti",
        papers={"surat_permohonan": Paper(text="Sudah ditandatangani.")},
        at=NOON + timedelta(days=2),
    )

    returned = item(house, case)
    assert (returned.state, returned.owner_id) == ("reserved", house.people["Budi"])
    assert returned.due_at == due + timedelta(days=2)


@pytest.mark.parametrize(
    "deviate", [suspend_work_item, lambda **on: return_for_completion(missing=[], **on)]
)
def test_no_deviation_without_a_reason(house: House, case: int, deviate: object) -> None:
    with pytest.raises(ReasonMissing):
        deviate(**on(house, case), text="  ")  # type: ignore[operator]


def test_a_colleague_of_the_lane_takes_over_and_gives_back(house: House, case: int) -> None:
    umar = colleague(house)
    delegate_work_item(**on(house, case), to=umar, text="Tolong wakili.")
    assert item(house, case).owner_id == umar

    release_work_item(**on(house, case, by="Umar"))

    assert item(house, case).state == "ready"


def test_work_is_not_delegated_out_of_its_lane(house: House, case: int) -> None:
    with pytest.raises(NotInTheLane):
        delegate_work_item(**on(house, case), to=house.people["Dewi"], text="")


def test_the_clerk_reassigns_work_and_nobody_else_does(house: House, case: int) -> None:
    umar = colleague(house)
    with pytest.raises(NotAllowed):
        reassign_work_item(**on(house, case), to=umar, text="Cuti.")

    reassign_work_item(**on(house, case, by="Sari"), to=umar, text="Cuti.")

    assert item(house, case).owner_id == umar


def test_work_done_on_paper_is_told_as_such(house: House, case: int) -> None:
    later = NOON + timedelta(hours=4)
    record_on_paper(
        **on(house, case, by="Sari", at=later),
        done_at=NOON + timedelta(hours=1),
        done_by="Budi",
        reason="Listrik padam.",
        papers=DISPOSITION,
    )

    with house.scope():
        event = EventRow.objects.get(case=case, kind="WorkItemCompleted", data__number=2)
    assert event.data["done_by"] == "Budi"
    assert event.by["name"] == "Sari Dewi"
    assert event.text == "Listrik padam."


def test_a_day_of_paper_is_recorded_step_by_step_afterwards(house: House, case: int) -> None:
    done_at, evening = NOON + timedelta(hours=1), NOON + timedelta(hours=8)
    paper = {"done_at": done_at, "done_by": "Budi", "reason": "Listrik padam."}
    record_on_paper(**on(house, case, by="Sari", at=evening), **paper, papers=DISPOSITION)

    next_day = {**on(house, case, by="Sari", at=evening + timedelta(days=1)), "number": 3}
    with pytest.raises(WrongPaperDate):
        record_on_paper(**next_day, **{**paper, "done_at": done_at - timedelta(minutes=1)})
    record_on_paper(**next_day, **paper, papers={"disposisi_kabid": Paper(text="Kerjakan.")})

    assert verify().is_clean


def test_a_remark_is_corrected_by_another(house: House, case: int) -> None:
    given = {name: value for name, value in on(house, case).items() if name != "number"}
    correct_event(**given, seq=1, text="Tanggal surat keliru.")

    with house.scope():
        assert EventRow.objects.get(case=case, kind="Corrected").data["seq"] == 1
    assert verify().is_clean


def test_a_paper_handed_in_later_is_its_next_version(house: House, case: int) -> None:
    given = {name: value for name, value in on(house, case, "Siti").items() if name != "number"}
    supply_documents(**given, papers={"surat_permohonan": Paper(text="Lengkap.")})

    with house.scope():
        assert CaseRow.objects.get(pk=case).marking["documents"]["surat_permohonan"] == 2


def test_one_instruction_disposes_of_many_and_tells_which_it_could_not(house: House) -> None:
    first, second, gone = (house.file().case_id for _ in range(3))
    house.complete(gone, "Budi")

    done = dispose_many(
        items=[(first, 2, 1), (second, 2, 1), (gone, 2, 1)],
        text="Tindak lanjuti sesuai SOP.",
        actor=house.actor("Budi"),
        at=NOON,
        key="satu",
    )

    assert [one.refusal and one.refusal.code for one in done] == [None, None, "stale_case"]
    with house.scope():
        paper = CaseRow.objects.get(pk=first).documents.get(item="disposisi_kadis")
    assert paper.text == "Tindak lanjuti sesuai SOP."


def test_disposing_twice_with_one_key_disposes_once(house: House, case: int) -> None:
    many = {
        "items": [(case, 2, 1)],
        "text": "Lanjut.",
        "actor": house.actor("Budi"),
        "at": NOON,
        "key": "satu",
    }
    dispose_many(**many)

    assert dispose_many(**many)[0].refusal is None
    assert house.version(case) == 2


def until_handover(house: House, case: int) -> None:
    """Take the straight road to the deed, which the agency and the Kadis co-sign."""
    house.complete(case, "Budi")
    house.complete(case, "Wayan")
    house.complete(case, "Dewi")
    house.complete(case, "Dewi")
    house.complete(case, "Wayan", outcome="ya")
    house.complete(case, "Dewi")
    for name, outcome in (("Rahmat", None), ("Rahmat", None), ("Siti", "ya")):
        house.complete(case, name, outcome=outcome)
    for name, outcome in (("Rahmat", None), ("Rahmat", None), ("Siti", "ya")):
        house.complete(case, name, outcome=outcome)
    house.complete(case, "Rahmat")
    house.complete(case, "Wayan")


def test_work_that_is_asked_of_the_applicant_no_longer_goes_on_after_its_pause(
    house: House, case: int
) -> None:
    due = item(house, case).due_at
    return_for_completion(**on(house, case), missing=["surat_permohonan"], text="Belum lengkap.")
    recall_return(**on(house, case, "Sari", NOON + timedelta(days=2)), text="Sudah diterima.")

    returned = item(house, case)
    assert (returned.state, returned.owner_id) == ("reserved", house.people["Budi"])
    assert returned.due_at == due + timedelta(days=2)
    assert [one.kind for one in house.open_items(case)] == ["step"]
    assert verify().is_clean


def test_handing_in_no_paper_is_refused(house: House, case: int) -> None:
    given = on(house, case)
    del given["number"]
    with pytest.raises(NothingSupplied):
        supply_documents(**given, papers={"disposisi_kadis": Paper(text="  ")})


def test_a_declined_signature_sends_the_deed_back(house: House, case: int) -> None:
    until_handover(house, case)
    house.complete(case, "Rahmat")
    signatures = house.open_items(case)[1:]
    assert {one.kind for one in signatures} == {"signature"}
    kadis = next(one for one in signatures if one.lane == "kadis")

    decline_signature(
        **{**on(house, case), "number": kadis.number}, text="Nomor berita acara keliru."
    )

    (deed,) = house.open_items(case)
    assert (deed.state, deed.owner_id) == ("reserved", house.people["Rahmat"])


def test_a_budget_for_all_visits_goes_on_where_the_last_visit_left_it(
    house: House, case: int
) -> None:
    house.complete(case, "Budi")
    house.complete(case, "Wayan")
    house.complete(case, "Dewi")
    house.complete(case, "Dewi")
    house.complete(case, "Wayan", outcome="ya")
    house.complete(case, "Dewi")
    for name, outcome in (("Rahmat", None), ("Rahmat", None), ("Siti", "ya")):
        house.complete(case, name, outcome=outcome)
    (build,) = house.open_items(case)
    start = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
    house.complete(case, "Rahmat", at=start)
    house.complete(case, "Rahmat", at=start)

    house.complete(
        case, "Siti", outcome="tidak", text="Kurang laporan.", at=start + timedelta(days=1)
    )

    (again,) = house.open_items(case)
    assert (again.step, again.visit) == (build.step, 2)
    assert again.due_at > build.due_at
    assert again.due_at - build.due_at <= timedelta(days=3)  # one office day later
