"""Who hears of what: the worker's notices."""

from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from django_scopes import scopes_disabled

from lajur.core.notices import NoticeGroup, NoticeKind, group_of
from lajur.queries.notice_words import notice_sentence
from lajur.services import notices, worker
from lajur.services.notices import announce
from lajur.services.work_items import (
    claim_work_item,
    reassign_work_item,
    resume_work_item,
    return_for_completion,
    suspend_work_item,
    withdraw_case,
)
from lajur.store.models import NoticeRow, OutboxRow
from tests.services.house import NOON, House, new_key

_seconds = count(1)


def later() -> datetime:
    """A moment after every one before: no two acts on a case share one."""
    return NOON + timedelta(seconds=next(_seconds))


def told(house: House) -> set[tuple[str, str]]:
    """Announce what is waiting; give who was told what since the last time."""
    with scopes_disabled():
        before = set(NoticeRow.objects.values_list("pk", flat=True))
        announce(at=NOON)
        new = NoticeRow.objects.exclude(pk__in=before).select_related("person")
        return {(notice.person.name.split()[0], notice.kind) for notice in new}


def on(house: House, case_id: int, by: str) -> dict[str, object]:
    """What an act on the newest open item needs."""
    return {
        "case_id": case_id,
        "number": house.open_items(case_id)[-1].number,
        "seen_version": house.version(case_id),
        "actor": house.actor(by),
        "at": later(),
        "key": new_key(),
    }


def carried_to(house: House, step: str) -> int:
    """A request carried on until the step opens."""
    case_id = house.file(at=later()).case_id
    answers = {"verifikasi": "ya", "tanggapan_rencana": "ya", "tanggapan_hasil": "ya"}
    doers = {"opd": "Siti", "kadis": "Budi", "kabid": "Wayan", "kasi": "Dewi", "tim": "Rahmat"}
    while (item := house.open_items(case_id)[-1]).step != step:
        house.complete(case_id, doers[item.lane], at=later(), outcome=answers.get(item.step))
    told(house)
    return case_id


def test_who_has_the_next_turn_is_told_and_the_doer_is_not(house: House) -> None:
    house.file(at=later())
    assert told(house) == {("Budi", "your_turn")}


def test_announcing_again_tells_nobody_twice(house: House) -> None:
    house.file(at=later())
    told(house)
    assert told(house) == set()


def test_a_row_announced_but_not_marked_is_repeated_without_effect(house: House) -> None:
    house.file(at=later())
    told(house)
    with scopes_disabled():
        OutboxRow.objects.update(announced_at=None)
    assert told(house) == set()


def test_the_applicant_hears_when_it_is_their_turn(house: House) -> None:
    case_id = carried_to(house, "presentasi_rencana")
    house.complete(case_id, "Rahmat", at=later())
    assert told(house) == {("Siti", "your_turn")}


def test_a_lane_that_the_step_informs_is_informed(house: House) -> None:
    case_id = carried_to(house, "verifikasi")
    house.complete(case_id, "Wayan", at=later(), outcome="tidak", text="Peladen penuh.")
    house.complete(case_id, "Wayan", at=later())
    assert told(house) == {("Siti", "informed"), ("Siti", "refused")}


def test_cosigners_are_asked_and_the_end_is_told(house: House) -> None:
    case_id = carried_to(house, "berita_acara")
    house.complete(case_id, "Rahmat", at=later())
    assert told(house) == {("Siti", "signature"), ("Budi", "signature")}
    for item in house.open_items(case_id):
        if item.kind == "signature":
            by = "Siti" if item.lane == "opd" else "Budi"
            house.complete(case_id, by, at=later(), number=item.number, papers={}, appoints={})
    assert ("Siti", "finished") in told(house)


def test_the_applicant_is_asked_to_complete_what_is_missing(house: House) -> None:
    case_id = house.file(at=later()).case_id
    told(house)
    return_for_completion(
        missing=("surat_permohonan",), text="Belum bertanda tangan.", **on(house, case_id, "Budi")
    )
    assert told(house) == {("Siti", "completion")}


def test_a_pause_and_its_end_are_told_to_the_applicant(house: House) -> None:
    case_id = house.file(at=later()).case_id
    told(house)
    suspend_work_item(text="Menunggu data.", **on(house, case_id, "Budi"))
    assert told(house) == {("Siti", "suspended")}
    resume_work_item(text="Data sudah ada.", **on(house, case_id, "Budi"))
    assert told(house) == {("Siti", "resumed")}


def test_work_taken_from_somebody_is_offered_to_the_lane_again(house: House) -> None:
    case_id = house.file(at=later()).case_id
    claim_work_item(**on(house, case_id, "Budi"))
    told(house)
    reassign_work_item(to=None, text="Sedang cuti.", **on(house, case_id, "Sari"))
    assert told(house) == {("Budi", "your_turn")}


def test_who_is_handed_work_is_told(house: House) -> None:
    case_id = house.file(at=later()).case_id
    told(house)
    reassign_work_item(to=house.people["Budi"], text="Mohon segera.", **on(house, case_id, "Sari"))
    assert told(house) == {("Budi", "handed")}


def test_who_had_the_work_hears_that_the_request_was_withdrawn(house: House) -> None:
    case_id = house.file(at=later()).case_id
    claim_work_item(**on(house, case_id, "Budi"))
    told(house)
    asked = on(house, case_id, "Siti")
    del asked["number"]
    withdraw_case(text="Sudah ada.", **asked)
    assert told(house) == {("Budi", "withdrawn")}


def test_no_notice_repeats_what_somebody_typed(house: House) -> None:
    case_id = house.file(at=later()).case_id
    suspend_work_item(text="rahasia-sekali", **on(house, case_id, "Budi"))
    told(house)
    with scopes_disabled():
        assert not NoticeRow.objects.filter(facts__icontains="rahasia-sekali").exists()


def test_a_row_that_cannot_be_announced_does_not_hold_up_the_others(
    house: House, neighbour: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.file(at=later())
    neighbour.file()
    monkeypatch.setattr(notices, "happening_of", _broken_for(house.government))
    assert told(house) == {("Budi", "your_turn")}
    monkeypatch.undo()
    notices._failed.clear()
    assert told(house) == {("Budi", "your_turn")}


def _broken_for(government: int) -> object:
    from lajur.services.telling import happening_of

    def broken(row: OutboxRow) -> object:
        if row.government_id == government:
            raise ValueError
        return happening_of(row)

    return broken


def test_the_worker_goes_on_until_nobody_waits_to_be_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "BATCH", 1)
    house.file(at=later())
    house.file(at=later())
    assert worker.announce(at=NOON) == 2
    assert worker.announce(at=NOON) == 0


def test_every_kind_of_notice_has_its_sentence_and_its_group() -> None:
    zone = ZoneInfo("Asia/Makassar")
    assert all(notice_sentence(kind, {}, zone=zone) for kind in NoticeKind)
    assert {group_of(kind) for kind in NoticeKind} == set(NoticeGroup)
