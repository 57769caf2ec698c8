"""Destruction: by list, approved by two others, with a deed; and the journal proves it still."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django_scopes import scopes_disabled

from lajur.core.archive.retention import Disposal
from lajur.core.refusals import NotFound, Refusal
from lajur.queries.archive.destructions import destruction, destruction_page
from lajur.queries.archive.schedule import over_counts, over_page
from lajur.services.archive.destruction import (
    approve_destruction,
    carry_out_destruction,
    drop_destruction,
    propose_destruction,
)
from lajur.services.archive.keeping import file_closed, keep_dossier
from lajur.services.archive.letting_go import sweep_leftovers
from lajur.services.archive.providing import provide_retention
from lajur.services.archive.refusals import (
    AlreadyDestroyed,
    AlreadyListed,
    ApprovedAlready,
    KeptForever,
    NationalApprovalMissing,
    NothingListed,
    NotInThatState,
    OwnProposal,
    StillKept,
)
from lajur.services.archive.retention import LineDetails, change_line, classify_case
from lajur.services.verify import verify
from lajur.services.work_items import correct_event
from lajur.store import files
from lajur.store.models import (
    ArchiveRow,
    CaseRow,
    DestructionRow,
    DocumentRow,
    EventRow,
    FileRow,
    GovernmentRow,
    PersonRow,
    RetentionRow,
)
from tests.services.archive.closed import PDF, Closed, close_a_case
from tests.services.house import NOON, House, new_key

LATER = NOON + timedelta(days=6 * 365)  # all five years of the shipped line are over


@pytest.fixture
def archive(house: House) -> House:
    """The office with its schedule, and an administrator who may approve beside the officials."""
    provide_retention(GovernmentRow.objects.get(pk=house.government), at=NOON)
    PersonRow.objects.filter(pk=house.people["Umar"]).update(is_admin=True)
    return house


@pytest.fixture
def closed(archive: House) -> Closed:
    case = close_a_case(archive)
    with archive.scope():
        file_closed(GovernmentRow.objects.get(pk=archive.government))
    return case


def propose(closed: Closed, at=LATER, by: str = "Sari") -> int:
    with closed.house.scope():
        return propose_destruction(
            cases=[closed.case],
            reason="Masa simpan habis.",
            actor=closed.house.actor(by, at),
            at=at,
            key=new_key(),
        )


def approve(house: House, made: int, by: str) -> None:
    with house.scope():
        approve_destruction(list_id=made, actor=house.actor(by, LATER), at=LATER, key=new_key())


def carry_out(house: House, made: int, *, by: str = "Sari", nation: str = "") -> None:
    with house.scope():
        carry_out_destruction(
            list_id=made,
            deed_number="BA/12/2032",
            national_reference=nation,
            actor=house.actor(by, LATER),
            at=LATER,
            key=new_key(),
        )


def destroy(closed: Closed) -> int:
    made = propose(closed)
    approve(closed.house, made, "Budi")
    approve(closed.house, made, "Umar")
    carry_out(closed.house, made)
    return made


def line_of(house: House, **changed: object) -> None:
    with house.scope():
        RetentionRow.objects.filter(for_cases=True).update(**changed)


def test_papers_and_words_go_and_the_case_its_journal_and_numbers_stay(closed: Closed) -> None:
    keep_dossier(closed.case, actor=closed.house.actor("Sari"), at=closed.at)
    with closed.house.scope():
        events = list(EventRow.objects.order_by("seq").values_list("seq", "hash", "text_digest"))
        digest = FileRow.objects.get(media_type="application/pdf").digest
    assert verify().is_clean
    made = destroy(closed)

    with closed.house.scope():
        assert not EventRow.objects.exclude(text="").exists()
        assert not DocumentRow.objects.exclude(file=None, text="", file_name="").exists()
        after = list(EventRow.objects.order_by("seq").values_list("seq", "hash", "text_digest"))
        case = CaseRow.objects.get()
        assert (after, case.number, case.form) == (events, closed.number, {})
        assert not FileRow.objects.exists()
        assert DestructionRow.objects.get(pk=made).leftover == []
    assert not files.place_of(digest).exists()
    assert list(files.root().glob("??/*")) == []
    report = verify()
    assert report.is_clean, [check.faults for check in report.checks if check.count]


def test_a_file_that_another_case_has_as_well_stays(closed: Closed) -> None:
    other = close_a_case(closed.house)
    destroy(closed)

    with closed.house.scope():
        file = FileRow.objects.get()
        assert DocumentRow.objects.get(file=file).case_id == other.case
    assert files.place_of(file.digest).read_bytes() == PDF
    assert verify().is_clean


def test_a_file_that_another_government_has_as_well_stays_on_the_disk(
    closed: Closed, neighbour: House
) -> None:
    close_a_case(neighbour)
    destroy(closed)
    with neighbour.scope():
        assert files.place_of(FileRow.objects.get().digest).exists()
    assert verify().is_clean


def test_what_is_written_about_it_later_is_kept_and_proved(closed: Closed) -> None:
    destroy(closed)
    correct_event(
        case_id=closed.case,
        seq=1,
        seen_version=closed.house.version(closed.case),
        text="Dimusnahkan menurut BA/12/2032.",
        actor=closed.house.actor("Sari", LATER),
        at=LATER,
        key=new_key(),
    )
    assert verify().is_clean


def test_two_different_people_approve_and_neither_proposed_it(closed: Closed) -> None:
    house = closed.house
    PersonRow.objects.filter(pk=house.people["Umar"]).update(is_clerk=True)
    made = propose(closed, by="Umar")

    with pytest.raises(OwnProposal):
        approve(house, made, "Umar")
    with pytest.raises(NotFound):
        approve(house, made, "Siti")  # an applicant
    approve(house, made, "Budi")
    with pytest.raises(ApprovedAlready):
        approve(house, made, "Budi")
    with pytest.raises(NotInThatState):
        carry_out(house, made)
    approve(house, made, "Wayan")
    with pytest.raises(NotInThatState):
        approve(house, made, "Dewi")
    with pytest.raises(NotFound):
        carry_out(house, made, by="Budi")  # does not keep the archive
    carry_out(house, made)
    with pytest.raises(NotInThatState):
        carry_out(house, made)
    with house.scope():
        view = destruction(made, actor=house.actor("Sari", LATER))
    assert [one.name for one in view.approvals] == ["Budi", "Wayan"]
    assert view.deed_number == "BA/12/2032"


def test_only_what_was_kept_long_enough_and_is_not_permanent_comes_on_a_list(
    closed: Closed,
) -> None:
    with pytest.raises(StillKept):
        propose(closed, at=NOON + timedelta(days=4 * 365))
    line_of(closed.house, disposal="permanen")
    with pytest.raises(KeptForever):
        propose(closed)
    line_of(closed.house, disposal="musnah")
    made = propose(closed)
    with pytest.raises(AlreadyListed):
        propose(closed)
    line_of(closed.house, disposal="permanen")  # in the meantime
    approve(closed.house, made, "Budi")
    approve(closed.house, made, "Umar")
    with pytest.raises(KeptForever):
        carry_out(closed.house, made)


def test_ten_years_need_the_nations_approval(closed: Closed) -> None:
    line_of(closed.house, active_years=1, inactive_years=4)
    made = propose(closed)
    approve(closed.house, made, "Budi")
    approve(closed.house, made, "Umar")
    with closed.house.scope():
        ArchiveRow.objects.update(closed_on="2010-01-01")
    line_of(closed.house, active_years=2, inactive_years=8)
    with pytest.raises(NationalApprovalMissing):
        carry_out(closed.house, made)
    carry_out(closed.house, made, nation="B-AK.02.03/12/2032")
    with closed.house.scope():
        assert DestructionRow.objects.get().national_reference == "B-AK.02.03/12/2032"


def test_a_dropped_list_lets_its_cases_be_listed_again(closed: Closed) -> None:
    house, made = closed.house, propose(closed)
    drop = partial(drop_destruction, list_id=made, at=LATER)
    with house.scope():
        with pytest.raises(NotFound):
            drop(reason="Masih diperiksa.", actor=house.actor("Siti", LATER), key=new_key())
        drop(reason="Masih diperiksa.", actor=house.actor("Budi", LATER), key=new_key())
        with pytest.raises(NotInThatState):
            drop(reason="Lagi.", actor=house.actor("Budi", LATER), key=new_key())
        assert destruction_page().lists[0].state_words == "Dibatalkan"
    assert propose(closed) > made


def test_nothing_and_too_much_are_refused(closed: Closed) -> None:
    house = closed.house
    ask = partial(propose_destruction, reason="Habis.", actor=house.actor("Sari"), at=LATER)
    with house.scope():
        for cases in ([], range(1, 500)):
            with pytest.raises(NothingListed):
                ask(cases=cases, key=new_key())
        with pytest.raises(NotFound):
            ask(cases=[closed.case + 1000], key=new_key())


def test_what_is_destroyed_has_no_dossier_any_more(closed: Closed) -> None:
    destroy(closed)
    with pytest.raises(AlreadyDestroyed):
        keep_dossier(closed.case, actor=closed.house.actor("Sari"), at=LATER)
    with closed.house.scope(), pytest.raises(AlreadyListed):
        classify_case(
            case_id=closed.case,
            line_id=RetentionRow.objects.get(code="000.8.3.3").pk,
            actor=closed.house.actor("Sari"),
            at=LATER,
            key=new_key(),
        )


def test_a_destruction_that_died_before_the_disk_was_cleared_is_finished(
    closed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closed.house.scope():
        digests = list(FileRow.objects.values_list("digest", flat=True))
    with monkeypatch.context() as dying:
        dying.setattr(files, "take_away", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            destroy(closed)
    assert all(files.place_of(digest).exists() for digest in digests)
    assert {check.code for check in verify().checks if check.count} == {"V10", "V19"}

    assert sweep_leftovers() == 1
    assert not any(files.place_of(digest).exists() for digest in digests)
    assert verify().is_clean


def test_bytes_that_come_back_at_that_moment_are_not_lost(house: House) -> None:
    kept = close_a_case(house)
    with house.scope():
        digest = FileRow.objects.get().digest
    files.take_away(digest, is_wanted=lambda _: True)
    assert files.place_of(digest).read_bytes() == PDF
    assert kept.number


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE store_destructionrow SET approvals = '[]'",
        "UPDATE store_archiverow SET destruction_id = NULL",
        "UPDATE store_retentionrow SET disposal = 'permanen'",
        "UPDATE store_documentrow SET text = 'kembali' WHERE case_id IS NOT NULL",
    ],
)
def test_verify_names_what_was_done_behind_its_back(closed: Closed, statement: str) -> None:
    destroy(closed)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert {check.code for check in verify().checks if check.count} <= {"V10", "V19"}
    assert not verify().is_clean


def test_the_list_of_what_is_over_is_read_page_by_page(closed: Closed) -> None:
    house = closed.house
    with house.scope():
        line = RetentionRow.objects.get(for_cases=True)
        row = ArchiveRow.objects.get()
        case = CaseRow.objects.get()
        for number in range(60):
            case.pk, case.number = None, f"{number}/LAMA"
            case.save(force_insert=True)
            row.pk, row.case, row.dossier = None, case, None
            row.save(force_insert=True)
        today = LATER.date()
        first = over_page(line.pk, today=today)
        second = over_page(line.pk, today=today, after=first.next)
        assert (len(first.cases), len(second.cases), second.next) == (50, 11, "")
        assert not {one.case_id for one in first.cases} & {one.case_id for one in second.cases}
        assert {count.line.schedule.code: count.count for count in over_counts(today=today)} == {
            "500.12": 61,
            "000.8.3.3": 0,
        }
        for cursor in ("x", "2026-01-01", "2026-13-01.4", ".", "9.9" * 20):
            assert len(over_page(line.pk, today=today, after=cursor).cases) == 50


def test_the_schedule_is_read_by_index(closed: Closed) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the plan of an empty table says nothing on PostgreSQL")
    with closed.house.scope():
        plan = (
            ArchiveRow.objects.filter(
                retention=1, destruction__isnull=True, closed_on__lte=LATER.date()
            )
            .order_by("closed_on", "id")[:50]
            .explain()
        )
    assert "archive_by_age" in plan
    assert "TEMP B-TREE" not in plan


def test_a_changed_line_moves_the_cases_under_it(closed: Closed) -> None:
    house = closed.house
    from lajur.queries.archive.schedule import find_line

    with house.scope():
        line = find_line(RetentionRow.objects.get(for_cases=True).pk)
        change_line(
            line_id=line.id,
            details=LineDetails(
                code="500.12.16",
                title="Aplikasi",
                active_years=10,
                inactive_years=10,
                disposal=Disposal.DESTROY,
            ),
            seen=line.seen,
            actor=house.actor("Sari"),
            at=NOON,
            key=new_key(),
        )
    with pytest.raises(StillKept):
        propose(closed)
    with house.scope(), pytest.raises(Refusal):
        change_line(
            line_id=line.id,
            details=LineDetails(
                code="x", title="x", active_years=1, inactive_years=1, disposal=Disposal.DESTROY
            ),
            seen=line.seen,
            actor=house.actor("Sari"),
            at=NOON,
            key=new_key(),
        )


def test_another_government_neither_sees_nor_touches_a_list(
    closed: Closed, neighbour: House
) -> None:
    made = propose(closed)
    with neighbour.scope():
        with pytest.raises(NotFound):
            destruction(made, actor=neighbour.actor("Sari"))
        with pytest.raises(NotFound):
            approve_destruction(list_id=made, actor=neighbour.actor("Budi"), at=LATER, key="k")
    with scopes_disabled():
        assert DestructionRow.objects.get().approvals == []
