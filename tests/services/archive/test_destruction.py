"""Destruction: by list, approved by two others, with a deed; and the journal proves it still."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django_scopes import scopes_disabled

from lajur.core.refusals import NotFound
from lajur.queries.archive.destructions import destruction, destruction_page
from lajur.services.archive.destruction import (
    approve_destruction,
    drop_destruction,
    propose_destruction,
)
from lajur.services.archive.keeping import keep_dossier
from lajur.services.archive.letting_go import sweep_leftovers
from lajur.services.archive.refusals import (
    AlreadyDestroyed,
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
from lajur.services.archive.retention import (
    classify_case,
)
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
    OfficeEventRow,
    PersonRow,
    PositionRow,
    RetentionRow,
    UnitRow,
)
from tests.services.archive.closed import PDF, Closed, close_a_case
from tests.services.archive.destroying import LATER, approve, carry_out, destroy, line_of, propose
from tests.services.house import NOON, House, new_key


def test_papers_and_words_go_and_the_case_its_journal_and_numbers_stay(filed: Closed) -> None:
    keep_dossier(filed.case, actor=filed.house.actor("Sari"), at=filed.at)
    with filed.house.scope():
        events = list(EventRow.objects.order_by("seq").values_list("seq", "hash", "text_digest"))
        digest = FileRow.objects.get(media_type="application/pdf").digest
    assert verify().is_clean
    made = destroy(filed)

    with filed.house.scope():
        assert not EventRow.objects.exclude(text="").exists()
        assert not DocumentRow.objects.exclude(file=None, text="", file_name="").exists()
        after = list(EventRow.objects.order_by("seq").values_list("seq", "hash", "text_digest"))
        case = CaseRow.objects.get()
        assert (after, case.number, case.form) == (events, filed.number, {})
        assert not FileRow.objects.exists()
        assert DestructionRow.objects.get(pk=made).leftover == []
    assert not files.place_of(digest).exists()
    assert list(files.root().glob("??/*")) == []
    report = verify()
    assert report.is_clean, [check.faults for check in report.checks if check.count]


def test_a_file_that_another_case_has_as_well_stays(filed: Closed) -> None:
    other = close_a_case(filed.house)
    destroy(filed)

    with filed.house.scope():
        file = FileRow.objects.get()
        assert DocumentRow.objects.get(file=file).case_id == other.case
    assert files.place_of(file.digest).read_bytes() == PDF
    assert verify().is_clean


def test_a_file_that_another_government_has_as_well_stays_on_the_disk(
    filed: Closed, neighbour: House
) -> None:
    close_a_case(neighbour)
    destroy(filed)
    with neighbour.scope():
        assert files.place_of(FileRow.objects.get().digest).exists()
    assert verify().is_clean


def test_what_is_written_about_it_later_is_kept_and_proved(filed: Closed) -> None:
    destroy(filed)
    correct_event(
        case_id=filed.case,
        seq=1,
        seen_version=filed.house.version(filed.case),
        text="Dimusnahkan menurut BA/12/2032.",
        actor=filed.house.actor("Sari", LATER),
        at=LATER,
        key=new_key(),
    )
    assert verify().is_clean


def test_only_who_leads_a_unit_of_the_office_approves(filed: Closed) -> None:
    house, made = filed.house, propose(filed)
    with house.scope():
        company = UnitRow.objects.create(
            government_id=house.government, name="CV Karya", kind=UnitRow.VENDOR
        )
        PositionRow.objects.filter(pk=house.positions["tim"]).update(unit=company)
        PositionRow.objects.filter(pk=house.positions["kasi"]).update(rank=3)
        below = destruction(made, actor=house.actor("Dewi", LATER))
        leads = destruction(made, actor=house.actor("Wayan", LATER))
    assert (below.may_approve, leads.may_approve) == (False, True)
    for who in ("Rahmat", "Dewi"):
        with pytest.raises(NotFound):
            approve(house, made, who)
        with pytest.raises(NotFound), house.scope():
            drop_destruction(
                list_id=made, reason="x", actor=house.actor(who, LATER), at=LATER, key=new_key()
            )
    approve(house, made, "Wayan")


def test_two_different_people_approve_and_neither_proposed_it(filed: Closed) -> None:
    house = filed.house
    PersonRow.objects.filter(pk=house.people["Umar"]).update(is_clerk=True)
    made = propose(filed, by="Umar")

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
    filed: Closed,
) -> None:
    with pytest.raises(StillKept):
        propose(filed, at=NOON + timedelta(days=4 * 365))
    line_of(filed.house, disposal="permanen")
    with pytest.raises(KeptForever):
        propose(filed)
    line_of(filed.house, disposal="musnah")
    made = propose(filed)
    with pytest.raises(AlreadyListed):
        propose(filed)
    line_of(filed.house, disposal="permanen")  # in the meantime
    approve(filed.house, made, "Budi")
    approve(filed.house, made, "Umar")
    with pytest.raises(KeptForever):
        carry_out(filed.house, made)


def test_what_is_to_be_reviewed_goes_only_after_somebody_has_decided(filed: Closed) -> None:
    house, sari = filed.house, filed.house.actor("Sari", LATER)
    made = propose(filed)
    line_of(house, disposal="dinilai_kembali")
    approve(house, made, "Budi")
    approve(house, made, "Umar")
    with pytest.raises(ReviewFirst):
        carry_out(house, made)  # what was approved before does not go either
    with house.scope():
        drop_destruction(
            list_id=made, reason="Dinilai dahulu.", actor=sari, at=LATER, key=new_key()
        )
    with pytest.raises(ReviewFirst):
        propose(filed)
    with house.scope():
        decided = RetentionRow.objects.get(code="000.8.3.3")
        RetentionRow.objects.filter(pk=decided.pk).update(disposal="musnah")
        classify_case(case_id=filed.case, line_id=decided.pk, actor=sari, at=LATER, key=new_key())
        told = OfficeEventRow.objects.order_by("seq").last()
    assert (told.kind, told.data["code"]) == ("case_classified", "000.8.3.3")
    destroy(filed)
    assert verify().is_clean


def test_ten_years_need_the_nations_approval(filed: Closed) -> None:
    line_of(filed.house, active_years=1, inactive_years=4)
    made = propose(filed)
    approve(filed.house, made, "Budi")
    approve(filed.house, made, "Umar")
    with filed.house.scope():
        ArchiveRow.objects.update(closed_on="2010-01-01")
    line_of(filed.house, active_years=2, inactive_years=8)
    with pytest.raises(NationalApprovalMissing):
        carry_out(filed.house, made)
    carry_out(filed.house, made, nation="B-AK.02.03/12/2032")
    with filed.house.scope():
        assert DestructionRow.objects.get().national_reference == "B-AK.02.03/12/2032"


def test_a_dropped_list_lets_its_cases_be_listed_again(filed: Closed) -> None:
    house, made = filed.house, propose(filed)
    drop = partial(drop_destruction, list_id=made, at=LATER)
    with house.scope():
        with pytest.raises(NotFound):
            drop(reason="Masih diperiksa.", actor=house.actor("Siti", LATER), key=new_key())
        drop(reason="Masih diperiksa.", actor=house.actor("Budi", LATER), key=new_key())
        with pytest.raises(NotInThatState):
            drop(reason="Lagi.", actor=house.actor("Budi", LATER), key=new_key())
        assert destruction_page().lists[0].state_words == "Dibatalkan"
    assert propose(filed) > made


def test_nothing_and_too_much_are_refused(filed: Closed) -> None:
    house = filed.house
    ask = partial(propose_destruction, reason="Habis.", actor=house.actor("Sari"), at=LATER)
    with house.scope():
        for cases in ([], range(1, 500)):
            with pytest.raises(NothingListed):
                ask(cases=cases, key=new_key())
        with pytest.raises(NotFound):
            ask(cases=[filed.case + 1000], key=new_key())


def test_what_is_destroyed_has_no_dossier_any_more(filed: Closed) -> None:
    destroy(filed)
    with pytest.raises(AlreadyDestroyed):
        keep_dossier(filed.case, actor=filed.house.actor("Sari"), at=LATER)
    with filed.house.scope(), pytest.raises(AlreadyListed):
        classify_case(
            case_id=filed.case,
            line_id=RetentionRow.objects.get(code="000.8.3.3").pk,
            actor=filed.house.actor("Sari"),
            at=LATER,
            key=new_key(),
        )


def test_a_destruction_that_died_before_the_disk_was_cleared_is_finished(
    filed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filed.house.scope():
        digests = list(FileRow.objects.values_list("digest", flat=True))
    with monkeypatch.context() as dying:
        dying.setattr(files, "take_away", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            destroy(filed)
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


BEHIND_ITS_BACK = (
    "UPDATE store_destructionrow SET approvals = '[]'",
    "UPDATE store_archiverow SET destruction_id = NULL",
    "UPDATE store_retentionrow SET disposal = 'permanen'",
    "UPDATE store_documentrow SET text = 'kembali' WHERE case_id IS NOT NULL",
)


def test_verify_names_what_was_done_behind_its_back(filed: Closed) -> None:
    destroy(filed)
    for statement in BEHIND_ITS_BACK:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            found = {check.code for check in verify().checks if check.count}
            transaction.set_rollback(True)
        assert found, statement
        assert found <= {"V10", "V19"}


def test_another_government_neither_sees_nor_touches_a_list(
    filed: Closed, neighbour: House
) -> None:
    made = propose(filed)
    with neighbour.scope():
        with pytest.raises(NotFound):
            destruction(made, actor=neighbour.actor("Sari"))
        with pytest.raises(NotFound):
            approve_destruction(list_id=made, actor=neighbour.actor("Budi"), at=LATER, key="k")
    with scopes_disabled():
        assert DestructionRow.objects.get().approvals == []
